"""One small question to each service: can it be used from here, and what would make it better?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveyor.models import Outcome
from surveyor.net import Accept, Net, Request
from surveyor.settings import SERVICES, Endpoint

_QUESTIONS: Mapping[str, tuple[str, Accept]] = {
    "s2": ("/graph/v1/paper/search?query=ranking&limit=1&fields=title", Accept.JSON),
    "openalex": ("/works?filter=openalex:W2626778328&select=id&per-page=1", Accept.JSON),
    "arxiv": ("/api/query?id_list=1706.03762&max_results=1", Accept.XML),
    "crossref": ("/works?rows=1&select=DOI", Accept.JSON),
    "openreview": ("/notes?content.venueid=ICLR.cc/2024/Conference&limit=1", Accept.JSON),
    "dblp": ("/search/publ/api?q=ranking&format=json&h=1", Accept.JSON),
    "acl": ("/2020.acl-main.1.bib", Accept.GZIP),
    "arxiv-html": ("/html/2402.08954", Accept.HTML),
    "ar5iv": ("/html/1706.03762", Accept.HTML),
    "grobid": ("/api/isalive", Accept.JSON),
}
_UNKEYED = {
    "s2": "set S2_API_KEY: without one the shared pool is nearly always used up",
    "openalex": "set OPENALEX_API_KEY for ten times the daily allowance",
    "openreview": "set OPENREVIEW_TOKEN: without one nothing is given",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """How one service answered."""

    name: str
    outcome: Outcome
    advice: str
    """What is wrong and what to set, what is left of an allowance; empty where all is well."""


def check(net: Net, services: Mapping[str, Endpoint]) -> Iterator[Checked]:
    """Ask every service that has an address, one after another."""
    for name, (question, accept) in _QUESTIONS.items():
        endpoint = services[name]
        if not endpoint.base:
            continue
        reply = net.ask(_request(name, endpoint, question, accept), bytes)
        unkeyed = "" if endpoint.key else _UNKEYED.get(name, "")
        contact = SERVICES[name].contact
        polite = f"set {contact} to your mail address for the polite pool" if contact and not endpoint.contact else ""
        answered = reply.ok or reply.outcome is Outcome.NOT_FOUND
        left = net.tally(name).left
        allowance = "" if left is None else f"${left:.4f} left of the day's allowance"
        said = [part for part in ("" if answered else reply.detail, allowance, polite) if part]
        if unkeyed and not any(unkeyed.split(":")[0] in part for part in said):
            said.append(unkeyed)
        yield Checked(name, Outcome.OK if answered else reply.outcome, "; ".join(said))


def _request(name: str, endpoint: Endpoint, question: str, accept: Accept) -> Request:
    source = "s2-keyed" if name == "s2" and endpoint.key else name
    header = ("x-api-key", endpoint.key) if name == "s2" else ("Authorization", f"Bearer {endpoint.key}")
    headers = (header,) if endpoint.key else ()
    price = 0.0001 if name == "openalex" else 0.0
    return Request(source, endpoint.base + question, headers=headers, accept=accept, price=price, gone="/abs/")
