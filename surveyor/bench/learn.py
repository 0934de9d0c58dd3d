"""Learn which works are baselines of a problem, and write the model that surveys rank with.

    surveyor bench train baselines --data DIR -o surveyor/ranking/baselines.json

DIR has the papers of tasks T1 and T2: the title of each is a problem as of its month, the paper itself hidden. Right
are the works that stand on a leaderboard with it, and those that it mentions in a table or under a heading of
baselines. Every title is asked as it is and once more in vaguer words, without names. Besides there are the problems in
users' words of the half `tune` (see `problems.py`), with the works that an expert names, and the titles of papers that
cite models by their bare names, with all that they cite; those that DIR asks for in t3 are left out. The same data,
library, venue map and versions give the same bytes; the card holds the figures of five-fold cross-validation over
papers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from surveyor.bench import listwise
from surveyor.bench.exam import WAYS, Exam, Example, Form
from surveyor.bench.scoring import per_query
from surveyor.bench.train import DIGITS, FOLDS, SEED
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.ranking.baselines import feature_names
from surveyor.ranking.graph import Floats, Ints
from surveyor.ranking.model import Ensemble, stacked
from surveyor.venues import VenueMap

SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        "num_iterations": 300,
        "learning_rate": 0.06,
        "num_leaves": 31,
        "min_data_in_leaf": 100,
        "lambda_l2": 5.0,
        "feature_fraction_bynode": 0.3,
        "max_bin": 63,
        "lambdarank_truncation_level": 30,
        "seed": SEED,
    }
)

Scores = Mapping[Form, Sequence[Floats | None]]
"""Form to the scores of the works of an example a paper; None where that way was not looked at."""

FULLY: tuple[Form, ...] = (("as is", False), ("as is", True))
"""The forms of which every paper has an example: all known, in both wordings."""

Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Given how many papers there are, what is told how many are done."""

TASKS = ("t1", "t1c", "strict")
"""What figures are of (see `tasks.py`)."""

SAID, NAMING = 3.0, 2.0
"""What a problem in users' words, and a paper that names models, count beside a title: of those there are few."""

