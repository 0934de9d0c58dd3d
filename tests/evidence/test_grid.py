from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Cell
from surveyor.evidence.grid import LARGEST_GRID, WIDEST, Place, span, spread


def texts(*rows: list[Place]) -> list[list[str]]:
    return [[cell.text + "'" * cell.again for cell in row] for row in spread(rows)[0]]


def place(text: str, across: int = 1, down: int = 1) -> Place:
    return Place(Cell(text), across, down)


def test_cells_are_repeated_over_what_they_span() -> None:
    assert texts([place("a", down=2), place("b", across=2)], [place("c"), place("d")]) == [
        ["a", "b", "b'"],
        ["a'", "c", "d"],
    ]
    assert texts([place("a", across=2, down=2), place("b")], [place("c")], [place("d")]) == [
        ["a", "a'", "b"],
        ["a'", "a'", "c"],
        ["d", "", ""],
    ]
    assert texts([place("a"), place("b", down=3)], [], [place("c")]) == [["a", "b"], ["", "b'"], ["c", "b'"]]


def test_a_grid_is_bounded_and_says_so() -> None:
    grid, cut = spread([place(str(column)) for column in range(100)] for _ in range(1000))
    assert cut
    assert len(grid) * 100 == LARGEST_GRID
    grid, cut = spread([[place("a", across=10_000, down=10_000)]])
    assert cut
    assert [len(row) for row in grid] == [WIDEST]


def test_spans_as_written() -> None:
    written = ("3", " 2 ", "0", "-1", "x", "", None, "9" * 30, "²")
    assert [span(text) for text in written] == [3, 2, 1, 1, 1, 1, 1, LARGEST_GRID, 1]


places = st.builds(place, st.sampled_from("abc"), st.integers(1, 5), st.integers(1, 5))


@given(st.lists(st.lists(places, max_size=5), max_size=8))
def test_every_row_has_as_many_cells_and_no_cell_is_lost(rows: list[list[Place]]) -> None:
    grid, cut = spread(rows)
    assert not cut
    assert len({len(row) for row in grid}) <= 1
    own = [cell.text for row in grid for cell in row if cell.text and not cell.again]
    assert own == [one.cell.text for row in rows for one in row]
