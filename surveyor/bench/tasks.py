"""Tasks in the format of the bench: problems as of a month, and the works that are right for each.

A folder holds `NAME.queries.jsonl`, a line `{"qid", "problem", "as_of", "exclude"}` a problem, and `NAME.qrels`, lines
`qid 0 id relevance` as in TREC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import msgspec

from surveyor.dates import parse_month
from surveyor.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked and what is right."""

    about: str
    queries: str
    """File names in the folder."""
    gold: str
    closed: bool = False
    """Only works that cite others are candidates, those whose full text is in the library."""


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "t1": Task("baselines as of a month, all works", "t1.queries.jsonl", "t1.qrels"),
        "t1c": Task("baselines as of a month, among full texts", "t1.queries.jsonl", "t1.qrels", closed=True),
        "strict": Task(
            "works in a table or under a heading of baselines, all works", "t1.queries.jsonl", "t1.strict.qrels"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A problem to be answered as of a month."""

    qid: str
    problem: str
    cutoff: int
    """First month number that may not be seen."""
    exclude: tuple[str, ...] = ()
    """Ids of papers that may not be seen either."""


class _Work(msgspec.Struct):
    id: str
    ids: list[str] = []  # msgspec copies it


class _Answer(msgspec.Struct):
    qid: str
    baselines: list[_Work]


class _Row(msgspec.Struct):
    qid: str
    problem: str
    as_of: str
    exclude: list[str] = []


def read_topics(path: Path) -> list[Topic]:
    """The topics of a file, in its order; CorpusError for a file that is missing or not in the format."""
    decode = msgspec.json.Decoder(_Row).decode
    topics = []
    for place, line in _lines(path):
        try:
            row = decode(line)
            topics.append(Topic(row.qid, row.problem, parse_month(row.as_of), tuple(row.exclude)))
        except ValueError as error:
            raise CorpusError(f"{place}: not a query of the bench: {error}") from error
    return topics


def read_gold(path: Path) -> dict[str, frozenset[str]]:
    """qid to the ids of the works with a relevance above 0; CorpusError as in `read_topics`."""
    gold: dict[str, set[str]] = {}
    for place, line in _lines(path):
        match line.split():
            case [qid, _, paper, relevance] if relevance.lstrip("-").isdecimal():
                if int(relevance) > 0:
                    gold.setdefault(qid, set()).add(paper)
            case _:
                raise CorpusError(f"{place}: not a line of qrels; it is `qid 0 id relevance`")
    return {qid: frozenset(papers) for qid, papers in gold.items()}


def read_results(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Results of `surveyor batch`: qid to the ids of each baseline, best first; CorpusError as in `read_topics`."""
    decode = msgspec.json.Decoder(_Answer).decode
    results = {}
    for place, line in _lines(path):
        try:
            row = decode(line)
        except ValueError as error:
            raise CorpusError(f"{place}: not a result of `surveyor batch`: {error}") from error
        results[row.qid] = [(work.id, *work.ids) for work in row.baselines]
    return results


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """(file:line, text) of what is not blank."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read: {error}") from error
    return ((f"{path}:{number}", line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
