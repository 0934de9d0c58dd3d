from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Citation, Mention, Section
from surveyor.ranking.votes import votes, weight
from tests.fakes import cite

COUNTS = st.dictionaries(st.sampled_from(list(Section)), st.integers(0, 50))


def citation(counts: dict[Section, int], baseline: bool = False) -> Citation:
    return Citation("a", "b", tuple(Mention(section, count) for section, count in counts.items()), baseline)


@given(st.integers(1, 50))
def test_a_table_says_more_than_experiments_and_experiments_more_than_related_work(count: int) -> None:
    table, experiments, related = (
        weight(cite("a", "b", **{where: count})) for where in ("table", "experiments", "related")
    )
    assert table > experiments > related > weight(cite("a", "b"))


@pytest.mark.parametrize("where", ["intro", "related", "method", "conclusion", "other"])
def test_sections_outside_the_experiments_all_say_the_same(where: str) -> None:
    assert weight(cite("a", "b", **{where: 2})) == weight(cite("a", "b", related=2))


def test_a_heading_of_baselines_says_more_than_a_mention_in_experiments() -> None:
    assert weight(cite("a", "b", baseline=True)) > weight(cite("a", "b", experiments=1))


@given(COUNTS, st.booleans(), st.sampled_from(list(Section)), st.integers(1, 9))
def test_one_more_mention_always_says_more(
    counts: dict[Section, int], baseline: bool, where: Section, more: int
) -> None:
    larger = {**counts, where: counts.get(where, 0) + more}
    assert weight(citation(larger, baseline)) > weight(citation(counts, baseline))


@given(COUNTS)
def test_a_heading_of_baselines_always_says_more_than_none(counts: dict[Section, int]) -> None:
    assert weight(citation(counts, True)) > weight(citation(counts))


@given(COUNTS, st.booleans())
def test_any_citation_says_a_little(counts: dict[Section, int], baseline: bool) -> None:
    assert weight(citation(counts, baseline)) > 0


def test_ten_mentions_do_not_say_ten_times_as_much() -> None:
    assert weight(cite("a", "b", table=10)) < 5 * weight(cite("a", "b", table=1))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("wxyz"), st.integers(0, 5)), max_size=20),
    st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 1), min_size=1),
)
def test_votes_equal_those_of_a_slow_count(edges: list[tuple[str, str, int]], voters: dict[str, float]) -> None:
    citations = [cite(a, b, table=n) for a, b, n in edges]
    slow = {}
    for work in "wxyz":
        heard = [c for c in citations if c.cited == work and c.citing in voters]
        if heard:
            slow[work] = sum(voters[c.citing] * weight(c) for c in heard) / sum(voters.values())
    assert votes(citations, voters) == pytest.approx(slow)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5), st.integers(0, 5))
def test_a_work_that_every_voter_mentions_alike_gets_the_weight_of_that_mention(
    shares: list[float], count: int
) -> None:
    voters = {f"v{i}": share for i, share in enumerate(shares)}
    heard = votes([cite(v, "w", experiments=count) for v in voters], voters)
    assert heard == {"w": pytest.approx(weight(cite("v", "w", experiments=count)))}


@given(st.floats(0.1, 100))
def test_only_the_shares_of_voters_matter(factor: float) -> None:
    citations = [cite("a", "x", table=1), cite("b", "x"), cite("b", "y", related=4)]
    voters = {"a": 0.3, "b": 0.9}
    scaled = {voter: factor * share for voter, share in voters.items()}
    assert votes(citations, scaled) == pytest.approx(votes(citations, voters))


def test_who_is_no_voter_has_no_vote() -> None:
    assert votes([cite("c", "x", table=9)], {"a": 1.0}) == {}
    assert votes([], {"a": 1.0}) == {}


def test_a_closer_voter_counts_more() -> None:
    heard = votes([cite("a", "x", table=1), cite("b", "y", table=1)], {"a": 0.9, "b": 0.3})
    assert math.isclose(heard["x"], 3 * heard["y"])
