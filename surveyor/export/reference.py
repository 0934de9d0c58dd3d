"""The papers of a survey as references: what BibTeX, RIS, CSL-JSON and CSV have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count
from string import ascii_lowercase

from surveyor.identity import link, parse_id
from surveyor.models import Paper, Survey
from surveyor.people import Name, split_name
from surveyor.text import clean


class Type(StrEnum):
    """What a reference is, by its venue."""

    ARTICLE = "article"
    PROCEEDINGS = "proceedings"
    PREPRINT = "preprint"
    OTHER = "other"
    """Nothing is known about where it was published."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as a bibliography needs it; each text is one printable line, empty where nothing is known."""

    key: str
    """Citation key of lower-case ASCII letters and digits, unique among references that are made together."""
    type: Type
    title: str
    authors: tuple[Name, ...]
    year: int | None
    venue: str
    doi: str
    arxiv: str
    url: str
    paper: Paper


JOURNALS = frozenset(
    "CL CSUR IJCV IPM JAIR JMLR PVLDB TACL TALLIP TASLP TIST TKDD TKDE TMLR TMM TNNLS TOIS TORS TPAMI TWEB VLDB".split()
)
"""Short names of venues that are journals."""

_JOURNAL = re.compile(
    r"\b(?:annals|bulletin|journal|letters|magazine|nature|reviews?|trans\.|transactions)(?!\w)", re.IGNORECASE
)
_MEETING = re.compile(r"\b(?:conference|meeting|proceedings|symposium|workshop)\b", re.IGNORECASE)
_PREPRINTS = re.compile(r"arxiv|biorxiv|\bcorr\b|preprint", re.IGNORECASE)
_SKIPPED_WORDS = frozenset(
    ["a", "an", "the", "on", "in", "of", "for", "to", "with", "and", "from", "towards", "is", "are"]
)


def shown(survey: Survey) -> list[Paper]:
    """The papers of the shortlist, the reading list and the recent papers, in this order, each once."""
    listed = [c.paper for c in survey.baselines] + [r.paper for r in survey.reading] + [s.paper for s in survey.recent]
    papers: dict[str, Paper] = {}
    for paper in listed:
        papers.setdefault(paper.id, paper)
    return list(papers.values())


def citable(survey: Survey) -> list[Paper]:
    """Those of `shown` that a bibliography can name: not what is known by a bare word alone, such as `CTR`."""
    return [p for p in shown(survey) if " " in p.title.strip() or p.authors or p.year or p.venue or link(p.ids)]


def references(papers: Iterable[Paper]) -> list[Reference]:
    """The papers by key: `devlin2019bert`; further papers of one key, by id, get `b`, `c` … `z`, `27` … behind it."""
    ordered = sorted(papers, key=lambda paper: (_stem(paper), paper.id))
    return [_reference(key, paper) for key, paper in _keyed(ordered)]


def _keyed(papers: Iterable[Paper]) -> Iterator[tuple[str, Paper]]:
    """Each paper with the first ending that no paper before it took."""
    taken: set[str] = set()
    for paper in papers:
        stem = _stem(paper)
        endings = chain(("",), ascii_lowercase[1:], map(str, count(27)))
        key = next(stem + ending for ending in endings if stem + ending not in taken)
        taken.add(key)
        yield key, paper


def _stem(paper: Paper) -> str:
    """First author, year and first telling word, as far as ASCII can say them."""
    family = split_name(paper.authors[0]).family.split()[-1:] if paper.authors else []
    words = (_ascii(word) for word in re.findall(r"\w+", paper.title.lower()) if word not in _SKIPPED_WORDS)
    return (_ascii("".join(family)) or "anon") + str(paper.year or "") + (next(filter(None, words), "") or "untitled")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def _reference(key: str, paper: Paper) -> Reference:
    known = {identifier.scheme: identifier.value for identifier in map(parse_id, paper.ids[::-1]) if identifier}
    venue = clean(paper.venue or "")
    return Reference(
        key=key,
        type=_type(venue, "arxiv" in known),
        title=clean(paper.title),
        authors=tuple(name for name in map(split_name, paper.authors) if name.family),
        year=paper.year,
        venue=venue,
        doi=known.get("doi", ""),
        arxiv=known.get("arxiv", ""),
        url=link(paper.ids),
        paper=paper,
    )


def _type(venue: str, on_arxiv: bool) -> Type:
    """A venue is a meeting unless its name says otherwise, as those of the field are."""
    if _PREPRINTS.search(venue) or (on_arxiv and not venue):
        return Type.PREPRINT
    if not venue:
        return Type.OTHER
    journal = venue in JOURNALS or (_JOURNAL.search(venue) and not _MEETING.search(venue))
    return Type.ARTICLE if journal or venue.startswith("Proceedings of the VLDB") else Type.PROCEEDINGS
