from __future__ import annotations

import pytest

from surveyor.evidence.document import Document, Part, UnreadableDocument
from surveyor.evidence.tei import parse
from tests.evidence.compose import TEI


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse(TEI.encode())


def test_what_a_document_says_of_itself(paper: Document) -> None:
    assert (paper.kind, paper.title, paper.abstract) == ("tei", "Sorting Socks", "We sort socks.")
    assert (paper.ids, paper.year) == (("doi:10.1000/own.1",), 2020)


def test_sections_by_number_and_those_behind_the_text(paper: Document) -> None:
    assert [(p.head, p.level, p.part, p.baselines) for p in paper.portions] == [
        ("Introduction", 1, Part.INTRO, False),
        ("Folding First", 1, Part.METHOD, False),
        ("Experiments", 1, Part.EXPERIMENTS, False),
        ("Compared methods", 2, Part.EXPERIMENTS, True),
        ("socks", 3, Part.EXPERIMENTS, True),
        ("Conclusion", 1, Part.CONCLUSION, False),
        ("Acknowledgements", 1, Part.OTHER, False),
        ("More wool", 1, Part.APPENDIX, False),
        ("", 1, Part.OTHER, False),
    ]


def test_citations_in_order_with_those_that_a_range_skips(paper: Document) -> None:
    keys = [(portion.head, cite.key) for portion, _, cite in paper.mentions()]
    assert keys == [
        ("Introduction", "b0"),
        ("Introduction", "b1"),
        ("Introduction", "b2"),
        ("Folding First", "b1"),
        ("Folding First", "(Zoe, 1999)"),
        ("Folding First", "b1"),
        ("Compared methods", "b2"),
        ("Conclusion", "b0"),
        ("", "b1"),
    ]
    assert paper.trouble == ("1 of 9 citations are of no entry of the bibliography",)


def test_a_table_where_it_is_first_shown_with_markers_that_grobid_did_not_link(paper: Document) -> None:
    (table,) = paper.tables
    assert (table.number, table.portion, table.caption.text) == ("1", 0, "Socks a minute.")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Method", "Wool", "Wool"],
        ["Piles [3, 4]", "3.1", "4.0"],
        ["Roe et al. (2014)", "2", ""],
    ]
    assert [row[0].cites for row in table.rows] == [(), ("b2", "b3"), ("b3",)]


def test_the_bibliography(paper: Document) -> None:
    one, two, three, _ = paper.bibliography
    assert (one.title, one.authors, one.year, one.venue, one.label) == (
        "A theory of socks",
        ("Bob Doe",),
        2017,
        "Proceedings of SOCK",
        "1",
    )
    assert one.text == "Bob Doe. A theory of socks. Proceedings of SOCK. 2017"
    assert (two.title, two.year, two.ids) == ("The book of wool", 2001, ("acl:P01-1001",))
    assert (three.text, three.authors, three.ids) == ("E. Loe. Piling socks. 2015.", ("E. Loe",), ("arxiv:1501.00002",))


def test_papers_whose_headings_have_roman_numerals_or_no_numbers() -> None:
    def levels(*heads: str) -> list[tuple[int, str]]:
        divs = "".join(f"<div><head>{head}</head><p>x</p></div>" for head in heads)
        return [
            (p.level, p.part.value) for p in parse(f"<TEI><text><body>{divs}</body></text></TEI>".encode()).portions
        ]

    assert levels("I. INTRODUCTION", "II. SOCKS", "A. Wool", "III. EXPERIMENTS", "A. Datasets") == [
        (1, "intro"),
        (1, "method"),
        (2, "method"),
        (1, "experiments"),
        (2, "experiments"),
    ]
    assert levels("Introduction", "Wool", "Experiments", "Drawers", "Conclusion") == [
        (1, "intro"),
        (2, "intro"),
        (1, "experiments"),
        (2, "experiments"),
        (1, "conclusion"),
    ]


@pytest.mark.parametrize("xml", [b"", b"{}", b"<article/>", b"\xff\xfe"])
def test_what_is_no_tei(xml: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        parse(xml)


def test_a_document_that_breaks_off_is_read_up_to_there() -> None:
    paper = parse(TEI[: TEI.index("<head>3 socks")].encode())
    assert paper.portions[3].head == "Compared methods"
    assert paper.trouble[0].startswith("broken XML, read as far as it goes")
    assert "no bibliography" in paper.trouble
