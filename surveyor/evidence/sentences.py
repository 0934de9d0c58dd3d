"""Running text to sentences without what would be taken for their numbers: citations and references to floats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyor.evidence.document import Passage, Table

_END = re.compile(
    r"(?<=[.?!;])(?<!\bet al\.)(?<!\bi\.e\.)(?<!\be\.g\.)(?<!\bvs\.)(?<!\bFig\.)(?<!\bno\.)\s+(?=[A-Z\[(•\"“])"
    r"|(?<=。)|(?<=；)"
)
_POINTER = re.compile(
    r"\([^()]{0,200}?\b(?:19|20)\d\d[a-z]?\)"
    r"|\b(?:Table|Tab\.|Tables|Figure|Figures|Fig\.|Figs\.|Section|Sections|Sec\.|Eqs?\.?|Equation|Eqn\.|Appendix|App\.|Algorithm|Theorem"
    r"|Lemma|Step|Stage|Task|Chapter|Line|Row|Footnote|Experiments?|Phase)\s?\(?[A-Z]?\.?\d[\d.]*(?:\s?[-–,]\s?\d[\d.]*)*\)?|§\s?[A-Z]?[\d.]+"
    r"|(?<=[A-Za-z)])(?<!\bin)(?<!\bof)(?<!\bfrom)(?<!\bto)(?<!\bamong)(?<!range)(?<!between)\s?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\](?!\s?(?:epochs|steps|layers))"
)
_YEAR = re.compile(r"\((?:[^()]{0,200}?\s)?(?:19|20)\d\d[a-z]?\)")
_DIGIT = re.compile(r"\d")
_LETTERS = 12
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")


def sentences(passage: Passage) -> Iterator[str]:
    """The sentences of a passage, with blanks in place of its citations."""
    yield from split(without_cites(passage))


def without_cites(passage: Passage) -> str:
    """The text of a passage with blanks in place of its citations, so that every character keeps its place."""
    pieces, at = [], 0
    for cite in passage.cites:
        pieces += [passage.text[at : cite.start], " " * (cite.end - max(at, cite.start))]
        at = max(at, cite.end)
    return "".join([*pieces, passage.text[at:]])


def without_pointers(sentence: str) -> str:
    """The sentence with blanks in place of what points elsewhere: `Table 3`, `(Doe, 2017)`, `[12]`."""
    return _POINTER.sub(_blank, sentence) if _DIGIT.search(sentence) else sentence


def without_years(text: str) -> str:
    """The text with blanks in place of citations in round brackets, such as `(Doe, 2017)`."""
    return _YEAR.sub(_blank, text) if "(" in text else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def split(text: str) -> list[str]:
    """A line to its sentences."""
    return [piece for piece in _END.split(text) if piece.strip()]


def running_text(table: Table) -> str:
    """The paragraph that was taken for a table: its lines of one cell each; empty of a true table."""
    lines: list[str] = []
    for row in table.rows:
        cells = [cell.text for cell in row if cell.text and not cell.again]
        if len(cells) == 1 and (lines or (sum(map(str.isalpha, cells[0])) >= _LETTERS and " " in cells[0])):
            lines.append(cells[0])
    return _BROKEN.sub("", " ".join(lines)) if len(lines) > 2 or 2 * len(lines) > len(table.rows) else ""
