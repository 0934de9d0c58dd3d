from __future__ import annotations

import json
import logging
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.models import Citation, Outcome, Paper
from surveyor.net.request import Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Found, Gives
from surveyor.sources.openalex import OpenAlex
from surveyor.sources.openalex_parse import Work, abstract_of, parse_works
from tests.sources.nets import Answer, Plays, make_search, mutated, query, readable, recorded, venue_map

KEY = "sesame-0123"
a_search = partial(make_search, since="2022-07", until="2024-03", limit=100)


def make_work(number: int, *cites: int, **fields: object) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1145/{number}",
        "title": f"Ranking {number}",
        "publication_year": 2023,
        "publication_date": "2023-05-04",
        "primary_location": {"source": None, "raw_source_name": "Proceedings of the 46th SIGIR"},
        "locations": [{"landing_page_url": None}],
        "authorships": [{"author": {"display_name": "Ann Lee"}}, {"author": None, "raw_author_name": "Bo Xu"}],
        "referenced_works": [f"https://openalex.org/W{cited}" for cited in cites],
        "referenced_works_count": len(cites),
        "abstract_inverted_index": {"rank": [1], "We": [0, 2]},
    } | fields


def make_paper(*ids: str) -> Paper:
    return Paper(ids[0], ids, "A title", 2023)


def adapter(net: Plays, key: str = "", **options: int) -> OpenAlex:
    return OpenAlex(net, Endpoint("https://oa.example.org", key), **options)


def results(*works: dict[str, object]) -> Answer:
    return {"meta": {"count": len(works)}, "results": list(works)}


def serve(*works: dict[str, object]) -> Plays:
    """A service that knows some works, and finds them by the ids and DOIs in a filter."""

    def answer(request: Request) -> Answer:
        kind, _, values = query(request)["filter"].partition(":")
        field, prefix = {"openalex": ("id", "https://openalex.org/"), "doi": ("doi", "https://doi.org/")}[kind]
        wanted = {f"{prefix}{value}" for value in values.split("|")}
        return results(*(work for work in works if work[field] in wanted))

    return Plays(by=answer)


def filters(net: Plays) -> list[str]:
    return [asked["filter"] for asked in net.queries]


# ------------------------------------------------------------------ requests


def test_the_key_goes_in_a_header_alone() -> None:
    net = Plays(Outcome.OUT_OF_BUDGET)
    openalex = adapter(net, KEY)
    openalex.search(a_search())
    openalex.references([make_paper("openalex:W1"), make_paper("doi:10.1000/x")])
    openalex.lookup(["openalex:W1", "doi:10.1000/x"])
    assert len(net.requests) == 5
    assert all(request.headers == (("Authorization", f"Bearer {KEY}"),) for request in net.requests)
    assert KEY not in repr(net.requests) + "".join(net.urls)
    net = Plays(Outcome.OUT_OF_BUDGET)
    assert not adapter(net).search(a_search()).ok
    assert net.requests[0].headers == ()


def test_contexts_are_not_known() -> None:
    net = Plays()
    assert adapter(net).contexts([make_paper("openalex:W1")]) == Found()
    assert Gives.CONTEXTS not in OpenAlex.gives


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("303", "312", 10),
        ("e1", "e9", None),
        ("100814", "100814", None),
        (None, None, None),
        ("9", None, None),
        (1, 5, 5),
    ],
)
def test_how_many_pages_a_paper_has_is_told_by_the_first_and_the_last(first: object, last: object, pages: int) -> None:
    work = make_work(1, biblio={"volume": "7", "first_page": first, "last_page": last})
    assert [paper.pages for paper in adapter(serve(work)).lookup(["openalex:W1"]).papers] == [pages]


@pytest.mark.parametrize("biblio", [None, [], "12-13", {}])
def test_pages_of_another_shape_are_not_known(biblio: object) -> None:
    found = adapter(serve(make_work(1, biblio=biblio))).lookup(["openalex:W1"])
    assert [paper.pages for paper in found.papers] == [None]


# ------------------------------------------------------------------ who cites


