"""What the user typed to a `Problem`, with every default filled in and every nonsense refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from surveyor.dates import horizon
from surveyor.errors import ProblemError
from surveyor.models import Problem
from surveyor.text import clean, words

LONGEST = 10_000
"""Characters a problem may have: a title and abstract fit, a whole paper does not."""


def pose(
    text: str,
    *,
    today: date,
    as_of: str | None = None,
    years: int = 2,
    venues: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Problem:
    """Check and complete a problem; ProblemError says what is wrong with it and what to type instead."""
    if len(text) > LONGEST:
        raise ProblemError(
            f"the problem has {len(text):,} characters; say it in a sentence or two (at most {LONGEST:,})"
        )
    if not _is_utf8(text):
        raise ProblemError("the problem is not valid UTF-8: say it again on a terminal that is set to UTF-8")
    problem = clean(text)
    if not words(problem):
        raise ProblemError('say the problem in words, for example: surveyor find "query-doc relevance"')
    unseen = frozenset(exclude)
    for paper in unseen:
        if not paper.strip() or not _is_utf8(paper):
            raise ProblemError(f"--exclude {paper!r} is no id of a paper; ids look like arxiv:1606.01933")
    month, cutoff = horizon(as_of, today)
    return Problem(problem, month, cutoff, years, tuple(venues), unseen)


def _is_utf8(text: str) -> bool:
    return text.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in text)
