"""What texts mean, by vectors of their words."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor import venues
from surveyor.meaning import ENOUGH, FILE, LETTERS, SIZE, Meaning, Space, Topic, dump, packed, parts, shipped, unpacked

MAP = venues.load(Path(__file__).parent.parent / "venues.yaml")
numbers = st.floats(-1e3, 1e3, width=32)
vectors = st.lists(numbers, min_size=SIZE, max_size=SIZE).map(np.array)


def axis(place: int, length: float = 1.0) -> str:
    return packed(np.eye(SIZE)[place] * length)


SPACE = Space.of(
    Meaning(
        {},
        2.0,
        {"vision": {"fog": Topic(axis(0), "大雾 雾天"), "night": Topic(axis(1), "夜间 雾天")}},
        {"haze": axis(0, ENOUGH), "dark": axis(1, 3 * ENOUGH)},
    )
)
FOG, NIGHT = ("vision", "fog"), ("vision", "night")


@given(vectors)
def test_a_packed_vector_keeps_its_numbers_to_a_fourteenth_of_the_largest(vector: np.ndarray) -> None:
    text = packed(vector)
    assert len(text) == LETTERS
    assert text.isascii()
    largest = np.abs(vector).max()
    if largest >= 2.0**-6:
        assert np.abs(unpacked([text])[0] - vector).max() <= largest / 7


@given(st.lists(vectors, max_size=5))
def test_vectors_are_unpacked_together_as_alone(many: list[np.ndarray]) -> None:
    texts = [packed(vector) for vector in many]
    together = unpacked(texts)
    assert together.shape == (len(texts), SIZE)
    for row, text in zip(together, texts, strict=True):
        assert (row == unpacked([text])[0]).all()


def test_a_text_lies_where_its_words_do() -> None:
    near = SPACE.nearness("haze")
    assert near[FOG] == pytest.approx(0.5, abs=0.02)
    assert near[NIGHT] == pytest.approx(0.0)
    mixed = SPACE.nearness("a dark haze")
    assert mixed[NIGHT] == pytest.approx(3 * mixed[FOG], rel=0.1)


def test_signs_said_of_few_topics_point_between_these() -> None:
    near = SPACE.nearness("大雾")
    assert near[FOG] > near[NIGHT] == pytest.approx(0.0)
    both = SPACE.nearness("雾天")
    assert both[FOG] == pytest.approx(both[NIGHT])


def test_a_text_of_unknown_words_means_nothing() -> None:
    for text in ("", "xyzzy", "？！", "my problem is"):
        assert SPACE.nearness(text) == {}


def test_more_words_of_one_topic_are_surer_of_it() -> None:
    assert SPACE.nearness("大雾 haze")[FOG] > SPACE.nearness("haze")[FOG]


def test_parts_are_roots_of_words_and_signs_alone_and_in_pairs() -> None:
    assert parts("ranking 大雾天 the") == parts("ranked 大雾天") == {"rank", "大", "雾", "天", "大雾", "雾天"}


def test_what_ships_is_of_the_topics_of_the_map_and_as_it_would_be_written() -> None:
    content = FILE.read_bytes()
    held = msgspec.json.decode(content, type=Meaning)
    assert dump(held) == content
    names = {(area.key, topic.name) for area in MAP.areas.values() for topic in area.topics}
    assert set(shipped().names) == names
    assert len(content) < 1 << 20


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("boxes around cars vanish in fog", "object-detection"),
        ("customers quit without warning and we learn of it too late", "user-behaviour"),
        ("听歌软件老放同一类歌", "music-media-recommendation"),
    ],
)
def test_plain_words_are_near_a_topic_of_their_area(said: str, area: str) -> None:
    near = shipped().nearness(said)
    best = sorted(near, key=lambda name: -near[name])[:5]
    assert area in {name[0] for name in best}, best
