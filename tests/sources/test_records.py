"""What becomes a paper, and what is noise."""

from __future__ import annotations

import pytest

from surveyor.dates import parse_month
from surveyor.net.request import Unreadable
from surveyor.sources.asks import batches
from surveyor.sources.records import BadRow, cited_record, decoded, known_ids, plausible_year, record, row_of


def test_a_record_is_cleaned_and_named_by_its_best_id() -> None:
    ids = [
        "doi:10.1145/ABC",
        "https://arxiv.org/abs/2501.00001v2",
        "openreview:aB-1",
        "nonsense",
        "doi:none",
        "openreview:a b",
    ]
    paper = record("test", ids, " A\n&amp; B ", year="2025", month=3, venue=" X\t", authors=["Ada  L.", " "] * 60)
    assert paper.id == "arxiv:2501.00001"
    assert paper.ids == ("arxiv:2501.00001", "doi:10.1145/abc", "openreview:aB-1")
    assert (paper.title, paper.venue, paper.origins) == ("A & B", "X", ("test",))
    assert paper.month == parse_month("2025-03")
    assert paper.authors == ("Ada L.",) * 50


@pytest.mark.parametrize(
    ("ids", "title", "reason"),
    [
        ([], "Title", "no id"),
        (["x:1"], "Title", "no id"),
        (["doi:10.1145/1"], " ", "no title"),
        (["doi:10.1145/1"], "***", "no title"),
        (["doi:10.1145/1"], "x" * 501, "501 characters"),
    ],
)
def test_noise_is_refused_with_its_reason(ids: list[str], title: str, reason: str) -> None:
    with pytest.raises(BadRow, match=reason):
        record("test", ids, title)


def test_a_title_of_the_longest_kind_is_kept() -> None:
    assert len(record("test", ["doi:10.1145/1"], "x" * 500).title) == 500


@pytest.mark.parametrize(
    ("year", "plausible"),
    [
        (2025, 2025),
        (1899, None),
        (2101, None),
        ("2017a", 2017),
        ("in press", None),
        ("12025", None),
        (None, None),
        ("", None),
    ],
)
def test_years(year: int | str | None, plausible: int | None) -> None:
    assert plausible_year(year) == plausible


def test_a_year_alone_is_its_december_and_a_month_alone_is_nothing() -> None:
    assert record("test", ["doi:10.1145/1"], "T", year=2025).month == parse_month("2025-12")
    assert record("test", ["doi:10.1145/1"], "T", month=3).month is None


def test_a_cited_work_is_named_by_its_title() -> None:
    paper = cited_record("test", "A Printed  Title!", year="1999", authors=["Rhodes"])
    assert (paper.id, paper.ids, paper.as_cited) == ("cited:aprintedtitle", ("cited:aprintedtitle",), True)
    assert paper.title == "A Printed Title!"
    with pytest.raises(BadRow):
        cited_record("test", "--")


def test_json_of_another_shape() -> None:
    assert decoded(b"[1]", list[int]) == [1]
    for body in (b"", b"{", b'["a"]', b"\xff", b"[" * 100_000):
        with pytest.raises(Unreadable) as caught:
            decoded(body, list[int])
        assert len(str(caught.value)) <= 80
    with pytest.raises(BadRow):
        row_of("a", int)


def test_ids_and_batches_repeat_nothing() -> None:
    assert known_ids(["doi:10.1145/A", "DOI:10.1145/a"]) == ("doi:10.1145/a",)
    assert list(batches("abcab", 2)) == [["a", "b"], ["c"]]
    assert list(batches([], 2)) == []
