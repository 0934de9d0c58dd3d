"""What the words around a citation take the cited work as."""

from __future__ import annotations

import pytest

from surveyor.evidence import latex
from surveyor.evidence.document import Cite, Passage
from surveyor.evidence.uses import use_of, uses
from surveyor.models import Kind

SAID = [
    ("We evaluate on the Pond dataset {}.", Kind.DATASET),
    ("We use the Pond corpus of Frog et al. {}.", Kind.DATASET),
    ("Results on Pond {} dataset are better.", Kind.DATASET),
    ("Quality is told by the splash metric {}.", Kind.METRIC),
    ("All are trained with the Adam optimizer {}.", Kind.OPTIMIZER),
    ("All are trained with Hop {} optimizer.", Kind.OPTIMIZER),
    ("Everything is implemented in Lily {}.", Kind.TOOLKIT),
    ("The words are tokenized with Lily {}.", Kind.TOOLKIT),
    ("We add dropout {} behind each layer.", Kind.COMPONENT),
    ("A lily network {} as the backbone is trained.", Kind.BACKBONE),
    ("Word embeddings are initialized with leaf vectors {}.", Kind.BACKBONE),
    ("By the theorem of Frog {} it ends.", Kind.THEORY),
    ("We compare with Leap {}.", None),
    ("On these datasets, Leap {} is worse.", None),
    ("Leap {} is better on the Pond dataset.", None),
    ("{}", None),
]


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_words_right_beside_a_citation_say_what_it_is_taken_as(text: str, kind: Kind | None) -> None:
    before, _, behind = text.partition("{}")
    cite = Cite("a", len(before), len(before) + 3)
    assert use_of(Passage(f"{before}[1]{behind}", (cite,)), cite) is kind


def test_a_work_is_taken_as_what_most_mentions_in_the_experiments_say() -> None:
    source = r"""\begin{document}\section{Introduction} The pond dataset \cite{c} is old.
    \section{Experiments} We evaluate on the pond dataset \cite{a}. The pond dataset \cite{a} is wet. Frogs \cite{a}.
    The leaf dataset \cite{b}. We compare with \cite{b} and \cite{b}, and with \cite{c}.
    \begin{thebibliography}{9}\bibitem{a} A. \bibitem{b} B. \bibitem{c} C.\end{thebibliography}\end{document}"""
    assert uses(latex.parse({"main.tex": source.encode()})) == {"a": Kind.DATASET}
