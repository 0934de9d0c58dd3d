from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Citation, Kind, Paper, Role, Score, Section
from surveyor.ranking.roles import AT_HOME, FRONTIER_YEARS, Evidence, ancestors, role_of, sentence
from tests.fakes import cite, make_paper

NOBODY = Evidence([], [])


def role(
    paper: Paper, age: float, evidence: Evidence = NOBODY, plain: dict[str, tuple[int, int]] | None = None
) -> Role:
    return role_of(paper, age, areas=(), plain=plain or {}, evidence=evidence)


@pytest.mark.parametrize(
    "title",
    [
        "A Simple but Tough-to-Beat Baseline for Sentence Embeddings",
        "Simple and Effective Multi-Paragraph Reading Comprehension",
        "Bag of Tricks for Efficient Text Classification",
        "Frustratingly Easy Domain Adaptation",
        "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification with Naive Bayes",
        "Linking Entities with Simple Neural Models",
    ],
)
def test_a_title_that_calls_itself_plain_is_simple_at_any_age(title: str) -> None:
    assert role(make_paper("p", title=title), 0.1) is Role.SIMPLE
    assert role(make_paper("p", title=title), 20) is Role.SIMPLE


def field(*years: int) -> Evidence:
    """One seed of 2020 that compares with a work of each year."""
    months = {f"w{i}": year * 12 for i, year in enumerate(years)}
    return Evidence([cite("s", work, table=1) for work in months], ["s"], {"s": 2020 * 12, **months})


@pytest.mark.parametrize(
    "title", ["Simple BM25 Extension to Multiple Weighted Fields", "Neighborhood-Enhanced Nearest Neighbors"]
)
def test_a_title_that_names_a_plain_method_is_simple_only_when_older_than_most_of_the_field(title: str) -> None:
    evidence = field(2014, 2016, 2018)
    old, middle, young = (make_paper("p", f"{year}-01", title) for year in (2015, 2016, 2019))
    assert role(old, 5, evidence) is Role.SIMPLE
    assert role(middle, 4, evidence) is Role.CLASSIC
    assert role(young, 1, evidence) is Role.FRONTIER
    assert role(young, 1) is Role.SIMPLE, "nothing is known of the field"


@pytest.mark.parametrize(
    "title", ["A Deep Relevance Matching Model", "Simplex Search", "Oversimplified Models of Text"]
)
def test_other_titles_are_frontier_when_young_and_classic_when_old(title: str) -> None:
    assert role(make_paper("p", title=title), FRONTIER_YEARS) is Role.FRONTIER
    assert role(make_paper("p", title=title), FRONTIER_YEARS + 0.1) is Role.CLASSIC


def test_a_title_tells_nothing_of_a_work_that_the_shelf_knows() -> None:
    said = "LayoutX: A Simple yet Effective Layout Transformer"
    known, met = make_paper("p", title=said, areas=("ranking",)), make_paper("p", title=said)
    roles = [role_of(paper, 9, areas=["ranking"], plain={}, evidence=NOBODY) for paper in (known, met)]
    assert roles == [Role.CLASSIC, Role.SIMPLE]


def test_what_the_shelf_calls_simple_is_simple_where_it_is_at_home() -> None:
    paper = make_paper("p", simple=True, areas=("ranking",))
    assert role_of(paper, 9, areas=["ranking", "other"], plain={}, evidence=NOBODY) is Role.SIMPLE
    assert role_of(paper, 9, areas=[], plain={}, evidence=NOBODY) is Role.SIMPLE
    assert role_of(paper, 9, areas=["dialogue"], plain={}, evidence=NOBODY) is Role.CLASSIC
    assert role_of(make_paper("p", simple=True), 9, areas=["dialogue"], plain={}, evidence=NOBODY) is Role.SIMPLE


def test_a_plain_method_of_many_areas_is_simple_where_it_is_a_standard_work() -> None:
    paper = make_paper("p", simple=True, areas=("ranking", *(f"area {i}" for i in range(AT_HOME))))
    asked = {"areas": ["ranking"], "plain": {}, "evidence": NOBODY}
    assert role_of(paper, 9, **asked) is Role.CLASSIC
    assert role_of(paper, 9, **asked, standard=True) is Role.SIMPLE
    assert role_of(paper, 9, **{**asked, "areas": ["dialogue"]}, standard=True) is Role.CLASSIC


