"""What speaks for or against a paper's comparing with a work that it cites, in numbers.

Four groups, of which a reference may lack the latter two: where the paper mentions it, what dates and titles say, what
the words around a mention say, and how it stands among all that cite it. NaN: not known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from surveyor.models import Citation, Kind, Paper, Section, Standing
from surveyor.ranking.kinds import kind_of
from surveyor.text import content_words

Floats = npt.NDArray[np.float64]
Columns = dict[str, Floats]

DIGITS = 4
"""Decimals of every number, so that no machine's last bit decides on a side of a threshold."""

_KINDS = (Kind.DATASET, Kind.SURVEY, Kind.TOOLKIT, Kind.OPTIMIZER, Kind.METRIC)
_OLDEST = 30.0
_SYSTEM = re.compile(r"\w[^:]{0,24}:\s")
"""A title that begins with a name: what it tells of can be compared with."""
_SAID: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "said to be compared": r"compar(?:e|ed|ing|ison)|outperform|baselines?\b|state[- ]of[- ]the[- ]art|sota\b|"
        r"better than|competit|prior (?:best|art)|previous(?:ly)? (?:best|methods?|work)|superior|surpass|"
        r"improve[sd]? (?:up)?on",
        "said to be data": r"data ?sets?\b|corp(?:us|ora)\b|benchmarks?\b|images\b|sentences\b|annotat|collected",
        "said to be used": r"we (?:use|adopt|employ|follow|apply|train|initiali[sz]e)|implement|initiali[sz]|"
        r"pre-?trained|optimi[sz]|learning rate|backbone|embeddings?\b|following\b|toolkit|based on",
    }.items()
}


def features(
    citing: Paper,
    citations: Sequence[Citation],
    papers: Mapping[str, Paper],
    standings: Mapping[str, Standing] | None = None,
) -> Columns:
    """Name to a number a reference, in the order of `citations`, which are all those out of `citing`; `papers` and
    `standings` are of the cited ones by id, the latter where they are known."""
    cited = [papers[citation.cited] for citation in citations]
    known = [(standings or {}).get(citation.cited) for citation in citations]
    columns = {
        **_mentioned(citations),
        **_dated(citing, cited),
        **_titled(citing, cited),
        **_worded(citations),
        **_standing(known, len(citations)),
    }
    return {name: np.round(values, DIGITS) for name, values in columns.items()}


def _mentioned(citations: Sequence[Citation]) -> Columns:
    """Where and how often the paper mentions each."""
    by = {section: np.array([c.count(section) for c in citations], np.float64) for section in Section}
    total = np.sum(list(by.values()), axis=0)
    results = by[Section.EXPERIMENTS] + by[Section.TABLE]
    headed = np.array([c.baseline_subsection for c in citations], np.float64)
    return {
        **{f"mentions in {section.value}": counts for section, counts in by.items()},
        "mentions": total,
        "sections": np.sum([counts > 0 for counts in by.values()], axis=0, dtype=np.float64),
        "under a heading of baselines": headed,
        "share of the most mentioned": _share(np.log1p(total)),
        "share of the most in experiments": _share(np.log1p(by[Section.EXPERIMENTS])),
        "share of the most in tables": _share(np.log1p(by[Section.TABLE])),
        "its mentions in experiments and tables": results / np.maximum(1, total),
        "its mentions in related work": by[Section.RELATED] / np.maximum(1, total),
        "rank by mentions": _rank(total),
        "rank by experiments and tables": _rank(results),
        "references": _same(float(len(citations)), len(citations)),
        "references in tables": _same(_mean(by[Section.TABLE] > 0), len(citations)),
        "references in experiments": _same(_mean(by[Section.EXPERIMENTS] > 0), len(citations)),
        "under a heading of baselines more than all": headed - _mean(headed),
        "references not located": _same(_mean(total == 0), len(citations)),
    }


