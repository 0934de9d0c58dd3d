"""OpenReview: accepted papers only, in both versions of a note, and nothing without a token."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.openreview import Edition, OpenReview, notes
from surveyor.venues import Venue
from tests.sources.nets import HOME, Plays, make_search, mutated, readable, recorded

KEYED = Endpoint("https://api.test", key="a-token")
ICLR = Venue("ICLR", "Learning Representations", "ML", openreview="ICLR.cc/{year}/Conference")
ICML = Venue("ICML", "Machine Learning", "ML", openreview="ICML.cc/{year}/Conference")
NEURIPS = Venue("NeurIPS", "Neural Information", "ML", openreview="NeurIPS.cc/{year}/Conference")
SIGIR = Venue("SIGIR", "SIGIR", "IR")
EDITION = Edition("ICLR", "ICLR.cc/2025/Conference", 2025)
PUBLISHED = 1737555888000


def note(name: str = "aB_c-1", version: int = 2, **fields: Any) -> dict[str, Any]:
    content = {
        "title": "Neural Ranking",
        "authors": ["Ada Lovelace", "Alan Turing"],
        "abstract": "We rank\nthings.",
        "venue": "ICLR 2025 Poster",
        "venueid": "ICLR.cc/2025/Conference",
    } | fields
    shown = {field: {"value": value} for field, value in content.items()} if version == 2 else content
    return {"id": name, "forum": name, "pdate": PUBLISHED, "content": shown}


def page(*rows: object) -> bytes:
    return json.dumps({"notes": list(rows), "count": len(rows)}).encode()


@pytest.mark.parametrize("version", [1, 2])
def test_a_note_becomes_a_paper(version: int) -> None:
    (paper,) = notes(page(note(version=version)), EDITION).papers
    assert paper.ids == ("openreview:aB_c-1",)
    assert paper.title == "Neural Ranking"
    assert paper.authors == ("Ada Lovelace", "Alan Turing")
    assert paper.abstract == "We rank things."
    assert (paper.year, paper.month, paper.venue) == (2025, parse_month("2025-01"), "ICLR")
    assert paper.origins == ("openreview",)


def test_only_accepted_papers_of_the_edition(caplog: pytest.LogCaptureFixture) -> None:
    rows = [
        note(venueid="ICLR.cc/2025/Conference/Rejected_Submission"),
        note(venueid="ICLR.cc/2024/Conference"),
        note(venue="Submitted to ICLR 2025"),
        note(venue="ICLR 2025 Conference Withdrawn Submission"),
        note(venue="CoRR 2021", venueid=None),
        note(title=None),
        {"id": "x"},
        "no note",
    ]
    with caplog.at_level(logging.DEBUG, "surveyor.sources.openreview"):
        found = notes(page(*rows, note("good")), EDITION)
    assert [paper.id for paper in found.papers] == ["openreview:good"]
    assert (found.rows, len(found), len(caplog.records)) == (9, 9, 8)


@pytest.mark.parametrize("published", [None, 0, -5, 1 << 60, 1577836800000])
def test_a_date_outside_the_edition_counts_as_its_year(published: int | None) -> None:
    (paper,) = notes(page(note() | {"pdate": published}), EDITION).papers
    assert paper.month == parse_month("2025-12")


def test_gaps() -> None:
    (paper,) = notes(page(note(authors=None, abstract=7, venue=None)), EDITION).papers
    assert (paper.authors, paper.abstract) == ((), "")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"name":"ChallengeRequiredError"}', b'{"notes":{}}', b"<html/>"])
def test_a_wrong_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        notes(body, EDITION)


@given(mutated(page(note(), note(version=1))))
def test_a_spoiled_body_is_read_or_unreadable(body: bytes) -> None:
    readable(lambda body: notes(body, EDITION), body)


def test_without_a_token_nothing_is_asked() -> None:
    net = Plays(page(note()))
    assert OpenReview(net, HOME).search(make_search(venues=(ICLR,))).replies == ()
    assert OpenReview(net, KEYED).search(make_search(venues=(SIGIR,))).replies == ()
    assert OpenReview(net, KEYED).search(make_search("the best", venues=(ICLR,))).replies == ()
    assert net.requests == []


def test_editions_of_the_period_latest_first_of_two_venues() -> None:
    net = Plays(page())
    search = make_search("ranking", since="2018-01", until="2026-03", venues=(SIGIR, ICLR, ICML, NEURIPS))
    found = OpenReview(net, KEYED).search(search)
    groups = [f"{venue}.cc/{year}/Conference" for venue in ("ICLR", "ICML") for year in (2026, 2025, 2024)]
    assert [one["content.venueid"] for one in net.queries] == groups
    assert {(one["limit"], one["offset"]) for one in net.queries} == {("1000", "0")}
    assert net.urls[0] == "https://api.test/notes?content.venueid=ICLR.cc/2026/Conference&limit=1000&offset=0"
    assert [reply.outcome for reply in found.replies] == [Outcome.EMPTY] * 6


def test_the_token_is_sent_but_shown_nowhere() -> None:
    net = Plays(page())
    OpenReview(net, KEYED).search(make_search(venues=(ICLR,)))
    assert net.requests[0].headers == (("Authorization", "Bearer a-token"),)
    assert "a-token" not in repr(net.requests) + net.urls[0] + repr(KEYED)


def test_pages_are_read_until_a_short_one_and_ordered_by_shared_words() -> None:
    full = [note(f"n{number}", title=f"Vision {number}") for number in range(999)]
    net = Plays(page(*full, note("close", title="Neural Ranking")), page(note("far", title="Ranking", abstract="")))
    search = make_search("neural ranking", since="2025-01", until="2026-01", venues=(ICLR,))
    found = OpenReview(net, KEYED).search(search)
    assert [one["offset"] for one in net.queries] == ["0", "1000"]
    assert [paper.id for paper in found.papers[:2]] == ["openreview:close", "openreview:far"]
    assert len(found.papers) == 2
    found = OpenReview(Plays(page(*full)), KEYED).search(make_search("things", venues=(ICLR,), limit=5))
    assert len(found.papers) == 5


def test_no_edition_has_more_than_ten_pages_and_a_refusal_ends_it() -> None:
    net = Plays(page(*["x"] * 1000))
    OpenReview(net, KEYED).search(make_search(since="2025-01", until="2026-01", venues=(ICLR,)))
    assert len(net.requests) == 10
    net = Plays(Outcome.BLOCKED)
    found = OpenReview(net, KEYED).search(make_search(since="2025-01", until="2026-01", venues=(ICLR,)))
    assert [reply.outcome for reply in found.replies] == [Outcome.BLOCKED]
    assert not found.ok


def test_recorded_bodies() -> None:
    refused, valid = recorded("openreview", "notes-by-probe*", "zotero-validate*")
    with pytest.raises(Unreadable):
        notes(refused.read_bytes(), EDITION)
    imported = notes(valid.read_bytes(), EDITION)
    assert (imported.rows, imported.papers) == (2, ())
