from __future__ import annotations

import pytest

from surveyor.models import Hit
from surveyor.sources import LibrarySource
from surveyor.start import Named, begin, naming, words_of
from tests.fakes import VIEW, FakeSource, make_paper


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("arxiv:1901.04085", ("arxiv:1901.04085",)),
        ("1901.04085", ("arxiv:1901.04085",)),
        ("https://arxiv.org/abs/1901.04085v2", ("arxiv:1901.04085",)),
        ("https://doi.org/10.1145/1.2", ("doi:10.1145/1.2",)),
        ("10.1145/1.2", ("doi:10.1145/1.2",)),
        ("D16-1244", ("acl:D16-1244",)),
        ("https://aclanthology.org/D16-1244/", ("acl:D16-1244",)),
        ("https://openreview.net/forum?id=rJ4km2R5t7", ("openreview:rJ4km2R5t7",)),
        ("Passage  Re-ranking with BERT", ()),
    ],
)
def test_ids_and_addresses_of_every_kind_are_told_from_titles(said: str, ids: tuple[str, ...]) -> None:
    assert naming(said).ids == ids


PAPERS = [
    make_paper("arxiv:2001.00001", "2020-01", "Ranking passages with transformers", has_references=True),
    make_paper("arxiv:2002.00001", "2020-02", "Parsing with grammars"),
]


def test_papers_are_found_by_id_and_by_title_and_what_is_missing_is_told() -> None:
    source = FakeSource(PAPERS)
    start = begin(
        [naming("arxiv:2001.00001"), Named("Parsing with Grammars"), Named("Parsing of texts"), naming("arxiv:1.1")],
        [source],
        VIEW,
    )
    assert [paper.id for paper in start.named] == ["arxiv:2001.00001", "arxiv:2002.00001"]
    assert start.seeds == tuple(Hit(paper, 1.0) for paper in start.named)
    first, *_ = start.missing
    assert first.startswith("Parsing of texts: not found")


def test_a_title_that_is_not_found_brings_up_the_one_most_like_it_and_none_that_is_not() -> None:
    papers = [*PAPERS, make_paper("arxiv:2003.00001", "2020-03", "Ranking of everything at all with all of everything")]
    start = begin([Named("Ranking some passages by transformers"), Named("Transformers")], [FakeSource(papers)], VIEW)
    assert start.missing == (
        "Ranking some passages by transformers: not found; did you mean “Ranking passages with transformers”?",
        "Transformers: not found",
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Walking nets", "Walking nets"),
        ("walking-nets", "Walking nets"),
        ("Walking Nets: A study", "Walking nets"),
        ("WalkNet", "WalkNet: A net that walks"),
        ("Walking nets for walking dogs", "Walking nets for walking dogs"),
        ("Walking nets for walking dog", "Walking nets for walking dogs"),
        ("Nets for walking dogs", None),
    ],
)
def test_a_title_is_found_but_for_slips_and_its_second_half_and_no_longer_one_instead(said: str, found: str) -> None:
    titles = ("Walking nets for walking dogs", "Walking nets", "WalkNet: A net that walks")
    papers = [make_paper(f"x:{number}", title=title) for number, title in enumerate(titles)]
    start = begin([Named(said)], [FakeSource(papers)], VIEW)
    assert [paper.title for paper in start.named] == ([found] if found else [])


def test_one_paper_named_twice_is_one_seed() -> None:
    start = begin([naming("2001.00001"), Named("Ranking passages with transformers")], [FakeSource(PAPERS)], VIEW)
    assert len(start.seeds) == 1


def test_papers_that_cite_the_seeds_start_the_walk_too_where_a_source_knows_them(library_of) -> None:  # type: ignore[no-untyped-def]
    papers = [{"id": f"a:{n}", "title": f"Paper number {n}", "date": f"2010-0{n + 1}"} for n in range(4)]
    citations = [
        {"citing": "a:2", "cited": "a:0"},
        {"citing": "a:2", "cited": "a:1"},
        {"citing": "a:3", "cited": "a:1"},
    ]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        asked = [Named("", ("a:0",)), Named("", ("a:1",))]
        assert [hit.paper.id for hit in begin(asked, [source], VIEW).seeds] == ["a:0", "a:1"]
        both, one = begin(asked, [source], VIEW, forward=True).seeds[2:]
    assert (both.paper.id, one.paper.id) == ("a:2", "a:3")
    assert both.score == 2 * one.score


def test_a_problem_nobody_says_is_told_by_the_titles() -> None:
    titles = ["Ranking passages with nets", "Passages and ranking", "Ranking"]
    assert words_of([make_paper(f"x:{n}", title=title) for n, title in enumerate(titles)]).split()[:2] == [
        *("ranking", "passage")
    ]
    assert words_of([make_paper("x:1", title="One title")]) == "One title"
