"""Tables with their captions, and the captions of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from surveyor.evidence.document import Passage, Table
from surveyor.evidence.latex_grid import CELLS, grid
from surveyor.evidence.latex_names import GRIDS
from surveyor.evidence.latex_pen import Names
from surveyor.evidence.latex_text import printed
from surveyor.evidence.latex_tokens import Range, Tokens, begun, environment, word

_CAPTIONS = {
    "caption": "", "topcaption": "", "bottomcaption": "", "captionof": "", "bicaption": "", "tabcaption": "table",
    "tablecaption": "table", "tbl": "table", "figcaption": "figure", "subcaption": "part", "subcaptionbox": "part",
    "subfloat": "part",
}  # fmt: skip
"""What is captioned, by the command; empty: what the float is."""
_PARTS = frozenset({"subtable", "subfigure"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A caption or a grid within a float."""

    kind: str
    """grid; or of a caption: table, figure, part."""
    where: Range
    """Of a caption its text; of a grid the tokens that begin and end it."""
    counted: bool = True


@dataclass(slots=True)
class Floats:
    """Reads tables and captions in reading order, and counts them."""

    tokens: Tokens
    names: Names
    trouble: list[str]
    tables: list[Table] = field(default_factory=list)
    notes: list[Range] = field(default_factory=list)
    """Footnotes of captions."""
    waiting: tuple[str, Passage] | None = None
    r"""Number and text of a caption by \captionof outside of a float, whose table is to come."""
    _number: int = 0

    def take(self, start: int, close: int, kind: str, portion: int) -> list[Passage]:
        """Take in what begins and ends at these tokens: a float of a kind (table, figure) or a grid outside of one.

        Gives the captions that are of no table.
        """
        pieces = [*self._pieces(start, close, kind)]
        if kind == "figure" and not any(piece.kind == "table" for piece in pieces):
            return [self._passage([piece]) for piece in pieces if piece.kind != "grid"]
        alone: list[Passage] = []
        for captions, grids in _groups(pieces):
            number, text = self._headed(captions)
            read = [self._add(piece.where, number, text, portion) for piece in grids]
            if text.text and not any(read) and captions:
                alone.append(text)
        return alone

    def caption(self, at: int, end: int, portion: int) -> int:
        r"""A caption outside of a float, of the table right before, else by \captionof of the next; where to go on."""
        last = self.tables[-1] if self.tables else None
        bare = last if last and last.portion == portion and not last.number and not last.caption.text else None
        kind, where, place = self._caption(at, end, "table" if bare else "figure")
        if kind == "table":
            number, text = self._headed([_Piece(kind, where)])
            if bare:
                self.tables[-1] = replace(bare, number=number, caption=text)
            else:
                self.waiting = number, text
        return place

    def _pieces(self, start: int, close: int, kind: str) -> Iterator[_Piece]:
        at, part_until, layout_until = start, -1, -1
        items, tokens = self.tokens.items, self.tokens
        while at < close:
            item = items[at]
            name = word(item)
            if started := begun(item):
                end = tokens.close(at)
                if end is not None and end <= close and started in GRIDS:
                    if at > layout_until and self._layout(at, end):
                        layout_until = end
                    else:
                        yield from self._long(at, end, kind)
                        at = end
                elif end is not None and started in _PARTS:
                    part_until = max(part_until, end)
            elif name in _CAPTIONS:
                told, where, at = self._caption(at, close, "part" if at < part_until else kind)
                yield _Piece(told, where, not item.endswith("*"))
                continue
            at += 1

    def _long(self, at: int, end: int, kind: str) -> Iterator[_Piece]:
        """A grid; a long table has its caption within."""
        if environment(self.tokens.items[at]).startswith("long"):
            for place in range(at, end):
                if word(self.tokens.items[place]) == "caption":
                    told, where, _ = self._caption(place, end, kind)
                    yield _Piece(told, where, not self.tokens.items[place].endswith("*"))
                    break
        yield _Piece("grid", (at, end))

    def _caption(self, at: int, end: int, kind: str) -> tuple[str, Range, int]:
        """What a caption is of, its text, and where to go on."""
        name = word(self.tokens.items[at])
        at += 1
        if name == "captionof":
            where, at = self.tokens.argument(at, end)
            kind = self.tokens.short(where).strip()
        if name == "subfloat":
            option, place = self.tokens.option(at, end)
            return "part", option or (at, at), place
        where, place = self.tokens.argument(self.tokens.options(at, end), end)
        return _CAPTIONS[name] or kind, where, place

    def _layout(self, at: int, close: int) -> bool:
        """Whether a grid only places other grids side by side."""
        own = inner = 0
        place = at + 1
        inner_until = -1
        while place < close:
            item = self.tokens.items[place]
            if place > inner_until and begun(item) in GRIDS:
                inner_until = self.tokens.close(place) or -1
            if item == "&":
                own += place > inner_until
                inner += place <= inner_until
            place += 1
        return own <= 4 and inner >= 6

    def _headed(self, captions: Sequence[_Piece]) -> tuple[str, Passage]:
        """The number and the text of a table by its captions, or by one that waits."""
        if not captions and self.waiting:
            waiting, self.waiting = self.waiting, None
            return waiting
        counted = any(piece.kind == "table" and piece.counted for piece in captions)
        self._number += counted
        return (str(self._number) if counted else ""), self._passage(captions)

    def _passage(self, captions: Sequence[_Piece]) -> Passage:
        whole = sorted(captions, key=lambda piece: piece.kind == "part")
        text = printed(self.tokens, [piece.where for piece in whole], self.names)
        self.notes += text.notes
        return text.passage

    def _add(self, where: Range, number: str, caption: Passage, portion: int) -> bool:
        rows, cut = grid(self.tokens, *where, self.names)
        if not rows or (not number and (len(rows) < 2 or len(rows[0]) < 2)):
            return False
        if cut:
            self.trouble.append(f"table {number or len(self.tables) + 1} cut at {CELLS} cells")
        self.tables.append(Table(number, caption, rows, portion))
        return True


def _groups(pieces: Sequence[_Piece]) -> list[tuple[list[_Piece], list[_Piece]]]:
    """Captions with the grids they are of: all together, but where a float has several numbered captions."""
    captions = [piece for piece in pieces if piece.kind != "grid"]
    if sum(piece.kind != "part" for piece in captions) < 2:
        return [(captions, [piece for piece in pieces if piece.kind == "grid"])]
    above = next(piece.kind for piece in pieces if piece.kind != "part") != "grid"
    groups: list[tuple[list[_Piece], list[_Piece]]] = [([], [])]
    for piece in pieces:
        main = piece.kind not in ("grid", "part")
        if above and main and any(groups[-1]):
            groups.append(([], []))
        groups[-1][piece.kind == "grid"].append(piece)
        if not above and main:
            groups.append(([], []))
    return [group for group in groups if any(group)]
