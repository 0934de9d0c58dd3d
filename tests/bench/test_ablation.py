from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.bench.ablation import ALL, COUNTS, SIMPLE, SMALLER, Part, Seeded, parts
from surveyor.bench.ablation_sheet import document, markdown
from surveyor.bench.exam import WAYS, Example, Form
from surveyor.bench.feature_groups import GROUPS, TOGETHER
from surveyor.bench.learn import TASKS, Table, fit, per_paper
from surveyor.bench.train import FOLDS
from surveyor.bench.trials import Recipe, Trial, models, others, tried
from surveyor.ranking.baselines import feature_names
from surveyor.ranking.graph import CitationGraph
from surveyor.ranking.model import stacked
from surveyor.ranking.scene import SEEDS, Scene
from tests.bench.test_learn import ASKED, CITATIONS, PAPERS
from tests.fakes import surveyor

NAMES = feature_names()
SETTINGS = {**SMALLER, "num_iterations": 5, "num_leaves": 4, "min_data_in_leaf": 5, "feature_fraction_bynode": 1.0}
WORKS = 20
MAIN = [f"p{n:02}" for n in range(0, 40, 2)]


def example(rng: np.random.Generator, *, known: bool) -> Example:
    """Works of which the oldest are right, whatever else is known of them; `known`: whether their age is."""
    matrix = rng.random((WORKS, len(NAMES))).astype(np.float32)
    age = matrix[:, NAMES.index("years")]
    right = frozenset(map(str, np.argsort(-age)[:4].tolist()))
    if not known:
        matrix[:, NAMES.index("years")] = 0
    citing = rng.random(WORKS) < 0.8
    return Example(matrix, tuple(map(str, range(WORKS))), right, right, right, citing, np.ones(WORKS, bool))


@pytest.fixture(scope="module")
def table() -> Table:
    """Forty papers; without tables nobody knows how old works are."""
    rng = np.random.default_rng(0)
    papers = [f"p{n:02}" for n in range(40)]
    examples: dict[Form, list[Example | None]] = {
        (way, vague): [example(rng, known=way != "metadata") for _ in papers] for way in WAYS for vague in (False, True)
    }
    return Table(papers, examples, [example(rng, known=True)])


@contextmanager
def quiet(_total: int, _what: str) -> Iterator[Callable[[int], None]]:
    yield lambda _count: None


@pytest.fixture(scope="module")
def made(table: Table) -> Mapping[str, Part]:
    rng = np.random.default_rng(1)
    seeded = {count: {paper: example(rng, known=True) for paper in MAIN[::3]} for count in COUNTS if count != SEEDS}
    return {part.title: part for part in parts(table, MAIN, seeded, NAMES, quiet, SETTINGS)}


def mean(part: Part, name: str, task: str = "t1") -> float:
    return float(part.line(name).values[task].mean())


def test_what_tells_costs_most_when_it_is_left_out_and_what_does_not_costs_nothing(made: Mapping[str, Part]) -> None:
    part = made["Features left out"]
    assert [line.name for line in part.lines] == [ALL, *(f"without {what}" for what in (*GROUPS, *TOGETHER))]
    assert part.line(ALL).features == len(NAMES)
    assert mean(part, ALL) > 0.9
    assert mean(part, "without dates and popularity") < 0.4
    assert all(mean(part, line.name) > 0.9 for line in part.lines if line.name != "without dates and popularity")
    assert {len(line.values[task]) for line in part.lines for task in TASKS} == {len(MAIN)}


def test_the_same_models_are_asked_where_less_is_known(made: Mapping[str, Part]) -> None:
    part = made["Evidence left out"]
    assert [line.name for line in part.lines] == [*WAYS]
    assert mean(part, "as is") == mean(made["Features left out"], ALL)
    assert mean(part, "metadata") < 0.4 < mean(part, "intents")


def test_other_seeds_are_judged_by_the_same_papers_beside_what_ranks_alone(made: Mapping[str, Part]) -> None:
    part = made["Seeds"]
    assert [line.name for line in part.lines] == [
        f"{name}, {count} seeds" for name in ("learnt", *SIMPLE) for count in COUNTS
    ]
    assert {len(line.values[task]) for line in part.lines for task in TASKS} == {len(MAIN[::3])}
    assert part.line("learnt, 5 seeds").base == "learnt, 20 seeds"
    assert part.line(f"{SIMPLE[0]}, 5 seeds").features == 1


def test_the_curve_ends_with_all_papers_of_the_other_folds(made: Mapping[str, Part]) -> None:
    lines = made["Papers to learn from"].lines
    assert [line.name for line in lines] == ["all other folds, 32 papers"]


def test_features_that_rank_alone_are_among_those_that_there_are() -> None:
    assert set(SIMPLE) <= set(NAMES)


def test_a_trial_is_what_a_model_of_the_other_folds_says_of_each_paper(table: Table) -> None:
    recipe, asked = Recipe((6, 1, 40), 20, said=False), table.examples["as is", False]
    told: list[int] = []
    (found,) = tried(table, [Trial(recipe, asked)], NAMES, SETTINGS, told.append)
    scores = []
    for place, one in enumerate(asked):
        assert one is not None
        rows = Table(table.papers, table.examples).rows(others(40, place % FOLDS, 20))
        held = fit(rows._replace(matrix=rows.matrix[:, [6, 1, 40]]), [NAMES[i] for i in (6, 1, 40)], settings=SETTINGS)
        scores.append(stacked(held).score(one.matrix[:, [6, 1, 40]].astype(float)))
    twin = per_paper(asked, scores)
    assert all((found[task] == twin[task]).all() for task in TASKS)
    assert told == [*range(1, 6)]


