"""Printed references to the works of a library: found by id, title or citekey, and not found rather than wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.library import Library
from surveyor.library.citekeys import parse_citekey
from surveyor.library.match import How, Wanted
from surveyor.sources import LibrarySource, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
LONG = "Quantile Kernels for Sorting Very Long Lists"
PAPERS: list[Row] = [
    {
        "id": "a:1",
        "title": LONG,
        "year": 2017,
        "authors": ["Ada Bee", "Carl Dee"],
        "ids": {"arxiv": "1701.00001", "dblp": "conf/sort/BeeD17"},
    },
    {
        "id": "a:2",
        "title": "ZEBRA: Pre-sorted Kernels for Long Lists of Words",
        "year": 2018,
        "authors": ["Eva Eff, Guy Haa"],
    },
    {"id": "a:3", "title": "Zebra", "year": 2012, "authors": ["Ina Jot"]},
    {"id": "a:4", "title": "On the Quantile Trees that Sort", "year": 2016, "authors": ["Kim van der Ell"]},
    {
        "id": "a:5",
        "title": "Workshop Track 2 Sorting Lists by Counting Letters",
        "year": 2015,
        "authors": ["Mia Enn", "Ada Bee"],
    },
    {"id": "a:6", "title": "Quantile Kernels", "year": 2017, "authors": ["Zoë Bee"]},
    {"id": "a:7", "title": "Part 1 of the Theory of Sorted Lists and Trees", "year": 2014, "authors": ["O Pee"]},
    {"id": "a:8", "title": "深度文本匹配的层次模型", "year": 2019, "authors": ["王小明"]},
    {"id": "w:1", "title": "Counting leters in sorted trees", "year": 2014, "as_cited": True, "authors": ["O Pee"]},
    {"id": "w:2", "title": LONG + ". Sorting Letters", "year": 2017, "as_cited": True, "authors": ["A Bee"]},
]
TEXT = f"Bee, A. and Dee, C. {LONG}. In Proceedings of SORT, pages 1-9, 2017."


@pytest.fixture(scope="module")
def source(library_of: LibraryOf) -> LibrarySource:
    return LibrarySource(library_of(mine=(PAPERS, [])))


def found(source: LibrarySource, wanted: Wanted, view: View = ALL) -> tuple[str, str]:
    [(paper, how)] = source.resolve([wanted], view)
    assert (paper is None) == (how is How.NONE)
    return (next(i for i in paper.ids if i[:2] in ("a:", "w:")) if paper else "", str(how))


@pytest.mark.parametrize(
    ("wanted", "paper", "how"),
    [
        (Wanted(ids=("arxiv:1701.00001",)), "a:1", "id"),
        (Wanted(key="arxiv:1701.00001"), "a:1", "id"),
        (Wanted(key="DBLP:conf/sort/BeeD17"), "a:1", "id"),
        (Wanted(key="DBLP:journals/corr/abs-1701-00001"), "a:1", "id"),
        (Wanted(("arxiv:1701.00001",), "Quantile kernel for sorting long lists", authors=("A. Bee",)), "a:1", "id"),
        (Wanted(title="Quantile kernels for sorting very long lists"), "a:1", "title"),
        (Wanted(title="Quantile kernals for sorting very longlists", authors=("Bee, A.",)), "a:1", "title"),
        (Wanted(title="Quantile kernals for sorting very longlists", year=2019), "", ""),
        (Wanted(title=LONG + ". SORT", authors=("Ada Bee",), year=2017), "a:1", "title"),
        (Wanted(title="C. Dee. " + LONG, authors=("A Bee",), year=2016), "a:1", "title"),
        (Wanted(title=LONG, authors=("X Ypsilon",)), "", ""),
        (Wanted(title=LONG, authors=("X Ypsilon",), year=2017), "a:1", "title"),
        (Wanted(title="ZEBRA: Sorted kernels", authors=("E Eff", "G Haa"), year=2018), "a:2", "title"),
        (Wanted(title="ZEBRA: Sorted kernels", authors=("E Eff", "B Cee", "D Uuu"), year=2018), "", ""),
        (Wanted(title="Zebra"), "", ""),
        (Wanted(title="Zebra", year=2012), "a:3", "title"),
        (Wanted(title="Zebra", authors=("Jot",), year=2013), "a:3", "title"),
        (Wanted(title="Zebra", authors=("Q Q. Arr",), year=2012), "", ""),
        (Wanted(title="Zebra", authors=("Guy Eff", "Guy Haa"), year=2018), "a:2", "title"),
        (Wanted(title="Sorting lists by counting letters", authors=("Mia Enn",), year=2016), "a:5", "title"),
        (Wanted(title="Counting leters in sorted tress", authors=("O. Pee",), year=2014), "w:1", "title"),
        (Wanted(title="Part 2 of the theory of sorted lists and trees", authors=("O. Pee",), year=2014), "", ""),
        (Wanted(title="深度文本匹配的层次模型", year=2019), "a:8", "title"),
        (Wanted(text=TEXT), "a:1", "title"),
        (Wanted(text=TEXT.replace("Very", "Vary")), "a:1", "title"),
        (Wanted(text=TEXT.replace("Lists.", "Lists of Words.")), "", ""),
        (Wanted(text=TEXT.replace("Bee", "Eff")), "", ""),
        (Wanted(text="Bee, Z. Quantile Kernels of the second kind. SORT 2017."), "", ""),
        (Wanted(text="Bee, Z.: Quantile Kernels. In: SORT (2017)"), "a:6", "title"),
        (Wanted(key="eff2018zebra"), "a:2", "key"),
        (Wanted(key="eff-haa-2019-zebra"), "a:2", "key"),
        (Wanted(key="Eff:2018:zebra"), "a:2", "key"),
        (Wanted(key="Bee2017QuantileKF"), "a:1", "key"),
        (Wanted(key="ell2016quantile"), "a:4", "key"),
        (Wanted(key="vanderell2016onthequantile"), "a:4", "key"),
        (Wanted(key="bee2017quantile"), "", ""),
        (Wanted(key="kim2016quantile"), "", ""),
        (Wanted(key="eff2020zebra"), "", ""),
        (Wanted(key="zebra"), "", ""),
        (Wanted(("arxiv:1701.00001",), "Counting the leaves of binary trees", authors=("A Bee",), year=2017), "", ""),
        (Wanted(("arxiv:1701.00001",), "Zebra", authors=("I Jot",), year=2012), "a:3", "title"),
        (Wanted(), "", ""),
        (Wanted(title="?!", text="...", key="?"), "", ""),
        (Wanted(title='zebra" OR "quantile*'), "", ""),
    ],
)
def test_a_reference_is_found_by_what_it_says(source: LibrarySource, wanted: Wanted, paper: str, how: str) -> None:
    assert found(source, wanted) == (paper, how)


def test_what_may_not_be_seen_is_not_found(source: LibrarySource) -> None:
    wanted = Wanted(title="Pre-sorted kernels for long lists of words", authors=("Eva Eff",), year=2018)
    assert found(source, wanted) == ("a:2", "title")
    assert found(source, wanted, View(2018 * 12)) == ("", "")
    assert found(source, wanted, View(ALL.cutoff, frozenset(["a:2"]))) == ("", "")
    assert found(source, Wanted(key="eff2018zebra"), View(2018 * 12)) == ("", "")
    assert found(source, Wanted(("arxiv:1701.00001",)), View(2017 * 12)) == ("", "")


def test_a_record_of_its_own_comes_before_one_out_of_a_reference_list(source: LibrarySource) -> None:
    assert found(source, Wanted(title=LONG + ". Sorting Letters", authors=("A Bee",), year=2017)) == ("a:1", "title")
    hidden = View(ALL.cutoff, frozenset(["a:1"]))
    assert found(source, Wanted(title=LONG + ". Sorting Letters", authors=("A Bee",)), hidden) == ("w:2", "title")


def test_versions_are_the_one_work_that_the_library_makes_of_them(library_of: LibraryOf) -> None:
    papers = [
        {"id": "arxiv:2001.00001", "title": "A kernel sorts", "date": "2020-01", "authors": ["Ada Bee"]},
        {"id": "a:1", "title": "Sorting by kernels", "year": 2021, "venue": "X", "authors": ["Ada Bee"]}
        | {"ids": {"arxiv": "2001.00001"}},
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        both = [Wanted(title=title, authors=("A Bee",)) for title in ("A kernel sorts", "Sorting by kernels")]
        (one, _), (other, _) = source.resolve([*both], ALL)
        assert one is not None
        assert one == other
        assert one.venue == "X"


def test_records_of_one_title_are_one_answer_to_a_citekey(library_of: LibraryOf) -> None:
    papers: list[Row] = [
        {"id": "a:1", "title": "Kernels that sort long lists", "year": 2020, "authors": ["Ada Bee"]},
        {"id": "a:2", "title": "Kernels That Sort Long Lists", "year": 2021, "authors": ["A. Bee"]},
        {"id": "w:1", "title": "Kernels sort long lists", "year": 2020, "as_cited": True, "authors": ["A Bee"]},
    ]
    with library_of(mine=(papers, [])) as library:
        assert found(LibrarySource(library), Wanted(key="bee2020kernels")) == ("a:1", "key")
        assert found(LibrarySource(library), Wanted(key="bee2021kernels")) == ("a:2", "key")
    papers.append({"id": "a:3", "title": "Kernels for trees", "year": 2021, "authors": ["Zoë Bee"]})
    with library_of(mine=(papers, [])) as library:
        assert found(LibrarySource(library), Wanted(key="bee2020kernels")) == ("", "")


# ------------------------------------------------------------------ laws

WORDS = ["sort", "quantile", "kernel", "letter", "counting", "zebra", "matrix", "language", "improved", "structures"]
TITLES = st.lists(st.sampled_from(WORDS), min_size=5, max_size=8, unique=True).map(" ".join)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    names = st.sampled_from(["Ada Bee", "C Dee", "Eff, Eva", "Guy Haa"])
    return [
        {"id": f"a:{n}", "title": title, "year": draw(st.integers(2015, 2020)), "authors": [draw(names)]}
        for n, title in enumerate(draw(st.lists(TITLES, min_size=1, max_size=5, unique=True)))
    ]


@settings(max_examples=25)
@given(rows(), st.data())
def test_noise_in_a_title_does_not_hide_the_work(library_of: LibraryOf, papers: list[Row], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(papers))
    at = data.draw(st.integers(0, len(row["title"]) - 1))
    noise = data.draw(st.sampled_from(["", "x", "-", " ", ". "]))
    title = (row["title"][:at] + noise + row["title"][at + 1 :]).upper()
    with library_of(mine=(papers, [])) as library:
        wanted = Wanted(title=title, authors=tuple(row["authors"]), year=row["year"])
        name, how = found(LibrarySource(library), wanted)
    others = [other for other in papers if other["authors"] == row["authors"] and other is not row]
    assert how == "title"
    assert name == row["id"] or others


@settings(max_examples=15)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(library_of: LibraryOf, papers: list[Row], random: Any) -> None:
    wanted = [Wanted(title=row["title"], year=row["year"]) for row in papers]
    wanted += [Wanted(text=f"{', '.join(row['authors'])}. {row['title']}. {row['year']}") for row in papers]
    wanted += [Wanted(key=f"bee{row['year']}{row['title'].split()[0]}") for row in papers]
    with library_of(mine=(papers, [])) as library:
        before = LibrarySource(library).resolve(wanted, ALL)
    random.shuffle(papers)
    with library_of(mine=(papers, [])) as library:
        assert LibrarySource(library).resolve(wanted, ALL) == before


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("vaswani2017attention", ("vaswani", 2017, "attention", "")),
        ("sun-etal-2017-semantic", ("sun", 2017, "semantic", "")),
        ("li-lu-2023-contextual", ("li", 2023, "contextual", "")),
        ("Maaten2008VisualizingDU", ("maaten", 2008, "visualizing", "du")),
        ("Liu2022BEVFusionMM", ("liu", 2022, "bevfusion", "mm")),
        ("zhang:2017:tacred", ("zhang", 2017, "tacred", "")),
        ("smith2019a-graphs", ("smith", 2019, "graphs", "")),
        ("Müller2020Trees", ("muller", 2020, "trees", "")),
        ("igpt", None),
        ("he2016", None),
        ("Li_2018", None),
        ("b12", None),
        ("", None),
    ],
)
def test_citekeys_tell_author_year_and_how_the_title_begins(key: str, parts: tuple[Any, ...] | None) -> None:
    parsed = parse_citekey(key)
    assert parts == (parsed and (parsed.author, parsed.year, parsed.start, parsed.initials))
