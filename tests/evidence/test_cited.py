"""Files of a paper to what it compares with, through the command."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from surveyor.evidence.cited import cited
from surveyor.evidence.document import UnreadableDocument
from surveyor.evidence.reading import read
from surveyor.models import Place, Score, Section
from tests.fakes import refused, surveyor

TEX = r"""\documentclass{article}
\title{A Ranker of Words}
\begin{document}\maketitle
\section{Introduction} Ranking is old \cite{old}. % \cite{gone}
\section{Related Work} Nets rank \citep{net,old}.
\section{Experiments} We follow \citet{net}.
\subsection{Baselines} We compare with \cite{net} and \cite{tree}.
\begin{table}\caption{Results.}\begin{tabular}{lc}
System & nDCG \\ \hline
Net \cite{net} & 0.5 \\ Tree \cite{tree} & 0.4 \\ Ours & \textbf{0.6}
\end{tabular}\end{table}
\section{Conclusion} Done.
\begin{thebibliography}{9}
\bibitem{old} A. Old. Ranking by hand. 1999.
\bibitem{net} B. Net. A neural net for ranking. SIGIR, 2019.
\bibitem{tree} C. Tree. Trees that rank words. CIKM, 2018.
\end{thebibliography}
\end{document}
"""


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.tex", TEX.encode()),
        ("paper.gz", gzip.compress(TEX.encode())),
        ("paper.tar.gz", packed({"main.tex": TEX.encode(), "figure.png": b"\x89PNG"})),
    ],
)
def test_what_a_source_cites_is_counted_by_section(name: str, content: bytes) -> None:
    references = cited(read(name, content))
    assert references.citing.title == "A Ranker of Words"
    titles = {paper.id: paper.title for paper in references.papers}
    counts = {titles[c.cited]: c for c in references.citations}
    net = next(c for title, c in counts.items() if "neural net" in title)
    assert (net.count(Section.TABLE), net.count(Section.RELATED), net.baseline_subsection) == (1, 1, True)
    assert net.count(Section.EXPERIMENTS) == 2
    old = next(c for title, c in counts.items() if "by hand" in title)
    assert (old.count(Section.INTRO), old.count(Section.RELATED), old.compares) == (1, 1, False)
    assert len(references.citations) == 3


def test_what_tables_and_sentences_say_of_a_work_comes_with_its_citation() -> None:
    references = cited(read("paper.tex", TEX.encode()))
    titles = {paper.id: paper.title for paper in references.papers}
    tree = next(c for c in references.citations if "Trees" in titles[c.cited])
    assert tree.scores == (Score("Tree", "", "nDCG", 0.4, table="1"),)
    assert tree.places == (
        Place(Section.TABLE, "Baselines", "1", "Tree: nDCG 0.4"),
        Place(Section.EXPERIMENTS, "Baselines", text="We compare with [2] and [3]."),
    )
    (ours,) = references.ours
    assert ours.scores == (Score("Ours", "", "nDCG", 0.6, best=True, table="1"),)
    assert references.uncited == ()


def test_a_system_that_no_entry_is_of_is_told_apart() -> None:
    source = TEX.replace(r"Ours &", r"Majority & 0.1 \\ Ours &")
    (majority,) = cited(read("paper.tex", source.encode())).uncited
    assert (majority.name, majority.scores[0].value, majority.place.table) == ("Majority", 0.1, "1")


def test_the_command_ranks_what_stands_in_tables_first(tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(TEX, encoding="utf-8")
    run = surveyor("compared", tmp_path / "paper.tex", "--cache-dir", tmp_path)
    assert run.status == 0
    compared, others = run.out.split("## Cited without comparing")
    assert "neural net" in compared
    assert "Trees that rank words" in compared
    assert "by hand" in others


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("paper.pdf", b"%PDF-1.4", "SURVEYOR_GROBID_URL"),
        ("paper.tex", b"", "paper.tex"),
        ("paper.tar.gz", b"no gzip", "paper.tar.gz"),
        ("paper.xml", b"<a>", "paper.xml"),
        ("paper.html", b"", "paper.html"),
        ("paper.html", b"<html><body>nothing</body></html>", "paper.html"),
        ("paper.tex", rb"\documentclass{article}\begin{document}Nothing.\end{document}", "no bibliography"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused(surveyor("compared", tmp_path / name, "--cache-dir", tmp_path), 1, said)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    refused(surveyor("compared", tmp_path / "nowhere.tex", "--cache-dir", tmp_path), 1, "nowhere.tex")


@pytest.mark.parametrize("name", ["../evil.tex", "/evil.tex"])
def test_an_archive_with_names_from_outside_is_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument):
        read("paper.tar.gz", packed({name: TEX.encode()}))


def test_an_archive_of_zeros_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        read("paper.tar.gz", packed({"main.tex": bytes(100 << 20)}))


@pytest.mark.parametrize("name", ["page.html", "paper.xml", "paper.tex", "paper.tar.gz"])
def test_a_file_of_200_mb_is_refused_by_its_size(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(200 << 20)
    refused(surveyor("compared", tmp_path / name, "--cache-dir", tmp_path), 1, "larger than 64 MB")
