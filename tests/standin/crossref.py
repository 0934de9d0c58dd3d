"""Crossref: `/works` with field queries, filters and cursors, single works, the pools' rate headers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.standin.boolean import closeness
from tests.standin.call import Answer, Call, Json, in_json
from tests.standin.world import Cite, Work, digest, number, words

_MISSING = b"Resource not found."
_QUERIES = ("query", "query.bibliographic", "query.title", "query.author", "query.container-title")
Test = Callable[[Work], bool]
Score = Callable[[Work], float]


class InvalidError(ValueError):
    """(type, value, message) of a failed validation."""

    def __init__(self, kind: str, value: str, message: str) -> None:
        super().__init__(kind, value, message)


def answer(call: Call) -> Answer:
    """The answer to a request, with the headers of its pool."""
    path = call.path.rstrip("/").removeprefix("/v1")
    single = path.startswith("/works/")
    headers = _pool(call, single)
    try:
        given = _single(call, path.removeprefix("/works/")) if single else _list(call, path)
    except InvalidError as error:
        kind, value, message = error.args
        cursor = kind == "cursor-invalid"
        body = {"status": "failed", "message-type": "resource-failure" if cursor else "validation-failure"}
        told = [{"type": kind, "value": value, "message": message}]
        return in_json({**body, "message": told}, 404 if cursor else 400, headers)
    return Answer(given.status, given.body, given.content_type, headers)


def _pool(call: Call, single: bool) -> tuple[tuple[str, str], ...]:
    polite = "mailto" in call.query or "mailto:" in call.headers.get("user-agent", "")
    kind = "single" if single else "array"
    limit = {"single": 10, "array": 3}[kind] if polite else {"single": 5, "array": 1}[kind]
    return (
        ("x-api-pool", f"polite-{kind}" if polite else f"public-{kind}"),
        ("x-rate-limit-limit", str(limit)),
        ("x-rate-limit-interval", "1s"),
        ("x-concurrency-limit", "3" if polite else "1"),
    )


def _single(call: Call, doi: str) -> Answer:
    if any(name.startswith("query") for name in call.query):
        raise InvalidError("parameter-not-allowed", "query.*", "This route does not support field query parameters")
    work = call.world.find(doi=doi)
    if work is None:
        return Answer(404, _MISSING, "text/plain;charset=utf-8")
    return _told("work", record(call, call.single(work)))


def _told(kind: str, message: Json) -> Answer:
    given = in_json({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message})
    return Answer(given.status, given.body.replace(b"/", b"\\/"), "application/json;charset=utf-8")


def _list(call: Call, path: str) -> Answer:
    if path != "/works":
        return Answer(404, _MISSING, "text/plain;charset=utf-8")
    rows, start, select = _number(call, "rows", 20, 1_000), _start(call), _select(call)
    tests = _filters(call.get("filter"))
    nearness = _nearness(call)
    near = {work.id: nearness(work) for work in call.world.works if work.doi}
    found = [w for w in call.world.works if near.get(w.id, 0.0) > 0 and all(test(w) for test in tests)]
    works = call.listed(_sorted(call, found, near))
    page = works[start : start + rows]
    items = [record(call, work) | {"score": round(near[work.id] * 30, 5)} for work in page]
    message: Json = {"facets": {}, "total-results": call.total(len(found))}
    if "cursor" in call.query:
        message["next-cursor"] = _cursor(call, start + rows)
    message["items"] = [{k: v for k, v in item.items() if not select or k in select} for item in items]
    message |= {"items-per-page": rows, "query": {"start-index": start, "search-terms": None}}
    return _told("work-list", message)


def _number(call: Call, name: str, default: int, most: int) -> int:
    text = call.get(name, str(default))
    if not text.isdecimal() or int(text) > most:
        raise InvalidError(
            "integer-not-valid",
            text,
            f"Integer specified as {text} but must be a positive integer less than or equal to {most}. ",
        )
    return int(text)


def _cursor(call: Call, place: int) -> str:
    asked = "&".join(f"{name}={call.get(name)}" for name in (*_QUERIES, "filter", "sort"))
    return f"DnF1ZXJ5VGhlbkZldGNo{digest(asked)[:16]}/{place:05d}=="


def _start(call: Call) -> int:
    cursor = call.get("cursor", "*")
    if cursor == "*":
        return _number(call, "offset", 0, 10_000)
    place = re.search(r"/(\d{5})==$", cursor)
    if place is None or cursor != _cursor(call, int(place[1])):
        raise InvalidError("cursor-invalid", cursor, "Cursor specified but it is invalid")
    return int(place[1])


def _select(call: Call) -> set[str]:
    return {name for name in call.get("select").split(",") if name}


def _nearness(call: Call) -> Score:
    """How near a work is to all field queries; 1 without any, 0 where one of them finds nothing in it."""
    fields = [_field_score(call, name, call.get(name)) for name in _QUERIES if call.get(name)]

    def near(work: Work) -> float:
        scores = [score(work) for score in fields]
        return sum(scores) / len(scores) if scores and min(scores) > 0 else float(not scores)

    return near


def _field_score(call: Call, name: str, text: str) -> Score:
    if name in ("query", "query.bibliographic", "query.title"):
        return closeness(call.world, text)
    wanted = set(words(text))

    def score(work: Work) -> float:
        have = " ".join(work.authors) if name == "query.author" else call.world.proceedings(work)
        return len(wanted & set(words(have))) / max(1, len(wanted))

    return score


def _filters(text: str) -> list[Test]:
    """Conditions of all filters; those of one name are alternatives."""
    groups: dict[str, list[Test]] = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition(":")
        groups.setdefault(name, []).append(_filter(name, value))
    return [lambda w, tests=tests: any(test(w) for test in tests) for tests in groups.values()]  # type: ignore[misc]


def _filter(name: str, value: str) -> Test:
    if name in ("from-pub-date", "until-pub-date"):
        year = value[:4]
        return lambda w: _dated(w) and (f"{w.year}" >= year if name.startswith("from") else f"{w.year}" <= year)
    tests: dict[str, Test] = {
        "type": lambda w: _type(w) == value,
        "doi": lambda w: w.doi.casefold() == value.casefold(),
        "prefix": lambda w: w.doi.startswith(f"{value}/"),
        "has-references": _deposits,
        "has-abstract": _has_abstract,
    }
    if name not in tests:
        raise InvalidError("filter-not-available", name, f"Filter {name} specified but there is no such filter")
    return tests[name]


def _sorted(call: Call, works: list[Work], near: dict[str, float]) -> list[Work]:
    name = call.get("sort", "score")
    keys: dict[str, Callable[[Work], Any]] = {
        "score": lambda w: near[w.id],
        "relevance": lambda w: near[w.id],
        "published": lambda w: w.year,
        "is-referenced-by-count": lambda w: len(call.world.citations(w)),
    }
    if name not in keys:
        raise InvalidError("sort-not-available", name, f"Sort {name} specified but there is no such sort")
    return sorted(sorted(works, key=lambda w: w.doi), key=keys[name], reverse=call.get("order", "desc") == "desc")


# ------------------------------------------------------------------ records


def _type(work: Work) -> str:
    return "journal-article" if work.venue in ("TACL", "CL") else "proceedings-article"


def _dated(work: Work) -> bool:
    return number(f"issued {work.id}", 40) > 0


def _deposits(work: Work) -> bool:
    """Whether its publisher deposits references."""
    return number(f"deposited {work.id}", 4) > 0


def _has_abstract(work: Work) -> bool:
    return bool(work.note) and number(f"abstract {work.id}", 2) == 0


def record(call: Call, work: Work) -> Json:
    """A work as the API gives it."""
    cites = call.world.references(work)
    prefix = work.doi.partition("/")[0]
    row: Json = {
        "indexed": {"date-parts": [[2026, 7, 1]], "date-time": "2026-07-01T00:00:00Z", "timestamp": 1782864000000},
        "reference-count": len(cites),
        "publisher": "ACM" if prefix == "10.1145" else "IEEE" if prefix == "10.1109" else "Publisher",
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "DOI": work.doi,
        "type": _type(work),
        "source": "Crossref",
        "is-referenced-by-count": len(call.world.citations(work)),
        "title": [work.title] if work.title else [],
        "prefix": prefix,
        "author": [_author(name, place) for place, name in enumerate(work.authors)],
        "member": "320",
        "container-title": [name] if (name := call.world.proceedings(work)) else [],
        "issued": {"date-parts": [[work.year] if _dated(work) else [None]]},
        "references-count": len(cites),
        "URL": f"https://doi.org/{work.doi.lower()}",
    }
    if work.venue and _type(work) == "proceedings-article":
        row["event"] = {"name": f"{work.venue} '{work.year % 100:02d}"}
    if _has_abstract(work):
        row["abstract"] = f"<jats:p>{work.note.replace('&', '&amp;').replace('<', '&lt;')}</jats:p>"
    if _deposits(work) and not call.withheld and cites:
        row["reference"] = [_reference(call, work, cite, place) for place, cite in enumerate(cites, 1)]
    return row


def _author(name: str, place: int) -> Json:
    given, _, family = name.rpartition(" ")
    order = "additional" if place else "first"
    return {**({"given": given} if given else {}), "family": family, "sequence": order, "affiliation": []}


def _reference(call: Call, work: Work, cite: Cite, place: int) -> Json:
    """With DOI, with title and year, or as one printed line."""
    cited = call.world[cite.cited]
    first = cited.authors[0] if cited.authors else "Anonymous"
    row: Json = {"key": f"key-{work.doi}-{place}"}
    if cited.doi and number(cite.key, 5):
        row |= {"doi-asserted-by": "crossref", "DOI": cited.doi}
    if number(f"printed {cite.key}", 2):
        venue = f" In {cited.venue}." if cited.venue else ""
        return row | {"unstructured": f"{first} et al. {cited.year}. {cited.title}.{venue}"}
    return row | {"article-title": cited.title, "author": first.split()[-1], "year": str(cited.year)}
