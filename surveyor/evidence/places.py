"""Where a paper mentions each entry of its bibliography, the most telling places first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from surveyor.evidence.document import Cite, Document, Part, Passage, Portion
from surveyor.models import LONGEST_QUOTE, Place
from surveyor.text import shortened

KEPT = 3
"""Places of an entry that are kept."""

_WORTH = {
    Part.RESULTS: 5,
    Part.EXPERIMENTS: 5,
    Part.ABLATION: 4,
    Part.METHOD: 3,
    Part.RELATED: 2,
    Part.INTRO: 1,
}
_BASELINES = 6
_COMPARING = re.compile(
    r"\b(?:compar\w+|baselines?|outperform\w*|state[- ]of[- ]the[- ]art|better than|worse than|surpass\w*|"
    r"improv\w+ (?:over|upon)|competitive|competitors?|against)\b|对比|比较|基线",
    re.IGNORECASE,
)


def places(document: Document) -> dict[str, list[Place]]:
    """Key of an entry to at most `KEPT` places in running text; a sentence that compares stands before one that does
    not, the experiments before the method, and that before related work."""
    found: dict[str, list[tuple[tuple[int, bool], int, Place]]] = defaultdict(list)
    for number, (portion, passage, cite) in enumerate(document.mentions()):
        sentence = quote(passage, cite)
        rank = (-_worth(portion), not _COMPARING.search(sentence))
        found[cite.key].append((rank, number, Place(portion.part.section, portion.head, text=sentence)))
    return {key: _best(place for _, _, place in sorted(ranked, key=lambda r: r[:2])) for key, ranked in found.items()}


def quote(passage: Passage, cite: Cite) -> str:
    """The sentence around a citation, shortened around it."""
    return shortened(passage.sentence(cite), LONGEST_QUOTE, passage.text[cite.start : cite.end])


def _worth(portion: Portion) -> int:
    return _BASELINES if portion.baselines else _WORTH.get(portion.part, 0)


def _best(ranked: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(ranked))[:KEPT]
