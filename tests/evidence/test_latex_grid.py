"""Tables in LaTeX."""

from __future__ import annotations

import pytest

from tests.evidence.latexes import body, sound, texts


def grid(source: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in body(rf"\section{{A}} {source}").tables[0].rows]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (r"\begin{tabular}[t]{l@{}c}", r"\end{tabular}"),
        (r"\begin{tabular*}{\linewidth}{lc}", r"\end{tabular*}"),
        (r"\begin{tabularx}{3cm}{lX}", r"\end{tabularx}"),
        (r"\begin{tabulary}{3cm}{lL}", r"\end{tabulary}"),
        (r"\begin{tabu} to \linewidth {lc}", r"\end{tabu}"),
        (r"\begin{NiceTabular}{lc}", r"\end{NiceTabular}"),
        (r"\begin{tblr}{colspec={lc}}", r"\end{tblr}"),
        (r"\begin{sideways}\scalebox{0.5}{\begin{tabular}{lc}", r"\end{tabular}}\end{sideways}"),
    ],
)
def test_environments_with_their_own_arguments(begin: str, end: str) -> None:
    assert grid(rf"{begin} a & b \\ c & d \\ {end}") == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (r"a & {b & c} \\[2pt] d & e", [["a", "b c"], ["d", "e"]]),
        (r"a \& b & c \tabularnewline d & e \cr", [["a & b", "c"], ["d", "e"]]),
        (r"\hline a & b \\\hline\hline c & d \\ \cline{1-2} \Xhline{2pt}", [["a", "b"], ["c", "d"]]),
        (r"a \\ b & c & d", [["a", "", ""], ["b", "c", "d"]]),
        (r"\makecell[l]{a\\b} & \shortstack{c \\ d} \\ e & f", [["a b", "c d"], ["e", "f"]]),
        (r"\begin{tabular}{@{}c@{}}a\\b\end{tabular} & c \\ d & e", [["a b", "c"], ["d", "e"]]),
        (r"\cellcolor{red!10}{1.0} & \textcolor{blue}{\small 2}$^\dagger$ \\ c & d", [["1.0", "2†"], ["c", "d"]]),
        (r"\multirow{2}{*}{a} & b \\ & c \\ d & e", [["a", "b"], ["a", "c"], ["d", "e"]]),
        (r" & b \\ \multirow{-2}{*}{a} & c \\ d & e", [["a", "b"], ["a", "c"], ["d", "e"]]),
        (r"\multirow{9}{*}{a} & b \\ x & c", [["a", "b"], ["x", "c"]]),
        (r"\multicolumn{2}{c}{\multirow{2}{*}{a}} & b \\ & & c", [["a", "a", "b"], ["a", "a", "c"]]),
        (r"a & \ding{51} & \ding{55} \\ b & \checkmark & --", [["a", "✓", "✗"], ["b", "✓", "–"]]),
    ],
)
def test_cells(rows: str, cells: list[list[str]]) -> None:
    assert grid(rf"\begin{{tabular}}{{cc}} {rows} \end{{tabular}}") == cells


def test_a_long_table_has_its_caption_within_and_its_heading_once() -> None:
    document = body(
        r"""\section{A}\begin{longtable}{cc} \caption{Long \cite{k}}\\ H & I \\ \endfirsthead (more) & \\ \endhead
        foot & \\ \endfoot a & b \\ c & d \\ \end{longtable}"""
    )
    (table,) = document.tables
    assert (table.number, table.caption.text) == ("1", "Long [k]")
    assert [[cell.text for cell in row] for row in table.rows] == [["H", "I"], ["a", "b"], ["c", "d"]]
    assert [row[0].head for row in table.rows] == [True, False, False]


def tabular(text: str) -> str:
    return rf"\begin{{tabular}}{{cc}} {text} & 1 \\ 2 & 3 \end{{tabular}}"


@pytest.mark.parametrize(
    ("source", "tables"),
    [
        (rf"\begin{{table}}\caption{{A}}{tabular('x')}\end{{table}}", [("1", "A", "x")]),
        (
            rf"\begin{{table*}}{tabular('x')}{tabular('y')}\caption{{A}}\end{{table*}}",
            [("1", "A", "x"), ("1", "A", "y")],
        ),
        (
            rf"\begin{{table}}\caption{{A}}{tabular('x')}\caption{{B}}{tabular('y')}\end{{table}}",
            [("1", "A", "x"), ("2", "B", "y")],
        ),
        (
            rf"\begin{{table}}{tabular('x')}\caption{{A}}{tabular('y')}\caption{{B}}\end{{table}}",
            [("1", "A", "x"), ("2", "B", "y")],
        ),
        (
            rf"\begin{{table}}\begin{{subtable}}{{1cm}}{tabular('x')}\caption{{a}}\end{{subtable}}\caption{{A}}\end{{table}}",
            [("1", "A a", "x")],
        ),
        (rf"\begin{{figure}}{tabular('x')}\captionof{{table}}{{A}}\end{{figure}}", [("1", "A", "x")]),
        (rf"\begin{{figure}}{tabular('x')}\caption{{A}}\end{{figure}}", []),
        (rf"\begin{{center}}{tabular('x')}\captionof{{table}}{{A}}\end{{center}}", [("1", "A", "x")]),
        (rf"\captionof{{table}}{{A}}{tabular('x')}{tabular('y')}", [("1", "A", "x"), ("", "", "y")]),
        (rf"\begin{{table}}\caption*{{A}}{tabular('x')}\end{{table}}", [("", "A", "x")]),
        (rf"\begin{{wraptable}}{{r}}{{1cm}}{tabular('x')}\caption{{A}}\end{{wraptable}}", [("1", "A", "x")]),
        (
            rf"\begin{{table}}\caption{{A}}\begin{{tabular}}{{c}}{tabular('x & p & q')}\end{{tabular}}\end{{table}}",
            [("1", "A", "x p q 1 2 3")],
        ),
    ],
)
def test_tables_with_their_captions(source: str, tables: list[tuple[str, str, str]]) -> None:
    document = body(rf"\section{{S}} {source}")
    sound(document)
    assert [(t.number, t.caption.text, t.rows[0][0].text) for t in document.tables] == tables


def test_a_caption_whose_table_is_a_picture_is_a_passage() -> None:
    document = body(r"\section{S}\begin{table}\includegraphics{x}\caption{A \cite{k}}\end{table}")
    assert (document.tables, texts(document)) == ((), ["A [k]"])


def test_a_table_that_is_too_large_is_cut_and_told() -> None:
    rows = r"a & b & c \\ " * 5_000
    document = body(
        rf"\section{{S}}\begin{{table}}\caption{{A}}\begin{{tabular}}{{ccc}} {rows} \end{{tabular}}\end{{table}}"
    )
    (table,) = document.tables
    assert len(table.rows) == 3_333
    assert "table 1 cut at 10000 cells" in document.trouble
    wide = body(
        r"\section{S}\begin{table}\caption{A}\begin{tabular}{c} \multicolumn{99999}{c}{x} \\ b \end{tabular}\end{table}"
    )
    sound(wide)
