from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.export.bibtex import bibtex
from surveyor.identity import link
from surveyor.models import Paper, Survey
from tests.export.hostile import ANY_TEXT, NAMES, hostile_papers, survey_of
from tests.fakes import make_paper, make_survey, small_survey


def of(*papers: Paper) -> Survey:
    return make_survey(papers, found=[paper.id for paper in papers])


def read(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Key to kind and fields, as bibtexparser reads them; braces must be balanced for those who count escaped ones."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not library.strings
    assert not library.comments
    assert text.count("{") == text.count("}")
    return {entry.key: (entry.entry_type, {f.key: f.value for f in entry.fields}) for entry in library.entries}


def check_specials(value: str) -> None:
    plain = re.sub(r"\\text[a-z]+\{\}|\\[&%$#_]", "", value)
    assert not set(plain) & set("\\{}&%$#_~^<>|"), value


def test_every_paper_shown_is_an_entry_with_its_facts() -> None:
    made = small_survey()
    entries = read(bibtex(made))
    assert len(entries) == len({entry.paper.id for entry in (*made.baselines, *made.reading, *made.recent)})
    kind, fields = entries["rhodes2016deep"]
    assert kind == "article"
    assert fields == {
        "title": "{A Deep Ranker for Ad-hoc Search}",
        "author": "Ida Rhodes",
        "year": "2016",
        "journal": "TOIS",
        "doi": "10.1000/old",
        "url": "https://doi.org/10.1000/old",
    }
    kind, fields = entries["turing2026neural"]
    assert kind == "inproceedings"
    assert (fields["author"], fields["booktitle"], fields["eprint"]) == ("Alan Turing and X", "CIKM", "2602.00002")
    assert entries["anon2020survey"][0] == "misc"


def test_keys_stand_in_order_and_are_unique_also_for_many_alike() -> None:
    papers = [make_paper(f"p{i:02}", "2026-01", f"Ranking {i}", authors=("Ada Lovelace",)) for i in range(20)]
    keys = list(read(bibtex(of(*papers))))
    assert keys[:3] == ["lovelace2026ranking", "lovelace2026rankingb", "lovelace2026rankingc"]
    assert len(keys) == 20


def test_a_key_with_a_letter_is_not_taken_by_a_title_that_spells_it() -> None:
    titles = ["Rank one", "Rank two", "Rankb three"]
    papers = [make_paper(f"p{i}", "2026-01", title, authors=("Ada Lovelace",)) for i, title in enumerate(titles)]
    assert len(read(bibtex(of(*papers)))) == 3


@pytest.mark.parametrize("venue", ["TACL", "TOIS", "JMLR"])
def test_journals_are_articles(venue: str) -> None:
    ((kind, fields),) = read(bibtex(of(make_paper("a", "2026-01", "Neural", venue=venue)))).values()
    assert (kind, fields["journal"]) == ("article", venue)
    assert "booktitle" not in fields


def test_nothing_is_written_for_what_is_not_known() -> None:
    paper = replace(make_paper("x:1", "2026-01", "Neural"), authors=())
    ((kind, fields),) = read(bibtex(of(paper))).values()
    assert kind == "misc"
    assert set(fields) == {"title", "year"}


def test_specials_in_titles_names_and_venues_are_escaped() -> None:
    paper = make_paper(
        "doi:10.1000/a_b", "2026-01", r"50% & $x_1$ #1 ~ ^ \foo {bar} }", authors=("A_B C%",), venue="R&D"
    )
    ((_, fields),) = read(bibtex(of(paper))).values()
    for name in ("author", "booktitle"):
        check_specials(fields[name])
    check_specials(fields["title"][1:-1])
    assert fields["url"] == link(paper.ids)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Laurens van der Maaten", "Laurens van der Maaten"),
        ("van der Maaten, Laurens", "Laurens van der Maaten"),
        ("García Márquez, Gabriel", "García Márquez, Gabriel"),
        ("Sammy Davis Jr.", "Davis, Jr., Sammy"),
        ("Barnes and Noble", "{Barnes and Noble}"),
        ("others", "{others}"),
        ("李明", "李明"),
        ("李 明", "{李 明}"),
    ],
)
def test_an_author_is_one_author_with_the_right_parts(printed: str, written: str) -> None:
    paper = make_paper("x:1", "2026-01", "Neural", authors=(printed, "Ada Lovelace"))
    ((_, fields),) = read(bibtex(of(paper))).values()
    assert fields["author"] == f"{written} and Ada Lovelace"


