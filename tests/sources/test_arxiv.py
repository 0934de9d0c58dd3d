"""arXiv: preprints of an Atom feed, and the service's two ways of saying nothing."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Accept, Unreadable
from surveyor.sources.arxiv import Arxiv, EmptyPage, feed
from tests.sources.nets import HOME, Plays, make_search, readable, recorded, spoiled


def entry(
    number: str = "2501.00001v3", title: str = "A Ranker", published: str = "2025-01-02T03:04:05Z", more: str = ""
) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>{title}</title><updated>2026-01-01T00:00:00Z</updated>"
        f"<summary>  We rank\n  things. </summary><published>{published}</published>{more}"
        "<author><name>Ada Lovelace</name><arxiv:affiliation>London</arxiv:affiliation></author>"
        "<author><name>Alan Turing</name></author></entry>"
    )


def atom(*entries: str, total: int | None = None) -> bytes:
    count = len(entries) if total is None else total
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title>'
        f"<opensearch:totalResults>{count}</opensearch:totalResults>{''.join(entries)}</feed>"
    ).encode()


ERROR = atom(
    "<entry><id>https://arxiv.org/api/errors#incorrect_id</id><title>Error</title>"
    "<summary>incorrect id format for x</summary></entry>"
)
MANY = atom(*(entry(f"2501.{number:05d}v1") for number in range(30)))
FULL = entry(
    title="$\\alpha$-Ranking\n  for \\'Etudes &amp; more",
    more="<arxiv:doi>10.1145/1 10.1145/2</arxiv:doi><arxiv:journal_ref>SIGIR 2025</arxiv:journal_ref>",
)


def test_an_entry_becomes_a_paper() -> None:
    (paper,) = feed(atom(FULL))
    assert paper.id == "arxiv:2501.00001"
    assert paper.ids == ("arxiv:2501.00001", "doi:10.1145/1", "doi:10.1145/2")
    assert paper.title == "α-Ranking for Études & more"
    assert (paper.year, paper.month) == (2025, parse_month("2025-01"))
    assert paper.venue == "SIGIR 2025"
    assert paper.authors == ("Ada Lovelace", "Alan Turing")
    assert paper.abstract == "We rank things."
    assert paper.origins == ("arxiv",)
    assert not paper.has_references


@pytest.mark.parametrize(
    ("number", "normal"),
    [
        ("2501.00001v12", "arxiv:2501.00001"),
        ("astro-ph/0601001v1", "arxiv:astro-ph/0601001"),
        ("0704.0001", "arxiv:0704.0001"),
    ],
)
def test_versions_are_dropped(number: str, normal: str) -> None:
    assert feed(atom(entry(number)))[0].id == normal


def test_bad_entries_are_skipped_with_their_reason(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "surveyor.sources.arxiv"):
        papers = feed(atom(entry(title=" "), entry("nonsense"), entry("2501.00002v1", published="soon")))
    assert [(paper.id, paper.year, paper.month) for paper in papers] == [
        ("arxiv:2501.00002", 2025, parse_month("2025-01"))
    ]
    assert len(caplog.records) == 2


def test_a_paper_may_be_called_error() -> None:
    assert feed(atom(entry(title="Error")))[0].title == "Error"


def test_an_error_entry_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="incorrect id format for x"):
        feed(ERROR)


def test_an_empty_feed_is_empty_only_when_it_counts_nothing() -> None:
    assert feed(atom()) == []
    with pytest.raises(EmptyPage, match="empty page though totalResults > 0"):
        feed(atom(total=214881))


@pytest.mark.parametrize("body", [b"", b"Rate exceeded.", b"<html><body/></html>", b"<feed/>", b"{}", b"\xff\xfe<"])
def test_a_wrong_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        feed(body)


def test_no_file_is_read_and_no_entity_grows(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    reading = (
        f'<!DOCTYPE feed [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        + atom(entry(title="A &e;")).decode().partition("\n")[2]
    )
    growing = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    laughing = f'<!DOCTYPE feed [<!ENTITY e0 "ha">{growing}]>' + atom(entry(title="&e9;")).decode().partition("\n")[2]
    for text in (reading, laughing):
        try:
            papers = feed(text.encode())
        except Unreadable:
            continue
        assert all("secret" not in paper.title and len(paper.title) <= 500 for paper in papers)


@given(spoiled(atom(FULL, entry("2501.00002v1")), ERROR))
def test_a_spoiled_body_is_read_or_unreadable(body: bytes) -> None:
    readable(feed, body)


def test_a_search_is_one_request_when_it_finds_enough() -> None:
    net = Plays(MANY)
    found = Arxiv(net, HOME, today=lambda: date(2026, 11, 15)).search(
        make_search("neural ranking of queries", limit=25)
    )
    assert len(found.papers) == 25
    assert len(net.requests) == 1
    [asked] = net.queries
    assert asked["search_query"] == (
        '(all:"neural" AND all:"ranking" AND all:"query") AND submittedDate:[202403010000 TO 202602282359]'
    )
    assert (asked["start"], asked["max_results"], asked["sortBy"]) == ("0", "100", "relevance")
    assert net.urls[0].startswith("https://api.test/api/query?")
    assert net.requests[0].accept is Accept.XML


def test_few_papers_with_all_words_ask_for_any_word() -> None:
    net = Plays(atom(FULL), MANY)
    found = Arxiv(net, HOME).search(make_search("neural ranking of queries", since=None))
    assert len(found.papers) == 30
    assert ' OR all:"ranking" OR ' in net.queries[1]["search_query"]
    assert "[199101010000 TO " in net.queries[1]["search_query"]
    net = Plays(atom())
    assert [r.outcome for r in Arxiv(net, HOME).search(make_search("neural ranking")).replies] == [Outcome.EMPTY]


def test_a_search_of_the_running_month_is_kept_a_day() -> None:
    days = []
    for until in ("2026-11", "2026-12", "2027-01"):
        net = Plays(MANY)
        Arxiv(net, HOME, today=lambda: date(2026, 11, 15)).search(make_search(until=until))
        days.append(net.requests[0].keep_days)
    assert days == [30.0, 1.0, 1.0]


def test_a_page_that_is_empty_by_mistake_is_asked_for_once_more() -> None:
    net = Plays(atom(total=7), MANY)
    found = Arxiv(net, HOME).search(make_search())
    assert len(found.papers) == 30
    assert [reply.outcome for reply in found.replies] == [Outcome.OK]
    assert len(set(net.urls)) == 1
    assert len(net.requests) == 2
    net = Plays(atom(total=7))
    assert [reply.outcome for reply in Arxiv(net, HOME).search(make_search()).replies] == [Outcome.FAILED]
    assert len(net.requests) == 2


@pytest.mark.parametrize("played", [Outcome.RATE_LIMITED, Outcome.FAILED, ERROR])
def test_other_failures_are_told_and_not_asked_again(played: bytes | Outcome) -> None:
    net = Plays(played)
    assert not Arxiv(net, HOME).search(make_search("neural ranking of queries")).ok
    assert len(net.requests) == 1


def test_nothing_to_say_is_not_asked() -> None:
    net = Plays(MANY)
    assert Arxiv(net, HOME).search(make_search("better 排序")).replies == ()
    assert Arxiv(net, HOME).lookup(["doi:10.1145/1", "arxiv:nonsense"]).replies == ()
    assert net.requests == []


def test_lookup_asks_for_a_hundred_at_a_time() -> None:
    net = Plays(MANY, atom())
    ids = [f"arxiv:2501.{number:05d}v2" for number in range(101)] + ["doi:10.48550/arXiv.2501.00000", "s2:" + "0" * 40]
    found = Arxiv(net, HOME).lookup(ids)
    assert len(found.papers) == 30
    assert [reply.outcome for reply in found.replies] == [Outcome.OK, Outcome.EMPTY]
    asked = [one["id_list"].split(",") for one in net.queries]
    assert [len(ids) for ids in asked] == [100, 1]
    assert asked[0][0] == "2501.00000"


def test_recorded_feeds() -> None:
    read = 0
    for path in recorded("arxiv", "*.xml"):
        body = path.read_bytes()
        if b"/api/errors" in body:
            with pytest.raises(Unreadable):
                feed(body)
            continue
        papers = feed(body)
        assert len(papers) == body.count(b"<entry>"), path.name
        for paper in papers:
            assert paper.id.startswith("arxiv:")
            assert paper.month
            assert paper.authors
            assert paper.abstract
        read += len(papers)
    assert read > 200
