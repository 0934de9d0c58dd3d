from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.fakes import Run, surveyor

DRAFT = r"""\documentclass{article}
\title{Matching for natural language inference}
\begin{document}\maketitle
\section{Related work} An early one \cite{bow} and a tree \cite{tree}.
\section{Experiments} We compare with \cite{decomposable}.
\bibliography{refs}
\end{document}
"""
REFS = """@inproceedings{bow, title={A large annotated corpus for learning natural language inference}, year=2015}
@inproceedings{tree, title={Natural Language Inference by Tree-Based Convolution and Heuristic Matching}, year=2016}
@inproceedings{decomposable, title={A Decomposable Attention Model for Natural Language Inference}, year=2016}
@article{broken}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paper.tex").write_text(DRAFT)
    (tmp_path / "refs.bib").write_text(REFS)
    return tmp_path


def audit(folder: Path, *arguments: object, name: str = "paper.tex") -> Run:
    return surveyor(
        "audit", folder / name, "--as-of", "2021-06", "--offline", "--cache-dir", folder / "cache", *arguments
    )


def test_what_neighbours_compare_with_and_the_draft_does_not_cite_is_told_with_k_of_n(folder: Path) -> None:
    run = audit(folder)
    assert run.status == 0
    missing, rest = run.out.split("## Cited, but not compared with")
    assert "## Missing" in missing
    assert " neighbours compare with it, in the " in missing
    assert "A Decomposable Attention Model" not in missing.split("## Missing")[1]
    assert "Tree-Based Convolution" in rest
    assert "## Rightly left out" in rest


def test_the_document_holds_all_of_it(folder: Path) -> None:
    told = json.loads(audit(folder, "--format", "json").out)
    assert told["tells_comparing"]
    assert told["references"] == 3
    assert told["missing"]


def test_a_list_of_references_tells_what_is_cited_alone_and_what_is_broken_is_said(folder: Path) -> None:
    run = audit(folder, "--problem", "natural language inference", name="refs.bib")
    assert run.status == 0
    assert "refs.bib: line 4: " in run.err
    assert "Not known: no citation stands in a text, and a list alone tells what is cited." in run.out


SOCKS = [
    *(
        {"id": f"n:{number}", "title": f"Sock sorting by feel: {rest}", "date": "2020-01"}
        for number, rest in enumerate(("a view", "faster by colours", "why one is always left over"))
    ),
    {"id": "a:x", "title": "Walking on Washing Lines", "date": "2018-01", "authors": ["Ash, Ann"]},
    {"id": "b:x", "title": "<b>Hanging</b> by_a_Thread & Co", "date": "2018-02"},
    {"id": "adam:x", "title": "Adam: A Method for Stochastic Optimization", "date": "2014-12"},
]
"""Three neighbours, two works that all of them compare with, and an optimizer that they cite."""


@pytest.fixture
def socks(folder: Path) -> Path:
    """A library in which three papers on sorting socks are known, and two drafts on it."""
    corpus = folder / "socks"
    corpus.mkdir()
    cites = [
        {"citing": f"n:{number}", "cited": cited, "mentions": mentions}
        for number in range(3)
        for cited, mentions in (("a:x", {"table": 1}), ("b:x", {"table": 1}), ("adam:x", {"method": 1}))
    ]
    (corpus / "papers.jsonl").write_text("\n".join(map(json.dumps, SOCKS)))
    (corpus / "citations.jsonl").write_text("\n".join(map(json.dumps, cites)))
    surveyor("corpus", "import", corpus, "--cache-dir", folder / "cache")
    known = "@misc{a, title={Walking on Washing Lines}, year=2018}\n"
    other = "@misc{b, title={<b>Hanging</b> by\\_a\\_Thread \\& Co}, year=2018}\n"
    (folder / "one.bib").write_text(known)
    (folder / "both.bib").write_text(known + other)
    return folder


def test_missing_what_a_third_compares_with_fails_a_build_where_that_is_asked(socks: Path) -> None:
    asked = ("--problem", "sock sorting by feel")
    failed = audit(socks, *asked, "--fail-on-missing", name="one.bib")
    assert failed.status == 4
    assert "1 missing that a third of the neighbours compare with: <b>Hanging</b> by_a_Thread & Co" in failed.err
    assert re.search(r"3 of \d neighbours compare with it, a third or more, in the tables of Sock sorting", failed.out)
    assert audit(socks, *asked, name="one.bib").status == 0
    assert audit(socks, *asked, "--fail-on-missing", name="both.bib").status == 0


def test_neighbours_that_are_named_alike_are_told_apart_by_their_titles(socks: Path) -> None:
    rows = [{**paper, "authors": ["Birch, Bo"]} if paper["id"] != "n:2" else paper for paper in SOCKS]
    (socks / "socks" / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)))
    surveyor("corpus", "import", socks / "socks", "--cache-dir", socks / "cache")
    run = audit(socks, "--problem", "sock sorting by feel", name="one.bib")
    assert "Birch 2020 (“Sock sorting by feel: a view”)" in run.out


def test_what_rightly_is_left_out_stands_apart_with_the_reason_and_titles_are_no_markup(socks: Path) -> None:
    run = audit(socks, "--problem", "sock sorting by feel", name="one.bib")
    missing, aside = run.out.split("## Rightly left out")
    assert r"&lt;b&gt;Hanging&lt;/b&gt; by\_a\_Thread & Co" in missing
    assert "Adam" not in missing
    assert re.search(r"an optimizer: part of how everything is trained \(\d of \d neighbours cite it\)", aside)


PAGE = """<html><body><article class="ltx_document"><h1 class="ltx_title ltx_title_document">Pairing socks by lines</h1>
<section class="ltx_section" id="S1"><h2 class="ltx_title ltx_title_section">Related work</h2>
<div class="ltx_para"><p class="ltx_p">Lines <cite class="ltx_cite">[<a href="#bib.bib1" class="ltx_ref">1</a>]</cite>
are old.</p></div></section>
<section class="ltx_bibliography" id="bib"><h2 class="ltx_title">References</h2><ul class="ltx_biblist">
<li class="ltx_bibitem" id="bib.bib1"><span class="ltx_tag ltx_tag_bibitem">[1]</span>
<span class="ltx_bibblock">A. Ash.</span> <span class="ltx_bibblock">Walking on washing lines.</span>
<span class="ltx_bibblock">2018.</span></li></ul></section></article></body></html>"""


def test_a_page_is_a_draft_too_and_its_places_are_told(socks: Path) -> None:
    (socks / "paper.html").write_text(PAGE)
    run = audit(socks, "--problem", "sock sorting by feel", name="paper.html")
    assert run.status == 0
    cited = run.out.split("## Cited, but not compared with")[1]
    assert re.search(r"Walking on Washing Lines \(2018\): 3 of \d neighbours compare with it", cited)
    assert "you cite it in related work only (“Related work”). Compare with it, or say why not." in cited


def test_a_folder_is_refused_with_what_to_name(folder: Path) -> None:
    run = audit(folder, name=".")
    assert run.status == 1
    assert "is a folder: name the paper's file in it" in run.err


def test_a_draft_without_a_bibliography_and_one_that_is_not_there_are_clear_errors(folder: Path) -> None:
    (folder / "bare.tex").write_text(r"\documentclass{article}\title{Nothing}\begin{document}Text.\end{document}")
    bare = audit(folder, name="bare.tex")
    assert bare.status == 1
    assert len(bare.err.strip().splitlines()) == 1
    gone = audit(folder, name="gone.tex")
    assert gone.status == 1
    assert "gone.tex" in gone.err
