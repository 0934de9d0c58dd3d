from __future__ import annotations

from dataclasses import replace

from surveyor.export import document
from surveyor.export.strategies import strategies as shown
from surveyor.models import Candidate, Kind, Paper, Role, Route, Strategy, Trend
from surveyor.strategies import strategies
from tests.export.hostile import hostile_papers
from tests.fakes import cite, make_paper, make_problem, small_survey

NO_ROUTE = Route((), (), fallback=True)
PAPERS = [
    make_paper(
        "x:1",
        "2025-03",
        "Matching via Contrastive Learning",
        abstract="We use contrastive learning to alleviate label noise.",
    ),
    make_paper(
        "x:2", "2025-05", "Hard Contrastive Learning for Rare Words", abstract="We propose hard contrastive learning."
    ),
    make_paper(
        "x:3",
        "2019-05",
        "Dialogue",
        abstract="Trained using contrastive learning, it works. To handle long documents, we propose a window.",
    ),
    make_paper("x:4", "2018-05", "Parsing", abstract="A grammar."),
]
DATA = make_paper("x:d", "2015-01", "SQuAD: questions", kind=Kind.DATASET)
BASE = make_paper("x:b", "2016-01", "A base model")


def made(papers: list[Paper] = PAPERS) -> tuple[Strategy, ...]:
    citations = [cite("x:1", "x:d", table=2), cite("x:2", "x:b", method=1), cite("x:4", "x:b", method=1)]
    baseline = Candidate(BASE, 1.0, Role.CLASSIC, (), (), 4, 0.0, (), "")
    problem = make_problem(as_of="2026-01")
    return strategies(problem, NO_ROUTE, papers, baselines=[baseline], citations=citations, known=[*papers, DATA, BASE])


def test_a_technique_is_told_with_what_papers_say_of_it_and_nothing_else() -> None:
    (found,) = made()
    assert (found.name, found.variants) == ("contrastive learning", ())
    assert (found.papers, found.of, found.first, found.latest) == (("x:1", "x:2", "x:3"), 4, 2019, 2025)
    assert [(p.text, p.paper, p.where) for p in found.solves] == [
        ("alleviate label noise", "x:1", "abstract"),
        ("for Rare Words", "x:2", "title"),
    ]
    assert found.concerns == ("imbalance", "noise", "vocabulary")
    assert [(s.dataset, s.papers) for s in found.shown_on] == [("SQuAD", 1)]
    assert found.added_to == ("x:b",)


def test_without_abstracts_titles_alone_tell() -> None:
    bare = [replace(paper, abstract="") for paper in PAPERS]
    (found,) = made(bare)
    assert found.papers == ("x:1", "x:2")
    assert [p.text for p in found.solves] == ["for Rare Words"]
    assert found.trend is Trend.UNKNOWN


def test_a_trend_is_told_by_the_share_of_the_last_years() -> None:
    old = [make_paper(f"o:{n}", "2015-01", f"Grammar {n}") for n in range(8)]
    young = [
        make_paper(
            f"y:{n}", "2025-01", f"Tagging {n}", abstract="We use active learning to reduce the annotation cost."
        )
        for n in range(4)
    ]
    faded = [
        make_paper(f"f:{n}", "2015-01", f"Parsing {n}", abstract="We use random forests to reduce the annotation cost.")
        for n in range(4)
    ]
    trends = {one.name: one.trend for one in made([*old, *young, *faded])}
    assert trends == {"active learning": Trend.RISING, "random forests": Trend.FADING}


def test_what_nobody_says_the_purpose_of_and_few_show_is_left_out() -> None:
    bare = [make_paper(f"y:{n}", "2025-01", f"Tagging {n} with active learning") for n in range(4)]
    assert made(bare) == ()


def test_a_task_that_is_solved_is_no_purpose() -> None:
    said = ["We use active learning to solve word problems.", "We use active learning to solve the cold-start problem."]
    papers = [make_paper(f"y:{n}", "2025-01", f"Tagging {n}", abstract=text) for n, text in enumerate(said)]
    (found,) = made(papers)
    assert [p.text for p in found.solves] == ["solve the cold-start problem"]


def test_a_paper_under_several_records_counts_once() -> None:
    same = make_paper("x:5", "2025-03", "Matching via contrastive learning", abstract=PAPERS[0].abstract)
    assert [one.papers for one in made([*PAPERS, same])] == [one.papers for one in made()]


def test_an_abbreviation_is_what_a_text_spells_it_out_as() -> None:
    said = ["We use conditional random fields (CRF) to reduce label noise.", "We propose a CRF layer.", "Using CRF."]
    papers = [make_paper(f"y:{n}", "2025-01", f"Tagging {n}", abstract=text) for n, text in enumerate(said)]
    (found,) = made(papers)
    assert found.name == "conditional random fields"
    assert len(found.papers) == 3


def test_what_a_known_work_calls_itself_is_a_baseline_and_no_technique() -> None:
    said = "We use BERT to reduce label noise."
    papers = [make_paper(f"y:{n}", "2025-01", f"Tagging {n}", abstract=said) for n in range(5)]
    work = make_paper("x:bert", "2019-01", "BERT: Pre-training of Encoders")
    problem = make_problem(as_of="2026-01")
    assert not strategies(problem, NO_ROUTE, papers, baselines=[], citations=[], known=[*papers, work])


def test_no_papers_have_no_strategies() -> None:
    assert made([]) == ()
    assert list(shown(small_survey())) == []


def test_the_blocks_name_the_strategy_its_purpose_and_the_kind_of_problem() -> None:
    survey = replace(small_survey(), papers=(*PAPERS, BASE), strategies=made())
    heading, _, rows, _, concerns = shown(survey)
    assert heading == "## Strategies"
    assert "**contrastive learning**" in rows
    assert "“alleviate label noise”" in rows
    assert "noisy labels and data: contrastive learning" in concerns
    assert document.parse(document.render(survey)).strategies == survey.strategies


def test_hostile_titles_stay_text() -> None:
    for paper in hostile_papers():
        twice = [
            replace(paper, id=f"h:{n}", title=f"{paper.title} {n} via active learning for Rare Words") for n in range(2)
        ]
        text = "\n".join(shown(replace(small_survey(), papers=tuple(twice), strategies=made(twice))))
        assert "<script" not in text
