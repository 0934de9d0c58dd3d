"""What becomes a paper, and what is noise."""

from __future__ import annotations

import logging

import msgspec
import pytest

from surveyor.dates import parse_month
from surveyor.net.request import Unreadable
from surveyor.sources.records import BadRow, decode, known_ids, record, rows_of, title_of, venue_of, year_of

DOI = ("doi:10.1145/1",)


def test_a_record_is_cleaned_and_named_by_its_best_id() -> None:
    ids = known_ids(
        [
            ("doi", ["10.1145/ABC", "https://doi.org/10.1145/abc", "none", None]),
            ("", "https://arxiv.org/abs/2501.00001v2"),
            ("openreview", ["aB-1", "a b"]),
            ("dblp", "nonsense"),
            ("s2", 7),
        ]
    )
    month = parse_month("2025-03")
    paper = record(
        "test", ids, " A\n&amp; <i>B</i> ", year="2025", month=month, venue=" X\t", authors=["Ada  L.", " "] * 60
    )
    assert paper.id == "arxiv:2501.00001"
    assert paper.ids == ("arxiv:2501.00001", "doi:10.1145/abc", "openreview:aB-1")
    assert (paper.title, paper.venue, paper.origins) == ("A & B", "X", ("test",))
    assert paper.month == parse_month("2025-03")
    assert paper.authors == ("Ada L.",) * 50


@pytest.mark.parametrize(
    ("ids", "title", "reason"),
    [
        ((), "Title", "no id"),
        (DOI, " ", "no title"),
        (DOI, "***", "no title"),
        (DOI, None, "no title"),
        (DOI, "x" * 501, "501 characters"),
        (DOI, "<i>" * 10_000, "30000 characters"),
    ],
)
def test_noise_is_refused_with_its_reason(ids: tuple[str, ...], title: object, reason: str) -> None:
    with pytest.raises(BadRow, match=reason):
        record("test", ids, title)


def test_a_title_of_the_longest_kind_is_kept() -> None:
    assert title_of("x" * 500) == "x" * 500


@pytest.mark.parametrize(
    ("year", "plausible"),
    [
        (2025, 2025),
        (1899, None),
        (2101, None),
        ("2017a", 2017),
        ("in press", None),
        (2025.0, 2025),
        ("2100", 2100),
        ([2025], None),
        ("12025", None),
        (None, None),
        ("", None),
    ],
)
def test_years(year: object, plausible: int | None) -> None:
    assert year_of(year) == plausible


def test_a_year_alone_is_its_december_unless_an_arxiv_id_tells_the_month() -> None:
    assert record("test", DOI, "T", year=2025).month == parse_month("2025-12")
    preprint = record("test", ("arxiv:2407.00001",), "T", year=2025)
    assert (preprint.year, preprint.month) == (2025, parse_month("2024-07"))


@pytest.mark.parametrize("venue", [None, "", [], 7, "arXiv.org", "ArXiv preprint arXiv:2401.00001", "CoRR"])
def test_a_preprint_server_is_no_venue(venue: object) -> None:
    assert venue_of(venue) is None
    assert venue_of([None, "", "A <i>Venue</i>", "B"]) == "A Venue"


def test_a_cited_work_is_named_by_its_title() -> None:
    paper = record("test", (), "A Printed  Title!", year="1999", authors=["Rhodes"], as_cited=True)
    assert (paper.id, paper.ids, paper.as_cited) == ("cited:aprintedtitle", ("cited:aprintedtitle",), True)
    assert paper.title == "A Printed Title!"
    with pytest.raises(BadRow):
        record("test", DOI, "--", as_cited=True)


def test_json_of_another_shape(caplog: pytest.LogCaptureFixture) -> None:
    assert decode(b"[1]", list[int]) == [1]
    for body in (b"", b"{", b'["a"]', b"\xff", b"[" * 100_000):
        with pytest.raises(Unreadable) as caught:
            decode(body, list[int])
        assert len(str(caught.value)) <= 120
    with caplog.at_level(logging.DEBUG):
        assert list(rows_of(decode(b'[1, "a", null, 2]', list[msgspec.Raw]), int, logging.getLogger())) == [1, 2]
    assert ["Expected `int`" in record.getMessage() for record in caplog.records] == [True, True]
