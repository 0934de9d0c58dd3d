"""Authors' names in their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyor.people_mended import names, whole
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


def one_by_one(printed: Sequence[str]) -> list[str]:
    """The authors as records give them, each alone, clean and with the given name first: `Lovelace, Ada` is one, turned
    round, and `Ada Lovelace, Grace Hopper` two. Chinese names stay as they are."""
    return names([name for author in whole(printed) for name in _apart(clean(author)) if name])


def _apart(author: str) -> list[str]:
    if "," not in author:
        return [author]
    parts = [part.removeprefix("and ") for part in map(str.strip, author.split(",")) if part]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    if has_chinese(author):
        return [author]
    if len(parts) > 3 or (len(parts) == 3 and not any(map(_is_suffix, parts[1:]))):
        return parts
    name = split_name(author)
    return [" ".join(part for part in (name.given, name.family, name.suffix) if part)]


def by_whom(authors: Sequence[str]) -> str:
    """How a work is called by its authors: `Lovelace`, `Lovelace et al.`; empty where none is known."""
    family = split_name(authors[0]).family if authors else ""
    return family + " et al." if family and len(authors) > 1 else family


def _in_order(words: Sequence[str], suffix: str) -> Name:
    if len(words) > 2 and not suffix and _is_suffix(words[-1]):
        *words, suffix = words
    particles = (place for place, word in enumerate(words[:-1]) if place and word[0].islower())
    start = next(particles, len(words) - 1)
    return Name(" ".join(words[:start]), " ".join(words[start:]), suffix)


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in _SUFFIXES
