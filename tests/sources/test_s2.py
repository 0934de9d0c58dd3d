from __future__ import annotations

import inspect
import json
import logging
from functools import partial
from importlib.metadata import version

import pytest
from hypothesis import given
from semanticscholar.ApiRequester import ApiRequester
from semanticscholar.AsyncSemanticScholar import AsyncSemanticScholar

from surveyor.dates import parse_month
from surveyor.models import Citation, Outcome, Paper
from surveyor.net.request import Request
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Found
from surveyor.sources.s2 import SemanticScholar
from surveyor.sources.s2_client import Composer
from tests.sources.nets import Answer, Plays, make_search, query

KEY = "sesame-0123"
a_search = partial(make_search, since="2022-07", until="2024-03")
SHA = {letter: letter * 40 for letter in "abcdef"}


def make_row(letter: str = "a", **fields: object) -> dict[str, object]:
    return {
        "paperId": SHA[letter],
        "title": f"Ranking {letter} with graphs",
        "year": 2023,
        "publicationDate": "2023-05-04",
        "venue": "Web Search and Data Mining",
        "publicationVenue": None,
        "externalIds": {"DOI": f"10.1145/1.{letter}", "CorpusId": 7},
        "authors": [{"authorId": "1", "name": "Ann Lee"}, {"authorId": None, "name": "Bo Xu"}],
        "referenceCount": 3,
        "citationCount": 1,
    } | fields


def make_paper(name: str, *ids: str, title: str = "A title", year: int | None = 2023) -> Paper:
    return Paper(name, ids, title, year)


def adapter(net: Plays, key: str = "", **options: int) -> SemanticScholar:
    return SemanticScholar(net, Endpoint("https://api.example.org", key), **options)


# ------------------------------------------------------------------ the package


def test_the_package_still_has_what_is_leant_on() -> None:
    assert version("semanticscholar").startswith("0.12.")
    assert "_requester" in vars(AsyncSemanticScholar())
    assert list(inspect.signature(ApiRequester.get_data_async).parameters) == [
        "self",
        "url",
        "parameters",
        "headers",
        "payload",
    ]
    assert isinstance(inspect.getattr_static(AsyncSemanticScholar, "debug"), property)
    composer = Composer("https://api.example.org/x")
    assert composer.batch(["a"]).path == "https://api.example.org/x/graph/v1/paper/batch"
    assert json.loads(composer.batch(["a"]).body) == {"ids": ["a"]}
    assert composer.match("t").path.endswith("/graph/v1/paper/search/match")
    assert composer.relevant(["t"], a_search()).path.endswith("/graph/v1/paper/search")
    assert composer.bulk(["t"], " ", a_search()).path.endswith("/graph/v1/paper/search/bulk")
    assert composer.references("DOI:10.1000/a#b?c").path.endswith("/graph/v1/paper/DOI:10.1000/a%23b%3Fc/references")


def test_the_package_leaves_the_logging_of_the_program_alone() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    root.setLevel(logging.NOTSET)
    try:
        Composer("https://api.example.org")
        assert (root.handlers, root.level) == ([], logging.NOTSET)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def all_calls(net: Plays, key: str) -> list[Found]:
    s2 = adapter(net, key)
    asked = [make_paper("doi:10.1000/x", "doi:10.1000/x")]
    return [
        s2.search(a_search("graph", "ACL")),
        s2.search(a_search("graph", since=None)),
        s2.references(asked),
        s2.contexts(asked),
        s2.lookup(["doi:10.1000/x"]),
        s2.match("A title"),
    ]


def test_the_key_goes_with_every_request_and_is_in_no_other_place() -> None:
    net = Plays(Outcome.FAILED)
    all_calls(net, KEY)
    assert len(net.requests) == 6
    assert all(("x-api-key", KEY) in request.headers and request.source == "s2-keyed" for request in net.requests)
    assert KEY not in repr(net.requests)
    assert all(KEY not in request.url and KEY.encode() not in request.body for request in net.requests)


def test_without_a_key_no_header_is_sent() -> None:
    net = Plays(Outcome.FAILED)
    assert [found.ok for found in all_calls(net, "")] == [False] * 6
    assert {name for request in net.requests for name, _ in request.headers} == {"Content-Type"}
    assert {request.source for request in net.requests} == {"s2"}


# ------------------------------------------------------------------ search