def test_the_youngest_papers_that_cite_any_of_the_given_ones_are_one_request_besides_their_ids() -> None:
    works = [make_work(1), make_work(2), make_work(5, 1, 2, 9), make_work(6, 2), make_work(7, 9)]

    def answer(request: Request) -> Answer:
        kind, _, values = query(request)["filter"].partition(",")[0].partition(":")
        wanted = set(values.split("|"))
        if kind == "cites":
            return results(
                *(w for w in works if any(str(c).rsplit("/", 1)[1] in wanted for c in w["referenced_works"]))
            )
        field = {"openalex": "id", "doi": "doi"}[kind]
        return results(*(w for w in works if any(str(w[field]).endswith(f"/{value}") for value in wanted)))

    net = Plays(by=answer)
    found = adapter(net).citing([make_paper("openalex:W1"), make_paper("doi:10.1145/2")], parse_month("2024-03"))
    assert filters(net) == ["openalex:W1", "doi:10.1145/2", "cites:W1|W2,to_publication_date:2024-02-29"]
    assert net.queries[-1]["sort"] == "publication_date:desc"
    assert [paper.id for paper in found.papers] == ["doi:10.1145/5", "doi:10.1145/6"]
    assert set(found.citations) == {
        Citation("doi:10.1145/5", "openalex:W1"),
        Citation("doi:10.1145/5", "doi:10.1145/2"),
        Citation("doi:10.1145/6", "doi:10.1145/2"),
    }
    assert found.ok


def test_of_papers_that_openalex_does_not_know_nobody_is_asked_who_cites_them() -> None:
    net = Plays(results())
    found = adapter(net).citing([make_paper("doi:10.1145/77")], parse_month("2024-03"))
    assert filters(net) == ["doi:10.1145/77"]
    assert (found.papers, found.citations, found.ok) == ((), (), True)


# ------------------------------------------------------------------ search


def test_a_search_asks_with_the_sources_of_the_venues_and_without() -> None:
    net = Plays(results(make_work(1)), results(make_work(2), make_work(1)))
    found = adapter(net).search(a_search("retrieval, | dense! AT&T", "SIGIR", "CIKM", "ICTIR"))
    one, two = net.requests
    dates = "from_publication_date:2022-01-01,to_publication_date:2024-02-29"
    ids = "|".join([*venue_map().venues["SIGIR"].openalex, *venue_map().venues["CIKM"].openalex])
    assert [query(request)["search"] for request in net.requests] == ["retrieval dense AT&T"] * 2
    assert query(one)["filter"] == f"{dates},primary_location.source.id:{ids}"
    assert query(two)["filter"] == dates
    assert {query(one)["per-page"], one.price} == {"100", 0.001}
    assert "abstract_inverted_index" in query(one)["select"].split(",")
    assert [paper.id for paper in found.papers] == ["doi:10.1145/1", "doi:10.1145/2"]


def test_without_venues_or_age_there_is_one_request() -> None:
    net = Plays(results())
    found = adapter(net).search(a_search(since=None))
    assert filters(net) == ["to_publication_date:2024-02-29"]
    assert found.ok
    assert adapter(Plays()).search(a_search("?!,|")) == Found()


def test_papers_of_other_months_are_left_out_and_the_first_of_january_is_a_year() -> None:
    dates = {1: "2022-06-30", 2: "2022-07-01", 3: "2024-02-29", 4: "2024-03-01", 5: "2024-01-01", 6: "2022-01-01"}
    works = [make_work(n, publication_date=date, publication_year=int(date[:4])) for n, date in dates.items()]
    found = adapter(Plays(results(*works))).search(a_search())
    assert [(paper.title, paper.month) for paper in found.papers] == [
        ("Ranking 2", parse_month("2022-07")),
        ("Ranking 3", parse_month("2024-02")),
        ("Ranking 6", parse_month("2022-12")),
    ]


def test_pages_are_read_as_far_as_the_limit_asks_or_until_one_is_short() -> None:
    for rows, limit, pages in ((100, 100, 1), (100, 101, 2), (100, 250, 3), (99, 250, 1)):
        net = Plays(by=lambda request, rows=rows: results(*(make_work(n) for n in range(rows))))
        adapter(net).search(a_search(limit=limit))
        assert [query(request).get("page") for request in net.requests] == [None, "2", "3"][:pages]


def test_a_long_problem_with_few_papers_is_asked_for_any_of_its_words_once() -> None:
    text = "graph ranking sparse dense retrieval"
    net = Plays(results(), results(make_work(1)), results(make_work(2)))
    found = adapter(net).search(a_search(text, "SIGIR"))
    assert len(net.requests) == 3
    assert query(net.requests[2])["search"] == "graph OR ranking OR sparse OR dense OR retrieval"
    assert query(net.requests[2])["filter"] == query(net.requests[0])["filter"]
    assert len(found.papers) == 2
    net = Plays(Outcome.OUT_OF_BUDGET)
    assert len(adapter(net).search(a_search(text)).replies) == 1


# ------------------------------------------------------------------ references


