"""Importing corpora: whole or not at all, twice as good as once, and undone by removing."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.library.corpus import CorpusInfo, corpora, import_corpus, import_curated, remove_corpus
from surveyor.models import Paper, Section
from surveyor.sources import LibrarySource, Query, View

Row = dict[str, Any]
Write = Callable[..., Path]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
WORDS = ["net", "tree", "rank", "score", "word"]
PAPERS: list[Row] = [
    {"id": "arxiv:2101.00001", "title": "Rank Net", "abstract": "A net to rank.", "date": "2021-01", "year": 2021},
    {"id": "acl:P99-1001", "title": "Word Tree", "year": 1999, "venue": "ACL", "authors": ["A. Bee", "C. Dee"]},
    {"id": "w:1", "title": "Score of words", "year": 1995, "as_cited": True, "ids": {"doi": "10.1145/1"}},
    {"id": "model:POP", "title": "POP"},
]
CITATIONS: list[Row] = [
    {"citing": "arxiv:2101.00001", "cited": "acl:P99-1001", "mentions": {"table": 2, "intro": 1}},
    {"citing": "arxiv:2101.00001", "cited": "w:1", "mentions": {}, "baseline_subsection": True},
    {"citing": "arxiv:2101.00001", "cited": "model:POP", "mentions": {"experiments": 3}},
]


def answers(library: Library, view: View = ALL) -> dict[str, object]:
    """Everything a library can be asked about these tests' papers."""
    source = LibrarySource(library)
    every = sorted(row[0] for row in library.db.execute("select distinct record from papers"))
    papers = source.lookup(every, view)
    searches = {
        (word, walkable): source.search(Query(word, view, 100, walkable=walkable))
        for word in [*WORDS, " ".join(WORDS)]
        for walkable in (False, True)
    }
    return {
        "corpora": corpora(library),
        "papers": papers,
        "searches": searches,
        "references": [source.references([paper], view) for paper in papers],
        "all references": source.references(papers, view),
        "report": source.reports(view),
    }


def lines(path: Path, *content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line + b"\n" for line in content))
    return path


def row(**fields: object) -> bytes:
    return json.dumps({"id": "a:1", "title": "Rank Net", "year": 2020} | fields).encode()


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("{SHARE}: Shared {P}ars{T}ranslit", "SHARE: Shared ParsTranslit"),
        (r"M\"uller \& $k$-means \textit{nets}", "Müller & k-means nets"),
        (": A Lost Name", "A Lost Name"),
        ("Over $100 of 5% {", "Over $100 of 5% {"),
        ("{}", "{}"),
        ("...And It Stays", "And It Stays"),
        ("(Un)fair: nets", "(Un)fair: nets"),
    ],
)
def test_what_publishers_write_in_latex_is_kept_as_it_is_printed(
    library: Library, tmp_path: Path, printed: str, title: str
) -> None:
    authors = [r"Hakkani-T{\"u}r, Dilek", "Ada Lovelace, Grace Hopper"]
    written = row(title=printed, authors=authors, year=None, date="2020-05")
    import_corpus(library, [lines(tmp_path / "papers.jsonl", written)], name="mine")
    (paper,) = LibrarySource(library).lookup(["a:1"], ALL)
    assert paper.title == title
    assert paper.authors == ("Dilek Hakkani-Tür", "Ada Lovelace", "Grace Hopper")
    assert paper.year == 2020


def test_words_in_braces_are_found_as_they_are_printed(library: Library, tmp_path: Path) -> None:
    import_corpus(library, [lines(tmp_path / "papers.jsonl", row(title="{P}ars{T}ranslit: Words"))], name="mine")
    (hit,) = LibrarySource(library).search(Query("parstranslit", ALL, 10))
    assert hit.paper.id == "a:1"


