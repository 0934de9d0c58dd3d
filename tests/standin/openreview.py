"""OpenReview's API 2: notes of a venue for those with a token, a challenge for all others."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from tests.standin.call import Answer, Call, Json, in_json
from tests.standin.world import Work, World, digest, words

_HEADERS = (("ratelimit-policy", "180;w=60"),)
_CHALLENGE = {
    "name": "ChallengeRequiredError",
    "message": "Challenge verification required",
    "details": {"challengeUrl": "https://openreview.net/challenge?redirect=/notes"},
}
_YEAR_IN_MS = 31_556_952_000


def answer(call: Call) -> Answer:
    """The answer to a request for `/notes` or `/notes/search`."""
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    wanted = call.knobs.keys.get("openreview")
    if not token or (wanted and token != wanted):
        return in_json(_CHALLENGE, 403, _HEADERS)
    if call.path not in ("/notes", "/notes/search"):
        return in_json({"name": "NotFoundError", "message": "Not found", "status": 404}, 404, _HEADERS)
    try:
        limit, offset = call.number("limit", 1_000), call.number("offset", 0)
    except ValueError:
        return in_json({"name": "ValidationError", "message": "limit must be a number"}, 400, _HEADERS)
    if not 0 <= limit <= 1_000:
        return in_json({"name": "ValidationError", "message": "limit must be at most 1000"}, 400, _HEADERS)
    found = list(filter(_wanted(call), call.world.works))
    works = call.listed(sorted(found, key=lambda w: digest(w.id)))[offset : offset + limit]
    return in_json({"notes": [_note(call.world, w) for w in works], "count": call.total(len(found))}, 200, _HEADERS)


def venue_id(world: World, work: Work) -> str:
    """The group that a work is published under; empty: not on OpenReview."""
    venue = world.venue(work)
    return venue.openreview.format(year=work.year) if venue and venue.openreview else ""


def _wanted(call: Call) -> Callable[[Work], bool]:
    if call.path == "/notes/search":
        asked = set(words(call.get("term")))
        return lambda work: bool(venue_id(call.world, work)) and asked <= set(words(work.title or ""))
    group = call.get("content.venueid") or re.sub(r"/-/.*$", "", call.get("invitation"))
    return lambda work: bool(group) and venue_id(call.world, work) == group


def _note(world: World, work: Work) -> Json:
    one = base64.urlsafe_b64encode(bytes.fromhex(digest(work.id)[:14])).decode()[:10]
    group = venue_id(world, work)
    content: Json = {
        "title": work.title,
        "authors": list(work.authors),
        "abstract": work.note or None,
        "venue": f"{work.venue} {work.year} Poster",
        "venueid": group,
        "pdf": f"/pdf/{digest(work.id)}.pdf",
    }
    at = (work.year - 1970) * _YEAR_IN_MS
    return {
        "id": one,
        "forum": one,
        "number": int(digest(work.id)[:4], 16),
        "cdate": at,
        "pdate": at,
        "mdate": at,
        "invitations": [f"{group}/-/Submission"],
        "domain": group,
        "content": {name: {"value": value} for name, value in content.items() if value is not None},
    }