def test_references_are_listed_and_then_resolved() -> None:
    net = serve(make_work(1, 11, 12), make_work(2, 12, 13, 1), make_work(11), make_work(12, 99))
    papers = [make_paper("arxiv:2301.00001", "openalex:W1"), make_paper("doi:10.1145/2"), make_paper("x:1")]
    found = adapter(net).references(papers)
    assert filters(net) == ["openalex:W1", "doi:10.1145/2", "openalex:W12|W11|W13"]
    assert {request.price for request in net.requests} == {0.0001}
    assert all(query(request)["per-page"] == "100" for request in net.requests)
    assert "referenced_works" in query(net.requests[0])["select"].split(",")
    assert "referenced_works" not in query(net.requests[2])["select"].split(",")
    assert found.citations == (
        Citation("arxiv:2301.00001", "doi:10.1145/11"),
        Citation("arxiv:2301.00001", "doi:10.1145/12"),
        Citation("doi:10.1145/2", "arxiv:2301.00001"),
        Citation("doi:10.1145/2", "doi:10.1145/12"),
    )
    assert {paper.id: paper.has_references for paper in found.papers} == {
        "doi:10.1145/11": False,
        "doi:10.1145/12": True,
    }
    assert found.ok
    assert len(found.replies) == 3


def test_arxiv_and_acl_papers_are_asked_for_by_the_dois_that_wrap_them() -> None:
    arxiv = make_work(1, 3, doi="https://doi.org/10.48550/arxiv.2301.00001")
    acl = make_work(2, 3, doi="https://doi.org/10.18653/v1/p19-1423")
    net = serve(arxiv, acl, make_work(3))
    papers = [make_paper("arxiv:2301.00001"), make_paper("acl:P19-1423"), make_paper("doi:10.1000/a,b|c")]
    found = adapter(net).references(papers)
    assert filters(net)[0] == "doi:10.48550/arxiv.2301.00001|10.18653/v1/p19-1423"
    assert [citation.citing for citation in found.citations] == ["acl:P19-1423", "arxiv:2301.00001"]


def test_a_paper_whose_openalex_id_is_gone_is_asked_for_by_doi() -> None:
    net = serve(make_work(5, 6), make_work(6))
    found = adapter(net).references([make_paper("doi:10.1145/5", "openalex:W4")])
    assert filters(net) == ["openalex:W4", "doi:10.1145/5", "openalex:W6"]
    assert found.citations == (Citation("doi:10.1145/5", "doi:10.1145/6"),)


def test_works_that_most_papers_cite_are_resolved_first_and_the_rest_is_told() -> None:
    citing = [make_work(n, *range(1000 * n, 1000 * n + 150), 77) for n in (1, 2)]
    net = serve(*citing, make_work(77))
    found = adapter(net, resolves=2).references([make_paper("openalex:W1"), make_paper("openalex:W2")])
    assert [len(one.split("|")) for one in filters(net)] == [2, 100, 100]
    assert filters(net)[1].startswith("openalex:W77|W1000|")
    assert len(found.citations) == 2
    assert "101 cited works were left out" in found.replies[-1].detail
    assert found.ok


def test_a_failure_is_told() -> None:
    found = adapter(Plays(Outcome.OUT_OF_BUDGET)).references([make_paper("openalex:W1")])
    assert [reply.outcome for reply in found.replies] == [Outcome.OUT_OF_BUDGET]
    assert found.citations == ()
    assert adapter(Plays()).references([make_paper("s2:" + "a" * 40)]) == Found()


def test_lookup_goes_by_the_hundred() -> None:
    net = serve(make_work(7), make_work(8, doi="https://doi.org/10.48550/arxiv.2301.00008"))
    ids = [
        "https://openalex.org/W7",
        "arXiv:2301.00008v3",
        "dblp:conf/x/Y",
        *(f"openalex:W{n}" for n in range(50, 150)),
    ]
    found = adapter(net).lookup(ids)
    assert [len(one.split("|")) for one in filters(net)] == [100, 1, 1]
    assert {paper.id for paper in found.papers} == {"doi:10.1145/7", "arxiv:2301.00008"}
    assert {paper.abstract for paper in found.papers} == {"We rank We"}


# ------------------------------------------------------------------ parsing


def work(**fields: object) -> Work:
    [found] = parse_works(json.dumps({"results": [make_work(1, 2, **fields)]}).encode())
    return found


def test_a_work_becomes_a_paper() -> None:
    locations = [
        {"landing_page_url": "http://arxiv.org/abs/2301.00001v2"},
        {"landing_page_url": "https://aclanthology.org/2023.acl-long.1"},
        {"landing_page_url": "https://doi.org/10.9999/repost"},
        {"landing_page_url": 7},
        None,
    ]
    found = work(locations=locations, title="Of <i>k</i> &amp; more\x00")
    assert found.cites == ("openalex:W2",)
    paper = found.paper
    assert paper is not None
    assert paper.ids == ("acl:2023.acl-long.1", "arxiv:2301.00001", "doi:10.1145/1", "openalex:W1")
    assert (paper.title, paper.year, paper.month) == ("Of k & more", 2023, parse_month("2023-05"))
    assert (paper.venue, paper.authors) == ("Proceedings of the 46th SIGIR", ("Ann Lee", "Bo Xu"))
    assert (paper.abstract, paper.origins, paper.has_references) == ("We rank We", ("openalex",), True)


