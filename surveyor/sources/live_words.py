"""Words of a problem as a search engine of the web takes them."""

from __future__ import annotations

import re

from surveyor.text import WISHES, clean, content_words, has_chinese, stem

_SIGNS = re.compile(r"""[-‐-―+|/“"”„*()\[\]{}<>~!?,:;^\\]+""")
"""What has a meaning of its own in some query language, and hyphens, which match nothing."""
_EDGES = ".'’`&=%@$"

LONG = 4
"""A search that demands more words than this may find nothing for that reason."""
FEW = 10
"""Fewer papers than this call for a second search in which any of the words will do."""
_MOST_STEMS = 8


def search_words(text: str) -> list[str]:
    """The words that name the problem, as typed, each once: no signs, no stop words, no Chinese beside English."""
    found = [word for part in _SIGNS.sub(" ", clean(text)).split() if (word := part.strip(_EDGES))]
    telling = [word for word in found if not WISHES.issuperset(content_words(word))]
    once: dict[str, str] = {}
    for word in [word for word in telling if not has_chinese(word)] or telling:
        once.setdefault(word.casefold(), word)
    return list(once.values())


def search_stems(text: str) -> list[str]:
    """The first eight of those words without plural endings, for engines that match what a word begins with."""
    return list(dict.fromkeys(stem(word.casefold()) for word in search_words(text)))[:_MOST_STEMS]
