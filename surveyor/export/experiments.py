"""The table of experiments that a survey asks for: a row a run, the reported figures filled in, one's own left open."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyor.errors import UsageError
from surveyor.export.marked import escape, named, table
from surveyor.export.practice import reach
from surveyor.export.table import BYTE_ORDER_MARK, inert
from surveyor.models import Paper, Role, Strategy, Survey
from surveyor.models.notes import Expected
from surveyor.ranking.expected import expected
from surveyor.ranking.shown import shortlist
from surveyor.text import clean

COLUMNS, STRATEGIES = 4, 5
"""Pairs of dataset and metric, and strategies, that get a place."""

STAGES: Sequence[tuple[str, str, str]] = (
    ("smoke", "hundreds of rows", "until it runs from end to end"),
    ("fit", "thousands of rows", "until the training loss nears zero: a model that cannot overfit them has a bug"),
    ("sense", "tens of thousands of rows", "to see which settings matter"),
    ("full", "all rows", "only what the stages before left standing"),
)
"""Name of a stage, the data it takes, and how long it lasts."""

_SLUG_LENGTH = 40
_FIGURES = "A figure with a range is what several papers report; a run of your own far below it points to a bug first."
_NO_FIGURES = (
    "No paper that reports figures of these was read in full, so the columns are the usual metrics, to be filled in "
    "from the papers that compare with a row; a run of your own far below what they report points to a bug first."
)


@dataclass(frozen=True, slots=True)
class Run:
    """A row."""

    slug: str
    """Fit for a git tag: ASCII letters, digits and hyphens."""
    name: str
    kind: str
    """The role of a baseline, or `strategy`."""
    base: str
    """What a strategy is added to; empty for a baseline."""
    cells: tuple[str, ...]
    """Reported figures, by column; empty where nobody reports one."""
    cited: str
    """Who reports them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole table."""

    columns: tuple[str, ...]
    runs: tuple[Run, ...]


def plan(survey: Survey, most: int | None = None) -> Plan:
    """A row for each baseline of the shortlist, or for the first `most` by rank, and for each strategy that is used
    most; UsageError where there is no baseline."""
    if not survey.baselines:
        raise UsageError("no baseline is in this survey, so there is nothing to run")
    listed = [
        candidate
        for role in (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER)
        for candidate in shortlist(survey.baselines, role)
    ]
    chosen = listed if most is None else list(survey.baselines[:most])
    scores = expected(survey.citations, [candidate.paper.id for candidate in chosen])
    usage = Counter((one.dataset, one.metric) for one in scores)
    usual = [("", metric) for metric in survey.route.metrics]
    columns = (sorted(usage, key=lambda pair: (-usage[pair], pair)) or usual)[:COLUMNS]
    papers = {paper.id: paper for paper in survey.papers}
    taken: set[str] = set()
    rows = [
        Run(
            _slug(candidate.paper.names[0] if candidate.paper.names else candidate.paper.title, taken),
            candidate.paper.title,
            candidate.role.value,
            "",
            *_filled(candidate.paper.id, columns, scores, papers),
        )
        for candidate in chosen
    ]
    open_cells = ("",) * len(columns)
    slugs = {candidate.paper.id: run.slug for candidate, run in zip(chosen, rows, strict=True)}
    for strategy in survey.strategies[:STRATEGIES]:
        base = slugs[_base(strategy, survey, slugs)]
        rows.append(Run(_slug(f"{base}+{strategy.name}", taken, 2), strategy.name, "strategy", base, open_cells, ""))
    return Plan(tuple(f"{dataset} {metric}".strip() for dataset, metric in columns), tuple(rows))


def _base(strategy: Strategy, survey: Survey, chosen: Collection[str]) -> str:
    """What a strategy is tried on: the first of the chosen works that papers added it to, else the best by rank that
    is no frontier."""
    ranked = sorted(survey.baselines, key=lambda candidate: candidate.role is Role.FRONTIER)
    return next(work for work in (*strategy.added_to, *(c.paper.id for c in ranked)) if work in chosen)


def _filled(
    work: str, columns: Sequence[tuple[str, str]], scores: Sequence[Expected], papers: Mapping[str, Paper]
) -> tuple[tuple[str, ...], str]:
    """The cells of a work, and who reports them."""
    mine = {(one.dataset, one.metric): one for one in scores if one.work == work}
    cells = tuple(reach(mine[pair]) if pair in mine else "" for pair in columns)
    by = (figure for pair in columns if pair in mine for figure in mine[pair].figures)
    said = (f"{named(papers[f.by])}{f' (Table {f.table})' if f.table else ''}" for f in by if f.by in papers)
    return cells, "; ".join(dict.fromkeys(said))


def _slug(text: str, taken: set[str], parts: int = 1) -> str:
    """A name that git takes for a tag and that no other row has, of so many names."""
    most = parts * _SLUG_LENGTH
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    stem = slug = (words if len(words) <= most else words[:most].rsplit("-", 1)[0]) or "run"
    number = 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def markdown(survey: Survey, most: int | None = None) -> str:
    """The stages, then the table."""
    made = plan(survey, most)
    head = ["Tag", "Run", "Kind", "Added to", *made.columns, "Reported by", "Mine"]
    rows = [
        [
            f"`{run.slug}`",
            escape(run.name),
            run.kind,
            run.base and f"`{run.base}`",
            *map(escape, run.cells),
            run.cited,
            "",
        ]
        for run in made.runs
    ]
    blocks = [
        f"# Experiments for {escape(survey.problem.text)}",
        f"As of {survey.problem.as_of}. Survey `{survey.id}`.",
        "Run every row in these stages, and stop at the first that fails:",
        "\n".join(f"{place}. **{name}**: {data}, {why}" for place, (name, data, why) in enumerate(STAGES, 1)),
        table([escape(cell) for cell in head], rows),
        _FIGURES if any(run.cited for run in made.runs) else _NO_FIGURES,
    ]
    return "\n\n".join(blocks) + "\n"


def csv_table(survey: Survey, most: int | None = None) -> str:
    """The table as RFC 4180, with a column a stage to tick off; no cell is a formula."""
    made = plan(survey, most)
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    stages = [f"{name}: {data}" for name, data, _ in STAGES]
    writer.writerow(map(inert, ["tag", "run", "kind", "added_to", *made.columns, "reported_by", "mine", *stages]))
    writer.writerows(map(inert, row) for row in _rows(made))
    return out.getvalue()


def _rows(made: Plan) -> Iterator[list[str]]:
    for run in made.runs:
        yield [
            run.slug,
            clean(run.name),
            run.kind,
            run.base,
            *map(clean, run.cells),
            clean(run.cited),
            "",
            *[""] * len(STAGES),
        ]