def test_a_preprint_is_dated_by_its_id_where_openalex_knows_the_year_alone() -> None:
    source = {"display_name": "arXiv (Cornell University)"}
    paper = work(
        doi="https://doi.org/10.48550/arxiv.2312.07559",
        publication_date="2023-01-01",
        primary_location={"source": source},
    ).paper
    assert paper is not None
    assert (paper.id, paper.month, paper.venue) == ("arxiv:2312.07559", parse_month("2023-12"), None)


@pytest.mark.parametrize(
    ("location", "venue"),
    [
        ({"source": {"display_name": "TACL"}, "raw_source_name": "Trans. ACL"}, "TACL"),
        ({"source": {"display_name": None}, "raw_source_name": "Trans. ACL"}, "Trans. ACL"),
        ({"source": "x"}, None),
        (None, None),
        ([], None),
    ],
)
def test_the_venue_is_the_source_or_what_the_publisher_wrote(location: object, venue: str | None) -> None:
    paper = work(primary_location=location).paper
    assert paper is not None
    assert paper.venue == venue


@pytest.mark.parametrize("index", [None, {}, [], "x", {"a": None, "b": ["x", None]}, {"a": {}}])
def test_no_abstract_is_no_abstract(index: object) -> None:
    assert abstract_of(index) == ""


def test_an_abstract_may_have_holes() -> None:
    assert abstract_of({"b": [10**12], "a": [3, -1], "c": [4]}) == "a a c b"


def test_other_odd_fields_take_nothing_but_themselves() -> None:
    kept = ("id", "title")
    for wrong in (None, 7, "x", [], {}, [None, 7], {"author": 7}):
        found = work(**{name: wrong for name in make_work(1) if name not in kept})
        assert found.paper is not None
        assert "openalex:W1" in found.ids


def test_rows_that_are_none_are_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "surveyor.sources.openalex"):
        found = parse_works(json.dumps({"results": [None, 7, [], make_work(1), make_work(2, title="")]}).encode())
    assert [found.paper is not None for found in found] == [True, False]
    assert len(caplog.records) == 4


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"<html>", b'{"error": "x", "message": "y"}', b'{"results": null}', b'{"results": {}}']
)
def test_a_body_of_another_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_works(body)


@given(mutated({"meta": {"count": 2}, "results": [make_work(1, 2, 3), make_work(2)]}) | st.binary(max_size=30))
def test_nothing_but_unreadable_is_raised(body: bytes) -> None:
    readable(parse_works, body)


# ------------------------------------------------------------------ what was recorded


def test_recorded_works_are_read() -> None:
    for path in recorded("openalex", "commonmeta-py__*.json", "paper-qa__test-doi-search*.json"):
        body = json.loads(path.read_text(encoding="utf-8"))
        rows = body.get("results", [body])
        works = parse_works(json.dumps({"results": rows}).encode())
        assert len(works) == len(rows), path.name
        for row, found in zip(rows, works, strict=True):
            assert f"openalex:{row['id'].rpartition('/')[2]}" in found.ids
            assert len(found.cites) == len(set(row["referenced_works"]))
            assert (found.paper is None) == (not row["title"]), path.name
            if found.paper:
                assert found.paper.year == row["publication_year"]
                assert bool(found.paper.abstract) == bool(row["abstract_inverted_index"])
                assert found.paper.has_references == bool(row["referenced_works"])


def test_recorded_lists_have_the_preprints_under_their_arxiv_ids() -> None:
    ids: set[str] = set()
    for path in recorded("openalex", "paper-qa__test-title-search*.json"):
        ids |= {i for found in parse_works(path.read_bytes()) for i in found.ids}
    assert {"arxiv:2312.07559", "arxiv:2304.05376", "doi:10.1038/s42256-024-00832-8"} <= ids


def test_a_recorded_conference_paper_without_a_source_has_a_venue() -> None:
    [path] = recorded("openalex", "commonmeta-py__test-proceedings-article*.json")
    [found] = parse_works(b'{"results":[' + path.read_bytes() + b"]}")
    assert found.paper is not None
    assert found.paper.venue == "Proceedings of the 2021 International Conference on Management of Data"
    assert found.paper.month == parse_month("2021-06")
