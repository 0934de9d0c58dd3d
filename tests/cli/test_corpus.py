from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.fakes import Run, refused, surveyor

PAPERS = [
    {
        "id": f"arxiv:2401.0000{i}",
        "title": f"Gossamer weaving number {i}",
        "year": 2026,
        "date": "2026-01",
        "venue": "ACL",
    }
    for i in range(3)
] + [{"id": "old", "title": "Plain loom", "year": 2015}]
CITATIONS = [
    {"citing": f"arxiv:2401.0000{i}", "cited": "old", "mentions": {"table": 2, "related": 1}} for i in range(3)
]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "loom"
    made.mkdir()
    (made / "papers.jsonl.gz").write_bytes(gzip.compress(lines(PAPERS)))
    (made / "citations.jsonl").write_bytes(lines(CITATIONS))
    return made


def imported(cache: Path, *arguments: object) -> Run:
    return surveyor("corpus", "import", *arguments, "--cache-dir", cache)


def listed(cache: Path) -> str:
    run = surveyor("corpus", "list", "--cache-dir", cache)
    assert run.status == 0
    return run.out


def test_import_list_and_remove_are_a_round_trip(tmp_path: Path, folder: Path) -> None:
    run = imported(tmp_path, folder)
    assert (run.status, run.out) == (0, "")
    assert run.err == "loom: 4 papers, 3 citations, 0 lines skipped\n"
    assert listed(tmp_path) == "loom\t4 papers\t3 citations\t0 skipped\n"
    gone = surveyor("corpus", "remove", "loom", "--cache-dir", tmp_path)
    assert (gone.status, gone.out, gone.err) == (0, "", "removed loom\n")
    assert listed(tmp_path) == ""


def test_importing_again_replaces(tmp_path: Path, folder: Path) -> None:
    imported(tmp_path, folder, "--name", "mine")
    imported(tmp_path, folder, "--name", "mine")
    assert listed(tmp_path) == "mine\t4 papers\t3 citations\t0 skipped\n"


def test_an_empty_library_says_on_stderr_what_surveys_rest_on(tmp_path: Path) -> None:
    run = surveyor("corpus", "list", "--cache-dir", tmp_path)
    assert (run.status, run.out) == (0, "")
    assert "shelf" in run.err
    assert "corpus import" in run.err


def test_an_imported_corpus_is_searched_and_walked(tmp_path: Path, folder: Path) -> None:
    imported(tmp_path, folder)
    run = surveyor("find", "gossamer weaving", "--as-of", "2026-06", "--cache-dir", tmp_path)
    assert run.status == 0
    assert "Gossamer weaving number 0" in run.out
    assert re.search(r"Plain loom \|.*3 of \d+: ", run.out)
    surveyor("corpus", "remove", "loom", "--cache-dir", tmp_path)
    again = surveyor("find", "gossamer weaving", "--as-of", "2026-06", "--cache-dir", tmp_path)
    assert "Gossamer weaving number" not in again.out


def test_skipped_lines_are_named_with_the_reason_and_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "papers.jsonl"
    corpus.write_bytes(lines(PAPERS[:1]) + b'[1]\n{"id": "x y", "title": "t"}\nnonsense\n')
    run = imported(tmp_path, corpus, "--name", "bad")
    assert run.status == 0
    for number in (2, 3, 4):
        assert f"papers.jsonl:{number}: " in run.err
    assert run.err.endswith("bad: 1 papers, 0 citations, 3 lines skipped\n")


def test_many_skipped_lines_are_not_all_printed(tmp_path: Path) -> None:
    corpus = tmp_path / "papers.jsonl"
    corpus.write_bytes(lines(PAPERS[:1]) + b"[1]\n" * 50)
    run = imported(tmp_path, corpus, "--name", "bad")
    assert len(run.err.splitlines()) < 30
    assert "more lines" in run.err
    assert "50 lines skipped" in run.err


def test_strict_refuses_the_whole_at_the_first_bad_line(tmp_path: Path) -> None:
    corpus = tmp_path / "papers.jsonl"
    corpus.write_bytes(lines(PAPERS[:1]) + b"[1]\n")
    refused(imported(tmp_path, corpus, "--name", "bad", "--strict"), 1, "papers.jsonl:2: ", "nothing was imported")
    assert listed(tmp_path) == ""


def test_a_missing_file_or_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    refused(imported(tmp_path / "cache", tmp_path / "no.jsonl", "--name", "x"), 1, "no.jsonl", "no such file")
    refused(imported(tmp_path / "cache", tmp_path, "--name", "x"), 1, "no .jsonl")


