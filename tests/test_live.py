"""A default survey over the public paper APIs: how much it asks, what it keeps, and what it does without them."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveyor.dates import parse_month
from surveyor.models import Outcome, Section, SourceReport, Survey
from surveyor.sources.fulltext import PLACES
from surveyor.sources.live import CONTEXTS, DEEP
from tests.conftest import go_online
from tests.fakes import Run
from tests.online import FEW, SMALL, find, ids, survey_of
from tests.standin import Fault, Seen, Standin
from tests.standin.world import world


@dataclass
class First:
    """A default survey that was made, and the stand-in it asked."""

    standin: Standin
    cache: Path
    run: Run
    requests: tuple[Seen, ...]

    def copy(self, folder: Path) -> Path:
        """What it left behind, for a run that may change it."""
        return Path(shutil.copytree(self.cache, folder / "cache"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[First]:
    with Standin() as standin, pytest.MonkeyPatch.context() as environment:
        go_online(environment, standin)
        cache = tmp_path_factory.mktemp("first")
        run = find(cache, "--format", "json")
        yield First(standin, cache, run, tuple(standin.requests))


# ------------------------------------------------------------------ what it asks


def test_a_default_survey_asks_little_and_says_how_much(first: First) -> None:
    made = survey_of(first.run)
    assert 0 < len(first.requests) <= 30
    assert first.standin.knobs.openalex_spent <= 0.01
    asked = {report.name: report for report in made.coverage.sources}
    assert asked["s2"].requests == sum(request.service == "s2" for request in first.requests)
    assert asked["s2"].papers > 0
    assert {request.service for request in first.requests} == {"s2", "acl", "ar5iv"}
    assert not made.coverage.partial
    assert f"network: {len(first.requests)} requests sent, $0.0000 spent" in first.run.err
    print(f"\na default survey: {len(first.requests)} requests, ${first.standin.knobs.openalex_spent:.4f}")


def test_where_the_free_source_is_out_it_still_costs_less_than_a_cent(online: Standin, tmp_path: Path) -> None:
    online.fail("s2", Fault.RATE_LIMITED)
    made = survey_of(run := find(tmp_path, "--format", "json"))
    asked = {report.name: report for report in made.coverage.sources}
    assert online.count() <= 30
    assert 0 < online.knobs.openalex_spent <= 0.01
    assert asked["openalex"].dollars == pytest.approx(online.knobs.openalex_spent)
    assert asked["openalex"].requests == online.count("openalex")
    assert f"{online.count()} requests sent, ${online.knobs.openalex_spent:.4f} spent" in run.err
    assert (asked["s2"].outcome, asked["s2"].papers) == (Outcome.RATE_LIMITED, 0)
    print(f"\nwithout Semantic Scholar: {online.count()} requests, ${online.knobs.openalex_spent:.4f}")


def test_coverage_names_requests_and_dollars(first: First) -> None:
    told = find(first.cache).out.partition("## Coverage")[2]
    sent = sum(request.service == "s2" for request in first.requests)
    assert f" papers in {sent} requests ($0.0000)" in told


def test_a_second_run_asks_nothing_and_gives_the_same_bytes(first: First) -> None:
    before = first.standin.count()
    again = find(first.cache, "--format", "json")
    assert again.out == first.run.out
    assert first.standin.count() == before
    assert "network: 0 requests sent" in again.err


def test_refresh_asks_again_what_is_recorded(first: First, tmp_path: Path) -> None:
    first.standin.forget()
    again = find(first.copy(tmp_path), "--format", "json", "--refresh")
    assert again.out == first.run.out
    asked = [(seen.service, seen.path, seen.query, seen.body) for seen in first.standin.requests]
    assert asked == [(s.service, s.path, s.query, s.body) for s in first.requests if s.service != "acl"]


# ------------------------------------------------------------------ offline


@pytest.mark.parametrize(
    "faults",
    [
        {},
        {"s2": Fault.RATE_LIMITED},
        {"s2": Fault.FORBIDDEN, "acl": Fault.BOT_PAGE},
        {"s2": Fault.SERVER_ERROR, "openalex": Fault.RATE_LIMITED_HOURS, "crossref": Fault.WRONG_ARRAY},
        {"s2": Fault.WITHHELD, "arxiv": Fault.EMPTY_PAGE},
        {"*": Fault.FORBIDDEN},
    ],
    ids=lambda faults: " ".join(faults) or "none",
)
def test_offline_gives_the_same_bytes_when_the_services_are_gone(
    faults: dict[str, Fault], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Standin() as standin:
        go_online(monkeypatch, standin)
        for service, fault in faults.items():
            standin.fail(service, fault)
        online = find(tmp_path, "--format", "json", *SMALL)
        assert standin.count() > 0
    offline = find(tmp_path, "--format", "json", "--offline", *SMALL)
    assert (offline.status, "network" in offline.err) == (0, False)
    assert offline.out == online.out
    outcomes = {report.name: report.outcome for report in survey_of(offline).coverage.sources}
    assert all(outcomes[service] is not Outcome.OK for service in faults if service != "*" and service in outcomes)
    assert "acl" not in faults or outcomes["acl"] is Outcome.BLOCKED


def test_offline_before_anything_is_recorded_says_so(online: Standin, tmp_path: Path) -> None:
    made = survey_of(find(tmp_path, "--format", "json", "--offline"))
    assert made.baselines
    assert [report.problem for report in made.coverage.sources if report.name == "network"] == [
        "nothing is recorded yet: run once without --offline"
    ]
    assert online.count() == 0


# ------------------------------------------------------------------ no network


@pytest.fixture
def unplugged(first: First, monkeypatch: pytest.MonkeyPatch) -> None:
    """All addresses at a port where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    for name in first.standin.urls():
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")


