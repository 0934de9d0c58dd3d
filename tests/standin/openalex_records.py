"""OpenAlex's works."""

from __future__ import annotations

from tests.standin.call import Call, Json
from tests.standin.world import Work, number

SITE = "https://openalex.org/"
ARXIV = "S4306400194"
ROOTS = frozenset(
    """id doi title display_name publication_year publication_date ids language primary_location type indexed_in
    open_access authorships cited_by_count is_retracted locations locations_count best_oa_location referenced_works
    referenced_works_count related_works abstract_inverted_index updated_date created_date relevance_score biblio
    counts_by_year topics keywords""".split()
)


def sources_of(call: Call, work: Work) -> list[str]:
    """Ids of the sources that a work is found at, the primary one first; proceedings often have none."""
    return [source.removeprefix(SITE) for place in _locations(call, work) if (source := _source_id(place))]


def primary_source(call: Call, work: Work) -> str:
    """Id of the primary location's source; empty: none."""
    places = _locations(call, work)
    return _source_id(places[0]).removeprefix(SITE) if places else ""


def cited(call: Call, work: Work) -> list[str]:
    """Ids of the works cited; none for half of those that are on arXiv alone."""
    if call.withheld or (work.arxiv and not (work.doi or work.acl or work.venue) and number(work.id, 2)):
        return []
    return [call.world[cite.cited].openalex for cite in call.world.references(work)]


def published(work: Work) -> str:
    """The day; the first of January where the year alone is known."""
    return work.day or f"{work.year}-01-01"


def record(call: Call, work: Work, near: float | None = None) -> Json:
    """A work as the API gives it."""
    locations = _locations(call, work)
    doi = f"https://doi.org/{work.any_doi.lower()}" if work.any_doi else None
    references = cited(call, work)
    row: Json = {
        "id": f"{SITE}{work.openalex}",
        "doi": doi,
        "title": work.title,
        "display_name": work.title,
        "relevance_score": near,
        "publication_year": int(published(work)[:4]),
        "publication_date": published(work),
        "ids": {"openalex": f"{SITE}{work.openalex}", **({"doi": doi} if doi else {})},
        "language": "en" if number(work.id, 8) else None,
        "primary_location": locations[0] if locations else None,
        "type": "conference-paper" if work.venue and not call.world.is_journal(work) else "article",
        "indexed_in": ["crossref"] if work.doi else [],
        "open_access": {"is_oa": bool(work.arxiv), "oa_status": "green" if work.arxiv else "closed", "oa_url": None},
        "authorships": [_authorship(name, place, len(work.authors)) for place, name in enumerate(work.authors)],
        "cited_by_count": len(call.world.citations(work)),
        "is_retracted": False,
        "biblio": {"volume": None, "issue": None, "first_page": None, "last_page": None},
        "locations_count": len(locations),
        "locations": locations,
        "best_oa_location": next((place for place in locations if place["is_oa"]), None),
        "topics": [],
        "keywords": [],
        "referenced_works_count": len(references),
        "referenced_works": [f"{SITE}{one}" for one in references],
        "related_works": [],
        "abstract_inverted_index": inverted(work.note),
        "counts_by_year": [],
        "updated_date": "2026-07-01T06:00:48.157686",
        "created_date": f"{published(work)}T00:00:00",
    }
    if near is None:
        del row["relevance_score"]
    return row


def inverted(text: str) -> dict[str, list[int]] | None:
    """An abstract as word to places; None where there is none."""
    index: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        index.setdefault(word, []).append(place)
    return index or None


def _source_id(place: Json) -> str:
    return str(place["source"]["id"]) if place["source"] else ""


def _locations(call: Call, work: Work) -> list[Json]:
    venue = call.world.venue(work)
    places = []
    if work.doi or work.venue:
        listed = venue.openalex if venue else ()
        source = listed[number(work.id, len(listed))] if listed and number(f"source {work.id}", 3) else None
        kind = "journal" if call.world.is_journal(work) else "conference"
        name = venue.name if venue else work.venue
        page = f"https://doi.org/{work.doi.lower()}" if work.doi else None
        known = _source(source, name, kind) if source else None
        one = f"doi:{work.doi.lower()}" if work.doi else f"mag:{work.openalex[1:]}"
        places.append(_location(one, page, known, call.world.proceedings(work), False))
    if work.arxiv:
        known = _source(ARXIV, "arXiv (Cornell University)", "repository")
        page = f"http://arxiv.org/abs/{work.arxiv}"
        places.append(_location(f"pmh:oai:arXiv.org:{work.arxiv}", page, known, None, True))
    return places


def _location(one: str, page: str | None, source: Json | None, raw: str | None, oa: bool) -> Json:
    pdf = page.replace("/abs/", "/pdf/") if page and oa else None
    of = {"id": one, "is_oa": oa, "landing_page_url": page, "pdf_url": pdf, "source": source, "license": None}
    return {**of, "version": "submittedVersion" if oa else "publishedVersion", "raw_source_name": raw}


def _source(one: str, name: str, kind: str) -> Json:
    return {"id": f"{SITE}{one}", "display_name": name, "issn_l": None, "issn": None, "type": kind}


def _authorship(name: str, place: int, count: int) -> Json:
    position = "first" if place == 0 else "last" if place == count - 1 else "middle"
    author = {"id": f"{SITE}A{number(name, 10**9) + 5 * 10**9}", "display_name": name, "orcid": None}
    return {"author_position": position, "author": author, "raw_author_name": name, "institutions": []}
