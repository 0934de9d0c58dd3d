from __future__ import annotations

from dataclasses import replace

from surveyor.export import document
from surveyor.export.strategies import strategies as shown
from surveyor.models import Candidate, Kind, Paper, Role, Route, Strategy, Trend
from surveyor.stages import Walk
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
    return strategies(problem, NO_ROUTE, papers, [baseline], Walk((*papers, DATA, BASE), tuple(citations), ()))


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
        for n in range(6)
    ]
    faded = [
        make_paper(f"f:{n}", "2015-01", f"Parsing {n}", abstract="We use random forests to reduce the annotation cost.")
        for n in range(6)
    ]
    trends = {one.name: one.trend for one in made([*old, *young, *faded])}
    assert trends == {"active learning": Trend.RISING, "random forests": Trend.FADING}


def test_of_what_nobody_says_the_purpose_only_known_techniques_of_several_papers_are_told() -> None:
    def told(name: str, count: int) -> list[str]:
        return [
            one.name
            for one in made([make_paper(f"y:{n}", "2025-01", f"Tagging {n} with {name}") for n in range(count)])
        ]

    assert told("active learning", 3) == ["active learning"]
    assert told("active learning", 2) == []
    assert told("butterfly learning", 4) == []


def test_those_whose_purpose_is_said_come_first() -> None:
    often = [make_paper(f"y:{n}", "2025-01", f"Tagging {n} with active learning") for n in range(5)]
    assert [one.name for one in made([*often, *PAPERS])] == ["contrastive learning", "active learning"]


def test_of_papers_without_an_abstract_the_note_tells_what_a_technique_is_for() -> None:
    noted = make_paper(
        "x:1", "2025-01", "Query Expansion by Writing", note="Adds words to a query; eases term mismatch."
    )
    (found,) = made([noted, make_paper("x:2", "2024-01", "Better Query Expansion")])
    assert [(p.text, p.paper, p.where) for p in found.solves] == [("eases term mismatch", "x:1", "note")]


def test_what_a_technique_is_trained_on_is_no_purpose_nor_what_is_wrong_in_it() -> None:
    said = [
        "We reduce overconfidence of models trained with negative sampling.",
        "A problem in negative sampling is mitigating false negatives.",
    ]
    papers = [make_paper(f"y:{n}", "2025-01", f"Tagging {n}", abstract=text) for n, text in enumerate(said)]
    assert [one.solves for one in made([*papers, make_paper("y:2", "2025-01", "Negative Sampling")])] == [()]


def test_a_family_of_many_kinds_is_not_named_after_one_of_them() -> None:
    titles = ["With Latent Diffusion", "With Latent Diffusion 2", *(f"Drawing via Diffusion {n}" for n in range(8))]
    papers = [make_paper(f"y:{n}", "2025-01", title) for n, title in enumerate(titles)]
    assert not made(papers)
    (found,) = made([*papers, make_paper("y:x", "2025-01", "With Latent Diffusion 3")])
    assert (found.name, found.variants, len(found.papers)) == ("latent diffusion", (), 3)


def test_that_a_paper_is_for_the_problem_itself_goes_without_saying() -> None:
    papers = [make_paper(f"y:{n}", "2025-01", f"Active Learning for Noisy Labels {n}") for n in range(3)]
    assert made(papers)[0].solves
    problem = make_problem("learning with noisy labels", as_of="2026-01")
    (found,) = strategies(problem, NO_ROUTE, papers, [], Walk(tuple(papers), (), ()))
    assert found.solves == ()


def test_what_a_title_says_of_two_techniques_at_once_it_says_of_neither() -> None:
    title = "Late Interaction via Multi-Task Learning for Long Documents"
    others = [f"{name} {n}" for name in ("With Late Interaction", "With Multi-Task Learning") for n in range(2)]
    papers = [make_paper(f"y:{n}", "2025-01", text) for n, text in enumerate([title, *others])]
    assert {one.name: one.solves for one in made(papers)} == {"late interaction": (), "multi-task learning": ()}


def test_a_title_says_a_purpose_of_the_technique_before_it_and_that_once() -> None:
    titles = [
        "Active Learning and a Parser for Rare Words",
        "Active Learning for Cross-Lingual Tagging",
        "Active Learning by Rules for Noisy Labels",
        "Active Learning for Noisy Texts",
    ]
    (found,) = made([make_paper(f"y:{n}", "2025-01", title) for n, title in enumerate(titles)])
    assert [one.text for one in found.solves] == ["for Noisy Labels"]


def test_a_part_of_a_proposal_has_purposes_of_its_own() -> None:
    said = [
        "We propose a position-aware filter to reduce label noise.",
        "We propose TAL, which is there to reduce memory.",
        "To reduce the annotation cost, we propose a way to tag.",
    ]
    papers = [
        make_paper(f"y:{n}", "2025-01", f"Tagging {n} with active learning", abstract=text)
        for n, text in enumerate(said)
    ]
    (found,) = made(papers)
    assert [one.text for one in found.solves] == ["reduce memory", "reduce the annotation cost"]


def test_what_says_the_problem_over_again_comes_last_and_once() -> None:
    said = ["reduce cold start", "reduce the cold start problem", "reduce label noise"]
    papers = [
        make_paper(f"y:{n}", "2025-01", f"Tagging {n}", abstract=f"We use active learning to {text}.")
        for n, text in enumerate(said)
    ]
    problem = make_problem("cold start", as_of="2026-01")
    (found,) = strategies(problem, NO_ROUTE, papers, [], Walk(tuple(papers), (), ()))
    assert [one.text for one in found.solves] == ["reduce label noise", "reduce cold start"]


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
    assert not strategies(problem, NO_ROUTE, papers, [], Walk((*papers, work), (), ()))


def test_no_papers_have_no_strategies() -> None:
    assert made([]) == ()
    heading, why = shown(small_survey())
    assert heading == "## Strategies"
    assert "no technique is shared" in why.lower()


def test_the_blocks_name_the_strategy_its_purpose_and_the_kind_of_problem() -> None:
    survey = replace(small_survey(), papers=(*PAPERS, BASE), strategies=made())
    heading, _, rows, _, concerns = shown(survey)
    assert heading == "## Strategies"
    assert "**contrastive learning**" in rows
    assert "“alleviate label noise”" in rows
    assert "noisy labels and data: contrastive learning" in concerns
    assert document.parse(document.render(survey)).strategies == survey.strategies


def test_of_one_year_the_year_stands_once() -> None:
    papers = [make_paper(f"y:{n}", "2025-01", f"Tagging {n} with active learning") for n in range(3)]
    rows = shown(replace(small_survey(), papers=tuple(papers), strategies=made(papers)))
    assert "| 3, 2025, " in "\n".join(rows)


def test_hostile_titles_stay_text() -> None:
    for paper in hostile_papers():
        twice = [
            replace(paper, id=f"h:{n}", title=f"{paper.title} {n} via active learning for Rare Words") for n in range(2)
        ]
        text = "\n".join(shown(replace(small_survey(), papers=tuple(twice), strategies=made(twice))))
        assert "<script" not in text
