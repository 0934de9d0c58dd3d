"""OpenAlex: `/works` with searches, filters, both ways of paging, and a metered allowance in dollars."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from tests.standin.boolean import Query, closeness, has_words
from tests.standin.call import Answer, Call, in_json, page_of
from tests.standin.openalex_records import ROOTS, SITE, cited, primary_source, published, record, sources_of
from tests.standin.world import Work

LIST_COST, SEARCH_COST = 0.0001, 0.001
_NOT_FOUND = """<!doctype html>
<html lang=en>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>There is nothing at this address.</p>
"""
_SEARCHES = ("search", "search.title", "search.title_and_abstract", "search.exact")
Test = Callable[[Work], bool]


class RefusedError(ValueError):
    """A request that the API answers with 400; `edge`: refused before it reaches the API."""

    def __init__(self, message: str, edge: bool = False) -> None:
        super().__init__(message)
        self.edge = edge


def answer(call: Call) -> Answer:
    """The answer to a request, with what it cost."""
    keyed = _key(call)
    wanted = call.knobs.keys.get("openalex")
    if wanted and keyed != wanted:
        return in_json({"error": "Invalid API key", "message": "The API key is not known."}, 403)
    limit = call.knobs.openalex_limit * (10 if keyed else 1)
    cost = SEARCH_COST if _searches(call) else LIST_COST
    if call.knobs.openalex_spent + cost > limit + 1e-9:
        message = f"Insufficient budget. This request costs ${cost} but you only have $0 remaining."
        headers = (*_meter(call, limit, 0.0), ("Retry-After", str(call.knobs.openalex_reset)))
        return in_json({"error": "Rate limit exceeded", "message": message}, 429, headers)
    try:
        given = _single(call) if call.path.startswith("/works/") else _list(call, cost)
    except ValueError as error:
        headers = (("x-openalex-edge-reject", "1"),) if isinstance(error, RefusedError) and error.edge else ()
        return in_json({"error": "Invalid query parameters error.", "message": str(error)}, 400, headers)
    call.knobs.openalex_spent = round(call.knobs.openalex_spent + cost, 6)
    return Answer(given.status, given.body, given.content_type, (*given.headers, *_meter(call, limit, cost)))


def _key(call: Call) -> str:
    return call.headers.get("authorization", "").removeprefix("Bearer ") or call.get("api_key")


def _searches(call: Call) -> bool:
    return any(name in call.query for name in _SEARCHES) or ".search:" in call.get("filter")


def _meter(call: Call, limit: float, cost: float) -> tuple[tuple[str, str], ...]:
    left = max(0.0, round(limit - call.knobs.openalex_spent, 6))
    return (
        ("x-ratelimit-limit", f"{limit / LIST_COST:.0f}"),
        ("x-ratelimit-limit-usd", f"{limit:g}"),
        ("x-ratelimit-remaining", f"{left / LIST_COST:.0f}"),
        ("x-ratelimit-remaining-usd", f"{left:g}"),
        ("x-ratelimit-cost-usd", f"{cost:g}"),
        ("x-ratelimit-credits-used", f"{cost / LIST_COST:.0f}"),
        ("x-ratelimit-prepaid-remaining-usd", "0"),
        ("x-ratelimit-onetime-remaining", "0"),
        ("x-ratelimit-reset", str(call.knobs.openalex_reset)),
    )


def _single(call: Call) -> Answer:
    text = call.path.removeprefix("/works/").removeprefix(SITE)
    doi = re.fullmatch(r"(?i)(?:doi:|https?://(?:dx\.)?doi\.org/)(.+)", text)
    work = call.world.find(any_doi=doi[1]) if doi else call.world.find(openalex=text)
    select = _select(call)
    if work is None:
        return page_of(_NOT_FOUND, 404)
    row = record(call, call.single(work))
    return in_json({name: value for name, value in row.items() if not select or name in select})


def _list(call: Call, cost: float) -> Answer:
    if call.path.rstrip("/") != "/works":
        return page_of(_NOT_FOUND, 404)
    select = _select(call)
    text, tests = _asked(call)
    found = [work for work in call.world.works if all(test(work) for test in tests)]
    close = closeness(call.world, text)
    near = {work.id: round(100 * close(work), 3) for work in found} if text else {}
    works = call.listed(_sorted(call, found, near))
    start, end, meta = _page(call, len(works))
    rows = [record(call, work, near.get(work.id)) for work in works[start:end]]
    shown = [{name: value for name, value in row.items() if not select or name in select} for row in rows]
    head = {"count": call.total(len(found)), "db_response_time_ms": 12, **meta, "groups_count": None, "cost_usd": cost}
    return in_json({"meta": head, "results": shown, "group_by": []})


def _select(call: Call) -> list[str]:
    asked = [name for name in call.get("select").split(",") if name]
    wrong = [name for name in asked if name not in ROOTS]
    if wrong:
        raise RefusedError(f"{wrong[0]} is not a valid select field. Only root level fields can be selected.")
    return asked


def _page(call: Call, count: int) -> tuple[int, int, dict[str, object]]:
    size = call.number("per-page", call.number("per_page", 25))
    if not 1 <= size <= 200:
        raise RefusedError("per-page parameter must be between 1 and 200")
    if "cursor" in call.query:
        if "page" in call.query:
            raise RefusedError("page and cursor cannot be used together")
        cursor = call.get("cursor")
        start = 0 if cursor == "*" else int(cursor, 36)
        following = _base36(start + size) if start < count else None
        return start, start + size, {"page": None, "per_page": size, "next_cursor": following}
    page = call.number("page", 1)
    if page < 1 or page * size > 10_000:
        raise RefusedError("Maximum results size of 10,000 records is exceeded. Use cursor pagination.")
    return (page - 1) * size, page * size, {"page": page, "per_page": size}


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(number // 36) if number >= 36 else "") + digits[number % 36]


def _sorted(call: Call, works: list[Work], near: dict[str, float]) -> list[Work]:
    name, _, way = call.get("sort", "relevance_score:desc" if near else "cited_by_count:desc").partition(":")
    keys: dict[str, Callable[[Work], tuple[object, ...]]] = {
        "relevance_score": lambda w: (near.get(w.id, 0.0), w.openalex),
        "cited_by_count": lambda w: (len(call.world.citations(w)), w.openalex),
        "publication_date": lambda w: (published(w), w.openalex),
        "publication_year": lambda w: (w.year, w.openalex),
    }
    if name not in keys or (name == "relevance_score" and not near):
        raise RefusedError(f"{name} is not a valid sort field here")
    return sorted(works, key=keys[name], reverse=way == "desc")


def _asked(call: Call) -> tuple[str, list[Test]]:
    """The words that relevance is measured by, and every condition."""
    if len(call.query.get("filter", [])) > 1:
        raise RefusedError("Only one filter parameter is allowed")
    if any("host_venue" in value for values in call.query.values() for value in values):
        raise RefusedError("host_venue is deprecated. Use primary_location instead.")
    words, tests = "", []
    for name in _SEARCHES:
        if name in call.query:
            words = call.get(name)
            tests.append(_search(call, words, name == "search.title"))
    for part in filter(None, call.get("filter").split(",")):
        name, found, value = part.partition(":")
        if not found:
            raise RefusedError(f"Commas are not allowed in a filter value: {part!r}", ".search:" in call.get("filter"))
        if name.endswith(".search"):
            words = value
            tests.append(_search(call, value, name == "title.search"))
        else:
            tests.append(_filter(call, name, value))
    return words, tests


def _search(call: Call, text: str, title: bool) -> Test:
    if "|" in text or re.search(r"(^|\s)!\w", text):
        raise RefusedError("Use AND, OR, NOT in capitals, not | and !, in a search")
    return Query(call.world, partial(_term, call, title)).parse(text)


def _term(call: Call, title: bool, field: str, text: str) -> Test:
    return has_words(call.world, f"{field} {text}" if field else text, title=title)


def _filter(call: Call, name: str, value: str) -> Test:
    if name in ("from_publication_date", "to_publication_date"):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise RefusedError(f"Value for {name} must be a date in the form YYYY-MM-DD")
        return lambda w: published(w) >= value if name.startswith("from") else published(w) <= value
    negated, options = value.startswith("!"), value.removeprefix("!").split("|")
    if len(options) > 100:
        raise RefusedError("Maximum number of values exceeded for a filter: at most 100 with |")
    test = _one_of(call, name, {_bare(one) for one in options})
    return (lambda work: not test(work)) if negated else test


def _bare(value: str) -> str:
    return re.sub(r"^(https?://(openalex\.org|doi\.org)/|doi:)", "", value.strip().casefold())


def _one_of(call: Call, name: str, values: set[str]) -> Test:
    facts: dict[str, Callable[[Work], set[str]]] = {
        "openalex": lambda w: {w.openalex},
        "doi": lambda w: {w.any_doi},
        "cites": lambda w: set(cited(call, w)),
        "cited_by": lambda w: {call.world[c.citing].openalex for c in call.world.citations(w)},
        "primary_location.source.id": lambda w: {primary_source(call, w)},
        "locations.source.id": lambda w: set(sources_of(call, w)),
        "type": lambda w: {"conference-paper" if w.venue and not call.world.is_journal(w) else "article"},
        "has_doi": lambda w: {str(bool(w.any_doi))},
        "has_abstract": lambda w: {str(bool(w.note))},
        "has_references": lambda w: {str(bool(cited(call, w)))},
    }
    facts |= {"ids.openalex": facts["openalex"], "openalex_id": facts["openalex"]}
    if name == "publication_year":
        return lambda w: any(_in_range(w.year, value) for value in values)
    if name not in facts:
        raise RefusedError(f"{name} is not a valid field. Valid fields are: {', '.join(sorted(facts))}")
    return lambda w: any(fact.casefold() in values for fact in facts[name](w) if fact)


def _in_range(year: int, value: str) -> bool:
    if value[:1] in "<>":
        return year > int(value[1:]) if value[0] == ">" else year < int(value[1:])
    first, ranged, last = value.partition("-")
    return (not first or int(first) <= year) and year <= int(last or 9999) if ranged else year == int(value)
