"""Titles by venue: counted over what a view sees, whatever the order and whatever else is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.library import Library
from surveyor.library.corpus import remove_corpus
from surveyor.models import VenueProfile
from surveyor.sources import LibrarySource, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ASKED = ("dense", "tree", "dense tree", "rank")
CUTOFF = 2021 * 12 + 5
SPAN = (2017, 2021)
NOW = View(CUTOFF)


def profiles(library: Library, view: View = NOW) -> dict[str, VenueProfile]:
    return {one.venue: one for one in LibrarySource(library).profiles(ASKED, view, SPAN)}


def row(number: int, title: str, year: int | None = 2020, venue: str | None = "ACL", **more: Any) -> Row:
    told = {"year": year, "venue": venue}
    return {"id": f"a:{number}", "title": title} | {k: v for k, v in told.items() if v is not None} | more


def test_counts_titles_by_venue_within_the_years(library_of: LibraryOf) -> None:
    rows = [
        row(1, "Dense Trees"),
        row(2, "A dense tree", venue="SIGIR"),
        row(3, "Dense dense nets"),
        row(4, "Dense trees of old", year=2016),
        row(5, "Dense things", venue=None),
        row(6, "Dense times", year=None),
    ]
    found = profiles(library_of(one=(rows, [])))
    assert {name: (one.titles, one.having) for name, one in found.items()} == {
        "ACL": (2, {"dense": 2, "tree": 1, "dense tree": 1}),
        "SIGIR": (1, {"dense": 1, "tree": 1, "dense tree": 1}),
    }
    assert found["ACL"].years == SPAN


def test_a_word_of_a_single_title_counts(library_of: LibraryOf) -> None:
    rows = [row(1, "Rank"), row(2, "Rank well", year=2022), row(3, "Tree"), row(4, "Old tree")]
    assert profiles(library_of(one=(rows, [])))["ACL"].having == {"rank": 1, "tree": 2}


def test_a_work_that_several_corpora_hold_counts_once_for_a_venue(library_of: LibraryOf) -> None:
    twice = [row(1, "Dense trees"), row(2, "Dense words")]
    again = [{**twice[0], "id": "b:1"}, {**twice[1], "id": "b:2", "venue": "SIGIR"}]
    found = profiles(library_of(one=(twice, []), two=(again, [])))
    assert {name: (one.titles, one.having) for name, one in found.items()} == {
        "ACL": (2, {"dense": 2, "tree": 1, "dense tree": 1}),
        "SIGIR": (1, {"dense": 1}),
    }


def test_an_excluded_paper_and_a_year_to_come_leave_no_trace(library_of: LibraryOf) -> None:
    rows = [row(1, "Dense"), row(2, "Dense net"), row(3, "Dense word")]
    library = library_of(one=([*rows, row(4, "Dense world", year=2022, date="2021-02")], []))
    assert profiles(library)["ACL"].titles == 3
    assert profiles(library, View(CUTOFF, frozenset({"a:3"})))["ACL"].having == {"dense": 2}


def test_a_corpus_that_is_removed_takes_its_titles_along(library_of: LibraryOf) -> None:
    rows = [row(1, "Dense"), row(2, "Dense")]
    library = library_of(one=(rows, []), two=([row(3, "Tree"), row(4, "Old tree")], []))
    remove_corpus(library, "one")
    assert profiles(library)["ACL"].having == {"tree": 2}


def test_a_source_can_be_told_that_it_cannot_tell_venues_apart(library_of: LibraryOf) -> None:
    library = library_of(one=([row(1, "Dense"), row(2, "Dense")], []))
    assert LibrarySource(library, profiling=False).profiles(ASKED, View(CUTOFF), SPAN) == ()


ROWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["dense", "tree", "rank"]), min_size=1, max_size=4).map(" ".join),
        st.sampled_from([2018, 2020, 2022, None]),
        st.sampled_from(["ACL", "SIGIR", None]),
    ),
    max_size=7,
).map(lambda found: [row(number, *told) for number, told in enumerate(found)])


@settings(max_examples=25)
@given(ROWS, st.randoms())
def test_order_and_later_records_change_nothing(library_of: LibraryOf, rows: list[Row], random: Any) -> None:
    shuffled = random.sample(rows, len(rows))
    seen = [one for one in rows if one.get("year", 0) < 2021]
    expected = profiles(library_of(one=(rows, [])))
    assert profiles(library_of(one=(shuffled, []))) == expected
    assert profiles(library_of(one=(seen, []))) == expected
