"""Vectors of words, learnt of a teacher of texts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from surveyor import venues
from surveyor.bench import sayings
from surveyor.bench.learn_meaning import FEWEST, HELD, learn_meaning, told
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.meaning import SIZE, Floats, Meaning, Space, dump
from surveyor.venues import VenueMap

MAP = venues.load(Path(__file__).parents[2] / "venues.yaml")
FOG, NIGHT = ("image-restoration", "dehazing deraining"), ("image-restoration", "low-light enhancement")
SAID = {
    FOG: ("haze over the road", "mist hides cars", "pictures are milky", "云雾挡住了路", "白茫茫看不清", "画面发白"),
    NIGHT: ("photos too dark", "nothing seen at midnight", "lamps are off", "晚上拍照太黑", "光线不足", "画面太暗"),
}


def small_map() -> VenueMap:
    area = MAP.areas[FOG[0]]
    return replace(
        MAP, areas={area.key: replace(area, topics=tuple(t for t in area.topics if t.name in {FOG[1], NIGHT[1]}))}
    )


def teacher(texts: Sequence[str]) -> Floats:
    """Sums of a fixed vector a word: what words mean has to come from what is said of topics."""
    rows = [
        sum(
            (np.random.default_rng(zlib.crc32(w.encode())).normal(size=80) for w in re.findall(r"\w+", text.lower())),
            np.full(80, 1e-3),
        )
        for text in texts
    ]
    return np.array([row / np.linalg.norm(row) for row in rows]).reshape(len(texts), 80)


def papers(count: int) -> list[dict[str, object]]:
    filler = " ".join(f"padding{n}" for n in range(30))
    return [
        {
            "id": f"a:{n}",
            "title": f"Everyday words number{n}",
            "year": 2020,
            "abstract": f"We study number{n}. {filler}.",
        }
        for n in range(count)
    ]


def test_words_said_of_a_topic_are_near_it_in_both_languages(library_of: Callable[..., Library]) -> None:
    with library_of(mine=(papers(SIZE), [])) as library:
        learnt = learn_meaning(library, small_map(), SAID, teacher)
        assert dump(learn_meaning(library, small_map(), SAID, teacher)) == dump(learnt)
    assert msgspec.json.decode(dump(learnt), type=Meaning) == learnt
    space = Space.of(learnt)
    for text, topic in (("milky mist", FOG), ("midnight lamps", NIGHT), ("云雾", FOG), ("晚上太黑", NIGHT)):
        near = space.nearness(text)
        assert max(near, key=near.__getitem__) == topic, text
    assert "云雾" in learnt.topics[FOG[0]][FOG[1]].own.split()
    assert {"画面"} <= {*learnt.topics[FOG[0]][FOG[1]].own.split()} & {*learnt.topics[NIGHT[0]][NIGHT[1]].own.split()}


def test_words_of_the_library_are_kept_where_several_texts_hold_them(library_of: Callable[..., Library]) -> None:
    with library_of(mine=(papers(SIZE), [])) as library:
        learnt = learn_meaning(library, small_map(), SAID, teacher)
    assert SIZE >= FEWEST
    assert [word for word in learnt.words if word.startswith("everyday")]
    assert not [word for word in learnt.words if word.startswith("number") and word != "number"]


def test_a_library_of_few_abstracts_is_refused(library_of: Callable[..., Library]) -> None:
    with library_of(mine=(papers(3), [])) as library, pytest.raises(CorpusError, match="3 abstracts"):
        learn_meaning(library, small_map(), SAID, teacher)


def test_figures_are_shares_of_texts_whose_topic_is_nearest(library_of: Callable[..., Library]) -> None:
    with library_of(mine=(papers(SIZE), [])) as library:
        learnt = learn_meaning(library, small_map(), SAID, teacher)
    known = [(name, line) for name, lines in SAID.items() for line in lines]
    assert told(learnt, known) == {"Chinese": [1.0, 1.0], "English": [1.0, 1.0]}
    assert told(learnt, [(FOG, "lamps are off")]) == {"English": [0.0, 1.0]}


def test_every_topic_of_the_map_has_sayings_of_its_own_in_both_languages() -> None:
    said = sayings.load()
    assert set(said) == {(area.key, topic.name) for area in MAP.areas.values() for topic in area.topics}
    assert {len(lines) for lines in said.values()} == {12}
    for name, lines in said.items():
        assert [bool(re.search("[一-鿿]", line)) for line in lines] == [False] * 6 + [True] * 6, name
        assert len(set(lines)) == len(lines), name
    assert max(HELD) < 12


@pytest.mark.parametrize(("text", "error"), [("said first\n", "1: said of no topic"), ("[a]\nx\n", "area / topic")])
def test_a_broken_file_of_sayings_is_refused_with_its_line(text: str, error: str, tmp_path: Path) -> None:
    (tmp_path / "sayings.txt").write_text(text)
    with pytest.raises(CorpusError, match=error):
        sayings.load(tmp_path / "sayings.txt")
