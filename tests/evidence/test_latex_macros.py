"""A paper's own commands and conditionals."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from surveyor.evidence.latex_macros import expanded
from surveyor.evidence.latex_tests import decided
from surveyor.evidence.latex_tokens import tokenised


def run(text: str) -> tuple[str, list[str]]:
    trouble: list[str] = []
    return "".join(expanded(decided(tokenised(text), trouble), trouble)), trouble


@pytest.mark.parametrize(
    ("text", "out"),
    [
        (r"\newcommand{\x}{X}a \x b", "a X b"),
        (r"\newcommand\x{X}\x{}", "X{}"),
        (r"\newcommand\x[1]{#²#1}\x{a}", "#²a"),
        (r"\newcommand*{\x}[2]{<#2#1>}\x{a}{b}", "<ba>"),
        (r"\newcommand{\x}[2][o]{#1-#2}\x{a} \x[p]{a}", "o-a p-a"),
        (r"\def\x#1#2{#2#1}\x ab", "ba"),
        (r"\def\x{\y}\def\y{Y}\x", "Y"),
        (r"\def\x{\y}\def\y#1{(#1)}\x{a}", "(a)"),
        (r"\let\x\y\def\y{Y}\x", "Y"),
        (r"\let\x=\textbf\x{a}", r"\textbf{a}"),
        (r"\DeclareMathOperator{\x}{argmax}\x", "argmax"),
        (r"\renewcommand{\cite}[1]{gone}\cite{a}", r"\cite{a}"),
        (r"\def\x#1,{#1}\x a,b", r"\x a,b"),
        (r"\newcommand{\x}{\@ifnextchar[{a}{b}}\x", r"\x"),
        (r"\newenvironment{e}[1]{a}{b}c", "c"),
        (r"\NewDocumentCommand{\x}{m m}{#2#1}\x{a}{b}", "ba"),
        (r"\newcommand{\bt}{\begin{tabular}{c}}\bt", r"\begin{tabular}{c}"),
        (r"a\iffalse b\else c\fi d", "a c d"),
        (r"\iftrue b\else c\fi", " b"),
        (r"\iffalse \iftrue b\fi c\fi d", " d"),
        (r"\newif\ifz \ifz a\else b\fi \ztrue\ifz a\else b\fi", "  b  a"),
        (r"\ifx\a\b yes\else no\fi", " yes"),
    ],
)
def test_expansion(text: str, out: str) -> None:
    assert run(text) == (out, [])


def test_what_does_not_end_is_left_and_told() -> None:
    out, trouble = run(r"\def\x{a\x}\x b")
    assert (set(out), len(out) < 10_000, trouble) == (set("a b"), True, ["\\x not followed to its end"])
    assert run(r"\iffalse a") == (" a", ["\\iffalse without its \\fi"])


def test_what_doubles_over_and_over_is_bounded() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    doubling = "".join(rf"\def\q{a}{{\q{b}\q{b}}}" for a, b in pairwise(names))
    start = time.process_time()
    out, trouble = run(doubling + r"\qa" * 1_000)
    assert time.process_time() - start < 20
    assert trouble
    assert len(out) < 100_000_000
