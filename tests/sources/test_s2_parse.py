from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.models import Mention, Place, Section
from surveyor.net.request import Unreadable
from surveyor.sources.s2_parse import Listing, Page, parse_batch, parse_page, parse_references
from tests.sources.nets import mutated, readable, recorded
from tests.sources.test_s2 import SHA, make_row

PAGE = {"total": 2, "token": "t", "data": [make_row("a"), make_row("b", publicationVenue={"name": "ICML"})]}
CITED = {
    "contexts": ["as in [3]"],
    "intents": ["background"],
    "contextsWithIntent": [{"context": "as in [3]", "intents": ["background"]}],
    "isInfluential": False,
    "citedPaper": make_row("c"),
}
LISTING = {"offset": 0, "next": 1000, "data": [CITED, CITED | {"citedPaper": {"paperId": None, "title": "Old"}}]}
BATCH = [make_row("a", references=[make_row("b"), {"paperId": None, "title": "Old"}]), None]


def page(*rows: object, **more: object) -> Page:
    return parse_page(json.dumps({"data": list(rows)} | more).encode())


def listing(*rows: dict[str, object]) -> Listing:
    return parse_references(
        json.dumps({"offset": 0, "data": [{"citedPaper": make_row("c")} | r for r in rows]}).encode()
    )


# ------------------------------------------------------------------ one row


def test_ids_are_brought_to_one_spelling() -> None:
    given = {"ArXiv": "2304.05376v2", "DOI": "10.18653/v1/2023.ACL-LONG.1", "DBLP": ["conf/acl/X23", 7], "MAG": "1"}
    [paper] = page(make_row(externalIds=given | {"ACL": None, "CorpusId": 5, "PubMed": "2"})).papers
    assert paper.ids == ("acl:2023.acl-long.1", "arxiv:2304.05376", "dblp:conf/acl/X23", f"s2:{SHA['a']}")
    assert paper.id == "arxiv:2304.05376"


@pytest.mark.parametrize(
    ("fields", "year", "month"),
    [
        ({"publicationDate": "2023-05-04", "year": 2022}, 2022, "2023-05"),
        ({"publicationDate": None, "year": 2022}, 2022, "2022-12"),
        ({"publicationDate": "2023", "year": None}, None, None),
        ({"publicationDate": "2023-13-45", "year": "2021"}, 2021, "2021-12"),
        ({"publicationDate": "2062-01-01", "year": 2062}, 2062, "2062-01"),
        ({"publicationDate": "0199-01-01", "year": 9999}, None, None),
        ({"publicationDate": "2020-07-01", "year": None}, 2020, "2020-07"),
        ({"publicationDate": None, "year": 2020, "externalIds": {"ArXiv": "1911.00001"}}, 2020, "2019-11"),
        ({"publicationDate": None, "year": 2015, "externalIds": {"ArXiv": "1911.00001"}}, 2015, "2015-12"),
        ({"publicationDate": None, "year": None, "externalIds": {"ArXiv": "cs/9901001"}}, 1999, "1999-01"),
        ({"publicationDate": None, "year": 10**40}, None, None),
    ],
)
def test_dates(fields: dict[str, object], year: int | None, month: str | None) -> None:
    [paper] = page(make_row(**fields)).papers
    assert (paper.year, paper.month) == (year, parse_month(month) if month else None)


@pytest.mark.parametrize(
    ("venue", "merged", "expected"),
    [
        ("Nat. Mac. Intell.", None, "Nat. Mac. Intell."),
        ("", {"name": "ICML", "alternate_names": []}, "ICML"),
        (None, {"id": "x"}, None),
        ("arXiv.org", {"name": "arXiv.org"}, None),
        ("CoRR", None, None),
        (["ICML"], "ICML", None),
    ],
)
def test_venues(venue: object, merged: object, expected: str | None) -> None:
    [paper] = page(make_row(venue=venue, publicationVenue=merged)).papers
    assert paper.venue == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("  A <i>k</i>-means\u2028 of H<sub>2</sub>O &amp; &lt;b&gt;more&lt;/b&gt;\x00 ", "A k-means of H2O & more"),
        ("If a < b and c > d", "If a < b and c > d"),
        ("Filling in <mask> tokens", "Filling in <mask> tokens"),
        ("<mml:math><mml:mi>L</mml:mi></mml:math> norms", "L norms"),
        ("x" * 500, "x" * 500),
    ],
)
def test_titles(title: str, expected: str) -> None:
    assert [paper.title for paper in page(make_row(title=title)).papers] == [expected]


