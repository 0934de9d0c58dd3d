"""Papers that the user names to the papers that sources know: where a walk of one's own starts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq

from surveyor.identity import Catalogue, build_id, parse_id
from surveyor.models import Hit, Paper
from surveyor.sources.base import Citing, Query, Source, View
from surveyor.text import content_words, title_key

LOOKED_AT, SAME = 20, 92.0
"""Papers found by the words of a title among which it is looked for; how alike of a hundred its title is."""

ALIKE_AMONG, ALIKE = 50, 60.0
"""The same of one that is only like it, to be suggested."""

FORWARD, LATER = 20, 0.7
"""Papers that cite the seeds and start the walk too, at most; what each weighs beside a seed."""

WORDS = 6
"""Of the titles, that stand for a problem nobody says."""

_OPENREVIEW = re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)")


_BARE = {
    "arxiv": re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?"),
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "acl": re.compile(r"[A-Z]\d\d-\d{4}|\d{4}\.[a-z-]+-[a-z]+\.\d+"),
}
"""Scheme to the shape of its ids where they stand alone."""


@dataclass(frozen=True, slots=True)
class Named:
    """A paper as the user names it."""

    said: str
    """As typed, or the title in a file of references."""
    ids: tuple[str, ...] = ()
    """Normal ids; empty for a title."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a walk starts from."""

    seeds: tuple[Hit, ...]
    """The papers that were named, then those that cite them."""
    named: tuple[Paper, ...]
    """Those that were named alone."""
    missing: tuple[str, ...]
    """Why each of the others was not found."""


def naming(text: str) -> Named:
    """An id or an address of any kind that is known, else a title."""
    if forum := _OPENREVIEW.search(text):
        return Named(text, (f"openreview:{forum[1]}",))
    bare = text.strip()
    scheme = next((f"{name}:" for name, shape in _BARE.items() if shape.fullmatch(bare)), "")
    known = parse_id(scheme + bare)
    return Named(text, (build_id(known),)) if known else Named(" ".join(text.split()))


def begin(asked: Iterable[Named], sources: Sequence[Source], view: View, *, forward: bool = False) -> Start:
    """Look for each paper by its ids, else by its title; `forward`: papers that cite those start the walk too."""
    catalogue = Catalogue()
    found: dict[str, Paper] = {}
    missing = []
    for one in asked:
        papers = list(_found(one, sources, view))
        if papers:
            catalogue.add(papers)
            found[papers[0].id] = papers[0]
        else:
            missing.append(_why(one, sources, view))
    named = tuple({catalogue[i].id: catalogue[i] for i in found}.values())
    later = _citing(named, sources, view) if forward and named else ()
    return Start((*(Hit(paper, 1.0) for paper in named), *later), named, tuple(missing))


def _found(one: Named, sources: Iterable[Source], view: View) -> Iterator[Paper]:
    """What every source knows of it; by a title the most alike first."""
    if one.ids:
        for source in sources:
            yield from source.lookup(one.ids, view)
    else:
        papers = [hit.paper for source in sources for hit in source.search(Query(one.said, view, LOOKED_AT))]
        called = [paper for paper in papers if _is_called(one.said, paper.title)]
        yield from sorted(called, key=lambda paper: -_likeness(one.said, paper.title))


def _is_called(said: str, title: str) -> bool:
    """Whether a title is the one that was typed, but for slips or what stands behind the colon."""
    heads = (title_key(text.partition(":")[0]) for text in (said, title))
    return _likeness(said, title) >= SAME or any(map(eq, heads, (title_key(title), title_key(said))))


def _likeness(said: str, title: str) -> float:
    """Of a hundred."""
    from rapidfuzz import fuzz

    return fuzz.ratio(title_key(said), title_key(title))


def _why(one: Named, sources: Iterable[Source], view: View) -> str:
    """That it was not found, with the title that is most like it for one that was searched by its own."""
    if one.ids:
        return f"{one.said}: no source knows this id as of then"
    hits = [hit for source in sources for hit in source.search(Query(one.said, view, ALIKE_AMONG))]
    nearest = max((_likeness(one.said, title), title) for title in ("", *(hit.paper.title for hit in hits)))
    return f"{one.said}: not found" + (f"; did you mean “{nearest[1]}”?" if nearest[0] >= ALIKE else "")


def _citing(named: Sequence[Paper], sources: Iterable[Source], view: View) -> Iterator[Hit]:
    """Papers with known references that cite the most of the named ones, the youngest first among equals."""
    own = {i for paper in named for i in paper.ids}
    counts: Counter[str] = Counter()
    papers: dict[str, Paper] = {}
    for source in sources:
        if isinstance(source, Citing):
            for paper, count in source.citing(named, view):
                if own.isdisjoint(paper.ids):
                    papers[paper.id] = paper
                    counts[paper.id] = max(counts[paper.id], count)
    order = sorted(papers, key=lambda i: (-counts[i], -(papers[i].month or 0), i))
    for name in order[:FORWARD]:
        yield Hit(papers[name], LATER * counts[name] / len(named))


def words_of(papers: Sequence[Paper]) -> str:
    """A problem for papers of which nobody says what they are about: the words that most of their titles hold, those of
    the first titles where few are shared; of one paper its title."""
    if len(papers) == 1:
        return papers[0].title
    counts = Counter(word for paper in papers for word in dict.fromkeys(content_words(paper.title)))
    return " ".join(sorted(counts, key=lambda word: -counts[word])[:WORDS]) or papers[0].title
