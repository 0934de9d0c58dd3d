from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.export.bibtex import bibtex
from surveyor.identity import link
from surveyor.models import Paper, Survey
from tests.fakes import make_paper, make_survey, small_survey

ENTRY = re.compile(r"@(\w+)\{([^,\s{}]+),\n(.*?)\n\}", re.DOTALL)
FIELD = re.compile(r"  (\w+) = \{(.*)\}(?:,|$)")


def of(*papers: Paper) -> Survey:
    return make_survey(papers, found=[paper.id for paper in papers])


def read(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Key to kind and fields, by a reader that knows nothing of the writer but BibTeX's own grammar."""
    depth = 0
    for before, char in zip("\n" + text, text, strict=False):
        depth += (char == "{") - (char == "}") if before != "\\" else 0
        assert depth >= 0
    assert depth == 0
    found = {}
    for kind, key, body in ENTRY.findall(text):
        assert key not in found, f"{key} stands twice"
        lines = body.split("\n")
        fields = dict(match.groups() for line in lines if (match := FIELD.fullmatch(line)))
        assert len(fields) == len(lines)
        found[key] = (kind, fields)
    assert len(found) == text.count("\n@") + text.startswith("@")
    return found


def check_specials(value: str) -> None:
    plain = re.sub(r"\\text(?:backslash|asciitilde|asciicircum)\{\}|\\[{}&%$#_]", "", value)
    assert not set(plain) & set("\\{}&%$#_~^"), value


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


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12),
            st.text(alphabet="aB é{}\\%&,", max_size=8),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_titles_and_names_hold_the_file_can_be_read(printed: list[tuple[str, str]]) -> None:
    papers = [
        replace(make_paper(f"arxiv:2601.0000{i}", "2026-01", "Paper"), title=title, authors=(author,))
        for i, (title, author) in enumerate(printed)
    ]
    base = of(make_paper("arxiv:2601.00000", "2026-01"))
    made = replace(
        base, baselines=(), reading=(), recent=tuple(replace(base.recent[0], paper=paper) for paper in papers)
    )
    entries = read(bibtex(made))
    assert len(entries) == len(papers)
    for _, fields in entries.values():
        check_specials(fields["title"][1:-1])
        check_specials(fields.get("author", ""))


def test_a_survey_without_papers_gives_an_empty_file() -> None:
    assert bibtex(make_survey([])).strip() == ""
