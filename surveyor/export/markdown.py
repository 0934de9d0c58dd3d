"""The reading list and the baseline shortlist as Markdown; whatever a title holds, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from surveyor.export.command import code, repeat
from surveyor.export.in_hand import in_hand
from surveyor.export.marked import escape, inline, named, named_apart, quoted, table, titled
from surveyor.export.phrases import Voice, voice
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
_READ = "References of {walked} papers were read, {seeds} of them seeds; {found:,} papers were met."
_COUNTED = re.compile(r"compared with in \d+ of \d+ papers(?: \((in a table of \d+)\))?(?:[,;] )?")
_ROLE_HEADINGS = {Role.SIMPLE: "Simple", Role.CLASSIC: "Classic", Role.FRONTIER: "Frontier"}


def reading_list(survey: Survey) -> str:
    """The whole answer for a person: venues, recent papers, baselines, reading order, coverage."""
    return _document(
        [
            f"# {escape(survey.problem.text)}",
            _made(survey),
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
    heading = voice(survey).say("Baselines for {problem}", problem=escape(survey.problem.text))
    return _document([f"# {heading}", _made(survey), *_baselines(survey), *_coverage(survey)])


def _made(survey: Survey) -> str:
    return voice(survey).say("As of {as_of}. Survey `{id}`.", as_of=survey.problem.as_of, id=survey.id)


def _document(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _venues(survey: Survey) -> Iterator[str]:
    spoken = voice(survey)
    yield f"## {spoken.say('Venues')}"
    if survey.route.fallback:
        yield spoken.say("No area of the venue map matched; these are the general venues to look at.")
    if areas := belongs_to(survey.route, spoken):
        yield escape(spoken.say("The problem belongs to {areas}.", areas=areas))
    if searched := searched_for(survey.route):
        yield escape(spoken.sentence(searched))
    rows = (
        [f"**{escape(v.venue)}**", f"{v.score:.2f}", escape(spoken.tell(reasons(v, survey.route)))]
        for v in survey.route.venues[:SHOWN_VENUES]
    )
    yield table(spoken.each("Venue", "Share", "Why"), rows)


def _recent(survey: Survey) -> Iterator[str]:
    spoken = voice(survey)
    yield f"## {spoken.say('Closest papers of the last {years} years', years=survey.problem.years)}"
    if not survey.recent:
        yield spoken.say("None found.")
        return
    rows = map(_recent_row, nearest(survey.recent, SHOWN_RECENT))
    yield table(spoken.each("Paper", "Year", "Venue", "Closeness"), rows)


def _recent_row(entry: Scored) -> Sequence[str]:
    paper = entry.paper
    return (titled(paper), str(paper.year or ""), escape(paper.venue or ""), f"{entry.score:.2f}")


def _baselines(survey: Survey) -> Iterator[str]:
    spoken = voice(survey)
    yield f"## {spoken.say('Baselines')}"
    if not survey.baselines:
        yield spoken.say("None found: see Coverage.")
        return
    yield _ranked_by(survey, spoken)
    papers = {paper.id: paper for paper in survey.papers}
    quotes = _quotes(survey, papers)
    for role, heading in _ROLE_HEADINGS.items():
        shown = shortlist(survey.baselines, role)
        rows = [_baseline_row(c, papers, quotes.get(c.paper.id, ""), survey.have, spoken) for c in shown]
        if rows:
            yield f"### {spoken.say(heading)}"
            yield table(spoken.each("Method", "Year", "Venue", "Compared with in", "Evidence"), rows)
    if survey.set_aside:
        yield f"### {spoken.say('Not a baseline')}"
        aside = [(s, spoken.say("{k} of {n}", k=len(s.cited_by), n=s.of)) for s in survey.set_aside]
        rows = [(titled(s.paper), count, escape(spoken.tell(s.reason))) for s, count in aside]
        yield table(spoken.each("Work", "Cited by", "Why not"), rows)


def _ranked_by(survey: Survey, spoken: Voice) -> str:
    if not survey.coverage.seeds:
        how = "Methods known to be of the area, by their words alone: of no close paper the references are known here."
    elif any(candidate.reasons for candidate in survey.baselines):
        how = (
            "Ranked by all that is known of who cites and who compares with what (`surveyor explain` tells each work's "
            "reasons); k of n counts {closest}."
        )
    else:
        how = "What {closest} cite, ranked by how they cite it: experiments and result tables count above related work."
    closest = spoken.say("the {n} closest papers with known references", n=survey.coverage.seeds)
    return spoken.say(how, closest=closest)


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


def _baseline_row(
    candidate: Candidate, papers: dict[str, Paper], quote: str, have: Sequence[str], spoken: Voice
) -> Sequence[str]:
    paper = candidate.paper
    first = named_apart(papers[i] for i in candidate.compared_by[:_NAMED] if i in papers)
    more = len(candidate.compared_by) - len(first)
    by = "; ".join(first) if not more else spoken.say("{named}; and {more} more", named="; ".join(first), more=more)
    counted = "{k} of {n}: {by}" if first else "{k} of {n}"
    evidence = (spoken.sentence(paper.note), spoken.sentence(_besides(candidate.why)))
    return (
        spoken.say("{title} (you have it)", title=titled(paper)) if paper.id in have else titled(paper),
        str(paper.year or ""),
        escape(paper.venue or ""),
        spoken.say(counted, k=len(candidate.compared_by), n=candidate.of, by=by),
        " ".join(filter(None, (*map(escape, evidence), quote))),
    )


def _besides(why: str) -> str:
    """The evidence without how many papers compare with a work, which has a column of its own."""
    counted = _COUNTED.match(why)
    return "; ".join(filter(None, (counted[1], why[counted.end() :]))) if counted else why


def _reading(survey: Survey) -> Iterator[str]:
    if not survey.reading:
        return
    spoken = voice(survey)
    yield f"## {spoken.say('Reading order')}"
    unread = [reading for reading in survey.reading if reading.paper.id not in survey.have]
    if unread:
        yield "\n".join(
            f"{number}. {inline(titled(reading.paper))} ({_place(reading, spoken)}): {escape(spoken.tell(reading.why))}"
            for number, reading in enumerate(unread, 1)
        )
    if survey.have:
        yield escape(in_hand(survey))


def _place(reading: Reading, spoken: Voice) -> str:
    where = where_told(reading.paper, spoken)
    if not reading.minutes:
        return where
    return spoken.say("{where}, some {minutes} minutes", where=where, minutes=reading.minutes)


def where_told(paper: Paper, spoken: Voice) -> str:
    """Venue and year."""
    return ", ".join(filter(None, (escape(paper.venue or ""), str(paper.year or "")))) or spoken.say("no year known")


def _coverage(survey: Survey) -> Iterator[str]:
    coverage = survey.coverage
    spoken = voice(survey)
    asked = [spoken.tell(_source(s)) for s in coverage.sources if s.papers or s.outcome is Outcome.OK]
    yield f"## {spoken.say('Coverage')}"
    said = [
        *([spoken.say("**Partial: a limit on requests or dollars was reached.**")] if coverage.partial else []),
        spoken.say("Sources: {asked}.", asked=spoken.tell("; ").join(asked) or spoken.say("none")),
        spoken.say(_READ, walked=coverage.walked, seeds=coverage.seeds, found=coverage.found),
        *(escape(spoken.sentence(note)) for note in coverage.notes),
    ]
    yield "\n".join(f"- {line}" for line in said)
    if survey.manifest:
        made = "Made by surveyor {version}; again by {command}."
        yield spoken.say(made, version=survey.manifest.version, command=code(repeat(survey)))


def _source(source: SourceReport) -> str:
    """What a source brought; a live one with what its answers took."""
    name = _ATTRIBUTED.get(source.name) or escape(source.name)
    took = ""
    if source.requests:
        took = f" in {source.requests} requests (${source.dollars:.4f})"
    what = "papers" if source.requests or source.outcome is not Outcome.OK else "records"
    return f"{name}: {source.papers:,} {what}{took}" + (f" to {source.reaches}" if source.reaches else "")
