from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Part
from surveyor.evidence.headings import unnumbered
from surveyor.evidence.sections import baselines_head, opens_section, part_of, typed

ROWS = [row.split("\t") for row in (Path(__file__).parent / "heads.tsv").read_text(encoding="utf-8").splitlines()[1:]]


def judged(head: str, parent: str) -> tuple[Part, bool]:
    return typed([(parent, 1), (head, 2)])[1] if parent else typed([(head, 1)])[0]


@pytest.mark.parametrize("half", [0, 1], ids=["rules were written by", "kept back"])
def test_heads_of_real_papers_are_typed_as_a_reader_types_them(half: int) -> None:
    rows = ROWS[half::2]
    assert len(rows) > 230
    wrong = [(head, parent) for head, parent, part, _ in rows if judged(head, parent)[0] != part]
    assert len(wrong) < 0.08 * len(rows), wrong
    wrong = [(head, parent) for head, parent, _, baselines in rows if judged(head, parent)[1] != bool(int(baselines))]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("1 Introduction", Part.INTRO),
        ("II. RELATED WORK", Part.RELATED),
        ("Appendix A: Data", Part.APPENDIX),
        ("C.1 Baselines", Part.APPENDIX),
        ("A Proofs", Part.APPENDIX),
        ("A Sock Is Born", None),
        ("4.2. Main results", Part.RESULTS),
        ("Experimental Setup", Part.EXPERIMENTS),
        ("Effect of wool", Part.ABLATION),
        ("Problem formulation", Part.METHOD),
        ("Materials and Methods", Part.METHOD),
        ("Concluding remarks", Part.CONCLUSION),
        ("Acknowledgements", Part.OTHER),
        ("三、实验", Part.EXPERIMENTS),
        ("相关工作", Part.RELATED),
        ("结论与展望", Part.CONCLUSION),
        ("Socks", None),
        ("", None),
    ],
)
def test_the_words_of_a_heading_tell(head: str, part: Part | None) -> None:
    assert part_of(head) is part


@pytest.mark.parametrize(
    "head",
    """Baselines|4.1 Baseline Methods|Compared methods|Competing approaches|Comparison with state of the art
    |Comparison to Previous Work|Performance comparison|Models for comparison|Datasets and Baselines|Competitors
    |State-of-the-art methods|对比方法|与现有方法的比较""".replace("\n    ", "").split("|"),
)
def test_headings_of_baselines(head: str) -> None:
    assert baselines_head(head)


@pytest.mark.parametrize(
    "head", ["Experiments", "Comparison with human raters", "Comparison of losses", "Baseline wander"]
)
def test_headings_that_are_not_of_baselines(head: str) -> None:
    assert not baselines_head(head)


def parts(*heads: tuple[str, int]) -> list[str]:
    return [part.value for part, _ in typed(heads)]


def test_a_heading_that_does_not_tell_takes_after_the_section_above() -> None:
    assert parts(("Introduction", 1), ("Related work", 2), ("Experiments", 1), ("Wool", 2), ("Ablation study", 2)) == [
        "intro",
        "related",
        "experiments",
        "experiments",
        "ablation",
    ]
    assert parts(("Method", 1), ("Datasets", 2), ("Wool", 3), ("Related work", 1), ("Neural models", 2)) == [
        "method",
        "experiments",
        "experiments",
        "related",
        "related",
    ]


def test_a_section_that_does_not_tell_is_judged_by_where_it_stands() -> None:
    heads = [("Introduction", 1), ("Socks", 1), ("Experiments", 1), ("Wool", 1), ("Conclusion", 1), ("Yarn", 1)]
    assert parts(*heads) == ["intro", "method", "experiments", "experiments", "conclusion", "appendix"]
    assert parts(("Socks", 1)) == ["other"]
    assert parts(("", 1), ("Results", 1)) == ["intro", "results"]


def test_more_experiments_before_the_conclusion_are_no_appendix() -> None:
    heads = [("Experiments", 1), ("Additional experiments", 1), ("Conclusion", 1), ("Additional experiments", 1)]
    assert parts(*heads) == ["experiments", "experiments", "conclusion", "appendix"]


def test_letters_divide_sections_where_these_have_roman_numerals() -> None:
    heads = [("I. Introduction", 1), ("IV. Experiments", 1), ("A. Datasets", 2), ("B. Baselines", 2)]
    assert typed(heads)[2:] == [(Part.EXPERIMENTS, False), (Part.EXPERIMENTS, True)]


def test_baselines_hold_for_what_stands_below_and_not_in_related_work() -> None:
    heads = [("Experiments", 1), ("Baselines", 2), ("Piles", 3), ("Results", 2), ("Related work", 1), ("Baselines", 2)]
    assert [baselines for _, baselines in typed(heads)] == [False, True, True, False, False, False]
    assert typed([("A Appendix", 1), ("Baselines", 2)])[1] == (Part.APPENDIX, True)


@pytest.mark.parametrize(
    ("head", "bare"),
    [
        ("3.1. Socks", "Socks"),
        ("IV. Socks", "Socks"),
        ("Appendix B Socks", "Socks"),
        ("B.2 Socks", "Socks"),
        ("A Sock", "A Sock"),
        ("3D socks", "3D socks"),
        ("Socks", "Socks"),
    ],
)
def test_numbers_of_headings(head: str, bare: str) -> None:
    assert unnumbered(head) == bare


def test_unnumbered_headings_of_sections() -> None:
    assert opens_section("Acknowledgements")
    assert not opens_section("Methods")
    assert opens_section("Methods", plain=True)
    assert not opens_section("Our socks", plain=True)


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(1, 6)), max_size=20))
def test_any_headings_are_typed(heads: list[tuple[str, int]]) -> None:
    assert len(typed(heads)) == len(heads)