def test_a_plain_ancestor_is_simple_only_while_it_is_still_compared_with() -> None:
    paper = make_paper("p")
    seeds = [f"s{i}" for i in range(10)]
    compared = Evidence([cite(s, "p", table=1) for s in seeds[:2]], seeds)
    named = Evidence([cite(s, "p", related=1) for s in seeds], seeds)
    plain = {"p": (5, 8)}
    assert role(paper, 9, compared, plain) is Role.SIMPLE
    assert role(paper, 9, named, plain) is Role.CLASSIC
    assert role(paper, 9, compared) is Role.CLASSIC


def test_a_plain_ancestor_is_simple_only_when_older_than_most_of_the_field() -> None:
    seeds = [f"s{i}" for i in range(4)]
    citations = [cite(seed, work, table=1) for seed in seeds for work in ("p", "w")]
    months = dict.fromkeys(seeds, 2020 * 12) | {"w": 2018 * 12}
    for year, expected in ((2015, Role.SIMPLE), (2018, Role.CLASSIC)):
        evidence = Evidence(citations, seeds, months | {"p": year * 12})
        assert role(make_paper("p", f"{year}-01"), 2020 - year, evidence, {"p": (5, 8)}) is expected


@given(st.lists(st.integers(1990, 2020), max_size=9), st.integers(1990, 2020))
def test_old_is_older_than_the_median_of_the_field(years: list[int], year: int) -> None:
    evidence, paper = field(*years), make_paper("p", f"{year}-01")
    assert evidence.older(paper) * len(years) == pytest.approx(sum(one < year for one in years))
    if evidence.is_old(paper):
        assert 2 * sum(one > year for one in years) >= len(years)
    else:
        assert 2 * sum(one <= year for one in years) >= len(years)


def test_the_field_is_what_the_seeds_cite_where_it_is_not_known_what_they_compare_with() -> None:
    months = {"s": 2020 * 12, "a": 2010 * 12, "b": 2012 * 12}
    cited = Evidence([cite("s", "a", related=1), cite("s", "b")], ["s"], months)
    mixed = Evidence([cite("s", "a", table=1), cite("s", "b")], ["s"], months)
    paper = make_paper("p", "2012-01")
    assert (cited.verb, cited.older(paper)) == ("cite", 0.5)
    assert (mixed.verb, mixed.older(paper)) == ("compare with", 1.0)


@st.composite
def evidence_and_citations(draw: st.DrawFn) -> tuple[list[Citation], list[str]]:
    counts = st.integers(0, 2)
    edges = draw(st.sets(st.tuples(st.sampled_from("abcdz"), st.sampled_from("pq"))))
    citations = [
        cite(a, b, baseline=draw(st.booleans()), table=draw(counts), experiments=draw(counts), related=draw(counts))
        for a, b in sorted(edges)
    ]
    return citations, draw(st.permutations("abcd"))


@given(evidence_and_citations())
def test_the_figures_of_the_evidence_equal_a_recount(given_: tuple[list[Citation], list[str]]) -> None:
    citations, seeds = given_
    evidence = Evidence(citations, seeds)
    for name in "pq":
        mine = [c for seed in seeds for c in citations if c.citing == seed and c.cited == name]
        paper = make_paper(name)
        assert evidence.of == len(seeds)
        assert evidence.cited_by(paper) == tuple(c.citing for c in mine)
        assert evidence.compared_by(paper) == tuple(
            c.citing for c in mine if c.baseline_subsection or c.count(Section.TABLE) or c.count(Section.EXPERIMENTS)
        )
        assert evidence.in_tables_of(paper) == sum(1 for c in mine if c.count(Section.TABLE))
        assert evidence.is_cited(paper) == any(c.cited == name for c in citations)
        assert {m.section: m.count for m in evidence.mentions(paper)} == {
            s: n for s in Section if (n := sum(c.count(s) for c in mine))
        }


