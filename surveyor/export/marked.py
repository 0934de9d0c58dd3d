"""Pieces of Markdown: text, links, tables and quotes that no reader takes for markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from surveyor.identity import link
from surveyor.models import Paper, Place
from surveyor.people import by_whom

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
"""What begins a sign in HTML's words; any other `&`, as in "Wide & Deep", means itself."""
_SENTENCE = re.compile(r"(?<=[a-z\d)\]][.!?]) +(?=[A-Z])")
_SHORT = 40
"""Characters of a title that is named in passing."""
_BLOCK = re.compile(r"^(?:[#+=-]|\d+[.)])")


def escape(text: str) -> str:
    """Text that no Markdown or HTML reader takes for markup."""
    flat = _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", flat)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of escaped cells."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def titled(paper: Paper) -> str:
    """The title, linked to where it can be read."""
    target = link(paper.ids)
    return f"[{escape(paper.title)}]({target})" if target else escape(paper.title)


def sentence(text: str) -> str:
    """The text with a capital letter and a period, unless it ends in another mark; a first word with capitals inside,
    such as `doc2Vec`, stays as it is."""
    start = text[:1].upper() + text[1:] if "".join(text.split()[:1]).islower() else text
    return start if not text.strip() or start.endswith((".", "!", "?", "…", "。")) else f"{start}."


def quoted(place: Place) -> str:
    """Where a place is, and what stands there."""
    where = [f"Table {place.table}"] if place.table else []
    where += [f"“{place.head}”"] if place.head else [] if where else [place.section.value]
    said = f": {place.text}" if place.table else f": “{_excerpt(place.text)}”"
    return escape(", ".join(where) + (said if place.text else ""))


def _excerpt(text: str) -> str:
    """Text out of its middle by whole sentences or, where those are long, by whole words, with ellipses for what is
    cut."""
    if text and not text[0].isupper() and not text[0].isdigit():
        start = _SENTENCE.search(text, 0, len(text) // 2)
        text = text[start.end() :] if start else "… " + text.partition(" ")[2] if " " in text else text
    whole = text.endswith((".", "!", "?", "…", ":", ")", "”")) or " " not in text
    return text if whole else text.rpartition(" ")[0].rstrip(" ,;") + " …"


def named(paper: Paper) -> str:
    """How a paper is named in passing, without markup."""
    return escape(in_passing(paper))


def in_passing(paper: Paper) -> str:
    """First author's family name and year, else the title, cut."""
    if who := by_whom(paper.authors):
        return f"{who} {paper.year or 'n.d.'}"
    return _short(paper.title)


def called(paper: Paper) -> str:
    """What a work is called: by its name where it has one, else by its title, cut; without markup."""
    return paper.names[0] if paper.names else _short(paper.title)


def named_apart(papers: Iterable[Paper]) -> list[str]:
    """How papers are named in passing beside one another: those of one name with their titles, cut."""
    listed = list(papers)
    shared = names_shared(listed)
    return [
        escape(f"{name}, “{_short(paper.title)}”" if name in shared else name)
        for paper, name in zip(listed, map(in_passing, listed), strict=True)
    ]


def names_shared(papers: Iterable[Paper]) -> frozenset[str]:
    """Names in passing that several of the papers have."""
    return frozenset(name for name, count in Counter(map(in_passing, papers)).items() if count > 1)


def _short(title: str) -> str:
    """The title as far as its first colon, cut where that is long."""
    name = title.partition(":")[0]
    return name if len(name) <= _SHORT else name[: _SHORT - 2].rsplit(" ", 1)[0].rstrip(" ,") + "…"


def inline(text: str) -> str:
    """Text at the beginning of a line or item, where `#`, `-`, `+`, `=` or `1.` would open a block."""
    return _BLOCK.sub(lambda sign: sign[0][:-1] + "\\" + sign[0][-1], text)