_FLOOR = ("near each seed", "30 recent: cite it", "closeness of its words", "years")
_MADE_WITH = ("lightgbm", "scikit-learn", "numpy")
_LIMITS = (
    "Papers of 2012 to 2021, most of computer vision, then of language; titles, and words out of titles, for problems. "
    "A work that is on no leaderboard with the paper and in none of its tables counts as no baseline."
)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Examples of the same problems, in every way that they are learnt from."""

    papers: Sequence[str]
    examples: Mapping[Form, Sequence[Example | None]]
    """Form to an example a paper; None where that way was not looked at."""
    said: Sequence[Example] = ()
    """Problems in users' words."""
    naming: Sequence[Example] = ()
    """Papers that cite models by name."""

    @classmethod
    def of(cls, exam: Exam, papers: Sequence[str], progress: Callable[[int], None]) -> Table:
        """Each paper as it is in both wordings, and with less known in one of them; those that figures are of in every
        way."""
        main = set(exam.main)
        less = [way for way in WAYS if way != "as is"]
        made: dict[tuple[str, bool], list[Example | None]] = {
            (way, vague): [] for way in WAYS for vague in (False, True)
        }
        for place, paper in enumerate(papers):
            drawn = {("as is", False), ("as is", True), (less[place % len(less)], place // len(less) % 2 == 1)}
            wanted = drawn | ({(way, False) for way in WAYS} if paper in main else set())
            for (way, vague), found in made.items():
                found.append(exam.example(paper, way, vague=vague) if (way, vague) in wanted else None)
            progress(place + 1)
        return cls(papers, made, [*map(exam.example, exam.said)], [*map(exam.example, exam.naming)])

    def rows(self, places: Iterable[int]) -> Rows:
        """What is learnt from all examples of the papers at these places, from users' words and from papers that name
        models.

        Leaderboards are known of works with full texts alone, so that only works that cite others count there; all
        count where tables tell.
        """
        chosen = [found[place] for place in places for found in self.examples.values()]
        made = [rows for example in chosen if example for rows in _rows(example)]
        for examples, weight in ((self.naming, NAMING), (self.said, SAID)):
            told = (rows for example in examples for rows in _rows(example))
            made += [rows._replace(weights=weight * rows.weights) for rows in told]
        return Rows(*(np.concatenate(columns) for columns in zip(*made, strict=True)))


class Rows(NamedTuple):
    """Works to learn from."""

    matrix: npt.NDArray[np.float32]
    """(n, features)"""
    labels: npt.NDArray[np.bool_]
    weights: Floats
    sizes: Ints
    """How many of them are of one list, to be put in order; the lists stand one behind the other."""


def _rows(example: Example) -> Iterator[Rows]:
    for gold, open_to in ((example.boards, example.citing), (example.tables, example.told)):
        right = np.array([document in gold for document in example.documents], bool)
        if right[open_to].any():
            size = int(open_to.sum())
            yield Rows(example.matrix[open_to], right[open_to], np.ones(size), np.array([size]))


def fit(
    rows: Rows,
    names: Sequence[str],
    slope: float = 1.0,
    intercept: float = 0.0,
    *,
    settings: Mapping[str, Any] = SETTINGS,
) -> Ensemble:
    """Trees that put the lists in order, their scores times `slope` and plus `intercept`.

    Thresholds have two significant digits more than features, so that a middle between two values stays between them.
    """
    booster = listwise.fit(rows.matrix, rows.labels, rows.weights, rows.sizes, settings)
    return listwise.ensemble(booster, names, lambda threshold: float(f"{threshold:.6g}"), slope, intercept)


def fit_floor(rows: Rows, names: Sequence[str]) -> dict[str, float]:
    """Weights of a logistic regression over a few features that every source tells."""
    from sklearn.linear_model import LogisticRegression

    chosen = np.nan_to_num(rows.matrix[:, [list(names).index(name) for name in _FLOOR]])
    line = LogisticRegression(max_iter=500).fit(chosen, rows.labels)
    weights = dict(zip(_FLOOR, line.coef_[0].tolist(), strict=True)) | {"": float(line.intercept_[0])}
    return {name: round(weight, DIGITS) for name, weight in weights.items()}


def figures(table: Table, scores: Scores, main: Collection[str]) -> dict[str, dict[str, float]]:
    """Way of knowing and wording to the mean nDCG@10 of each task, of the `main` papers alone."""
    found = {
        form: [one if paper in main else None for paper, one in zip(table.papers, told, strict=True)]
        for form, told in scores.items()
    }
    return {
        f"{way}, {'vaguer words' if vague else 'titles'}": _means(table.examples[way, vague], told)
        for (way, vague), told in found.items()
        if any(one is not None for one in told)
    }


def likelihood(table: Table, scores: Scores) -> tuple[float, float]:
    """Slope and intercept that make log-odds of scores: that a work is on a board with the paper or in its tables.

    Platt 1999, "Probabilistic outputs for support vector machines", on scores of models that did not see the paper.
    """
    from sklearn.linear_model import LogisticRegression

    told = [
        (score, [document in example.boards | example.tables for document in example.documents])
        for form in FULLY
        for example, score in zip(table.examples[form], scores[form], strict=True)
        if example is not None and score is not None
    ]
    odds = np.concatenate([score for score, _ in told])[:, None]
    line = LogisticRegression().fit(odds, np.concatenate([right for _, right in told]))
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def per_paper(examples: Sequence[Example | None], scores: Sequence[Floats | None]) -> dict[str, Floats]:
    """Task to nDCG@10 of every paper that has gold for it, of those with an example and scores; the papers are in an
    order that does not depend on the scores."""
    gold: dict[str, dict[str, frozenset[str]]] = {task: {} for task in TASKS}
    runs: dict[str, dict[str, list[str]]] = {task: {} for task in gold}
    for number, (example, found) in enumerate(zip(examples, scores, strict=True)):
        if example is None or found is None:
            continue
        order = np.argsort(-found, kind="stable")
        ranked = [example.documents[i] for i in order]
        closed = [example.documents[i] for i in order if example.citing[i]]
        for task, right, run in (
            ("t1", example.boards, ranked),
            ("t1c", example.boards, closed),
            ("strict", example.strict, ranked),
        ):
            if right:
                gold[task][str(number)], runs[task][str(number)] = right, run
    return {task: per_query(gold[task], runs[task], ["nDCG@10"])["nDCG@10"] for task in gold}


def _means(examples: Sequence[Example | None], scores: Sequence[Floats | None]) -> dict[str, float]:
    return {task: round(float(values.mean()), 4) for task, values in per_paper(examples, scores).items() if len(values)}


def cross_validated(table: Table, names: Sequence[str]) -> Scores:
    """Scores of the works of every example, by a model of the other folds."""
    scores: dict[Form, list[Floats | None]] = {form: [None] * len(table.papers) for form in table.examples}
    for fold in range(FOLDS):
        model = stacked(fit(table.rows(i for i in range(len(table.papers)) if i % FOLDS != fold), names))
        for form, found in table.examples.items():
            for place in range(fold, len(table.papers), FOLDS):
                if example := found[place]:
                    scores[form][place] = model.score(example.matrix.astype(np.float64))
    return scores


def train(library: Library, venues: VenueMap, data: Path, *, limit: int | None, progress: Progress) -> Ensemble:
    """The model of all papers of the folder, with its card."""
    exam = Exam(library, venues, data)
    papers = exam.papers[:limit]
    if len(papers) < FOLDS:
        raise CorpusError(f"{len(papers)} papers to learn from: import the corpora of the bench first")
    with progress(len(papers)) as done:
        table = Table.of(exam, papers, done)
    names = feature_names()
    rows = table.rows(range(len(papers)))
    scores = cross_validated(table, names)
    card: dict[str, object] = {
        "what": "log-odds that a work is a baseline of a problem: on a leaderboard, or in a table, of a paper on it",
        "papers": len(papers),
        "works learnt from": len(rows.labels),
        "baselines among them": int(rows.labels.sum()),
        "library": {c.name: {"papers": c.papers, "citations": c.citations} for c in corpora(library)},
        "made with": {name: version(name) for name in _MADE_WITH},
        "nDCG@10 in five folds": figures(table, scores, set(exam.main)),
        "limits": _LIMITS,
    }
    learnt = fit(rows, names, *likelihood(table, scores))
    return msgspec.structs.replace(learnt, floor=fit_floor(rows, names), card=card)
