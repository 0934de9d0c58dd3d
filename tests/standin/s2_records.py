"""Semantic Scholar's records: papers, references and citations with the asked fields."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from tests.standin.call import Call, Json
from tests.standin.world import RESULT_SECTIONS, Cite, Work, World, digest, number

NESTED = ("references", "citations")
PAPER_FIELDS = frozenset(
    """paperId corpusId externalIds url title abstract venue publicationVenue year referenceCount citationCount
    influentialCitationCount isOpenAccess openAccessPdf fieldsOfStudy s2FieldsOfStudy publicationTypes publicationDate
    journal citationStyles authors tldr""".split()
)
EDGE_FIELDS = ("contexts", "intents", "contextsWithIntent", "isInfluential")
_PARTS = frozenset("authors openAccessPdf publicationVenue journal externalIds citationStyles tldr".split())
_INTENTS = {"method": "methodology", "related": "background", "intro": "background", "conclusion": "background"}
_INTENTS |= dict.fromkeys(RESULT_SECTIONS, "result")


class UnknownFieldsError(ValueError):
    """Names the fields that the service does not have."""


def fields_of(text: str, *, nested: bool = True, edges: bool = False) -> list[str]:
    """The asked fields in order; UnknownFieldsError where there is one that the service does not have."""
    asked = [name for name in text.split(",") if name] or ["title"]
    unknown = [name for name in asked if not _known(name, nested, edges)]
    if unknown:
        raise UnknownFieldsError(f"Unrecognized or unsupported fields: [{', '.join(unknown)}]")
    return asked


def _known(name: str, nested: bool, edges: bool) -> bool:
    first, _, rest = name.partition(".")
    if first in NESTED:
        return nested and (not rest or _known(rest, False, True))
    return (first in PAPER_FIELDS and (not rest or first in _PARTS)) or (edges and name in EDGE_FIELDS)


def paper(call: Call, work: Work, fields: Iterable[str]) -> Json:
    """A paper with the fields, `paperId` always among them; without those that are nested."""
    asked = {"paperId", *(name.partition(".")[0] for name in fields)}
    return {name: value for name, value in _facts(call.world, work).items() if name in asked}


def subfields(fields: Iterable[str], of: str) -> list[str] | None:
    """What is asked of nested papers; None: nothing."""
    asked = [name for name in fields if name.partition(".")[0] == of]
    return [name.partition(".")[2] for name in asked if "." in name] or ["title"] if asked else None


def edge(call: Call, cite: Cite, other: Work, kind: str, fields: Iterable[str]) -> Json:
    """A row of `/references` (kind `citedPaper`) or `/citations` (`citingPaper`)."""
    asked = list(fields)
    row = {name: value for name, value in _how(call.world, cite).items() if name in asked}
    of_paper = [name for name in asked if name not in EDGE_FIELDS] or ["title"]
    return row | {kind: entry(call, cite, other, of_paper)}


def entry(call: Call, cite: Cite, other: Work, fields: Iterable[str]) -> Json:
    """The other paper of a citation: some that the service did not recognise are a title with `paperId` null."""
    found = paper(call, other, fields)
    if "abstract" in found:
        found["abstract"] = None
    if other.hidden and other.id == cite.cited and number(cite.key, 3) == 0:
        kept = {"title": other.title, "year": other.year, "venue": "", "authors": _authors(other, known=False)}
        found = {name: kept.get(name) for name in found}
    return found


def _how(world: World, cite: Cite) -> Json:
    contexts = [(_sentence(world, cite, section, i), section) for section, n in cite.mentions for i in range(n)]
    intents = {section: [_INTENTS[section]] if section in _INTENTS else [] for section, _ in cite.mentions}
    return {
        "contexts": [text for text, _ in contexts],
        "intents": sorted({intent for found in intents.values() for intent in found}),
        "contextsWithIntent": [{"context": text, "intents": intents[section]} for text, section in contexts],
        "isInfluential": influential(cite),
    }


def influential(cite: Cite) -> bool:
    """Whether the citing paper leans on the cited one."""
    weight = sum(count for section, count in cite.mentions if section in (*RESULT_SECTIONS, "method"))
    return cite.baseline or weight >= 3


def _sentence(world: World, cite: Cite, section: str, place: int) -> str:
    name = world[cite.cited].name or world[cite.cited].title
    say = {"experiments": "We compare with", "table": "Results of", "method": "We build on"}
    return f"{say.get(section, 'There is earlier work such as')} {name} [{number(cite.key, 60) + place + 1}]."


def _authors(work: Work, *, known: bool = True) -> list[Json]:
    return [{"authorId": str(number(name, 9 * 10**8)) if known else None, "name": name} for name in work.authors]


def _external(work: Work) -> Json:
    ids: Json = {"ArXiv": work.arxiv, "ACL": work.acl, "DBLP": work.dblp}
    late = work.arxiv[:2] >= "22" and "." in work.arxiv
    ids["DOI"] = work.doi or (work.any_doi if late else "")
    if work.year < 2021 and not work.hidden:
        ids["MAG"] = str(number(f"mag {work.id}", 10**9) + 2 * 10**9)
    return {name: value for name, value in ids.items() if value} | {"CorpusId": work.corpus}


def _venue(world: World, work: Work) -> tuple[str, Json | None]:
    venue = world.venue(work)
    if venue is None:
        return (work.venue or ("arXiv.org" if work.arxiv else "")), None
    name = venue.s2 or venue.name
    described: Json = {"id": str(uuid.uuid5(uuid.NAMESPACE_DNS, venue.short)), "name": name, "type": "conference"}
    described["type"] = "journal" if world.is_journal(work) else "conference"
    described["alternate_names"] = [venue.short, *venue.also[:2]]
    if number(work.id, 9) == 0:
        del described["type"]
    return name, described


def _facts(world: World, work: Work) -> Json:
    venue, described = _venue(world, work)
    cited_by = world.citations(work)
    pdf: Json | None = {"url": f"https://arxiv.org/pdf/{work.arxiv}", "status": "GREEN", "license": None}
    closed: Json | None = {"url": "", "status": None, "license": None} if number(work.id, 2) else None
    return {
        "paperId": work.s2,
        "externalIds": _external(work),
        "corpusId": work.corpus,
        "publicationVenue": described,
        "url": f"https://www.semanticscholar.org/paper/{work.s2}",
        "title": work.title,
        "abstract": work.note or None,
        "venue": venue,
        "year": work.year,
        "referenceCount": len(world.references(work)),
        "citationCount": len(cited_by),
        "influentialCitationCount": sum(map(influential, cited_by)),
        "isOpenAccess": bool(work.arxiv),
        "openAccessPdf": pdf if work.arxiv else closed,
        "fieldsOfStudy": ["Computer Science"] if number(work.id, 4) else None,
        "s2FieldsOfStudy": [{"category": "Computer Science", "source": "s2-fos-model"}],
        "publicationTypes": ["JournalArticle", "Conference"] if work.venue else None,
        "publicationDate": work.day or None,
        "journal": {"name": venue} if venue else None,
        "citationStyles": {"bibtex": f"@Article{{None{work.year},\n title = {{{work.title}}}\n}}\n"},
        "authors": _authors(work),
        "tldr": {"model": "tldr@v2.0.0", "text": work.note} if work.note else None,
    }


def token_of(place: int, query: str) -> str:
    """An opaque token for the rest of a bulk search."""
    return f"{digest(query)[:24].upper()}{place:06d}"


def place_of(token: str, query: str) -> int:
    """Where a token goes on; ValueError when it is of another search."""
    if not token:
        return 0
    if not token.startswith(digest(query)[:24].upper()):
        raise ValueError("Invalid token")
    return int(token[24:])
