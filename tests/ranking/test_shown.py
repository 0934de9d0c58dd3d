"""Which of the ranked works a person is shown."""

from __future__ import annotations

from dataclasses import replace

from surveyor.models import Candidate, Reason, Role
from surveyor.ranking.shown import LEAST, SHOWN, UNPROVEN, shortlist
from tests.fakes import make_paper

NEW = Candidate(make_paper("x:0", "2026-01", "Net"), 0.5, Role.FRONTIER, (), (), 20, 0.0, (), "")


def candidates(*known: Candidate) -> list[Candidate]:
    return [replace(one, paper=make_paper(f"x:{n}", "2026-01", f"Net {n}")) for n, one in enumerate(known)]


def shown(*known: Candidate) -> list[str]:
    return [one.paper.id for one in shortlist(candidates(*known), Role.FRONTIER)]


def test_what_somebody_is_known_to_cite_comes_before_the_newest() -> None:
    ranked = replace(NEW, reasons=(Reason("votes", 1.0, 1.0),))
    cited = replace(NEW, cited_by=("s:1",))
    assert shown(NEW, cited, NEW, ranked) == ["x:1", "x:3", "x:0", "x:2"]


def test_of_what_nobody_is_known_to_cite_only_some_is_shown() -> None:
    assert shown(*[NEW] * 9) == ["x:0", "x:1"][:UNPROVEN]
    assert len(shown(*[replace(NEW, cited_by=("s:1",))] * 9)) == SHOWN[Role.FRONTIER]


def test_one_paper_that_compares_with_a_classic_does_not_put_it_before_others() -> None:
    classic = replace(NEW, role=Role.CLASSIC)
    once, twice = (replace(classic, compared_by=("s:1", "s:2")[:n], rate=n / 20, score=0.4) for n in (1, 2))
    found = shortlist(candidates(classic, once, twice), Role.CLASSIC)
    assert [one.paper.id for one in found] == ["x:2", "x:0", "x:1"]


def test_a_judged_method_is_shown_by_its_likelihood_and_by_who_compares_with_it() -> None:
    judged = replace(NEW, role=Role.CLASSIC, reasons=(Reason("votes", 1.0, 1.0),))
    likely = replace(judged, score=0.5)
    compared = replace(judged, score=0.1, compared_by=("s:1", "s:2", "s:3"), rate=0.3)
    often = replace(compared, rate=0.9)
    found = shortlist(candidates(compared, likely, often), Role.CLASSIC)
    assert [one.paper.id for one in found] == ["x:2", "x:1", "x:0"]
    unjudged = [replace(one, reasons=()) for one in (compared, likely)]
    assert [one.paper.id for one in shortlist(candidates(*unjudged), Role.CLASSIC)] == ["x:0", "x:1"]


def test_a_judged_method_far_less_likely_than_the_first_is_not_shown_unless_it_is_the_best_to_start_from() -> None:
    judged = replace(NEW, reasons=(Reason("votes", 1.0, 1.0),))
    stray = replace(judged, score=0.9 * LEAST * NEW.score)
    assert shown(judged, stray) == ["x:0"]
    simple = replace(stray, role=Role.SIMPLE)
    found = candidates(judged, replace(simple, score=0.5 * simple.score), simple)
    assert [one.paper.id for one in shortlist(found, Role.SIMPLE)] == ["x:2"]
