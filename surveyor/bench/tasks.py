"""The tasks of the bench, one a row: what is asked, which answer counts, and by which measures.

A folder holds `NAME.queries.jsonl`, a line `{"qid", "problem", "as_of", "exclude"}` a problem, and `NAME.qrels`, lines
`qid 0 id relevance` as in TREC. Tasks without files are built in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from surveyor.errors import UsageError

Answer = Literal["baselines", "related", "route", "compared"]
"""Which list of surveyor's is the answer: three of `surveyor batch`, or that of `surveyor compared`."""

Among = Literal["all", "closed", "models"]
"""Which works are candidates: all; those that cite others, whose full text is in the library; names of models."""

Peers = Literal["graph", "search"]
"""Who is asked besides: searches and rankings by citations, or searches alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """A measure in a table."""

    head: str
    measure: str
    """As ir-measures names it."""
    part: str = ""
    """Of which list, where a task has several: that of `TASK.part`."""


def _columns(*measures: str) -> tuple[Column, ...]:
    return tuple(Column(measure, measure) for measure in measures)


_RANKED = _columns("R@5", "R@10", "R@20", "nDCG@10", "RR")


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked and what is right."""

    about: str
    asks: str
    """The set of questions, by the name of its file; tasks may share it."""
    gold: Mapping[str, str]
    """List to the name of the file that says what is right in it; empty: built in."""
    columns: tuple[Column, ...]
    main: str
    """Head of the column by which rows are ordered and compared."""
    answer: Answer = "baselines"
    among: Among = "all"
    peers: Peers = "graph"
    caution: str = ""
    """What to know before a figure is believed."""

    def missing(self, folder: Path | None) -> Path | None:
        """The first of its files that is not in the folder; None where nothing is missing."""
        names = [f"{self.asks}.queries.jsonl", *self.gold.values()] if self.gold else []
        files = (Path(name) if folder is None else folder / name for name in names)
        return next((file for file in files if folder is None or not file.is_file()), None)


_LEARNT = (
    "the model of surveyor has learnt from the dev half of this task, where its figures are too good: the card in the "
    "file of the model has those of papers that it had not learnt from"
)

TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "t1": Task("baselines as of a month, all works", "t1", {"": "t1.qrels"}, _RANKED, "nDCG@10", caution=_LEARNT),
        "t1c": Task(
            "baselines as of a month, among full texts",
            "t1",
            {"": "t1.qrels"},
            _RANKED,
            "nDCG@10",
            among="closed",
            caution=_LEARNT,
        ),
        "strict": Task(
            "works in a table or under a heading of baselines, all works",
            "t1",
            {"": "t1.strict.qrels"},
            _RANKED,
            "nDCG@10",
            caution=_LEARNT,
        ),
        "t2": Task(
            "which of a paper's references it compares with",
            "t2",
            {"": "t2.qrels"},
            _columns("R@10", "nDCG@10"),
            "R@10",
            answer="compared",
            caution=_LEARNT,
        ),
        "t3": Task(
            "models that a recommender paper compares with",
            "t3",
            {"": "t3.qrels"},
            _columns("R@10", "nDCG@10"),
            "R@10",
            among="models",
        ),
        "t4": Task(
            "works that answer a question for literature",
            "t4",
            {"": "t4.qrels"},
            _columns("R@20", "R@100"),
            "R@20",
            answer="related",
            peers="search",
        ),
        "t5": Task(
            "the venue of a paper, by its title",
            "t5",
            {"": "t5.qrels", "community": "t5.community.qrels"},
            (
                Column("acc@1", "Success@1"),
                Column("acc@3", "Success@3"),
                Column("community", "Success@1", "community"),
            ),
            "acc@1",
            answer="route",
            caution="the peers choose among the venues of the gold alone, surveyor among all of its map: a place "
            "that it gives to another venue is lost",
        ),
        "words-en": Task("problems in users' words, English", "words", {}, _columns("R@20"), "R@20"),
        "words-zh": Task("problems in users' words, Chinese", "words", {}, _columns("R@20"), "R@20"),
        "shelf": Task(
            "baselines of the papers of the starter shelf",
            "shelf",
            {},
            _RANKED,
            "nDCG@10",
            caution="surveyor was made with this shelf at hand, and reads its notes: a check that all works, no proof",
        ),
    }
)

NAMES = tuple(dict.fromkeys(name.partition("-")[0] for name in TASKS))
"""What tasks are chosen by: `words` stands for those in both languages."""


def chosen(names: Collection[str]) -> tuple[str, ...]:
    """The tasks of some names, in the order of the table; UsageError for a name that none has."""
    if unknown := sorted(set(names) - set(NAMES)):
        raise UsageError(f"no task {unknown[0]!r}: tasks are {', '.join(NAMES)}")
    return tuple(task for task in TASKS if task.partition("-")[0] in names)


def usual(*, with_data: bool) -> list[str]:
    """The names of the tasks that are measured where none are chosen: with a folder of data all but the shelf's."""
    return [name for name in NAMES if (name == "shelf") != with_data]
