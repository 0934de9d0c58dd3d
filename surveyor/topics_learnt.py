"""What ordinary words say of a topic: learnt from the abstracts of papers whose titles name it.

`surveyor bench train topics` makes the file. The weight of a word is the logarithm of how much oftener it stands in
abstracts of papers on the topic than in all (naive Bayes; the words of a problem that are not in the file say nothing).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("topics_learnt.json")


class TopicWords(msgspec.Struct, frozen=True):
    """Words and what they say of topics."""

    card: dict[str, object]
    """What it was learnt from."""
    topics: tuple[str, ...]
    """Their names in the venue map."""
    words: dict[str, list[tuple[int, float]]]
    """Root of a word to places in `topics` and weights there."""


@lru_cache(maxsize=1)
def topic_words() -> TopicWords:
    """Those that ship with surveyor."""
    return msgspec.json.decode(FILE.read_bytes(), type=TopicWords)


def learnt_evidence(roots: Collection[str]) -> dict[str, float]:
    """Name of a topic to what the roots of words that a text holds say of it."""
    known = topic_words()
    evidence: defaultdict[int, float] = defaultdict(float)
    for root in sorted(known.words.keys() & roots):
        for topic, weight in known.words[root]:
            evidence[topic] += weight
    return {known.topics[topic]: worth for topic, worth in evidence.items()}