def test_a_search_asks_for_words_years_and_venues() -> None:
    net = Plays({"total": 1, "data": [make_row()]})
    found = adapter(net).search(a_search("the multi-hop question-answering", "SIGIR", "ICASSP", "ICTIR"))
    sent = query(net.requests[0])
    assert "/graph/v1/paper/search/bulk?" in net.urls[0]
    assert sent["query"] == "multi hop question answering"
    assert sent["year"] == "2022-2024"
    assert sent["venue"].split(",")[:3] == [
        "Annual International ACM SIGIR Conference on Research and Development in Information Retrieval",
        "ICASSP",
        "ICTIR",
    ]
    assert {"title", "abstract", "externalIds", "publicationVenue", "referenceCount"} <= set(sent["fields"].split(","))
    [paper] = found.papers
    assert (paper.id, paper.year, paper.month) == ("doi:10.1145/1.a", 2023, parse_month("2023-05"))
    assert (paper.venue, paper.authors) == ("Web Search and Data Mining", ("Ann Lee", "Bo Xu"))
    assert paper.has_references
    assert paper.origins == ("s2",)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ('a "dense" +retrieval | -sparse (fast~2) rank*', "dense retrieval sparse fast 2 rank"),
        ("AT&T C# and #tags = 100%", "AT&T C# #tags 100"),
        ("better question answering, question: how?", "question answering"),
        ("图像检索 image retrieval", "image retrieval"),
        ("图像检索", "图像检索"),
        ("Éclair graphs Graphs", "Éclair graphs"),
        ("text/image rankings", "text image rankings"),
    ],
)
def test_signs_of_the_query_language_are_words_to_nobody(text: str, sent: str) -> None:
    net = Plays({"data": []})
    adapter(net).search(a_search(text))
    assert query(net.requests[0])["query"] == sent
    assert "&tags" not in net.urls[0]
    assert "#" not in net.urls[0]


def test_words_that_say_nothing_ask_nothing() -> None:
    net = Plays()
    assert adapter(net).search(a_search("--- ???")) == adapter(net).search(a_search("what is the best")) == Found()


def test_pages_are_read_as_far_as_the_limit_asks() -> None:
    def page(request: Request) -> Answer:
        token = query(request).get("token", "")
        return {"token": "x&y=" + token[-1:], "data": [make_row("abc"[len(token) % 3])]}

    for limit, pages in ((1, 1), (1000, 1), (1001, 2), (2500, 3)):
        net = Plays(by=page)
        assert len(adapter(net).search(a_search(limit=limit)).replies) == pages
    assert [query(request).get("token") for request in net.requests] == [None, "x&y=", "x&y=="]


def test_a_token_that_comes_again_ends_the_paging() -> None:
    net = Plays(by=lambda request: {"token": "again", "data": [make_row()]})
    assert len(adapter(net).search(a_search(limit=10_000)).replies) == 2


def test_a_long_problem_with_few_papers_is_asked_for_any_of_its_words_once() -> None:
    text = "graph ranking sparse dense retrieval"
    net = Plays({"data": [make_row("a")]}, {"data": [make_row("a"), make_row("b")]})
    found = adapter(net).search(a_search(text))
    assert [query(request)["query"] for request in net.requests] == [text, text.replace(" ", " | ")]
    assert len(found.papers) == 2

    many = [make_row("a", paperId=f"{n:040x}", externalIds=None) for n in range(10)]
    answers: list[tuple[str, Answer]] = [
        (text, {"data": many}),
        ("graph ranking", {"data": []}),
        (text, Outcome.RATE_LIMITED),
    ]
    for few_words, answer in answers:
        net = Plays(answer)
        adapter(net).search(a_search(few_words))
        assert len(net.requests) == 1


def test_papers_of_other_months_are_left_out() -> None:
    dates = {"a": "2022-06-30", "b": "2022-07-01", "c": "2024-02-29", "d": "2024-03-01", "e": None}
    rows = [make_row(letter, publicationDate=date, year=2024) for letter, date in dates.items()]
    found = adapter(Plays({"data": rows})).search(a_search())
    assert [paper.title[8] for paper in found.papers] == ["b", "c"]


def test_for_any_age_the_closest_hundred_are_asked_for() -> None:
    net = Plays({"total": 1, "offset": 0, "data": [make_row(year=1998, publicationDate=None)]})
    found = adapter(net).search(a_search(since=None))
    assert "/graph/v1/paper/search?" in net.urls[0]
    assert query(net.requests[0]) | {"limit": "100", "year": "-2024", "query": "neural ranking"} == query(
        net.requests[0]
    )
    assert found.papers[0].month == parse_month("1998-12")


def test_a_search_of_any_age_in_venues_is_a_search_by_venue() -> None:
    net = Plays({"data": []})
    adapter(net).search(a_search("graph", "ACL", since=None))
    assert "/search/bulk?" in net.urls[0]
    assert query(net.requests[0])["year"] == "-2024"


