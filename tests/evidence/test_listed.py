from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.errors import UsageError
from surveyor.evidence.listed import listed, read

BIB = """@inproceedings{nogueira, title={Passage Re-ranking with {BERT}}, author={Nogueira, Rodrigo and Cho, Kyunghyun},
  year=2019, eprint={1901.04085}, archivePrefix={arXiv}}
@article{untitled, author={X}}
@comment{nothing}
@article{
@article{open, title="Deep {R}anking", doi={10.1145/1.2}
"""
MISSING = "a bracket, a quotation mark or a comma is missing"
RIS = """TY  - CONF
TI  - Passage Re-ranking with BERT
AU  - Nogueira, Rodrigo
PY  - 2019/01/13
UR  - https://arxiv.org/abs/1901.04085
ER  -

TY  - JOUR
AU  - Nobody
TY  - JOUR
T1  - Deep Ranking
DO  - 10.1145/1.2
"""


def test_bibtex_is_read_and_what_is_broken_is_told_with_its_line() -> None:
    found = listed(BIB, ".bib")
    assert [paper.title for paper in found.papers] == ["Passage Re-ranking with BERT", "Deep Ranking"]
    first, second = found.papers
    assert (first.id, first.year, first.authors) == ("arxiv:1901.04085", 2019, ("Rodrigo Nogueira", "Kyunghyun Cho"))
    assert "doi:10.1145/1.2" in second.ids
    assert found.troubles == (
        "line 3: the entry untitled has no title",
        f"line 5: an entry has no title that can be read: {MISSING}",
        f"line 6: the entry open is broken: {MISSING}; what can be read of it is used",
    )


def test_an_entry_that_is_not_closed_costs_neither_its_own_title_nor_those_after_it() -> None:
    found = listed(
        "@inproceedings{one,\n  title = {Left open,\n  year = 2020\n\n@misc{two, title={Second}}\n"
        "@article{three title={Without a comma}}\n@article{, title={Without a key}}\n@article{title={Bare}}",
        ".bib",
    )
    assert [(paper.title, paper.year) for paper in found.papers] == [
        ("Left open", 2020), ("Second", None), ("Without a comma", None), ("Without a key", None), ("Bare", None),
    ]  # fmt: skip
    assert found.troubles == (f"line 1: the entry one is broken: {MISSING}; what can be read of it is used",)


def test_entries_of_one_key_are_both_read_and_it_is_said() -> None:
    found = listed("@misc{one, title={First}}\n@misc{one, title={Second}}", ".bib")
    assert [paper.title for paper in found.papers] == ["First", "Second"]
    assert found.troubles == ("line 2: the entry one has the key of the one on line 1; both are used",)


def test_entries_on_one_line_are_apart_and_a_sign_in_a_title_begins_none() -> None:
    found = listed("@misc{a, title={First}} @misc{b, title={To {x}@cs (y)}}@misc{c,title={Third}}", ".bib")
    assert [paper.title for paper in found.papers] == ["First", "To x@cs (y)", "Third"]
    assert not found.troubles


def test_a_file_in_the_encoding_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_bytes("@misc{a, title={Übung}, author={Müller, Jörg}}".encode("cp1252"))
    (paper,) = read(file).papers
    assert (paper.title, paper.authors) == ("Übung", ("Jörg Müller",))


def test_ris_says_the_same() -> None:
    found = listed(RIS, ".ris")
    assert [(paper.title, paper.id) for paper in found.papers] == [
        ("Passage Re-ranking with BERT", "arxiv:1901.04085"),
        ("Deep Ranking", "doi:10.1145/1.2"),
    ]
    assert found.papers[0].year == 2019
    assert found.troubles == ("line 8: an entry has no title",)


@pytest.mark.parametrize("suffix", [".bib", ".ris"])
@given(text=st.text(max_size=80))
def test_any_text_is_read_without_a_fault(suffix: str, text: str) -> None:
    for paper in listed(text, suffix).papers:
        assert paper.title


def test_files_that_list_nothing_are_refused_with_the_remedy(tmp_path: Path) -> None:
    empty = tmp_path / "refs.bib"
    empty.write_text("nothing")
    with pytest.raises(UsageError, match="no reference with a title"):
        read(empty)
    with pytest.raises(UsageError, match="No such file"):
        read(tmp_path / "gone.ris")
    with pytest.raises(UsageError, match=r"\.bib and \.ris"):
        read(tmp_path / "refs.txt")
