"""Authors as files give them, torn at the sign that ends a coded character or soiled with marks, made names again.

Nothing is made up: a rule puts together what was cut, drops what is no name, or leaves it as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from surveyor.text import clean, has_chinese

_TORN = re.compile(r"&(?:amp;?)?(?:#?\w*)$")
_HYPHEN = re.compile(r"-\s?(?=[^\W\d_]{2})")
_SIGN = re.compile(r"#x?\d+")
_QUOTES = frozenset(["apos", "quot", "#x27", "#39", "#34"])
_ELIDED = 4
"""Letters before an apostrophe that belongs to a name, at most: `O'Neil`, `Dell'Orletta`."""

_BEFORE = re.compile(r"^(?:[^\w'\"“”‘’`(]|_)+|^and\s+(?=[A-Z])")
_AFTER = re.compile(r"[\s\d*∗⋆†‡§¶$^#,;:•]+$")
_PERIOD = re.compile(r"(?<=[^\W\d_]{3})(?<!\b[JS]r)\.$")
_CLOSE_INITIAL = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z][a-z])")
_INITIALS = re.compile(r"[A-Z]\.?(?:[. -]+[A-Z]\.?)*")
_FAMILY = re.compile(r"(?:(?:van|von|de|del|della|den|der|di|da|dos|el|la|le|ten|ter)\s+)*[^\W\d_][^\W\d_'’-]+", re.I)
_PLACE = re.compile(r"\b(?:academy|agency|centre|department|institut\w*|laborator\w+|school|universi\w+)\b", re.I)
_NOBODY = re.compile(r"(?:corr|arxiv|et\.? al\.?|others)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+")


def whole(printed: Sequence[str]) -> list[str]:
    """The entries, those that were cut at the semicolon of an entity (`Hofst&auml`, `tter`) or before a hyphen put
    together again."""
    found: list[str] = []
    for entry in printed:
        if found and (torn := _TORN.search(found[-1])):
            joined = _together(found[-1][: torn.start()], torn[0], entry)
            found[-1:] = joined
        elif found and _HYPHEN.match(entry):
            found[-1] += _HYPHEN.sub("-", entry, count=1)
        else:
            found.append(entry)
    return found


def _together(before: str, entity: str, entry: str) -> list[str]:
    """One entry or, where the entity ended a name, two."""
    name = entity[1:].removeprefix("amp").removeprefix(";")
    if not name and _SIGN.fullmatch(entry):
        return [f"{before}&{entry}"]
    if not name:
        return [before + entity, entry]
    start = html.unescape(f"{before}&{name};")
    last, first = start.split(",")[-1].strip(), entry.split(",")[0].strip()
    if not first[:1].isupper():
        return [start + entry]
    alone = " " in last and " " in first
    if name in _QUOTES:
        if sum(last.count(sign) for sign in "\"'`") > 1:
            return [f"{start} {entry}"]
        return [start, entry] if alone and len(last.split()[-1]) > _ELIDED + 1 else [start + entry]
    begun = " " in last and _TORN.search(first)
    return [start, entry] if alone or begun else [f"{start} {entry}"]


def names(entries: Iterable[str]) -> list[str]:
    """Each name alone and clean, without what is none: marks, addresses, places of work beside names."""
    found: list[str] = []
    for entry in entries:
        for name in _cleaned(entry):
            if not _INITIALS.fullmatch(name):
                found.append(name)
            elif found and _FAMILY.fullmatch(found[-1]):
                found[-1] = f"{name} {found[-1]}"
    people = [name for name in found if not _PLACE.search(name)]
    return people or found or [name for entry in entries for name in _cleaned(entry)]


def _cleaned(entry: str) -> Iterator[str]:
    if "@" in entry:
        return
    for part in _parts(clean(entry)):
        name = _CLOSE_INITIAL.sub(". ", _PERIOD.sub("", _AFTER.sub("", _BEFORE.sub("", part))))
        if any(sign.isalpha() for sign in name) and not _NOBODY.fullmatch(name):
            yield name


def _parts(entry: str) -> list[str]:
    """Several names in one entry, apart."""
    if ";" in entry:
        return [part for piece in entry.split(";") for part in _parts(piece.strip())]
    parts = _AND.split(entry)
    names = len(parts) > 1 and not _PLACE.search(entry) and all(" " in part or has_chinese(part) for part in parts)
    return parts if names else [entry]
