"""The ACL Anthology as a corpus: fetched when it is wanted, kept for thirty days, never half imported."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.models import Outcome
from surveyor.sources import LibrarySource, Query, View
from surveyor.sources.acl import AclAnthology
from surveyor.sources.anthology import ANTHOLOGY, KEPT, refresh
from tests.sources.nets import HOME, Answer, Plays

TODAY = date(2026, 11, 15)


def bib(*titles: str) -> bytes:
    """The Anthology's file, of papers with these titles."""
    entries = (
        f'@inproceedings{{some-{number},\n    title = "{title}",\n    year = "2020",\n    month = jul,\n'
        f'    url = "https://aclanthology.org/2020.acl-main.{number}/",\n}}\n'
        for number, title in enumerate(titles, 1)
    )
    return gzip.compress("".join(entries).encode(), mtime=0)


def anthology(*answers: Answer) -> tuple[Plays, AclAnthology]:
    net = Plays(*answers)
    return net, AclAnthology(net, HOME)


def titles(library: Library) -> set[str]:
    found = LibrarySource(library).search(Query("parsing", View(2027 * 12), 10))
    return {hit.paper.title for hit in found}


def test_it_is_fetched_into_an_empty_library(library: Library) -> None:
    net, adapter = anthology(bib("Parsing One", "Parsing Two"))
    reply = refresh(library, adapter, TODAY)
    assert (reply.outcome, reply.value, reply.detail) == (Outcome.OK, 2, "")
    assert net.urls == ["https://api.test/anthology.bib.gz"]
    assert [(c.name, c.papers, c.fetched) for c in corpora(library)] == [(ANTHOLOGY, 2, "2026-11-15")]
    assert titles(library) == {"Parsing One", "Parsing Two"}


@pytest.mark.parametrize(("days", "asked"), [(0, 0), (29, 0), (30, 1), (400, 1)])
def test_it_is_good_for_thirty_days(library: Library, days: int, asked: int) -> None:
    refresh(library, anthology(bib("Parsing One"))[1], TODAY)
    net, adapter = anthology(bib("Parsing Two"))
    reply = refresh(library, adapter, TODAY + timedelta(days))
    assert (len(net.requests), reply.value, reply.ok) == (asked, asked, True)
    assert titles(library) == {"Parsing Two" if asked else "Parsing One"}
    assert KEPT.days == 30


def test_without_a_network_an_old_one_is_kept_and_a_missing_one_is_asked_for(library: Library) -> None:
    net, adapter = anthology(bib("Parsing One"))
    assert refresh(library, adapter, TODAY, renew=False).value == 1
    assert refresh(library, adapter, TODAY + timedelta(400), renew=False).outcome is Outcome.EMPTY
    assert len(net.requests) == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Outcome.RATE_LIMITED, Outcome.RATE_LIMITED),
        (Outcome.BLOCKED, Outcome.BLOCKED),
        (Outcome.OUT_OF_BUDGET, Outcome.OUT_OF_BUDGET),
        (Outcome.NOT_FOUND, Outcome.NOT_FOUND),
        (bib("Parsing Two")[:-20], Outcome.FAILED),
        (bib(), Outcome.FAILED),
        (b"no gzip", Outcome.FAILED),
    ],
    ids=str,
)
def test_what_goes_wrong_leaves_the_corpus_as_it_was(library: Library, answer: Answer, outcome: Outcome) -> None:
    refresh(library, anthology(bib("Parsing One"))[1], TODAY)
    before = corpora(library)
    reply = refresh(library, anthology(answer)[1], TODAY + timedelta(31))
    assert (reply.outcome, reply.value, reply.ok) == (outcome, 0, False)
    assert reply.detail
    assert corpora(library) == before
    assert titles(library) == {"Parsing One"}


def test_other_corpora_stay(library_of: Callable[..., Library]) -> None:
    library = library_of(mine=([{"id": "arxiv:2001.00001", "title": "Parsing Mine", "year": 2020}], []))
    refresh(library, anthology(bib("Parsing One"))[1], TODAY)
    assert [corpus.name for corpus in corpora(library)] == [ANTHOLOGY, "mine"]
    assert titles(library) == {"Parsing One", "Parsing Mine"}
