"""What Coverage is told of each public paper API, and which of them there are."""

from __future__ import annotations

import pytest

from surveyor.models import Outcome, SourceReport
from surveyor.net.request import Reply
from surveyor.settings import SERVICES, Endpoint, Settings
from surveyor.sources.live import CONTEXTS
from surveyor.sources.live_base import Found, Gives
from surveyor.sources.services import ADAPTERS, SHY, expected_requests, gives, open_live
from tests.sources.nets import Plays, venue_map
from tests.sources.test_live_source import BAD, OK, QUERY, UNTIL, Scripted, found, live, ranking


def report(*replies: Reply[object], withheld: tuple[str, ...] = ()) -> SourceReport:
    """The line of a source that ended so."""
    source = live(Scripted("one", [ranking(1, "2020-03"), ranking(2, None)], replies=replies, withheld=withheld))
    source.references([ranking(1)], UNTIL) if withheld else source.search(QUERY)
    return source.reports(UNTIL)[0]


def test_a_line_says_what_came_and_what_it_took() -> None:
    paid: Reply[object] = Reply(Outcome.OK, dollars=0.001)
    assert report(paid, paid, Reply(Outcome.EMPTY, dollars=0.0001)) == SourceReport(
        "one", 2, "2020-03", Outcome.OK, "", 3, 0.0021
    )


def test_an_answer_given_twice_counts_once_and_a_recorded_one_as_what_it_cost() -> None:
    recorded: Reply[object] = Reply(Outcome.OK, dollars=0.001, recorded=True)
    told = report(recorded, Reply(Outcome.OK, dollars=0.001, recorded=True, again=True))
    assert (told.requests, told.dollars) == (1, 0.001)


@pytest.mark.parametrize("outcome", BAD)
def test_the_first_failure_is_the_outcome_and_is_no_answer(outcome: Outcome) -> None:
    told = report(OK, Reply(outcome, None, "why; do this"), Reply(outcome, None, "not asked again"))
    assert (told.outcome, told.problem, told.requests) == (outcome, "why; do this", 1)


def test_a_limit_that_was_reached_is_told_before_other_failures() -> None:
    told = report(Reply(Outcome.FAILED, None, "no answer"), Reply(Outcome.OUT_OF_BUDGET, None, "the limit"))
    assert (told.outcome, told.problem) == (Outcome.OUT_OF_BUDGET, "the limit; no answer")


def test_nothing_there_is_no_trouble_but_a_remark_is_passed_on() -> None:
    assert report(Reply(Outcome.NOT_FOUND, None, "HTTP 404")).problem == ""
    told = report(OK, Reply(Outcome.OK, None, "some were left out", again=True))
    assert (told.outcome, told.problem, told.requests) == (Outcome.OK, "some were left out", 1)


def test_lists_that_are_withheld_are_named() -> None:
    told = report(OK, withheld=("doi:10.1145/1",))
    assert (told.outcome, told.problem) == (Outcome.WITHHELD, "publishers keep back the references of some papers")


def test_those_that_were_not_asked_have_no_line() -> None:
    silent = Scripted("silent", replies=[])
    source = live(silent, Scripted("one", [ranking(1)]), Scripted("never"))
    found(source)
    assert silent.searches
    assert [line.name for line in source.reports(UNTIL)] == ["one"]


# ------------------------------------------------------------------ those there are


def test_every_adapter_keeps_to_its_name_and_says_what_it_gives() -> None:
    for name, adapter in ADAPTERS.items():
        made = adapter(Plays(), Endpoint("https://api.test"))
        assert made.name == name
        assert made.gives
        assert set(gives()[name]) == set(made.gives)
        assert Gives.REFERENCES in made.gives or made.references([ranking(1)]) == Found()


def test_a_shy_service_is_asked_only_where_another_address_is_set() -> None:
    shipped = {name: Endpoint(service.base) for name, service in SERVICES.items()}
    plain = open_live(Plays(), shipped, venue_map())
    mirrored = open_live(Plays(), shipped | {"dblp": Endpoint("https://mirror.test")}, venue_map())
    names = [[ledger.adapter.name for ledger in source._ledgers] for source in (plain, mirrored)]
    assert names == [[name for name in ADAPTERS if name not in SHY], list(ADAPTERS)]


def test_requests_that_a_survey_is_expected_to_take() -> None:
    assert expected_requests(Settings()) == 4 + CONTEXTS + 2
    assert expected_requests(Settings(seeds=2, hops=1)) == 4 + 2 + 1
