from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.export import markdown, marked
from surveyor.identity import link
from surveyor.models import Place, Route, Section, SourceReport, Survey, VenueMatch
from surveyor.ranking.kinds import kind_of
from tests.fakes import make_problem, make_survey, small_survey

NASTY = st.lists(
    st.sampled_from(
        [
            *["|", "\\", "\\|", "`", "[x](http://evil)", "<script>alert(1)</script>", "\n", "\r\n", "]", "(", "a"],
            *["\x00", "\u2028", "**", "_", "$", "~~", "<!--", "&lt;", "&#124;", "![i](u)", "|---|", " ", "é", "汉"],
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip
UNESCAPED_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
TARGET = re.compile(r"(?<!\\)(?:\\\\)*\]\(([^)]*)\)")


def renamed(made: Survey, title: str) -> Survey:
    """The same survey with one title, note, venue and author everywhere, each work being what it was."""

    def of(entries: tuple, /) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(entry, paper=changed(entry.paper)) for entry in entries)

    def changed(paper):  # type: ignore[no-untyped-def]
        return replace(paper, title=title, note=title, venue=title, authors=(title,), kind=kind_of(paper))

    return replace(
        made,
        papers=tuple(map(changed, made.papers)),
        citations=tuple(replace(c, places=(Place(Section.TABLE, title, title, title),)) for c in made.citations),
        **{
            name: of(getattr(made, name))
            for name in ("recent", "seeds", "baselines", "set_aside", "related", "reading")
        },
    )


def tables(text: str) -> list[list[str]]:
    blocks = [block.split("\n") for block in text.split("\n\n")]
    return [block for block in blocks if block[0].startswith("| ")]


def well_formed(text: str, made: Survey) -> None:
    found = tables(text)
    assert found
    for table in found:
        pipes = {len(UNESCAPED_PIPE.findall(row)) for row in table}
        assert len(pipes) == 1, table
        assert re.fullmatch(r"\|(---\|)+", table[1])
        assert all(row.startswith("|") and row.endswith("|") for row in table)
    assert "<" not in text
    assert ">" not in text
    assert {line for line in text.splitlines() if line.startswith("#")} == {
        line for line in text.split("\n") if line.startswith("#")
    }
    assert set(TARGET.findall(text)) <= {link(paper.ids) for paper in made.papers}


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_whatever_titles_hold_tables_stay_tables_and_text_stays_text(title: str) -> None:
    made = small_survey()
    odd = renamed(made, title)
    plain = markdown.reading_list(made)
    text = markdown.reading_list(odd)
    well_formed(text, made)
    assert [len(table) for table in tables(text)] == [len(table) for table in tables(plain)]
    assert text.count("\n") == plain.count("\n")
    well_formed(markdown.baselines(odd), made)


@settings(max_examples=50, deadline=None)
@given(NASTY)
def test_whatever_the_problem_and_the_venue_map_hold_the_headings_stay(nasty: str) -> None:
    match = VenueMatch(nasty, 1.0, (nasty,))
    route = Route((match,), (), False, datasets=(nasty,), metrics=(nasty,), warnings=(nasty,))
    made = replace(small_survey(), problem=replace(make_problem(), text=nasty), route=route)
    text = markdown.reading_list(made)
    well_formed(text, made)
    headings = [line.split(" ")[0] for line in text.split("\n") if line.startswith("#")]
    plain = [line.split(" ")[0] for line in markdown.reading_list(small_survey()).split("\n") if line.startswith("#")]
    assert headings == plain


@given(st.text(max_size=30) | st.text("&#;lt8 ", max_size=12))
def test_escaped_text_has_one_line_and_no_bare_markup(text: str) -> None:
    escaped = marked.escape(text)
    assert len(escaped.splitlines()) <= 1
    bare = re.sub(r"\\[\\`*_\[\]|~$]|&(?:amp|lt|gt);", " ", escaped)
    assert not set(bare) & set("\\`*_[]|<>")
    assert not re.search(r"&#?\w+;", bare)


@pytest.mark.parametrize(
    ("text", "escaped"), [("Wide & Deep", "Wide & Deep"), ("AT&T; &#8; &lt;", "AT&amp;T; &amp;#8; &amp;lt;")]
)
def test_a_sign_of_html_is_escaped_and_any_other_and_is_left(text: str, escaped: str) -> None:
    assert marked.escape(text) == escaped


@pytest.mark.parametrize("title", ["# Big", "- item", "+ item", "1. item", "> quote", "---", "    code"])
def test_a_title_without_a_link_starts_no_block_in_the_reading_order(title: str) -> None:
    made = renamed(small_survey(), title)
    unlinked = tuple(replace(r, paper=replace(r.paper, ids=("x:1",))) for r in made.reading)
    text = markdown.reading_list(replace(made, reading=unlinked))
    for line in text[text.index("## Reading order") :].split("\n\n")[1].split("\n"):
        assert not re.match(r"\d+\. (?:#{1,6} |[-+*] |\d+[.)] |> |---|    )", line), line


def test_an_odd_name_in_passing_is_escaped_too() -> None:
    made = renamed(small_survey(), "O|Brien")
    text = markdown.reading_list(made)
    assert "O\\|Brien" in text
    well_formed(text, made)


def test_two_papers_of_one_name_and_year_are_told_apart_by_their_titles() -> None:
    made = small_survey()
    titles = {"arxiv:2601.00001": "Net: a first", "arxiv:2602.00002": "A second"}
    twins = tuple(replace(p, title=titles.get(p.id, p.title), authors=("Ada Roe",)) for p in made.papers)
    text = markdown.baselines(replace(made, papers=twins))
    assert "Roe 2026, “Net”; Roe 2026, “A second”" in text


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        ("ng models fail. DRMM is strong and lasts long, all", "“DRMM is strong and lasts long …”"),
        (
            "model where nothing is said at all of the rest of it.",
            "“… where nothing is said at all of the rest of it.”",
        ),
        ("We run it.", "“We run it.”"),
        ("word", "“word”"),
    ],
)
def test_a_quote_out_of_the_middle_is_cut_between_sentences_or_words(cut: str, told: str) -> None:
    assert marked.quoted(Place(Section.EXPERIMENTS, "Runs", text=cut)) == f"“Runs”: {told}"


