from __future__ import annotations

from collections.abc import Callable

import pytest

from surveyor.bench.ground import of_shelf
from surveyor.bench.questions import Questions
from surveyor.bench.shelf import ENOUGH, of_its_papers
from surveyor.dates import parse_month
from surveyor.library import Library

METHODS = [{"id": f"m:{n}", "title": f"Method {n}", "year": 2010 + n, "kind": "method"} for n in range(4)]
PAPERS = [
    *METHODS,
    {"id": "d:1", "title": "A set", "year": 2011, "kind": "dataset"},
    {"id": "p:dated", "title": "A dated paper", "date": "2015-05", "kind": "method"},
    {"id": "p:year", "title": "A paper of a year", "year": 2013, "kind": "method"},
    {"id": "p:undated", "title": "A paper of no year", "kind": "method"},
]
TABLE = {"mentions": {"table": 1}}
CITATIONS = [
    *({"citing": "p:dated", "cited": f"m:{n}", **TABLE} for n in range(3)),
    {"citing": "p:dated", "cited": "m:3", "mentions": {"related": 4}},
    {"citing": "p:dated", "cited": "d:1", **TABLE},
    {"citing": "p:dated", "cited": "p:year", "mentions": {}, "baseline_subsection": True},
    *({"citing": "p:year", "cited": f"m:{n}", "mentions": {"experiments": 2}} for n in range(4)),
    *({"citing": "p:undated", "cited": f"m:{n}", **TABLE} for n in range(4)),
]


def asked(questions: Questions) -> dict[str, tuple[int, list[str]]]:
    """Paper to the month it is asked for in, and what is right."""
    gold = questions.gold["shelf"]
    return {t.qid: (t.cutoff, [name for one in gold[t.qid] for name in one.ids]) for t in questions.topics}


def test_a_paper_is_asked_for_what_it_compares_with_that_was_out(library_of: Callable[..., Library]) -> None:
    with library_of(shelf=(PAPERS, CITATIONS)) as library:
        questions = of_its_papers(library)
    found = asked(questions)
    assert list(found) == ["p:year", "p:dated"]
    assert found["p:dated"] == (parse_month("2015-05"), ["m:0", "m:1", "m:2", "p:year"])
    assert found["p:year"] == (parse_month("2013-01"), ["m:0", "m:1", "m:2"])
    assert all(topic.exclude == (topic.qid,) for topic in questions.topics)
    assert questions.topics[1].problem == "A dated paper"


def test_the_shelf_asks_some_two_hundred_questions_that_hide_the_paper_and_name_earlier_works(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ground = of_shelf(tmp_path_factory.mktemp("shelf"))
    with ground.library as library:
        questions = of_its_papers(library)
    assert 150 < len(questions.topics) < 400
    for topic in questions.topics:
        right = questions.gold["shelf"][topic.qid]
        assert len(right) >= ENOUGH
        assert topic.qid in topic.exclude
        assert not {name for one in right for name in one.ids} & set(topic.exclude)
