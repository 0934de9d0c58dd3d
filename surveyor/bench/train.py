"""Learn which of a paper's references it compares with, and write the model that `surveyor compared` ranks with.

    surveyor bench train compared --data DIR -o surveyor/ranking/compared.json

DIR has the papers of task T2, whose corpora the library holds. The same data, library and versions give the
same bytes; the card holds which library and versions these were, and the figures of five-fold cross-validation over
papers. One more mention in a table or the experiments, or a heading of baselines above one, never lowers a score.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from surveyor.bench.boosted import ensemble
from surveyor.bench.questions import read_gold
from surveyor.bench.scoring import per_query
from surveyor.dates import build_month
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.library.corpus import CorpusInfo, corpora
from surveyor.models import Citation, Mention, Paper, Section, Standing
from surveyor.ranking.features_compared import Columns, features
from surveyor.ranking.model import Ensemble, Floats, Model, stacked
from surveyor.sources import LibrarySource, View

FOLDS = 5
SEED = 0
DIGITS = 5
"""Decimals of a threshold: one more than a feature has, so that a middle between two of its values is exact."""

SETTINGS: Mapping[str, Any] = {
    "max_iter": 80,
    "learning_rate": 0.1,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 20,
    "early_stopping": False,
    "random_state": SEED,
}
_RAISE = (
    *("mentions in experiments", "mentions in table", "mentions", "sections"),
    *("under a heading of baselines", "under a heading of baselines more than all"),
    *("share of the most mentioned", "share of the most in experiments", "share of the most in tables"),
    *("its mentions in experiments and tables", "rank by mentions", "rank by experiments and tables"),
    *("references in tables", "references in experiments"),
)
_LOWER = ("its mentions in related work", "references not located")
DIRECTIONS: Mapping[str, int] = dict.fromkeys(_RAISE, 1) | dict.fromkeys(_LOWER, -1)
"""Features that may only raise (1) or only lower (-1) a score, all others alike: those that a mention in a table or the
experiments moves, or a heading of baselines, in the direction in which it moves them."""

_MADE_WITH = ("numpy", "scikit-learn")
_FLOOR = ("mentions in table", "share of the most in experiments", "share of the most mentioned", "years before")
_LIMITS = (
    "Papers of 2012 to 2021, most of computer vision, then of language. Compared with means on one leaderboard: what "
    "is on none counts as not compared with. Tables were read for the papers with LaTeX source alone."
)


@dataclass(frozen=True, slots=True)
class Example:
    """A paper with its references."""

    qid: str
    citing: Paper
    citations: tuple[Citation, ...]
    papers: Mapping[str, Paper]
    standings: Mapping[str, Standing]
    documents: tuple[str, ...]
    """What each reference is called in the gold."""
    gold: frozenset[str]

    @property
    def labels(self) -> list[bool]:
        """Whether each reference is in the gold."""
        return [document in self.gold for document in self.documents]


def as_is(example: Example) -> Columns:
    """Everything that is known."""
    return features(example.citing, example.citations, example.papers, example.standings)


def alone(example: Example) -> Columns:
    """What a file says that is read without a library."""
    return features(example.citing, example.citations, example.papers)


def by_intents(example: Example) -> Columns:
    """What remains where mentions are told by their intents: neither tables nor headings."""
    citations = [replace(c, mentions=_by_intent(c.mentions), baseline_subsection=False) for c in example.citations]
    return features(example.citing, citations, example.papers)


WAYS: Mapping[str, Callable[[Example], Columns]] = {"as is": as_is, "file alone": alone, "intents": by_intents}

_INTENT = {
    Section.INTRO: Section.RELATED,
    Section.RELATED: Section.RELATED,
    Section.CONCLUSION: Section.RELATED,
    Section.METHOD: Section.METHOD,
    Section.EXPERIMENTS: Section.EXPERIMENTS,
}


def _by_intent(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    found: dict[Section, int] = {}
    for mention in mentions:
        if intent := _INTENT.get(mention.section):
            found[intent] = found.get(intent, 0) + mention.count
    return tuple(Mention(section, found[section]) for section in Section if section in found)


def read_examples(data: Path, source: LibrarySource, limit: int | None = None) -> Iterator[Example]:
    """Those of the task whose paper the source knows, in the order of its file."""
    gold, view = read_gold(data / "t2.qrels"), View(10**6)
    with (data / "t2.queries.jsonl").open(encoding="utf-8") as lines:
        queries = [json.loads(line) for line in islice(lines, limit)]
    for query in queries:
        for paper in source.lookup([query["paper"]], view)[:1]:
            yield _example(query["qid"], paper, gold.get(query["qid"], frozenset()), source, view)


def _example(qid: str, paper: Paper, gold: frozenset[str], source: LibrarySource, view: View) -> Example:
    found = source.references([paper], view)
    compared = {c.cited for c in found.citations if c.compares}
    papers = {cited.id: cited for cited in found.papers}
    documents = tuple(
        next((name for name in (c.cited, *papers[c.cited].ids) if name in gold), c.cited) for c in found.citations
    )
    standings = source.standings(paper, found.papers, compared, view)
    return Example(qid, paper, found.citations, papers, standings, documents, gold)


class Table:
    """Examples as matrices, a row a reference, in every way of knowing them."""

    def __init__(self, examples: Sequence[Example]) -> None:
        columns = {name: [way(example) for example in examples] for name, way in WAYS.items()}
        self.features = list(columns["as is"][0])
        self.matrices = {name: [_matrix(one, self.features) for one in found] for name, found in columns.items()}
        self.labels = [np.array(example.labels) for example in examples]

    def training(self, places: Sequence[int]) -> tuple[Floats, Any]:
        """Rows and labels: each example as it is, and once more as it would be known with less, drawn at random."""
        chance = np.random.default_rng(SEED)
        less = chance.choice([name for name in WAYS if name != "as is"], len(self.labels))
        rows = [self.matrices["as is"][i] for i in places] + [self.matrices[less[i]][i] for i in places]
        return np.vstack(rows), np.concatenate([self.labels[i] for i in places] * 2)


def _matrix(columns: Columns, names: Sequence[str]) -> Floats:
    return np.column_stack([columns[name] for name in names])


def fit(matrix: Floats, labels: Any, names: Sequence[str]) -> Ensemble:
    """Trees boosted for the logistic loss (Friedman 2001, "Greedy function approximation"), on one thread, that follow
    `DIRECTIONS`."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    matrix = np.where(np.isnan(matrix).all(axis=0), 0.0, matrix)
    directions = [DIRECTIONS.get(name, 0) for name in names]
    with threadpool_limits(1):
        boosted = HistGradientBoostingClassifier(**SETTINGS, monotonic_cst=directions).fit(matrix, labels)
    return ensemble(boosted, names, lambda threshold: round(threshold, DIGITS))


