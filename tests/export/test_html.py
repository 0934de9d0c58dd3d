from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from surveyor.errors import ExportError
from surveyor.export.html import MOST_CITATIONS, MOST_PAPERS, html
from surveyor.export.network import network
from surveyor.models import Role, Survey
from surveyor.ranking.shown import shortlist
from tests.export.hostile import ANY_TEXT, hostile_web, survey_of
from tests.export.speed import large_survey
from tests.fakes import cite, make_paper, make_problem, make_survey, small_survey

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ALLOWED = {"http://www.w3.org/2000/svg"}
"""Names that look like addresses and are never fetched."""


ROLES = (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER)


def parse(text: str) -> Any:
    return etree.HTML(text.encode(), etree.HTMLParser(encoding="utf-8"))


def data(text: str) -> Any:
    (found,) = parse(text).xpath("//script[@id='data']/text()")
    return json.loads(found)


@pytest.mark.parametrize("made", [make_survey([]), small_survey(), hostile_web()], ids=["empty", "small", "hostile"])
def test_nothing_in_it_is_fetched(made: Survey) -> None:
    text = html(made)
    page = parse(text)
    assert not page.xpath("//link | //img | //iframe | //object | //embed | //base | //form")
    assert not page.xpath("//@src | //@href | //@srcset | //@action | //@style | //@*[starts-with(name(), 'on')]")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    (script,) = page.xpath("//script[not(@type)]/text()")
    assert set(re.findall(r"https?://[^\s\"'`)]+", script)) == ALLOWED
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|import|eval|innerHTML|insertAdjacentHTML|WebSocket)\b", script)


def test_there_are_two_scripts_whatever_titles_hold() -> None:
    text = html(hostile_web())
    assert len(parse(text).xpath("//script")) == text.count("<script") == text.count("</script") == 2
    assert len(parse(text).xpath("//body/*")) == 5


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_title_and_problem_come_back_as_text(title: str) -> None:
    problem = replace(make_problem(), text=title)
    made = replace(survey_of([replace(make_paper("x:1"), title=title)]), problem=problem)
    text = html(made)
    (heading,) = parse(text).xpath("//h1")
    found = data(text)
    assert (heading.text or "").split() == network(made).problem.split()
    assert text.count("<script") == 2
    assert len(found["nodes"]) == 1


def test_the_data_are_the_papers_by_year_and_the_citations_between_them() -> None:
    found = data(html(small_survey()))
    years = [node["year"] for node in found["nodes"]]
    assert years == sorted(years, reverse=True)
    assert found["roles"] == ["simple", "classic", "frontier", "seed", "not a baseline"]
    names = [node["id"] for node in found["nodes"]]
    made = small_survey()
    assert {(names[a], names[b], bool(c)) for a, b, c in found["edges"]} == {
        (c.citing, c.cited, c.compares) for c in made.citations
    }
    old = found["nodes"][names.index("doi:10.1000/old")]
    assert (old["title"], old["venue"], old["role"]) == ("A Deep Ranker for Ad-hoc Search", "TOIS", "classic")
    assert old["why"]
    shown = {role: [names[place] for place in places] for role, places in found["shortlist"]}
    assert shown == {role: [c.paper.id for c in shortlist(made.baselines, role)] for role in ROLES}


def test_more_papers_than_it_draws_are_refused_with_the_way_out() -> None:
    papers = tuple(make_paper(f"x:{number}") for number in range(MOST_PAPERS + 1))
    made = replace(survey_of([]), papers=papers)
    with pytest.raises(ExportError, match=r"at most 5,000 papers .* has 5,001 and 0: .* --top 2000"):
        html(made)
    many = replace(survey_of([]), citations=(cite("a", "b"),) * (MOST_CITATIONS + 1))
    with pytest.raises(ExportError, match=r"50,000 citations"):
        html(many)


PROBE = """
<script>
const told = {};
told.drawn = document.querySelectorAll(".node").length;
told.named = [...document.querySelectorAll(".node text")].filter((text) => text.textContent).length;
told.years = [...document.querySelectorAll(".year")].map((text) => text.textContent);
told.errors = window.errors;
go(0);
told.title = document.querySelector("#panel h2").textContent;
told.cites = [...document.querySelectorAll("#panel li button")].length;
told.lines = document.querySelector(".cites").getAttribute("d").split("M").length - 1;
graph.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
told.last = selected;
document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
told.after = selected;
search.value = "alert"; search.dispatchEvent(new Event("input"));
told.found = found.size;
told.dimmed = document.querySelectorAll(".node.off").length;
told.overlaps = new Set(nodes.map((node) => node.x + " " + node.y)).size;
document.body.replaceChildren(JSON.stringify(told));
</script></body>"""


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_in_a_browser_it_draws_selects_and_searches_with_keys(tmp_path: Path) -> None:
    assert CHROMIUM
    made = hostile_web()
    listen = '<script>window.errors = []; addEventListener("error", (e) => errors.push(e.message));</script></head>'
    page = html(made).replace("</head>", listen).replace("</body>", PROBE)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--virtual-time-budget=3000", "--dump-dom", (tmp_path / "page.html").as_uri()]
    run = subprocess.run(command, capture_output=True, check=True, timeout=120)
    told = json.loads(parse(run.stdout.decode()).xpath("string(//body)"))
    papers = len(made.papers)
    first = data(html(made))["nodes"][0]
    assert told == {
        "drawn": papers,
        "named": papers,
        "years": ["2026", "2020", "no year"],
        "errors": [],
        "title": first["title"],
        "cites": 2,
        "lines": 1,
        "last": papers - 1,
        "after": -1,
        "found": 2,
        "dimmed": papers - 2,
        "overlaps": papers,
    }


def test_a_large_graph_is_small_enough_to_send() -> None:
    assert len(html(large_survey(1_000)).encode()) < 1_000_000
