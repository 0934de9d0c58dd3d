"""A survey as a piece of HTML for notebooks: tables and the lineage, legible on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from surveyor.export.lineage import svg
from surveyor.export.practice import reach
from surveyor.export.searched import belongs_to, reasons
from surveyor.identity import link
from surveyor.models import Paper, Role, Survey
from surveyor.ranking.expected import expected
from surveyor.ranking.shown import nearest, shortlist

SHOWN = 8
"""Lines of each table."""

_STYLE = (
    "<style>.surveyor{font:14px/1.45 sans-serif;color:inherit;max-width:70em}"
    ".surveyor table{border-collapse:collapse;margin:.4em 0 1em}"
    ".surveyor th,.surveyor td{text-align:left;vertical-align:top;padding:.15em .8em .15em 0;"
    "border-bottom:1px solid rgba(128,128,128,.35);background:none;color:inherit}"
    ".surveyor h3{margin:1em 0 .2em}.surveyor svg{max-width:100%;height:auto}</style>"
)


def inline(survey: Survey) -> str:
    """Everything but the graph; whatever a title holds, it stays text."""
    return f"{_STYLE}<div class='surveyor'>{''.join(_parts(survey))}</div>"


def _parts(survey: Survey) -> Iterator[str]:
    yield f"<h2>{escape(survey.problem.text)}</h2><p>as of {survey.problem.as_of}, survey {escape(survey.id)}</p>"
    venues = survey.route.venues[:SHOWN]
    if areas := belongs_to(survey.route):
        yield f"<p>{escape(areas)}</p>"
    rows = [(v.venue, f"{v.score:.2f}", reasons(v, survey.route)) for v in venues]
    yield _table("Venues", ("venue", "share", "why"), rows)
    recent = nearest(survey.recent, SHOWN)
    yield _table("Closest recent papers", ("paper", "where"), [(entry.paper, _where(entry.paper)) for entry in recent])
    for role in Role:
        shown = shortlist(survey.baselines, role)
        yield _table(
            f"Baselines: {role.value}", ("method", "where", "why"), [(c.paper, _where(c.paper), c.why) for c in shown]
        )
    yield _table(
        "Strategies",
        ("strategy", "meant to solve", "papers"),
        [(s.name, "; ".join(p.text for p in s.solves), str(len(s.papers))) for s in survey.strategies[:SHOWN]],
    )
    yield _table("Scores to expect", ("method", "data set", "metric", "reported"), list(_scores(survey)))
    yield _table("Reading order", ("paper", "why"), [(reading.paper, reading.why) for reading in survey.reading])
    yield f"<h3>Lineage</h3>{svg(survey)}"
    yield f"<h3>Coverage</h3><ul>{''.join(f'<li>{escape(note)}</li>' for note in survey.coverage.notes)}</ul>"


def _scores(survey: Survey) -> Iterator[tuple[Paper, str, str, str]]:
    papers = {candidate.paper.id: candidate.paper for candidate in survey.baselines}
    for one in expected(survey.citations, list(papers))[:SHOWN]:
        yield papers[one.work], one.dataset, one.metric, reach(one)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[Paper | str]]) -> str:
    """A titled table; nothing where there is no row."""
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    columns = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f"<h3>{escape(title)}</h3><table><tr>{columns}</tr>{body}</table>" if body else ""


def _cell(cell: Paper | str) -> str:
    if isinstance(cell, str):
        return escape(cell)
    target = link(cell.ids)
    return f"<a href='{escape(target, quote=True)}'>{escape(cell.title)}</a>" if target else escape(cell.title)


def _where(paper: Paper) -> str:
    return " ".join(filter(None, (paper.venue, str(paper.year or ""))))
