"""Sets of questions with what is right, read from files in the format of the bench or out of surveyor itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from surveyor.bench import problems
from surveyor.dates import parse_month
from surveyor.errors import CorpusError
from surveyor.text import has_chinese


@dataclass(frozen=True, slots=True)
class Topic:
    """A problem to be answered as of a month."""

    qid: str
    problem: str
    cutoff: int
    """First month number that may not be seen."""
    exclude: tuple[str, ...] = ()
    """Ids of papers that may not be seen either."""
    paper: str = ""
    """The paper whose references are to be ranked, where that is what is asked."""


@dataclass(frozen=True, slots=True)
class Named:
    """A work or a venue, by all that it may be known under."""

    ids: tuple[str, ...]
    title: str = ""


Gold = Mapping[str, tuple[Named, ...]]
"""qid to the right answers."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Topics, and what is right for each list that is asked for."""

    name: str
    topics: tuple[Topic, ...]
    gold: Mapping[str, Gold] = field(default_factory=dict)
    """Name of a list (a task, or `TASK.part`) to its gold; a topic that a list leaves out does not count there."""

    @property
    def word(self) -> str:
        """A word that changes with what is right."""
        return hashlib.sha256(msgspec.json.encode(self.gold, order="deterministic")).hexdigest()[:12]

    def names(self) -> set[str]:
        """Everything that is right somewhere, under all its ids."""
        rights = (right for gold in self.gold.values() for one in gold.values() for right in one)
        return {name for right in rights for name in right.ids}


class _Row(msgspec.Struct):
    qid: str
    problem: str
    as_of: str
    exclude: list[str] = []
    paper: str = ""


def read_topics(path: Path) -> list[Topic]:
    """The topics of a file, in its order; CorpusError for a file that is missing or not in the format."""
    decode = msgspec.json.Decoder(_Row).decode
    topics: dict[str, Topic] = {}
    for place, line in _lines(path):
        try:
            row = decode(line)
            topic = Topic(row.qid, row.problem, parse_month(row.as_of), tuple(row.exclude), row.paper)
        except ValueError as error:
            raise CorpusError(f"{place}: not a query of the bench: {error}") from error
        if topic.qid in topics:
            raise CorpusError(f"{place}: qid {topic.qid!r} stands here twice; give every query its own")
        topics[topic.qid] = topic
    return list(topics.values())


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


def from_files(folder: Path, name: str, gold: Mapping[str, str]) -> Questions:
    """The questions `name` of a folder; `gold` maps lists to the files that say what is right."""
    topics = tuple(read_topics(folder / f"{name}.queries.jsonl"))
    right = {
        of: {qid: tuple(Named((one,)) for one in sorted(ids)) for qid, ids in read_gold(folder / file).items()}
        for of, file in gold.items()
    }
    return Questions(name, topics, right)


def in_words(half: problems.Half = "report") -> Questions:
    """Problems as users say them, English (`words-en`) and Chinese (`words-zh`) apart, all that there are to choose by
    or those of the report; works that the corpora do not hold count for nothing."""
    tasks = problems.load(half=half) + (problems.load(problems.MORE) if half == "tune" else ())
    gold: dict[str, dict[str, tuple[Named, ...]]] = {"words-en": {}, "words-zh": {}}
    for task in tasks:
        right = tuple(Named(work.ids, work.title) for work in task.works if work.in_corpora)
        gold["words-zh" if has_chinese(task.problem) else "words-en"][task.qid] = right
    topics = tuple(Topic(task.qid, task.problem, parse_month(task.as_of)) for task in tasks)
    return Questions("words", topics, gold)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """(file:line, text) of what is not blank."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read: {error}") from error
    return ((f"{path}:{number}", line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
