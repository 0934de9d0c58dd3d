"""What the abbreviations of a question stand for, as the papers that it finds spell them out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

TOLD = 2
"""So many texts must spell an abbreviation out alike."""

_IN_BRACKETS = re.compile(r"\(([^\W_][\w-]{1,9})\)")
_CAPITALS = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")


def spelled_out(question: str, texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations of a question that the texts introduce, in lower case, to the words they use most often."""
    wanted = {_singular(word) for word in _CAPITALS.findall(question)}
    if not wanted:
        return {}
    told = Counter(pair for text in texts for pair in set(introduced(text)) if pair[0] in wanted)
    found: dict[str, str] = {}
    for (short, long), count in sorted(told.items(), key=lambda item: (-item[1], item[0])):
        if count >= TOLD:
            found.setdefault(short, long)
    return found


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in brackets and the words before them that they stand for, both in lower case.

    Read as by Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical
    text": from the right, each letter of the abbreviation is one of the words before, the first one begins a word.
    """
    for found in _IN_BRACKETS.finditer(text):
        if _CAPITALS.fullmatch(found[1]):
            short = _singular(found[1])
            before = text[: found.start()].lower().split()[-min(len(short) + 5, 2 * len(short)) :]
            long = _matched(short, " ".join(before))
            if long:
                yield short, long


def _matched(short: str, before: str) -> str:
    """The end of `before` that `short` abbreviates; empty if none does."""
    at = len(before)
    for place in range(len(short) - 1, -1, -1):
        if not short[place].isalnum():
            continue
        at -= 1
        while at >= 0 and (before[at] != short[place] or (place == 0 and at and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    return before[at:]


def _singular(word: str) -> str:
    return word.removesuffix("s").lower()
