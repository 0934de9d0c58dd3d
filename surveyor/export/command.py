"""The command that makes a survey again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from surveyor.models import Survey
from surveyor.text import clean


def repeat(survey: Survey) -> str:
    """For a shell; the same sources give the same survey."""
    return shlex.join(["surveyor", "find", clean(survey.problem.text), *_options(survey)])


def code(text: str) -> str:
    """As code in Markdown, whatever it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def _options(survey: Survey) -> Iterator[str]:
    problem, made_by = survey.problem, survey.manifest
    yield from ("--as-of", problem.as_of, "--years", str(problem.years))
    for venue in problem.venues:
        yield from ("--venue", venue)
    for paper in sorted(problem.exclude):
        yield from ("--exclude", paper)
    if made_by:
        yield from ("--seeds", str(made_by.seeds), "--hops", str(made_by.hops), "--walk", str(made_by.walk))
        yield from ("--rank", made_by.rank)
