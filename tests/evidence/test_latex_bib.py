"""Bibliographies of LaTeX papers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.bibtex import entries
from surveyor.evidence.document import Entry
from tests.evidence.latexes import BBL, body

BIB = r"""
@comment{ignored, x = {y}}
@string{acl = "Annual Meeting of the {ACL}"}
@InProceedings{one,
  title = {Walking on {G}raphs}, author = {Ash, Ann and Bo Birch}, booktitle = acl # " 2019",
  year = 2019, doi = {10.1234/Walk}, url = "https://aclanthology.org/P19-1001/" }
@misc{broken, title = {Open {brace}, year = 2000
@article(two, title = "On {\"U}bung", journal = {arXiv preprint arXiv:2001.00001}, year = {2020},
  eprint = {2001.00001}, archivePrefix = {arXiv})
"""


def cited(document_entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {entry.key: entry for entry in document_entries}


def test_the_printed_bibliography() -> None:
    one, two, three = body(r"\section{A} \cite{one,two,three}", main_bbl=BBL).bibliography
    assert (one.label, one.title, one.year, one.ids) == (
        "Ash and Birch, 2019", "Walking on graphs", 2019, ("arxiv:1901.00001",),
    )  # fmt: skip
    assert (two.label, two.title, two.year) == ("Cedar et al., 2020", "Trees", 2020)
    assert (three.key, three.label, three.text) == ("three", "3", "Özgür Çelik. Roots, 2018.")


def test_it_may_stand_in_the_text() -> None:
    document = body(rf"\section{{A}} \cite{{two}} {BBL}")
    assert [entry.key for entry in document.bibliography] == ["one", "two", "three"]
    assert document.trouble == ()


def test_the_database_where_nothing_is_printed() -> None:
    found = cited(body(r"\section{A} \cite{one,two,gone}", refs_bib=BIB).bibliography)
    assert list(found) == ["one", "two", "gone"]
    one, two = found["one"], found["two"]
    assert (one.title, one.authors, one.year) == ("Walking on Graphs", ("Ann Ash", "Bo Birch"), 2019)
    assert one.venue == "Annual Meeting of the ACL 2019"
    assert set(one.ids) == {"doi:10.1234/walk", "acl:P19-1001"}
    assert (two.title, two.ids) == ("On Übung", ("arxiv:2001.00001",))
    assert found["gone"].text == ""


def test_the_database_tells_more_of_what_is_printed() -> None:
    one = cited(body(r"\section{A} \cite{one}", main_bbl=BBL, refs_bib=BIB).bibliography)["one"]
    assert one.text.startswith("Ann Ash and Bo Birch. Walking on graphs.")
    assert one.label == "Ash and Birch, 2019"
    assert {"doi:10.1234/walk", "acl:P19-1001"} <= set(one.ids)


def test_biblatex_and_acm() -> None:
    biblatex = r"""\datalist{}
    \entry{one}{article}{}
      \name{author}{2}{}{{{hash=a}{family={Ash}, familyi={A\bibinitperiod}, given={Ann}, giveni={A\bibinitperiod}}}%
        {{hash=b}{family={Birch}, given={Bo}}}}
      \field{title}{Walking on {Graphs}} \field{journaltitle}{Walks} \field{year}{2019}
      \verb{doi}
      \verb 10.1234/walk
      \endverb
    \endentry"""
    (one,) = body(r"\section{A} \cite{one}", main_bbl=biblatex).bibliography
    assert (one.title, one.authors, one.year, one.venue) == (
        "Walking on Graphs",
        ("Ann Ash", "Bo Birch"),
        2019,
        "Walks",
    )
    assert one.ids == ("doi:10.1234/walk",)
    acm = r"""\bibitem[Ash(2019)]{one} \bibinfo{person}{A. Ash}. \bibinfo{year}{2019}\natexlab{}.
    \showarticletitle{Walking}. In \bibinfo{booktitle}{\emph{Walks}}. \bibinfo{pages}{1--2}."""
    (one,) = body(r"\section{A} \cite{one}", main_bbl=acm).bibliography
    assert (one.title, one.venue, one.year) == ("Walking", "Walks", 2019)


def test_a_broken_entry_gives_what_stands_before_the_break() -> None:
    found = entries(BIB)
    assert list(found) == ["one", "broken", "two"]
    assert found["two"]["year"] == "2020"
    assert entries(BIB, {"two"}).keys() == {"two"}


@given(st.text(alphabet='@{}(),="#\\ab1\n ', max_size=80))
def test_any_text_is_a_database(text: str) -> None:
    for fields in entries(f"@a{{k, {text}\n@b{{l, {text}").values():
        assert all("\n" not in value for value in fields.values())


@pytest.mark.parametrize("unit", ["@a{", "@a{k,", "\n@a{k,", '\n@a{k,t="', "\n@a{k,t={", "{", "t={", '="', "#"])
def test_a_sign_over_and_over_takes_time_by_its_length(unit: str) -> None:
    start = time.process_time()
    entries("@a{k,t={" + unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 10