def _dated(citing: Paper, cited: Sequence[Paper]) -> Columns:
    """How old each is, by itself and beside the others."""
    months = np.array([np.nan if paper.month is None else paper.month for paper in cited], np.float64)
    years = np.minimum(_OLDEST, ((np.nan if citing.month is None else citing.month) - months) / 12)
    dated = months[~np.isnan(months)]
    middle = float(np.median(dated)) if dated.size else np.nan
    return {
        "years before": years,
        "years before the middle reference": np.clip((middle - months) / 12, -_OLDEST, _OLDEST),
        "rank by age": _rank(-months),
        "references of its year": np.array([float(np.sum(np.abs(dated - month) < 6)) for month in months])
        / max(1, len(cited)),
    }


def _titled(citing: Paper, cited: Sequence[Paper]) -> Columns:
    """What the titles say."""
    mine, theirs = set(content_words(citing.title)), [set(content_words(paper.title)) for paper in cited]
    common = Counter(word for words in theirs for word in words)
    weight = {word: 1 / (1 + common[word]) for word in mine}
    kinds = [kind_of(paper) for paper in cited]
    return {
        "words of the title": np.array([len(mine & words) / max(1, len(mine)) for words in theirs]),
        "rare words of the title": np.array([sum(weight[w] for w in sorted(mine & words)) for words in theirs]),
        "words of the other titles": np.array(
            [sum(common[w] - 1 for w in words) / max(1, len(words)) / max(1, len(cited)) for words in theirs]
        ),
        "length of its title": np.array([float(len(words)) for words in theirs]),
        "named in its title": np.array([float(bool(_SYSTEM.match(paper.title))) for paper in cited]),
        **{f"a {kind.value}": np.array([float(one is kind) for one in kinds]) for kind in _KINDS},
    }


def _worded(citations: Sequence[Citation]) -> Columns:
    """Which signs the words around a mention show; NaN where none are known."""
    texts = [[place.text for place in citation.places if place.text and not place.table] for citation in citations]
    return {
        name: np.array([float(any(map(sign.search, said))) if said else np.nan for said in texts])
        for name, sign in _SAID.items()
    }


def _standing(known: Sequence[Standing | None], size: int) -> Columns:
    """What all that cite them made of them, as shares and ranks, for libraries differ in size."""

    def of(name: str) -> Floats:
        return np.array([np.nan if one is None else getattr(one, name) for one in known], np.float64)

    citations, compared, near = of("citations"), of("compared"), of("near")
    return {
        "citations": np.log1p(citations),
        "citations of the last years": np.log1p(of("recent")),
        "recent of its citations": of("recent") / (citations + 1),
        "compared with elsewhere": (compared + 0.3) / (of("located") + 1),
        "in tables elsewhere": (of("tabled") + 0.1) / (of("located") + 1),
        "comparisons elsewhere": np.log1p(compared),
        "cited beside the others": of("beside"),
        "cited beside the others, cautiously": of("near") / (citations + 5) / max(1, size - 1),
        "compared with by near papers": (of("near_compared") + 0.3) / (near + 1),
        "compared together with others": np.log1p(of("compared_together")),
        "compared together with those in the results": np.log1p(of("compared_alike")),
        "references that cite it": of("siblings") / max(1, size),
        "references that compare with it": of("siblings_compared") / max(1, size),
        "rank by citations": _rank(citations),
        "rank by citations of the last years": _rank(of("recent")),
        "rank by comparisons elsewhere": _rank(compared),
        "rank by near comparisons": _rank(of("near_compared")),
        "rank by comparisons together": _rank(of("compared_together")),
        "rank by comparisons with those in the results": _rank(of("compared_alike")),
        "rank by references that cite it": _rank(of("siblings")),
        "rank by references that compare with it": _rank(of("siblings_compared")),
    }


def _share(values: Floats) -> Floats:
    """Of the largest of them."""
    return values / (values.max(initial=0.0) or 1.0)


def _rank(values: Floats) -> Floats:
    """The share of the known values that are smaller, the equal ones counted half; NaN stays."""
    known = np.sort(values[~np.isnan(values)])
    below, upto = (np.searchsorted(known, values, side) for side in ("left", "right"))
    return np.where(np.isnan(values), np.nan, (below + upto) / 2 / max(1, len(known)))


def _mean(values: npt.ArrayLike) -> float:
    return float(np.mean(np.asarray(values, np.float64))) if np.size(values) else 0.0


def _same(value: float, size: int) -> Floats:
    return np.full(size, value)
