from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from surveyor.bench.train import DIRECTIONS, Table, alone, as_is, by_intents, fit, read_examples, train
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.ranking.model import dump, load
from surveyor.sources import LibrarySource

PAPERS = [{"id": f"a:{n}", "title": f"A model {n}", "date": f"20{10 + n}-01"} for n in range(10)]
CITATIONS = [
    {
        "citing": f"a:{n}",
        "cited": f"a:{m}",
        "mentions": {"table": 2, "experiments": 1} if m % 2 else {"intro": 1},
        "baseline_subsection": bool(m % 2),
    }
    for n in range(3, 10)
    for m in range(n)
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    queries = [json.dumps({"qid": f"q{n}", "paper": f"a:{n}"}) for n in range(3, 10)]
    gold = [f"q{n} 0 a:{m} 1" for n in range(3, 10) for m in range(1, n, 2)]
    (tmp_path / "t2.queries.jsonl").write_text("\n".join(queries) + "\n", encoding="utf-8")
    (tmp_path / "t2.qrels").write_text("\n".join(gold) + "\n", encoding="utf-8")
    return tmp_path


def test_a_model_is_learnt_that_reads_back_and_tells_its_figures(
    data: Path, library_of: Callable[..., Library]
) -> None:
    with library_of(mine=(PAPERS, CITATIONS)) as library:
        examples = [*read_examples(data, LibrarySource(library))]
        held = corpora(library)
    assert examples[0].labels == [False, True, False]
    made = train(examples, held)
    model = load(dump(made))
    assert model.card["papers"] == 7
    assert model.card["library"] == {"mine": {"papers": 10, "citations": len(CITATIONS)}}
    assert set(model.card["made with"]) == {"numpy", "scikit-learn"}  # type: ignore[call-overload]
    assert set(made.card["five folds"]) == {"as is", "file alone", "intents"}  # type: ignore[call-overload]
    table = Table(examples)
    rows = table.training(range(7))
    assert dump(fit(*rows, table.features)) == dump(fit(*rows, table.features))
    assert len(rows[0]) == 2 * sum(map(len, table.labels))
    assert set(table.features) >= DIRECTIONS.keys()


def test_less_is_known_of_a_file_alone_and_less_again_by_intents(
    data: Path, library_of: Callable[..., Library]
) -> None:
    with library_of(mine=(PAPERS, CITATIONS)) as library:
        example = [*read_examples(data, LibrarySource(library))][-1]
    assert as_is(example)["mentions in table"].any()
    assert alone(example)["mentions in table"].any()
    assert np.isnan(alone(example)["citations"]).all()
    assert not by_intents(example)["mentions in table"].any()
    assert by_intents(example)["mentions in experiments"].any()


def test_too_few_papers_are_refused_with_the_remedy() -> None:
    with pytest.raises(CorpusError, match="import the corpora"):
        train([])
