"""Authors' names in their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveyor.text import clean, has_chinese

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name in its parts."""

    given: str
    family: str
    """With its particles, such as `van der Maaten`; the whole name where it has no parts."""
    suffix: str = ""
    """Such as Jr. or III."""


def split_name(printed: str) -> Name:
    """A name in either order, `Laurens van der Maaten` or `Davis, Sammy, Jr.`; particles are told by their lower case.

    Chinese names stay whole, as their order is not told. All parts are empty where nothing is printed.
    """
    if has_chinese(printed):
        return Name("", clean(printed))
    parts = [part for part in map(str.strip, clean(printed).split(",")) if part]
    suffix = next(filter(_is_suffix, parts[1:]), "")
    family, *given = [part for part in parts if part != suffix] or [""]
    return Name(" ".join(given), family, suffix) if given else _in_order(family.split(), suffix)


def listed(printed: Iterable[str]) -> list[str]:
    """Authors one by one, each as it is spoken, given name first, however a record lists them: `Doe, Ann`, or all of a
    paper in one text, `Ann Doe, Bo Roe`."""
    return [_spoken(one) for text in printed for one in _apart(clean(text)) if one]


def _apart(text: str) -> Iterator[str]:
    parts = [part.strip().removeprefix("and ") for part in text.split(",")]
    several = len(parts) > 1 and all(" " in part for part in parts)
    yield from parts if several else [text]


def _spoken(printed: str) -> str:
    if "," not in printed:
        return printed
    name = split_name(printed)
    return " ".join(filter(None, (name.given, name.family, name.suffix)))


def _in_order(words: Sequence[str], suffix: str) -> Name:
    if len(words) > 2 and not suffix and _is_suffix(words[-1]):
        *words, suffix = words
    particles = (place for place, word in enumerate(words[:-1]) if place and word[0].islower())
    start = next(particles, len(words) - 1)
    return Name(" ".join(words[:start]), " ".join(words[start:]), suffix)


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in _SUFFIXES
