"""Pieces of Markdown: text, links, tables and quotes that no reader takes for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from surveyor.authors import split_name
from surveyor.identity import link
from surveyor.models import Paper, Place

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK = re.compile(r"^(?:[#+=-]|\d+[.)])")


def escape(text: str) -> str:
    """Text that no Markdown or HTML reader takes for markup."""
    flat = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", flat)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of escaped cells."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def titled(paper: Paper) -> str:
    """The title, linked to where it can be read."""
    target = link(paper.ids)
    return f"[{escape(paper.title)}]({target})" if target else escape(paper.title)


def quoted(place: Place) -> str:
    """Where a place is, and what stands there."""
    where = [f"Table {place.table}"] if place.table else []
    where += [f"“{place.head}”"] if place.head else [] if where else [place.section.value]
    said = f": {place.text}" if place.table else f": “{place.text}”"
    return escape(", ".join(where) + (said if place.text else ""))


def named(paper: Paper) -> str:
    """How a paper is named in passing, without markup."""
    return escape(in_passing(paper))


def in_passing(paper: Paper) -> str:
    """First author's family name and year, else the title, cut."""
    family = split_name(paper.authors[0]).family if paper.authors else ""
    if not family:
        return paper.title if len(paper.title) <= 40 else paper.title[:38].rstrip() + "…"
    others = " et al." if len(paper.authors) > 1 else ""
    return f"{family}{others} {paper.year or 'n.d.'}"


def inline(text: str) -> str:
    """Text at the beginning of a line or item, where `#`, `-`, `+`, `=` or `1.` would open a block."""
    return _BLOCK.sub(lambda sign: sign[0][:-1] + "\\" + sign[0][-1], text)
