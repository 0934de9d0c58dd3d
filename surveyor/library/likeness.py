"""Whether a reference and a record are one work: by title, authors and year together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from surveyor.library.names import Agreement
from surveyor.text import title_key

_NUMBERS = re.compile(r"\d+")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEAR = 90.0
_NEARER = 96.0
_TELLING = 20
_LONG = 30
_SHORTEST = 8
_NAME = 4
_HEAD = re.compile(r"\s*[:.?!–—(]|\s+[-–—]\s")
_WORDS = re.compile(r"[\W_]+")
_OPENS = re.compile(r"(?:^|[\s.,:;?!()\[\]“”\"'‘’`–—])$")
_CLOSES = re.compile(r"\s*(?:$|[.,;?!()\[\]”\"'’]|(?:[Ii]n|arXiv|CoRR)\b|(?:19|20)\d\d)")


class Title(IntEnum):
    """How two titles are alike, the most alike last."""

    NAMED = 1
    """They are alike before the colon."""
    PART = 2
    """One begins or ends the other."""
    NEAR = 3
    """They differ by slips."""
    SAME = 4


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """What speaks for a reference and a record being one work; the greater the more."""

    title: Title
    authors: Agreement
    closeness: int
    """Years between them, negative; a year that is not known counts as three apart."""
    score: float
    """How alike the letters of the titles are, in [0, 1]."""


def compare(title: str, other: str) -> tuple[Title, float] | None:
    """How two titles are alike and how much, in [0, 1]; None where they are not."""
    a, b = title_key(title), title_key(other)
    if not a or not b:
        return None
    if a == b:
        return Title.SAME, 1.0
    from rapidfuzz import fuzz

    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= _TELLING:
        score = fuzz.ratio(a, b, score_cutoff=_NEAR)
        if score and _NUMBERS.findall(a) == _NUMBERS.findall(b):
            return Title.NEAR, score / 100
    if (long.startswith(short) or long.endswith(short)) and _is_part(short, title if long is a else other):
        return Title.PART, len(short) / len(long)
    name = title_key(title.partition(":")[0])
    if len(name) >= _NAME and name not in (a, b) and b.startswith(name) and name == title_key(other.partition(":")[0]):
        return Title.NAMED, fuzz.ratio(a, b) / 100
    return None


def weighed(
    alike: tuple[Title, float], letters: int, authors: Agreement, year: int | None, other_year: int | None
) -> Likeness | None:
    """What titles that are alike (see `compare`), the shorter one of so many letters, say together with authors and
    years; None where that is too little."""
    apart = None if year is None or other_year is None else abs(year - other_year)
    found = Likeness(alike[0], authors, -3 if apart is None else -apart, alike[1])
    return found if _enough(found, letters, apart) else None


def _is_part(key: str, longer: str) -> bool:
    """Whether a title ends or begins where the letters of another do: at a colon or, if those tell enough, at a
    word."""
    stops = _WORDS if len(key) >= _TELLING else _HEAD
    return any(key in (title_key(longer[: s.start()]), title_key(longer[s.end() :])) for s in stops.finditer(longer))


def _enough(found: Likeness, letters: int, apart: int | None) -> bool:
    """Whether title, authors and years say enough together; `letters` of the shorter title."""
    near = apart is not None and apart <= 1
    if found.title is Title.NAMED:
        return found.authors is Agreement.MOST and near
    if found.title is Title.PART:
        return (near and found.authors >= Agreement.FIRST) or (found.authors is Agreement.MOST and apart == 2)
    if found.authors is Agreement.STRANGERS:
        return found.title is Title.SAME and letters >= _LONG and near
    if found.authors is Agreement.UNKNOWN:
        if found.title is Title.NEAR:
            return near and letters >= _LONG and found.score * 100 >= _NEARER
        return near or (letters >= _TELLING and (apart is None or apart <= 2))
    if letters >= _TELLING:
        return found.title is Title.SAME or apart is None or apart <= 3
    return apart is None or apart <= 2


def in_text(text: str, authors: Agreement, year: int | None, other: str, other_year: int | None) -> Likeness | None:
    """Of a reference of which the text alone is known, and a record whose title stands in that between marks of
    punctuation; its first author has to be there too."""
    key = title_key(other)
    if len(key) < _SHORTEST or authors < Agreement.FIRST or (score := _inside(key, text)) is None:
        return None
    told = {int(found) for found in _YEARS.findall(text)} | ({year} if year else set())
    nearest = min(told, key=lambda one: abs(one - other_year)) if told and other_year is not None else None
    return weighed((Title.SAME if score == 1 else Title.NEAR, score), len(key), authors, nearest, other_year)


def _inside(key: str, text: str) -> float | None:
    """How alike a part of the text between marks of punctuation is to a title."""
    run, places = _letters(text)
    begin, score = run.find(key), 1.0
    end = begin + len(key)
    if begin < 0:
        from rapidfuzz import fuzz

        best = fuzz.partial_ratio_alignment(key, run, score_cutoff=_NEARER) if _LONG <= len(key) <= len(run) else None
        if best is None or _NUMBERS.findall(run[best.dest_start : best.dest_end]) != _NUMBERS.findall(key):
            return None
        begin, end, score = best.dest_start, best.dest_end, best.score / 100
    return score if _OPENS.search(text[: places[begin]]) and _CLOSES.match(text, places[end - 1] + 1) else None


@lru_cache(maxsize=64)
def _letters(text: str) -> tuple[str, list[int]]:
    """The `title_key` of a text, and where in it each letter stands."""
    letters = [(letter, at) for at, sign in enumerate(text) for letter in title_key(sign)]
    return "".join(letter for letter, _ in letters), [at for _, at in letters]