# ------------------------------------------------------------------ references


def test_references_come_in_one_request_for_all() -> None:
    cited = [make_row("c"), make_row("c"), {"paperId": None, "title": "An Old Book", "year": 1979}, None, {"title": ""}]
    net = Plays([{"paperId": SHA["a"], "references": cited}, {"paperId": SHA["b"], "references": None}, None])
    papers = [
        make_paper("arxiv:2301.00001", "arxiv:2301.00001", "doi:10.1000/x"),
        make_paper("doi:10.1000/y", "doi:10.1000/y"),
        make_paper("acl:P19-1423", "acl:P19-1423"),
    ]
    found = adapter(net).references(papers)
    [request] = net.requests
    assert request.method == "POST"
    assert json.loads(request.body) == {"ids": ["ARXIV:2301.00001", "DOI:10.1000/y", "ACL:P19-1423"]}
    assert {"references.title", "references.externalIds"} <= set(query(request)["fields"].split(","))
    assert found.citations == (
        Citation("arxiv:2301.00001", "cited:anoldbook"),
        Citation("arxiv:2301.00001", "doi:10.1145/1.c"),
    )
    assert {paper.id: paper.as_cited for paper in found.papers} == {"doi:10.1145/1.c": False, "cited:anoldbook": True}
    assert found.withheld == ("doi:10.1000/y",)


def test_a_paper_does_not_cite_itself() -> None:
    net = Plays([{"references": [make_row("a")]}])
    found = adapter(net).references([make_paper("doi:10.1145/1.a", "doi:10.1145/1.a")])
    assert found.citations == ()


def test_two_papers_that_are_one_to_the_service_are_asked_once() -> None:
    net = Plays([{"references": [make_row("c")]}])
    papers = [make_paper("doi:10.1000/x", "doi:10.1000/x", f"s2:{SHA['a']}"), make_paper("x", f"s2:{SHA['a']}")]
    found = adapter(net).references(papers)
    assert json.loads(net.requests[0].body) == {"ids": [SHA["a"]]}
    assert {citation.citing for citation in found.citations} == {"doi:10.1000/x", "x"}


def test_lists_that_may_have_been_cut_off_are_asked_again_in_halves() -> None:
    sizes = {f"DOI:10.1000/{n}": 4_000 for n in range(4)}

    def answer(request: Request) -> Answer:
        ids = json.loads(request.body)["ids"]
        return [{"referenceCount": sizes[one], "references": [make_row("c")] * (len(ids) < 3)} for one in ids]

    net = Plays(by=answer)
    found = adapter(net).references([make_paper(f"doi:10.1000/{n}", f"doi:10.1000/{n}") for n in range(4)])
    assert [len(json.loads(request.body)["ids"]) for request in net.requests] == [4, 2, 2]
    assert len(found.citations) == 4
    sizes["DOI:10.1000/0"] = 20_000
    net = Plays(by=answer)
    adapter(net).references([make_paper("doi:10.1000/0", "doi:10.1000/0")])
    assert len(net.requests) == 1


def test_many_papers_go_by_the_hundred() -> None:
    net = Plays(by=lambda request: [None] * len(json.loads(request.body)["ids"]))
    adapter(net).references([make_paper(f"doi:10.1000/{n}", f"doi:10.1000/{n}") for n in range(250)])
    assert [len(json.loads(request.body)["ids"]) for request in net.requests] == [100, 100, 50]


def test_a_failure_is_told_and_takes_nothing_from_the_others() -> None:
    answers = iter([Outcome.FAILED, None])

    def answer(request: Request) -> Answer:
        return next(answers) or [{"references": [make_row("c")]}] * len(json.loads(request.body)["ids"])

    net = Plays(by=answer)
    found = adapter(net).references([make_paper(f"doi:10.1000/{n}", f"doi:10.1000/{n}") for n in range(101)])
    assert [reply.outcome for reply in found.replies] == [Outcome.FAILED, Outcome.OK]
    assert [citation.citing for citation in found.citations] == ["doi:10.1000/100"]
    assert not found.ok


def test_an_answer_of_another_length_is_no_answer() -> None:
    found = adapter(Plays([None, None])).references([make_paper("doi:10.1000/x", "doi:10.1000/x")])
    assert found.replies[0].outcome is Outcome.FAILED
    assert "2 rows for 1 ids" in found.replies[0].detail


