from __future__ import annotations

import json
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
    assert "a list of references tells what is cited, not what is compared with" in run.out


def test_missing_what_a_third_compares_with_fails_a_build_where_that_is_asked(folder: Path) -> None:
    told = json.loads(audit(folder, "--format", "json").out)
    alarming = [one for one in told["missing"] if len(one["compared_by"]) * 3 >= one["of"] and one["compared_by"]]
    run = audit(folder, "--fail-on-missing")
    assert run.status == (4 if alarming else 0)


def test_a_draft_without_a_bibliography_and_one_that_is_not_there_are_clear_errors(folder: Path) -> None:
    (folder / "bare.tex").write_text(r"\documentclass{article}\title{Nothing}\begin{document}Text.\end{document}")
    bare = audit(folder, name="bare.tex")
    assert bare.status == 1
    assert len(bare.err.strip().splitlines()) == 1
    gone = audit(folder, name="gone.tex")
    assert gone.status == 1
    assert "gone.tex" in gone.err
