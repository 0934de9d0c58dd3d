"""Titles and names that a careless writer of any format stumbles over."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from hypothesis import strategies as st

from surveyor.models import Paper, Survey
from tests.fakes import cite, make_paper, make_survey

TITLES = [
    r"50% & $x_1$ #1 ~ ^ \foo {bar} }",
    "{",
    "a } { b",
    "]]> <![CDATA[ &amp; &lt;b&gt;",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> <i>italic</i>",
    "\"quoted\" and 'quoted' and `ticks`",
    "two\nlines\r\nthree\ttab",
    "\x00\x07\x1b[31mred\x7f\x9f",
    "深度学习 for 文本匹配",
    "مطابقة النصوص \u202eevil\u202c",
    "emoji 😀 and \U0001f469\u200d\U0001f52c",
    "=HYPERLINK(1)",
    "+1 -1 @SUM(A1)",
    "-- %% graph TD; end",
    "1. a list; subgraph end",
    "@article{x, title={y}}",
    "TY  - JOUR",
    "ER  - ",
    "\\",
    "\\N \\G \\l",
    "a;b,c|d",
    "Ünïcödé ẞ ø ł",
    "line\u2028separator",
]
NAMES = [
    "Ada Lovelace",
    "van der Maaten, Laurens",
    "Sammy Davis Jr.",
    "Barnes and Noble",
    "others",
    "李 明",
    "O'Neil {Jr}",
    "A_B C%",
    '"Bob" \\ Smith',
    "=cmd()",
    "AND, and",
]

ANY_TEXT = st.one_of(
    st.sampled_from(TITLES),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.text(alphabet="\\{}\"'<>&%$#_~^[]()@=+-|;:,.`*\t\n aé", min_size=1, max_size=12),
)


def hostile_papers() -> list[Paper]:
    """One paper a title, the names in turn."""
    return [
        replace(
            make_paper(f"arxiv:2601.{number:05}", "2026-01", "x", venue=("SIGIR", "TOIS", "R&D_{x}", None)[number % 4]),
            title=title,
            authors=(NAMES[number % len(NAMES)], NAMES[(number + 3) % len(NAMES)]),
        )
        for number, title in enumerate(TITLES)
    ]


def survey_of(papers: list[Paper]) -> Survey:
    """A survey that shows these papers, as they are, and nothing else."""
    made = make_survey([make_paper("arxiv:2601.00000", "2026-01")], found=["arxiv:2601.00000"])
    (entry,) = made.recent
    recent = tuple(replace(entry, paper=paper) for paper in papers)
    return replace(made, baselines=(), reading=(), recent=recent, related=recent, papers=tuple(papers), citations=())


def flat(text: str) -> str:
    """What is left of a text when only its letters and digits count."""
    return "".join(char for char in text if char.isalnum())


def hostile_web() -> Survey:
    """Those papers in a row of citations, every other one comparing; two ids become one when XML has its way."""
    papers = hostile_papers()
    papers += [replace(make_paper(f"odd:{sign}", "2020-01", "Odd"), title=f"Odd {sign}") for sign in ("\x01", "\x02")]
    papers.append(replace(make_paper("two words", None, "Undated"), authors=("A",)))
    ids = [paper.id for paper in papers]
    cited = [
        cite(one, other, **{section: 2})
        for one, other, section in zip(ids, ids[1:], cycle(["table", "intro"]), strict=False)
    ]
    return replace(survey_of(papers), citations=(*cited, cite(ids[0], "not there"), cite("not there", ids[0])))