def test_papers_without_a_known_id_are_found_by_title() -> None:
    net = Plays(
        {"data": [make_row("a", title="Ranking: With Graphs!", matchScore=99.0)]},
        {"data": [make_row("b", title="Ranking with graphs in speech separation")]},
        {"data": []},
        Outcome.NOT_FOUND,
        [{"references": [make_row("c")]}],
    )
    papers = [make_paper(f"dblp:conf/x/{n}", f"dblp:conf/x/{n}", title="Ranking with Graphs") for n in range(9)]
    found = adapter(net, matches=4).references(papers)
    assert ["/search/match?" in url for url in net.urls] == [True, True, True, True, False]
    assert query(net.requests[0])["query"] == "Ranking with Graphs"
    assert json.loads(net.requests[-1].body) == {"ids": [SHA["a"]]}
    assert [citation.citing for citation in found.citations] == ["dblp:conf/x/0"]
    assert found.ok


def test_a_match_of_another_year_is_another_paper() -> None:
    net = Plays(by=lambda request: {"data": [make_row(title="Ranking", year=2019)]})
    s2 = adapter(net)
    assert [len(s2.match("Ranking", year).papers) for year in (None, 2018, 2019, 2020, 2021)] == [1, 1, 1, 1, 0]


# ------------------------------------------------------------------ contexts


def test_contexts_come_with_a_request_a_paper() -> None:
    row = {"contexts": ["x [1]", "y [1]"], "intents": ["result"], "isInfluential": True, "citedPaper": make_row("c")}
    net = Plays({"offset": 0, "data": [row]}, {"data": None, "citingPaperInfo": {}})
    papers = [make_paper("arxiv:2301.00001", "arxiv:2301.00001"), make_paper("doi:10.1000/y", "doi:10.1000/y")]
    found = adapter(net).contexts(papers)
    assert net.urls[0].startswith("https://api.example.org/graph/v1/paper/ARXIV:2301.00001/references?")
    assert query(net.requests[0])["limit"] == "1000"
    assert {"contexts", "intents", "isInfluential", "title"} <= set(query(net.requests[0])["fields"].split(","))
    [citation] = found.citations
    assert (citation.citing, citation.cited) == ("arxiv:2301.00001", "doi:10.1145/1.c")
    assert citation.compares
    assert found.withheld == ("doi:10.1000/y",)
    assert found.ok


def test_long_lists_are_read_page_by_page_up_to_the_end_of_what_is_given() -> None:
    def answer(request: Request) -> Answer:
        offset = int(query(request)["offset"])
        return {"offset": offset, "next": offset + 1000, "data": [{"citedPaper": make_row("c")}]}

    net = Plays(by=answer)
    adapter(net).contexts([make_paper("doi:10.1000/y", "doi:10.1000/y")])
    asked = [(int(query(request)["offset"]), int(query(request)["limit"])) for request in net.requests]
    assert asked == [*((n * 1000, 1000) for n in range(9)), (9000, 999)]


def test_an_offset_that_does_not_grow_ends_the_list() -> None:
    net = Plays(by=lambda request: {"offset": 0, "next": 1000, "data": []})
    adapter(net).contexts([make_paper("doi:10.1000/y", "doi:10.1000/y")])
    assert len(net.requests) == 2


# ------------------------------------------------------------------ lookup


def test_lookup_asks_for_the_ids_it_knows() -> None:
    net = Plays([None, make_row("a", externalIds={"ArXiv": "2301.00001"}), make_row("b", title=None)])
    found = adapter(net).lookup(["arXiv:2301.00001v2", f"s2:{SHA['b']}", "openalex:W1", "nonsense", "acl:P19-1423"])
    assert json.loads(net.requests[0].body) == {"ids": ["ARXIV:2301.00001", SHA["b"], "ACL:P19-1423"]}
    assert [paper.id for paper in found.papers] == ["arxiv:2301.00001"]
    assert adapter(Plays()).lookup(["openalex:W1"]) == Found()


def test_lookup_goes_by_five_hundred() -> None:
    net = Plays(by=lambda request: [None] * len(json.loads(request.body)["ids"]))
    adapter(net).lookup([f"doi:10.1000/{n}" for n in range(501)])
    assert [len(json.loads(request.body)["ids"]) for request in net.requests] == [500, 1]


@given(...)
def test_no_words_break_out_of_the_query(text: str) -> None:
    net = Plays({"data": []})
    adapter(net).search(a_search(text, "ACL"))
    for request in net.requests:
        assert set(query(request)) == {"query", "fields", "year", "venue", "sort", "offset", "limit"}
        assert request.url.isascii()
        assert not set(query(request)["query"]) & set('+-"*()~')
