"""The settings that a sentence gives, with what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from surveyor.evidence.settings_for import what_for
from surveyor.evidence.settings_pairs import Found, Reading
from surveyor.evidence.settings_phrases import OPTIMIZER, SCHEDULE, TRAINS
from surveyor.evidence.settings_terms import STEMS

_DIGIT = re.compile(r"[0-9一两三四五十]")
_IN_WORDS = (" one ", " two ", "wo-", " three ", " four ", " five ", " six ", " eight ", " ten ", " twelve ")
_OF_TRAINING = (
    "adam",
    "Ada",
    "ADAM",
    "SGD",
    "RMS",
    "LAMB",
    "LARS",
    "radient",
    "BFGS",
    "esterov",
    "Adam",
    "chedul",
    "deca",
    "neal",
)


def settings_in(sentence: str) -> list[Found]:
    """What one sentence sets, in the order in which it says so; citations are to be blanked out beforehand."""
    found = [*_words(sentence)]
    if _DIGIT.search(sentence) or _has(sentence, _IN_WORDS):
        found += Reading(sentence).numbers()
    return sorted((what_for_one(sentence, one) for one in found), key=lambda one: one.start)


def may_set(text: str) -> bool:
    """Whether a text has any of the letters that all settings are told by; quick."""
    if _has(text, _OF_TRAINING):
        return True
    return (_DIGIT.search(text) is not None or _has(text, _IN_WORDS)) and _has(text.lower(), STEMS)


def _has(text: str, pieces: tuple[str, ...]) -> bool:
    for piece in pieces:  # noqa: SIM110 - a generator costs several times as much
        if piece in text:
            return True
    return False


def what_for_one(sentence: str, found: Found) -> Found:
    """The setting with what the sentence says that it is for."""
    of = found.of or what_for(sentence, found.start, found.start + len(found.text))
    return replace(found, of=of) if of else found


def _words(sentence: str) -> Iterator[Found]:
    """The optimizer and the schedule of the learning rate."""
    if not _has(sentence, _OF_TRAINING):
        return
    if TRAINS.search(sentence):
        for match in OPTIMIZER.finditer(sentence):
            if not (match[0].islower() and "SGD" in sentence):
                yield Found("optimizer", match[0], None, "", match.start())
    if "rate" in sentence or "schedul" in sentence or "lr" in sentence:
        yield from (Found("schedule", match["kind"], None, "", match.start()) for match in SCHEDULE.finditer(sentence))
