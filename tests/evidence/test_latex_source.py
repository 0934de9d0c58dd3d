"""Files of a paper to one text."""

from __future__ import annotations

import pytest

from surveyor.evidence.document import UnreadableDocument
from surveyor.evidence.latex_source import decoded, flat, spaced, uncommented


def paper(body: str) -> bytes:
    return f"\\documentclass{{a}}\\begin{{document}}{body}\\end{{document}}".encode()


def test_files_are_put_where_they_are_asked_for() -> None:
    asking = r"\input{sec/one} \include{sec/two.tex} \subfile{sec/three} \import{sec/}{four} \input sec/one"
    files = {
        "src/main.tex": paper(asking),
        "src/sec/one.tex": b"ONE",
        "src/sec/two.tex": b"TWO \\input{deep}",
        "src/sec/deep.tex": b"DEEP",
        "src/sec/three.tex": paper("THREE"),
        "src/sec/four.tex": b"FOUR",
    }
    source = flat(files)
    assert source.main == "src/main.tex"
    assert source.text.split("{document}")[1].removesuffix("\\end").split() == "ONE TWO DEEP THREE FOUR ONE".split()
    assert source.trouble == []


def test_what_is_missing_or_within_itself_is_told() -> None:
    asking = paper(r"\input{a} \input{gone} \input{x.sty}")
    source = flat({"main.tex": asking, "a.tex": rb"A \input{b}", "b.tex": rb"B \input{a}"})
    assert source.trouble == ["a file within itself: a", "not in the archive: gone"]
    assert "A B" in source.text


def test_files_that_multiply_are_bounded() -> None:
    files = {f"f{n}.tex": f"x\\input{{f{n + 1}}}\\input{{f{n + 1}}}".encode() for n in range(40)}
    source = flat({**files, "main.tex": paper("\\input{f0}")}, "main.tex")
    assert any(line.startswith("not read") for line in source.trouble)
    assert len(source.text) < 100_000


@pytest.mark.parametrize(
    ("files", "main"),
    [
        ({"a.tex": b"x", "b.tex": paper("x")}, "b.tex"),
        ({"supp.tex": paper("long " * 99), "main.tex": paper("x")}, "main.tex"),
        ({"paper.tex": paper("x\\subfile{z/part}"), "z/part.tex": paper("long " * 99)}, "paper.tex"),
        ({"one.tex": paper("long " * 99), "two.tex": paper("x"), "two.bbl": b""}, "two.tex"),
        ({"old.tex": b"%\\documentclass\n%\\begin{document}\n\\section{x}", "new.tex": paper("x")}, "new.tex"),
        ({"only.tex": b"\\section{A} no class"}, "only.tex"),
    ],
)
def test_the_main_file(files: dict[str, bytes], main: str) -> None:
    assert flat(files).main == main


def test_a_main_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no file"):
        flat({"a.tex": paper("x")}, "b.tex")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a % b\nc", "a c"),
        ("a%\n  b", "ab"),
        (r"100\% % x", r"100\% "),
        (r"a\\% x", r"a\\"),
        (r"x \begin{comment} y % \end{comment} z", "x  z"),
        (r"% \begin{comment}", ""),
        (r"x \begin{verbatim} y", "x  y"),
        (r"\url{a%20b} c", r"\url{a\%20b} c"),
        (r"\verb|%{|x", r"\%x"),
        ("", ""),
    ],
)
def test_comments_and_listings_go(text: str, kept: str) -> None:
    assert uncommented(text) == kept


def test_a_comment_before_a_blank_line_ends_the_paragraph() -> None:
    assert spaced(uncommented("a % b\n\nc")) == "a\n\nc"
    assert spaced(uncommented("a\n% b\nc")) == "a c"


def test_white_space_is_single() -> None:
    assert spaced("a\r\nb\t c\u00a0d \n \n e\u200bf\u2009\x00") == "a b c d\n\ne f "


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("é中".encode(), "é中"),
        ("\ufeffx".encode(), "x"),
        ("Müller".encode("latin-1"), "Müller"),
        ("“x”".encode("cp1252"), "“x”"),
        ("éééééé".encode() + b"\xff", "éééééé\ufffd"),
        ("x".encode("utf-16"), "\ufeffx"),
    ],
)
def test_bytes_of_any_encoding(content: bytes, text: str) -> None:
    assert decoded(content).removeprefix("\ufeff") == text.removeprefix("\ufeff")
