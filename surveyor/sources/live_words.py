"""Words of a problem as a search engine of the web takes them."""

from __future__ import annotations

import re

from surveyor.text import STOP_WORDS, WISHES, clean, has_chinese

_SIGNS = re.compile(r"""[-‐-―+|"“”„*()\[\]{}<>~!?,:;^\\]+""")
"""What has a meaning of its own in some query language, and hyphens, which match nothing."""
_EDGES = ".'’`/&=%@$"
_IDLE = STOP_WORDS | WISHES

LONG = 4
"""A search that demands more words than this may find nothing for that reason."""
FEW = 10
"""Fewer papers than this call for a second search in which any of the words will do."""


def search_words(text: str) -> list[str]:
    """The words that name the problem, as typed, each once: no signs, no stop words, no Chinese beside English."""
    found = [word for part in _SIGNS.sub(" ", clean(text)).split() if (word := part.strip(_EDGES))]
    english = [word for word in found if not has_chinese(word)] or found
    telling = [word for word in english if word.casefold() not in _IDLE] or english
    once: dict[str, str] = {}
    for word in telling:
        once.setdefault(word.casefold(), word)
    return list(once.values())
