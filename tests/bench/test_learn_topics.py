"""What words say of topics, learnt from a library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from surveyor import venues
from surveyor.bench.learn_topics import FEWEST_PAPERS, FEWEST_WITH_WORD, dump, learn_topics
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.topics_learnt import FILE, TopicWords

MAP = venues.load(Path(__file__).parents[2] / "venues.yaml")
FILLER = "and this much is only said so that an abstract is long enough to be one " * 4


def papers(title: str, abstract: str, count: int, first: int = 0) -> list[dict[str, object]]:
    return [
        {"id": f"a:{first + n}", "title": f"{title} {first + n}", "year": 2020, "abstract": f"{abstract} {FILLER}"}
        for n in range(count)
    ]


def test_a_word_of_a_topics_abstracts_tells_it_and_a_word_of_all_does_not(library_of: Callable[..., Library]) -> None:
    churn = papers("Churn prediction", "customers leave everywhere", FEWEST_WITH_WORD)
    others = papers("Painting", "pictures hang everywhere", 3 * FEWEST_WITH_WORD, FEWEST_WITH_WORD)
    with library_of(mine=(churn + others, [])) as library:
        learnt = learn_topics(library, MAP)
        assert dump(learn_topics(library, MAP)) == dump(learnt)
    assert "churn prediction" in learnt.topics
    place = learnt.topics.index("churn prediction")
    assert place in dict(learnt.words["leav"] if "leav" in learnt.words else learnt.words["leave"])
    assert "everywher" not in learnt.words
    assert "everywhere" not in learnt.words
    assert not [word for word in learnt.words if word.startswith("pict")]
    assert msgspec.json.decode(dump(learnt), type=TopicWords) == learnt


def test_of_few_papers_nothing_is_learnt(library_of: Callable[..., Library]) -> None:
    with library_of(mine=(papers("Churn prediction", "customers leave", FEWEST_PAPERS - 1), [])) as library:
        assert learn_topics(library, MAP).topics == ()


def test_a_library_without_abstracts_is_refused(library_of: Callable[..., Library]) -> None:
    with (
        library_of(mine=([{"id": "a:1", "title": "Churn prediction", "year": 2020}], [])) as library,
        pytest.raises(CorpusError, match="import the corpora"),
    ):
        learn_topics(library, MAP)


def test_the_file_that_ships_is_as_it_would_be_written() -> None:
    content = FILE.read_bytes()
    assert dump(msgspec.json.decode(content, type=TopicWords)) == content