@pytest.mark.parametrize("title", [None, "", " \x00 ", "x" * 501, "y " * 50_000, 7, ["a"]])
def test_rows_without_a_usable_title_are_left_out(title: object) -> None:
    assert [paper.title[8] for paper in page(make_row(title=title), make_row("b")).papers] == ["b"]


def test_other_odd_fields_take_nothing_but_themselves() -> None:
    bare = {"paperId": SHA["a"], "title": "T"}
    for wrong in (None, 7, "", [], ["x"], {"name": None}):
        [paper] = page(bare | {name: wrong for name in make_row() if name not in bare}).papers
        assert (paper.id, paper.title, paper.abstract) == (f"s2:{SHA['a']}", "T", "")


def test_authors_may_be_objects_names_or_nothing_and_are_at_most_fifty() -> None:
    authors = [{"name": " Ann  Lee "}, "Bo Xu", None, {"name": None}, {}, 7, *[{"name": str(n)} for n in range(60)]]
    [paper] = page(make_row(authors=authors)).papers
    assert paper.authors[:3] == ("Ann Lee", "Bo Xu", "0")
    assert len(paper.authors) == 50


def test_rows_that_are_none_are_left_out() -> None:
    found = page(make_row("a"), None, 7, [], "x", {}, {"title": "No id"}, make_row("b"), token=None)
    assert [paper.title[8] for paper in found.papers] == ["a", "b"]
    assert found.token == ""


# ------------------------------------------------------------------ lists and batches


@pytest.mark.parametrize(
    ("row", "mentions"),
    [
        ({"intents": ["result"], "contexts": ["a", "b"]}, {Section.EXPERIMENTS: 2}),
        ({"intents": ["methodology"], "contexts": []}, {Section.METHOD: 1}),
        (
            {"intents": ["background", "result"], "contexts": ["a", "b", "c"]},
            {Section.RELATED: 2, Section.EXPERIMENTS: 1},
        ),
        (
            {
                "intents": ["background", "result"],
                "contexts": ["a", "b", "c", "d"],
                "contextsWithIntent": [
                    {"context": "a", "intents": ["result"]},
                    {"context": "b", "intents": ["result", "background"]},
                    {"context": "c", "intents": []},
                    {"context": "d", "intents": None},
                ],
            },
            {Section.RELATED: 1, Section.EXPERIMENTS: 2, Section.OTHER: 1},
        ),
        ({"intents": None, "contexts": None, "isInfluential": True}, {Section.METHOD: 1}),
        ({"intents": [], "contexts": ["a", "b"], "isInfluential": False}, {Section.OTHER: 2}),
        ({"intents": ["unheard of"], "contexts": ["a"]}, {Section.OTHER: 1}),
        ({"intents": "result", "contexts": "a"}, {Section.EXPERIMENTS: 1}),
        ({}, {}),
        ({"intents": 7, "contexts": {}, "contextsWithIntent": [None, 7], "isInfluential": "yes"}, {}),
    ],
)
def test_intents_speak_for_sections(row: dict[str, object], mentions: dict[Section, int]) -> None:
    found = listing(row).cited[0].mentions
    assert set(found) == {Mention(section, count) for section, count in mentions.items()}
    assert list(found) == sorted(found, key=lambda mention: list(Section).index(mention.section))


