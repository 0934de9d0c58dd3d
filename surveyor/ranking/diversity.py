"""Papers of many groups, so that no group's habits count as those of the field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from surveyor.models import Hit
from surveyor.text import title_key

GROUP = 2
"""Papers that may share an author with one another before the others are taken first."""


def spread(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The first `limit` hits of which no author has more than `GROUP`; where too few are left, the first of the others
    besides. In the order of the hits, as maximal marginal relevance does it with a hard limit (Carbonell and Goldstein
    1998, "The use of MMR, diversity-based reranking")."""
    listed = list(hits)
    written: dict[str, int] = {}
    chosen: list[int] = []
    for place, hit in enumerate(listed):
        authors = {title_key(author) for author in hit.paper.authors}
        if all(written.get(author, 0) < GROUP for author in authors):
            chosen.append(place)
            written |= {author: written.get(author, 0) + 1 for author in authors}
        if len(chosen) == limit:
            break
    return [listed[place] for place in sorted(_filled(chosen, len(listed), limit))]


def _filled(chosen: Sequence[int], size: int, limit: int) -> list[int]:
    taken = set(chosen)
    spare = (place for place in range(size) if place not in taken)
    return [*chosen, *islice(spare, limit - len(chosen))]