def test_an_author_without_a_name_breaks_nothing() -> None:
    made = small_survey()
    nameless = replace(made, papers=tuple(replace(paper, authors=("",)) for paper in made.papers))
    well_formed(markdown.reading_list(nameless), made)


def test_the_reading_list_has_all_its_parts_in_order() -> None:
    text = markdown.reading_list(small_survey(sources=[SourceReport("shelf", 1885, "2026-07")]))
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert headings == [
        "# neural ranking",
        "## Venues",
        "## Closest papers of the last 2 years",
        "## Baselines",
        "### Simple",
        "### Classic",
        "### Frontier",
        "### Not a baseline",
        "## Strategies",
        "## Reading order",
        "## In practice",
        "## Coverage",
    ]
    assert "shelf: 1,885 records to 2026-07" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_baseline_line_says_in_how_many_papers_and_in_which() -> None:
    text = markdown.baselines(small_survey())
    (row,) = [line for line in text.split("\n") if "A Deep Ranker" in line]
    assert "3 of 3: Lovelace 2026; Turing et al. 2026; Hopper 2026" in row
    assert "(https://doi.org/10.1000/old)" in row


def test_a_baseline_without_a_note_has_its_reasons_without_brackets() -> None:
    made = small_survey()
    bare = tuple(replace(c, paper=replace(c.paper, note=""), why="known by all") for c in made.baselines)
    text = markdown.baselines(replace(made, baselines=bare))
    assert "| Known by all." in text
    assert "(known by all)" not in text.casefold()


def test_the_evidence_does_not_say_again_how_many_papers_compare_with_a_work() -> None:
    made = small_survey()
    why = "compared with in 3 of 3 papers (in a table of 1), still in 1 of the 2 youngest; a plain method"
    told = tuple(replace(c, paper=replace(c.paper, note="nDCG by hand"), why=why) for c in made.baselines)
    text = markdown.baselines(replace(made, baselines=told))
    assert "| nDCG by hand. In a table of 1; still in 1 of the 2 youngest; a plain method." in text
    assert "compared with in 3" not in text


def test_what_could_not_be_seen_stands_line_by_line() -> None:
    made = small_survey()
    noted = replace(made, coverage=replace(made.coverage, notes=("network: not asked: nothing is recorded", "None.")))
    lines = markdown.baselines(noted).split("\n")
    assert lines[lines.index("- Network: not asked: nothing is recorded.") + 1] == "- None."


def test_the_baselines_alone_have_no_reading_list_but_say_what_could_not_be_seen() -> None:
    text = markdown.baselines(small_survey())
    assert "## Reading order" not in text
    assert "## Coverage" in text


def test_every_set_aside_work_stands_there_with_its_reason() -> None:
    made = small_survey()
    text = markdown.baselines(made)
    assert made.set_aside
    for aside in made.set_aside:
        (row,) = [line for line in text.split("\n") if aside.paper.title in line]
        assert f"{len(aside.cited_by)} of {aside.of}" in row
        assert aside.reason in row


def test_data_sets_metrics_and_warnings_of_the_area_are_printed() -> None:
    route = Route((), (), False, datasets=("MS MARCO",), metrics=("nDCG",), warnings=("Labels are sparse.",))
    text = markdown.reading_list(small_survey(route=route))
    assert "MS MARCO" in text
    assert "nDCG" in text
    assert "Beware: Labels are sparse." in text


def test_an_empty_survey_says_so_in_words() -> None:
    text = markdown.reading_list(make_survey([]))
    assert "None found" in text
    assert "## Coverage" in text
    assert "## Reading order" not in text


def test_the_fallback_is_said_under_venues() -> None:
    made = replace(small_survey(), route=Route((VenueMatch("ACL", 1.0, ("general",)),), (), fallback=True))
    assert "No area of the venue map matched" in markdown.reading_list(made)


def test_a_pick_quotes_one_place_of_a_paper_that_compares_with_it_a_table_before_words() -> None:
    made = small_survey()
    told = {
        "arxiv:2601.00001": Place(Section.EXPERIMENTS, "Runs", text="We run it."),
        "arxiv:2602.00002": Place(Section.TABLE, "Results", "2", "Old: 0.5"),
        "arxiv:2603.00003": Place(Section.METHOD, "Model", text="We build on it."),
    }
    citations = [
        replace(c, places=(told[c.citing],)) if c.cited == "doi:10.1000/old" and c.citing in told else c
        for c in made.citations
    ]
    text = markdown.baselines(replace(made, citations=tuple(citations)))
    assert "Turing et al. 2026, Table 2, “Results”: Old: 0.5 |" in text
    assert "We run it" not in text
    only_words = [replace(c, places=(told["arxiv:2601.00001"],)) if c.places else c for c in citations]
    assert "“Runs”: “We run it.” |" in markdown.baselines(replace(made, citations=tuple(only_words)))
    nothing = [replace(c, places=(told["arxiv:2603.00003"],)) if c.places else c for c in citations]
    assert "We build on it" not in markdown.baselines(replace(made, citations=tuple(nothing)))
