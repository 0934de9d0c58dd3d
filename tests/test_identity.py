"""Ids in their many spellings, and which records are one paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.identity import (
    Catalogue,
    Identifier,
    alike,
    build_id,
    by_any_id,
    components,
    joined,
    link,
    merge,
    normal_id,
    parse_id,
    preferred,
    title_year_key,
)
from surveyor.models import Kind, Paper

SHA = "0123456789abcdef0123456789abcdef01234567"

# every spelling, the normal form, and the page it stands for
SPELLINGS = [
    ("arxiv:2101.00001", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("arXiv:2101.00001v3", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("https://arxiv.org/abs/2101.00001v12", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("http://www.arxiv.org/pdf/2101.00001v2.pdf", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("arxiv.org/html/2101.00001", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("arxiv:0704.0001", "arxiv:0704.0001", "https://arxiv.org/abs/0704.0001"),
    ("arXiv:cs/0102003v2", "arxiv:cs/0102003", "https://arxiv.org/abs/cs/0102003"),
    ("https://arxiv.org/abs/cs.CL/0102003", "arxiv:cs.CL/0102003", "https://arxiv.org/abs/cs.CL/0102003"),
    ("https://arxiv.org/abs/cond-mat/0102003", "arxiv:cond-mat/0102003", "https://arxiv.org/abs/cond-mat/0102003"),
    ("doi:10.48550/arXiv.2101.00001", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("https://doi.org/10.48550/ARXIV.2101.00001v2", "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
    ("doi:10.48550/arXiv.cs/0102003", "arxiv:cs/0102003", "https://arxiv.org/abs/cs/0102003"),
    ("doi:10.48550/arXiv.none", "doi:10.48550/arxiv.none", "https://doi.org/10.48550/arxiv.none"),
    ("doi:10.1145/1.2", "doi:10.1145/1.2", "https://doi.org/10.1145/1.2"),
    ("DOI:10.1145/ABC.2", "doi:10.1145/abc.2", "https://doi.org/10.1145/abc.2"),
    ("https://doi.org/10.1145/1.2/", "doi:10.1145/1.2", "https://doi.org/10.1145/1.2"),
    ("http://dx.doi.org/10.1145/1.2.", "doi:10.1145/1.2", "https://doi.org/10.1145/1.2"),
    ("doi:10.1002/(A)1<2>3#4", "doi:10.1002/(a)1<2>3#4", "https://doi.org/10.1002/%28a%291%3C2%3E3%234"),
    ("acl:P99-1001", "acl:P99-1001", "https://aclanthology.org/P99-1001"),
    ("https://aclanthology.org/P99-1001/", "acl:P99-1001", "https://aclanthology.org/P99-1001"),
    ("https://www.aclweb.org/anthology/P99-1001.pdf", "acl:P99-1001", "https://aclanthology.org/P99-1001"),
    ("https://aclanthology.org/2099.acl-long.7.bib", "acl:2099.acl-long.7", "https://aclanthology.org/2099.acl-long.7"),
    ("doi:10.18653/v1/P99-1001", "acl:P99-1001", "https://aclanthology.org/P99-1001"),
    (
        "https://doi.org/10.18653/v1/2099.findings-acl.7",
        "acl:2099.findings-acl.7",
        "https://aclanthology.org/2099.findings-acl.7",
    ),
    ("doi:10.18653/v1/other", "doi:10.18653/v1/other", "https://doi.org/10.18653/v1/other"),
    ("dblp:conf/x/Doe99", "dblp:conf/x/Doe99", "https://dblp.org/rec/conf/x/Doe99"),
    (
        "https://dblp.uni-trier.de/rec/journals/y/Doe99.html",
        "dblp:journals/y/Doe99",
        "https://dblp.org/rec/journals/y/Doe99",
    ),
    ("https://dblp.org/rec/conf/x/Doe99.bib", "dblp:conf/x/Doe99", "https://dblp.org/rec/conf/x/Doe99"),
    (f"s2:{SHA}", f"s2:{SHA}", f"https://www.semanticscholar.org/paper/{SHA}"),
    (f"https://www.semanticscholar.org/paper/{SHA}", f"s2:{SHA}", f"https://www.semanticscholar.org/paper/{SHA}"),
    ("openalex:w12", "openalex:W12", "https://openalex.org/W12"),
    ("https://openalex.org/W12", "openalex:W12", "https://openalex.org/W12"),
]
NO_IDS = [
    "",
    "x",
    "w:12",
    "shelf:net",
    "2101.00001",
    "arxiv:",
    "arxiv:210.1",
    "arxiv:2101.00001x",
    "doi:11.1/2",
    "doi:10.1145/",
    "doi:10.1145/a b",
    "acl:P1-1",
    "dblp:Doe99",
    "s2:12",
    "openalex:12",
    "https://example.org/2101.00001",
]

SCHEMES = st.one_of(
    st.builds("arxiv:{:04d}.{:05d}".format, st.integers(0, 9999), st.integers(0, 99999)),
    st.builds("arxiv:{}/{:07d}".format, st.sampled_from(["cs", "math", "q-bio", "cs.LG"]), st.integers(0, 9999999)),
    st.builds("doi:10.{}/{}z".format, st.integers(1000, 9999), st.text("abz019()<>;/._-", max_size=8)),
    st.builds("acl:{}{:02d}-{:04d}".format, st.sampled_from("ACPW"), st.integers(0, 99), st.integers(0, 9999)),
    st.builds(
        "acl:{}.{}-main.{}".format, st.integers(2020, 2099), st.sampled_from(["acl", "emnlp"]), st.integers(0, 999)
    ),
    st.builds(
        "dblp:conf/{}/{}99".format, st.text("abz", min_size=1, max_size=4), st.text("ABz", min_size=1, max_size=4)
    ),
    st.builds("openalex:W{}".format, st.integers(0, 10**10)),
    st.text("0123456789abcdef", min_size=40, max_size=40).map("s2:{}".format),
)


@pytest.mark.parametrize(("spelling", "normal", "page"), SPELLINGS)
def test_every_spelling_of_an_id_comes_to_one_form_and_its_page(spelling: str, normal: str, page: str) -> None:
    identifier = parse_id(spelling)
    assert identifier is not None
    assert build_id(identifier) == normal == normal_id(spelling)
    assert parse_id(normal) == identifier
    assert link([spelling]) == page
    assert parse_id(page) == identifier or "%" in page


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_public_id_stays_as_it_is_and_has_no_page(text: str) -> None:
    assert parse_id(text) is None
    assert normal_id(text) == text
    assert link([text]) == ""


@given(SCHEMES)
def test_an_id_is_read_as_it_was_written(text: str) -> None:
    identifier = parse_id(text)
    assert identifier is not None
    assert build_id(identifier) == text
    assert parse_id(build_id(identifier)) == identifier


@pytest.mark.parametrize("text", ["doi:10.1234/.", "doi:10.1234//"])
def test_also_an_odd_id_has_one_normal_form(text: str) -> None:
    assert parse_id(normal_id(text)) == parse_id(text)


def test_different_works_keep_different_ids() -> None:
    assert len({parse_id(normal) for _, normal, _ in SPELLINGS}) == len({normal for _, normal, _ in SPELLINGS})


def test_an_identifier_is_scheme_and_value() -> None:
    assert parse_id("arXiv:2101.00001v3") == Identifier("arxiv", "2101.00001")


def test_the_page_is_the_best_one_of_several_ids() -> None:
    assert link(["w:1", "openalex:W1", "doi:10.1145/1", "arxiv:2101.00001"]) == "https://arxiv.org/abs/2101.00001"
    assert link(["w:1", "openalex:W1", "acl:P99-1001"]) == "https://aclanthology.org/P99-1001"
    assert link([]) == ""


def test_a_page_holds_nothing_that_ends_a_link_early() -> None:
    page = link(["doi:10.1002/(a)[b]<c>\"d'e?f#g\\h"])
    assert page.startswith("https://doi.org/10.1002/")
    assert not set("()[]<>\"'?#\\ ") & set(page)


@given(
    st.permutations(
        ["arxiv:2101.00001", "doi:10.1145/1", "acl:P99-1001", "dblp:conf/x/y", f"s2:{SHA}", "openalex:W1", "a:1"]
    )
)
def test_a_paper_is_named_by_the_best_of_its_ids(ids: list[str]) -> None:
    assert preferred(ids) == "arxiv:2101.00001"
    without = [i for i in ids if not i.startswith(("arxiv", "doi"))]
    assert preferred(without) == "acl:P99-1001"
    assert preferred(["b:2", "a:1"]) == "a:1"


@pytest.mark.parametrize("title", ["Preface", "Index.", "Invited Talks", "?!", ""])
def test_front_matter_joins_nothing(title: str) -> None:
    assert title_year_key(title, 2020) is None


def test_a_title_joins_within_its_year_only() -> None:
    assert title_year_key("A Net", 2020) == title_year_key("a net!", 2020)
    assert title_year_key("A Net", 2020) != title_year_key("A Net", 2021)
    assert title_year_key("A Net", None) is None


# ------------------------------------------------------------------ components

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


def slow_components(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    pairs = list(links)
    near = {node: {node} for pair in pairs for node in pair}
    changed = True
    while changed:
        changed = False
        for a, b in pairs:
            both = near[a] | near[b]
            for node in both:
                if near[node] != both:
                    near[node] = both
                    changed = True
    return {node: min(reach) for node, reach in near.items()}


@given(
    EDGES.flatmap(lambda edges: st.tuples(st.just(edges), st.permutations(edges), st.lists(st.booleans(), min_size=12)))
)
def test_components_are_those_of_the_slow_twin_for_every_order(
    drawn: tuple[list[tuple[int, int]], list[tuple[int, int]], list[bool]],
) -> None:
    edges, shuffled, turned = drawn
    turned_round = [(b, a) if turn else (a, b) for (a, b), turn in zip(shuffled, turned, strict=False)]
    assert components(turned_round) == slow_components(edges)


# ------------------------------------------------------------------ merging

TITLES = ["Deep Net", "Deep net.", "Wide Tree", "Wide Tree of Words"]
PUBLIC = ["arxiv:2101.00001", "doi:10.1145/1", "acl:P99-1001"]
OWN = ["w:1", "pl:1"]


@st.composite
def records(draw: st.DrawFn) -> Paper:
    own = draw(st.sampled_from(OWN))
    public = draw(st.lists(st.sampled_from(PUBLIC), unique=True, max_size=2))
    as_cited = draw(st.booleans())
    ids = tuple(sorted({own, *public}))
    year = draw(st.sampled_from([None, 2020, 2021]))
    return Paper(
        id=own if as_cited else preferred(ids),
        ids=ids,
        title=draw(st.sampled_from(TITLES)),
        year=year,
        month=None if year is None else year * 12 + draw(st.sampled_from([3, 11])),
        venue=draw(st.sampled_from([None, "X", "Y"])),
        authors=draw(st.sampled_from([(), ("A",), ("A", "B")])),
        abstract=draw(st.sampled_from(["", "about nets"])),
        kind=draw(st.sampled_from([None, Kind.METHOD, Kind.DATASET])),
        note=draw(st.sampled_from(["", "a note"])),
        as_cited=as_cited,
        origins=(draw(st.sampled_from(["one", "two"])),),
    )


@given(
    st.lists(records(), min_size=1, max_size=4).flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_)))
)
def test_merging_does_not_depend_on_the_order_of_records(drawn: tuple[list[Paper], list[Paper]]) -> None:
    assert merge(drawn[0]) == merge(drawn[1])


def test_two_corpora_may_print_one_paper_differently() -> None:
    one = Paper("acl:P99-1001", ("acl:P99-1001",), "Deep Net", 2021, venue="ACL", authors=("A",), origins=("one",))
    two = replace(one, title="Deep Nets", authors=("A", "B"), origins=("two",))
    assert merge([one, two]) == merge([two, one])


@given(st.lists(records(), min_size=1, max_size=4))
def test_what_is_merged_is_named_by_one_of_its_ids_and_knows_where_it_is_from(some: list[Paper]) -> None:
    paper = merge(some)
    assert paper.id in paper.ids
    assert set(paper.origins) == {origin for record in some for origin in record.origins}
    assert paper.as_cited is all(record.as_cited for record in some)
    assert paper.month == min((record.month for record in some if record.month is not None), default=None)
    assert paper.title in {record.title for record in some if record.as_cited is paper.as_cited}


def test_facts_come_from_the_best_record_that_has_them() -> None:
    preprint = Paper(
        "arxiv:2101.00001", ("arxiv:2101.00001",), "Deep Net", 2021, 24252, abstract="Nets.", origins=("a",)
    )
    printed = Paper("acl:P99-1001", ("acl:P99-1001",), "Deep Net!", 2022, 24275, venue="ACL", origins=("b",))
    cited = Paper(
        "w:1", ("doi:10.1145/1", "w:1"), "Dep Net", 2019, 24239, authors=("A",), as_cited=True, origins=("c",)
    )
    paper = merge([cited, preprint, printed])
    assert (paper.id, paper.title, paper.venue, paper.year) == ("arxiv:2101.00001", "Deep Net!", "ACL", 2022)
    assert (paper.abstract, paper.authors, paper.month) == ("Nets.", ("A",), 24239)
    assert paper.ids == ("acl:P99-1001", "arxiv:2101.00001", "w:1"), "the reference list's DOI may be a neighbour's"
    assert not paper.as_cited


def test_a_record_by_hand_tells_title_and_year_where_another_has_its_id_by_mistake() -> None:
    ours = Paper("arxiv:2101.00001", ("arxiv:2101.00001",), "Deep Net", 2021, authors=("Ada Roe",), note="A net.")
    wrong = replace(ours, title="Trees", year=2019, venue="ACL", authors=("Bo Doe",), note="", abstract="Many trees.")
    paper = merge([wrong, ours])
    assert (paper.title, paper.year, paper.venue, paper.abstract) == ("Deep Net", 2021, None, "")
    printed = replace(wrong, title="Deep Nets", authors=())
    assert merge([printed, ours]).venue == "ACL", "another record of the same work adds to it"


def test_a_work_known_from_reference_lists_only_keeps_what_they_say() -> None:
    one = Paper("w:1", ("doi:10.1145/1", "w:1"), "Deep Net", as_cited=True)
    two = Paper("w:2", ("w:2",), "Deep Net", as_cited=True)
    paper = merge([two, one])
    assert (paper.id, paper.ids, paper.as_cited) == ("w:1", ("doi:10.1145/1", "w:1", "w:2"), True)


# ------------------------------------------------------------------ catalogue


def listed(batches: Iterable[Iterable[Paper]]) -> list[Paper]:
    catalogue = Catalogue()
    for batch in batches:
        catalogue.add(batch)
    return list(catalogue)


@given(
    st.lists(records(), min_size=1, max_size=5, unique_by=lambda r: (*r.origins, *r.ids)).flatmap(
        lambda all_: st.tuples(st.just(all_), st.permutations(all_))
    )
)
def test_a_catalogue_holds_the_same_papers_for_every_order_of_arrival(drawn: tuple[list[Paper], list[Paper]]) -> None:
    expected = listed([drawn[0]])
    assert listed([record] for record in drawn[1]) == expected
    assert listed([drawn[1], drawn[0]]) == expected


@given(st.lists(records(), min_size=1, max_size=5, unique_by=lambda r: (*r.origins, *r.ids)))
def test_a_catalogue_knows_a_paper_by_every_id_it_was_met_under(some: list[Paper]) -> None:
    catalogue = Catalogue()
    catalogue.add(some)
    papers = list(catalogue)
    assert [paper.id for paper in papers] == sorted({paper.id for paper in papers})
    for paper in papers:
        assert catalogue[paper.id] == paper
    for record in some:
        assert catalogue[record.id] in papers
        assert catalogue.index()[record.id] == catalogue[record.id]


def test_an_unknown_id_is_no_paper() -> None:
    with pytest.raises(KeyError):
        Catalogue()["arxiv:2101.00001"]


def test_records_of_three_sources_are_one_paper_in_every_order() -> None:
    preprint = Paper("arxiv:2101.00001", ("arxiv:2101.00001",), "Deep Net", 2021, origins=("a",))
    bridge = Paper("arxiv:2101.00001", ("arxiv:2101.00001", "doi:10.1145/1"), "Deep Net", 2022, origins=("b",))
    printed = Paper("doi:10.1145/1", ("doi:10.1145/1",), "Net, Deep", 2022, venue="X", origins=("c",))
    same_title = Paper("pl:7", ("pl:7",), "deep net", 2021, origins=("d",))
    other_year = Paper("pl:8", ("pl:8",), "deep net", 2012, origins=("d",))
    seen = {
        tuple(listed([record] for record in order))
        for order in permutations([preprint, bridge, printed, same_title, other_year])
    }
    assert len(seen) == 1
    assert [paper.ids for paper in seen.pop()] == [("arxiv:2101.00001", "doi:10.1145/1", "pl:7"), ("pl:8",)]


def test_a_paper_found_later_joins_what_was_there() -> None:
    catalogue = Catalogue()
    catalogue.add([Paper("arxiv:2101.00001", ("arxiv:2101.00001",), "Deep Net", origins=("a",))])
    assert catalogue["arxiv:2101.00001"].venue is None
    catalogue.add(
        [Paper("doi:10.1145/1", ("arxiv:2101.00001", "doi:10.1145/1"), "Deep Net", venue="X", origins=("b",))]
    )
    assert catalogue["arxiv:2101.00001"].venue == catalogue["doi:10.1145/1"].venue == "X"
    assert len(list(catalogue)) == 1


FIRM = Paper("arxiv:2101.00001", ("arxiv:2101.00001",), "Deep Net for Ranking", 2021, origins=("a",))
WEAK = Paper("w:1", ("arxiv:2101.00001", "w:1"), "deep net for ranking.", as_cited=True, origins=("b",))
WRONG = replace(WEAK, title="Trees of Many Colours")


@pytest.mark.parametrize("order", [0, 1])
def test_a_cited_work_joins_a_paper_only_if_the_titles_resemble(order: int) -> None:
    assert joined(FIRM, WEAK)
    assert joined(WEAK, FIRM)
    assert not joined(FIRM, WRONG)
    assert not joined(WRONG, FIRM)
    assert joined(FIRM, replace(FIRM, title=WRONG.title)), "an id of the paper's own is proof enough"
    ada, alan = (replace(FIRM, authors=(name,)) for name in ("Ada Lovelace", "Alan Turing"))
    assert joined(ada, replace(ada, title=WRONG.title, authors=("X. Y", "A. Lovelace"))), "a preprint under a new title"
    assert not joined(ada, replace(alan, title=WRONG.title)), "an id that somebody mistyped"
    assert [paper.ids for paper in listed([[FIRM, WEAK][:: 1 - 2 * order]])] == [("arxiv:2101.00001", "w:1")]
    one, two = (
        replace(WEAK, title=f"Net-1: {rest}") for rest in ("Finding Cats in X-Rays", "A Tailored Design of Trees")
    )
    assert joined(one, two), "printed with another subtitle"
    assert not joined(one, replace(two, title=two.title.replace("Net-1", "Net-2")))
    apart = listed([[FIRM, WRONG][:: 1 - 2 * order]])
    assert [(paper.id, paper.title) for paper in apart] == [(FIRM.id, FIRM.title), ("w:1", WRONG.title)]


@given(st.permutations([FIRM, WRONG, Paper("w:2", ("doi:10.1145/1", "w:2"), "Cited", as_cited=True)]))
def test_an_id_that_several_claim_is_the_papers_own(papers: list[Paper]) -> None:
    home = by_any_id(papers)
    assert home["arxiv:2101.00001"] == FIRM
    assert home["w:1"] == WRONG
    assert home["doi:10.1145/1"].id == "w:2"
    named = Paper("doi:10.1145/1", ("doi:10.1145/1",), "Named", as_cited=True)
    claiming = Paper("arxiv:2101.00002", ("arxiv:2101.00002", "doi:10.1145/1"), "Claiming")
    assert by_any_id([*papers, named, claiming])["doi:10.1145/1"] == named
    assert by_any_id([claiming, *papers])["doi:10.1145/1"] == claiming


PREPRINT = Paper("arxiv:2101.00001", ("arxiv:2101.00001",), "Ranking by Deep Nets of Words", 2021, authors=("A. Doe",))
PRINTED = Paper(
    "doi:10.1/9", ("doi:10.1/9",), "Ranking by deep nets of word", 2022, venue="SIGIR", authors=("Ann Doe",)
)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"title": "Ranking By Deep Nets of Words"}, True),
        ({"year": 2026}, True),
        ({"year": 2026, "authors": ()}, False),
        ({"authors": ()}, True),
        ({"authors": ("Bo Roe",)}, False),
        ({"authors": ("Bo Roe", "Ann Doe")}, True),
        ({"authors": ("Bo Roe", "Ann Doe"), "year": 2026}, False),
        ({"title": "Ranking by Deep Nets of Words 2"}, False),
        ({"title": "Ranking by Trees of Words"}, False),
    ],
)
def test_records_without_a_common_id_are_one_paper_by_title_and_first_author_or_year(
    change: dict[str, object], same: bool
) -> None:
    other = replace(PRINTED, **change)  # type: ignore[arg-type]
    assert alike(PREPRINT, other) is alike(other, PREPRINT) is same
    for order in ([PREPRINT, other], [other, PREPRINT]):
        [first, *rest] = listed([order])
        assert (not rest) is same
        if same:
            assert (first.id, first.venue, first.title) == ("arxiv:2101.00001", "SIGIR", other.title)


def test_a_title_that_somebody_printed_is_enough_where_nothing_speaks_against_it() -> None:
    printed = replace(
        PRINTED, id="cited:x", ids=("cited:x",), title=PREPRINT.title, as_cited=True, authors=(), year=None
    )
    assert alike(PREPRINT, printed)
    assert alike(PREPRINT, replace(printed, year=1999))
    assert not alike(PREPRINT, replace(printed, as_cited=False))
    assert not alike(PREPRINT, replace(printed, authors=("Bo Roe",)))
    assert not alike(PREPRINT, replace(printed, title=PREPRINT.title + "s"))
    assert [one.id for one in listed([[printed, PREPRINT]])] == ["arxiv:2101.00001"]


def test_short_titles_tell_nothing_without_an_id() -> None:
    assert not alike(replace(PREPRINT, title="Deep Nets"), replace(PRINTED, title="Deep Nets"))
