"""DBLP's publication search: JSON in the shape of its XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from tests.standin.call import Answer, Call, Json, in_json, page_of
from tests.standin.world import Work, World, number


def answer(call: Call) -> Answer:
    """The answer to a request for `/search/publ/api`."""
    if call.path != "/search/publ/api" or call.get("format", "xml") != "json":
        return page_of("<html><head><title>404 Not Found</title></head><body></body></html>", 404)
    try:
        size, first = min(call.number("h", 30), 1_000), call.number("f", 0)
    except ValueError:
        return page_of("<html><head><title>400 Bad Request</title></head><body></body></html>", 400)
    parts = call.get("q").split()
    found = [work for work in call.world.works if work.dblp and parts]
    for part in parts:
        found = list(filter(_test(call.world, part), found))
    works = call.listed(sorted(found, key=lambda w: (-w.year, w.dblp)))[first : first + size]
    hits: Json = {"@total": str(call.total(len(found))), "@computed": str(min(len(found), 1_000))}
    hits |= {"@sent": str(len(works)), "@first": str(first)}
    if works:
        hits["hit"] = [_hit(call.world, work) for work in works]
    none: Json = {"@total": "0", "@computed": "0", "@sent": "0"}
    return in_json(
        {
            "result": {
                "query": " ".join(f"{part}*" for part in parts),
                "status": {"@code": "200", "text": "OK"},
                "time": {"@unit": "msecs", "text": "11.83"},
                "completions": none,
                "hits": hits,
            }
        }
    )


def _test(world: World, part: str) -> Callable[[Work], bool]:
    """Whether a work has a word (as a prefix, or whole with `$`) or is in a `venue:`, `year:`, `streamid:`, `toc:`."""
    field, _, value = part.partition(":")
    value = value.strip(":")
    if field == "year" and value:
        return lambda work: f"{work.year}" == value
    if field == "streamid" and value:
        return lambda work: work.dblp.startswith(f"{value}/")
    if field == "venue" and value:
        name = value.casefold().replace("_", " ")
        return lambda work: _venue(world, work).casefold() == name
    if field == "toc" and value:
        stream = re.sub(r"^db/|/[^/]*\.bht$", "", value)
        return lambda work: work.dblp.startswith(f"{stream}/") and f"{work.year}" in value
    wanted = re.findall(r"[^\W_]+\$?", part.casefold())
    return lambda work: all(f" {word}".replace("$", " ") in world.told[work.id] for word in wanted)


def _venue(world: World, work: Work) -> str:
    if work.dblp.startswith("journals/corr/"):
        return "CoRR"
    venue = world.venue(work)
    return (venue.short if venue else work.venue) or "CoRR"


def _author(name: str) -> Json:
    homonym = f" {number(name, 40) + 1:04d}" if number(f"homonym {name}", 12) == 0 else ""
    return {"@pid": f"{number(name, 300)}/{number(name, 9_999)}", "text": escape(f"{name}{homonym}")}


def _hit(world: World, work: Work) -> Json:
    authors = [_author(name) for name in work.authors]
    preprint = work.dblp.startswith("journals/corr/")
    link = f"https://doi.org/{work.doi}" if work.doi else f"https://arxiv.org/abs/{work.arxiv}" if work.arxiv else ""
    info: Json = {
        **({"authors": {"author": authors[0] if len(authors) == 1 else authors}} if authors else {}),
        "title": f"{escape(work.title)}." if work.title else None,
        "venue": _venue(world, work),
        **({"volume": f"abs/{work.arxiv}"} if preprint else {"pages": "1-10"}),
        "year": str(work.year),
        "type": "Informal and Other Publications" if preprint else "Conference and Workshop Papers",
        "access": "open" if work.arxiv else "closed",
        "key": work.dblp,
        **({"doi": work.doi.upper()} if work.doi else {}),
        **_editions(work, link),
        "url": f"https://dblp.org/rec/{work.dblp}",
    }
    one = str(number(f"hit {work.id}", 6_000_000))
    return {"@score": "5", "@id": one, "info": info, "url": f"URL#{one}"}


def _editions(work: Work, link: str) -> Json:
    """Electronic editions: one, several, or none."""
    if not link:
        return {}
    return {"ee": link if number(work.id, 3) else [link, f"https://www.wikidata.org/entity/Q{number(work.id, 10**8)}"]}
