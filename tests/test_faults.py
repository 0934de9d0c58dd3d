"""Every fault of every source: typed, bounded, not recorded, and the survey goes on with what the others gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from surveyor.dates import parse_month
from surveyor.identity import normal_id
from surveyor.library import Library
from surveyor.models import Citation, Outcome, Paper, SourceReport, Survey
from surveyor.pipeline import survey
from surveyor.problem import pose
from surveyor.settings import Settings
from surveyor.sources import Query, Source, View, open_shelf
from surveyor.sources.acl import AclAnthology
from surveyor.sources.anthology import refresh
from surveyor.sources.live import LiveSource
from surveyor.sources.live_base import Adapter, Found, Gives, Search
from surveyor.sources.services import ADAPTERS, open_live
from tests.fakes import TODAY, make_paper
from tests.net.fakes import NOON
from tests.sources.nets import HOME, Plays, venue_map
from tests.standin import Fault, Standin
from tests.standin.crossref import _deposits as deposits
from tests.worlds import Listening, listening, places

SOURCES = ("s2", "s2-keyed", "openalex", "arxiv", "crossref", "openreview", "dblp", "acl")
PROBLEM = "natural language inference"
UNTIL = View(parse_month("2021-06"))
VENUES = {"openreview": ("ICLR",), "crossref": ("CIKM", "SIGIR")}
ONCE = {Fault.MOVED, Fault.HUGE, Fault.GZIP_BOMB}
HELD = make_paper("arxiv:2001.99999", "2020-01", "Natural Language Inference Elsewhere", has_references=True)
CITED = make_paper("arxiv:1501.99999", "2015-01", "A Work Cited Elsewhere")

LIMITED, BLOCKED, FAILED, OK = Outcome.RATE_LIMITED, Outcome.BLOCKED, Outcome.FAILED, Outcome.OK
EXPECTED = {
    Fault.RATE_LIMITED: LIMITED,
    Fault.RATE_LIMITED_SECONDS: LIMITED,
    Fault.RATE_LIMITED_DATE: LIMITED,
    Fault.RATE_LIMITED_HOURS: LIMITED,
    Fault.FORBIDDEN: BLOCKED,
    Fault.BOT_PAGE: BLOCKED,
    Fault.MOVED: OK,
    Fault.DUPLICATES: OK,
    Fault.CONTRADICTIONS: OK,
    Fault.WITHHELD: OK,
    Fault.NULL_TITLES: OK,
    Fault.FUTURE_YEARS: OK,
    Fault.LONG_TITLES: OK,
    Fault.EMPTY_PAGE: OK,
    Fault.CONVERSION_FAILED: OK,
    Fault.NO_RESULTS: OK,
}
"""How a fault ends where nothing else is said; all others are failures."""
WRONG = (Fault.WRONG_ARRAY, Fault.WRONG_STRING, Fault.WRONG_NUMBER, Fault.WRONG_ERROR)
SPECIAL = {
    ("openalex", Fault.RATE_LIMITED_HOURS): Outcome.OUT_OF_BUDGET,
    **{(source, fault): BLOCKED for source in ("arxiv", "acl") for fault in WRONG},
    **{(source, Fault.WITHHELD): Outcome.WITHHELD for source in ("s2", "s2-keyed", "crossref")},
    **{(source, Fault.EMPTY_PAGE): FAILED for source in ("arxiv", "acl")},
    ("acl", Fault.NO_RESULTS): FAILED,
}


@dataclass(frozen=True)
class Ran:
    """What came of asking one source with one fault."""

    report: SourceReport
    titles: frozenset[str]
    """Of all papers that were given."""
    citations: int
    sent: int
    took: float
    good: int
    """Different requests that were answered well."""
    recorded: int


class Elsewhere(Adapter):
    """A source that is asked next and always answers."""

    name = "elsewhere"
    gives = frozenset(Gives)

    def search(self, search: Search) -> Found:
        return Found((HELD,))

    def references(self, papers: Sequence[Paper]) -> Found:
        return Found((CITED,), tuple(Citation(paper.id, CITED.id) for paper in papers))


@pytest.fixture(scope="module")
def server() -> Iterator[Standin]:
    with Standin(clock=lambda: NOON) as running:
        yield running


@pytest.fixture(scope="module")
def table() -> dict[tuple[str, Fault], Outcome]:
    """What the tests of this process saw."""
    return {}


def _run(server: Standin, source: str, fault: Fault) -> Ran:
    service = source.removesuffix("-keyed")
    _break(server, service, fault)
    with listening(service if fault is Fault.HANG else "") as net:
        given = _imported if source == "acl" else _searched
        report, titles, citations = given(server, source, net)
        recorded = net.cache.info().responses
    keys = {request.key for request, reply in net.ended if reply.ok or reply.outcome is Outcome.NOT_FOUND}
    return Ran(
        report,
        frozenset(titles),
        citations,
        sent=server.count(service),
        took=net.took,
        good=len(keys),
        recorded=recorded,
    )


def _break(server: Standin, service: str, fault: Fault) -> None:
    server.heal()
    server.forget()
    server.knobs.openalex_spent = 0.0
    server.fail(service, fault, times=1 if fault in ONCE else None)


def _searched(server: Standin, source: str, net: Listening) -> tuple[SourceReport, set[str], int]:
    """A search by words and venues and the references of two papers, as a survey asks for them."""
    service = source.removesuffix("-keyed")
    keys = {"openreview": "token-of-a-reader", "s2": "key-of-a-reader" if source == "s2-keyed" else ""}
    adapter = ADAPTERS[service](net, places(server, keys)[service])
    live = LiveSource([adapter, Elsewhere(Plays(), HOME)], venue_map())
    hits = live.search(
        Query(PROBLEM, UNTIL, 200, since=parse_month("2018-01"), venues=VENUES.get(service, ("ACL", "EMNLP")))
    )
    references = live.references(_asked(server), UNTIL)
    titles = {paper.title for paper in (*(hit.paper for hit in hits), *references.papers)}
    return live.reports(UNTIL)[0], titles, len(references.citations)


def _imported(server: Standin, source: str, net: Listening) -> tuple[SourceReport, set[str], int]:
    with Library.in_memory() as library:
        reply = refresh(library, AclAnthology(net, places(server)[source]), date(2026, 9, 21))
        rows = library.db.execute("select title from papers").fetchall()
    return SourceReport(source, len(rows), "", OK if reply.ok else reply.outcome, reply.detail), {r[0] for r in rows}, 0


def _asked(server: Standin) -> list[Paper]:
    """Two papers that every service knows and whose publishers deposit their references."""
    world = server.world
    known = (w for w in world.works if w.doi and w.arxiv and not w.acl and deposits(w))
    works = sorted(known, key=lambda work: -len(world.references(work)))[:2]
    return [make_paper(f"arxiv:{w.arxiv}", w.date, w.title or "", ids=(normal_id(f"doi:{w.doi}"),)) for w in works]


EACH_SOURCE = pytest.mark.parametrize("source", SOURCES)
EACH_FAULT = pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)


@EACH_SOURCE
@EACH_FAULT
def test_a_fault_is_typed_bounded_unrecorded_and_made_good(
    server: Standin, table: dict[tuple[str, Fault], Outcome], source: str, fault: Fault
) -> None:
    ran = _run(server, source, fault)
    table[source, fault] = ran.report.outcome
    expected = _expected(source, fault)
    assert ran.report.outcome is expected, ran
    _has_a_line(ran.report)
    assert ran.recorded == ran.good
    assert not ran.good or expected in (OK, Outcome.WITHHELD) or fault in ONCE
    assert 0 < ran.sent <= 15
    assert ran.took < 300
    assert all(title and len(title) <= 500 for title in ran.titles)
    if source != "acl":
        assert ran.citations >= 2
        assert expected in (OK, Outcome.WITHHELD) or fault in ONCE or {HELD.title, CITED.title} <= ran.titles


def _expected(source: str, fault: Fault) -> Outcome:
    return SPECIAL.get((source, fault), EXPECTED.get(fault, FAILED))


def _has_a_line(report: SourceReport) -> None:
    """Where something is missing, a line says why, and what to do where somebody can do something."""
    assert bool(report.problem) == (report.outcome is not OK)
    assert report.problem.isprintable()
    assert len(report.problem) < 400
    if report.outcome in (LIMITED, BLOCKED, Outcome.OUT_OF_BUDGET):
        assert any(remedy in report.problem for remedy in ("set ", "check ", "run again", "stop the others"))


def test_the_table_of_faults(table: dict[tuple[str, Fault], Outcome]) -> None:
    """Prints it; whole where one process ran all of the above (`pytest -n 0 -s`)."""
    print("\n\n| fault | " + " | ".join(SOURCES) + " |")
    print("|---" * (len(SOURCES) + 1) + "|")
    for fault in Fault:
        print(f"| {fault.name} | " + " | ".join(table.get((source, fault), "") for source in SOURCES) + " |")
    assert table == {(source, fault): _expected(source, fault) for source, fault in table}


# ------------------------------------------------------------------ a whole survey


@pytest.fixture(scope="module")
def shelf() -> Source:
    return open_shelf()


def made_with(server: Standin, shelf: Source, hangs: str = "") -> tuple[Survey, Listening]:
    with listening(hangs) as net:
        live = open_live(net, places(server), venue_map())
        problem = pose(PROBLEM, today=TODAY, as_of="2021-06")
        return survey(problem, venue_map(), (shelf, live), Settings(4, 1, 4)), net


@EACH_FAULT
def test_a_survey_goes_on_without_a_source(server: Standin, shelf: Source, fault: Fault) -> None:
    _break(server, "s2", fault)
    made, net = made_with(server, shelf, "s2" if fault is Fault.HANG else "")
    reports = {report.name: report for report in made.coverage.sources}
    assert reports["s2"].outcome is _expected("s2", fault)
    assert made.seeds
    assert made.baselines
    assert len({paper.id for paper in made.papers}) == len(made.papers)
    assert all(0 < len(paper.title) <= 500 for paper in made.papers)
    assert not made.coverage.partial
    if reports["s2"].outcome is not OK:
        assert any(note.startswith(f"s2: {reports['s2'].outcome}: ") for note in made.coverage.notes)
        assert reports["openalex"].papers > 0
        assert reports["openalex"].outcome is OK
    assert len(net.ended) <= 40


def test_a_survey_rests_on_the_shelf_where_every_service_hangs(server: Standin, shelf: Source) -> None:
    _break(server, "*", Fault.HANG)
    made, net = made_with(server, shelf, "*")
    assert made.coverage.rests_on_shelf
    assert made.baselines
    asked = {report.name: report.outcome for report in made.coverage.sources}
    silent = ("s2", "openalex", "arxiv", "crossref", "dblp", "ar5iv", "arxiv-source")
    assert asked == {"shelf": OK, **dict.fromkeys(silent, FAILED)}
    assert server.count() < 30
    assert net.took < 600
    print(f"\nwhere every service hangs: {server.count()} requests, {net.took:.0f} seconds by its clock")
