"""Scores to expect of works, as other papers report them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from surveyor.models import Citation
from surveyor.models.notes import Expected, Figure

_PARTS = frozenset(("", *"dev devset development test testset val valid validation train training".split()))
"""What a dataset is parted into: without its name they say nothing."""


def expected(citations: Iterable[Citation], works: Collection[str]) -> tuple[Expected, ...]:
    """By work, in the order of `works`; of each the datasets and metrics that most papers report first.

    Names are one when their letters and digits are; of several figures of one paper on the same the best printed or
    largest counts, as it is what the paper stands for. A figure whose dataset nobody names is left out, be it
    of its test part.
    """
    found: defaultdict[tuple[str, str, str, str], dict[str, Figure]] = defaultdict(dict)
    spelt: dict[str, str] = {}
    for citation in citations:
        if citation.cited not in works:
            continue
        for score in citation.scores:
            names = _key(score.dataset), _key(score.metric)
            if names[0] in _PARTS:
                continue
            spelt.setdefault(names[0], score.dataset)
            spelt.setdefault(f"m:{names[1]}", score.metric)
            mine = found[citation.cited, *names, score.unit]
            known = mine.get(citation.citing)
            if known is None or score.value > known.value:
                mine[citation.citing] = Figure(score.value, citation.citing, score.table)
    made = [
        Expected(
            work, spelt[dataset], spelt[f"m:{metric}"], unit, tuple(sorted(by.values(), key=lambda f: (f.value, f.by)))
        )
        for (work, dataset, metric, unit), by in found.items()
    ]
    place = {work: number for number, work in enumerate(works)}
    return tuple(sorted(made, key=lambda e: (place[e.work], -len(e.figures), e.dataset, e.metric, e.unit)))


def _key(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
