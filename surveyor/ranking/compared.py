"""Which of the works that a paper cites it compares with, by a model that was learnt from papers and leaderboards."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from surveyor.models import Citation, Paper, Standing
from surveyor.ranking.features_compared import features
from surveyor.ranking.model import Model, load

SCORED = 3.0
"""Log-odds added for a reference with figures of its own in a comparison table. Not learnt: the papers came with counts
of mentions alone."""


@lru_cache(maxsize=1)
def learnt() -> Model:
    """The model in the package, made by `surveyor bench train compared`."""
    return load(files("surveyor.ranking").joinpath("compared.json").read_bytes())


def likelihoods(
    citing: Paper,
    citations: Sequence[Citation],
    papers: Mapping[str, Paper],
    standings: Mapping[str, Standing] | None = None,
) -> list[float]:
    """How likely `citing` compares with each work that it cites, in (0, 1), in the order of `citations`.

    `citations` are all those out of `citing`, `papers` the cited ones by id, `standings` what is known of how others
    cite them.
    """
    if not citations:
        return []
    model, columns = learnt(), features(citing, citations, papers, standings)
    odds = model.score(np.column_stack([columns[name] for name in model.features]))
    return [_logistic(one + SCORED * bool(c.scores)) for one, c in zip(odds.tolist(), citations, strict=True)]


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
