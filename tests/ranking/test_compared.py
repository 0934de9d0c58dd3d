from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Citation, Kind, Mention, Score, Section, Standing
from surveyor.ranking.compared import SCORED, learnt, likelihoods
from surveyor.ranking.features_compared import features
from tests.fakes import cite, make_paper

CITING = make_paper("p", "2021-01", "Neural ranking of words")
PAPERS = {name: make_paper(name, f"20{year}-01") for name, year in zip("abcdef", range(15, 21), strict=True)}
COUNTS = st.integers(0, 3)
STANDINGS = st.builds(Standing, *[st.integers(0, 60)] * 5, st.floats(0, 1), *[st.integers(0, 60)] * 6)


@st.composite
def citations(draw: st.DrawFn) -> list[Citation]:
    names = draw(st.lists(st.sampled_from(sorted(PAPERS)), unique=True, max_size=6))
    return [
        cite(
            "p", name, baseline=draw(st.booleans()), table=draw(COUNTS), experiments=draw(COUNTS), related=draw(COUNTS)
        )
        for name in names
    ]


def one(citation: Citation, *others: Citation, **changes: object) -> float:
    papers = PAPERS | {"x": make_paper("x", "2019-01", **changes)}  # type: ignore[arg-type]
    return likelihoods(CITING, [citation, *others], papers)[0]


@given(citations(), st.randoms(use_true_random=False))
def test_every_reference_gets_a_likelihood_whatever_the_order(given_: list[Citation], chance: object) -> None:
    scores = likelihoods(CITING, given_, PAPERS)
    assert len(scores) == len(given_)
    assert all(0 < score < 1 for score in scores)
    by_name = dict(zip((c.cited for c in given_), scores, strict=True))
    turned = given_[::-1]
    assert dict(zip((c.cited for c in turned), likelihoods(CITING, turned, PAPERS), strict=True)) == by_name


def test_tables_and_baseline_headings_speak_for_a_comparison() -> None:
    others = [cite("p", name, experiments=1) if name < "d" else cite("p", name, related=1) for name in sorted(PAPERS)]
    plain, table = cite("p", "x", experiments=1), cite("p", "x", experiments=1, table=1)
    heading = cite("p", "x", experiments=1, baseline=True)
    assert one(table, *others) > one(plain, *others) < one(heading, *others)
    assert one(cite("p", "x", experiments=2), cite("p", "a", experiments=2)) > one(
        cite("p", "x", related=2), cite("p", "a", experiments=2)
    )


@given(citations().filter(len), st.sampled_from([Section.TABLE, Section.EXPERIMENTS, None]), st.data())
def test_one_more_mention_in_results_or_a_heading_of_baselines_never_lowers_a_likelihood(
    given_: list[Citation], more: Section | None, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(given_) - 1))
    known = {c.cited: data.draw(STANDINGS) for c in given_} if data.draw(st.booleans()) else None
    raised = [*given_]
    raised[at] = with_one_more(given_[at], more)
    before, after = (likelihoods(CITING, found, PAPERS, known)[at] for found in (given_, raised))
    assert after >= before


def with_one_more(citation: Citation, section: Section | None) -> Citation:
    """A mention in the section, or for None a heading of baselines above one."""
    if section is None:
        return replace(citation, baseline_subsection=True)
    others = tuple(mention for mention in citation.mentions if mention.section is not section)
    return replace(citation, mentions=(*others, Mention(section, citation.count(section) + 1)))


def test_a_dataset_is_compared_with_less_often_than_a_method() -> None:
    assert one(cite("p", "x", table=1), kind=Kind.DATASET) < one(cite("p", "x", table=1), kind=Kind.METHOD)


def test_very_old_work_is_compared_with_less_than_recent() -> None:
    papers = PAPERS | {"old": make_paper("old", "1995-01"), "new": make_paper("new", "2019-06")}
    old, new = likelihoods(CITING, [cite("p", "old", table=1), cite("p", "new", table=1)], papers)
    assert old < new


@given(citations())
def test_the_model_asks_for_features_that_there_are(given_: list[Citation]) -> None:
    names = set(features(CITING, given_, PAPERS))
    assert set(learnt().features) == names
    assert set(learnt().floor) <= names | {""}


def test_what_others_compare_with_is_more_likely_compared_with() -> None:
    given_ = [cite("p", "e"), cite("p", "f")]
    often = Standing(20, 10, 20, 18, 9, 0.3, 60, 50, 40, 20, 3, 3)
    seldom = Standing(20, 10, 20, 0, 0, 0.3, 60, 0, 0, 0, 3, 0)
    papers = {name: make_paper(name, "2019-06") for name in "ef"}
    one, other = likelihoods(CITING, given_, papers, {"e": often, "f": seldom})
    assert one > other


def test_a_figure_of_its_own_raises_the_odds_by_its_bonus() -> None:
    plain = one(cite("p", "x", table=1))
    scored = one(replace(cite("p", "x", table=1), scores=(Score("X", "D", "F1", 1.0),)))
    assert math.log(scored / (1 - scored)) - math.log(plain / (1 - plain)) == pytest.approx(SCORED)
