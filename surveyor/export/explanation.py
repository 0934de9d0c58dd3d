"""Why a paper stands where it stands in a survey, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from surveyor.errors import UsageError
from surveyor.export.marked import escape, table, titled
from surveyor.identity import by_any_id, normal_id
from surveyor.models import Candidate, Paper, Reason, Survey
from surveyor.text import title_key

_GROUPS = (
    "Before a colon stand the papers that are asked: the “closest” are close to the problem by their words, the "
    "“recent” of the last two years and those “of any age” by their words and by what they cite."
)


def explanation(survey: Survey, name: str) -> str:
    """What raises and what lowers the paper that `name` names: an id, a title, a part of one, or a short name.

    For what is no baseline, why it is none. UsageError where no paper or more than one of the survey bears the name.
    """
    paper = named(survey, name)
    return "\n\n".join([f"# {titled(paper)}", *_blocks(survey, paper)]) + "\n"


def named(survey: Survey, name: str) -> Paper:
    """The one paper of the survey with the id, title or short name, or the one whose title holds the words."""
    known = by_any_id(survey.papers)
    if found := known.get(name) or known.get(normal_id(name)):
        return found
    wanted = title_key(name)
    keys = {paper.id: [title_key(paper.title), *map(title_key, paper.names)] for paper in survey.papers}
    for fits in (_bears, _holds):
        bearing = [paper for paper in survey.papers if fits(keys[paper.id], wanted)]
        if len(bearing) == 1:
            return bearing[0]
        if bearing:
            listed = "; ".join(f"{paper.id} ({paper.title})" for paper in bearing[:5])
            raise UsageError(f"{len(bearing)} papers of this survey are named so, give an id: {listed}")
    near = get_close_matches(name, [paper.title for paper in survey.papers], 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else "`surveyor show ID --format json` lists its papers"
    raise UsageError(f"no paper {name!r} in this survey: {hint}")


def _bears(own: Sequence[str], wanted: str) -> bool:
    return wanted in own


def _holds(own: Sequence[str], wanted: str) -> bool:
    return bool(wanted) and wanted in own[0]


def _blocks(survey: Survey, paper: Paper) -> Iterator[str]:
    for rank, candidate in enumerate(survey.baselines, 1):
        if candidate.paper.id == paper.id:
            yield f"Baseline {rank} of {len(survey.baselines)}, {candidate.role}: {escape(candidate.why)}."
            yield from _reasons(candidate)
            return
    for other in survey.set_aside:
        if other.paper.id == paper.id:
            yield f"Set aside: {escape(other.reason)}. {len(other.cited_by)} of {other.of} papers cite it."
            return
    for rank, entry in enumerate(survey.related, 1):
        if entry.paper.id == paper.id:
            yield f"Related paper {rank} of {len(survey.related)}, but none of the {len(survey.baselines)} baselines."
            return
    yield f"In the citation graph, but none of the {len(survey.baselines)} baselines that are kept."


def _reasons(candidate: Candidate) -> Iterator[str]:
    if not candidate.reasons:
        yield (
            "Its place comes from the votes of the papers that were walked: how often and where they mention it, how "
            "close it is to the problem, and its age."
        )
        return
    for heading, chosen in (
        ("Raises it", [reason for reason in candidate.reasons if reason.adds > 0]),
        ("Lowers it", [reason for reason in candidate.reasons if reason.adds < 0]),
    ):
        if chosen:
            yield f"## {heading}"
            yield table(("Adds", "Feature", "Value"), _rows(chosen))
    if any(":" in reason.feature for reason in candidate.reasons):
        yield _GROUPS


def _rows(reasons: Iterable[Reason]) -> Iterator[tuple[str, str, str]]:
    for reason in reasons:
        value = "" if reason.value is None else f"{reason.value:.3g}"
        yield f"{reason.adds:+.2f}", escape(reason.feature), value
