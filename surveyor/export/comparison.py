"""What one paper compares with, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from surveyor.export.markdown import escape, table, titled
from surveyor.models import Comparison, Paper, Section

LIKELY = 0.3
"""A work at least this likely is shown as compared with."""

_WHERE = {
    Section.TABLE: "tables",
    Section.EXPERIMENTS: "experiments",
    Section.METHOD: "method",
    Section.RELATED: "related work",
    Section.INTRO: "introduction",
    Section.CONCLUSION: "conclusion",
    Section.OTHER: "elsewhere",
}


def markdown(paper: Paper, works: Sequence[Comparison]) -> str:
    """Two tables: what is compared with, best first, and what is cited without comparing, with the reason."""
    compared = [work for work in works if work.score >= LIKELY and not work.why_not]
    others = [work for work in works if work not in compared]
    blocks = [f"# What {escape(paper.title)} compares with", f"{len(works)} references are known."]
    blocks.append(table(("Work", "Year", "Likely", "Mentioned in"), map(_row, compared)) if compared else "None found.")
    if others:
        blocks += ["## Cited without comparing", table(("Work", "Year", "Likely", "Why"), map(_other, others))]
    return "\n\n".join(blocks) + "\n"


def _row(work: Comparison) -> Sequence[str]:
    return (titled(work.paper), str(work.paper.year or ""), f"{work.score:.2f}", _where(work))


def _other(work: Comparison) -> Sequence[str]:
    why = work.why_not or f"background: mentioned in {_where(work)}"
    return (titled(work.paper), str(work.paper.year or ""), f"{work.score:.2f}", escape(why))


def _where(work: Comparison) -> str:
    counts = {mention.section: mention.count for mention in work.citation.mentions}
    named = [f"{place} ({counts[section]})" for section, place in _WHERE.items() if section in counts]
    baselines = ["a section on baselines"] if work.citation.baseline_subsection else []
    return ", ".join(baselines + named) or "the reference list alone"
