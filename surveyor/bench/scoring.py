"""Measures of rankings, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from surveyor.errors import UsageError

Floats = npt.NDArray[np.float64]

MEASURES = ("R@5", "R@10", "R@20", "nDCG@10", "RR")
"""As ir-measures names them; RR is the reciprocal rank, whose mean is MRR."""

SEED = 0
RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over queries with its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def check_installed(*packages: str) -> None:
    """UsageError with the remedy where one of the packages is not there, by default ir-measures."""
    missing = [name for name in packages or ("ir-measures",) if not find_spec(name.replace("-", "_"))]
    if missing:
        raise UsageError(f"the bench needs {' and '.join(missing)}: pip install {' '.join(missing)}")


def per_query(
    gold: Mapping[str, Collection[str]], run: Mapping[str, Sequence[str]], measures: Sequence[str] = MEASURES
) -> dict[str, Floats]:
    """Each measure of a run, a value a query of the gold, in the order of their qids.

    `gold` maps a qid to the documents that are right, `run` to those found, best first; a query that the run leaves out
    counts 0. UsageError where ir-measures is not installed.
    """
    check_installed()
    import ir_measures

    place = {qid: i for i, qid in enumerate(sorted(gold))}
    values = {measure: np.zeros(len(place)) for measure in measures}
    qrels = [ir_measures.Qrel(qid, document, 1) for qid in place for document in sorted(gold[qid])]
    found = [
        ir_measures.ScoredDoc(qid, document, float(-rank))
        for qid in place
        for rank, document in enumerate(run.get(qid, ()))
    ]
    if found:
        for metric in ir_measures.iter_calc([*map(ir_measures.parse_measure, values)], qrels, found):
            values[str(metric.measure)][place[metric.query_id]] = metric.value
    return values


def figure(values: Floats, resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """The mean, with the percentile bootstrap over queries (Efron 1979, "Bootstrap methods: another look at the
    jackknife"); NaN without any."""
    if not len(values):
        return Figure(np.nan, np.nan, np.nan)
    drawn = np.random.default_rng(seed).integers(0, len(values), (resamples, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return Figure(float(values.mean()), float(low), float(high))


def difference(values: Floats, others: Floats, resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """How much better than `others` on the same queries, query by query: both draw the same queries."""
    return figure(values - others, resamples, seed)
