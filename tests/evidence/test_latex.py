"""LaTeX papers to documents."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Part, UnreadableDocument
from surveyor.evidence.latex import parse
from tests.evidence.latexes import BBL, HEAD, PAPER, body, sound, texts

SAMPLES = Path(__file__).parents[3] / "shared" / "corpora" / "samples" / "tex_sample.tar.zst"


def test_a_paper_as_a_whole() -> None:
    document = parse({"paper/main.tex": PAPER.encode(), "paper/main.bbl": BBL.encode()})
    sound(document)
    assert (document.kind, document.title, document.abstract) == ("latex", "A Title", "We walk backward.")
    assert [(p.head, p.level, p.baselines) for p in document.portions] == [
        ("Introduction", 1, False),
        ("Baselines", 2, True),
        ("More", 1, False),
    ]
    assert (document.portions[0].part, document.portions[2].part) == (Part.INTRO, Part.APPENDIX)
    assert texts(document) == [
        "Graphs help [Ash and Birch, 2019, Cedar et al., 2020]. So do trees [3], says Ash and Birch, 2019.",
        "But see [Cedar et al., 2020].",
        "Table 1 has the numbers.",
        "We compare with Alpha [Ash and Birch, 2019] and Beta.",
        "Nothing.",
    ]
    assert [cite.key for _, _, cite in document.mentions()] == ["one", "two", "three", "one", "two", "one"]
    assert document.trouble == ()


def test_the_marker_of_a_citation_is_where_it_says() -> None:
    for _, passage, cite in parse({"main.tex": PAPER.encode()}).mentions():
        assert passage.text[cite.start : cite.end] == cite.key


def test_the_table_of_it() -> None:
    (table,) = parse({"main.tex": PAPER.encode(), "main.bbl": BBL.encode()}).tables
    assert (table.number, table.caption.text, table.portion) == ("1", "Scores on Data [3].", 1)
    assert [cite.key for cite in table.caption.cites] == ["three"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Model", "Test", "Test"],
        ["Model", "F1", "EM"],
        ["Alpha [Ash and Birch, 2019]", "80.1", "70.2"],
        ["Ours", "81.0", "69.9±0.1"],
    ]
    assert [[cell.bold for cell in row] for row in table.rows[2:]] == [[False, False, True], [False, True, False]]
    assert [[cell.head for cell in row] for row in table.rows] == [[True] * 3] * 2 + [[False] * 3] * 2
    assert [[cell.again for cell in row] for row in table.rows[:2]] == [[False, False, True], [True, False, False]]
    assert table.rows[2][0].cites == ("one",)


@pytest.mark.parametrize(
    ("source", "text", "cited"),
    [
        (r"a \citep[see][p. 3]{k1, k2} b", "a [k1, k2] b", ["k1", "k2"]),
        (r"\citet*{k} says", "k says", ["k"]),
        (r"\citeauthor{k} (\citeyear{k}) says", "k (k) says", ["k"]),
        (r"\parencite{k}, \textcite{l}, \newcite{m}, \shortcite{n}", "[k], l, m, [n]", ["k", "l", "m", "n"]),
        (r"\textcites[1]{k}[2]{l} say", "k, l say", ["k", "l"]),
        (r"not \nocite{k} here", "not here", []),
        (r"\cite{} and \cite{,} and \cite", "and and", []),
        (r"$^{\cite{k}}$ up", "^[k] up", ["k"]),
    ],
)
def test_the_family_of_citations(source: str, text: str, cited: list[str]) -> None:
    (portion,) = body(rf"\section{{A}} {source}").portions
    (passage,) = portion.passages
    assert (passage.text, [cite.key for cite in passage.cites]) == (text, cited)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"An $\alpha$ of $93.2\%$, $x_i^2$ and \(k\)", "An α of 93.2%, $x_i^2$ and k"),
        (r"BERT$_{base}$ or BERT\textsubscript{base}", "BERTbase or BERTbase"),
        (r"``so'' -- it---goes~on", "“so” – it—goes on"),
        (r"M\"uller, \c{c}a, na\"{\i}ve", "Müller, ça, naïve"),
        (r"{\small\it x} \textcolor{red}{y} \href{http://a}{z} \vskip 1pt w", "x y z w"),
        (r"\verb|a_b| and \url{http://a/~b%20c}", "a_b and http://a/~b%20c"),
        (r"as in \begin{equation}a=b\label{e}\end{equation} where", "as in $a=b$ where"),
        (r"\begin{itemize}\item one \end{itemize}", "one"),
        ("من اليمين \\cite{k} 中文，引用", "من اليمين [k] 中文，引用"),
        (r"100\% \& \unknown{shown} \strange", "100% & shown strange"),
        (r"price \$5 and a lone $ sign", "price $5 and a lone sign"),
    ],
)
def test_what_a_paragraph_prints(source: str, text: str) -> None:
    assert texts(body(rf"\section{{A}} {source}")) == [text]


def test_floats_do_not_cut_a_paragraph_and_figures_give_their_captions() -> None:
    document = body(r"\section{A} One \begin{figure}\includegraphics{x}\caption{Fig \cite{k}}\end{figure} two.")
    assert texts(document) == ["One two.", "Fig [k]"]


def test_references_print_what_they_refer_to() -> None:
    document = body(
        r"""\section{A}\subsection{B}\label{b} see \ref{b}, \ref{f}, \ref{t}, \ref{c}, \ref{none}.
        \begin{figure}\caption{F}\label{f}\end{figure}\begin{table}\caption{T}\label{t}\end{table}
        \appendix\section{C}\label{c} \begin{equation}x\label{e}\end{equation} and \ref{e}"""
    )
    assert texts(document)[0] == "see 1.1, 1, 1, A, ."
    assert texts(document)[-1] == "$x$ and"


def test_an_abstract_may_stand_behind_a_figure_or_an_empty_part() -> None:
    figure = r"\begin{figure}\caption{Fig \cite{k}}\end{figure}"
    document = body(rf"\part{{}} {figure} \begin{{abstract}}Abs.\end{{abstract}} \section{{A}} b")
    assert (document.abstract, texts(document)) == ("Abs.", ["Fig [k]", "b"])


def test_headings_of_every_depth() -> None:
    document = body(r"\section*{A}\subsection[s]{B $x$}\subsubsection{C}\paragraph{D.} text \subparagraph{E}")
    assert [(p.head, p.level) for p in document.portions] == [("A", 1), ("B x", 2), ("C", 3), ("D.", 4), ("E", 5)]


def test_a_title_page_gives_title_doi_and_year_and_no_text() -> None:
    source = r"""\acmDOI{10.1145/1.2}\acmYear{2021}\title[Short]{Long \thanks{Money} Title}
    \author{A \and B}\affiliation{C}\begin{abstract}Abs.\end{abstract}\keywords{x}\maketitle\section{A} b"""
    document = parse({"a.tex": f"\\documentclass{{acmart}}\\begin{{document}}{source}\\end{{document}}".encode()})
    assert (document.title, document.abstract, document.year) == ("Long Title", "Abs.", 2021)
    assert document.ids == ("doi:10.1145/1.2",)
    assert texts(document) == ["b"]


@pytest.mark.parametrize(
    "source",
    [
        r"\section{A} x {{{ \textbf{ \cite{k} } y }}}}}",
        r"\section{A \cite{k} x",
        r"\newcommand{\a}{\a\b}\newcommand{\b}{\a}\section{A} x \a \cite{k}",
        r"\def\a#1,#2{x}\let\a=\b \section{A} \a x \cite{k}",
        r"\iffalse \section{A} x \cite{k}",
        r"\section{A} \begin{table} \begin{tabular}{c} a & b \cite{k}",
        r"\section{A} \end{tabular}\end{x} \cite{k} \begin{verbatim} x",
        r"\section{A} \bibitem \bibitem{} \bibitem{x \cite{k}",
        r"\newif \section{A} \cite{k}",
        r"\section{A} \renewcommand",
        r"\section{A} \def",
        r"\section{A} \let",
        r"\section{A} \newcommand*",
        r"\section{A} \newcommand{ }{x} \newcommand{}{x}",
        "\\section{A} \\begin{ta\n\nble} \\input{a\n\nb}",
        "\\section{A} \u2009 a\u2003 \u2009b \\url{a \n\n b}",
        r"\section{A} \' \v \begin \end \( \[ \verb",
    ],
)
def test_what_is_broken_is_a_document_all_the_same(source: str) -> None:
    document = parse({"a.tex": f"{HEAD}{source}".encode()})
    sound(document)
    assert document.title == "A Title"


def test_a_citation_to_nowhere_has_an_entry_of_its_key_alone_and_is_told() -> None:
    document = body(r"\section{A} \cite{k}")
    (entry,) = document.bibliography
    assert (entry.key, entry.text) == ("k", "")
    assert document.trouble == ("1 of 1 cited works are not in a bibliography: known by their key alone",)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00\xff" * 50, "no paper".encode("utf-16")])
def test_what_is_no_paper_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        parse({"a.tex": content})
    assert "\n" not in str(refused.value)
    with pytest.raises(UnreadableDocument):
        parse({})


_SNIPPETS = [
    *re.findall(r"\\[A-Za-z]+|\\.|[{}\[\]$&%~]|\s+|\w+", PAPER),
    *(r"\newcommand{\x}[1]{#1\x}", r"\x", r"\iffalse", r"\fi", r"\def\y#1{#1}", r"\y", r"\multirow{-9}{*}{a}"),
    *(r"\let", r"\newif\ifz", r"\ifz", r"\captionof{table}{", r"\begin{longtable}{c}", r"\endhead", "é", "中"),
]
_edit = st.tuples(st.integers(0, len(PAPER)), st.integers(0, 40), st.lists(st.sampled_from(_SNIPPETS), max_size=3))


@given(st.lists(_edit, max_size=6))
def test_a_mutated_paper_is_a_sound_document(edits: list[tuple[int, int, list[str]]]) -> None:
    text = PAPER
    for at, gone, put in edits:
        text = text[:at] + "".join(put) + text[at + gone :]
    with suppress(UnreadableDocument):
        sound(parse({"main.tex": text.encode(), "main.bbl": BBL.encode()}))


@given(st.lists(st.sampled_from(_SNIPPETS), max_size=60))
def test_any_row_of_commands_is_a_sound_document(snippets: list[str]) -> None:
    sound(parse({"main.tex": (HEAD + " ".join(snippets)).encode()}))


@pytest.mark.parametrize(
    "unit",
    ["{", "}", "\\begin{tabular}", "%", "%\n",
     "\\cite{", "\\footnote{", "$", "\\(", "[", "\\[", "\\iffalse ", "\\verb|",
     "\\newcommand{\\a}{", "\\begin{equation}\\cite{k}", "\\bibitem{a}\\bibinfo{b}{", "\\def\\a{\\a\\a}\\a ", "\\'{"],
)  # fmt: skip
def test_a_sign_over_and_over_takes_time_by_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        sound(parse({"a.tex": f"{HEAD}\\section{{A}}{unit * (size // len(unit))}".encode()}))
        return time.process_time() - start

    assert seconds(1 << 18) < 8 * seconds(1 << 16) + 1


def test_real_papers_have_sections_citations_and_tables() -> None:
    if not SAMPLES.exists():
        pytest.skip(f"no samples at {SAMPLES}")
    if not shutil.which("zstd"):
        pytest.skip("zstd is not installed")
    raw = subprocess.run(["zstd", "-dc", str(SAMPLES)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(raw)) as archive:
        members = [member for member in archive if member.isfile()][::3]
        papers = [file.read() for member in members if (file := archive.extractfile(member))]
    good = 0
    for content in papers:
        document = parse({"main.tex": content})
        sound(document)
        tables = bool(document.tables) or b"\\begin{tabular" not in content
        good += bool(document.portions) and any(True for _ in document.mentions()) and tables
    assert len(papers) > 100
    assert good >= 0.95 * len(papers)
