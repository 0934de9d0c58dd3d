"""How often a baseline gets the role that somebody at home in the problem gives it.

    python -m surveyor.bench.roles --cache-dir DIR

DIR holds a library into which the corpora of the bench were imported. For each half, tune and report: how many of the
labelled works the answers hold, the share of them with the right role, Cohen's kappa, the table of confusion, and for
how many problems with a simple work among its labels one is shown under simple.

Labels. `roles.tsv` holds lines `qid id role` for the first 32 of `problems.jsonl`, half of each: the works that the
expert names, the first twelve baselines of an answer, and what was shown of each role. A work is `frontier` (what one
must beat in the month of the problem), `classic` (a known strong method that papers compare with), `simple` (the plain
method to start from) or `none` (nothing to compare with on this problem, as a backbone, a data set or a work on
something else). They were given to titles and years, sorted by year, without the role or the place in the answer.

Limits. One reader labelled once, so how far two readers agree, or one with himself, is not known. Years were seen and
much of what parts frontier from classic is age, so labels lean towards a rule by age. A work that none of the above
holds has no label and is in no share. Ids that are no public ones are those of the corpora as imported.
An answer has no role for `none`, which is counted apart: it is the ranking that should leave it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from surveyor import places
from surveyor.bench.ground import open_library
from surveyor.bench.problems import Half, Task, load
from surveyor.errors import CorpusError, SurveyorError
from surveyor.library import Library
from surveyor.models import Candidate, Role
from surveyor.pipeline import survey
from surveyor.problem import pose
from surveyor.ranking.shown import shortlist
from surveyor.sources import open_sources
from surveyor.venues import load as load_venues

FILE = Path(__file__).with_name("roles.tsv")
"""One label a line."""

NONE = "none"
"""The label of what is no baseline of the problem."""

ROLES = tuple(role.value for role in (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER))

Labels = Mapping[str, str]
"""Id of a work to its label, for one problem."""


def read_labels(path: Path = FILE) -> dict[str, dict[str, str]]:
    """qid to id to label; CorpusError names the first bad line."""
    labels: dict[str, dict[str, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match line.split("\t"):
            case [qid, work, label] if label in (*ROLES, NONE) and work not in labels.get(qid, {}):
                labels.setdefault(qid, {})[work] = label
            case _:
                raise CorpusError(f"{path}:{number}: not `qid id role`, or a second label of the same work")
    return labels


@dataclass(frozen=True, slots=True)
class Outcome:
    """One problem, answered."""

    pairs: tuple[tuple[str, str], ...]
    """(label, role of the answer) of each labelled baseline of the answer."""
    shown: tuple[str, ...]
    """Labels of what is shown under simple; empty for what has none."""
    has_simple: bool
    """Whether any of the labels is simple."""


def outcome(labels: Labels, baselines: Sequence[Candidate]) -> Outcome:
    """An answer beside the labels of its problem."""
    pairs = [(label, c.role.value) for c in baselines if (label := label_of(c, labels))]
    shown = tuple(label_of(c, labels) for c in shortlist(baselines, Role.SIMPLE))
    return Outcome(tuple(pairs), shown, Role.SIMPLE.value in labels.values())


def label_of(candidate: Candidate, labels: Labels) -> str:
    """The label of a candidate by any of its ids; empty where it has none."""
    return next((labels[i] for i in (candidate.paper.id, *candidate.paper.ids) if i in labels), "")


def figures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Lines that say how well the roles agree; works labelled none have a row of the table and are in no share."""
    from sklearn.metrics import cohen_kappa_score

    pairs = [pair for one in outcomes for pair in one.pairs]
    told = [pair for pair in pairs if pair[0] != NONE]
    if told:
        right = sum(label == role for label, role in told)
        kappa = cohen_kappa_score(*zip(*told, strict=True), labels=list(ROLES))
        yield f"{len(told)} works with a role, {right / len(told):.3f} as labelled, kappa {kappa:.3f}"
    yield from confusion(pairs)
    asked = [one for one in outcomes if one.has_simple]
    hits = sum(Role.SIMPLE.value in one.shown for one in asked)
    yield f"a simple work is shown under simple for {hits} of the {len(asked)} problems that have one"
    shown = Counter(label or "unlabelled" for one in outcomes for label in one.shown)
    yield "shown under simple: " + ", ".join(f"{count} {label}" for label, count in sorted(shown.items()))


def confusion(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Lines of a table, labels down and roles of the answers across."""
    counts = Counter(pairs)
    yield f"{'label':<10}" + "".join(f"{role:>10}" for role in ROLES)
    for label in (*ROLES, NONE):
        yield f"{label:<10}" + "".join(f"{counts[label, role]:>10}" for role in ROLES)


def answers(library: Library, tasks: Sequence[Task]) -> Iterator[Sequence[Candidate]]:
    """The baselines for each task, from a library."""
    venues, sources = load_venues(places.venues_file()), open_sources(library)
    for task in tasks:
        yield survey(pose(task.problem, as_of=task.as_of, today=date.today()), venues, sources).baselines


def measure(library: Library, half: Half, labels: Mapping[str, Labels]) -> Iterator[str]:
    """The figures of one half."""
    tasks = [task for task in load(half=half) if task.qid in labels]
    made = zip(tasks, answers(library, tasks), strict=True)
    yield f"\n{half}: {len(tasks)} problems"
    yield from figures([outcome(labels[task.qid], baselines) for task, baselines in made])


@click.command()
@click.option("--cache-dir", required=True, type=click.Path(), help="Where the library with the corpora is.")
def main(**asked: Any) -> None:
    """Print how well the roles of baselines agree with the labels, a half at a time."""
    try:
        with open_library(asked["cache_dir"]) as library:
            for half in ("tune", "report"):
                for line in measure(library, half, read_labels()):
                    click.echo(line)
    except SurveyorError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
