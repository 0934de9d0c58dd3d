"""Rows of a library to papers and citations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from surveyor.identity import preferred
from surveyor.library.records import SECTIONS, UNDATED
from surveyor.models import Citation, Kind, Mention, Paper, Place

RECORD = (
    "select id, corpus, record, year, venue, title, abstract, authors, ids, as_cited, kind, simple, note, names, areas "
    "from papers where id in ({})"
)
"""Asks for the rows of `paper_of` by their ids."""


def paper_of(row: tuple[Any, ...], seen_from: int, cutoff: int, *, walkable: bool) -> Paper:
    """The record as it stood before `cutoff`: a preprint of then does not know yet where it will appear."""
    (
        _,
        corpus,
        record,
        year,
        venue,
        title,
        abstract,
        authors,
        ids,
        as_cited,
        kind,
        simple,
        note,
        names,
        areas,
    ) = row
    if year is not None and year * 12 >= cutoff:
        year, venue = seen_from // 12, None
    known = tuple(_strings(ids))
    return Paper(
        id=record if as_cited else preferred(known),
        ids=known,
        title=title or record,
        year=year,
        month=None if seen_from == UNDATED else seen_from,
        venue=venue,
        authors=tuple(_strings(authors)),
        abstract=abstract,
        kind=Kind(kind) if kind else None,
        simple=bool(simple),
        note=note or "",
        names=tuple(_strings(names)),
        areas=tuple(_strings(areas)),
        as_cited=bool(as_cited),
        origins=(corpus,),
        has_references=walkable,
    )


_strings = msgspec.json.Decoder(list[str]).decode


def citation_of(citing: Paper, cited: Paper, counts: Sequence[int], places: Sequence[Place]) -> Citation:
    """The citation with what its `counts` tell, in the order of `SECTIONS` and the baseline subsection."""
    mentions = tuple(Mention(section, count) for section, count in zip(SECTIONS, counts, strict=False) if count)
    return Citation(citing.id, cited.id, mentions, bool(counts[-1]), tuple(places))