@given(evidence_and_citations(), st.booleans())
def test_the_numbers_in_the_sentence_are_those_of_the_evidence(
    given_: tuple[list[Citation], list[str]], ancestor: bool
) -> None:
    evidence = Evidence(*given_)
    paper = make_paper("p")
    plain = {"p": (7, 9)} if ancestor else {}
    said = sentence(paper, Role.SIMPLE, evidence, plain)
    compared, cited, tables = (
        len(evidence.compared_by(paper)),
        len(evidence.cited_by(paper)),
        evidence.in_tables_of(paper),
    )
    expected = [compared, 4, *([tables] if tables else [])] if compared else [cited, 4] if cited else []
    assert [int(n) for n in re.findall(r"\d+", said)] == expected + ([7, 9] if ancestor else [])
    assert ("plain method" in said) is not ancestor
    assert ("experiments" in said) == bool(cited and not compared)


def test_the_sentence_says_which_of_four_grounds_there_is() -> None:
    seeds = ["a", "b"]
    evidence = Evidence([cite("a", "p", table=1), cite("a", "q", related=1), cite("z", "r", table=1)], seeds)
    said = {name: sentence(make_paper(name), Role.CLASSIC, evidence, {}) for name in "pqrs"}
    assert said["p"].startswith("compared with in 1 of 2 papers")
    assert said["q"].startswith("cited by 1 of 2 papers")
    assert "works that the closest papers build on" in said["r"]
    assert "nothing that was walked cites it" in said["s"]
    assert len(set(said.values())) == 4


def test_the_sentence_says_what_a_work_is_standard_for_whatever_else_there_is() -> None:
    evidence = Evidence([cite("a", "p", table=1)], ["a", "b"])
    works = (make_paper("p"), make_paper("q", areas=("tagging",)))
    walked, known = (sentence(work, Role.CLASSIC, evidence, {}, "chunking") for work in works)
    assert walked == "compared with in 1 of 2 papers (in a table of 1); a standard work on chunking"
    assert known.startswith("known as a standard work on chunking")


COHORT = {f"s{year}": year * 12 for year in range(2011, 2021)}
"""A seed of each year, the oldest being the closest."""


@pytest.mark.parametrize(
    ("years", "clause"),
    [
        ((2016, 2018, 2019), ", in 3 of the 5 youngest"),
        ((2012, 2013, 2018, 2019), ", still in 2 of the 5 youngest"),
        ((2011, 2012, 2013, 2014, 2018), ", only in 1 of the 5 youngest"),
        ((2011, 2012, 2014), ", last in 2014"),
        ((2011, 2019), ""),
    ],
)
def test_the_sentence_says_how_the_youngest_papers_compare(years: tuple[int, ...], clause: str) -> None:
    evidence = Evidence([cite(f"s{year}", "p", table=1) for year in years], list(COHORT), COHORT)
    said = sentence(make_paper("p", "2000-01"), Role.CLASSIC, evidence, {})
    assert said == f"compared with in {len(years)} of 10 papers (in a table of {len(years)}){clause}"


def test_the_sentence_does_not_say_last_in_the_year_of_the_youngest() -> None:
    months = {f"s{i}": 2020 * 12 + i for i in range(10)}
    evidence = Evidence([cite(f"s{i}", "p", experiments=1) for i in range(3)], list(months), months)
    said = sentence(make_paper("p", "2000-01"), Role.CLASSIC, evidence, {})
    assert said == "compared with in 3 of 10 papers, in none of the 5 youngest"


def test_only_seeds_younger_than_the_work_and_those_that_compare_count_over_time() -> None:
    evidence = Evidence([cite(f"s{year}", "p", table=1) for year in (2014, 2018, 2019, 2020)], list(COHORT), COHORT)
    over = evidence.over_time(make_paper("p", "2015-01"))
    assert over is not None
    assert over.older.of + over.younger.of == 6, "those of 2016 to 2020, and the one of 2014 that compares"


def test_the_frontier_is_told_by_how_much_of_the_field_is_older() -> None:
    months = {"s": 2020 * 12, "p": 2019 * 12, "a": 2015 * 12, "b": 2017 * 12, "c": 2019 * 12}
    compared = Evidence([cite("s", work, table=1) for work in "pabc"], ["s"], months)
    paper = make_paper("p", "2019-01")
    assert sentence(paper, Role.FRONTIER, compared, {}).endswith("; younger than 50% of what they compare with")
    cited = Evidence([cite("s", work) for work in "pabc"], ["s"], months)
    assert sentence(paper, Role.FRONTIER, cited, {}).endswith("; younger than 50% of what they cite")
    assert "younger" not in sentence(make_paper("q", "2019-01"), Role.FRONTIER, compared, {})


