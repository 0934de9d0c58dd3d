"""DBLP: JSON that was XML, in every shape it takes."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Unreadable
from surveyor.sources.dblp import Dblp, titles, unwrapped
from surveyor.venues import Venue
from tests.sources.nets import HOME, Plays, make_search, mutated, readable, recorded

SIGIR = Venue("SIGIR", "SIGIR", "IR", dblp="conf/sigir")
VENUES = (SIGIR, Venue("ACM MM", "Multimedia", "multimedia"), Venue("WWW", "The Web Conference", "IR"))


def info(**fields: Any) -> dict[str, Any]:
    return {
        "authors": {
            "author": [{"@pid": "1/2", "text": "Ada Lovelace 0009"}, {"@pid": "3/4", "text": "Alan M. Turing"}]
        },
        "title": "A Ranker&apos;s Tale.",
        "venue": "SIGIR",
        "year": "2025",
        "type": "Conference and Workshop Papers",
        "key": "conf/sigir/LovelaceT25",
        "doi": "10.1145/ABC.1",
        "ee": "https://doi.org/10.1145/ABC.1",
    } | fields


def answer(*infos: object, hit: object = None) -> bytes:
    rows = [{"@score": "4", "@id": str(number), "info": one} for number, one in enumerate(infos)]
    hits: dict[str, object] = {"@total": str(len(rows)), "@sent": str(len(rows)), "@first": "0"}
    if rows or hit:
        hits["hit"] = hit or rows
    return json.dumps(
        {"result": {"status": {"@code": "200"}, "completions": {"c": {"text": "x"}}, "hits": hits}}
    ).encode()


def test_a_hit_becomes_a_paper() -> None:
    (paper,) = titles(answer(info()))
    assert paper.ids == ("dblp:conf/sigir/LovelaceT25", "doi:10.1145/abc.1")
    assert paper.title == "A Ranker's Tale"
    assert paper.authors == ("Ada Lovelace", "Alan M. Turing")
    assert (paper.year, paper.month, paper.venue) == (2025, parse_month("2025-12"), "SIGIR")
    assert paper.origins == ("dblp",)


@pytest.mark.parametrize(
    "authors",
    [{"author": {"@pid": "1/2", "text": "Ada Lovelace"}}, {"author": "Ada Lovelace"}, {"author": ["Ada Lovelace"]}],
)
def test_one_author_in_every_shape(authors: object) -> None:
    assert titles(answer(info(authors=authors)))[0].authors == ("Ada Lovelace",)


def test_texts_end_somewhere() -> None:
    value: object = "deep"
    for _ in range(5000):
        value = [value]
    assert unwrapped(value) == []
    assert unwrapped({"other": 1}) == unwrapped(None) == unwrapped(7) == []


def test_lists_and_gaps() -> None:
    (paper,) = titles(
        answer(info(venue=["SIGIR", "LNCS"], ee=["x", "https://arxiv.org/abs/2501.00001"], authors=None, year=None))
    )
    assert (paper.venue, paper.authors, paper.year, paper.month) == ("SIGIR", (), 2025, parse_month("2025-01"))
    assert "arxiv:2501.00001" in paper.ids


def test_a_preprint_has_its_arxiv_id() -> None:
    fields = {"key": "journals/corr/abs-1810-04805", "venue": "CoRR", "doi": None, "ee": "http://x.org/a"}
    (paper,) = titles(answer(info(**fields, year="2018")))
    assert paper.ids == ("arxiv:1810.04805", "dblp:journals/corr/abs-1810-04805")
    assert (paper.venue, paper.month) == (None, parse_month("2018-10"))


def test_no_hit_is_empty_and_one_may_stand_alone() -> None:
    assert titles(answer()) == []
    assert len(titles(answer(hit={"info": info()}))) == 1


def test_bad_rows_are_skipped_with_their_reason(caplog: pytest.LogCaptureFixture) -> None:
    bad = [info(title="."), info(key="", doi=None, ee=None), info(type="Editorship"), {"no": "title"}, None]
    with caplog.at_level(logging.DEBUG, "surveyor.sources.dblp"):
        assert len(titles(answer(*bad, info()))) == 1
    assert len(caplog.records) == len(bad)


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><title>Making sure</title>", b"[]", b'{"result":{}}', b'{"result":[]}']
)
def test_a_wrong_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        titles(body)


@given(mutated(answer(info(), info(authors={"author": "X"}, venue=["A", "B"])), answer()))
def test_a_spoiled_body_is_read_or_unreadable(body: bytes) -> None:
    readable(titles, body)


def test_a_search_asks_for_two_venues_and_three_years() -> None:
    net = Plays(answer(info()))
    found = Dblp(net, HOME).search(
        make_search("better neural rankings", since="2020-01", until="2026-03", venues=VENUES)
    )
    years = ("2026", "2025", "2024")
    assert [one["q"] for one in net.queries] == [f"neural|ranking {v} {y}" for v in ("SIGIR", "ACM MM") for y in years]
    assert {(one["format"], one["h"]) for one in net.queries} == {("json", "100")}
    assert net.urls[0].startswith("https://api.test/search/publ/api?")
    assert len(found.papers) == 1
    assert len(found.replies) == 6


def test_years_are_those_of_the_period() -> None:
    for since, until, years in (("2025-06", "2026-01", ["2025"]), ("2025-12", "2026-02", ["2026", "2025"])):
        net = Plays(answer())
        Dblp(net, HOME).search(make_search("ranking", since=since, until=until, venues=(SIGIR,)))
        assert [one["q"].split()[-1] for one in net.queries] == years
    net = Plays(answer())
    Dblp(net, HOME).search(make_search("ranking", since=None, venues=(SIGIR,)))
    assert [one["q"] for one in net.queries] == ["ranking SIGIR"]


def test_without_venues_or_words_nothing_is_asked() -> None:
    net = Plays(answer())
    assert Dblp(net, HOME).search(make_search()).replies == ()
    assert Dblp(net, HOME).search(make_search("the best", venues=VENUES)).replies == ()
    assert net.requests == []


def test_a_bot_check_is_told() -> None:
    found = Dblp(Plays(Outcome.BLOCKED), HOME).search(make_search(since="2025-12", until="2026-01", venues=(SIGIR,)))
    assert [reply.outcome for reply in found.replies] == [Outcome.BLOCKED]


def test_recorded_answers() -> None:
    found = {path.name.split("__")[0]: titles(path.read_bytes()) for path in recorded("dblp", "*.json")}
    assert len(found["tp2"]) > 25
    assert found["zotero-validate"][0].authors[0] == "Xiaopeng Zhang"
    for paper in (paper for papers in found.values() for paper in papers):
        assert paper.year
        assert not paper.title.endswith(".")
    for path in recorded("dblp", "*.html"):
        with pytest.raises(Unreadable):
            titles(path.read_bytes())
