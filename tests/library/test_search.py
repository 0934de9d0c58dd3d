"""Search by words: BM25 that counts only what may be seen, held against a slow twin."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.library import Library
from surveyor.library.corpus import import_corpus
from surveyor.library.records import Records
from surveyor.library.search import Index, best_works
from surveyor.sources import LibrarySource, Query, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

WORDS = ["net", "tree", "rank", "word", "graph"]
ALL = 2200 * 12
TITLE, K1, B = 2, 0.9, 0.4


def month(row: Row) -> int | None:
    if "date" in row:
        year, of = map(int, row["date"].split("-"))
        return year * 12 + of - 1
    return row["year"] * 12 + 11 if "year" in row else None


def slow_scores(rows: Sequence[Row], query: dict[str, float], cutoff: int) -> list[float]:
    """BM25 as the books have it, over the visible rows, as a share of the most that the query could get."""
    texts = [(row["title"].split(), row.get("abstract", "").split()) for row in rows]
    visible = [at for at, row in enumerate(rows) if (of := month(row)) is not None and of < cutoff]
    if not visible:
        return [0.0] * len(rows)
    average = sum(len(texts[at][0]) + len(texts[at][1]) for at in visible) / len(visible)
    scores, most = [0.0] * len(rows), 0.0
    for word, weight in query.items():
        having = [at for at in visible if word in texts[at][0] or word in texts[at][1]]
        idf = math.log(1 + (len(visible) - len(having) + 0.5) / (len(having) + 0.5))
        most += weight * idf
        for at in having:
            title, abstract = texts[at]
            count = TITLE * title.count(word) + abstract.count(word)
            length = len(title) + len(abstract)
            scores[at] += weight * idf * count / (count + K1 * (1 - B + B * length / average))
    return [score / (most or 1) for score in scores]


@st.composite
def rows(draw: st.DrawFn, size: int = 6, when: st.SearchStrategy[Row] | None = None) -> list[Row]:
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
    dates = (
        when
        if when is not None
        else st.sampled_from(
            [{"year": 2018}, {"year": 2020}, {"date": "2019-03", "year": 2020}, {"date": "2020-02"}, {}]
        )
    )
    made = []
    for number in range(draw(st.integers(0, size))):
        row = {"id": f"a:{number}", "title": draw(text)} | draw(dates)
        made.append(row | draw(st.sampled_from([{}, {"abstract": draw(text)}])))
    return made


def arrays_of(library: Library) -> tuple[Records, Index]:
    records = Records.load(library.db)
    return records, Index(library.db, records)


@settings(max_examples=25)
@given(rows(), st.sampled_from(WORDS), st.sampled_from([2019 * 12, 2020 * 12, ALL]))
def test_titles_alone_score_as_if_there_were_nothing_else(
    library_of: LibraryOf, found: list[Row], word: str, cutoff: int
) -> None:
    bare = [{name: value for name, value in row.items() if name != "abstract"} for row in found]
    scores = []
    for papers, only in ((found, True), (bare, False)):
        with library_of(x=(papers, [])) as library:
            records = Records.load(library.db)
            index = Index(library.db, records, titles_only=only)
            scores.append(index.score(index.terms(word, "", 0), records.seen(cutoff).visible).tolist())
    assert scores[0] == scores[1]


@settings(max_examples=150)
@given(
    rows(),
    st.lists(st.sampled_from([*WORDS, "unknown"]), min_size=1, max_size=4),
    st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=3),
    st.sampled_from([0.0, 0.25, 1.0]),
    st.sampled_from([ALL, 2020 * 12, 2020 * 12 + 1, 2019 * 12, 1990 * 12]),
)
def test_scores_are_those_of_the_slow_twin(
    library_of: LibraryOf, papers: list[Row], said: list[str], hints: list[str], weight: float, cutoff: int
) -> None:
    with library_of(mine=(papers, [])) as library:
        records, index = arrays_of(library)
        scores = index.score(index.terms(" ".join(said), " ".join(hints), weight), records.seen(cutoff).visible)
    query = dict.fromkeys(hints, weight) | dict.fromkeys(said, 1.0)
    assert scores.tolist() == pytest.approx(slow_scores(papers, query, cutoff), abs=1e-5)
    assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=60)
@given(
    rows(),
    rows(when=st.sampled_from([{"year": 2020}, {"date": "2020-01"}, {"date": "2021-07", "year": 2019}, {}])),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.booleans(),
)
def test_records_of_the_future_never_change_an_answer(
    library_of: LibraryOf, papers: list[Row], future: list[Row], text: str, last: bool
) -> None:
    view = View(2020 * 12)
    query = Query(text, view, 100)
    with library_of(mine=(papers, [])) as library:
        before = LibrarySource(library).search(query)
    later = [row | {"id": f"b:{number}", "title": row["title"] + " of later"} for number, row in enumerate(future)]
    with library_of(mine=((papers + later) if last else (later + papers), [])) as library:
        assert LibrarySource(library).search(query) == before
        assert {hit.paper.id for hit in before} <= {row["id"] for row in papers}


@settings(max_examples=60)
@given(rows(), st.sets(st.integers(0, 5)), st.sampled_from(WORDS))
def test_hidden_works_are_never_found_and_never_counted(
    library_of: LibraryOf, papers: list[Row], hidden: set[int], word: str
) -> None:
    papers = [row | {"title": f"{row['title']} {row['id'][2:]}"} for row in papers]
    names = frozenset(f"a:{number}" for number in hidden)
    with library_of(mine=(papers, [])) as library:
        found = LibrarySource(library).search(Query(word, View(ALL, names), 100))
    with library_of(mine=([row for row in papers if row["id"] not in names], [])) as library:
        assert found == LibrarySource(library).search(Query(word, View(ALL), 100))


def test_hiding_one_record_hides_the_whole_work(library_of: LibraryOf) -> None:
    papers = [
        {"id": "arxiv:2001.00001", "title": "Rank Net", "date": "2020-01"},
        {"id": "pl:1", "title": "A Net to rank", "year": 2020, "ids": {"arxiv": "2001.00001"}},
        {"id": "pl:2", "title": "Another Net", "year": 2020},
    ]
    with library_of(mine=(papers, [])) as library:
        records, _ = arrays_of(library)
        assert records.seen(ALL).works.tolist() == [0, 0, 2]
        assert records.seen(ALL, (1,)).visible.tolist() == [False, False, True]
        found = LibrarySource(library).search(Query("net", View(ALL, frozenset(["arxiv:2001.00001"])), 9))
        assert [hit.paper.id for hit in found] == ["pl:2"]


def test_an_undated_record_is_seen_only_once_a_visible_paper_cites_it(library_of: LibraryOf) -> None:
    papers = [
        {"id": "model:TREE", "title": "TREE"},
        {"id": "model:ALONE", "title": "ALONE TREE"},
        {"id": "a:1", "title": "Rank", "date": "2020-03"},
        {"id": "a:2", "title": "Score", "date": "2019-05"},
    ]
    citations = [{"citing": citing, "cited": "model:TREE", "mentions": {}} for citing in ("a:1", "a:2")]
    citations.append({"citing": "model:TREE", "cited": "model:ALONE", "mentions": {}})
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        seen = {
            cutoff: [hit.paper.id for hit in source.search(Query("tree", View(cutoff), 9))]
            for cutoff in (2019 * 12 + 4, 2019 * 12 + 5, 2020 * 12 + 3, ALL)
        }
    assert seen == {
        2019 * 12 + 4: [],
        2019 * 12 + 5: ["model:TREE"],
        2020 * 12 + 3: ["model:TREE"],
        ALL: ["model:TREE"],
    }


def test_a_word_in_the_title_counts_twice(library_of: LibraryOf) -> None:
    papers = [
        {"id": "a:1", "title": "tree net", "abstract": "graph word", "year": 2020},
        {"id": "a:2", "title": "graph word", "abstract": "tree net", "year": 2020},
    ]
    with library_of(mine=(papers, [])) as library:
        one, two = LibrarySource(library).search(Query("net", View(ALL), 9))
    assert (one.paper.id, two.paper.id) == ("a:1", "a:2")
    assert one.score > two.score > 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rankings of the documents", ["a:1"]),
        ("RANKED", ["a:1"]),
        ("naïve", ["a:2"]),
        ("naive", ["a:2"]),
        ("匹配", ["a:3"]),
        ("文本匹配模型", ["a:3"]),
        ("压缩", []),
        ("of the with", []),
        ("", []),
        ("?!", []),
        ('net" OR "tree', ["a:4"]),
        ("title:ranking*", ["a:1"]),
        ("NEAR(net, tree)", ["a:4"]),
        ("'; drop table papers; --", []),
    ],
)
def test_words_are_found_however_they_are_bent(library_of: LibraryOf, text: str, found: list[str]) -> None:
    papers = [
        {"id": "a:1", "title": "Document ranking", "year": 2020},
        {"id": "a:2", "title": "Naïve methods of the plain kind", "year": 2020},
        {"id": "a:3", "title": "深度文本匹配", "year": 2020},
        {"id": "a:4", "title": "Net and tree", "year": 2020},
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        assert [hit.paper.id for hit in source.search(Query(text, View(ALL), 9))] == found


@pytest.mark.parametrize("said", ["personalised colours", "personalized-colors", "Personalized, colors?"])
def test_a_word_finds_titles_in_both_spellings_alike(library_of: LibraryOf, said: str) -> None:
    papers = [
        {"id": "a:1", "title": "Personalised colours", "year": 2020},
        {"id": "a:2", "title": "Personalized colors", "year": 2020},
        {"id": "a:3", "title": "Colorful trees", "year": 2020},
    ]
    with library_of(mine=(papers, [])) as library:
        found = LibrarySource(library).search(Query(said, View(ALL), 9))
        assert [hit.paper.id for hit in found[:2]] == ["a:1", "a:2"]
        assert found[0].score == found[1].score
        assert all(hit.score < found[0].score for hit in found[2:])


def test_a_record_is_found_by_the_names_and_areas_it_goes_by(library_of: LibraryOf) -> None:
    paper = {
        "id": "a:1",
        "title": "Rank",
        "year": 2020,
        "names": ["ZebraNet"],
        "areas": ["text-pairs"],
        "note": "Sorts.",
    }
    with library_of(mine=([paper], [])) as library:
        source = LibrarySource(library)
        for word in ("zebranet", "pairs", "sorts"):
            assert [hit.paper.id for hit in source.search(Query(word, View(ALL), 9))] == ["a:1"], word


def test_hints_find_less_than_words_said(library_of: LibraryOf) -> None:
    papers = [{"id": "a:1", "title": "net", "year": 2020}, {"id": "a:2", "title": "tree", "year": 2020}]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        one, two = source.search(Query("tree", View(ALL), 9, hints="net tree", hint_weight=0.5))
        assert (one.paper.id, two.paper.id) == ("a:2", "a:1")
        assert one.score == pytest.approx(2 * two.score)


def test_the_best_works_are_those_of_the_slow_twin_for_every_limit(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{n}", "title": f"net {'net ' * (n * 7 % 40)}{n // 2}", "year": 2020} for n in range(80)]
    with library_of(mine=(papers, [])) as library:
        records, index = arrays_of(library)
        seen = records.seen(ALL)
        scores = index.score(index.terms("net", "", 0.0), seen.visible)
        among = seen.visible & (np.arange(len(papers)) % 3 > 0)
        slow: dict[int, float] = {}
        for work, score, use in zip(seen.works.tolist(), scores.tolist(), among.tolist(), strict=True):
            if use:
                slow[work] = max(slow.get(work, 0.0), score)
        best = sorted(slow.values(), reverse=True)
        for limit in (1, 3, 10, 100):
            found = best_works(seen.works, scores, among, limit)
            least = best[:limit][-1]
            assert found == pytest.approx({work: score for work, score in slow.items() if score >= least})


def test_an_empty_library_answers_nothing(library: Library) -> None:
    source = LibrarySource(library)
    assert source.search(Query("net", View(ALL), 9)) == []
    assert source.lookup(["a:1"], View(ALL)) == []
    assert (source.reports(View(ALL))[0].papers, source.reports(View(ALL))[0].reaches) == (0, "")


def test_what_is_imported_meanwhile_is_not_searched(tmp_path: Path, write_corpus: Callable[..., Path]) -> None:
    row = {"id": "a:1", "title": "Deep net", "year": 2020}
    with Library.open(tmp_path / "library.db") as library:
        import_corpus(library, [write_corpus(tmp_path / "one", [row], [])], name="one")
        source = LibrarySource(library)
        query = Query("net", View(ALL), 9)
        before = source.search(query)
        with Library.open(tmp_path / "library.db") as other:
            more = [{**row, "id": f"b:{n}", "title": f"Tree net {n}"} for n in range(9)]
            import_corpus(other, [write_corpus(tmp_path / "two", more, [])], name="two")
        found = source.search(replace(query, text="tree net"))
    assert [hit.paper for hit in found] == [hit.paper for hit in before]
