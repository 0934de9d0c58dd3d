"""What the user typed to a `Problem`, with every default filled in and every nonsense refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from surveyor.dates import horizon
from surveyor.errors import ProblemError
from surveyor.models import Problem
from surveyor.text import clean, title_phrases, words

LONGEST = 10_000
"""Characters a problem may have: a title and abstract fit, a whole paper does not."""

PAIRS, SINGLE = 0.08, 0.25
"""Share of some titles that two words in a row, or one, have to stand in to be what the titles are about."""


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


def shared(titles: Sequence[str]) -> str:
    """What titles are about: the pairs of words that most of them share, else single words; empty where they share
    next to nothing."""
    for parts, share, most in ((2, PAIRS, 3), (1, SINGLE, 4)):
        phrases = [{phrase for phrase in title_phrases(title) if phrase.count(" ") + 1 == parts} for title in titles]
        counts = Counter(phrase for found in phrases for phrase in found)
        least = max(2, share * len(titles))
        common = sorted((p for p in counts if counts[p] >= least), key=lambda p: (-counts[p], p))[:most]
        said = dict.fromkeys(word for phrase in common for word in phrase.split())
        if len(said) > 1:
            return " ".join(said)
    return ""


def _is_utf8(text: str) -> bool:
    return text.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in text)