def test_a_feature_ranks_by_itself_and_what_is_missing_comes_last(table: Table) -> None:
    asked = table.examples["as is", False]
    trials = [Trial(NAMES.index("years"), asked), Trial(NAMES.index("citations"), asked)]
    assert models(trials) == 0
    found, other = tried(table, trials, NAMES, SETTINGS, lambda _count: None)
    assert (found["t1"] == 1).all()
    assert other["t1"].mean() < 0.5


@given(st.integers(5, 200), st.integers(0, FOLDS - 1), st.integers(0, 60))
def test_fewer_papers_are_some_of_more_and_none_of_the_fold(papers: int, fold: int, count: int) -> None:
    found, everything = others(papers, fold, count), others(papers, fold)
    assert everything == [place for place in range(papers) if place % FOLDS != fold]
    assert len(found) == min(count, len(everything))
    assert set(found) <= set(others(papers, fold, count + 1)) <= set(everything)


def test_seeds_are_as_many_as_wanted_where_no_certain_number_is_asked_for() -> None:
    size = 100
    close = np.arange(1.0, size + 1) / size
    graph = CitationGraph.from_arrays(np.full(size, 99), np.arange(size), (np.arange(size) + 1) % size)
    plain = Scene.by_words(graph, close, 100)
    for count in COUNTS:
        assert (Seeded.of(count)(plain).seeds() > 0).sum() == count
        assert (Seeded.of(count)(plain).seeds(33, plain.walkable) > 0).sum() == 33
    assert (Seeded.of(SEEDS)(plain).seeds() == plain.seeds()).all()


def test_tables_say_how_far_a_line_is_from_the_one_it_is_compared_with(made: Mapping[str, Part]) -> None:
    lines = list(markdown([made["Features left out"], made["Seeds"]]))
    assert lines[0].endswith("; 20 papers of t1, 20 papers of t1c, 20 papers of strict; nDCG@10")
    rows = {line.split(" | ")[0].strip("| "): line for line in lines if line.startswith("| ")}
    assert "-0." in rows["without dates and popularity"]
    assert rows[ALL].count("[") == rows["learnt, 20 seeds"].count("[") == 3
    assert {line.count("|") for line in lines if line.startswith("|")} == {9}


def test_the_document_holds_the_figures_of_the_tables(made: Mapping[str, Part]) -> None:
    (first, *_), part = document([*made.values()]), made["Features left out"]
    assert json.loads(json.dumps(first)) == first
    for line in first["lines"]:
        assert line["nDCG@10"]["t1"][0] == pytest.approx(mean(part, line["name"]), abs=1e-6)
        assert line["less its base"]["t1"][0] == pytest.approx(mean(part, line["name"]) - mean(part, ALL), abs=1e-6)
        low, high = line["less its base"]["t1"][1:]
        assert low <= line["less its base"]["t1"][0] <= high


def test_a_task_without_gold_has_no_figure(table: Table) -> None:
    none: dict[str, Any] = dict.fromkeys(TASKS, np.zeros(0))
    part = made_of(none)
    assert list(markdown([part]))[-1] == "| all features | 3 | - | - | - | - | - | - |"
    assert document([part])[0]["lines"][0]["nDCG@10"]["t1"] is None


def made_of(values: Mapping[str, Any]) -> Part:
    from surveyor.bench.ablation import Line

    return Part("Features left out", "", (Line(ALL, 3, values, ALL),))


@pytest.fixture
def place(tmp_path: Path, write_corpus: Callable[..., Path]) -> Path:
    """A library, and beside it in `asked` the papers of T1 and T2."""
    write_corpus(tmp_path / "corpus", PAPERS, CITATIONS)
    assert surveyor("corpus", "import", tmp_path / "corpus", "--name", "mine", "--cache-dir", tmp_path).status == 0
    (tmp_path / "asked").mkdir()
    for task in ("t1", "t2"):
        rows = [
            {"qid": f"{task}-a:{n}", "problem": PAPERS[n]["title"], "as_of": PAPERS[n]["date"], "exclude": [f"a:{n}"]}
            | ({"paper": f"a:{n}"} if task == "t2" else {})
            for n in ASKED
        ]
        gold = "".join(f"{task}-a:{n} 0 a:{m} 1\n" for n in ASKED for m in range(n % 2, n, 2))
        (tmp_path / "asked" / f"{task}.queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        (tmp_path / "asked" / f"{task}.qrels").write_text(gold)
    (tmp_path / "asked" / "t1.strict.qrels").write_text((tmp_path / "asked" / "t1.qrels").read_text())
    return tmp_path


@pytest.mark.usefixtures("few_in_words")
def test_the_command_prints_every_table_and_says_on_stderr_what_it_does(place: Path) -> None:
    run = surveyor("bench", "ablate", "--data", place / "asked", "--limit", 6, "--cache-dir", place)
    assert run.status == 0
    titles = [line.split("**")[1] for line in run.out.splitlines() if line.startswith("**")]
    assert titles == ["Features left out", "Evidence left out", "Seeds", "Papers to learn from"]
    assert "6 papers\n6 papers with other seeds\n" in run.err


def test_too_few_papers_are_refused_with_the_remedy(place: Path) -> None:
    run = surveyor("bench", "ablate", "--data", place / "asked", "--limit", 4, "--cache-dir", place)
    assert run.status == 1
    assert "4 papers to learn from, 4 of them to judge by: import the corpora of the bench first, or raise" in run.err
