"""What each format takes for a graph of many papers; Mermaid, which draws few, gets the 40 most telling.

python -m tests.export.speed [PAPERS]
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

from surveyor.export import EXPORTS
from surveyor.export.narrow import top
from surveyor.models import Candidate, Citation, Mention, Paper, Role, Section, Survey
from tests.fakes import make_paper, make_survey

WORDS = "neural dense sparse ranking retrieval matching of for with learning query document graph model deep".split()
CITED = 5
"""Papers that each paper cites."""


def large_survey(papers: int, seed: int = 7) -> Survey:
    """A survey of so many papers over thirty years, each citing a few older ones: 100 baselines, 20 seeds."""
    dice = random.Random(seed)
    listed = [_paper(number, papers, dice) for number in range(papers)]
    citations = sorted((c for number in range(1, papers) for c in _cited(number, listed, dice)), key=_ends)
    made = make_survey([make_paper("arxiv:2601.00000", "2026-01")], found=["arxiv:2601.00000"])
    (entry,) = made.recent
    late = tuple(replace(entry, paper=paper) for paper in listed[-100:])
    candidates = tuple(_candidate(paper, dice) for paper in dice.sample(listed, min(100, papers)))
    return replace(
        made,
        papers=tuple(sorted(listed, key=lambda paper: paper.id)),
        citations=tuple(citations),
        recent=late,
        seeds=late[-20:],
        baselines=candidates,
        reading=(),
        coverage=replace(made.coverage, found=papers),
        related=late,
    )


def _paper(number: int, papers: int, dice: random.Random) -> Paper:
    year = 1996 + int(30 * (number / papers) ** 0.4)
    title = " ".join(dice.choices(WORDS, k=dice.randint(4, 12))).capitalize()
    authors = tuple(f"{dice.choice('ABCDEFG')}. {dice.choice(WORDS).title()}" for _ in range(dice.randint(1, 5)))
    return make_paper(
        f"arxiv:{number // 10**5:04}.{number % 10**5:05}", f"{year}-06", title, venue="ACL", authors=authors
    )


def _cited(number: int, papers: list[Paper], dice: random.Random) -> list[Citation]:
    older = dice.sample(range(number), min(CITED, number))
    section = Mention(dice.choice([Section.TABLE, Section.RELATED, Section.INTRO]), dice.randint(1, 4))
    return [Citation(papers[number].id, papers[other].id, (section,)) for other in older]


def _ends(citation: Citation) -> tuple[str, str]:
    return citation.citing, citation.cited


def _candidate(paper: Paper, dice: random.Random) -> Candidate:
    why = "compared with in 5 of 20 papers (in a table of 3)"
    return Candidate(paper, dice.random(), dice.choice(list(Role)), (), (), 20, 0.25, (), why)


def main() -> None:
    """Print seconds and size by format, and the sum."""
    made = large_survey(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    print(f"{len(made.papers)} papers, {len(made.citations)} citations")
    whole = 0.0
    for name, export in EXPORTS.items():
        given = top(made, 40) if name == "mermaid" else made
        began = time.perf_counter()
        text = export.render(given)
        took = time.perf_counter() - began
        whole += took
        print(f"{name:14}{took:8.3f} s{len(text.encode()) / 1024:10.0f} KB")
    print(f"{'together':14}{whole:8.3f} s")


if __name__ == "__main__":
    main()
