"""Roots of English words: `retrieval`, `retrieving` and `retrieve` have one."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = re.compile(
    r"(?:i[sz]ations?|i[sz](?:ing|ed|er|e)|ational|ations?|ators?|ated?|ating|itions?|itive|ions?|ional|ings?|ieval"
    r"|ieve|iever|ers?|ors?|ed|ives?|ally|al|ance|ancy|ment|ness|ity|able|e)$"
)
_SAME = {
    "classifier": "classification",
    "classify": "classification",
    "customer": "consumer",
    "dialog": "dialogue",
    "doc": "document",
}


@lru_cache(maxsize=1 << 15)
def root_of(word: str) -> str:
    """`retrieval`, `retrieving` and `retrieve` have one root; at least four letters stay."""
    word = _SAME.get(word, word)
    if word.endswith("ogue"):
        return word
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 4 else word
