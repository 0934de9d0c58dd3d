from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from surveyor import places
from surveyor.bench.exam import WAYS, Exam
from surveyor.bench.learn import Table, train
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.ranking.baselines import feature_names, told
from surveyor.ranking.model import Ensemble, dump, load
from surveyor.venues import load as load_venues

pytestmark = pytest.mark.usefixtures("few_in_words")

LibraryOf = Callable[..., Library]

AREAS = ("parsing of sentences", "ranking of documents")
PAPERS = [
    {"id": f"a:{n}", "title": f"Model{n}: {AREAS[n % 2]} by nets", "date": f"20{10 + n // 2}-0{1 + n % 2}"}
    for n in range(20)
]
CITATIONS = [
    {
        "citing": f"a:{n}",
        "cited": f"a:{m}",
        "mentions": {"table": 2, "related": 1} if (n - m) % 2 == 0 else {"intro": 1},
    }
    for n in range(4, 20)
    for m in range(n)
]
ASKED = range(8, 20)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two papers of T1 and all of T2; on boards with a paper stands what is of its area and even."""
    for task, asked in (("t1", (18, 19)), ("t2", ASKED)):
        rows = [
            {"qid": f"{task}-a:{n}", "problem": PAPERS[n]["title"], "as_of": PAPERS[n]["date"], "exclude": [f"a:{n}"]}
            | ({"paper": f"a:{n}"} if task == "t2" else {})
            for n in asked
        ]
        (tmp_path / f"{task}.queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        gold = "".join(f"{task}-a:{n} 0 a:{m} 1\n" for n in asked for m in range(n % 2, n, 2))
        (tmp_path / f"{task}.qrels").write_text(gold)
    (tmp_path / "t1.strict.qrels").write_text((tmp_path / "t1.qrels").read_text())
    return tmp_path


@contextmanager
def quiet(_: int) -> Iterator[Callable[[int], None]]:
    yield lambda _count: None


def learnt(library_of: LibraryOf, data: Path, limit: int | None = None) -> Ensemble:
    with library_of(mine=(PAPERS, CITATIONS)) as library:
        return train(library, load_venues(places.venues_file(None)), data, limit=limit, progress=quiet)


def test_a_model_is_learnt_that_reads_back_and_tells_its_figures(library_of: LibraryOf, data: Path) -> None:
    made = learnt(library_of, data)
    held = load(dump(made))
    assert held.features == feature_names()
    assert held.card["papers"] == len(ASKED)
    assert held.card["library"] == {"mine": {"papers": len(PAPERS), "citations": len(CITATIONS)}}
    figures = held.card["nDCG@10 in five folds"]
    assert isinstance(figures, dict)
    assert {f"{way}, titles" for way in WAYS} <= figures.keys()
    assert all(0 <= value <= 1 for task in figures.values() for value in task.values())
    assert dump(learnt(library_of, data)) == dump(made)


def test_too_few_papers_are_refused_with_the_remedy(library_of: LibraryOf, data: Path) -> None:
    with pytest.raises(CorpusError, match="4 papers to learn from: import the corpora"):
        learnt(library_of, data, 4)


def test_no_example_sees_the_paper_itself_or_anything_later(library_of: LibraryOf, data: Path) -> None:
    with library_of(mine=(PAPERS, CITATIONS)) as library:
        example = Exam(library, load_venues(places.venues_file(None)), data).example("a:12")
    assert {int(document) for document in example.documents} <= set(range(12))
    assert example.boards == {str(m) for m in range(0, 12, 2)} == example.tables


def test_each_paper_is_learnt_from_in_both_wordings_and_with_less_known(library_of: LibraryOf, data: Path) -> None:
    with library_of(mine=(PAPERS, CITATIONS)) as library:
        exam = Exam(library, load_venues(places.venues_file(None)), data)
        table = Table.of(exam, exam.papers, lambda _count: None)
    looked_at = {form: [example is not None for example in found] for form, found in table.examples.items()}
    assert all(looked_at["as is", False])
    assert all(looked_at["as is", True])
    less = [sum(looked_at[way, vague][place] for way in WAYS for vague in (False, True)) for place in range(len(ASKED))]
    assert set(less) <= {3, 4, 5}
    rows = table.rows(range(len(ASKED)))
    assert len(rows.matrix) == len(rows.labels) == len(rows.weights)
    assert rows.labels.any()


RECOMMENDERS = [
    {"id": "rec:1", "title": "Ranking of documents by two nets", "year": 2014},
    {"id": "rec:2", "title": "Ranking of documents by three nets", "year": 2015},
    *({"id": f"model:{name}", "title": name} for name in ("AONE", "BTWO")),
]
COMPARED = [
    {"citing": citing, "cited": cited, "mentions": {"experiments": 1}}
    for citing, cited in (("rec:1", "model:AONE"), ("rec:2", "model:AONE"), ("rec:2", "model:BTWO"))
]


def test_papers_that_name_models_are_learnt_from_but_not_those_that_are_asked_for(
    library_of: LibraryOf, data: Path
) -> None:
    with library_of(mine=(PAPERS, CITATIONS), models=(RECOMMENDERS, COMPARED)) as library:
        exam = Exam(library, load_venues(places.venues_file(None)), data)
        example = exam.example("rec:2")
        table = Table.of(exam, exam.papers, lambda _count: None)
        model = next(one for one in example.tables if one in example.documents)
        row = {"qid": "t3-2", "problem": "x", "as_of": "2015", "exclude": ["rec:2"]}
        (data / "t3.queries.jsonl").write_text(json.dumps(row) + "\n")
        asked = Exam(library, load_venues(places.venues_file(None)), data)
    assert exam.naming == ["rec:1", "rec:2"]
    assert len(table.naming) == 2
    assert not example.boards
    assert len(example.tables) == 2
    assert [document for document in example.documents if document in example.tables] == [model]
    assert asked.naming == ["rec:1"]


def test_vaguer_words_leave_out_the_name_and_what_few_titles_hold(library_of: LibraryOf, data: Path) -> None:
    common = [{"id": f"b:{n}", "title": "Dense retrieval of passages", "date": "2001-01"} for n in range(400)]
    with library_of(mine=(PAPERS, CITATIONS), theirs=(common, [])) as library:
        exam = Exam(library, load_venues(places.venues_file(None)), data)
    assert exam.vague("ColBERT: Late Interaction for Dense Passage Retrieval") == "dense passage retrieval"
    assert exam.vague("Parsing of sentences") == "parsing sentence"


def test_less_is_known_where_an_api_tells_intents_and_less_again_of_metadata(library_of: LibraryOf, data: Path) -> None:
    from surveyor.sources import LibrarySource, Query, View

    with library_of(mine=(PAPERS, CITATIONS)) as library:
        scene = LibrarySource(library).scene(Query("ranking of documents", View(2030 * 12), 5))
    known = {way: told(change(scene))[1] for way, change in WAYS.items()}
    names = feature_names()
    tables = known["intents"][:, names.index("60 of any age: in their tables")]
    assert (tables == 0).all()
    assert (known["as is"][:, names.index("60 of any age: in their tables")] > 0).any()
    assert (known["metadata"] != known["metadata"]).any(axis=0).sum() > 10
