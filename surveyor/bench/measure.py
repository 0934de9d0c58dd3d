"""A measurement: to each set of questions surveyor answers, and its peers in the same run, and tables are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from surveyor import __version__
from surveyor.batch import Job
from surveyor.bench import comparisons, routes, works
from surveyor.bench.answers import Answers, Ask, Progress, Told, asked, fingerprint, kept_in, surveyed
from surveyor.bench.ground import Ground, of_corpora, of_shelf
from surveyor.bench.pool import SEARCHES
from surveyor.bench.problems import Half
from surveyor.bench.questions import Questions, from_files, in_words
from surveyor.bench.scoring import check_installed
from surveyor.bench.sheet import OURS, Sheet, sheet
from surveyor.bench.shelf import of_its_papers
from surveyor.bench.tasks import TASKS
from surveyor.errors import CorpusError, UsageError
from surveyor.library import Library
from surveyor.ranking.peers import PEERS
from surveyor.settings import Settings
from surveyor.venues import load

TOP = 100
"""Length of the lists that surveyor answers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure, and where."""

    tasks: Sequence[str]
    data: Path | None
    """Folder with questions and gold; None for tasks that are built in."""
    cache: Path
    """Folder with the library; answers are kept in it."""
    venues: Path
    """The venue map."""
    today: date
    limit: int | None = None
    """Only so many of the first questions of each set."""
    half: Half = "report"
    """Of the problems in users' words."""
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Talk:
    """How the user is told what goes on."""

    say: Callable[[str], None]
    bar: Callable[[int, str], AbstractContextManager[Progress]]
    """Number of questions, and who is asked, to a context with progress."""


def check_known(peer: str | None) -> None:
    """UsageError for a name that no row of any table has."""
    known = (OURS, *SEARCHES, *PEERS, *comparisons.RULES, *routes.CLASSIFIERS)
    if peer not in (None, *known):
        raise UsageError(f"no row {peer!r} in any table; rows are {', '.join(known)}")


def measure(wanted: Wanted, talk: Talk) -> Iterator[Sheet]:
    """The tables of the tasks; those that cannot be measured are left out with a word, CorpusError where that is all
    of them. UsageError where there is no library, or no ir-measures."""
    check_installed()
    measured = False
    for asks in dict.fromkeys(TASKS[task].asks for task in wanted.tasks):
        tasks = [task for task in wanted.tasks if TASKS[task].asks == asks and _has_files(task, wanted, talk)]
        if tasks:
            for made in _measured(tasks, wanted, talk):
                measured = True
                yield made
    if not measured:
        raise CorpusError("nothing to measure: all tasks were left out, see above")


def _has_files(task: str, wanted: Wanted, talk: Talk) -> bool:
    missing = TASKS[task].missing(wanted.data)
    if missing:
        where = "it needs --data DIR" if wanted.data is None else f"no {missing}"
        talk.say(f"{task} is left out: {where}")
    return missing is None


def _measured(tasks: Sequence[str], wanted: Wanted, talk: Talk) -> list[Sheet]:
    """The tables of tasks that ask the same questions."""
    asks = TASKS[tasks[0]].asks
    folder = wanted.cache / "bench" / asks
    with _ground(asks, wanted.cache, folder) as base:
        questions = _questions(tasks, wanted, base)
        if not base.knows(questions.names()):
            remedy = "import its corpora with `surveyor corpus import`"
            talk.say(f"{', '.join(tasks)} is left out: nothing that is right is in the library; {remedy}")
            return []
        answers = _answers(tasks, questions, base, folder, wanted, talk)
    on = f"{_where(asks, wanted)}{base.about}; surveyor {__version__}"
    return [sheet(task, on, answers) for task in tasks]


def _where(asks: str, wanted: Wanted) -> str:
    """Where the questions are from; the shelf's are from what they are asked on."""
    if asks == "words":
        return f"half {wanted.half}; "
    return "" if asks == "shelf" or wanted.data is None else f"{wanted.data.resolve().name}/{asks}; "


@contextmanager
def _ground(asks: str, cache: Path, folder: Path) -> Iterator[Ground]:
    base = of_shelf(folder) if asks == "shelf" else of_corpora(cache)
    with closing(base.library):
        yield base


def _questions(tasks: Sequence[str], wanted: Wanted, base: Ground) -> Questions:
    """All that is asked, with what is right for the tasks."""
    asks = TASKS[tasks[0]].asks
    if asks == "shelf":
        return of_its_papers(base.library)
    if asks == "words" or wanted.data is None:
        return in_words(wanted.half)
    gold = {f"{task}.{part}".rstrip("."): file for task in tasks for part, file in TASKS[task].gold.items()}
    return from_files(wanted.data, asks, gold)


def _answers(
    tasks: Sequence[str], questions: Questions, base: Ground, folder: Path, wanted: Wanted, talk: Talk
) -> list[Answers]:
    """What surveyor and its peers answer; what is kept of an earlier run is not asked again."""
    kept_in(folder, fingerprint(base.word, wanted.venues, questions.topics))
    topics = questions.topics[: wanted.limit]
    told = Told({}, None)
    if TASKS[tasks[0]].answer != "compared":
        job = Job(base.file, wanted.venues, Settings(top=TOP), wanted.today)
        with talk.bar(len(topics), f"{tasks[0]}: surveyor") as progress:
            told = surveyed(topics, folder, job, wanted.jobs, progress)
    opened = partial(_asker, tasks, questions, told, base.library, wanted.venues)
    with talk.bar(len(topics), f"{tasks[0]}: its peers") as progress:
        return asked(topics, folder / f"answers-{questions.word}.jsonl", opened, progress)


def _asker(tasks: Sequence[str], questions: Questions, told: Told, library: Library, venues: Path) -> Ask:
    match TASKS[tasks[0]].answer:
        case "compared":
            return comparisons.asker(library, tasks[0], questions)
        case "route":
            return routes.asker(library, tasks[0], questions, told, load(venues))
        case _:
            return works.asker(library, tasks, questions, told)
