"""How references stand among those that cite them, against counting them one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.library import Library
from surveyor.models import Standing
from surveyor.sources import LibrarySource, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
MENTIONS = st.sampled_from([{}, {"table": 1}, {"intro": 2}, {"experiments": 1, "related": 1}])
DATES = st.sampled_from(["2015-03", "2018-01", "2019-03", "2019-04", "2020-02", None])


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    dates = [draw(DATES) for _ in range(draw(st.integers(2, 7)))]
    papers = [
        {"id": f"a:{n}", "title": f"Title {n}"} | ({"date": date} if date else {}) for n, date in enumerate(dates)
    ]
    number = st.integers(0, len(papers) - 1)
    pairs = draw(st.lists(st.tuples(number, number), unique=True, min_size=1, max_size=25))
    citations = [
        {"citing": f"a:{a}", "cited": f"a:{b}", "mentions": draw(MENTIONS), "baseline_subsection": draw(st.booleans())}
        for a, b in pairs
        if a != b
    ]
    return papers, citations


def compares(row: Row) -> bool:
    return bool(row["baseline_subsection"] or row["mentions"].keys() & {"table", "experiments"})


def counted(papers: list[Row], citations: list[Row], paper: str, cited: set[str]) -> dict[str, Standing]:
    """One reference after the other, over the citations that could be seen."""
    months = {row["id"]: parse_month(row["date"]) if "date" in row else None for row in papers}
    cutoff = ALL.cutoff if months[paper] is None else months[paper]
    assert cutoff is not None
    before = {name for name, month in months.items() if month is not None and month < cutoff and name != paper}
    live = [
        row
        for row in citations
        if row["citing"] in before and (row["cited"] in before or months[row["cited"]] is None or row["cited"] == paper)
    ]
    live = [row for row in live if row["cited"] != paper or months[paper] is None]
    own = {row["cited"]: compares(row) for row in citations if row["citing"] == paper and row["cited"] in cited}
    found = {}
    for name in own if live else []:
        by = {row["citing"]: row for row in live if row["cited"] == name}
        other = [row for row in live if row["cited"] in own and row["cited"] != name and row["citing"] in by]
        both = [row for row in other if compares(row) and compares(by[row["citing"]])]
        found[name] = Standing(
            citations=len(by),
            recent=sum((months[q] or 0) >= cutoff - 24 for q in by),
            located=sum(bool(row["mentions"]) for row in by.values()),
            compared=sum(map(compares, by.values())),
            tabled=sum("table" in row["mentions"] for row in by.values()),
            beside=len(other) / max(1, len(by)) / max(1, len(own) - 1),
            near=len(other),
            near_compared=sum(compares(by[row["citing"]]) for row in other),
            compared_together=len(both),
            compared_alike=sum(own[row["cited"]] for row in both),
            siblings=len(by.keys() & own.keys()),
            siblings_compared=sum(compares(by[q]) for q in by.keys() & own.keys()),
        )
    return found


@settings(max_examples=60)
@given(corpora(), st.data())
def test_standings_are_what_counting_one_by_one_gives(
    library_of: LibraryOf, corpus: tuple[list[Row], list[Row]], data: st.DataObject
) -> None:
    papers, citations = corpus
    name = data.draw(st.sampled_from(sorted({row["citing"] for row in citations} or {"a:0"})))
    with library_of(mine=corpus) as library:
        source = LibrarySource(library)
        for paper in source.lookup([name], ALL):
            cited = source.references([paper], ALL)
            compared = {c.cited for c in cited.citations if c.compares}
            found = source.standings(paper, cited.papers, compared, ALL, enough=1)
            expected = counted(papers, citations, name, {one.id for one in cited.papers})
            assert found == expected


def test_with_few_citations_nothing_is_said(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{n}", "title": f"Title {n}", "date": f"201{n}-01"} for n in range(3)]
    citations = [{"citing": "a:1", "cited": "a:0"}, {"citing": "a:2", "cited": "a:0"}]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        [paper] = source.lookup(["a:2"], ALL)
        cited = source.references([paper], ALL).papers
        assert source.standings(paper, cited, (), ALL) == {}
        assert source.standings(paper, cited, (), ALL, enough=1)["a:0"].citations == 1


def test_a_year_alone_lets_nothing_of_that_year_count(library_of: LibraryOf) -> None:
    papers = [
        {"id": "a:0", "title": "Cited", "year": 2010},
        {"id": "a:1", "title": "Earlier", "date": "2018-11"},
        {"id": "a:2", "title": "Of the year", "date": "2019-02"},
        {"id": "a:3", "title": "The paper", "year": 2019},
    ]
    citations = [{"citing": f"a:{n}", "cited": "a:0"} for n in (1, 2, 3)]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        [paper] = source.lookup(["a:3"], ALL)
        found = source.standings(paper, source.references([paper], ALL).papers, (), ALL, enough=1)
        assert found["a:0"].citations == 1