def test_what_stands_around_a_citation_is_kept_where_its_intent_says_in_what_section() -> None:
    told = [
        {"context": "Frogs are old [1].", "intents": ["background"]},
        {"context": "We beat frogs [1].", "intents": ["result"]},
        {"context": "We beat them again [1].", "intents": ["result"]},
        {"context": "Frogs [1].", "intents": []},
        {"context": 7, "intents": ["result"]},
    ]
    [found] = listing({"contextsWithIntent": told}).cited
    assert found.places == (
        Place(Section.EXPERIMENTS, text="We beat frogs [1]."),
        Place(Section.RELATED, text="Frogs are old [1]."),
    )


def test_a_work_that_is_listed_twice_has_the_mentions_of_both() -> None:
    [found] = listing({"intents": ["result"]}, {"intents": ["result"]}).cited
    assert found.mentions == (Mention(Section.EXPERIMENTS, 2),)


def test_works_without_a_paper_of_their_own_are_named_by_their_title() -> None:
    rows = [
        {"citedPaper": {"paperId": None, "title": "The  Old Book.", "year": 1979, "externalIds": {"DOI": "10.1000/x"}}},
        {"citedPaper": {"paperId": None, "title": None}},
        {"citedPaper": None},
        {"citedPaper": {"paperId": None, "title": "???"}},
    ]
    [paper] = [one.paper for one in listing(*rows).cited]
    assert (paper.id, paper.as_cited, paper.year) == ("cited:theoldbook", True, 1979)
    assert paper.ids == ("cited:theoldbook", "doi:10.1000/x")


def test_withheld_is_not_empty() -> None:
    disclaimer = {"openAccessPdf": {"disclaimer": "Notice: … elided by the publisher: {'references'}"}}
    withheld = parse_references(json.dumps({"data": None, "citingPaperInfo": disclaimer}).encode())
    assert withheld.withheld
    assert len(withheld) == 0
    assert not parse_references(b'{"offset": 0, "data": []}').withheld
    assert not parse_references(b'{"offset": 0}').withheld
    [entry, none, unasked] = parse_batch(json.dumps([{"references": None}, None, {"paperId": SHA["a"]}]).encode(), 3)
    assert entry is not None
    assert entry.withheld
    assert none is None
    assert unasked is not None
    assert not unasked.withheld


def test_the_size_of_an_entry_is_the_larger_of_count_and_list() -> None:
    rows: list[dict[str, Any]] = [{"referenceCount": n, "references": [make_row()] * 2} for n in (9, 0, None)]
    assert [entry.size for entry in parse_batch(json.dumps(rows).encode(), 3) if entry] == [9, 2, 2]


# ------------------------------------------------------------------ wrong shapes

WRONG = [
    b"",
    b"null",
    b"<!DOCTYPE html><title>Just a moment</title>",
    b"\xff\xfe",
    b'{"error": "Unrecognized or unsupported fields: [x]"}',
    b'{"message": "Too Many Requests", "code": "429"}',
    b'{"data": "x"}',
    b'{"data": {}}',
    b"[" * 100_000,
    b'"x"',
]


@pytest.mark.parametrize("body", [*WRONG, b"[]", b"[{}]"], ids=lambda body: body[:12].decode("latin-1"))
def test_a_body_of_another_shape_is_unreadable(body: bytes) -> None:
    for parse in (parse_page, parse_references):
        with pytest.raises(Unreadable):
            parse(body)


@pytest.mark.parametrize("body", [*WRONG, b"{}", b"[]"], ids=lambda body: body[:12].decode("latin-1"))
def test_a_batch_of_another_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_batch(body, 2)


def test_an_answer_without_rows_is_empty() -> None:
    assert parse_page(b'{"total": 0, "offset": 0}') == parse_page(b'{"data": []}') == Page()


@given(mutated(PAGE, LISTING, BATCH) | st.binary(max_size=30))
def test_nothing_but_unreadable_is_raised(body: bytes) -> None:
    for parse in (parse_page, parse_references, lambda body: parse_batch(body, 2)):
        readable(parse, body)


# ------------------------------------------------------------------ what was recorded


