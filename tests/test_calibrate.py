"""Routes corrected by titles: what profiles may change, and what they must leave alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor import venues
from surveyor.calibrate import LEAST_OF_VENUE, LEAST_TITLES, calibrate, phrases, span
from surveyor.models import VenueProfile
from surveyor.route import route
from surveyor.routing import find_route
from surveyor.sources.base import View
from surveyor.text import title_phrases
from tests.fakes import FakeSource, make_problem

MAP = venues.parse(
    """\
version: 1
venues:
  SIGIR: {name: Information Retrieval, community: IR, also: [ACM SIGIR]}
  CIKM: {name: Information and Knowledge, community: IR}
  TOIS: {name: Information Systems, community: IR}
  ICLR: {name: Learning Representations, community: ML}
  AAAI: {name: Artificial Intelligence, community: general}
areas:
  ranking:
    name: document ranking
    zh: 文档排序
    terms: [ranking, learning to rank]
    terms_zh: [排序]
    venues: {SIGIR: home of ranking, CIKM: second home, TOIS: long papers}
  trees:
    name: decision trees
    zh: 决策树
    terms: [tree]
    terms_zh: [树]
    venues: {AAAI: home of trees}
fallback:
  venues: {AAAI: cannot tell}
""",
    "v.yaml",
)
YEARS = (2018, 2023)
WORDS = ("dense", "ranking", "dense ranking", "tree")


def profile(venue: str, titles: int = 2_000, **having: int) -> VenueProfile:
    return VenueProfile(venue, titles, YEARS, {key.replace("_", " "): count for key, count in having.items()})


def test_without_profiles_the_route_is_the_very_same() -> None:
    found = route("dense ranking", MAP)
    assert calibrate(found, (), MAP) is found
    assert calibrate(found, [profile("Unknown", dense=900)], MAP) is found
    assert calibrate(found, [profile("SIGIR"), profile("CIKM")], MAP) is found


def test_a_venue_whose_titles_share_the_words_moves_up_and_says_which() -> None:
    found = route("dense ranking", MAP)
    assert found.venues[0].venue == "SIGIR"
    told = [profile("SIGIR", dense=1), profile("CIKM", dense=900, dense_ranking=90), profile("AAAI", 20_000)]
    made = calibrate(found, told, MAP)
    assert made.venues[0].venue == "CIKM"
    assert made.venues[0].why[:-1] == found.venues[1].why
    assert made.venues[0].why[-1] == "its titles of 2018 to 2023 share “dense”, “dense ranking”"
    assert replace(made, venues=found.venues) == found


def test_a_venue_that_no_area_lists_can_come_in_by_its_titles() -> None:
    made = calibrate(
        route("rank dense trees", MAP), [profile("SIGIR"), profile("ICLR", dense=1_500), profile("AAAI", 60_000)], MAP
    )
    entered = next(match for match in made.venues if match.venue == "ICLR")
    assert entered.why == ("its titles of 2018 to 2023 share “dense”",)


def test_the_surer_the_map_is_of_one_area_the_less_titles_count() -> None:
    told = [profile("SIGIR"), profile("ICLR", dense=1_500), profile("AAAI", 60_000)]
    mixed, sure = (calibrate(route(text, MAP), told, MAP) for text in ("rank dense trees", "rank dense"))
    assert "ICLR" in {match.venue for match in mixed.venues}
    assert "ICLR" not in {match.venue for match in sure.venues}


def test_a_venue_without_profile_keeps_what_the_map_gives_it() -> None:
    found = route("dense ranking", MAP)
    made = calibrate(found, [profile("SIGIR", dense=1), profile("CIKM", dense=900)], MAP)
    kept = {match.venue: match for match in made.venues}["TOIS"]
    assert kept.score == pytest.approx(found.venues[2].score)
    assert kept.why == found.venues[2].why


def test_too_few_titles_say_nothing() -> None:
    found = route("dense ranking", MAP)
    few = [profile("SIGIR", LEAST_TITLES // 4), profile("CIKM", LEAST_TITLES // 4, dense=200)]
    assert calibrate(found, few, MAP) is found
    small = profile("CIKM", LEAST_OF_VENUE - 1, dense=20)
    assert calibrate(found, [profile("SIGIR", dense=5), small], MAP).venues[0].venue == "SIGIR"


def test_names_of_one_venue_count_together() -> None:
    found = route("dense ranking", MAP)
    apart = [profile("ACM SIGIR", 1_000, dense=100), profile("SIGIR", 1_000, dense=200), profile("CIKM", dense=9)]
    whole = [profile("SIGIR", 2_000, dense=300), profile("CIKM", dense=9)]
    assert calibrate(found, apart, MAP) == calibrate(found, whole, MAP)


def test_an_unknown_problem_is_no_fallback_once_titles_tell() -> None:
    found = route("xyzzy", MAP)
    assert found.fallback
    told = [profile("AAAI", xyzzy=1), profile("SIGIR", xyzzy=500)]
    made = calibrate(found, told, MAP)
    assert not made.fallback
    assert made.venues[0].venue == "SIGIR"


def test_of_venues_whose_titles_say_the_same_the_one_that_the_map_lists_more_comes_first() -> None:
    told = [profile("ICLR", dense=900), profile("SIGIR", dense=900)]
    made = {match.venue: match.score for match in calibrate(route("dense", MAP), [*told, profile("AAAI")], MAP).venues}
    assert made["SIGIR"] > made["ICLR"] > 0


def test_an_unknown_problem_is_routed_by_titles_where_the_general_venues_have_none() -> None:
    told = [profile("ICLR", xyzzy=500), profile("SIGIR")]
    made = {match.venue: match.score for match in calibrate(route("xyzzy", MAP), told, MAP).venues}
    assert made.keys() == {"AAAI", "ICLR"}
    assert made["ICLR"] > made["AAAI"] / 2


def test_few_titles_with_a_phrase_tell_less_than_many_in_the_same_proportion() -> None:
    found = route("dense ranking", MAP)

    def share(having: int) -> float:
        told = [profile("SIGIR", dense=having), profile("CIKM", dense=3 * having)]
        return next(match.score for match in calibrate(found, told, MAP).venues if match.venue == "CIKM")

    shares = [share(having) for having in (1, 3, 9, 27, 81)]
    assert shares == sorted(set(shares))


def test_phrases_are_words_and_pairs_and_for_chinese_those_of_the_areas() -> None:
    assert title_phrases("The Ranking of Dense Trees") == ("ranking", "dense", "tree", "ranking dense", "dense tree")
    assert phrases("dense ranking", route("dense ranking", MAP)) == ("dense", "ranking", "dense ranking")
    assert {"document ranking", "learning"} <= set(phrases("排序", route("排序", MAP)))


def test_the_span_ends_with_the_last_year_that_may_have_begun() -> None:
    assert span(2023 * 12) == (2019, 2022)
    assert span(2023 * 12 + 1) == (2020, 2023)


PROFILES = st.lists(
    st.builds(
        lambda venue, titles, having: VenueProfile(
            venue, titles, YEARS, {word: min(count, titles) for word, count in having.items()}
        ),
        st.sampled_from(["SIGIR", "acm sigir", "CIKM", "ICLR", "AAAI", "Nowhere", "Workshop on SIGIR"]),
        st.integers(1, 5_000),
        st.dictionaries(st.sampled_from(WORDS), st.integers(1, 400)),
    ),
    max_size=5,
)


@given(PROFILES, st.sampled_from(["dense ranking", "tree", "排序", ""]))
def test_laws_of_a_calibrated_route(found: list[VenueProfile], problem: str) -> None:
    plain = route(problem, MAP)
    made = calibrate(plain, found, MAP)
    assert sum(match.score for match in made.venues) == pytest.approx(1)
    assert [match.score for match in made.venues] == sorted((m.score for m in made.venues), reverse=True)
    assert all(match.venue in MAP.venues and match.why for match in made.venues)
    assert {match.venue for match in plain.venues} <= {match.venue for match in made.venues}
    assert len({match.venue for match in made.venues}) == len(made.venues)


@given(PROFILES.filter(lambda found: len(found) < 4))
def test_the_order_of_profiles_does_not_matter(found: list[VenueProfile]) -> None:
    plain = route("dense ranking", MAP)
    assert len({repr(calibrate(plain, order, MAP)) for order in permutations(found)}) == 1


def test_a_survey_asks_its_sources_for_titles_and_no_more_once_venues_are_given() -> None:
    class Titled(FakeSource):
        def profiles(self, phrases: Collection[str], view: View, years: tuple[int, int]) -> tuple[VenueProfile, ...]:
            asked.append((tuple(phrases), view, years))
            return (profile("SIGIR", dense=1), profile("CIKM", dense=900))

    asked: list[object] = []
    sources = (FakeSource([]), Titled([]))
    view = View(2024 * 12)
    made = find_route(make_problem("dense ranking"), MAP, sources, view)
    assert asked == [(("dense", "ranking", "dense ranking"), view, (2020, 2023))]
    assert "titles of" in made.venues[0].why[-1]
    assert find_route(make_problem("dense ranking"), MAP, sources[:1], view) == route("dense ranking", MAP)
    given = find_route(make_problem("dense ranking", venues=("ICLR",)), MAP, sources, view)
    assert [(match.venue, match.why) for match in given.venues] == [("ICLR", ("asked for",))]
    assert len(asked) == 1