def fit_floor(matrix: Floats, labels: Any, names: Sequence[str]) -> dict[str, float]:
    """Weights of a logistic regression over a few features that every source tells."""
    from sklearn.linear_model import LogisticRegression

    chosen = np.nan_to_num(matrix[:, [list(names).index(name) for name in _FLOOR]])
    line = LogisticRegression(max_iter=500).fit(chosen, labels)
    weights = dict(zip(_FLOOR, line.coef_[0].tolist(), strict=True)) | {"": float(line.intercept_[0])}
    return {name: round(weight, DIGITS) for name, weight in weights.items()}


def cross_validated(table: Table) -> dict[str, list[Floats]]:
    """Way of knowing to log-odds of each example, by a model of the other folds."""
    scores: dict[str, list[Floats]] = {way: [np.empty(0)] * len(table.labels) for way in WAYS}
    for fold in range(FOLDS):
        others = [i for i in range(len(table.labels)) if i % FOLDS != fold]
        model: Model = stacked(fit(*table.training(others), table.features))
        for way, matrices in table.matrices.items():
            for i in range(fold, len(matrices), FOLDS):
                scores[way][i] = model.score(matrices[i])
    return scores


def figures(examples: Sequence[Example], scores: Mapping[str, Sequence[Floats]]) -> dict[str, dict[str, float]]:
    """Way of knowing to measure to its mean."""
    gold = {example.qid: example.gold for example in examples if example.gold}
    return {way: _means(gold, _run(examples, found)) for way, found in scores.items()}


def _run(examples: Sequence[Example], scores: Sequence[Floats]) -> dict[str, list[str]]:
    return {
        example.qid: [example.documents[i] for i in np.argsort(-found, kind="stable")]
        for example, found in zip(examples, scores, strict=True)
    }


def _means(gold: Mapping[str, frozenset[str]], run: Mapping[str, list[str]]) -> dict[str, float]:
    return {name: round(float(values.mean()), 4) for name, values in per_query(gold, run).items()}


def train(examples: Sequence[Example], library: Sequence[CorpusInfo] = ()) -> Ensemble:
    """The model of all examples, with its card; `library` are the corpora they were read from."""
    if len(examples) < FOLDS:
        raise CorpusError(f"{len(examples)} papers to learn from: import the corpora of the bench first")
    table = Table(examples)
    scores = cross_validated(table)
    rows = table.training(range(len(examples)))
    flat, labels = np.concatenate(scores["as is"]), np.concatenate(table.labels)
    card: dict[str, object] = {
        "what": "log-odds that a paper compares with a work that it cites",
        "papers": len(examples),
        "references": len(labels),
        "compared": int(labels.sum()),
        "last month": build_month(max(example.citing.month or 0 for example in examples)),
        "library": {corpus.name: {"papers": corpus.papers, "citations": corpus.citations} for corpus in library},
        "made with": {name: version(name) for name in _MADE_WITH},
        "five folds": figures(examples, scores),
        "said and true share by fifths": _calibration(1 / (1 + np.exp(-flat)), labels),
        "limits": _LIMITS,
    }
    made = fit(*rows, table.features)
    return msgspec.structs.replace(made, floor=fit_floor(*rows, table.features), card=card)


def _calibration(likely: Floats, labels: Any) -> list[list[float]]:
    """For references by fifths of (0, 1): the mean said likelihood and the share that is compared with."""
    fifth = np.minimum(4, (likely * 5).astype(int))
    return [
        [round(float(likely[fifth == k].mean()), 3), round(float(labels[fifth == k].mean()), 3)]
        for k in range(5)
        if (fifth == k).any()
    ]


def learnt_from(library: Library, data: Path, limit: int | None = None) -> Ensemble:
    """The model of the papers of task T2 in a folder, or of its first `limit`."""
    return train([*read_examples(data, LibrarySource(library), limit)], corpora(library))
