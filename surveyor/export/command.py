"""The command that makes a survey again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from surveyor.models import Network, Survey
from surveyor.text import clean


def repeat(survey: Survey) -> str:
    """For a shell; the same sources give the same survey."""
    text = clean(survey.problem.text)
    given = survey.manifest.given if survey.manifest else ()
    asked = ["walk", *given, "--problem", text] if given else ["find", text]
    return shlex.join(["surveyor", *asked, *_options(survey, given=bool(given))])


def code(text: str) -> str:
    """As code in Markdown, whatever it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def _options(survey: Survey, *, given: bool) -> Iterator[str]:
    problem, made_by = survey.problem, survey.manifest
    yield from ("--as-of", problem.as_of, "--years", str(problem.years))
    for venue in problem.venues:
        yield from ("--venue", venue)
    for paper in sorted(problem.exclude):
        yield from ("--exclude", paper)
    if made_by:
        yield from ("--hops", str(made_by.hops), "--walk", str(made_by.walk))
        if not given:
            yield from ("--seeds", str(made_by.seeds), "--rank", made_by.rank)
        if made_by.network:
            yield from _network(made_by.network)


def _network(allowed: Network) -> Iterator[str]:
    if not allowed.deep:
        yield "--no-deep"
    yield from ("--max-requests", str(allowed.requests), "--budget", f"{allowed.dollars:g}")
