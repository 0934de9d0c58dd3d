"""Which phrases are techniques, learnt from a library."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from surveyor.bench.learn_techniques import ABSTRACTS, dump, learn_techniques
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.ranking.technique_names import FILE, TechniqueNames
from surveyor.ranking.techniques import key_of

FILLER = "and this much is only said so that an abstract is long enough to be one " * 4


def papers(title: str, abstract: str, count: int, first: int = 0) -> list[dict[str, object]]:
    return [
        {"id": f"a:{first + n}", "title": f"{title} {first + n}", "year": 2020, "abstract": f"{abstract} {FILLER}"}
        for n in range(count)
    ]


def learnt(library_of: Callable[..., Library], *of: tuple[str, str], count: int = ABSTRACTS) -> list[str]:
    rows = [row for at, (title, said) in enumerate(of) for row in papers(title, said, count, first=at * count)]
    with library_of(mine=(rows, [])) as library:
        return list(learn_techniques(library).names.values())


def test_what_titles_and_abstracts_do_something_with_is_a_technique_and_what_for_is_none(
    library_of: Callable[..., Library],
) -> None:
    both = ("Bird Tagging via Feather Clustering", "We use feather clustering for bird segmentation.")
    assert learnt(library_of, both) == ["feather clustering"]


def test_what_stands_in_abstracts_alone_is_said_in_passing(library_of: Callable[..., Library]) -> None:
    assert learnt(library_of, ("Birds", "With the rapid evolution of birds, we use feather clustering.")) == []


def test_a_piece_of_a_longer_name_is_none(library_of: Callable[..., Library]) -> None:
    said = ("Tagging via Bird Feather Clustering", "We use bird feather clustering.")
    assert learnt(library_of, said) == ["bird feather clustering"]


def test_of_few_papers_nothing_is_learnt(library_of: Callable[..., Library]) -> None:
    said = ("Tagging via Feather Clustering", "We use feather clustering.")
    assert learnt(library_of, said, count=ABSTRACTS - 1) == []


def test_a_library_without_abstracts_is_refused(library_of: Callable[..., Library]) -> None:
    with (
        library_of(mine=([{"id": "a:1", "title": "Feather clustering", "year": 2020}], [])) as library,
        pytest.raises(CorpusError, match="import the corpora"),
    ):
        learn_techniques(library)


def test_the_file_that_ships_is_as_it_would_be_written_and_keyed_as_it_is_looked_up() -> None:
    content = FILE.read_bytes()
    shipped = msgspec.json.decode(content, type=TechniqueNames)
    assert dump(shipped) == content
    assert all(key_of(name) == key for key, name in shipped.names.items())
