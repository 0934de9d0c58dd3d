"""Names of people as records and reference lists print them: whole, with initials, turned round, or many in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from surveyor.text import title_key

_NEARLY = 0.7
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")


class Agreement(IntEnum):
    """What two lists of authors say about whether the work is one."""

    STRANGERS = 0
    UNKNOWN = 1
    SOME = 2
    """Some, but not the first."""
    FIRST = 3
    MOST = 4
    """The first and, of the shorter list, nearly all."""


def people(authors: Sequence[str]) -> list[list[str]]:
    """Lower-case words of each name, without initials; names that stand in one string apart."""
    printed = [name for author in authors for name in author.split(",")]
    return [words for name in printed if (words := words_of(name))]


def words_of(text: str) -> list[str]:
    """Lower-case words of more than one letter, without accents."""
    return [key for word in _WORD.findall(text) if len(key := title_key(word)) > 1]


def surnames(authors: Sequence[str]) -> set[str]:
    """What the first author's family name can be: every word of the name but a given one, and the last ones joined."""
    first = next(iter(people(authors)), [])
    words = first[1:] if len(first) > 1 and _spelled_out(authors[0]) else first
    return {*words, *("".join(words[at:]) for at in range(len(words)))}


def _spelled_out(author: str) -> bool:
    """Whether a name begins with a given name, not with an initial."""
    first = _WORD.search(author.split(",")[0])
    return first is not None and len(first[0]) > 1


def agreement(ours: Sequence[str], others: Sequence[str]) -> Agreement:
    """How far the authors of a record (`ours`) are those that somebody printed."""
    one, two = people(ours), people(others)
    if not one or not two:
        return Agreement.UNKNOWN
    return _agreement(one, {name[-1] for name in two}, {*two[0]}, min(len(one), len(two)))


def named_in(ours: Sequence[str], text: str, title: str = "") -> Agreement:
    """The same, where the others stand somewhere in a text if they are told at all; never strangers. Words of the title
    are no names."""
    one, words = people(ours), {*words_of(text)} - {*words_of(title)}
    return max(_agreement(one, words, words, len(one)), Agreement.UNKNOWN) if one else Agreement.UNKNOWN


def _agreement(ours: list[list[str]], families: set[str], first: set[str], least: int) -> Agreement:
    common = sum(name[-1] in families for name in ours)
    if ours[0][-1] in first:
        return Agreement.MOST if common >= _NEARLY * least else Agreement.FIRST
    return Agreement.SOME if common else Agreement.STRANGERS
