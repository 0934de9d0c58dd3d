"""The reading list and the baseline shortlist as Markdown; whatever a title holds, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from surveyor.export.command import code, repeat
from surveyor.export.in_hand import in_hand
from surveyor.export.marked import escape, inline, named, named_apart, quoted, sentence, table, titled
from surveyor.export.practice import practice
from surveyor.export.searched import belongs_to, reasons, searched_for
from surveyor.export.strategies import strategies
from surveyor.models import Candidate, Outcome, Paper, Reading, Role, Scored, Section, SourceReport, Survey
from surveyor.ranking.shown import nearest, shortlist

SHOWN_RECENT = 10
SHOWN_VENUES = 6
_NAMED = 3
_ATTRIBUTED = {"s2": "[Semantic Scholar](https://www.semanticscholar.org/?utm_source=api)"}
"""Sources whose terms ask for their name and link beside their data."""
_COUNTED = re.compile(r"compared with in \d+ of \d+ papers(?: \((in a table of \d+)\))?(?:[,;] )?")
_ROLE_HEADINGS = {Role.SIMPLE: "Simple", Role.CLASSIC: "Classic", Role.FRONTIER: "Frontier"}


def reading_list(survey: Survey) -> str:
    """The whole answer for a person: venues, recent papers, baselines, reading order, coverage."""
    return _document(
        [
            f"# {escape(survey.problem.text)}",
            f"As of {survey.problem.as_of}. Survey `{survey.id}`.",
            *_venues(survey),
            *_recent(survey),
            *_baselines(survey),
            *strategies(survey),
            *_reading(survey),
            *practice(survey),
            *_coverage(survey),
        ]
    )


def baselines(survey: Survey) -> str:
    """The baseline shortlist alone, with its evidence and what the survey could not see."""
    heading = [f"# Baselines for {escape(survey.problem.text)}", f"As of {survey.problem.as_of}. Survey `{survey.id}`."]
    return _document([*heading, *_baselines(survey), *_coverage(survey)])


def _document(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _venues(survey: Survey) -> Iterator[str]:
    yield "## Venues"
    if survey.route.fallback:
        yield "No area of the venue map matched; these are the general venues to look at."
    if areas := belongs_to(survey.route):
        yield escape(f"The problem belongs to {areas}.")
    if searched := searched_for(survey.route):
        yield escape(sentence(searched))
    rows = (
        [f"**{escape(v.venue)}**", f"{v.score:.2f}", escape(reasons(v, survey.route))]
        for v in survey.route.venues[:SHOWN_VENUES]
    )
    yield table(("Venue", "Share", "Why"), rows)


def _recent(survey: Survey) -> Iterator[str]:
    yield f"## Closest papers of the last {survey.problem.years} years"
    if not survey.recent:
        yield "None found."
        return
    yield table(("Paper", "Year", "Venue", "Closeness"), map(_recent_row, nearest(survey.recent, SHOWN_RECENT)))


def _recent_row(entry: Scored) -> Sequence[str]:
    paper = entry.paper
    return (titled(paper), str(paper.year or ""), escape(paper.venue or ""), f"{entry.score:.2f}")


def _baselines(survey: Survey) -> Iterator[str]:
    yield "## Baselines"
    if not survey.baselines:
        yield "None found: see Coverage."
        return
    yield _ranked_by(survey)
    papers = {paper.id: paper for paper in survey.papers}
    quotes = _quotes(survey, papers)
    for role, heading in _ROLE_HEADINGS.items():
        rows = [
            _baseline_row(c, papers, quotes.get(c.paper.id, ""), survey.have) for c in shortlist(survey.baselines, role)
        ]
        if rows:
            yield f"### {heading}"
            yield table(("Method", "Year", "Venue", "Compared with in", "Evidence"), rows)
    if survey.set_aside:
        yield "### Not a baseline"
        rows = [(titled(s.paper), f"{len(s.cited_by)} of {s.of}", escape(s.reason)) for s in survey.set_aside]
        yield table(("Work", "Cited by", "Why not"), rows)


def _ranked_by(survey: Survey) -> str:
    if not survey.coverage.seeds:
        return "Methods known to be of the area, by their words alone: of no close paper the references are known here."
    closest = f"the {survey.coverage.seeds} closest papers with known references"
    if any(candidate.reasons for candidate in survey.baselines):
        return (
            "Ranked by all that is known of who cites and who compares with what (`surveyor explain` tells each work's "
            f"reasons); k of n counts {closest}."
        )
    return f"What {closest} cite, ranked by how they cite it: experiments and result tables count above related work."


def _quotes(survey: Survey, papers: dict[str, Paper]) -> dict[str, str]:
    """Id of a candidate to what the closest paper that compares with it says, in a table rather than in words."""
    places = {
        (c.citing, c.cited): c.places[0]
        for c in survey.citations
        if c.citing in papers and c.places and c.places[0].section in (Section.TABLE, Section.EXPERIMENTS)
    }
    quotes = {}
    for candidate in survey.baselines:
        cited = candidate.paper.id
        told = [(by, places[by, cited]) for by in candidate.compared_by if (by, cited) in places]
        if told:
            by, place = min(told, key=lambda pair: pair[1].section is not Section.TABLE)
            quotes[cited] = f"{named(papers[by])}, {quoted(place)}"
    return quotes


def _baseline_row(candidate: Candidate, papers: dict[str, Paper], quote: str, have: Sequence[str]) -> Sequence[str]:
    paper = candidate.paper
    first = named_apart(papers[i] for i in candidate.compared_by[:_NAMED] if i in papers)
    more = len(candidate.compared_by) - len(first)
    by = f": {'; '.join(first)}{f'; and {more} more' if more else ''}" if first else ""
    evidence = (sentence(paper.note), sentence(_besides(candidate.why)))
    return (
        titled(paper) + (" (you have it)" if paper.id in have else ""),
        str(paper.year or ""),
        escape(paper.venue or ""),
        f"{len(candidate.compared_by)} of {candidate.of}{by}",
        " ".join(filter(None, (*map(escape, evidence), quote))),
    )


def _besides(why: str) -> str:
    """The evidence without how many papers compare with a work, which has a column of its own."""
    counted = _COUNTED.match(why)
    return "; ".join(filter(None, (counted[1], why[counted.end() :]))) if counted else why


def _reading(survey: Survey) -> Iterator[str]:
    if not survey.reading:
        return
    yield "## Reading order"
    unread = [reading for reading in survey.reading if reading.paper.id not in survey.have]
    if unread:
        yield "\n".join(
            f"{number}. {inline(titled(reading.paper))} ({_where(reading.paper)}{_minutes(reading)}): "
            f"{escape(reading.why)}"
            for number, reading in enumerate(unread, 1)
        )
    if survey.have:
        yield escape(in_hand(survey))


def _minutes(reading: Reading) -> str:
    return f", some {reading.minutes} minutes" if reading.minutes else ""


def _where(paper: Paper) -> str:
    return ", ".join(filter(None, (escape(paper.venue or ""), str(paper.year or "")))) or "no year known"


def _coverage(survey: Survey) -> Iterator[str]:
    coverage = survey.coverage
    asked = "; ".join(_source(s) for s in coverage.sources if s.papers or s.outcome is Outcome.OK)
    yield "## Coverage"
    said = [
        *(["**Partial: a limit on requests or dollars was reached.**"] if coverage.partial else []),
        f"Sources: {asked or 'none'}.",
        f"References of {coverage.walked} papers were read, {coverage.seeds} of them seeds; "
        f"{coverage.found:,} papers were met.",
        *(escape(sentence(note)) for note in coverage.notes),
    ]
    yield "\n".join(f"- {line}" for line in said)
    if survey.manifest:
        yield f"Made by surveyor {survey.manifest.version}; again by {code(repeat(survey))}."


def _source(source: SourceReport) -> str:
    """What a source brought; a live one with what its answers took."""
    name = _ATTRIBUTED.get(source.name) or escape(source.name)
    took = ""
    if source.requests:
        took = f" in {source.requests} requests (${source.dollars:.4f})"
    what = "papers" if source.requests or source.outcome is not Outcome.OK else "records"
    return f"{name}: {source.papers:,} {what}{took}" + (f" to {source.reaches}" if source.reaches else "")