def test_a_corpus_is_read_with_every_field(library: Library, tmp_path: Path, write_corpus: Write) -> None:
    done = import_corpus(library, [write_corpus(tmp_path, PAPERS, CITATIONS)], name="mine")
    assert (done.name, done.papers, done.citations, done.skipped, done.reasons) == ("mine", 4, 3, 0, ())
    assert corpora(library) == [CorpusInfo("mine", 4, 3, 0)]
    source = LibrarySource(library)
    net, tree, cited, pop = (source.lookup([paper["id"]], ALL)[0] for paper in PAPERS)
    assert net == Paper(
        "arxiv:2101.00001", ("arxiv:2101.00001",), "Rank Net", 2021, 2021 * 12, abstract="A net to rank.",
        origins=("mine",), has_references=True,
    )  # fmt: skip
    assert (tree.year, tree.month, tree.venue, tree.authors) == (1999, 1999 * 12 + 11, "ACL", ("A. Bee", "C. Dee"))
    assert (cited.id, cited.ids, cited.as_cited) == ("w:1", ("doi:10.1145/1", "w:1"), True)
    assert (pop.title, pop.year, pop.month) == ("POP", None, None)
    found = {citation.cited: citation for citation in source.references([net], ALL).citations}
    assert set(found) == {tree.id, cited.id, pop.id}
    assert found[tree.id].count(Section.TABLE) == 2
    assert found[tree.id].count(Section.INTRO) == 1
    assert not found[tree.id].baseline_subsection
    assert found[cited.id].mentions == ()
    assert found[cited.id].baseline_subsection
    assert [(m.section, m.count) for m in found[pop.id].mentions] == [(Section.EXPERIMENTS, 3)]


def test_plain_and_gzipped_files_make_the_same_library(tmp_path: Path, write_corpus: Write) -> None:
    made = []
    for gz in (False, True):
        with Library.in_memory() as library:
            import_corpus(library, [write_corpus(tmp_path / str(gz), PAPERS, CITATIONS, gz=gz)], name="mine")
            made.append(answers(library))
    assert made[0] == made[1]
    assert made[0]["papers"]


def test_a_folder_and_its_files_make_the_same_library(tmp_path: Path, write_corpus: Write) -> None:
    folder = write_corpus(tmp_path, PAPERS, CITATIONS)
    (folder / "README.txt").write_text("not a corpus", encoding="utf-8")
    made = []
    for paths in (
        [folder],
        [folder / "papers.jsonl", folder / "citations.jsonl"],
        [*folder.glob("c*"), *folder.glob("p*")],
    ):
        with Library.in_memory() as library:
            import_corpus(library, paths, name="mine")
            made.append(answers(library))
    assert made[0] == made[1] == made[2]


def test_papers_may_stand_in_several_files(library: Library, tmp_path: Path) -> None:
    one = lines(tmp_path / "papers-one.jsonl", row(id="a:1"))
    two = lines(tmp_path / "papers-two.jsonl", row(id="a:2", title="Word Tree"))
    citations = lines(tmp_path / "citations.jsonl", b'{"citing": "a:2", "cited": "a:1", "mentions": {}}')
    done = import_corpus(library, [citations, two, one], name="mine")
    assert (done.papers, done.citations) == (2, 1)


def test_a_large_corpus_is_read_to_its_last_line(library: Library, tmp_path: Path, write_corpus: Write) -> None:
    papers = [{"id": f"a:{n}", "title": f"Net {n}", "year": 2020} for n in range(4501)]
    citations = [{"citing": f"a:{n}", "cited": "a:0", "mentions": {}} for n in range(1, 4501)]
    told: list[tuple[str, int, int]] = []
    done = import_corpus(
        library, [write_corpus(tmp_path, papers, citations)], name="mine", progress=lambda *at: told.append(at)
    )
    assert (done.papers, done.citations) == (4501, 4500)
    assert [paper.title for paper in LibrarySource(library).lookup(["a:0"], ALL)] == ["Net 0"]
    for name in ("papers.jsonl", "citations.jsonl"):
        read = [(at, of) for file, at, of in told if file == name]
        assert len(read) > 2
        assert read == sorted(read)
        assert read[-1] == ((tmp_path / name).stat().st_size,) * 2


def test_text_is_kept_clean(library: Library, tmp_path: Path) -> None:
    dirty = row(title="Rank\n\u0000Net &amp; <b>\u001b[1m", venue="\tX ", authors=["A\u0000B"], note="a\nb")
    import_corpus(library, [lines(tmp_path / "papers.jsonl", dirty)], name="mine", strict=True)
    paper = LibrarySource(library).lookup(["a:1"], ALL)[0]
    assert (paper.title, paper.venue, paper.authors, paper.note) == ("Rank Net & <b> [1m", "X", ("A B",), "a b")


def test_titles_and_authors_out_of_bibliographies_are_kept_as_they_are_printed(
    library: Library, tmp_path: Path
) -> None:
    dirty = row(title=r"{P}{\texttwosuperior}{N}et for {LLM}s", authors=["Doe, Ann", "Bo Roe"])
    import_corpus(library, [lines(tmp_path / "papers.jsonl", dirty)], name="mine", strict=True)
    paper = LibrarySource(library).lookup(["a:1"], ALL)[0]
    assert (paper.title, paper.authors) == ("P²Net for LLMs", ("Ann Doe", "Bo Roe"))


