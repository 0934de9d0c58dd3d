"""Where a paper mentions each entry, the most telling places first."""

from __future__ import annotations

from surveyor.evidence.document import Cite, Document, Part, Passage, Portion
from surveyor.evidence.places import KEPT, places
from surveyor.models import LONGEST_QUOTE, Place, Section


def passage(text: str) -> Passage:
    """Running text with a citation of `a` wherever [1] stands."""
    starts = [at for at in range(len(text)) if text.startswith("[1]", at)]
    return Passage(text, tuple(Cite("a", at, at + 3) for at in starts))


def portion(head: str, part: Part, *texts: str, baselines: bool = False) -> Portion:
    return Portion(head, 1, part, baselines, tuple(map(passage, texts)))


def document(*portions: Portion) -> Document:
    return Document("latex", "Frogs", "", portions, (), ())


def test_the_experiments_stand_before_the_method_and_that_before_related_work() -> None:
    told = places(
        document(
            portion("Introduction", Part.INTRO, "Frogs [1] leap."),
            portion("Related Work", Part.RELATED, "Others leap [1]."),
            portion("Method", Part.METHOD, "As [1] we leap."),
            portion("Setup", Part.EXPERIMENTS, "First. We run [1]. Last.", "We compare with [1]."),
        )
    )
    assert told == {
        "a": [
            Place(Section.EXPERIMENTS, "Setup", text="We compare with [1]."),
            Place(Section.EXPERIMENTS, "Setup", text="We run [1]."),
            Place(Section.METHOD, "Method", text="As [1] we leap."),
        ]
    }
    assert len(told["a"]) == KEPT


def test_a_section_on_baselines_stands_before_everything() -> None:
    told = places(
        document(
            portion("Experiments", Part.EXPERIMENTS, "We compare with [1] and win."),
            portion("Baselines", Part.EXPERIMENTS, "The frog [1].", baselines=True),
        )
    )
    assert [place.head for place in told["a"]] == ["Baselines", "Experiments"]


def test_a_long_sentence_is_quoted_around_the_citation() -> None:
    (place,) = places(document(portion("Method", Part.METHOD, "leap " * 100 + "[1] " + "hop " * 100)))["a"]
    assert len(place.text) <= LONGEST_QUOTE
    assert "leap [1] hop" in place.text


def test_nothing_cited_is_nowhere() -> None:
    assert places(document(portion("Method", Part.METHOD, "No frogs."))) == {}
