"""Semantic Scholar answers in the documented shape."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec

from tests.standin import Standin
from tests.standin.asking import Get, read
from tests.standin.world import world

S2 = "/graph/v1/paper"
READER = "arxiv:1704.00051"


class S2Paper(msgspec.Struct, rename="camel"):
    paper_id: str | None
    title: str
    year: int | None = None
    venue: str | None = None
    external_ids: dict[str, str | int] | None = None
    publication_date: str | None = None
    authors: list[dict[str, str | None]] | None = None
    references: list[S2Paper] | None = None
    citations: list[S2Paper] | None = None
    match_score: float = 0.0


class S2Page(msgspec.Struct):
    data: list[S2Paper]
    total: int = 0
    offset: int = 0
    next: int | None = None
    token: str | None = None


class S2Reference(msgspec.Struct, rename="camel"):
    cited_paper: S2Paper
    contexts: list[str] = []
    intents: list[str] = []
    contexts_with_intent: list[dict[str, Any]] = []
    is_influential: bool = False


class S2References(msgspec.Struct):
    offset: int
    data: list[S2Reference]
    next: int | None = None


def test_s2_search_pages_and_refuses_hyphens(get: Get) -> None:
    page = read(get("s2", f"{S2}/search", query="question answering", limit=5, fields="title,year"), S2Page)
    assert (len(page.data), page.next, page.offset) == (5, 5, 0)
    assert all("question" in paper.title.casefold() for paper in page.data)
    assert read(get("s2", f"{S2}/search", query="question-answering"), S2Page).data == []
    assert get("s2", f"{S2}/search", query="x", limit=101).status_code == 400
    assert get("s2", f"{S2}/search").status_code == 400


def test_s2_bulk_search_understands_operators_filters_and_tokens(standin: Standin, get: Get) -> None:
    def titles(query: str, **more: str) -> set[str]:
        page = read(get("s2", f"{S2}/search/bulk", query=query, fields="title,venue,year", **more), S2Page)
        assert len(page.data) == page.total
        return {paper.title for paper in page.data}

    both, either = titles("distillation + pruning"), titles("distillation | pruning")
    assert both < titles("distillation") < either
    assert titles("distillation -pruning") == titles("distillation") - both
    assert titles('"knowledge distillation"') < titles("knowledge distillation")
    assert titles("(distillation | pruning) + bert") <= either
    assert titles("distil*") >= titles("distillation")
    venue = "Annual Meeting of the Association for Computational Linguistics,ICLR"
    some = read(
        get("s2", f"{S2}/search/bulk", query="distillation", venue=venue, year="2019-2020", fields="venue,title,year"),
        S2Page,
    )
    assert {paper.year for paper in some.data} <= {2019, 2020}
    assert len({paper.venue for paper in some.data}) == 2

    standin.knobs.s2_page = 7
    pages, token = [], ""
    while token is not None:
        page = read(get("s2", f"{S2}/search/bulk", query="distillation", token=token), S2Page)
        pages += page.data
        token = page.token
    assert len(pages) == len({paper.paper_id for paper in pages}) == page.total
    assert get("s2", f"{S2}/search/bulk", query="other", token="DISTILLATION000007").status_code == 400
    assert get("s2", f"{S2}/search/bulk", query="x", fields="references.title").status_code == 400


def test_s2_match_finds_the_best_title_or_nothing(get: Get) -> None:
    best = read(get("s2", f"{S2}/search/match", query=(world()[READER].title or "").lower()), S2Page).data
    assert [paper.paper_id for paper in best] == [world()[READER].s2]
    assert best[0].match_score > 100
    missing = get("s2", f"{S2}/search/match", query="zzz qqq")
    assert (missing.status_code, missing.json()) == (404, {"error": "Title match not found"})


def test_s2_knows_a_paper_by_every_id(get: Get) -> None:
    work = next(w for w in world().works if w.arxiv and w.acl and w.doi)
    forms = [work.s2, f"CorpusId:{work.corpus}", f"DOI:{work.doi.upper()}", work.doi, f"ARXIV:{work.arxiv}"]
    forms += [f"ACL:{work.acl}", f"URL:https://arxiv.org/abs/{work.arxiv}"]
    forms += [
        f"URL:https://www.aclweb.org/anthology/{work.acl}",
        f"URL:https://www.semanticscholar.org/paper/{work.s2}",
    ]
    for form in forms:
        assert read(get("s2", f"{S2}/{form}", fields="externalIds,title"), S2Paper).external_ids["ArXiv"] == work.arxiv
    for form in (f"DBLP:{work.dblp}", f"ARXIV:{work.arxiv}v1", "CorpusId:1"):
        missing = get("s2", f"{S2}/{form}")
        assert (missing.status_code, missing.json()) == (404, {"error": f"Paper with id {form} not found"})
    assert get("s2", f"{S2}/{work.s2}", fields="unknown").json() == {
        "error": "Unrecognized or unsupported fields: [unknown]"
    }


def test_s2_batch_keeps_the_order_and_cuts_off_silently(standin: Standin, http: httpx.Client) -> None:
    url = f"{standin.base('s2')}{S2}/batch?fields=title,references.title,references.externalIds"
    ids = ["ARXIV:1704.00051", "CorpusId:1", "ARXIV:1910.10683"]
    first, unknown, last = read(http.post(url, json={"ids": ids}), list[S2Paper | None])
    assert unknown is None
    cites = world().references(world()[READER])
    assert (first.paper_id, len(first.references)) == (world()[READER].s2, len(cites))
    standin.knobs.s2_nested_cap = 5
    first, _, last = read(http.post(url, json={"ids": ids}), list[S2Paper | None])
    assert len(first.references) + len(last.references) == 5
    assert http.post(url, json={"ids": ids * 200}).status_code == 400
    assert http.post(url, json={"ids": []}).json() == {"error": "No valid paper ids given"}


def test_s2_references_tell_why_and_stop_before_ten_thousand(get: Get) -> None:
    path = f"{S2}/ARXIV:1910.10683/references"
    fields = "title,contexts,intents,contextsWithIntent,isInfluential"
    whole = read(get("s2", path, fields=fields, limit=1000), S2References)
    start = read(get("s2", path, fields=fields, limit=10), S2References)
    assert (start.next, whole.next, start.data) == (10, None, whole.data[:10])
    cites = {world()[c.cited].title: dict(c.mentions) for c in world().references(world()["arxiv:1910.10683"])}
    for row in whole.data:
        mentions = cites[row.cited_paper.title]
        assert len(row.contexts) == len(row.contexts_with_intent) == sum(mentions.values())
        assert ("result" in row.intents) == bool({"experiments", "table"} & mentions.keys())
        assert ("methodology" in row.intents) == ("method" in mentions)
    assert get("s2", path, offset=9500, limit=500).json() == {"error": "offset + limit must be < 10000"}
    assert get("s2", path, limit=1001).status_code == 400
    plain = get("s2", path).json()["data"][0]
    assert plain.keys() == {"citedPaper"}
    assert plain["citedPaper"].keys() == {"paperId", "title"}


def test_s2_citations_and_unresolved_references(get: Get) -> None:
    bert = next(w for w in world().works if w.name == "BERT")
    rows = get("s2", f"{S2}/{bert.s2}/citations", fields="title,year", limit=500).json()["data"]
    years = [row["citingPaper"]["year"] for row in rows]
    assert years == sorted(years, reverse=True)
    lists = (
        get("s2", f"{S2}/{w.s2}/references", fields="title,externalIds", limit=500).json()["data"]
        for w in [w for w in world().works if any(world()[c.cited].hidden for c in world().references(w))][:40]
    )
    unresolved = [row["citedPaper"] for rows in lists for row in rows if row["citedPaper"]["paperId"] is None]
    assert len(unresolved) > 20
    assert all(paper["title"] and paper["externalIds"] is None for paper in unresolved)


def test_s2_demands_a_key_when_told(standin: Standin, http: httpx.Client) -> None:
    standin.require_key("s2", "right")
    url = f"{standin.base('s2')}{S2}/search?query=ranking"
    for headers in ({}, {"x-api-key": "wrong"}):
        refused = http.get(url, headers=headers)
        assert (refused.status_code, refused.json()) == (403, {"message": "Forbidden"})
        assert refused.headers["x-amzn-ErrorType"] == "ForbiddenException"
    assert http.get(url, headers={"x-api-key": "right"}).status_code == 200
