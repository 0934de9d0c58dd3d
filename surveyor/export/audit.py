"""What a draft leaves out, as Markdown, as plain lines for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from surveyor.export.comparison import WHERE
from surveyor.export.marked import escape, in_passing, names_shared, titled
from surveyor.export.network import shortened
from surveyor.models import Audit, Finding, Paper, SetAside

NAMED, ASIDE, NOTES = 2, 5, 3
"""Neighbours that are named in a line, works set aside and notes that are shown."""


@dataclass(frozen=True, slots=True)
class _Style:
    title: Callable[[Paper], str]
    text: Callable[[str], str]
    heading: str
    """What stands before a heading, once a level."""


_MARKED = _Style(titled, escape, "#")
_PLAIN = _Style(lambda paper: paper.title, lambda text: text, "")


def markdown(made: Audit, top: int) -> str:
    """The `top` strongest findings of each list, and every alarming one besides."""
    return "\n".join(_lines(made, top, _MARKED)) + "\n"


def terminal(made: Audit, top: int) -> str:
    """The same without markup."""
    return "\n".join(_lines(made, top, _PLAIN)) + "\n"


def json(made: Audit) -> str:
    """All findings, with the ids of the neighbours that tell them; abstracts are left out."""
    papers = {paper.id: paper for paper in made.neighbours}
    document = {
        "draft": made.draft.title,
        "problem": made.problem.text,
        "as_of": made.problem.as_of,
        "tells_comparing": made.tells_comparing,
        "references": made.references,
        "known": made.known,
        "neighbours": [_paper(paper) for paper in papers.values()],
        "coupled": made.coupled,
        "missing": [_finding(one) for one in made.missing],
        "uncompared": [_finding(one) for one in made.uncompared],
        "set_aside": [
            _paper(one.paper) | {"reason": one.reason, "cited_by": one.cited_by, "of": one.of} for one in made.set_aside
        ],
        "notes": made.notes,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def shown(findings: Sequence[Finding], top: int) -> list[Finding]:
    """The first `top` and every alarming one, what most neighbours compare with first."""
    kept = [one for place, one in enumerate(findings) if place < top or one.is_alarming]
    return sorted(kept, key=lambda one: (-len(one.compared_by), -len(one.cited_by)))


def _lines(made: Audit, top: int, style: _Style) -> Iterator[str]:
    names = {some_id: style.text(name) for some_id, name in _told_apart(made.neighbours).items()}
    yield f"{style.heading} What {style.text(made.draft.title)} leaves out".lstrip()
    yield ""
    yield from _basis(made, style)
    yield from _section("Missing: neighbours compare with it, you do not cite it", style)
    yield from _numbered((_missing(one, names, style) for one in shown(made.missing, top)), made, len(made.missing))
    yield from _section("Cited, but not compared with", style)
    if made.tells_comparing:
        rows = (_uncompared(one, names, style) for one in shown(made.uncompared, top))
        yield from _numbered(rows, made, len(made.uncompared))
    else:
        yield "Not known: no citation stands in a text, and a list alone tells what is cited. Give the draft itself."
    if made.set_aside:
        yield from _section("Rightly left out", style)
        yield from (_aside(one, style) for one in made.set_aside[:ASIDE])
    if made.notes:
        yield from _section("Not seen", style)
        yield from (f"- {style.text(note)}" for note in made.notes[:NOTES])


def _told_apart(papers: Sequence[Paper]) -> dict[str, str]:
    """Id to how a paper is named in passing, with its title behind it where another is named so too."""
    shared = names_shared(papers)
    titles = {paper.id: f" (“{shortened(paper.title, 40)}”)" for paper in papers if in_passing(paper) in shared}
    return {paper.id: in_passing(paper) + titles.get(paper.id, "") for paper in papers}


def _basis(made: Audit, style: _Style) -> Iterator[str]:
    yield f"Problem: {style.text(made.problem.text)}, as of {made.problem.as_of}."
    seeds = len(made.neighbours) - made.coupled
    if made.known:
        yield (
            f"{made.known} of {made.references} references are known here. {len(made.neighbours)} neighbours: "
            f"{made.coupled} papers that share references with the draft, {seeds} that are close to its problem."
        )
    else:
        yield (
            f"None of the {made.references} references is known here, so the {seeds} neighbours were found by words "
            "alone: `surveyor corpus import` a corpus of the field for more."
        )


def _section(name: str, style: _Style) -> Iterator[str]:
    yield ""
    yield f"{style.heading * 2} {name}".lstrip()
    yield ""


def _numbered(rows: Iterator[str], made: Audit, of: int) -> Iterator[str]:
    """The lines, and how many more there are; what it means where there are none."""
    count = 0
    for count, row in enumerate(rows, 1):
        yield f"{count}. {row}"
    if not count:
        yield "Nothing." if made.neighbours else "Not known: there are no neighbours. Say the problem with --problem."
    elif of > count:
        yield f"\nand {of - count} more with less evidence (`--top`, or all with `--format json`)"


def _missing(one: Finding, names: dict[str, str], style: _Style) -> str:
    remedy = "Cite it and compare with it, or say why not." if one.compared_by else "Cite it, or have a reason not to."
    return f"{_headline(one.paper, style)}: {_evidence(one, names)}. {remedy}"


def _uncompared(one: Finding, names: dict[str, str], style: _Style) -> str:
    where = _where(one, style)
    return f"{_headline(one.paper, style)}: {_evidence(one, names)}; you {where}. Compare with it, or say why not."


def _where(one: Finding, style: _Style) -> str:
    if not one.sections:
        return "list it and mention it nowhere"
    sections = " and ".join(WHERE[section] for section in one.sections)
    heads = dict.fromkeys(place.head for place in one.places if place.head and not place.table)
    under = f" (“{style.text('”, “'.join(list(heads)[:NAMED]))}”)" if heads else ""
    return f"cite it in {sections} only{under}"


def _evidence(one: Finding, names: dict[str, str]) -> str:
    if one.compared_by:
        by = one.tabled_by or one.compared_by
        where = "in the tables of" if one.tabled_by else "in the experiments of"
        serious = ", a third or more" if one.is_alarming else ""
        compare = "compares" if len(one.compared_by) == 1 else "compare"
        counted = f"{len(one.compared_by)} of {one.of} neighbours"
        return f"{counted} {compare} with it{serious}, {where} {_listed(by, names)}"
    if one.cited_by:
        counted = f"{len(one.cited_by)} of {one.of} neighbours {'cites' if len(one.cited_by) == 1 else 'cite'} it"
        return f"{counted}, none in experiments: {_listed(one.cited_by, names)}"
    return "it is a neighbour itself, and no other cites it yet"


def _listed(by: Sequence[str], names: dict[str, str]) -> str:
    said = ", ".join(names[name] for name in by[:NAMED])
    return said + (f" and {len(by) - NAMED} more" if len(by) > NAMED else "")


def _headline(paper: Paper, style: _Style) -> str:
    return style.title(paper) + (f" ({paper.year})" if paper.year else "")


def _aside(one: SetAside, style: _Style) -> str:
    count = f"{len(one.cited_by)} of {one.of} neighbours cite it"
    return f"- {_headline(one.paper, style)}: {style.text(one.reason)} ({count})"


def _paper(paper: Paper) -> dict[str, object]:
    return {"id": paper.id, "ids": paper.ids, "title": paper.title, "year": paper.year}


def _finding(one: Finding) -> dict[str, object]:
    return _paper(one.paper) | {
        "compared_by": one.compared_by,
        "tabled_by": one.tabled_by,
        "cited_by": one.cited_by,
        "of": one.of,
        "alarming": one.is_alarming,
        "sections": one.sections,
        "places": one.places,
    }
