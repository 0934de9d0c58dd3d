"""Rankings tried in five folds over papers: by models that learnt from less, or by one feature alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from surveyor.bench.exam import Example
from surveyor.bench.learn import Rows, Table, fit, per_paper
from surveyor.bench.train import FOLDS, SEED
from surveyor.ranking.graph import Floats
from surveyor.ranking.model import stacked

Scorer = Callable[[Example], Floats]
Values = Mapping[str, Floats]
"""Task to nDCG@10 a paper."""


class Recipe(NamedTuple):
    """What a model is learnt from."""

    columns: tuple[int, ...]
    """Of the features."""
    papers: int | None = None
    """How many of the papers of the other folds, of fewer the first of the same order; None for all."""
    said: bool = True
    """Whether from problems in users' words too."""


class Trial(NamedTuple):
    """A way to rank, and the problems that it is judged by."""

    by: Recipe | int
    """A model, or the column of a feature whose larger values come first."""
    asked: Sequence[Example | None]
    """An example a paper of the table; None where it is not asked."""


def tried(
    table: Table,
    trials: Sequence[Trial],
    names: Sequence[str],
    settings: Mapping[str, Any],
    done: Callable[[int], None],
) -> list[Values]:
    """What each trial reaches, no model having seen the paper that it is judged by; `done` is told how many of
    `models(trials)` are learnt.

    A model of a fold is learnt once and judged by all trials of its recipe, at the places of its fold.
    """
    scores: list[list[Floats | None]] = [[None] * len(table.papers) for _ in trials]
    learnt = 0
    for fold in range(FOLDS):
        for recipe in _recipes(trials):
            scorer = _learnt(table, recipe, others(len(table.papers), fold, recipe.papers), names, settings)
            learnt += 1
            done(learnt)
            for trial, found in zip(trials, scores, strict=True):
                if trial.by == recipe:
                    _score(scorer, trial, found, fold)
    for trial, found in zip(trials, scores, strict=True):
        if isinstance(trial.by, int):
            for fold in range(FOLDS):
                _score(_feature(trial.by), trial, found, fold)
    return [per_paper(trial.asked, found) for trial, found in zip(trials, scores, strict=True)]


def models(trials: Sequence[Trial]) -> int:
    """How many models the trials need."""
    return FOLDS * len(_recipes(trials))


def others(papers: int, fold: int, count: int | None = None) -> list[int]:
    """Places of `count` papers that are not of the fold, or of all; those of a smaller count are among those of a
    larger one."""
    found = np.array([place for place in range(papers) if place % FOLDS != fold], int)
    drawn = np.random.default_rng(SEED).permutation(len(found))[:count]
    return sorted(found[drawn].tolist())


def _recipes(trials: Collection[Trial]) -> list[Recipe]:
    return list(dict.fromkeys(trial.by for trial in trials if isinstance(trial.by, Recipe)))


def _learnt(
    table: Table, recipe: Recipe, places: Sequence[int], names: Sequence[str], settings: Mapping[str, Any]
) -> Scorer:
    columns = list(recipe.columns)
    source = table if recipe.said else Table(table.papers, table.examples)
    rows: Rows = source.rows(places)
    held = fit(rows._replace(matrix=rows.matrix[:, columns]), [names[i] for i in columns], settings=settings)
    model = stacked(held)
    return lambda example: model.score(example.matrix[:, columns].astype(np.float64))


def _feature(column: int) -> Scorer:
    return lambda example: np.nan_to_num(example.matrix[:, column].astype(np.float64))


def _score(scorer: Scorer, trial: Trial, scores: list[Floats | None], fold: int) -> None:
    for place in range(fold, len(scores), FOLDS):
        if example := trial.asked[place]:
            scores[place] = scorer(example)
