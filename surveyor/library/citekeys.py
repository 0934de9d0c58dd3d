"""What a citekey tells of the work it stands for: ids, or first author, year and how the title begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from surveyor.identity import normal_id, parse_id
from surveyor.library.names import surnames
from surveyor.text import title_key

_PARTS = re.compile(
    r"""(?P<author>[^\W\d_][^\W\d_'’]+)(?:[-_:.+][^\W\d_'’]+)*? (?:[-_:.]?[eE]t[-_:.]?[aA]l\.?)? [-_:.]?
    (?P<year>(?:19|20)\d\d) (?:[a-z]?[-_:.])? (?P<rest>[^\W\d_][\w+-]+)""",
    re.VERBOSE,
)
_INITIALED = re.compile(r"([A-Z]\w*?)([A-Z]{2})")
_HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z])|[-_:.+]")
_PREPRINT = re.compile(r"(?i)(?:DBLP:)?journals/corr/abs-(\d{4})-(\d{4,5})")
_SCHEMES = ("", "arxiv:", "acl:", "doi:", "dblp:")
_TOKEN = re.compile(r"[^\W_]+")
_LEFT_OUT = frozenset("a an and are at by can do for from how in is of on the to towards what why with".split())
BEFORE = ("", "a", "an", "the", "on", "onthe", "in", "inthe", "to", "towards", "how", "what", "why", "do", "for", "is")
"""What a title begins with, its letters run together, where a citekey leaves its first words out."""


@dataclass(frozen=True, slots=True)
class Citekey:
    """A citekey of author, year and title, such as `vaswani2017attention`."""

    author: str
    """Lower-case letters of the first author's family name, or of its first part."""
    year: int
    start: str
    """Lower-case letters of one or more words that the title begins with, after those that are often left out."""
    initials: str = ""
    """Of the two words after the first, as in `Devlin2019BERTPO`; then no word is left out."""

    def fits(self, title: str, authors: Sequence[str]) -> bool:
        """Whether it can stand for a work of that title, and of a first author who is known and called so."""
        return self.author in surnames(authors) and self._begins(title)

    def _begins(self, title: str) -> bool:
        words = [title_key(word) for word in _TOKEN.findall(title)]
        if self.initials:
            begins = [title_key(word) for word in title.split()[:3]]
            return [*begins[:1], *(word[:1] for word in begins[1:])] == [self.start, *self.initials]
        while words and words[0] in _LEFT_OUT and not self.start.startswith(words[0]):
            words = words[1:]
        grown = ""
        for word in words:
            grown += word
            if len(grown) >= len(self.start):
                break
        return grown == self.start


def parse_citekey(key: str) -> Citekey | None:
    """The forms of Google Scholar, the ACL Anthology and Semantic Scholar, and what people write alike; None for any
    other."""
    parts = _PARTS.fullmatch(key)
    if not parts:
        return None
    author, year, rest = title_key(parts["author"]), int(parts["year"]), parts["rest"]
    initialed = _INITIALED.fullmatch(rest)
    if initialed and key[0].isupper():
        return Citekey(author, year, title_key(initialed[1]), initialed[2].lower())
    start = title_key(_HUMP.split(rest, maxsplit=1)[0])
    return Citekey(author, year, start) if len(start) > 1 else None


def ids_of(key: str) -> tuple[str, ...]:
    """The ids that a citekey is: `DBLP:conf/nips/X17`, `P19-1001`, `2104.07650`."""
    if preprint := _PREPRINT.fullmatch(key):
        return (f"arxiv:{preprint[1]}.{preprint[2]}",)
    return tuple(dict.fromkeys(normal_id(scheme + key) for scheme in _SCHEMES if parse_id(scheme + key)))
