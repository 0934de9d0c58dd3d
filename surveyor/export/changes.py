"""Changes between two surveys, as Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from surveyor.export.marked import escape, table, titled
from surveyor.models import Changes, Paper


def json(found: Changes) -> str:
    """All of it, two blanks an indent."""
    return msgspec.json.format(msgspec.json.encode(found, order="deterministic"), indent=2).decode() + "\n"


def markdown(found: Changes) -> str:
    """For a person; the same surveys have no difference."""
    return "\n\n".join(_blocks(found)) + "\n"


def _blocks(found: Changes) -> Iterator[str]:
    old, new = found.problems
    yield f"# Changes: {escape(new)}"
    if old != new:
        yield f"These are two problems: “{escape(old)}” before, “{escape(new)}” now."
    yield f"From `{found.old}` (as of {found.months[0]}) to `{found.new}` (as of {found.months[1]})."
    if found.none:
        yield "No difference."
    if found.recent:
        yield "## New papers"
        yield _listed(found.recent)
    if found.gone:
        yield "## No longer among the closest"
        yield _listed(found.gone)
    if found.moved:
        yield "## Baselines"
        rows = [(titled(m.paper), _place(m.old), _place(m.new), escape(m.why)) for m in found.moved]
        yield table(("Method", "Before", "Now", "Why"), rows)
    if found.venues:
        yield "## Venues"
        shares = [(escape(share.venue), f"{share.old:.2f}", f"{share.new:.2f}") for share in found.venues]
        yield table(("Venue", "Before", "Now"), shares)
    if found.made_by:
        yield "## What made the difference"
        yield "\n".join(f"- {escape(line)}" for line in found.made_by)


def _listed(papers: Iterable[Paper]) -> str:
    return "\n".join(f"- {titled(paper)} ({paper.year or 'no year known'})" for paper in papers)


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)
