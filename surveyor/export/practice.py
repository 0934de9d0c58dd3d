"""What to expect of the baselines and what to try, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from surveyor.export.marked import called, escape, named, table
from surveyor.export.phrases import Voice, voice
from surveyor.models import Kind, Paper, Role, Survey
from surveyor.models.notes import Expected, Tuning
from surveyor.ranking.expected import expected
from surveyor.ranking.kinds import kind_of
from surveyor.ranking.shown import shortlist
from surveyor.ranking.tuning import tunings

NAMED, ROWS, VALUES = 8, 4, 6
"""Datasets and metrics; figures of a baseline; values of a setting that are shown."""

_READ = "{what} in the {read} papers read in full: {said}"


def practice(survey: Survey) -> Iterator[str]:
    """Blocks of Markdown: datasets and metrics, scores to expect, settings, warnings."""
    spoken = voice(survey)
    warnings = (spoken.say("Beware: {warning}", warning=escape(warning)) for warning in survey.route.warnings)
    lines = [f"- {line}" for line in (*_usual(survey, spoken), *warnings)]
    scores = list(_scores(survey, spoken))
    settings = tunings(survey.reported)
    if not (lines or scores or settings):
        return
    yield f"## {spoken.say('In practice')}"
    if lines:
        yield "\n".join(lines)
    if scores:
        yield f"### {spoken.say('Scores to expect')}"
        yield spoken.say(
            "As other papers report them. A run of your own far below points to a bug before it points to tuning."
        )
        yield table(spoken.each("Method", "Data set", "Metric", "Reported", "By"), scores)
    if settings:
        yield f"### {spoken.say('Settings')}"
        yield "\n".join(f"- {line}" for line in _tuned(settings, spoken))
    if not survey.reported:
        yield spoken.say(
            "No paper was read in full, so scores and settings are not known: run with a network, without `--offline` "
            "and `--no-deep`, or look into one paper with `surveyor compared PAPER`."
        )


def _usual(survey: Survey, spoken: Voice) -> Iterator[str]:
    for kind, usual in (("dataset", survey.route.datasets), ("metric", survey.route.metrics)):
        what = spoken.say("Datasets" if kind == "dataset" else "Metrics")
        counts = Counter(name for listed in _used(survey, kind) for name in listed)
        read = len(survey.reported)
        shown = sorted(counts, key=lambda name: (-counts[name], name))[:NAMED]
        if shown:
            said = ", ".join(f"{name} ({spoken.say('{k} of {n}', k=counts[name], n=read)})" for name in shown)
            yield spoken.say(_READ, read=read, what=what, said=escape(said))
        if cited := ", ".join(_cited(survey, Kind(kind), spoken)):
            yield spoken.say("{what} that the closest papers cite: {said}", what=what, said=escape(cited))
        if usual:
            yield spoken.say("Usual {what}: {said}", what=what.lower(), said=escape(", ".join(usual)))


def _cited(survey: Survey, kind: Kind, spoken: Voice) -> Iterator[str]:
    """What is set aside as of the kind, with how many of the closest papers cite it, most first."""
    mine = [one for one in survey.set_aside if kind_of(one.paper) is kind]
    for one in sorted(mine, key=lambda one: -len(one.cited_by)):
        yield f"{called(one.paper)} ({spoken.say('{k} of {n}', k=len(one.cited_by), n=one.of)})"


def _used(survey: Survey, kind: str) -> Iterator[set[str]]:
    for one in survey.reported:
        yield {used.name for used in (one.practice.datasets if kind == "dataset" else one.practice.metrics)}


def _scores(survey: Survey, spoken: Voice) -> Iterator[tuple[str, ...]]:
    papers = {paper.id: paper for paper in survey.papers}
    works = [candidate.paper.id for role in Role for candidate in shortlist(survey.baselines, role)]
    shown: Counter[str] = Counter()
    for one in expected(survey.citations, works):
        shown[one.work] += 1
        if shown[one.work] <= ROWS and one.work in papers:
            yield (
                named(papers[one.work]),
                escape(one.dataset),
                escape(one.metric or spoken.say("not said")),
                escape(reach(one)),
                _by(one, papers),
            )


def reach(one: Expected) -> str:
    """The figure, or from the lowest to the highest and in how many papers."""
    low, high = one.figures[0].value, one.figures[-1].value
    if low == high:
        return f"{low:g}{one.unit}" + (f" in {len(one.figures)} papers" if len(one.figures) > 1 else "")
    return f"{low:g}–{high:g}{one.unit} in {len(one.figures)} papers"


def _by(one: Expected, papers: Mapping[str, Paper]) -> str:
    cited = (
        f"{named(papers[figure.by])}{f', Table {escape(figure.table)}' if figure.table else ''}"
        for figure in one.figures
        if figure.by in papers
    )
    return "; ".join(cited)


def _tuned(settings: Iterable[Tuning], spoken: Voice) -> Iterator[str]:
    notes = list(settings)
    for note in (note for note in notes if not note.agrees):
        values = ", ".join(f"{tried.text} ({tried.papers})" for tried in note.values[:VALUES])
        more = f", and {len(note.values) - VALUES} more" if len(note.values) > VALUES else ""
        told = "Try first: **{name}** varies: {values}; from {papers} papers"
        yield spoken.say(told, name=escape(note.name), values=escape(values + more), papers=note.papers)
    agreed = [f"{note.name} {note.values[0].text} ({note.papers} papers)" for note in notes if note.agrees]
    if agreed:
        yield spoken.say("Not worth tuning at first, as papers agree: {said}", said=escape("; ".join(agreed)))
