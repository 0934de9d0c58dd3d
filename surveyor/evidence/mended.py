"""Cells that ran together when a paper was read from its print, parted again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from surveyor.evidence.document import Cell, Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.layout import blank

_JOINED = re.compile(r"(?<=\S)\s+(?=[@(%↑↓±]|[-–]?\(|(?:acc|score|err)\b)|(?<=[∆Δ#†‡(])\s+(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-+−]?\.?\d[\d.,]*(?:e-?\d+)?(?:/-?[\d.]+)?(?:\s?(?:%|[KMGB](?![A-Za-z])))?[*†‡]?|[-–−](?!\S)|N/A"
)
_LONGEST = 200


def mended(table: Table) -> Table:
    """The table with the texts that reach over several columns parted where they hold one piece for each column."""
    heads = _before_numbers(table.rows)
    rows = tuple(
        tuple(_parted(row, _words if place == heads - 1 else _numbers)) if place >= heads - 1 else _widened(row)
        for place, row in enumerate(table.rows)
    )
    return replace(table, rows=rows) if rows != table.rows else table


def _before_numbers(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows stand above the first that is mostly numbers."""
    for place, row in enumerate(rows):
        own = [cell.text for cell in row[1:] if not blank(cell.text) and not cell.again]
        if own and sum(map(_is_numbers, own)) * 2 > len(own):
            while place and len({cell.text for cell in rows[place - 1] if cell.text.strip()}) < 2:
                place -= 1
            return place
    return 0


def _is_numbers(text: str) -> bool:
    """Whether a text is a number or mostly numbers."""
    words = text.split()
    return numeric(text) or (len(words) > 1 and sum(map(numeric, words)) * 2 >= len(words))


def _widened(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row of heads over others, each repeated in the empty places that are nearest to it."""
    texts = [place for place, cell in enumerate(row) if cell.text.strip() and place]
    if len(texts) * 2 > len(row) or len(texts) < 2:
        return tuple(row)
    first = texts[0] - (texts[1] - texts[0]) // 2
    return tuple(
        cell
        if cell.text.strip() or place < max(first, 1)
        else replace(row[min(texts, key=lambda t: abs(t - place))], again=True)
        for place, cell in enumerate(row)
    )


def _parted(row: Sequence[Cell], pieces: Callable[[str, int], list[str]]) -> Iterator[Cell]:
    """A row with each run of one cell parted, if that gives as many pieces as columns."""
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[end].again and row[end].text == row[at].text:
            end += 1
        found = pieces(row[at].text, end - at) if end - at > 1 and len(row[at].text) < _LONGEST else []
        if len(found) == end - at:
            yield from (
                replace(row[at], text=text, again=False, cites=row[at].cites if not n else ())
                for n, text in enumerate(found)
            )
        else:
            yield from row[at:end]
        at = end


def _words(text: str, count: int) -> list[str]:
    """The words of a head, a sign with what it belongs to."""
    words = text.split()
    return words if len(words) == count else [part.replace("\0", " ") for part in _JOINED.sub("\0", text).split()]


def _numbers(text: str, count: int) -> list[str]:
    """The numbers at the end of a text, and what stands before them if it is one piece more."""
    found = [*_NUMBER.finditer(text)]
    for wanted in (count, count - 1):
        last = found[-wanted:] if wanted else []
        if len(last) != wanted or not last:
            continue
        between = [text[one.end() : two.start()] for one, two in pairwise(last)]
        before = text[: last[0].start()].strip()
        if all(not gap.strip() and gap for gap in between) and not text[last[-1].end() :].strip():
            numbers = [match[0].strip() for match in last]
            if wanted == count and not before:
                return numbers
            if wanted == count - 1 and before and text[last[0].start() - 1].isspace():
                return [before, *numbers]
    return []