def test_a_broken_gzip_is_an_error_and_what_was_there_stays(tmp_path: Path, folder: Path) -> None:
    imported(tmp_path, folder)
    whole = (folder / "papers.jsonl.gz").read_bytes()
    for broken in (whole[: len(whole) // 2], b"no gzip at all"):
        (folder / "papers.jsonl.gz").write_bytes(broken)
        refused(imported(tmp_path, folder), 1, "papers.jsonl.gz", "broken gzip", "fetch the file again")
    assert listed(tmp_path) == "loom\t4 papers\t3 citations\t0 skipped\n"


def test_removing_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    refused(surveyor("corpus", "remove", "nobody", "--cache-dir", tmp_path), 1, "'nobody'", "surveyor corpus list")
    refused(surveyor("corpus", "remove", "\udcff", "--cache-dir", tmp_path), 1, "not valid UTF-8")


@pytest.mark.parametrize("name", ["", " ", "..", "/", "two\nlines", "\x07", "\u202eabc", "x" * 200_000])
def test_a_name_that_cannot_be_listed_on_a_line_is_wrong_usage(tmp_path: Path, folder: Path, name: str) -> None:
    run = imported(tmp_path, folder, "--name", name)
    refused(run, 2, "--name", "a letter or digit")
    assert len(run.err) < 1000
    assert listed(tmp_path) == ""


def test_a_name_may_be_of_words_in_any_script(tmp_path: Path, folder: Path) -> None:
    imported(tmp_path, folder, "--name", " 我的 corpus-1.2 ")
    assert listed(tmp_path).startswith("我的 corpus-1.2\t4 papers")


def test_an_empty_path_is_wrong_usage_and_not_the_working_directory(tmp_path: Path) -> None:
    refused(imported(tmp_path, "", "--name", "x"), 2, "the name is empty")


def test_what_cannot_be_read_is_an_error_of_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    refused(imported(tmp_path, tmp_path / "pipe.jsonl", "--name", "x"), 1, "neither a file nor a folder")
    run = imported(tmp_path, tmp_path / ("x" * 3000), "--name", "x")
    refused(run, 1, "File name too long", "import a copy")
    assert len(run.err.splitlines()) == 1
    assert len(run.err) < 2500


def test_an_empty_title_is_skipped_and_the_mark_of_windows_read_over(tmp_path: Path) -> None:
    corpus = tmp_path / "papers.jsonl"
    corpus.write_bytes(b"\xef\xbb\xbf" + lines(PAPERS[:1]) + b'{"id": "x", "title": " "}\n')
    run = imported(tmp_path, corpus, "--name", "mine")
    assert "papers.jsonl:2: the title is empty" in run.err
    assert run.err.endswith("mine: 1 papers, 0 citations, 1 lines skipped\n")


def test_paths_of_two_folders_need_a_name(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "papers.jsonl", tmp_path / "b" / "citations.jsonl"]
    refused(imported(tmp_path, *paths), 2, "--name")
    refused(imported(tmp_path), 2, "PATH")


NASTY = [
    "Gossamer <script>alert(1)</script>",
    "Gossamer | one | two |",
    "Gossamer\nweaving\r\n# of\u2028lines",
    "Gossamer [x](http://evil.example) ![y](z)",
    "Gossamer `code` $x$ **b** \\",
    "Gossamer \x00\x1b[31m\x0b\x7f\x85",
    "Gossamer \ufffe\uffff",
    "Gossamer \u202eesrever\u2066 \u200f",
    "# Gossamer",
    "- Gossamer",
    "Gossamer &lt;script&gt; &#60;script&#62;",
]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a survey over a corpus of nasty titles, venues and authors."""
    folder = tmp_path_factory.mktemp("nasty")
    seeds = [
        {
            "id": f"s:{i}",
            "title": f"{title} weaving {i}",
            "date": "2026-01",
            "year": 2026,
            "venue": title,
            "authors": [title],
        }
        for i, title in enumerate(NASTY)
    ]
    seeds += [
        {"id": f"n:{i}", "title": f"Gossamer weaving nameless {i}", "date": "2026-01", "year": 2026, "authors": [" "]}
        for i in range(3)
    ]
    works = [{"id": f"w:{i}", "title": title + f" loom {i}", "year": 2015} for i, title in enumerate(NASTY)]
    cited = [{"citing": seed["id"], "cited": work["id"], "mentions": {"table": 1}} for seed in seeds for work in works]
    (folder / "papers.jsonl").write_bytes(lines([*seeds, *works]))
    (folder / "citations.jsonl").write_bytes(lines(cited))
    assert imported(folder, folder, "--name", "nasty").status == 0
    found = surveyor("find", "gossamer weaving", "--as-of", "2026-06", "--cache-dir", folder, "--out", folder / "out")
    assert found.status == 0
    return folder / "out"


@pytest.mark.parametrize("name", ["reading-list.md", "baselines.md"])
def test_nasty_titles_do_not_escape_into_the_markdown(nasty: Path, name: str) -> None:
    text = (nasty / name).read_text(encoding="utf-8")
    assert text.count("Gossamer") >= 10
    assert "<" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200f\u202e\u2066]", text)
    assert "](http://evil" not in re.sub(r"\\\]", "", text)
    for block in text.split("\n\n"):
        if block.startswith("| "):
            assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in block.split("\n")}) == 1
    assert not [line for line in text.split("\n") if re.match(r"(?:\d+\. )?(?:#+|-) .*Gossamer", line)][1:]


def test_nasty_titles_do_not_spoil_the_graph(nasty: Path) -> None:
    assert nx.read_graphml(nasty / "graph.graphml").number_of_nodes() > 10


def test_nasty_titles_do_not_spoil_the_bibliography(nasty: Path) -> None:
    text = (nasty / "papers.bib").read_text(encoding="utf-8")
    plain = re.sub(r"\\[{}]", "", text)
    assert plain.count("{") == plain.count("}")
    keys = re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == text.count("\n@") + 1


def test_nasty_titles_stay_text_on_a_terminal(nasty: Path) -> None:
    run = surveyor("show", "gossamer", "--format", "terminal", "--cache-dir", nasty.parent)
    assert run.status == 0
    assert "Gossamer" in run.out
    assert "\x1b" not in run.out
