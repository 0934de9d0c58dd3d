"""Small LaTeX papers, composed for the tests, and what holds of every document."""

from __future__ import annotations

from surveyor.evidence.document import Document, Passage
from surveyor.evidence.latex import parse

HEAD = "\\documentclass{article}\n\\title{A Title}\n\\begin{document}\n"

PAPER = (
    HEAD
    + r"""
\begin{abstract}We walk \emph{backward}.\end{abstract}
\section{Introduction}\label{sec:intro}
Graphs help~\citep{one,two}. So do trees \cite[p.~3]{three}, says \citet{one}.\footnote{But see \cite{two}.}

Table~\ref{tab:main} has the numbers.
\subsection{Baselines}
We compare with \textbf{Alpha} \cite{one} and Beta.
\begin{table}[t]
\caption{Scores on \textsc{Data} \cite{three}.}\label{tab:main}
\resizebox{\linewidth}{!}{
\begin{tabular}{l|cc}
\toprule
\multirow{2}{*}{Model} & \multicolumn{2}{c}{Test} \\ \cmidrule(lr){2-3}
 & F1 & EM \\ \midrule
Alpha \cite{one} & 80.1 & \textbf{70.2} \\
\rowcolor{gray} Ours & {\bf 81.0} & $69.9_{\pm 0.1}$ \\
\bottomrule
\end{tabular}}
\end{table}
\appendix
\section{More}
Nothing. % a comment
\end{document}
"""
)

BBL = r"""\begin{thebibliography}{3}
\bibitem[Ash and Birch(2019)]{one} Ann Ash and Bo Birch. \newblock Walking on graphs.
\newblock In \emph{Proc. of Walks}, 2019. \newblock \url{https://arxiv.org/abs/1901.00001}.
\bibitem[Cedar et~al.(2020)Cedar, Oak, and Elm]{two} C. Cedar, D. Oak, and E. Elm. \newblock Trees.
\newblock \emph{Wood}, 2020.
\bibitem{three} \"Ozg\"ur \c{C}elik. Roots, 2018.
\end{thebibliography}
"""


def body(text: str, **files: str) -> Document:
    """A paper whose body is this text, with files such as `main_bbl` beside it."""
    extra = {name.replace("_", "."): content.encode() for name, content in files.items()}
    return parse({"main.tex": f"{HEAD}{text}\n\\end{{document}}".encode(), **extra}, "main.tex")


def texts(document: Document) -> list[str]:
    """All running text."""
    return [passage.text for portion in document.portions for passage in portion.passages]


def sound(document: Document) -> None:
    """The laws of a document."""
    for portion in document.portions:
        assert portion.level >= 1
        for passage in portion.passages:
            sound_passage(passage)
    for table in document.tables:
        sound_passage(table.caption)
        assert {len(row) for row in table.rows} == {len(table.rows[0])}
        assert len(table.rows) * len(table.rows[0]) <= 10_000
        assert -1 <= table.portion < len(document.portions)
    keys = [entry.key for entry in document.bibliography]
    assert len(keys) == len(set(keys))
    assert all("\n" not in line for line in (document.title, document.abstract, *document.trouble))


def sound_passage(passage: Passage) -> None:
    """Its text is one line, its citations stand in it in order."""
    assert passage.text == " ".join(passage.text.split())
    last = 0
    for cite in passage.cites:
        assert last <= cite.start < cite.end <= len(passage.text)
        assert passage.sentence(cite)
        last = cite.end