def test_works_picked_by_hand_stand_as_they_are_and_the_first_bad_one_is_an_error(
    library: Library, tmp_path: Path
) -> None:
    lines(tmp_path / "picked.jsonl", row(title="Doe, Ann. Of {sheep}", authors=["Doe, Ann"], venue="ACL", year=2001))
    lines(tmp_path / "citations.jsonl", b'{"citing": "a:1", "cited": "a:1", "mentions": {"table": 1}}')
    import_curated(library, tmp_path, name="shelf")
    paper = LibrarySource(library).lookup(["a:1"], ALL)[0]
    assert (paper.title, paper.authors) == ("Doe, Ann. Of {sheep}", ("Doe, Ann",))
    assert corpora(library) == [CorpusInfo("shelf", 1, 1, 0)]
    assert not library.db.execute("select 1 from phrases").fetchall()
    lines(tmp_path / "picked.jsonl", row(), b'{"id": "a:2"}')
    with pytest.raises(CorpusError, match=r"picked.jsonl:2: .*title"):
        import_curated(Library.in_memory(), tmp_path, name="shelf")


def test_torn_authors_and_whole_references_are_mended_as_they_come_in(library: Library, tmp_path: Path) -> None:
    cited = "Ann Doe, and Bo Roe. Counting many sheep. CoRR, abs/1701.00001"
    dirty = row(title=cited, authors=["Ann D&#246", "e", "Bo Roe 2", "†"], as_cited=True)
    import_corpus(library, [lines(tmp_path / "papers.jsonl", dirty)], name="mine", strict=True)
    with library.reading() as db:
        kept = db.execute("select title, authors from papers").fetchall()
    assert kept == [("Counting many sheep", '["Ann Döe","Bo Roe"]')]