def test_recorded_pages_are_read_whole() -> None:
    paths = recorded(
        "s2", "semanticscholar__test-search-paper*.json", "litstudy__*.json", "paper-qa__test-bulk-title*.json"
    )
    for path in paths:
        body = json.loads(path.read_text(encoding="utf-8"))
        rows = body.get("data") or []
        titled = {row["paperId"] for row in rows if "title" in row}
        found = parse_page(path.read_bytes())
        assert found.token == (body.get("token") or ""), path.name
        assert len(found.papers) >= len(titled) * 0.99, path.name
        assert all(not paper.as_cited and paper.ids for paper in found.papers)
        assert {i for paper in found.papers for i in paper.ids if i[:3] == "s2:"} <= {f"s2:{sha}" for sha in titled}


def test_recorded_references_keep_the_works_without_a_paper() -> None:
    for path in recorded("s2", "semanticscholar__test-get-paper-references*.json"):
        body = json.loads(path.read_text(encoding="utf-8"))
        nameless = [row for row in body["data"] if row["citedPaper"]["paperId"] is None]
        found = parse_references(path.read_bytes())
        assert nameless
        assert found.next == body.get("next", 0)
        assert len([one for one in found.cited if one.paper.as_cited]) == len(nameless)
        assert len(found.cited) == len(body["data"])


def test_a_recorded_reference_says_why_it_is_cited() -> None:
    [path] = recorded("s2", "semanticscholar__Reference__0*.json")
    [found] = parse_references(b'{"offset":0,"data":[' + path.read_bytes() + b"]}").cited
    paper = found.paper
    assert found.mentions == (Mention(Section.RELATED, 1),)
    assert [place.section for place in found.places] == [Section.RELATED]
    assert "arxiv:1402.0030" in paper.ids
    assert paper.venue == "International Conference on Machine Learning"


def test_recorded_elision_is_withheld() -> None:
    [path] = recorded("s2", "notes-id-61454149875*.json")
    assert parse_references(path.read_bytes()).withheld


def test_recorded_batches_keep_their_order() -> None:
    [path] = recorded("s2", "semanticscholar__test-get-papers-not-found*.json")
    rows = json.loads(path.read_text(encoding="utf-8"))
    entries = parse_batch(path.read_bytes(), len(rows))
    assert [entry is None for entry in entries] == [row is None for row in rows]
    assert all(entry.paper and entry.paper.abstract for entry in entries if entry)


def test_recorded_papers_are_read_with_their_references() -> None:
    for path in recorded(
        "s2", "semanticscholar__Paper*.json", "paper-qa__test-bulk-doi*.json", "paper-qa__test-doi-search*.json"
    ):
        body = json.loads(path.read_text(encoding="utf-8"))
        [entry] = parse_batch(b"[" + path.read_bytes() + b"]", 1)
        assert entry is not None
        assert entry.withheld == ("references" in body and body["references"] is None)
        if body.get("title"):
            assert entry.paper is not None
            assert entry.paper.year == body["year"]
            assert len(entry.paper.authors) == min(50, len(body["authors"]))
        titled = [row for row in body.get("references") or () if row.get("title")]
        assert len(entry.cited) >= 0.9 * len(titled)


def test_recorded_errors_are_unreadable_as_answers() -> None:
    tests = [f"semanticscholar__test-{name}*.json" for name in ("not-found", "bad-query", "debug")]
    for path in recorded("s2", *tests, "Sakana*.json", "notes-by-probe*.json"):
        for parse in (parse_page, parse_references, lambda body: parse_batch(body, 1)):
            with pytest.raises(Unreadable):
                parse(path.read_bytes())


def test_recorded_matches_are_pages() -> None:
    paths = recorded(
        "s2", "semanticscholar__test-search-paper-match*.json", "paper-qa__test-odd-client-requests__3*.json"
    )
    assert [len(parse_page(path.read_bytes()).papers) for path in paths] == [1, 1]
    [empty] = recorded("s2", "paper-qa__test-s2-title-search-empty-data*.json")
    assert len(parse_page(empty.read_bytes())) == 0
