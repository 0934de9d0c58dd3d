from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from surveyor.bench.comparisons import RULES, asker
from surveyor.bench.questions import Named, Questions, Topic
from surveyor.errors import CorpusError
from surveyor.library import Library

PAPERS = [
    {"id": "p:1", "title": "A new ranker", "date": "2020-01"},
    {"id": "p:0", "title": "An older ranker", "date": "2019-01"},
    {"id": "w:often", "title": "Ranking in theory", "date": "2010-01"},
    {"id": "w:table", "title": "A strong ranker", "date": "2019-05"},
    {"id": "w:once", "title": "Another ranker", "ids": {"arxiv": "1801.00001"}},
]
CITATIONS = [
    {"citing": "p:1", "cited": "w:often", "mentions": {"related": 5, "intro": 1}},
    {"citing": "p:1", "cited": "w:table", "mentions": {"table": 2}},
    {"citing": "p:1", "cited": "w:once", "mentions": {}, "baseline_subsection": True},
    {"citing": "p:0", "cited": "w:often", "mentions": {"intro": 1}},
]
TOPIC = Topic("q", "", 2020 * 12, paper="p:1")
QUESTIONS = Questions("t2", (TOPIC,), {"t2": {"q": (Named(("arxiv:1801.00001",)), Named(("w:table",)))}})


def test_everybody_ranks_the_references_of_the_paper_by_their_rule(library_of: Callable[..., Library]) -> None:
    with library_of(x=(PAPERS, CITATIONS)) as library:
        ask = asker(library, "t2", QUESTIONS)
        answers = ask(TOPIC)
        assert ask(TOPIC).found == answers.found
        with pytest.raises(CorpusError, match='q: the query names no "paper"'):
            ask(replace(TOPIC, paper=""))
        nothing = ask(Topic("r", "", 2020 * 12, paper="x:unknown"))
    found = answers.found["t2"]
    assert found.keys() == {"surveyor", *RULES} == answers.seconds.keys()
    assert found["mentions"] == ["w:often", "w:table", "arxiv:1801.00001"]
    assert found["exp+3table+2subsection"] == ["w:table", "arxiv:1801.00001", "w:often"]
    assert found["recency"] == ["w:table", "w:often", "arxiv:1801.00001"]
    assert found["citation-count"][0] == "w:often"
    assert all(set(works) == {"w:often", "w:table", "arxiv:1801.00001"} for works in found.values())
    assert answers.gold == {"t2": ["arxiv:1801.00001", "w:table"]}
    assert nothing.gold == {"t2": []}
    assert not any(nothing.found["t2"].values())
