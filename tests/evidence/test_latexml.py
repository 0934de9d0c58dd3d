from __future__ import annotations

import pytest

from surveyor.evidence.document import Document, Part, UnreadableDocument
from surveyor.evidence.latexml import parse
from tests.evidence.compose import LATEXML


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse(LATEXML.encode())


def shown(text: str) -> Document:
    return parse(f'<html><body><article class="ltx_document">{text}</article></body></html>'.encode())


def test_what_a_page_says_of_itself(paper: Document) -> None:
    assert (paper.kind, paper.title, paper.abstract) == ("latexml", "Sorting Socks", "We sort socks.")
    assert (paper.ids, paper.year) == (("arxiv:2401.00001",), 2024)


def test_sections_with_their_part_and_bold_words_that_head_a_paragraph(paper: Document) -> None:
    assert [(p.head, p.level, p.part, p.baselines) for p in paper.portions] == [
        ("Introduction", 1, Part.INTRO, False),
        ("Folding First", 1, Part.METHOD, False),
        ("Experiments", 1, Part.EXPERIMENTS, False),
        ("Setup", 2, Part.EXPERIMENTS, False),
        ("Baselines", 6, Part.EXPERIMENTS, True),
        ("Drawers", 6, Part.EXPERIMENTS, False),
        ("Conclusion", 1, Part.CONCLUSION, False),
        ("Wool", 1, Part.APPENDIX, False),
    ]


def test_text_with_its_citations_formulas_and_footnotes(paper: Document) -> None:
    text, note = paper.portions[0].passages
    assert text.text == ("Socks are many. They were sorted by (Doe et al., 2017) with O(n^2) steps. More in Section 2.")
    assert [(text.text[c.start : c.end], c.key) for c in text.cites] == [("Doe et al., 2017", "bib.bib1")]
    assert text.sentence(text.cites[0]).startswith("They were sorted by (Doe et al., 2017)")
    assert (note.text, [c.key for c in note.cites]) == ("See also 2.", ["bib.bib2"])


def test_citations_to_nowhere_and_what_latexml_did_not_understand_are_told(paper: Document) -> None:
    assert [cite.key for _, _, cite in paper.mentions()] == ["bib.bib1", "bib.bib2", "bib.bib2", "lost99"]
    assert paper.trouble == (
        "not understood by LaTeXML: \\foo",
        "1 of 4 citations are of no entry of the bibliography",
    )


def test_a_table_as_a_full_grid(paper: Document) -> None:
    (table,) = paper.tables
    assert (table.number, table.portion, table.caption.text) == ("1", 5, "Socks a minute, after 1.")
    assert [cite.key for cite in table.caption.cites] == ["bib.bib1"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Method", "Wool", "Wool"],
        ["Method", "dry", "wet"],
        ["Piles [2]", "3.1", "4.0±0.1"],
        ["Our Folding", "5.2", ""],
    ]
    assert [[cell.head for cell in row] for row in table.rows] == [[True] * 3, [True] * 3, [False] * 3, [False] * 3]
    assert [(cell.text, cell.bold) for row in table.rows for cell in row if cell.bold] == [
        ("4.0±0.1", True),
        ("5.2", True),
    ]
    assert table.rows[2][0].cites == ("bib.bib2",)
    assert [cell.again for cell in table.rows[1]] == [True, False, False]


def test_the_bibliography_by_blocks_and_by_print(paper: Document) -> None:
    one, two = paper.bibliography
    assert (one.label, one.title, one.authors) == (
        "Doe et al. (2017)",
        "A theory of socks",
        ("Bob Doe", "Cy Poe", "Di Moe"),
    )
    assert (one.year, one.venue, one.ids) == (2017, "Proceedings of SOCK", ("doi:10.1000/sock.1",))
    assert (two.label, two.title, two.authors) == ("2", "Piling socks by day", ("E. Loe",))
    assert (two.year, two.ids) == (2015, ("arxiv:1501.00002",))


def test_entries_whose_fields_latexml_marks() -> None:
    (read,) = shown(
        '<ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_tag_bibitem">[1]</span>'
        '<span class="ltx_bibblock"><span class="ltx_text ltx_bib_author">A. Roe and B. Doe</span>'
        '<span class="ltx_text ltx_bib_year"> (2016)</span></span>'
        '<span class="ltx_bibblock"><span class="ltx_text ltx_bib_title">What is wool? A view</span>.</span>'
        '<span class="ltx_bibblock"><span class="ltx_text ltx_bib_journal">Wool J</span>.</span>'
        '<span class="ltx_bibblock ltx_bib_cited">Cited by: <a class="ltx_ref" href="#S1">§1</a></span></li></ul>'
    ).bibliography
    assert (read.authors, read.title, read.year, read.venue) == (
        ("A. Roe", "B. Doe"),
        "What is wool? A view",
        2016,
        "Wool J",
    )
    assert "Cited by" not in read.text


def test_tables_side_by_side_are_two() -> None:
    def small(word: str) -> str:
        row = f'<tr class="ltx_tr"><td class="ltx_td">{word}</td><td class="ltx_td">1</td></tr>'
        return f'<table class="ltx_tabular">{row}{row}</table>'

    cells = "".join(f'<td class="ltx_td">{small(word)}</td>' for word in "ab")
    outer = f'<table class="ltx_tabular"><tr class="ltx_tr">{cells}</tr></table>'
    caption = '<figcaption><span class="ltx_tag ltx_tag_table">Table A.2: </span>Both</figcaption>'
    tables = shown(f'<figure class="ltx_table">{outer}{caption}</figure>').tables
    assert [(t.number, t.caption.text, t.rows[0][0].text) for t in tables] == [
        ("A.2", "Both", "a"),
        ("A.2", "Both", "b"),
    ]
    panels = "".join(
        f'<figure class="ltx_table ltx_figure_panel"><figcaption>{w}</figcaption>{small(w)}</figure>' for w in "cd"
    )
    tables = shown(f'<figure class="ltx_table">{caption}{panels}</figure>').tables
    assert [(t.number, t.caption.text) for t in tables] == [("A.2", "c"), ("A.2", "d")]


def test_a_table_inside_a_line_and_one_without_a_figure() -> None:
    table = '<table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td">x</td></tr></table>'
    paper = shown(f'<p class="ltx_p">Before <span>{table}</span> after.</p>{table}')
    assert [t.number for t in paper.tables] == ["", ""]
    assert paper.portions[0].passages[0].text == "Before after."


def test_a_page_that_holds_no_paper() -> None:
    for page in (b"", b"<html><body>No HTML for this paper</body></html>", b"\x00\xff", b"%PDF-1.5"):
        with pytest.raises(UnreadableDocument):
            parse(page)


def test_a_page_without_sections_or_bibliography_is_read() -> None:
    paper = shown('<p class="ltx_p">Alone.</p>')
    assert paper.trouble == ("no headings", "no bibliography")
    assert [(p.head, p.part) for p in paper.portions] == [("", Part.OTHER)]


def test_other_scripts_and_encodings() -> None:
    line = '<p class="ltx_p">见\u202b<a href="#bib.bib1">[1]</a>שלום</p>'
    (portion,) = shown(f'<section class="ltx_section"><h2 class="ltx_title">4 实验</h2>{line}</section>').portions
    assert (portion.head, portion.part, portion.passages[0].text) == ("4 实验", Part.EXPERIMENTS, "见[1]שלום")
    page = '<html><head><meta charset="iso-8859-1"></head><article class="ltx_document"><p>café</p></article></html>'
    assert parse(page.encode("latin-1")).portions[0].passages[0].text == "café"
