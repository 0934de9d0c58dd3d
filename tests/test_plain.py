"""What plain words say for an area."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from surveyor import venues
from surveyor.plain import plain_evidence, roots
from surveyor.route import route

MAP = venues.load(Path(__file__).parent.parent / "venues.yaml")


@pytest.mark.parametrize(
    ("problem", "area"),
    [
        ("our cars keep getting stuck in traffic jams", "spatio-temporal"),
        ("the voice sounds robotic when it reads aloud", "speech-synthesis"),
        ("夜里拍的照片太暗，噪点很多", "image-restoration"),
        ("模型在手机上跑不动", "model-compression"),
    ],
)
def test_a_problem_without_terms_reaches_its_area(problem: str, area: str) -> None:
    assert route(problem, MAP).areas[0].area == area


@pytest.mark.parametrize("area", MAP.areas.values(), ids=lambda area: area.key)
def test_every_area_is_said_in_both_languages(area: venues.Area) -> None:
    english = sum(phrase.isascii() for phrase in area.said)
    assert min(english, len(area.said) - english) >= 6


def strongest(text: str, terms: dict[str, Iterable[str]]) -> float:
    return max((worth for worth, _ in plain_evidence(text, MAP, terms).values()), default=0.0)


def test_what_terms_say_already_is_not_counted_again() -> None:
    text = "traffic jams"
    assert strongest(text, {key: [text] for key in MAP.areas}) == 0.0
    assert strongest(text, {}) > 0.0


@pytest.mark.parametrize("text", ["", "x", "?!", "how do we get the right thing", "怎么"])
def test_empty_words_say_nothing(text: str) -> None:
    assert plain_evidence(text, MAP, {}) == {}


def test_the_order_of_words_apart_does_not_matter() -> None:
    assert plain_evidence("堵车，口音", MAP, {}) == plain_evidence("口音，堵车", MAP, {})


@pytest.mark.parametrize("asked", ["why does it fail", "Why do they still fail?", "what is it that fails"])
def test_the_words_of_asking_say_nothing_in_any_form(asked: str) -> None:
    assert roots(asked) == {"fail"}
