"""Crossref: works and reference lists as they come, and no request too many."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Unreadable
from surveyor.sources.crossref import Crossref, reference_lists, with_dois, works
from surveyor.venues import Venue
from tests.fakes import make_paper
from tests.sources.nets import HOME, Plays, make_search, mutated, readable, recorded, venue_map

SIGIR = Venue("SIGIR", "International ACM SIGIR Conference", "IR", dblp="conf/sigir")
WSDM = Venue("WSDM", "Web Search and Data Mining", "IR", dblp="conf/wsdm")
TOIS = Venue("TOIS", "ACM Transactions on Information Systems", "IR", dblp="journals/tois")
AAAI = Venue("AAAI", "AAAI Conference on Artificial Intelligence", "general", dblp="conf/aaai")
ACL = Venue("ACL", "Annual Meeting of the ACL", "NLP", acl="acl")
ICLR = Venue("ICLR", "Learning Representations", "ML", openreview="ICLR.cc/{year}/Conference")
JMLR = Venue("JMLR", "Journal of Machine Learning Research", "ML")


def listed(*items: object) -> bytes:
    return json.dumps(
        {"status": "ok", "message-type": "work-list", "message": {"total-results": len(items), "items": list(items)}}
    ).encode()


def work(doi: str = "10.1145/1", **fields: Any) -> dict[str, Any]:
    return {"DOI": doi, "title": ["A Ranker"], "issued": {"date-parts": [[2025, 7, 11]]}} | fields


FULL = work(
    "10.1145/3397271.ABC",
    title=["BERT4Rank\n  <i>again</i>"],
    subtitle=["Ranking &amp; Reading"],
    author=[{"given": "Ada", "family": "Lovelace"}, {"family": "Turing"}, {"name": "The Group"}, {"suffix": "Jr."}],
    **{
        "container-title": ["Lecture Notes", "Proceedings of the 48th International ACM SIGIR Conference &amp; more"],
        "event": {"name": "SIGIR '25"},
        "references-count": 41,
        "type": "proceedings-article",
    },
)
LISTS = listed(
    work(
        "10.1145/A",
        reference=[
            {"key": "1", "DOI": "10.1145/OLD", "article-title": "An Old Ranker", "year": "2016a"},
            {"key": "2", "DOI": "10.1145/BARE", "unstructured": "Somebody. A Bare Ranker. 2017."},
            {"key": "3", "article-title": "A Printed Ranker", "author": "Rhodes", "year": "2001"},
            {"key": "4", "unstructured": "Only in one piece, 1999"},
            {"key": "5", "author": "Nobody", "year": "1998"},
            {"key": "6", "DOI": "10.48550/arXiv.1810.04805"},
            {"key": "7", "DOI": "10.1145/a", "article-title": "Itself"},
            "not a reference",
            {"key": "8", "DOI": "10.18653/v1/N19-1423", "article-title": "A Reader"},
        ],
    ),
    work("10.1145/b", **{"references-count": 12}),
    work("10.1145/c", **{"references-count": 0}),
    work("10.1145/unasked", reference=[{"DOI": "10.1145/x", "article-title": "X"}]),
)


def test_a_work_becomes_a_paper() -> None:
    (paper,) = works(listed(FULL))
    assert paper.id == "doi:10.1145/3397271.abc"
    assert paper.title == "BERT4Rank again: Ranking & Reading"
    assert (paper.year, paper.month) == (2025, parse_month("2025-07"))
    assert paper.venue == "Proceedings of the 48th International ACM SIGIR Conference & more"
    assert paper.authors == ("Ada Lovelace", "Turing", "The Group")
    assert paper.origins == ("crossref",)
    assert paper.has_references
    assert not paper.as_cited


@pytest.mark.parametrize(
    ("parts", "year", "month"),
    [
        ([[None]], None, None),
        ([[]], None, None),
        ([], None, None),
        ([[2024]], 2024, parse_month("2024-12")),
        ([[2024, 3]], 2024, parse_month("2024-03")),
        ([[2024, 13]], 2024, parse_month("2024-12")),
        ([[20245]], None, None),
    ],
)
def test_dates_of_every_length(parts: object, year: int | None, month: int | None) -> None:
    (paper,) = works(listed(work(issued={"date-parts": parts})))
    assert (paper.year, paper.month) == (year, month)


def test_titles_in_every_shape() -> None:
    titles = [work(title="One"), work(title=["Two: Three"], subtitle=["Three"]), work(title=["p < 0.5"], subtitle=[""])]
    assert [paper.title for paper in works(listed(*titles))] == ["One", "Two: Three", "p < 0.5"]


def test_the_event_stands_in_for_a_container() -> None:
    (paper,) = works(listed(work(event={"name": "WSDM 2025"}, **{"container-title": []})))
    assert paper.venue == "WSDM 2025"


def test_bad_rows_are_skipped_with_their_reason(caplog: pytest.LogCaptureFixture) -> None:
    rows = [work(title=[]), work(title=["x" * 501]), work("nonsense"), {"title": ["No DOI"]}, 7, work(type="journal")]
    with caplog.at_level(logging.DEBUG, "surveyor.sources.crossref"):
        assert [paper.id for paper in works(listed(*rows, work()))] == ["doi:10.1145/1"]
    assert len(caplog.records) == len(rows)
    assert "a title of 501 characters" in caplog.text


def test_a_single_work_is_a_list_of_one() -> None:
    assert len(works(json.dumps({"status": "ok", "message-type": "work", "message": FULL}).encode())) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Resource not found.",
        b"<html></html>",
        b"[]",
        b'{"status":"failed","message-type":"validation-failure","message":[{"type":"x","value":"y","message":"z"}]}',
        b'{"status":"ok","message-type":"work-list","message":{"items":null}}',
        b'{"status":"ok","message-type":"work-agency","message":{"DOI":"10.1/x"}}',
        b"[" * 100_000,
    ],
)
def test_a_wrong_shape_is_unreadable(body: bytes) -> None:
    for parse in (works, reference_lists):
        with pytest.raises(Unreadable) as caught:
            parse(body)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) <= 120


@given(mutated(LISTS, listed(FULL, work())))
def test_a_spoiled_body_is_read_or_unreadable(body: bytes) -> None:
    for parse in (works, reference_lists):
        readable(parse, body)


def test_a_search_asks_the_two_best_venues_that_have_dois() -> None:
    net = Plays(listed(FULL), listed(FULL, work()))
    venues = (ACL, SIGIR, ICLR, WSDM, TOIS)
    found = Crossref(net, HOME).search(make_search("the BERT & rankings #1", venues=venues))
    assert [paper.id for paper in found.papers] == ["doi:10.1145/3397271.abc", "doi:10.1145/1"]
    assert [reply.outcome for reply in found.replies] == [Outcome.OK] * 2
    first, second = net.queries
    assert net.urls[0].startswith("https://api.test/works?")
    assert first["query.bibliographic"] == "BERT rankings #1"
    assert (first["query.container-title"], second["query.container-title"]) == (SIGIR.name, WSDM.name)
    assert first["filter"] == (
        "from-pub-date:2024-03-01,until-pub-date:2026-02-28,type:proceedings-article,type:book-chapter"
    )
    assert first["rows"] == "100"
    assert "abstract" not in first["select"]
    assert not any("mailto" in url for url in net.urls)


@pytest.mark.parametrize(
    ("venue", "kind"), [(TOIS, "journal-article"), (AAAI, "journal-article"), (SIGIR, "proceedings-article")]
)
def test_the_type_is_the_one_a_venue_deposits_as(venue: Venue, kind: str) -> None:
    net = Plays(listed())
    Crossref(net, HOME).search(make_search(venues=(venue,)))
    assert f"type:{kind}" in net.queries[0]["filter"]


def test_without_venues_one_request_and_without_fitting_venues_none() -> None:
    net = Plays(listed(work()))
    assert Crossref(net, HOME).search(make_search(since=None)).papers
    assert net.queries[0]["filter"] == "until-pub-date:2026-02-28,type:proceedings-article"
    assert "query.container-title" not in net.queries[0]
    assert Crossref(net, HOME).search(make_search(venues=(ACL, ICLR, JMLR))) == Crossref(net, HOME).contexts([])
    assert Crossref(net, HOME).search(make_search("  ")).replies == ()
    assert len(net.requests) == 1


def test_a_long_problem_is_cut() -> None:
    net = Plays(listed())
    Crossref(net, HOME).search(make_search("word " * 1000))
    assert len(net.urls[0]) < 1000


def test_the_venue_map_tells_who_has_dois() -> None:
    known = venue_map().venues
    having = {short for short, venue in known.items() if with_dois(venue)}
    assert {"SIGIR", "WWW", "CVPR", "AAAI", "ECIR", "ICASSP"} <= having
    assert not {"ACL", "Findings", "ICLR", "NeurIPS", "JMLR"} & having


def test_references_become_citations() -> None:
    net = Plays(LISTS, listed(work("10.1145/BARE", title=["A Bare Ranker"])))
    asked = [
        make_paper("arxiv:2501.00001", ids=["doi:10.1145/a"]),
        make_paper("doi:10.1145/b"),
        make_paper("doi:10.1145/c"),
        make_paper("acl:P19-1001"),
    ]
    found = Crossref(net, HOME).references(asked)
    assert [(c.citing, c.cited) for c in found.citations] == [
        ("arxiv:2501.00001", "doi:10.1145/old"),
        ("arxiv:2501.00001", "cited:aprintedranker"),
        ("arxiv:2501.00001", "doi:10.1145/a"),
        ("arxiv:2501.00001", "acl:N19-1423"),
        ("arxiv:2501.00001", "doi:10.1145/bare"),
    ]
    by_id = {paper.id: paper for paper in found.papers}
    assert by_id["cited:aprintedranker"].as_cited
    assert by_id["cited:aprintedranker"].authors == ("Rhodes",)
    assert by_id["doi:10.1145/old"].year == 2016
    assert not by_id["doi:10.1145/old"].as_cited
    assert by_id["doi:10.1145/bare"].title == "A Bare Ranker"
    assert found.withheld == ("doi:10.1145/b",)
    assert {c.cited for c in found.citations} == set(by_id)
    first, second = net.queries
    assert first["filter"] == "doi:10.1145/a,doi:10.1145/b,doi:10.1145/c"
    assert first["select"].startswith("DOI,reference")
    assert first["rows"] == "3"
    assert second["filter"] == "doi:10.1145/bare"


def test_references_are_asked_forty_at_a_time_and_titles_at_most_ten_times() -> None:
    bare = [{"DOI": f"10.1145/bare{n}"} for n in range(900)]
    net = Plays(
        listed(work("10.1145/0", reference=bare)), listed(work("10.1145/1", reference=bare[-1:])), *[listed()] * 10
    )
    found = Crossref(net, HOME).references([make_paper(f"doi:10.1145/{n}") for n in range(41)])
    assert len(net.requests) == 2 + 10
    assert net.queries[2]["filter"].startswith("doi:10.1145/bare899,doi:10.1145/bare0,")
    assert len(found.replies) == 12
    assert not found.papers


def test_a_failure_is_told() -> None:
    net = Plays(Outcome.RATE_LIMITED)
    found = Crossref(net, HOME).references([make_paper("doi:10.1145/a")])
    assert [reply.outcome for reply in found.replies] == [Outcome.RATE_LIMITED]
    assert not found.ok
    assert (found.papers, found.citations) == ((), ())


def test_lookup_asks_for_dois_alone() -> None:
    net = Plays(listed(work("10.1145/1")))
    ids = ["https://doi.org/10.1145/1", "doi:10.1145/1", "arxiv:2501.00001", "doi:10.1002/(sici)1,2"]
    assert [paper.id for paper in Crossref(net, HOME).lookup(ids).papers] == ["doi:10.1145/1"]
    assert [one["filter"] for one in net.queries] == ["doi:10.1145/1"]
    assert Crossref(net, HOME).lookup(["acl:P19-1001"]).replies == ()
    assert len(net.requests) == 1


def test_odd_characters_of_a_doi_survive_the_url() -> None:
    net = Plays(listed())
    odd = "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
    Crossref(net, HOME).lookup([odd])
    assert net.queries[0]["filter"] == odd
    assert "<" not in net.urls[0]


def test_recorded_bodies() -> None:
    bodies = [path.read_bytes() for path in recorded("crossref", "*.json")]
    bodies = [b for b in bodies if b'"message-type":"work' in b.replace(b" ", b"") and b"agency" not in b[:80]]
    papers = [paper for body in bodies for paper in works(body)]
    lists = [found for body in bodies for found in reference_lists(body)]
    assert len(bodies) > 40
    assert len(papers) > 150
    assert all(paper.id.startswith(("doi:", "arxiv:", "acl:")) and "<" not in paper.title for paper in papers)
    assert any(paper.month and paper.venue and paper.authors for paper in papers)
    assert sum(len(found.cited) for found in lists) > 500
    assert sum(len(found.untitled) for found in lists) > 500
    assert any(paper.as_cited for found in lists for paper in found.cited)
