"""arXiv's query API: Atom feeds by search, by id, and of errors."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from tests.standin.boolean import Query, closeness, has_words
from tests.standin.call import Answer, Call
from tests.standin.world import Work, words

ATOM = "application/atom+xml; charset=utf-8"
_OPEN = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" '
    'xmlns="http://www.w3.org/2005/Atom">\n'
)
_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
_SLICE, _MOST = 2_000, 30_000
_CATEGORIES = {"IR": "cs.IR", "data": "cs.IR", "NLP": "cs.CL", "ML": "cs.LG", "CV": "cs.CV"}
Test = Callable[[Work], bool]


class RefusedError(ValueError):
    """(name of the error, what is wrong)."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)


def answer(call: Call) -> Answer:
    """The answer to a request for `/api/query`."""
    if call.path.rstrip("/") != "/api/query":
        return Answer(404, b"<html><body>404 Not Found</body></html>", "text/html; charset=utf-8")
    try:
        return Answer(200, _feed(call).encode(), ATOM)
    except RefusedError as error:
        return Answer(400, _error(*error.args).encode(), ATOM)
    except ValueError as error:
        return Answer(400, _error("malformed_query", str(error)).encode(), ATOM)


def submitted(work: Work) -> str:
    """When version 1 came in, as `YYYY-MM-DDTHH:MM:SSZ`; from the id where the shelf does not say."""
    day = work.day or f"20{work.arxiv[:2]}-{work.arxiv[2:4]}-15"
    return f"{day}T12:00:00Z"


def _feed(call: Call) -> str:
    start, size = call.number("start", 0), call.number("max_results", 10)
    if start < 0:
        raise RefusedError("start_must_be_non-negative", "start must be non-negative")
    if not 0 <= size <= _MOST:
        raise RefusedError("max_results_must_not_exceed", f"max_results must be between 0 and {_MOST}")
    found = _found(call)
    works = call.listed(found)
    entries = [_entry(call, work) for work in works[start : start + min(size, _SLICE)]]
    asked = f"search_query={call.get('search_query')}&id_list={call.get('id_list')}&start={start}&max_results={size}"
    name = base64.b64encode(hashlib.sha1(asked.encode()).digest()).decode().rstrip("=")
    return "".join(
        (
            _OPEN,
            f"  <id>https://arxiv.org/api/{name}</id>\n  <title>arXiv Query: {escape(asked)}</title>\n",
            "  <updated>2026-07-31T00:00:00Z</updated>\n",
            f"  <link href={quoteattr('https://arxiv.org/api/query?' + asked)} type='application/atom+xml'/>\n",
            f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n",
            f"  <opensearch:totalResults>{call.total(len(found))}</opensearch:totalResults>\n",
            f"  <opensearch:startIndex>{start}</opensearch:startIndex>\n",
            *entries,
            "</feed>\n",
        )
    )


def _found(call: Call) -> list[Work]:
    text = call.get("search_query").strip()
    ids = [one.strip() for one in call.get("id_list").split(",") if one.strip()]
    for one in ids:
        if not _ID.fullmatch(one):
            raise RefusedError(f"incorrect_id_format_for_{one}", f"incorrect id format for {one}")
    test = Query(call.world, partial(_term, call), loose=True).parse(text) if text else None
    if not ids and test is None:
        return []
    named = (call.world.find(arxiv=m[1]) for one in ids if (m := _ID.fullmatch(one)))
    among = [work for work in named if work] if ids else [work for work in call.world.works if work.arxiv]
    found = [work for work in among if test is None or test(work)]
    return found if test is None else _sorted(call, found, text)


def _sorted(call: Call, works: list[Work], text: str) -> list[Work]:
    close = closeness(call.world, re.sub(r"\[[^\]]*\]|\b\w+:", " ", text))
    keys: dict[str, Callable[[Work], tuple[object, ...]]] = {
        "relevance": lambda w: (close(w), w.arxiv),
        "submittedDate": lambda w: (submitted(w), w.arxiv),
        "lastUpdatedDate": lambda w: (submitted(w), w.arxiv),
    }
    name = call.get("sortBy", "relevance")
    if name not in keys:
        raise RefusedError("sortBy_must_be_in", f"sortBy must be in: {', '.join(keys)}")
    return sorted(works, key=keys[name], reverse=call.get("sortOrder", "descending") == "descending")


def _term(call: Call, field: str, text: str) -> Test:
    if field == "submittedDate":
        first, _, last = text.strip("[]").partition(" TO ")
        return lambda w: first <= re.sub(r"\D", "", submitted(w))[:12] <= last
    if field == "cat":
        return lambda w: _category(call, w) == text or (text.endswith("*") and _category(call, w).startswith(text[:-1]))
    if field == "au":
        wanted = set(words(text.replace("_", " ")))
        return lambda w: any(wanted <= set(words(author)) for author in w.authors)
    if field == "co":
        return lambda w: text.strip('"').casefold() in _comment(w).casefold()
    if field == "jr":
        return lambda w: text.strip('"').casefold() in w.venue.casefold()
    if field not in ("", "all", "ti", "abs"):
        raise RefusedError("unknown_field", f"unknown field {field}")
    return has_words(call.world, text, title=field == "ti")


def _category(call: Call, work: Work) -> str:
    venue = call.world.venue(work)
    return _CATEGORIES.get(venue.community if venue else "", "cs.CL")


def _comment(work: Work) -> str:
    return f"Accepted at {work.venue} {work.year}" if work.venue else ""


def _entry(call: Call, work: Work) -> str:
    page = f"https://arxiv.org/abs/{work.arxiv}v1"
    category = _category(call, work)
    lines = [
        f"<id>http://arxiv.org/abs/{work.arxiv}v1</id>",
        f"<title>{escape(work.title or '')}</title>",
        f"<updated>{submitted(work)}</updated>",
        f'<link href="{page}" rel="alternate" type="text/html"/>',
        f'<link href="{page.replace("/abs/", "/pdf/")}" rel="related" type="application/pdf" title="pdf"/>',
        f"<summary>  {escape(work.note)}</summary>",
        f'<category term="{category}" scheme="http://arxiv.org/schemas/atom"/>',
        f"<published>{submitted(work)}</published>",
        *([f"<arxiv:comment>{escape(_comment(work))}</arxiv:comment>"] if work.venue else []),
        f'<arxiv:primary_category term="{category}"/>',
        *([f"<arxiv:doi>{escape(work.doi)}</arxiv:doi>"] if work.doi else []),
        *(f"<author>\n      <name>{escape(author)}</name>\n    </author>" for author in work.authors),
    ]
    return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def _error(name: str, message: str) -> str:
    place = f"https://arxiv.org/api/errors#{escape(name)}"
    return (
        f"{_OPEN}  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n"
        "  <updated>2026-07-31T00:00:00Z</updated>\n"
        "  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>\n"
        "  <opensearch:totalResults>1</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"  <entry>\n    <id>{place}</id>\n    <title>Error</title>\n    <updated>2026-07-31T00:00:00Z</updated>\n"
        f"    <link href={quoteattr(place)} rel='alternate' type='text/html'/>\n"
        f"    <summary>{escape(message)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>\n"
    )
