from __future__ import annotations

import re

import pytest
from hypothesis import given

from surveyor.errors import ExportError
from surveyor.export.mermaid import inert, mermaid
from surveyor.export.narrow import top
from surveyor.export.network import network
from surveyor.models import Survey
from tests.export.hostile import ANY_TEXT, hostile_web
from tests.export.speed import large_survey
from tests.fakes import make_survey, small_survey

LINE = re.compile(
    r"""\ \ (?: n\d+\["(?:[^"<>`#;]|\#\d+;|<br>)*"\]
        | n\d+\ (?:==>|-\.->)\ n\d+
        | classDef\ r\d\ stroke:\#[0-9a-f]{6},stroke-width:2px
        | class\ n\d+(?:,n\d+)*\ r\d )""",
    re.VERBOSE,
)


def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


@pytest.mark.parametrize("made", [make_survey([]), small_survey(), hostile_web(), top(large_survey(300), 40)])
def test_every_line_is_a_paper_a_citation_or_a_colour(made: Survey) -> None:
    first, *lines = mermaid(made).splitlines()
    assert first == "flowchart TB"
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    net = network(made)
    assert sum('["' in line for line in lines) == len(net.nodes)
    arrows = {(f"n{e.citing}", "==>" if e.compares else "-.->", f"n{e.cited}") for e in net.edges}
    assert {tuple(line.split()) for line in lines if re.search(r"^  n\d+ ", line)} == arrows
    assert sum(line.split()[1:2] in (["==>"], ["-.->"]) for line in lines) == len(net.edges)


def test_a_paper_is_named_and_titled() -> None:
    assert '["Rhodes 2016<br>A Deep Ranker for Ad-hoc Search"]' in mermaid(small_survey())


@given(ANY_TEXT)
def test_a_text_holds_no_sign_that_means_something_and_says_the_same(text: str) -> None:
    written = inert(text)
    assert unescaped(written) == text or "#" in text
    assert not set(re.sub(r"#\d+;", "", written)) & set('"<>`[]{}|\\#;*&~$%^=+@')
    assert not re.match(r"[\d\s.+-]", written)


@pytest.mark.parametrize(
    ("title", "written"),
    [("1. a list", "#49;. a list"), ("a_b __c__", "a_b #95;#95;c#95;#95;"), ('C# & "x"', "C#35; #38; #34;x#34;")],
)
def test_markdown_and_quotes_are_written_as_codes(title: str, written: str) -> None:
    assert inert(title) == written


@pytest.mark.parametrize("made", [large_survey(120), large_survey(600)])
def test_more_than_mermaid_draws_is_refused_with_the_way_out(made: Survey) -> None:
    with pytest.raises(ExportError, match=r"at most 500 citations .* --top 40"):
        mermaid(made)
    assert mermaid(top(made, 40))
