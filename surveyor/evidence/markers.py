"""Citation markers that a source prints without linking them, such as those in the tables of GROBID."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from surveyor.evidence.document import Entry
from surveyor.text import title_key

_NAMED = re.compile(
    r"""(?<![^\W\da-z])(?P<name>[^\W\d_a-z][\w'’-]{1,40})(?:\s+(?:et\s+al\.?|(?:and|&)\s+[^\W\d_][\w'’-]{1,40}))?,?\s*[(\[]?
    (?P<year>(?:19|20)\d\d)[a-z]?(?![\d.])[)\]]?""",
    re.VERBOSE,
)
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_RANGE = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_WIDEST_RANGE = 30
_SURE = 3


class Markers:
    """How the entries of one bibliography are cited in print."""

    def __init__(self, entries: Iterable[Entry], links: Iterable[tuple[str, str]]) -> None:
        """`links` are the markers that the source did link, each with the key it points to."""
        self._places = {entry.key: place for place, entry in enumerate(entries, 1)}
        self._prints: dict[str, Counter[str]] = {}
        for text, key in links:
            self._prints.setdefault(title_key(text), Counter())[key] += 1
        self._by_name = _unique((f"{_family(entry)}{entry.year}", entry.key) for entry in entries if entry.authors)
        self._in_order = self._is_numbered()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and key of the markers in a text whose entry is known."""
        for match in _NUMBERS.finditer(text):
            for number in _expanded(match[1]):
                if key := self.key(number):
                    yield match.start(), match.end(), key
        for match in _NAMED.finditer(text):
            if key := self.key(match[0]):
                yield match.start(), match.end(), key

    def key(self, marker: str) -> str:
        """The key of the entry that a marker stands for; empty where that is not known."""
        printed = title_key(marker)
        if printed in self._prints:
            return self._prints[printed].most_common(1)[0][0]
        if printed.isascii() and printed.isdigit():
            return self._in_order.get(printed, "")
        named = _NAMED.search(marker)
        return self._by_name.get(f"{title_key(named['name'])}{named['year']}", "") if named else ""

    def _is_numbered(self) -> dict[str, str]:
        """Number to key, if the markers that are linked are the places of their entries."""
        told = [(text, counts.most_common(1)[0][0]) for text, counts in self._prints.items() if text.isdigit()]
        told = [(text, key) for text, key in told if len(text) < 4]
        right = sum(str(self._places.get(key)) == text for text, key in told)
        if len(told) < _SURE or right < 0.9 * len(told):
            return {}
        return {str(place): key for key, place in self._places.items()}


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, key in pairs:
        found.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _family(entry: Entry) -> str:
    return title_key(entry.authors[0].split()[-1])


def _expanded(numbers: str) -> Iterator[str]:
    for match in _RANGE.finditer(numbers):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from map(str, range(first, min(last, first + _WIDEST_RANGE) + 1))
