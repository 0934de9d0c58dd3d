"""Printed references in the place of papers: what sources know takes it, and no mention is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.evidence.cited import Cited
from surveyor.library import Library
from surveyor.library.match import How
from surveyor.models import Citation, Kind, Mention, Paper, Section
from surveyor.resolve import resolve
from surveyor.sources import LibrarySource, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
CITING = Paper("cited:mine", ("cited:mine",), "Mine", 2021)
LONG = "Quantile kernels for sorting very long lists"
PAPERS: list[Row] = [
    {"id": "arxiv:1701.00001", "title": LONG, "year": 2017, "authors": ["Ada Bee"]},
    {"id": "a:2", "title": "Zebra trees that sort words", "year": 2018, "authors": ["Eva Eff"], "venue": "SORT"},
]
SHELF: list[Row] = [
    {"id": "shelf:zebra", "title": "Zebra Trees that Sort Words", "year": 2018, "authors": ["E. Eff"]}
    | {"kind": "dataset", "note": "Sorts.", "ids": {"doi": "10.1145/7"}},
]
PRINTED = {
    "by title": Paper("cited:1", ("cited:1",), LONG.upper(), 2017, authors=("Bee, A.",), as_cited=True),
    "by id": Paper("cited:2", ("cited:2", "arxiv:1701.00001"), "Quantile kernels for sorting lists", as_cited=True),
    "by text": Paper(
        "cited:3", ("cited:3",), f"A. Bee, 2017. {LONG}. In Proceedings of SORT, pages 1-9", as_cited=True
    ),
    "by key": Paper("cited:4", ("cited:4",), "eff2018zebra", 2018, as_cited=True),
    "by name": Paper("cited:5", ("cited:5",), "Zebra trees that sort words", authors=("Eff",), as_cited=True),
    "unknown": Paper("cited:6", ("cited:6",), "The theory of unknown letters", 2001, as_cited=True),
    "no key": Paper("cited:7", ("cited:7",), "zebranet", as_cited=True),
}


@pytest.fixture(scope="module")
def sources(library_of: LibraryOf) -> list[LibrarySource]:
    return [LibrarySource(library_of(mine=(PAPERS, []))), LibrarySource(library_of(shelf=(SHELF, [])), "shelf")]


def citing(*names: str) -> Cited:
    papers = tuple(PRINTED[name] for name in names)
    cites = (Citation(CITING.id, p.id, (Mention(Section.INTRO, 1), Mention(Section.TABLE, 2))) for p in papers)
    return Cited(CITING, papers, tuple(cites))


@pytest.mark.parametrize(
    ("name", "paper", "how"),
    [
        ("by title", "arxiv:1701.00001", How.TITLE),
        ("by id", "arxiv:1701.00001", How.ID),
        ("by text", "arxiv:1701.00001", How.TITLE),
        ("by key", "a:2", How.KEY),
        ("by name", "doi:10.1145/7", How.TITLE),
        ("unknown", "cited:6", How.NONE),
        ("no key", "cited:7", How.NONE),
    ],
)
def test_a_printed_work_becomes_the_paper_that_is_known(
    sources: list[LibrarySource], name: str, paper: str, how: How
) -> None:
    resolved = resolve(citing(name), sources, ALL)
    [work] = resolved.cited.papers
    [citation] = resolved.cited.citations
    assert (work.id, citation.cited, resolved.how) == (paper, paper, {paper: how})
    assert resolved.cited.citing == CITING
    if how is How.NONE:
        assert work == PRINTED[name]


def test_facts_of_all_sources_come_together(sources: list[LibrarySource]) -> None:
    [paper] = resolve(citing("by name"), sources, ALL).cited.papers
    assert (paper.venue, paper.note, paper.kind) == ("SORT", "Sorts.", Kind.DATASET)
    assert {"a:2", "shelf:zebra"} <= {*paper.ids}
    assert not paper.as_cited


def test_entries_of_one_work_are_one_citation_told_by_the_surest(sources: list[LibrarySource]) -> None:
    resolved = resolve(citing("by title", "by id", "by text"), sources, ALL)
    assert [paper.id for paper in resolved.cited.papers] == ["arxiv:1701.00001"]
    [citation] = resolved.cited.citations
    assert (citation.count(Section.TABLE), citation.count(Section.INTRO)) == (6, 3)
    assert resolved.how == {"arxiv:1701.00001": How.ID}


def test_a_key_joins_what_the_title_of_another_entry_tells(sources: list[LibrarySource]) -> None:
    resolved = resolve(citing("by key", "by name"), sources, ALL)
    assert resolved.how == {"doi:10.1145/7": How.TITLE}


def test_what_may_not_be_seen_stays_as_printed(sources: list[LibrarySource]) -> None:
    cited = citing(*PRINTED)
    resolved = resolve(cited, sources, View(2017 * 12))
    assert {*resolved.how.values()} == {How.NONE}
    assert resolved.cited == cited
    assert resolve(cited, [], ALL).cited == cited


@settings(max_examples=30)
@given(st.lists(st.sampled_from(sorted(PRINTED)), unique=True))
def test_no_mention_is_lost_and_every_paper_is_told(sources: list[LibrarySource], names: list[str]) -> None:
    cited = citing(*names)
    resolved = resolve(cited, sources, ALL)
    known = [paper.id for paper in resolved.cited.papers]
    assert len({*known}) == len(known)
    assert {*known} == {*resolved.how} == {citation.cited for citation in resolved.cited.citations}
    assert sum(c.count(*Section) for c in resolved.cited.citations) == 3 * len(names)
