"""A survey on stdout: tables on a terminal, Markdown or JSON elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from surveyor.export import document, markdown
from surveyor.export.in_hand import in_hand
from surveyor.export.searched import belongs_to, reasons, searched_for
from surveyor.identity import link
from surveyor.models import Candidate, Paper, Role, Survey
from surveyor.ranking.shown import nearest, shortlist

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_COLOURS = {Role.SIMPLE: "green", Role.CLASSIC: "cyan", Role.FRONTIER: "magenta"}


def print_survey(survey: Survey, form: str | None) -> None:
    """Print in the form asked for; without one, for a person on a terminal and as Markdown into a pipe or file."""
    form = form or ("terminal" if sys.stdout.isatty() else "markdown")
    if form == "json":
        click.echo(document.render(survey), nl=False)
    elif form == "markdown":
        click.echo(markdown.reading_list(survey), nl=False)
    else:
        _print_tables(survey)


@contextmanager
def status() -> Iterator[Callable[[str], None]]:
    """A line on stderr with what is going on; gone when done."""
    from rich.console import Console

    with Console(stderr=True).status("reading the library") as line:
        yield line.update


def _print_tables(survey: Survey) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    _heading(console, survey.problem.text)
    console.print(f"as of {survey.problem.as_of}, survey {survey.id}", style="dim", markup=False)
    _venues(console, survey)
    _recent(console, survey)
    _baselines(console, survey)
    _strategies(console, survey)
    _heading(console, "Reading order")
    unread = [reading for reading in survey.reading if reading.paper.id not in survey.have]
    for number, reading in enumerate(unread, 1):
        minutes = f" (some {reading.minutes} minutes)" if reading.minutes else ""
        console.print(_text(f"{number:>2}. "), _title(reading.paper), _text(f"{minutes}  {reading.why}", "dim"))
    if survey.have:
        console.print(_text(in_hand(survey), "dim"))
    _practice(console, survey)
    _heading(console, "Coverage")
    for note in survey.coverage.notes:
        console.print(_text(f"- {note}"))


def _venues(console: Console, survey: Survey) -> None:
    _heading(console, "Venues" + (" (no area matched: the general ones)" if survey.route.fallback else ""))
    if areas := belongs_to(survey.route):
        console.print(_text(areas, "dim"))
    if searched := searched_for(survey.route):
        console.print(_text(searched))
    console.print(
        _table(
            ("venue", "share", "why"),
            (
                [_text(v.venue, "bold"), _text(f"{v.score:.2f}"), _text(reasons(v, survey.route))]
                for v in survey.route.venues[:5]
            ),
        )
    )


def _recent(console: Console, survey: Survey) -> None:
    _heading(console, f"Closest papers of the last {survey.problem.years} years")
    rows = ([_title(s.paper), _place(s.paper), _text(f"{s.score:.2f}")] for s in nearest(survey.recent, 8))
    console.print(_table(("paper", "where", "closeness"), rows))


def _baselines(console: Console, survey: Survey) -> None:
    _heading(console, "Baselines")
    papers = {paper.id: paper for paper in survey.papers}
    ordered = [candidate for role in _COLOURS for candidate in shortlist(survey.baselines, role)]
    rows = (
        [_text(c.role.value, _COLOURS[c.role]), _title(c.paper), _place(c.paper), _text(_compared(c, papers))]
        for c in ordered
    )
    console.print(_table(("role", "method", "where", "compared with in"), rows))
    for set_aside in survey.set_aside[:5]:
        console.print(_text("not a baseline: ", "dim"), _title(set_aside.paper), _text(f" ({set_aside.reason})", "dim"))


def _strategies(console: Console, survey: Survey) -> None:
    if not survey.strategies:
        return
    _heading(console, "Strategies")
    rows = (
        [
            _text(one.name, "bold"),
            _text("; ".join(f"“{purpose.text}”" for purpose in one.solves[:2])),
            _text(", ".join(shown.dataset for shown in one.shown_on[:3])),
            _text(f"{len(one.papers)} of {one.of}, {one.trend.value}"),
        ]
        for one in survey.strategies[:5]
    )
    console.print(_table(("strategy", "meant to solve", "shown on", "papers"), rows))


def _practice(console: Console, survey: Survey) -> None:
    for name, values in (("usual datasets", survey.route.datasets), ("usual metrics", survey.route.metrics)):
        if values:
            console.print(_text(f"{name}: {', '.join(values)}"))
    for warning in survey.route.warnings:
        console.print(_text(f"beware: {warning}", "yellow"))


def _compared(candidate: Candidate, papers: dict[str, Paper]) -> str:
    if not candidate.compared_by:
        return f"0 of {candidate.of}: {candidate.why}"
    first = [papers[i].title for i in candidate.compared_by[:1] if i in papers]
    return f"{len(candidate.compared_by)} of {candidate.of}" + (f", such as {first[0]}" if first else "")


def _place(paper: Paper) -> Text:
    return _text(" ".join(filter(None, (paper.venue, str(paper.year or "")))))


def _title(paper: Paper) -> Text:
    target = link(paper.ids)
    return _text(paper.title, f"link {target}" if target else "")


def _text(content: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(content, style=style)


def _table(head: Sequence[str], rows: Iterable[Sequence[Text]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(*head, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    return table


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(_text(text, "bold"))
