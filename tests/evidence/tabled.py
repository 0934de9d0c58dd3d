"""Small documents of tables, made of plain strings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyor.evidence.document import Cell, Cite, Document, Entry, Part, Passage, Portion, Table

_CITE = re.compile(r"\[([a-z]\w*)\]")


def passage(text: str) -> Passage:
    """Text in which [key] cites."""
    return Passage(text, tuple(Cite(match[1], match.start(), match.end()) for match in _CITE.finditer(text)))


def table(caption: str, drawn: str, *, number: str = "1", portion: int = 0) -> Table:
    """A table as drawn: rows in lines, cells between |; `"` repeats the cell to the left, `^` the one above, *x* is
    bold, [key] cites."""
    rows: list[list[Cell]] = []
    for line in drawn.strip().splitlines():
        row: list[Cell] = []
        for place, drawing in enumerate(line.split("|")):
            text = drawing.strip()
            if text in ('"', "^"):
                cell = row[-1] if text == '"' else rows[-1][place]
                row.append(Cell(cell.text, cell.cites, cell.head, cell.bold, again=True))
            else:
                bold = len(text) > 2 and text[0] == text[-1] == "*"
                text = text.strip("*") if bold else text
                row.append(Cell(text, tuple(_CITE.findall(text)), bold=bold))
        rows.append(row)
    width = max(map(len, rows))
    return Table(number, passage(caption), tuple(tuple(row + [Cell("")] * (width - len(row))) for row in rows), portion)


def document(
    *tables: Table,
    title: str = "",
    abstract: str = "",
    text: Sequence[str] = (),
    part: Part = Part.EXPERIMENTS,
    entries: Sequence[Entry] = (),
) -> Document:
    """A paper of one section."""
    portion = Portion("Experiments", 1, part, passages=tuple(map(passage, text)))
    return Document("latex", title, abstract, (portion,), tables, tuple(entries))
