"""arXiv and its HTML, the ACL Anthology, DBLP and OpenReview answer in the documented shape."""

from __future__ import annotations

import gzip
from typing import Any
from xml.etree import ElementTree

import httpx

from tests.standin import Fault, Standin
from tests.standin.asking import Get
from tests.standin.world import world

ATOM = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def feed(response: httpx.Response) -> tuple[int, list[dict[str, str]]]:
    root = ElementTree.fromstring(response.content)
    total = int(root.findtext("o:totalResults", "", ATOM))
    return total, [{e.tag.partition("}")[2]: e.text or "" for e in entry} for entry in root.findall("a:entry", ATOM)]


def test_arxiv_searches_by_word_title_and_day(standin: Standin, http: httpx.Client) -> None:
    def ask(**query: object) -> tuple[int, list[dict[str, str]]]:
        return feed(http.get(f"{standin.base('arxiv')}/api/query", params={k: str(v) for k, v in query.items()}))

    asked = 'all:"question answering" AND submittedDate:[201801010000 TO 201912312359]'
    total, first = ask(search_query=asked, max_results=2000)
    assert {entry["published"][:4] for entry in first} == {"2018", "2019"}
    assert total >= len(first)
    assert ask(search_query="ti:distillation", max_results=2000)[0] < ask(search_query="all:distillation")[0]
    assert (
        ask(search_query="all:distillation OR all:pruning")[0] > ask(search_query="all:distillation AND all:pruning")[0]
    )
    _, page = ask(search_query="all:question", start=10, max_results=5)
    assert [entry["id"] for entry in page] == [
        e["id"] for e in ask(search_query="all:question", max_results=15)[1][10:]
    ]
    _, named = ask(id_list="1704.00051v2,9999.99999")
    assert [entry["id"] for entry in named] == ["http://arxiv.org/abs/1704.00051v1"]


def test_arxiv_says_what_is_wrong_in_an_entry(standin: Standin, http: httpx.Client) -> None:
    for query in ("id_list=abc", "search_query=all:x&max_results=30001", "search_query=(all:x", "start=-1"):
        refused = http.get(f"{standin.base('arxiv')}/api/query?{query}")
        assert refused.status_code == 400
        assert feed(refused)[1][0]["title"] == "Error"


def test_html_pages_show_where_works_are_cited(standin: Standin, get: Get) -> None:
    page = get("ar5iv", "/html/1910.10683")
    cites = world().references(world()["arxiv:1910.10683"])
    assert page.text.count('class="ltx_bibitem"') == len(cites)
    assert page.text.count("ltx_citemacro_cite") >= sum(n for cite in cites for _, n in cite.mentions)
    assert 'class="ltx_tabular' in page.text
    assert 'href="https://ar5iv.labs.arxiv.org/html/1910.10683#bib.bib1"' in page.text
    assert get("arxiv-html", "/html/1910.10683").status_code == 404
    standin.knobs.html_since = "1801"
    assert "<dialog" in get("arxiv-html", "/html/1910.10683v3").text
    assert get("ar5iv", "/html/0000.00000").status_code == 404
    gone = get("ar5iv", "/html/1910.10683")
    assert (gone.status_code, gone.headers["location"]) == (307, "/arxiv-html/abs/1910.10683")
    assert get("arxiv-html", "/abs/1910.10683").status_code == 200
    standin.fail("arxiv-html", Fault.CONVERSION_FAILED)
    assert get("arxiv-html", "/html/1910.10683").text.count("ltx_ERROR") == 1


def test_the_anthology_in_one_file(get: Get) -> None:
    answer = get("acl", "/anthology.bib.gz")
    text = gzip.decompress(answer.content).decode()
    assert answer.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in answer.headers
    entries = [part for part in text.split("\n@") if part.startswith(("inproceedings", "article"))]
    assert len(entries) == sum(bool(w.acl) for w in world().works)
    assert "% https://aclanthology.org/anthology.bib.gz" in text
    assert 'url = "https://aclanthology.org/P17-1171/"' in text
    assert get("acl", "/none").status_code == 404


def test_dblp_searches_by_prefix_venue_and_year(get: Get) -> None:
    def hits(query: str, **more: object) -> dict[str, Any]:
        found: dict[str, Any] = get("dblp", "/search/publ/api", q=query, format="json", **more).json()["result"]["hits"]
        return found

    all_of_it = hits("retriev", h=1000)
    assert int(all_of_it["@total"]) == len(all_of_it["hit"]) > int(hits("retriev$")["@total"])
    sigir = hits("streamid:conf/sigir: year:2021:", h=5)["hit"]
    assert all(hit["info"]["key"].startswith("conf/sigir/") and hit["info"]["year"] == "2021" for hit in sigir)
    assert all(hit["info"]["title"].endswith(".") for hit in sigir)
    assert "hit" not in hits("zzzz")


def test_openreview_wants_a_token(standin: Standin, get: Get, http: httpx.Client) -> None:
    query = {"content.venueid": "ICLR.cc/2020/Conference", "limit": "5"}
    refused = get("openreview", "/notes", **query)
    assert (refused.status_code, refused.json()["name"]) == (403, "ChallengeRequiredError")
    given = http.get(f"{standin.base('openreview')}/notes", params=query, headers={"Authorization": "Bearer token"})
    notes = given.json()["notes"]
    assert len(notes) == 5 < given.json()["count"]
    assert {note["content"]["venueid"]["value"] for note in notes} == {"ICLR.cc/2020/Conference"}
    assert all(isinstance(note["content"]["title"]["value"], str) for note in notes)
