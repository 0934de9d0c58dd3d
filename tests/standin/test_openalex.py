"""OpenAlex answers in the documented shape, for money."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec
import pytest

from tests.standin import Standin
from tests.standin.asking import Get, read
from tests.standin.world import world

NET = "arxiv:1212.5701"


class AlexMeta(msgspec.Struct):
    count: int
    cost_usd: float
    per_page: int
    page: int | None
    next_cursor: str | None = None


class AlexWork(msgspec.Struct):
    id: str
    doi: str | None = None
    title: str | None = None
    publication_date: str = ""
    primary_location: dict[str, Any] | None = None
    locations: list[dict[str, Any]] = []
    abstract_inverted_index: dict[str, list[int]] | None = None
    referenced_works: list[str] = []


class AlexPage(msgspec.Struct):
    meta: AlexMeta
    results: list[AlexWork]


def test_openalex_filters_selects_and_pages(get: Get) -> None:
    work = world()[NET]
    page = read(get("openalex", "/works", filter=f"openalex:{work.openalex}|W1,doi:10.48550/arxiv.1212.5701"), AlexPage)
    assert [one.id for one in page.results] == [f"https://openalex.org/{work.openalex}"]
    found = page.results[0]
    assert any("arxiv.org/abs/1212.5701" in place["landing_page_url"] for place in found.locations)
    text = sorted((place, word) for word, places in found.abstract_inverted_index.items() for place in places)
    assert " ".join(word for _, word in text) == work.note
    cited = world()[world().cites[0].cited]
    citing = read(get("openalex", "/works", filter=f"cites:{cited.openalex}", per_page=200), AlexPage)
    assert all(f"https://openalex.org/{cited.openalex}" in one.referenced_works for one in citing.results)
    only = get(
        "openalex",
        "/works",
        filter="from_publication_date:2020-01-01,to_publication_date:2020-12-31",
        select="id,publication_date",
        per_page=200,
    )
    assert {row["publication_date"][:4] for row in only.json()["results"]} == {"2020"}
    assert only.json()["results"][0].keys() == {"id", "publication_date"}


def test_openalex_cursors_reach_every_work(get: Get) -> None:
    cursor, seen = "*", []
    while cursor:
        page = read(get("openalex", "/works", cursor=cursor, per_page=200, select="id"), AlexPage)
        seen += [work.id for work in page.results]
        cursor = page.meta.next_cursor
    assert len(seen) == len(set(seen)) == page.meta.count == len(world().works)


def test_openalex_searches_with_operators_and_sources(get: Get) -> None:
    every = read(get("openalex", "/works", search="dense retrieval", per_page=200), AlexPage)
    either = read(get("openalex", "/works", search="dense OR retrieval", per_page=200), AlexPage)
    assert 0 < every.meta.count < either.meta.count
    acl = read(
        get("openalex", "/works", filter="primary_location.source.id:S4306420508|S4363608652", per_page=200), AlexPage
    )
    assert {work.primary_location["source"]["id"][-11:] for work in acl.results} == {"S4306420508", "S4363608652"}
    sourceless = read(get("openalex", "/works", per_page=200), AlexPage).results
    assert any(
        w.primary_location and not w.primary_location["source"] and w.primary_location["raw_source_name"]
        for w in sourceless
    )


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "nonsense:1"},
        {"filter": f"openalex:{'|'.join(f'W{i}' for i in range(101))}"},
        {"select": "primary_location.source"},
        {"per_page": 201},
        {"page": 101, "per_page": 100},
        {"page": 1, "cursor": "*"},
        {"filter": "host_venue.id:S1"},
        {"search": "a | b"},
        {"sort": "relevance_score:desc"},
    ],
)
def test_openalex_refuses(get: Get, query: dict[str, object]) -> None:
    answer = get("openalex", "/works", **query)
    assert (answer.status_code, answer.json()["error"]) == (400, "Invalid query parameters error.")


def test_openalex_refuses_commas_at_the_edge_and_unknown_works_in_html(get: Get) -> None:
    assert "x-openalex-edge-reject" in get("openalex", "/works", filter="title.search:a, b").headers
    missing = get("openalex", "/works/W1")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert get("openalex", "/works/https://doi.org/10.48550/arXiv.1212.5701").json()["publication_year"] == 2012


def test_openalex_meters_the_allowance(standin: Standin, get: Get, http: httpx.Client) -> None:
    standin.knobs.openalex_limit = 0.0022
    one, two = get("openalex", "/works", search="ranking"), get("openalex", "/works", filter="has_doi:true")
    assert [r.headers["x-ratelimit-cost-usd"] for r in (one, two)] == ["0.001", "0.0001"]
    assert [r.json()["meta"]["cost_usd"] for r in (one, two)] == [0.001, 0.0001]
    assert two.headers["x-ratelimit-remaining-usd"] == "0.0011"
    get("openalex", "/works", search="ranking")
    spent = get("openalex", "/works", search="ranking")
    assert (spent.status_code, spent.headers["retry-after"]) == (429, "64136")
    keyed = http.get(f"{standin.base('openalex')}/works?search=ranking", headers={"Authorization": "Bearer k"})
    assert keyed.status_code == 200
