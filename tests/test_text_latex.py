"""LaTeX to the characters it prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.text_latex import plain_latex, symbol


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ("plain text", "plain text"),
        ("{A}dap{L}e{R}", "AdapLeR"),
        (r"M{\"u}ller, S{\o}ren, {\L}ukasz, Stra{\ss}e", "Müller, Søren, Łukasz, Straße"),
        (r"\c{c} {\c c} {\v{s}} {\'\i} \'{\i} {\^\j} {\H{o}} {\k{a}} {\u{g}} {\r{a}}", "ç ç š í í ĵ ő ą ğ å"),
        (r"{\~n} {\=a} {\.z} {\d{h}} {\b{d}} {\`e}", "ñ ā ż ḥ ḏ è"),
        (r"100\% \& \$5 \#1 a\_b \{x\}", "100% & $5 #1 a_b {x}"),
        (r"{\textquotedblleft}so{\textquotedblright} ``so'' {--} a---b a--b a~b", "“so” “so” – a—b a–b a b"),
        (r"\textit{italic} \emph{it} \url{x}", "italic it x"),
        (r"$\alpha$-{E}ntmax, $\Omega(n^2)$, $\lambda$", "α-Entmax, Ω(n^2), λ"),
        (r"\unknowncommand stays", "unknowncommandstays"),
        (r"line\\break\-able", "line breakable"),
        ("trailing\\", "trailing\\"),
    ],
)
def test_latex_as_it_prints(latex: str, plain: str) -> None:
    assert plain_latex(latex) == plain


@given(st.text(alphabet="ab\\{}$~-`'\"^c i\n é", max_size=40))
def test_any_text_is_printed(text: str) -> None:
    assert isinstance(plain_latex(text), str)
    assert plain_latex(text.translate(dict.fromkeys(map(ord, "\\{}$~-`'")))) == text.translate(
        dict.fromkeys(map(ord, "\\{}$~-`'"))
    )


def test_symbols_by_name() -> None:
    assert [symbol(name) for name in ("pm", "varepsilon", "Omega", "nothing")] == ["±", "ε", "Ω", ""]
