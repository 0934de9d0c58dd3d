from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import refused, surveyor
from tests.standin import Fault, Standin
from tests.standin.grobid import pdf_of

PAPERS = [
    {"id": "arxiv:2101.00001", "title": "Neural ranking of words", "year": 2021},
    {"id": "w:1", "title": "A strong | ranker", "year": 2020},
    {"id": "w:2", "title": "A dataset of rankings", "year": 2019},
    {"id": "w:3", "title": "Ranking in theory", "year": 2001},
]
CITATIONS = [
    {"citing": "arxiv:2101.00001", "cited": "w:1", "mentions": {"table": 2, "experiments": 3}},
    {"citing": "arxiv:2101.00001", "cited": "w:2", "mentions": {"experiments": 2}},
    {"citing": "arxiv:2101.00001", "cited": "w:3", "mentions": {"intro": 1}},
]


@pytest.fixture
def cache(tmp_path: Path, write_corpus: Callable[..., Path]) -> Path:
    write_corpus(tmp_path / "mine", PAPERS, CITATIONS)
    assert surveyor("corpus", "import", tmp_path / "mine", "--cache-dir", tmp_path).status == 0
    return tmp_path


@pytest.mark.parametrize("name", ["arxiv:2101.00001", "https://arxiv.org/abs/2101.00001v2"])
def test_a_paper_is_said_to_compare_with_what_stands_in_its_tables(cache: Path, name: str) -> None:
    run = surveyor("compared", name, "--cache-dir", cache)
    assert run.status == 0
    compared, others = run.out.split("## Cited without comparing")
    assert "A strong \\| ranker" in compared
    assert "tables (2), experiments (3)" in compared
    assert "a dataset or benchmark" in others
    assert "background: mentioned in introduction (1)" in others


def test_json_ranks_all_references_with_their_mentions(cache: Path) -> None:
    run = surveyor("compared", "arxiv:2101.00001", "--format", "json", "--cache-dir", cache)
    document = json.loads(run.out)
    assert document["id"] == "arxiv:2101.00001"
    assert document["compared"][0]["id"] == "w:1"
    assert document["compared"][0]["mentions"] == {"table": 2, "experiments": 3}
    scores = [row["score"] for row in document["compared"]]
    assert scores == sorted(scores, reverse=True)


def test_many_papers_give_a_row_each_and_those_without_references_none(cache: Path) -> None:
    (cache / "ids.txt").write_text("arxiv:2101.00001\n\nw:3\nno:such\n", encoding="utf-8")
    out = cache / "out.jsonl"
    run = surveyor("compared", "--corpus", "mine", "--ids", cache / "ids.txt", "-o", out, "--cache-dir", cache)
    assert (run.status, run.out) == (0, "")
    assert "1 of 3 papers" in run.err
    [row] = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert row["id"] == "arxiv:2101.00001"
    assert {work["id"] for work in row["compared"]} == {"w:1", "w:2", "w:3"}


def test_what_cannot_be_answered_is_refused_with_a_remedy(cache: Path) -> None:
    place = ("--cache-dir", cache)
    refused(surveyor("compared", *place), 2, "say a PAPER")
    refused(surveyor("compared", "x", "--ids", cache / "ids.txt", *place), 2, "say a PAPER")
    refused(surveyor("compared", "--ids", cache / "nowhere", *place), 2, "--corpus NAME")
    refused(surveyor("compared", "no:such", *place), 1, "no paper 'no:such'", "import a corpus")
    many = ("-o", cache / "o.jsonl", *place)
    refused(surveyor("compared", "--corpus", "other", "--ids", cache / "nowhere", *many), 1, "no corpus 'other'")
    refused(surveyor("compared", "--corpus", "mine", "--ids", cache / "nowhere", *many), 1, "nowhere")


READER = "1704.00051"


@pytest.mark.parametrize(
    "name", [f"https://arxiv.org/abs/{READER}", f"arxiv:{READER}v2", f"https://arxiv.org/pdf/{READER}"]
)
def test_a_paper_on_arxiv_is_read_there_and_again_from_its_recording(
    name: str, tmp_path: Path, online: Standin
) -> None:
    run = surveyor("compared", name, "--cache-dir", tmp_path)
    assert run.status == 0
    assert "Reported" in run.out
    asked = online.count()
    again = surveyor("compared", name, "--offline", "--cache-dir", tmp_path)
    assert (again.status, again.out, online.count()) == (0, run.out, asked)


def test_what_arxiv_does_not_have_is_told_from_the_shelf_with_a_word_on_why(tmp_path: Path, online: Standin) -> None:
    online.fail("arxiv-html", Fault.BOT_PAGE)
    online.fail("ar5iv", Fault.BOT_PAGE)
    run = surveyor("compared", f"arxiv:{READER}", "--cache-dir", tmp_path)
    assert "its text could not be read" in run.err
    assert run.status == 0


def test_a_pdf_is_read_through_grobid(tmp_path: Path, online: Standin) -> None:
    (tmp_path / "paper.pdf").write_bytes(pdf_of(READER))
    run = surveyor("compared", tmp_path / "paper.pdf", "--cache-dir", tmp_path)
    assert run.status == 0, run.err
    assert "Reported" in run.out


def test_a_pdf_that_grobid_cannot_read_is_one_line(tmp_path: Path, online: Standin) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.5 anything")
    run = surveyor("compared", tmp_path / "paper.pdf", "--cache-dir", tmp_path)
    refused(run, 1, "paper.pdf: HTTP 204: nothing could be read in it")


def test_a_pdf_without_grobid_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.5 anything")
    refused(surveyor("compared", tmp_path / "paper.pdf", "--cache-dir", tmp_path), 1, "SURVEYOR_GROBID_URL")
