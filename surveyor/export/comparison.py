"""What one paper compares with, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from surveyor.evidence.vocabulary import COST
from surveyor.export.marked import escape, quoted, table, titled
from surveyor.models import Compared, Comparison, Practice, Score, ScoredSystem, Section, Setting
from surveyor.text import title_key

LIKELY = 0.25
"""A work at least this likely is shown as compared with."""

_FIGURES = 4
"""Reported figures of a work that are shown."""

_USED, _SETTINGS = 10, 20
"""Data sets or metrics, and settings, that are shown."""

WHERE = {
    Section.TABLE: "tables",
    Section.EXPERIMENTS: "experiments",
    Section.METHOD: "method",
    Section.RELATED: "related work",
    Section.INTRO: "introduction",
    Section.CONCLUSION: "conclusion",
    Section.OTHER: "elsewhere",
}
"""Section to how it is called in a sentence."""


def markdown(found: Compared) -> str:
    """What is compared with, best first; systems that are cited nowhere; the paper's own; and what is cited without
    comparing, with the reason."""
    compared = [work for work in found.works if work.score >= LIKELY and not work.why_not]
    others = [work for work in found.works if work not in compared]
    blocks = [f"# What {escape(found.paper.title)} compares with", f"{len(found.works)} references are known."]
    if compared:
        blocks.append(table(("Work", "Year", "Likely", "Evidence", "Reported"), map(_row, compared)))
    else:
        blocks.append("None found.")
    for heading, systems in (
        ("Compared with, but found in no reference", found.uncited),
        ("Its own systems", found.ours),
    ):
        if systems:
            blocks += [f"## {heading}", table(("System", "Table", "Reported"), _systems(systems))]
    blocks += _practice(found.practice)
    if others:
        blocks += ["## Cited without comparing", table(("Work", "Year", "Likely", "Why"), map(_other, others))]
    return "\n\n".join(blocks) + "\n"


def json(found: Compared) -> str:
    """The same as one document, all places and figures in it."""
    document = {
        "id": found.paper.id,
        "title": found.paper.title,
        "compared": [row(work) for work in found.works],
        "uncited": found.uncited,
        "ours": found.ours,
        "practice": found.practice,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def row(work: Comparison) -> dict[str, Any]:
    """A work as a JSON object."""
    citation = work.citation
    return {
        "id": work.paper.id,
        "ids": work.paper.ids,
        "title": work.paper.title,
        "score": round(work.score, 4),
        "mentions": {mention.section: mention.count for mention in citation.mentions},
        "why_not": work.why_not,
        "told_by": work.told_by,
        **({"places": citation.places} if citation.places else {}),
        **({"scores": citation.scores} if citation.scores else {}),
    }


def _practice(practice: Practice) -> Iterator[str]:
    """On which data sets, by which metrics and with which settings the experiments were made."""
    used = [("Data sets", practice.datasets), ("Metrics", practice.metrics)]
    lines = [f"- {what}: {escape(', '.join(one.name for one in ones[:_USED]))}" for what, ones in used if ones]
    if lines or practice.settings:
        yield "## How its experiments were made"
    if lines:
        yield "\n".join(lines)
    if practice.settings:
        yield table(("Setting", "Value", "For", "Where"), map(_setting, practice.settings[:_SETTINGS]))


def _setting(setting: Setting) -> Sequence[str]:
    where = [f"Table {setting.table}"] if setting.table else []
    where += [f"“{setting.section}”"] if setting.section else []
    return tuple(map(escape, (setting.name, setting.text, setting.of, ", ".join(where))))


def _row(work: Comparison) -> Sequence[str]:
    citation = work.citation
    names = dict.fromkeys(score.system for score in citation.scores)
    said = f" as {escape(', '.join(names))}" if names else ""
    said_first = next((place for place in citation.places if not place.table), None)
    quote = f"; {quoted(said_first)}" if said_first else ""
    return (
        _titled(work) + said,
        str(work.paper.year or ""),
        f"{work.score:.2f}",
        _where(work) + quote,
        _figures(citation.scores),
    )


def _other(work: Comparison) -> Sequence[str]:
    taken_as = "not sure" if work.citation.compares else "background"
    why = work.why_not or f"{taken_as}: mentioned in {_where(work)}"
    return (_titled(work), str(work.paper.year or ""), f"{work.score:.2f}", escape(why))


def _titled(work: Comparison) -> str:
    return titled(work.paper) + (" (a guess by its citekey)" if work.told_by == "key" else "")


def _where(work: Comparison) -> str:
    counts = {mention.section: mention.count for mention in work.citation.mentions}
    tables = list(dict.fromkeys(score.table for score in work.citation.scores if score.table))
    named = [f"{place} ({counts[section]})" for section, place in WHERE.items() if section in counts]
    named[:1] = [f"table {', '.join(tables)}"] if tables and named else named[:1]
    baselines = ["a section on baselines"] if work.citation.baseline_subsection else []
    return ", ".join(baselines + named) or "the reference list alone"


def _systems(systems: Iterable[ScoredSystem]) -> Iterator[Sequence[str]]:
    """One row a name, whatever the number of tables it stands in."""
    by_name: dict[str, list[ScoredSystem]] = {}
    for system in systems:
        by_name.setdefault(title_key(system.name) or system.name, []).append(system)
    for same in by_name.values():
        tables = dict.fromkeys(system.place.table for system in same if system.place.table)
        yield escape(same[0].name), ", ".join(tables), _figures([score for system in same for score in system.scores])


def _figures(scores: Sequence[Score]) -> str:
    """The first figures, what a system costs behind what it reaches."""
    telling = sorted(scores, key=lambda score: COST.search(score.metric) is not None)
    shown = [escape(figure(score)) for score in telling[:_FIGURES]]
    return "; ".join(shown + ([f"and {len(scores) - len(shown)} more"] if len(scores) > len(shown) else []))


def figure(score: Score) -> str:
    """A reported figure in words."""
    spread = "" if score.spread is None else f" ± {score.spread:g}"
    return " ".join(filter(None, (score.dataset, score.metric, f"{score.value:g}{score.unit}{spread}")))
