from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from surveyor.errors import ExportError
from surveyor.export.mermaid import inert, mermaid
from surveyor.export.narrow import top
from surveyor.export.network import network, shortened
from surveyor.models import Survey
from tests.export.hostile import ANY_TEXT, flat, hostile_web
from tests.export.speed import large_survey
from tests.fakes import make_survey, small_survey

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MERMAID = Path(os.environ.get("MERMAID_JS", Path(__file__).parents[2] / "node_modules/mermaid/dist/mermaid.min.js"))
"""Mermaid itself: `npm install mermaid`, or wherever MERMAID_JS says it is."""

DRAW = """<meta charset="utf-8"><body><script src="%s"></script><script type="application/json" id="sources">%s</script>
<script>
const sources = JSON.parse(document.getElementById("sources").textContent), told = [];
const draw = async () => {
  mermaid.initialize({ startOnLoad: false, htmlLabels: false });
  for (const [number, source] of sources.entries()) {
    const { svg } = await mermaid.render("drawn" + number, source);
    const drawn = new DOMParser().parseFromString(svg, "text/html").body;
    const labels = [...drawn.querySelectorAll(".node")].map((node) => node.textContent);
    told.push([labels, drawn.querySelectorAll(".edgePaths path").length, drawn.querySelectorAll("script, img").length]);
  }
};
draw().catch((error) => told.push(String(error))).finally(() => document.body.replaceChildren(JSON.stringify(told)));
</script></body>"""

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
    assert unescaped(written) == text.replace("\\", "∖") or "#" in text
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


@pytest.mark.skipif(not (CHROMIUM and MERMAID.exists()), reason="no Chromium or no Mermaid here")
def test_mermaid_itself_draws_it_with_every_title_as_text(tmp_path: Path) -> None:
    assert CHROMIUM
    webs = [small_survey(), hostile_web(), top(large_survey(300), 40)]
    sources = json.dumps([mermaid(made) for made in webs]).replace("<", "\\u003c")
    (tmp_path / "page.html").write_text(DRAW % (MERMAID.resolve().as_uri(), sources), encoding="utf-8")
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--virtual-time-budget=60000", "--dump-dom", (tmp_path / "page.html").as_uri()]
    run = subprocess.run(command, capture_output=True, check=True, timeout=180)
    told = json.loads(etree.HTML(run.stdout, etree.HTMLParser(encoding="utf-8")).xpath("string(//body)"))
    assert len(told) == len(webs), told
    for made, (labels, lines, live) in zip(webs, told, strict=True):
        net = network(made)
        assert (len(labels), lines, live) == (len(net.nodes), len(net.edges), 0)
        assert sorted(map(flat, labels)) == sorted(flat(n.by) + flat(shortened(n.title, 60)) for n in net.nodes)
