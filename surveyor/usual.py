"""What results are usually reported on and what to beware of, as the topics of a problem tell, else its areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from surveyor.canon import canon
from surveyor.topics import BESIDE

if TYPE_CHECKING:
    from surveyor.models import TopicMatch
    from surveyor.venues import Area


WRITTEN = "2026-07"
"""Month in which these lists were written; they know nothing of when each of their entries became usual."""


class Usual(NamedTuple):
    """What one who is at home in a kind of problem expects."""

    datasets: tuple[str, ...]
    metrics: tuple[str, ...]
    warnings: tuple[str, ...]
    """What the field has learnt the hard way, a sentence each."""


def usual(spoken_of: Iterable[TopicMatch], areas: Sequence[Area]) -> Usual:
    """That of the topics that are said most or nearly so, each of the three of the areas where no topic tells it."""
    told = [match for match in spoken_of if match.share >= BESIDE]
    topics = [named for match in told if (named := canon().get(match.area, {}).get(match.topic))]
    return Usual(
        _each(topic.datasets for topic in topics) or _each(area.datasets for area in areas),
        _each(topic.metrics for topic in topics) or _each(area.metrics for area in areas),
        _each(topic.warnings for topic in topics) or _each(area.warnings for area in areas),
    )


def _each(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
