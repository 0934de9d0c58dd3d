"""The papers of a survey as BibTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count
from string import ascii_lowercase

from surveyor.identity import link, parse_id
from surveyor.models import Paper, Survey

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_SKIPPED_WORDS = frozenset(
    ["a", "an", "the", "on", "in", "of", "for", "to", "with", "and", "from", "towards", "is", "are"]
)


def bibtex(survey: Survey) -> str:
    """One entry a paper of the shortlist, the reading list and the recent papers, by key."""
    shown = [c.paper for c in survey.baselines] + [r.paper for r in survey.reading] + [s.paper for s in survey.recent]
    papers = sorted({paper.id: paper for paper in shown}.values(), key=lambda paper: (_stem(paper), paper.id))
    return "\n\n".join(_entry(key, paper) for key, paper in _keyed(papers)) + "\n"


def _keyed(papers: Iterable[Paper]) -> Iterator[tuple[str, Paper]]:
    """Keys such as `devlin2019bert`; further papers of one key get the next of `b`, `c` … `z`, `27` … that is free."""
    taken: set[str] = set()
    for paper in papers:
        stem = _stem(paper)
        endings = chain(("",), ascii_lowercase[1:], map(str, count(27)))
        key = next(stem + ending for ending in endings if stem + ending not in taken)
        taken.add(key)
        yield key, paper


def _stem(paper: Paper) -> str:
    family = paper.authors[0].split()[-1] if paper.authors and paper.authors[0].split() else "anon"
    first = next((word for word in re.findall(r"\w+", paper.title.lower()) if word not in _SKIPPED_WORDS), "untitled")
    return _ascii(family) + str(paper.year or "") + _ascii(first) or "paper"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def _entry(key: str, paper: Paper) -> str:
    known = {identifier.scheme: identifier.value for identifier in map(parse_id, paper.ids) if identifier}
    journal = paper.venue in {"TACL", "TOIS", "CL", "JMLR", "TMLR"}
    fields = {
        "title": f"{{{_latex(paper.title)}}}",
        "author": " and ".join(map(_latex, paper.authors)),
        "year": str(paper.year or ""),
        ("journal" if journal else "booktitle"): _latex(paper.venue or ""),
        "doi": _latex(known.get("doi", "")),
        "eprint": known.get("arxiv", ""),
        "archiveprefix": "arXiv" if "arxiv" in known else "",
        "url": link(paper.ids),
    }
    kind = "misc" if not paper.venue else "article" if journal else "inproceedings"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}"


def _latex(text: str) -> str:
    return text.translate(_LATEX)
