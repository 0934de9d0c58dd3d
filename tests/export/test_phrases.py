from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from surveyor.cli.network import NO_NETWORK
from surveyor.export import folder, markdown
from surveyor.export.phrases import Voice
from surveyor.export.phrases_zh import PHRASES
from surveyor.export.quick import quick
from surveyor.models import AreaMatch, Route, SourceReport, VenueMatch
from tests.fakes import small_survey

FILES = [file for file in Path(markdown.__file__).parent.glob("*.py") if file.name != "phrases_zh.py"]
VALUES = {"title", "abstract", "rising", "steady", "fading", "too few to tell"}
PROSE = re.compile(r"\b(?:the|of|with|and|papers?|walked|known|cite[sd]?|younger|none|simple|classic|frontier)\b")


def test_every_phrase_is_one_that_documents_say_and_has_the_same_fields() -> None:
    nodes = (node for file in FILES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    assert PHRASES.keys() - VALUES <= {node.value for node in nodes if isinstance(node, ast.Constant)}
    for phrases in PHRASES.items():
        english, chinese = ({name for _, name, *_ in Formatter().parse(text) if name} for text in phrases)
        assert english == chinese


def test_a_problem_in_chinese_is_answered_in_chinese_unless_the_reader_asks_for_english() -> None:
    area = AreaMatch("ranking", "ranking", 1.0, ("排序",))
    route = Route((VenueMatch("SIGIR", 1.0, (f"{area.told}; 首选",)),), (area,), fallback=False, topics=("话题",))
    made = small_survey(sources=[SourceReport("shelf", 1885, "2026-07")])
    asked = replace(made, problem=replace(made.problem, text="神经排序"), route=route)
    titles = "|".join(re.escape(paper.title) for paper in made.papers)
    for text in (markdown.reading_list(asked), markdown.baselines(asked), quick(asked)):
        assert not PROSE.findall(re.sub(rf"\[.*?\]\([^)]*\)|`[^`]*`|{titles}", "", text))
    assert "## 方法谱系" in dict(folder(asked))["reading-list.md"]
    assert "## Venues" in markdown.reading_list(replace(asked, language="en"))
    assert "## 会议与期刊" in markdown.reading_list(replace(made, language="zh"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("compared with in 4 of 9 papers (in a table of 1)", "9 篇论文中有 4 篇与之比较（其中 1 篇在结果表中）"),
        ("still in 1 of the 6 youngest; a plain method to start from", "最新的 6 篇中仍有 1 篇；适合起步的简单方法"),
        ("known as a standard work on <b>; close to the problem", "公认的标准工作（<b>）；与问题相近"),
        ("s2: 1,204 papers in 7 requests ($0.0000) to 2026-07", "s2: 1,204 条，请求 7 次 ($0.0000)，至 2026-07"),
        (f"network: failed: {NO_NETWORK}", "没有连上网络，未询问公开的论文接口：请联网后重新运行"),
        ("a sentence that nobody foresaw", "a sentence that nobody foresaw"),
    ],
)  # fmt: skip
def test_what_stages_say_is_told_clause_by_clause(said: str, told: str) -> None:
    assert (Voice("en").tell(said), Voice("zh").tell(said)) == (said, told)