BAD = {
    "a list": b"[1, 2]",
    "a number": b"7",
    "null": b"null",
    "half a line": b'{"id": "a:9", "title": "Ran',
    "two values": b'{"id": "a:9", "title": "x"} {}',
    "a raw NUL": b'{"id": "a:9", "title": "R\x00"}',
    "not UTF-8": b'{"id": "a:9", "title": "R\xff"}',
    "Latin-1": '{"id": "a:9", "title": "naïve"}'.encode("latin-1"),
    "a lone surrogate": b'{"id": "a:9", "title": "\\ud800"}',
    "no id": b'{"title": "Rank"}',
    "no title": b'{"id": "a:9"}',
    "an empty id": row(id=""),
    "an id with a blank": row(id="a 9"),
    "an id with a newline": row(id="a:9\n"),
    "an id with a control character": row(id="a\x1b[31m"),
    "an id without end": row(id="a" * 501),
    "an id that is a number": row(id=9),
    "null for a title": row(title=None),
    "year as text": row(year="2020"),
    "year with a fraction": row(year=2020.5),
    "year out of the world": row(year=20201),
    "month 13": row(date="2020-13"),
    "a day": row(date="2020-01-02"),
    "authors in one text": row(authors="A, B"),
    "ids in a list": row(ids=["doi"]),
    "a kind there is not": row(kind="miracle"),
    "nesting without end": b'{"id": "a:9", "title": "x", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_line_is_left_out_with_file_line_and_reason(library: Library, tmp_path: Path, bad: bytes) -> None:
    file = lines(tmp_path / "papers.jsonl", row(id="a:1"), b"  ", bad, row(id="a:2", title="Word Tree"))
    done = import_corpus(library, [file], name="mine")
    assert (done.papers, done.skipped) == (2, 1)
    [skipped] = done.reasons
    place, reason = str(skipped)[: len(f"{file}:3: ")], str(skipped)[len(f"{file}:3: ") :]
    assert place == f"{file}:3: "
    assert reason.isprintable()
    assert reason
    assert corpora(library) == [CorpusInfo("mine", 2, 0, 1)]
    assert [paper.id for paper in LibrarySource(library).lookup(["a:1", "a:2"], ALL)] == ["a:1", "a:2"]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_under_strict_a_bad_line_leaves_the_library_as_it_was(library: Library, tmp_path: Path, bad: bytes) -> None:
    import_corpus(library, [lines(tmp_path / "good.jsonl", row(id="b:1"))], name="mine")
    before = answers(library)
    file = lines(tmp_path / "papers.jsonl", row(id="a:1"), bad)
    with pytest.raises(CorpusError) as refused:
        import_corpus(library, [file], name="mine", strict=True)
    assert str(refused.value).startswith(f"{file}:2: ")
    assert len(str(refused.value).splitlines()) == 1
    assert answers(library) == before


BAD_CITATIONS = {
    "a list": b"[]",
    "no citing paper": b'{"cited": "a:1", "mentions": {}}',
    "an unknown cited paper": b'{"citing": "a:1", "cited": "a:7", "mentions": {}}',
    "an unknown citing paper": b'{"citing": "a:7", "cited": "a:1", "mentions": {}}',
    "mentions in a list": b'{"citing": "a:1", "cited": "a:2", "mentions": ["intro"]}',
    "mentions below zero": b'{"citing": "a:1", "cited": "a:2", "mentions": {"intro": -1}}',
    "mentions as text": b'{"citing": "a:1", "cited": "a:2", "mentions": {"intro": "1"}}',
    "mentions without end": b'{"citing": "a:1", "cited": "a:2", "mentions": {"intro": 99999999999999999999}}',
    "null for baselines": b'{"citing": "a:1", "cited": "a:2", "baseline_subsection": null}',
}


@pytest.mark.parametrize("bad", BAD_CITATIONS.values(), ids=BAD_CITATIONS)
def test_a_bad_citation_is_left_out_and_counted(library: Library, tmp_path: Path, bad: bytes) -> None:
    lines(tmp_path / "papers.jsonl", row(id="a:1"), row(id="a:2", title="Word Tree"))
    file = lines(tmp_path / "citations.jsonl", b'{"citing": "a:1", "cited": "a:2", "mentions": {}}', bad)
    done = import_corpus(library, [tmp_path], name="mine")
    assert (done.papers, done.citations, done.skipped) == (2, 1, 1)
    assert str(done.reasons[0]).startswith(f"{file}:2: ")
    before = answers(library)
    with pytest.raises(CorpusError, match=r"citations\.jsonl:2: "):
        import_corpus(library, [tmp_path], name="mine", strict=True)
    assert answers(library) == before


def test_a_citation_to_an_unknown_paper_names_it(library: Library, tmp_path: Path) -> None:
    lines(tmp_path / "papers.jsonl", row(id="a:1"))
    lines(tmp_path / "citations.jsonl", b'{"citing": "a:1", "cited": "a:7", "mentions": {}}')
    done = import_corpus(library, [tmp_path], name="mine")
    assert "'a:7'" in done.reasons[0].reason


def test_all_bad_lines_are_counted_and_the_first_thousand_told(library: Library, tmp_path: Path) -> None:
    done = import_corpus(library, [lines(tmp_path / "papers.jsonl", *[b"7"] * 1500, row())], name="mine")
    assert (done.papers, done.skipped, len(done.reasons)) == (1, 1500, 1000)
    assert [skipped.line for skipped in done.reasons] == list(range(1, 1001))


def test_fields_of_later_versions_are_passed_over(library: Library, tmp_path: Path) -> None:
    file = lines(tmp_path / "papers.jsonl", row(track="demo", more={"deep": [1, None]}))
    assert import_corpus(library, [file], name="mine", strict=True).papers == 1


# ------------------------------------------------------------------ broken files


def test_a_gzip_cut_off_anywhere_leaves_the_library_as_it_was(tmp_path: Path, write_corpus: Write) -> None:
    with Library.in_memory() as library:
        import_corpus(library, [write_corpus(tmp_path / "before", PAPERS[:2])], name="mine")
        before = answers(library)
        whole = gzip.compress(b"".join(row(id=f"a:{n}") + b"\n" for n in range(50)), mtime=0)
        file = tmp_path / "papers.jsonl.gz"
        for size in range(1, len(whole)):
            file.write_bytes(whole[:size])
            with pytest.raises(CorpusError) as refused:
                import_corpus(library, [file], name="mine")
            assert str(refused.value).startswith(str(file))
            assert len(str(refused.value).splitlines()) == 1
        assert answers(library) == before


def test_a_gzip_cut_off_to_nothing_leaves_the_library_as_it_was(library: Library, tmp_path: Path) -> None:
    import_corpus(library, [lines(tmp_path / "good.jsonl", row(id="b:1"))], name="mine")
    before = answers(library)
    (tmp_path / "papers.jsonl.gz").touch()
    with pytest.raises(CorpusError):
        import_corpus(library, [tmp_path / "papers.jsonl.gz"], name="mine")
    assert answers(library) == before


@pytest.mark.parametrize("content", [b"plain text\n", row() + b"\n", gzip.compress(row(), mtime=0) + b"and more"])
def test_what_is_no_gzip_leaves_the_library_as_it_was(library: Library, tmp_path: Path, content: bytes) -> None:
    import_corpus(library, [lines(tmp_path / "good.jsonl", row(id="b:1"))], name="mine")
    before = answers(library)
    (tmp_path / "papers.jsonl.gz").write_bytes(content)
    with pytest.raises(CorpusError, match="gzip"):
        import_corpus(library, [tmp_path / "papers.jsonl.gz"], name="mine")
    assert answers(library) == before


def test_a_broken_citations_file_takes_the_papers_back_too(
    library: Library, tmp_path: Path, write_corpus: Write
) -> None:
    before = answers(library)
    folder = write_corpus(tmp_path, PAPERS, CITATIONS, gz=True)
    whole = (folder / "citations.jsonl.gz").read_bytes()
    (folder / "citations.jsonl.gz").write_bytes(whole[:-9])
    with pytest.raises(CorpusError, match=r"citations\.jsonl\.gz"):
        import_corpus(library, [folder], name="mine")
    assert library.is_empty()
    assert answers(library) == before


def test_several_gzips_one_after_another_are_one_file(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl.gz"
    file.write_bytes(b"".join(gzip.compress(row(id=f"a:{n}") + b"\n", mtime=0) for n in range(3)))
    assert import_corpus(library, [file], name="mine", strict=True).papers == 3


def test_a_missing_file_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        import_corpus(library, [tmp_path / "papers.jsonl"], name="mine")


def test_a_folder_without_a_corpus_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"\.jsonl"):
        import_corpus(library, [tmp_path], name="mine")


def test_citations_alone_are_refused(library: Library, tmp_path: Path) -> None:
    lines(tmp_path / "citations.jsonl", b'{"citing": "a:1", "cited": "a:2", "mentions": {}}')
    with pytest.raises(CorpusError, match="no papers file"):
        import_corpus(library, [tmp_path], name="mine")
    assert library.is_empty()


# ------------------------------------------------------------------ twice, undone, interrupted

# Four small corpora that overlap: shared ids, titles of one year, a bridge, a reference list with a neighbour's id.
ONE = (PAPERS, CITATIONS)
TWO = (
    [
        {"id": "pl:1", "title": "rank net!", "year": 2021, "venue": "SIGIR", "authors": ["E. Eff"]},
        {"id": "pl:2", "title": "Tree of scores", "year": 2020, "ids": {"doi": "10.1145/2"}, "abstract": "word"},
    ],
    [],
)
THREE = (
    [
        {"id": "dblp:conf/x/y", "title": "Tree-of-Scores", "year": 2022, "ids": {"doi": "10.1145/2"}},
        {"id": "arxiv:2003.00001", "title": "A tree of scores", "date": "2020-03", "same_as": "dblp:conf/x/y"},
        {"id": "w:1", "title": "Scores of words", "year": 1996, "as_cited": True},
    ],
    [
        {"citing": "arxiv:2003.00001", "cited": "w:1", "mentions": {"related": 1}},
        {"citing": "arxiv:2003.00001", "cited": "dblp:conf/x/y", "mentions": {}},
    ],
)
FOUR = (
    [
        {
            "id": "arxiv:2101.00001",
            "title": "Rank Net",
            "year": 2021,
            "date": "2021-01",
            "note": "ranks",
            "kind": "method",
        },
        {"id": "w:9", "title": "Unlike all others", "year": 2021, "as_cited": True, "ids": {"arxiv": "2101.00001"}},
        {"id": "w:8", "title": "Word Tree", "year": 1999, "as_cited": True, "ids": {"doi": "10.1145/2"}},
    ],
    [{"citing": "arxiv:2101.00001", "cited": "w:8", "mentions": {"table": 1}}],
)
OVERLAPPING = {"one": ONE, "two": TWO, "three": THREE, "four": FOUR}


def papers_of(library: Library) -> set[Paper]:
    every = {row[0] for row in library.db.execute("select distinct record from papers")}
    return set(LibrarySource(library).lookup(every, ALL))


def test_overlapping_corpora_give_the_same_papers_for_every_order_of_import(library_of: LibraryOf) -> None:
    seen = set()
    for order in permutations(OVERLAPPING):
        with library_of(**{name: OVERLAPPING[name] for name in order}) as library:
            seen.add(frozenset(papers_of(library)))
    assert len(seen) == 1
    assert {paper.ids for paper in seen.pop()} == {
        ("arxiv:2101.00001", "pl:1"),
        ("acl:P99-1001", "w:8"),
        ("arxiv:2003.00001", "dblp:conf/x/y", "doi:10.1145/2", "pl:2"),
        ("doi:10.1145/1", "w:1"),
        ("model:POP",),
        ("arxiv:2101.00001", "w:9"),
    }


def test_an_id_written_as_its_page_is_the_same_id(library_of: LibraryOf) -> None:
    one = {"id": "pl:1", "title": "Rank Net", "year": 2020, "ids": {"doi": "10.1145/2", "arxiv": "2101.00001v2"}}
    two = {"id": "pl:2", "title": "Word Tree", "year": 2021, "ids": {"doi": "https://doi.org/10.1145/2"}}
    three = {"id": "pl:3", "title": "Score", "year": 2022, "ids": {"arxiv": "https://arxiv.org/abs/2101.00001"}}
    assert {paper.ids for paper in papers_of(library_of(one=([one, two, three], [])))} == {
        ("arxiv:2101.00001", "doi:10.1145/2", "pl:1", "pl:2", "pl:3")
    }


def test_two_corpora_that_print_one_paper_differently_give_it_the_same_for_either_order(library_of: LibraryOf) -> None:
    printed: dict[str, tuple[list[Row], list[Row]]] = {
        "one": ([{"id": "acl:P99-1001", "title": "Word Tree", "year": 1999, "venue": "ACL", "authors": ["A"]}], []),
        "two": (
            [{"id": "acl:P99-1001", "title": "Word Trees", "year": 1999, "venue": "ACL", "authors": ["A", "B"]}],
            [],
        ),
    }
    one, two = (papers_of(library_of(**dict(order))) for order in permutations(printed.items()))
    assert one == two


def test_overlapping_corpora_give_the_same_answers_for_every_order_of_import(library_of: LibraryOf) -> None:
    expected = None
    for order in permutations(OVERLAPPING):
        with library_of(**{name: OVERLAPPING[name] for name in order}) as library:
            answered = answers(library)
        expected = expected or answered
        assert answered == expected, order


TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
PUBLIC = ["2101.00001", "2101.00002"]


@st.composite
def small_corpora(draw: st.DrawFn) -> dict[str, tuple[list[Row], list[Row]]]:
    made = {}
    for name in ("one", "two", "three")[: draw(st.integers(2, 3))]:
        papers = []
        for number in range(draw(st.integers(1, 3))):
            paper: Row = {"id": f"{name}:{number}", "title": draw(TITLES), "as_cited": draw(st.booleans())}
            paper |= draw(st.sampled_from([{}, {"year": 2020}, {"year": 2021}, {"year": 2021, "date": "2020-06"}]))
            paper |= draw(
                st.sampled_from([{}, {"venue": "X"}, {"ids": {"arxiv": PUBLIC[0]}}, {"ids": {"arxiv": PUBLIC[1]}}])
            )
            papers.append(paper)
        made[name] = (papers, [])
    return made


@settings(max_examples=40)
@given(small_corpora())
def test_any_corpora_give_the_same_papers_for_every_order_of_import(
    library_of: LibraryOf, made: dict[str, tuple[list[Row], list[Row]]]
) -> None:
    seen = set()
    for order in permutations(made):
        with library_of(**{name: made[name] for name in order}) as library:
            seen.add(frozenset(papers_of(library)))
    assert len(seen) == 1


def test_importing_twice_is_as_good_as_once(tmp_path: Path, write_corpus: Write) -> None:
    folder = write_corpus(tmp_path, PAPERS, CITATIONS)
    with Library.in_memory() as library:
        first = import_corpus(library, [folder], name="mine")
        once = answers(library)
        assert import_corpus(library, [folder], name="mine") == first
        assert answers(library) == once


@pytest.mark.parametrize("again", OVERLAPPING)
def test_importing_one_of_several_again_changes_no_answer(
    library_of: LibraryOf, tmp_path: Path, write_corpus: Write, again: str
) -> None:
    with library_of(**OVERLAPPING) as library:
        once = answers(library)
        import_corpus(library, [write_corpus(tmp_path, *OVERLAPPING[again])], name=again)
        assert answers(library) == once


def test_importing_again_replaces_what_the_corpus_held(library: Library, tmp_path: Path, write_corpus: Write) -> None:
    import_corpus(library, [write_corpus(tmp_path, PAPERS, CITATIONS)], name="mine")
    import_corpus(library, [write_corpus(tmp_path, [{"id": "b:1", "title": "Score", "year": 2020}])], name="mine")
    assert [paper.id for paper in papers_of(library)] == ["b:1"]
    assert [hit.paper.id for hit in LibrarySource(library).search(Query("net rank tree", ALL, 9))] == []
    assert corpora(library) == [CorpusInfo("mine", 1, 0, 0)]


@pytest.mark.parametrize("name", OVERLAPPING)
def test_removing_is_the_undo_of_importing(
    library_of: LibraryOf, tmp_path: Path, write_corpus: Write, name: str
) -> None:
    others = {other: corpus for other, corpus in OVERLAPPING.items() if other != name}
    with library_of(**others) as library:
        before = answers(library)
        import_corpus(library, [write_corpus(tmp_path, *OVERLAPPING[name])], name=name)
        assert answers(library) != before
        remove_corpus(library, name)
        assert answers(library) == before


@settings(max_examples=30)
@given(small_corpora())
def test_removing_any_corpus_leaves_what_was_there(
    library_of: LibraryOf, write_corpus: Write, tmp_path_factory: pytest.TempPathFactory,
    made: dict[str, tuple[list[Row], list[Row]]],
) -> None:  # fmt: skip
    folder = tmp_path_factory.getbasetemp() / "removed"
    *others, last = made
    with library_of(**{name: made[name] for name in others}) as library:
        before = answers(library)
        import_corpus(library, [write_corpus(folder, *made[last])], name=last)
        remove_corpus(library, last)
        assert answers(library) == before


def test_removing_the_only_corpus_leaves_an_empty_library(
    library: Library, tmp_path: Path, write_corpus: Write
) -> None:
    before = answers(library)
    import_corpus(library, [write_corpus(tmp_path, PAPERS, CITATIONS)], name="mine")
    remove_corpus(library, "mine")
    assert library.is_empty()
    assert answers(library) == before


def test_removing_an_unknown_corpus_is_refused_with_how_to_list_them(library: Library) -> None:
    with pytest.raises(CorpusError, match="surveyor corpus list"):
        remove_corpus(library, "mine")


def test_an_import_that_is_interrupted_leaves_the_library_as_it_was(
    library: Library, tmp_path: Path, write_corpus: Write
) -> None:
    import_corpus(library, [write_corpus(tmp_path / "one", *ONE)], name="mine")
    before = answers(library)

    def interrupt(name: str, at: int, of: int) -> None:
        if name.startswith("citations"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_corpus(library, [write_corpus(tmp_path / "three", *THREE)], name="mine", progress=interrupt)
    assert answers(library) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from surveyor.library import Library
from surveyor.library.corpus import import_corpus

path, folder, kind, after = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
left = after

def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

library = Library.open(path)
if kind == "statement":
    library.db.conn.set_trace_callback(count)
import_corpus(library, [folder], name="mine", progress=count if kind == "progress" else None)
print("survived", after - left)
"""


@pytest.mark.parametrize(
    ("kind", "after"),
    [("progress", 1), ("progress", 3), ("progress", 4), ("statement", 2), ("statement", 2500), ("statement", -3)],
)
def test_an_import_that_is_killed_leaves_the_library_as_it_was(
    tmp_path: Path, write_corpus: Write, kind: str, after: int
) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        import_corpus(library, [write_corpus(tmp_path / "before", *ONE)], name="mine")
        import_corpus(library, [write_corpus(tmp_path / "other", *TWO)], name="other")
        before = answers(library)
    papers = [{"id": f"a:{n}", "title": f"net {n} rank", "year": 2000 + n % 20} for n in range(2500)]
    citations = [{"citing": f"a:{n}", "cited": "a:0", "mentions": {"table": 1}} for n in range(1, 2500)]
    folder = write_corpus(tmp_path / "large", papers, citations)
    call = [sys.executable, "-c", KILLED, str(path), str(folder), kind]
    if after < 0:  # from the end: count the statements on a copy that may live
        spare = tmp_path / "spare.db"
        spare.write_bytes(path.read_bytes())
        counted = subprocess.run(
            [*call[:3], str(spare), *call[4:], "0"], check=True, capture_output=True, text=True, timeout=60
        )
        after += int(counted.stdout.split()[1])
    died = subprocess.run([*call, str(after)], check=False, capture_output=True, text=True, timeout=60)
    assert died.returncode == -9, died.stderr
    with Library.open(path) as library:
        assert answers(library) == before
        assert import_corpus(library, [folder], name="mine", strict=True).papers == 2500


def test_a_corpus_is_not_replaced_by_lines_of_which_none_can_be_read(library: Library, tmp_path: Path) -> None:
    lines(tmp_path / "papers.jsonl", b'{"id": "a:1", "title": "Net"}')
    import_corpus(library, [tmp_path], name="mine")
    before = answers(library)
    lines(tmp_path / "papers.jsonl", b"[1]", b"no json")
    with pytest.raises(CorpusError, match=r"papers\.jsonl:1: .*'mine' stays as it was"):
        import_corpus(library, [tmp_path], name="mine")
    assert answers(library) == before


def test_a_file_named_twice_is_read_once(library: Library, tmp_path: Path) -> None:
    file = lines(tmp_path / "papers.jsonl", b'{"id": "a:1", "title": "Net"}')
    assert import_corpus(library, [tmp_path, file, tmp_path / "." / file.name], name="mine").papers == 1


NAMED = [
    {
        "id": "w:1",
        "title": "BPR: Bayesian Personalized Ranking from Implicit Feedback",
        "year": 2009,
        "as_cited": True,
    },
    {"id": "rec:1", "title": "Ranking Nets", "year": 2019},
    {"id": "rec:2", "title": "Nets and Trees", "year": 2019},
]
NAMES = [
    *({"id": f"model:{name}", "title": name} for name in ("BPR", "BPRMF", "HAN", "NOBODYS")),
    {"id": "rec:1", "title": "Ranking Nets", "year": 2019},
    {"id": "rec:2", "title": "Nets and Trees", "year": 2019},
]
COMPARED = [
    {"citing": "rec:1", "cited": "model:BPR", "mentions": {"experiments": 1}},
    {"citing": "rec:2", "cited": "model:BPRMF", "mentions": {"experiments": 1}},
    {"citing": "rec:2", "cited": "model:HAN", "mentions": {"experiments": 1}},
    {"citing": "rec:2", "cited": "model:NOBODYS", "mentions": {"experiments": 1}},
]


def test_a_bare_name_is_the_work_that_is_known_by_it(library_of: LibraryOf) -> None:
    with library_of(papers=(NAMED, []), names=(NAMES, COMPARED)) as library:
        source = LibrarySource(library)
        found = source.lookup(["model:BPR", "model:BPRMF", "w:1"], ALL)
        citing = source.citing(found, ALL)
    [paper] = found
    assert paper.title == NAMED[0]["title"]
    assert {"model:BPR", "model:BPRMF", "w:1"} <= set(paper.ids)
    assert [(who.title, count) for who, count in citing] == [("Ranking Nets", 1), ("Nets and Trees", 1)]


def test_a_bare_name_of_nobody_or_of_several_stays_as_it_is(library_of: LibraryOf) -> None:
    with library_of(papers=(NAMED, []), names=(NAMES, COMPARED)) as library:
        found = LibrarySource(library).lookup(["model:HAN", "model:NOBODYS"], ALL)
    assert [(paper.title, paper.ids) for paper in found] == [("HAN", ("model:HAN",)), ("NOBODYS", ("model:NOBODYS",))]


def test_a_bare_name_lends_nothing_to_a_work_that_may_not_be_seen_yet(library_of: LibraryOf) -> None:
    later = [{**NAMED[0], "year": 2021}, *NAMED[1:]]
    with library_of(papers=(later, []), names=(NAMES, COMPARED)) as library:
        found = LibrarySource(library).lookup(["model:BPR", "w:1"], View(2020 * 12))
    assert [(paper.title, paper.ids) for paper in found] == [("BPR", ("model:BPR", "model:BPRMF"))]


def test_one_word_with_an_abstract_is_a_title_and_a_bare_name_keeps_the_record_that_it_is_the_same_as(
    library_of: LibraryOf,
) -> None:
    told = [{"id": "model:BPR", "title": "BPR", "abstract": "A net."}, *NAMES[4:]]
    with library_of(papers=(NAMED, []), names=(told, COMPARED[:1])) as library:
        assert len(LibrarySource(library).lookup(["model:BPR", "w:1"], ALL)) == 2
    same = [{"id": "model:NEW", "title": "NEW", "same_as": "w:1"}, *NAMES[4:]]
    cited = [{"citing": "rec:1", "cited": "model:NEW", "mentions": {}}]
    with library_of(papers=(NAMED, []), names=(same, cited)) as library:
        assert len(LibrarySource(library).lookup(["model:NEW", "w:1"], ALL)) == 1