@pytest.mark.parametrize(
    ("ids", "venue", "kind"),
    [
        (["arxiv:2601.00001"], None, "misc"),
        (["arxiv:2601.00001"], "arXiv.org", "misc"),
        (["x:1"], "CoRR", "misc"),
        (["x:1"], "Journal of Machine Learning Research", "article"),
        (["x:1"], "IEEE Trans. Knowl. Data Eng.", "article"),
        (["x:1"], "Proceedings of the VLDB Endowment", "article"),
        (["x:1"], "Conference on Computer Vision and Reviews", "inproceedings"),
        (["arxiv:2601.00001"], "EMNLP", "inproceedings"),
    ],
)
def test_the_kind_is_told_by_the_venue(ids: list[str], venue: str | None, kind: str) -> None:
    ((found, _),) = read(bibtex(of(make_paper(ids[0], "2026-01", "Neural", venue=venue)))).values()
    assert found == kind


def test_what_latex_prints_as_it_is_keeps_its_signs() -> None:
    paper = make_paper("doi:10.1000/a_b%20{c}", "2026-01", "Neural")
    ((_, fields),) = read(bibtex(of(paper))).values()
    assert fields["doi"] == "10.1000/a_b%20%7Bc%7D"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, st.one_of(ANY_TEXT, st.sampled_from(NAMES))), min_size=1, max_size=4))
def test_whatever_titles_and_names_hold_the_file_can_be_read(printed: list[tuple[str, str]]) -> None:
    papers = [
        replace(make_paper(f"arxiv:2601.0000{i}", "2026-01", "Paper"), title=title, authors=(author,))
        for i, (title, author) in enumerate(printed)
    ]
    entries = read(bibtex(survey_of(papers)))
    assert len(entries) == len(papers)
    for key, (_, fields) in entries.items():
        assert re.fullmatch("[a-z0-9]+", key)
        check_specials(fields.get("title", "{}")[1:-1])
        check_specials(re.sub(r"^\{(.*)\}$", r"\1", fields.get("author", "")))


STYLE = """\
ENTRY { author title year } {} {}
FUNCTION {line} { cite$ "|" * title * "|" * author #1 "{ll}" format.name$ * write$ newline$ }
FUNCTION {article} { line }
FUNCTION {inproceedings} { line }
FUNCTION {misc} { line }
READ
ITERATE {call.type$}
"""


@pytest.mark.skipif(not shutil.which("bibtex"), reason="no bibtex here")
def test_bibtex_itself_reads_every_hostile_title_and_name(tmp_path: Path) -> None:
    made = survey_of(hostile_papers())
    (tmp_path / "papers.bib").write_text(bibtex(made), encoding="utf-8")
    (tmp_path / "lines.bst").write_text(STYLE, encoding="utf-8")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibdata{papers}\n\\bibstyle{lines}\n", encoding="utf-8")
    run = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "Warning" not in run.stdout
    lines = (tmp_path / "x.bbl").read_text(encoding="utf-8").replace("\n  ", " ").splitlines()
    assert len(lines) == len(made.recent)
    assert "lovelace2026unicode|{Ünïcödé ẞ ø ł}|Lovelace" in lines


def test_a_survey_without_papers_gives_an_empty_file() -> None:
    assert bibtex(make_survey([])).strip() == ""
