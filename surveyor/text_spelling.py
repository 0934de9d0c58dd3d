"""Spellings of English words, British, American and short: titles of one field have all, and a problem is typed in
one."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_VERBS = (
    "(?:advert|anise|chem|circumc|comprom|concis|conc|dem|desp|disgu|enterpr|exc|exerc|expert|franch|inc|merchand|parad"
    "|pract|prec|prem|prom|surm|surpr|treat|compr|ar|sunr|r|m)"
)
"""What stands before `-ise` in words that are no verbs in `-ize`."""

_ISE = re.compile(rf"(?!{_NOT_VERBS}is)(.{{2,}}[^aeouvw])is(e[drs]?|ers|ings?|ations?|able|ability)")
_IZE = re.compile(r"(.{3,})iz(e[drs]?|ers|ings?|ations?|able|ability)")
_STEMS_IN_OR = "arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|sav|sav[iy]|tum|vap|vig"
_OUR, _OR = (re.compile(rf"({_STEMS_IN_OR}){ending}(.*)") for ending in ("our", "or"))
_LL, _L = (
    re.compile(rf"(cancel|channel|fuel|label|level|model|relabel|signal|travel|tunnel|unlabel){ending}(ed|ings?|ers?)")
    for ending in ("l", "")
)
_PAIRS = {
    "ageing": "aging",
    "analogue": "analog",
    "analyse": "analyze",
    "analysed": "analyzed",
    "analyser": "analyzer",
    "analysing": "analyzing",
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "defence": "defense",
    "doc": "document",
    "docs": "documents",
    "fibre": "fiber",
    "grey": "gray",
    "judgement": "judgment",
    "licence": "license",
    "metre": "meter",
    "programme": "program",
    "theatre": "theater",
}
_BACK = {american: british for british, american in _PAIRS.items()}


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """A lower-case word in American spelling: `personalised` → `personalized`, `neighbourhood` → `neighborhood`."""
    return _respelled(word, _PAIRS, ((_ISE, r"\1iz\2"), (_OUR, r"\1or\2"), (_LL, r"\1\2")))


@lru_cache(maxsize=1 << 16)
def spellings(word: str) -> tuple[str, ...]:
    """A lower-case word in all its spellings, the American one first. The British one is made by rule and need not
    exist, so that it is of use to look for a word, and not to show it."""
    known = american(word)
    return tuple(
        dict.fromkeys((known, _respelled(known, _BACK, ((_IZE, r"\1is\2"), (_OR, r"\1our\2"), (_L, r"\1l\2")))))
    )


def _respelled(word: str, pairs: dict[str, str], rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    if word in pairs:
        return pairs[word]
    for rule, spelt in rules:
        if found := rule.fullmatch(word):
            word = found.expand(spelt)
    return word
