"""Crossref answers in the documented shape."""

from __future__ import annotations

import msgspec

from tests.standin.asking import Get, read
from tests.standin.world import world


class CrossrefItem(msgspec.Struct):
    doi: str = msgspec.field(name="DOI")
    title: list[str] = []
    type: str = ""
    issued: dict[str, list[list[int | None]]] = {}
    container_title: list[str] = msgspec.field(name="container-title", default_factory=list)
    reference: list[dict[str, str]] = []


class CrossrefMessage(msgspec.Struct):
    items: list[CrossrefItem]
    total: int = msgspec.field(name="total-results")
    cursor: str = msgspec.field(name="next-cursor", default="")


class CrossrefList(msgspec.Struct):
    status: str
    message: CrossrefMessage


def test_crossref_lists_filters_and_follows_cursors(get: Get) -> None:
    query = {
        "query.bibliographic": "dense retrieval",
        "filter": "from-pub-date:2020-01-01,until-pub-date:2021,type:proceedings-article",
    }
    page = read(get("crossref", "/works", rows=5, cursor="*", **query), CrossrefList).message
    assert {item.issued["date-parts"][0][0] for item in page.items} <= {2020, 2021}
    rest = read(get("crossref", "/works", rows=1000, cursor=page.cursor, **query), CrossrefList).message
    assert len(page.items) + len(rest.items) == page.total
    assert not {item.doi for item in page.items} & {item.doi for item in rest.items}
    sigir = read(
        get("crossref", "/works", **{"query.container-title": "SIGIR"}, select="DOI,container-title"), CrossrefList
    ).message
    assert all("SIGIR" in item.container_title[0] for item in sigir.items)
    two = [w.doi for w in world().works if w.doi][:2]
    named = read(get("crossref", "/works", filter=",".join(f"doi:{doi.lower()}" for doi in two)), CrossrefList).message
    assert {item.doi for item in named.items} == set(two)


def test_crossref_single_works_and_errors(get: Get) -> None:
    kinds = set()
    for work in (w for w in world().works if w.doi and world().references(w)):
        item = msgspec.convert(get("crossref", f"/works/{work.doi.lower()}").json()["message"], CrossrefItem)
        kinds |= {kind for row in item.reference for kind in ("DOI", "article-title", "unstructured") if kind in row}
    assert kinds == {"DOI", "article-title", "unstructured"}
    missing = get("crossref", "/works/10.1/none")
    assert (missing.status_code, missing.text) == (404, "Resource not found.")
    assert missing.headers["content-type"].startswith("text/plain")
    assert get("crossref", "/works", rows=1001).json()["message"][0]["type"] == "integer-not-valid"
    assert get("crossref", "/works", cursor="thing").status_code == 404
    assert get("crossref", "/works", rows=0).headers["x-api-pool"] == "public-array"
    polite = get("crossref", f"/works/{work.doi}", mailto="you@example.org")
    assert (polite.headers["x-api-pool"], polite.headers["x-rate-limit-limit"]) == ("polite-single", "10")
