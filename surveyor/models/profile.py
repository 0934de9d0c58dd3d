"""What the titles of a venue are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class VenueProfile:
    """How often some phrases stand in the titles of a venue, in a span of years."""

    venue: str
    """As the records call it."""
    titles: int
    """All its titles in those years."""
    years: tuple[int, int]
    """First and last year of those titles."""
    having: Mapping[str, int] = field(hash=False)
    """Phrase (see `text.title_phrases`) to the number of titles with it, for phrases that have any."""
