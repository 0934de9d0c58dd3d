from __future__ import annotations

import pytest

from surveyor.evidence.document import Document, Part, UnreadableDocument
from surveyor.evidence.jats import parse
from tests.evidence.compose import JATS


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse(JATS.encode())


def test_what_a_document_says_of_itself(paper: Document) -> None:
    assert (paper.kind, paper.title, paper.abstract) == ("jats", "Sorting Socks", "We sort socks.")
    assert (paper.ids, paper.year) == (("doi:10.1000/own.1",), 2019)


def test_sections_with_their_part(paper: Document) -> None:
    assert [(p.head, p.level, p.part, p.baselines) for p in paper.portions] == [
        ("Introduction", 1, Part.INTRO, False),
        ("", 1, Part.METHOD, False),
        ("Results", 1, Part.RESULTS, False),
        ("Comparison with other methods", 2, Part.RESULTS, True),
        ("Acknowledgements", 1, Part.OTHER, False),
        ("Wool", 1, Part.APPENDIX, False),
        ("Baselines", 2, Part.APPENDIX, True),
    ]


def test_text_and_citations(paper: Document) -> None:
    assert [[passage.text for passage in portion.passages] for portion in paper.portions[:4]] == [
        ["Socks 1–3 are many.", "But see 9."],
        ["We fold x and a ×b."],
        [],
        ["Piles 2,3:", "of wool 1", "From 1.", "A sock."],
    ]
    assert [cite.key for _, _, cite in paper.mentions()] == ["B1", "B2", "B3", "B9", "B2", "B3", "B1", "B1"]
    assert paper.trouble == ("1 of 8 citations are of no entry of the bibliography",)


def test_a_table(paper: Document) -> None:
    (table,) = paper.tables
    assert (table.number, table.portion, table.caption.text) == ("1", 3, "Socks a minute.")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Method", "Wool", "Wool"],
        ["Method", "dry", "wet"],
        ["Piles 2", "3.1", "4"],
    ]
    assert [cell.head for row in table.rows for cell in row] == [True] * 6 + [False] * 3
    assert [cell.bold for cell in table.rows[2]] == [False, True, False]
    assert table.rows[2][0].cites == ("B2",)


def test_the_bibliography(paper: Document) -> None:
    one, two, three = paper.bibliography
    assert (one.title, one.authors, one.year, one.venue) == (
        "A theory of socks",
        ("B Doe", "Sock Group"),
        2017,
        "J Sock",
    )
    assert (one.label, one.ids) == ("1", ("doi:10.1000/sock.1",))
    assert (two.title, two.authors, two.year, two.venue) == ("The ways of wool", ("Poe C", "Moe D."), 2004, "Wool J")
    assert (three.title, three.authors, three.ids) == ("Piling socks by day", ("E. Loe",), ("arxiv:1501.00002",))


@pytest.mark.parametrize("xml", [b"", b"<TEI/>", b"plain text"])
def test_what_is_no_jats(xml: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        parse(xml)