def test_a_work_that_nobody_cites_is_called_young_only_where_it_is() -> None:
    evidence = Evidence([], ["s"], {"s": 2020 * 12})
    young, old = (sentence(make_paper("p", date), Role.CLASSIC, evidence, {}) for date in ("2021-01", "2019-01"))
    assert young == "close to the problem, younger than all 1 papers walked from"
    assert old == "close to the problem; nothing that was walked cites it"
    seed = sentence(make_paper("s", "2021-01"), Role.CLASSIC, evidence, {})
    assert seed == "close to the problem, itself one of the 1 papers walked from"


def test_the_sentence_says_who_calls_a_method_plain() -> None:
    known, titled = make_paper("p", simple=True), make_paper("p", title="A Simple but Good Method")
    assert sentence(known, Role.SIMPLE, NOBODY, {}).endswith("; a plain method to start from")
    assert sentence(titled, Role.SIMPLE, NOBODY, {}).endswith("; a plain method to start from by its own title")


def star(*citing: str) -> list[Citation]:
    return [cite(name, "root") for name in citing]


def test_a_plain_ancestor_is_cited_by_many_builds_on_none_and_has_known_references() -> None:
    papers = [make_paper(name) for name in ("root", "a", "b", "c")]
    names = ["root", "a", "b", "c"]
    assert ancestors(papers, star("a", "b", "c"), names) == {"root": (3, 3)}
    assert ancestors(papers, star("a", "b"), names) == {}, "two are not many"
    assert ancestors(papers, [*star("a", "b", "c"), cite("root", "a")], names) == {}, "it builds on another"
    assert ancestors(papers, star("a", "b", "c"), ["a", "b", "c"]) == {}, "its own references are not known"
    assert ancestors(papers, [*star("a", "b", "c"), cite("root", "elsewhere")], names) == {"root": (3, 3)}


def test_a_plain_ancestor_is_cited_by_a_quarter_of_those_whose_references_are_known() -> None:
    names = ["root", *(f"p{i}" for i in range(16))]
    papers = [make_paper(name) for name in names]
    assert ancestors(papers, star("p0", "p1", "p2"), names) == {}
    assert ancestors(papers, star("p0", "p1", "p2", "p3"), names) == {"root": (4, 16)}
    assert ancestors(papers, star("p0", "p1", "p2"), names[:13]) == {"root": (3, 12)}


def test_a_work_citing_twice_counts_once_as_heir() -> None:
    papers = [make_paper(name) for name in ("root", "a", "b")]
    assert ancestors(papers, [*star("a", "b"), *star("a", "b")], ["root", "a", "b"]) == {}


def test_without_candidates_or_citations_there_are_no_ancestors() -> None:
    assert ancestors([], star("a", "b", "c"), ["root"]) == {}
    assert ancestors([make_paper("root")], [], ["root"]) == {}


@pytest.mark.parametrize(
    ("uses", "use"),
    [
        ((Kind.BACKBONE, Kind.BACKBONE, None), Kind.BACKBONE),
        ((Kind.BACKBONE, None), None),
        ((Kind.BACKBONE, Kind.DATASET), None),
        ((None, None), None),
        ((), None),
    ],
)
def test_a_work_is_used_as_what_more_than_half_of_those_that_cite_it_say(
    uses: tuple[Kind | None, ...], use: Kind | None
) -> None:
    seeds = [f"s{number}" for number, _ in enumerate(uses)]
    citations = [replace(cite(seed, "p"), use=said) for seed, said in zip(seeds, uses, strict=True)]
    assert Evidence(citations, seeds).use(make_paper("p")) is use


def test_a_work_whose_figures_are_reported_is_a_system_whatever_it_is_used_as() -> None:
    scored = replace(cite("s", "p", table=1), use=Kind.BACKBONE, scores=(Score("P", "Pond", "F1", 0.5),))
    assert Evidence([scored], ["s"]).use(make_paper("p")) is None
