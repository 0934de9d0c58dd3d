"""Boolean searches in the dialects of the services: `a AND "b c"`, `+a -b | c*`, `ti:a ANDNOT abs:b`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.standin.world import Work, World, words

Test = Callable[[Work], bool]
Term = Callable[[str, str], Test]
"""(field, text as written) to whether a work has it."""

_TOKEN = re.compile(r'\s*(\(|\)|[+|]|(?:[a-zA-Z]+:)?(?:"[^"]*"|\[[^\]]*\])(?:~\d*)?|-?[^\s()|"]+"?|-)')
_NAMES = {"AND": "AND", "OR": "OR", "NOT": "NOT", "ANDNOT": "ANDNOT", "+": "AND", "|": "OR", "-": "NOT"}


@dataclass
class Query:
    """Parses one search; `loose`: words side by side mean OR."""

    world: World
    term: Term
    loose: bool = False
    signs: bool = False
    """Whether `+ | -` are operators (Semantic Scholar) or the words AND, OR, NOT are."""

    def parse(self, text: str) -> Test:
        """The search as a test of works; ValueError when brackets or operators do not fit together."""
        self._tokens = [token for raw in _TOKEN.findall(text) for token in self._split(raw)]
        self._place = 0
        test = self._either()
        if self._place < len(self._tokens):
            raise ValueError(f"unexpected {self._tokens[self._place]!r}")
        return test

    def _split(self, raw: str) -> list[str]:
        if raw in "()" or not raw:
            return [raw]
        if not self.signs:
            return [_NAMES[raw]] if raw in ("AND", "OR", "NOT", "ANDNOT") else [f"={raw}"]
        if raw in _NAMES and len(raw) == 1:
            return [_NAMES[raw]]
        negated = raw.startswith("-")
        bare = raw.lstrip("+-")
        return [*(["NOT"] if negated else []), *([f"={bare}"] if bare else [])]

    def _next(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1]

    def _either(self) -> Test:
        tests = [self._both()]
        while self._next() == "OR" or (self.loose and self._next()[:1] in ("=", "(")):
            if self._next() == "OR":
                self._take()
            tests.append(self._both())
        return lambda work: any(test(work) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._next() in ("AND", "ANDNOT", "NOT") or (not self.loose and self._next()[:1] in ("=", "(")):
            operator = self._take() if self._next() in ("AND", "ANDNOT") else ""
            test = self._one()
            tests.append(_not(test) if operator == "ANDNOT" else test)
        return lambda work: all(test(work) for test in tests)

    def _one(self) -> Test:
        token = self._take() if self._next() else ""
        if token == "NOT":
            return _not(self._one())
        if token == "(":
            inner = self._either()
            if self._next() != ")":
                raise ValueError("a bracket is not closed")
            self._take()
            return inner
        if not token.startswith("="):
            raise ValueError(f"a word is missing at {token!r}")
        field, text = _field(token[1:])
        return self.term(field, text)


def _not(test: Test) -> Test:
    return lambda work: not test(work)


def _field(token: str) -> tuple[str, str]:
    match = re.match(r"([a-zA-Z]+):(.+)", token, re.DOTALL)
    return (match[1], match[2]) if match else ("", token)


def has_words(world: World, text: str, *, title: bool = False) -> Test:
    """Whether a work has a word, a `prefix*`, or the words of a "phrase" one after the other."""
    if text.endswith("*"):
        start = text[:-1].casefold()
        return lambda work: any(word.startswith(start) for word in _plain(work, title))
    found = world.having(words(re.sub(r"~\d*$", "", text).strip('"')), title=title)
    return lambda work: work.id in found


def _plain(work: Work, title: bool) -> list[str]:
    text = work.title or "" if title else f"{work.title} {work.note}"
    return re.findall(r"[^\W_]+", text.casefold())


def closeness(world: World, text: str) -> Callable[[Work], float]:
    """How well a work fits the words of a search, 0 to 1; words of the title count twice."""
    wanted = set(words(text)) - {"and", "or", "not", "for", "the", "of", "in", "on", "with", "a"}
    held = Counter(one for word in wanted for title in (True, False) for one in world.having([word], title=title))
    return lambda work: held[work.id] / (2 * max(1, len(wanted)))
