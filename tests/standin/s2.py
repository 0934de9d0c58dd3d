"""Semantic Scholar's Academic Graph API: searches, batches, papers, references and citations."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial

from rapidfuzz import fuzz

from tests.standin.boolean import Query, closeness, has_words
from tests.standin.call import Answer, Call, Json, in_json
from tests.standin.s2_records import (
    NESTED,
    UnknownFieldsError,
    edge,
    entry,
    fields_of,
    paper,
    place_of,
    subfields,
    token_of,
)
from tests.standin.world import Cite, Work

_ELIDED = "Notice: The following paper fields have been elided by the publisher: {'references'}"
_FORBIDDEN = (("x-amzn-ErrorType", "ForbiddenException"),)
_PREFIXES = {"corpusid": "corpus", "doi": "any_doi", "arxiv": "arxiv", "acl": "acl"}
_URLS = (
    (re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(.+)"), "arxiv"),
    (re.compile(r"https?://(?:www\.)?acl(?:anthology\.org|web\.org/anthology)/(.+?)/?"), "acl"),
    (re.compile(r"https?://(?:www\.)?semanticscholar\.org/paper/(?:.*/)?([0-9a-f]{40})"), "s2"),
)


def answer(call: Call) -> Answer:
    """The answer to a request under `/graph/v1`."""
    wanted = call.knobs.keys.get("s2")
    if wanted and call.headers.get("x-api-key") != wanted:
        return in_json({"message": "Forbidden"}, 403, _FORBIDDEN)
    try:
        return _route(call)
    except (UnknownFieldsError, ValueError) as error:
        return in_json({"error": str(error)}, 400)


def _route(call: Call) -> Answer:
    path = call.path.removeprefix("/graph/v1/paper")
    fixed: dict[tuple[str, str], Callable[[Call], Answer]] = {
        ("GET", "/search"): _search,
        ("GET", "/search/bulk"): _bulk,
        ("GET", "/search/match"): _match,
        ("POST", "/batch"): _batch,
    }
    if path == call.path or (call.method, path) in fixed:
        unknown = path == call.path
        return in_json({"message": "Not Found"}, 404) if unknown else fixed[call.method, path](call)
    if call.method != "GET":
        return in_json({"message": "Missing Authentication Token"}, 403)
    for kind in NESTED:
        if path.endswith(f"/{kind}"):
            return _edges(call, path[1:].removesuffix(f"/{kind}"), kind)
    return _single(call, path[1:])


def find(call: Call, text: str) -> Work | None:
    """The paper of an id in any of the accepted forms; None: not known."""
    scheme, _, value = text.partition(":")
    if scheme.casefold() == "url":
        return next((call.world.find(**{kind: m[1]}) for form, kind in _URLS if (m := form.fullmatch(value))), None)
    arxiv = re.fullmatch(r"(?i)(?:doi:)?10\.48550/arxiv\.(.+)", text)
    if arxiv:
        return call.world.find(arxiv=arxiv[1])
    if scheme.casefold() in _PREFIXES and value:
        return call.world.find(**{_PREFIXES[scheme.casefold()]: value})
    return call.world.find(s2=text) or call.world.find(any_doi=text)


def _single(call: Call, text: str) -> Answer:
    work = find(call, text)
    if work is None:
        return in_json({"error": f"Paper with id {text} not found"}, 404)
    fields = fields_of(call.get("fields"))
    return in_json(_with_nested(call, call.single(work), fields, [1_000] * 2))


def _batch(call: Call) -> Answer:
    fields = fields_of(call.get("fields"))
    given = json.loads(call.body or b"{}")
    ids = given.get("ids") if isinstance(given, dict) else None
    if not isinstance(ids, list) or not ids:
        raise ValueError("No valid paper ids given")
    if len(ids) > 500:
        raise ValueError(f"Too many paper ids: {len(ids)}, at most 500")
    room = [call.knobs.s2_nested_cap]
    rows: list[Json | None] = []
    for place, text in enumerate(ids):
        work = find(call, str(text))
        rows.append(_with_nested(call, call.single(work, place), fields, room) if work else None)
    return in_json(rows)


def _with_nested(call: Call, work: Work, fields: list[str], room: list[int]) -> Json:
    """A paper with its nested lists as far as there is room; `room` holds one number shared by both lists, or two."""
    row = paper(call, work, fields)
    for place, kind in enumerate(NESTED):
        asked = subfields(fields, kind)
        if asked is None:
            continue
        if call.withheld and kind == "references":
            row[kind] = None
            row["openAccessPdf"] = {"url": "", "status": None, "license": None, "disclaimer": _ELIDED}
            continue
        pairs = list(_others(call, work, kind))[: room[place % len(room)]]
        room[place % len(room)] -= len(pairs)
        row[kind] = [entry(call, cite, other, asked) for cite, other in pairs]
    return row


def _others(call: Call, work: Work, kind: str) -> Iterator[tuple[Cite, Work]]:
    """Each citation of a list with the paper at its other end, faults included."""
    cites = call.world.references(work) if kind == "references" else call.world.citations(work)
    others = [call.world[cite.cited if kind == "references" else cite.citing] for cite in cites]
    told = call.listed(others)
    times = len(told) // len(others) if others else 1
    yield from ((cites[place // times], other) for place, other in enumerate(told))


def _edges(call: Call, text: str, kind: str) -> Answer:
    work = find(call, text)
    if work is None:
        return in_json({"error": f"Paper with id {text} not found"}, 404)
    fields = fields_of(call.get("fields"), nested=False, edges=True)
    offset, limit = call.number("offset", 0), call.number("limit", 100)
    if limit > 1_000 or limit < 1 or offset < 0:
        raise ValueError("limit must be between 1 and 1000, offset at least 0")
    if offset + limit >= 10_000:
        raise ValueError("offset + limit must be < 10000")
    if call.withheld and kind == "references":
        return in_json({"data": None, "citingPaperInfo": {"openAccessPdf": {"disclaimer": _ELIDED}}})
    other = "citedPaper" if kind == "references" else "citingPaper"
    rows = [edge(call, cite, told, other, fields) for cite, told in _others(call, work, kind)]
    return in_json(_paged(rows, offset, limit))


def _paged(rows: list[Json], offset: int, limit: int) -> Json:
    rest = {"next": offset + limit} if offset + limit < len(rows) else {}
    return {"offset": offset, **rest, "data": rows[offset : offset + limit]}


# ------------------------------------------------------------------ searches


def _search(call: Call) -> Answer:
    text = _query(call)
    offset, limit = call.number("offset", 0), call.number("limit", 100)
    fields = fields_of(call.get("fields"))
    if not 0 < limit <= 100:
        raise ValueError("limit must be <= 100")
    if offset + limit > 1_000:
        raise ValueError("Requested data for this limit and/or offset is not available")
    close = closeness(call.world, text)
    near = {work.id: close(work) for work in call.world.works}
    found = [] if re.search(r"\w-\w", text) else [w for w in call.world.works if near[w.id] >= 0.4]
    found = sorted(filter(_filters(call), found), key=lambda w: (-near[w.id], w.s2))
    works = call.listed(found)
    page = [_with_nested(call, work, fields, [1_000] * 2) for work in works[offset : offset + limit]]
    rest = {"next": offset + limit} if offset + limit < min(len(works), 1_000) else {}
    return in_json({"total": call.total(len(found)), "offset": offset, **rest, "data": page})


def _bulk(call: Call) -> Answer:
    fields = fields_of(call.get("fields"), nested=False)
    text = call.get("query")
    term = partial(_term, call)
    test = Query(call.world, term, signs=True).parse(text) if text else lambda work: True
    found = list(filter(_filters(call), filter(test, call.world.works)))
    works = call.listed(_sorted(call, found))
    key = json.dumps([text, call.get("sort"), call.get("venue"), call.get("year")])
    start = place_of(call.get("token"), key)
    end = start + call.knobs.s2_page
    rows = [paper(call, work, fields) for work in works[start:end]]
    token = token_of(end, key) if end < len(works) else None
    return in_json({"total": call.total(len(found)), "token": token, "data": rows})


def _term(call: Call, field: str, text: str) -> Callable[[Work], bool]:
    return has_words(call.world, f"{field}:{text}" if field else text)


def _sorted(call: Call, works: list[Work]) -> list[Work]:
    name, _, way = call.get("sort", "paperId:asc").partition(":")
    keys: dict[str, Callable[[Work], tuple[object, ...]]] = {
        "paperId": lambda w: (w.s2,),
        "publicationDate": lambda w: (w.day or f"{w.year}", w.s2),
        "citationCount": lambda w: (len(call.world.citations(w)), w.s2),
    }
    if name not in keys:
        raise ValueError(f"Unrecognized sort: {name}")
    return sorted(works, key=keys[name], reverse=way == "desc")


def _match(call: Call) -> Answer:
    text = _query(call).casefold()
    fields = fields_of(call.get("fields"))
    near = {w.id: _likeness(text, (w.title or "").casefold()) for w in call.world.works}
    found = sorted(filter(_filters(call), call.world.works), key=lambda w: (-near[w.id], w.s2))
    if not found or near[found[0].id] < 70 or not call.listed(found[:1]):
        return in_json({"error": "Title match not found"}, 404)
    best = call.single(found[0])
    row = _with_nested(call, best, fields, [1_000] * 2)
    return in_json({"data": [row | {"matchScore": round(near[best.id] * 1.7, 5)}]})


def _likeness(text: str, title: str) -> float:
    """How alike two titles are, of 100; a part of a title is half as good as the whole."""
    return (fuzz.token_sort_ratio(text, title) + fuzz.token_set_ratio(text, title)) / 2


def _query(call: Call) -> str:
    text = call.get("query").strip()
    if not text:
        raise ValueError("Missing required parameter: query")
    return text


def _filters(call: Call) -> Callable[[Work], bool]:
    venues = {call.world.venues.resolve(name.strip()) or name.strip() for name in call.get("venue").split(",") if name}
    first, last = _span(call.get("year"), "-")
    since, until = _span(call.get("publicationDateOrYear"), ":")
    cited = call.number("minCitationCount", 0)

    def test(work: Work) -> bool:
        venue = call.world.venue(work)
        at = (venue.short if venue else work.venue) or ("arXiv.org" if work.arxiv else "")
        day = work.day or f"{work.year}-01-01"
        return (
            (not venues or at in venues)
            and first <= f"{work.year}" <= last
            and since <= day
            and day[: len(until)] <= until
            and len(call.world.citations(work)) >= cited
        )

    return test


def _span(text: str, sign: str) -> tuple[str, str]:
    """`a:b`, `a:`, `:b` or `a` to first and last; a year range with `-` likewise."""
    if not text:
        return "", "9999"
    first, found, last = text.partition(sign)
    return first, (last or "9999") if found else first