@pytest.mark.usefixtures("unplugged")
def test_without_a_network_the_shelf_answers(tmp_path: Path) -> None:
    made = survey_of(find(tmp_path, "--format", "json"))
    assert made.baselines
    assert made.coverage.rests_on_shelf
    assert not made.coverage.partial
    assert any(note.startswith("network: failed: no connection") for note in made.coverage.notes)
    assert not (tmp_path / "http.db").exists()


@pytest.mark.usefixtures("unplugged")
def test_without_a_network_recordings_of_other_addresses_are_no_answer(first: First, tmp_path: Path) -> None:
    made = survey_of(find(first.copy(tmp_path), "--format", "json"))
    assert made.baselines
    assert {report.name: report.outcome for report in made.coverage.sources}["network"] is Outcome.FAILED


def test_with_the_services_down_recordings_answer_and_coverage_says_so(
    first: First, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("surveyor.reach.socket.create_connection", refuse)
    made, known = survey_of(find(first.copy(tmp_path), "--format", "json")), survey_of(first.run)
    assert made.baselines == known.baselines
    assert [report for report in made.coverage.sources if report.name != "network"] == list(known.coverage.sources)


def refuse(*_: object, **__: object) -> socket.socket:
    raise ConnectionRefusedError


# ------------------------------------------------------------------ the Anthology


def test_the_anthology_is_imported_once_in_thirty_days(first: First, tmp_path: Path) -> None:
    cache = first.copy(tmp_path)
    assert [seen.path for seen in first.requests if seen.service == "acl"] == ["/anthology.bib.gz"]
    assert re.search(r"ACL Anthology: [1-9]\d{0,2}(,\d{3})* papers imported", first.run.err)
    for days, asked in ((29, 0), (31, 1), (0, 0)):
        age(cache, days)
        first.standin.forget()
        again = find(cache, "--format", "json", "--max-requests", 1)
        assert first.standin.count("acl") == asked
        assert survey_of(again).baselines


def age(cache: Path, days: int) -> None:
    """Make the Anthology, as file and as recording, older."""
    with sqlite3.connect(cache / "library.db") as library, sqlite3.connect(cache / "http.db") as recordings:
        library.execute("update corpora set fetched = date('now', ?)", [f"-{days} days"])
        recordings.execute("update responses set fetched_at = unixepoch() - ? where source = 'acl'", [days * 86_400])
    library.close()
    recordings.close()


def test_the_anthology_is_not_fetched_where_the_route_has_none_of_its_venues(online: Standin, tmp_path: Path) -> None:
    assert find(tmp_path, "--venue", "CVPR", *SMALL, problem="image segmentation").status == 0
    assert online.count("s2") > 0
    assert online.count("acl") == 0


# ------------------------------------------------------------------ what may be seen


@pytest.mark.parametrize("fault", [None, Fault.RATE_LIMITED], ids=["s2", "others"])
def test_as_of_nothing_later_is_shown(fault: Fault | None, online: Standin, tmp_path: Path) -> None:
    if fault:
        online.fail("s2", fault)
    made = survey_of(find(tmp_path, "--format", "json", as_of="2019-06"))
    late = [paper for paper in made.papers if paper.month is not None and paper.month >= parse_month("2019-06")]
    assert late == []
    assert all(paper.year is None or paper.year <= 2019 for paper in made.papers)
    assert any({"s2", "openalex"} & set(paper.origins) for paper in made.papers)


@pytest.mark.parametrize("fault", [None, Fault.RATE_LIMITED], ids=["s2", "others"])
def test_what_is_excluded_never_appears(first: First, fault: Fault | None, online: Standin, tmp_path: Path) -> None:
    known = survey_of(first.run)
    shown = [*(one.paper for one in known.baselines[:10]), *(one.paper for one in known.seeds[:6])]
    gone = [paper for paper in shown if paper.id.startswith("arxiv:")]
    if fault:
        online.fail("s2", fault)
    exclude = [part for paper in gone for part in ("--exclude", paper.id)]
    made = survey_of(find(tmp_path, "--format", "json", *exclude))
    assert len(gone) > 8
    assert not ids(made) & {paper.id for paper in gone}
    assert not {paper.title for paper in made.papers} & {paper.title for paper in gone}
    assert any({"s2", "openalex"} & set(paper.origins) for paper in made.papers)


def test_an_address_of_an_excluded_paper_is_as_good_as_its_id(online: Standin, tmp_path: Path) -> None:
    exclude = "https://arxiv.org/abs/1606.01933v2"
    made = survey_of(find(tmp_path, "--format", "json", "--exclude", exclude, *SMALL))
    assert not ids(made) & {"arxiv:1606.01933", "acl:D16-1244"}
    assert "A Decomposable Attention Model for Natural Language Inference" not in {paper.title for paper in made.papers}


# ------------------------------------------------------------------ limits


def test_a_survey_that_was_cut_short_goes_on_where_it_stopped(first: First, online: Standin, tmp_path: Path) -> None:
    for limit in (3, 5):
        assert find(tmp_path, "--max-requests", limit).status == 0
    whole = find(tmp_path, "--format", "json", "--strict")
    assert whole.status == 0
    assert online.count() == len(first.requests)
    assert without_addresses(whole, online) == without_addresses(first.run, first.standin)


def without_addresses(run: Run, standin: Standin) -> str:
    return run.out.replace(standin.url, "")


# ------------------------------------------------------------------ full texts


def texts_of(made: Survey) -> dict[str, SourceReport]:
    return {report.name: report for report in made.coverage.sources if report.name in PLACES}


def test_the_closest_seeds_are_read_in_full(first: First) -> None:
    made = survey_of(first.run)
    seeds = [scored.paper.id for scored in made.seeds if scored.paper.id.startswith("arxiv:")][:DEEP]
    pages = [f"/html/{seed.removeprefix('arxiv:')}" for seed in seeds]
    assert [seen.path for seen in first.requests if seen.service == "ar5iv"] == pages
    assert sum(seen.service == "s2" and "/references" in seen.path for seen in first.requests) <= CONTEXTS - DEEP + 1
    assert {name: (one.read, one.requests) for name, one in texts_of(made).items()} == {"ar5iv": (DEEP, DEEP)}
    assert [one.paper for one in made.reported] == sorted(seeds)
    assert any(c.scores and c.places[0].table for c in made.citations if c.citing in seeds)
    assert "Read in full, with their sections and tables: 6 of the 20 papers walked from." in made.coverage.notes
    assert f"reading {DEEP} of {DEEP} full texts" in first.run.err


def test_what_a_text_says_is_joined_with_what_the_lists_say(first: First) -> None:
    """A citation in a table comes from the text alone, the id of what is cited from the list alone."""
    made = survey_of(first.run)
    read = [scored.paper.id for scored in made.seeds if scored.paper.id.startswith("arxiv:")][:DEEP]
    told = [c for c in made.citations if c.citing in read and not c.cited.startswith("cited:")]
    kept = {some_id for paper in made.papers for some_id in paper.ids}
    true = [c for one in read for c in world().references(world()[one])]
    in_tables = sum(c.count(Section.TABLE) > 0 for c in told)
    assert in_tables == sum(dict(c.mentions).get("table", 0) > 0 for c in true if c.cited in kept) > 0
    assert {work for work, count in Counter(c.cited for c in true).items() if count > 1} <= kept
    assert len(told) > 0.9 * len(true)
    assert sum(paper.as_cited for paper in made.papers) <= 0.05 * len({c.cited for c in true})


def test_no_deep_leaves_full_texts_out(first: First, tmp_path: Path) -> None:
    first.standin.forget()
    made = survey_of(run := find(first.copy(tmp_path), "--format", "json", "--no-deep"))
    assert {seen.service for seen in first.standin.requests} == {"s2"}
    assert not texts_of(made)
    assert "full texts" not in run.err
    assert not any("Read in full" in note for note in made.coverage.notes)
    assert not made.coverage.partial


def test_a_limit_in_the_middle_of_the_texts_leaves_a_partial_survey(online: Standin, tmp_path: Path) -> None:
    made = survey_of(find(tmp_path, "--format", "json", "--max-requests", 9))
    assert made.coverage.partial
    assert online.count() == 9
    report = texts_of(made)["ar5iv"]
    assert 0 < report.read < DEEP
    offline = find(tmp_path, "--format", "json", "--max-requests", 9, "--offline")
    assert survey_of(offline) == made
    assert "full texts" not in offline.err


def test_a_page_that_is_none_is_looked_for_in_the_next_place_and_coverage_says_so(
    online: Standin, tmp_path: Path
) -> None:
    online.fail("ar5iv", Fault.CONVERSION_FAILED, Fault.BOT_PAGE)
    run = find(tmp_path, "--format", "json", *FEW)
    made = survey_of(run)
    told = texts_of(made)
    assert list(told) == ["ar5iv", "arxiv-source"]
    assert told["ar5iv"].outcome is Outcome.BLOCKED
    assert "a text without a bibliography, as of a conversion that failed" in told["ar5iv"].problem
    assert told["arxiv-source"].read == online.count("arxiv-html", "/e-print/") > 0
    assert find(tmp_path, "--format", "json", "--offline", *FEW).out == run.out


def test_texts_that_are_nowhere_end_at_a_limit_that_keeps_the_survey_whole(online: Standin, tmp_path: Path) -> None:
    online.knobs.eprint = "pdf"
    online.knobs.html_since = "9999"
    online.fail("ar5iv", Fault.CONVERSION_FAILED)
    made = survey_of(find(tmp_path, "--format", "json"))
    told = texts_of(made)
    assert sum(report.read for report in told.values()) == 0
    assert "a PDF alone" in told["arxiv-source"].problem
    assert online.count() <= 30
    assert not made.coverage.partial


def test_texts_leave_enough_requests_where_several_sources_are_searched(online: Standin, tmp_path: Path) -> None:
    made = survey_of(find(tmp_path, "--format", "json", problem="query-doc relevance"))
    assert {"s2", "openalex", "arxiv", "crossref", "ar5iv"} <= {report.name for report in made.coverage.sources}
    assert online.count() <= 30
    assert not made.coverage.partial


def test_where_arxiv_does_not_answer_contexts_are_asked_for_as_without_it(online: Standin, tmp_path: Path) -> None:
    online.fail("arxiv-html", Fault.FORBIDDEN)
    online.fail("ar5iv", Fault.SERVER_ERROR)
    made = survey_of(find(tmp_path, "--format", "json"))
    assert {report.outcome for report in texts_of(made).values()} == {Outcome.FAILED, Outcome.BLOCKED}
    assert online.count("s2", "/references") == CONTEXTS
    assert online.count("ar5iv") == 3
    assert online.count() <= 30
    assert not made.coverage.partial


def test_as_of_a_text_shows_nothing_later(online: Standin, tmp_path: Path) -> None:
    made = survey_of(find(tmp_path, "--format", "json", as_of="2018-06"))
    assert sum(report.read for report in texts_of(made).values()) > 0
    assert all(paper.month is None or paper.month < parse_month("2018-06") for paper in made.papers)
