"""Learn which phrases are techniques, and write the file that strategies are found with.

    surveyor bench train techniques -o surveyor/ranking/technique_names.json

A phrase is a technique when the abstracts of a library do something with it rather than for it, and when titles say so
too: what is merely said in passing, such as "with the rapid development", stands in no title. The same library gives
the same bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

import msgspec

from surveyor.errors import CorpusError
from surveyor.evidence.sentences import split
from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.ranking.technique_names import TechniqueNames
from surveyor.ranking.technique_words import WIDE
from surveyor.ranking.techniques import Mention, is_long, told_apart
from surveyor.text import title_key

SHORTEST = 200
"""Characters of an abstract."""
ABSTRACTS, TITLES = 10, 5
"""Abstracts that hold a name, and titles that do something with it, at least."""
MEANS, TITLED = 0.3, 0.25
"""Share of its abstracts, and of its titles, that do something with it, at least."""
RATHER = 0.95
"""Times as many abstracts do something with it as do something for it, at least."""
WHOLE = 0.15
"""Share of its abstracts in which it stands by itself, at least; what does not is a piece of a longer name."""


def learn_techniques(library: Library) -> TechniqueNames:
    """The names of the techniques of a library's papers; CorpusError where it has no abstracts."""
    with library.reading() as db:
        rows = db.execute("select title, abstract from papers order by id").fetchall()
    titles = {title_key(title): title for title, _ in rows}
    texts = {title_key(title): (title, *split(text)) for title, text in rows if len(text) >= SHORTEST}
    if not texts:
        raise CorpusError("no abstracts to learn from: import the corpora of the bench first")
    titled = _counted((title,) for title in titles.values())
    likely = {key for key, one in titled.items() if one.means >= TITLES and one.means >= TITLED * one.texts} - WIDE
    found = _counted(texts.values(), likely)
    names = {key: one.name for key, one in found.items() if _is_technique(one)}
    card = {
        "what": "phrases that papers do something with rather than for, in abstracts and in titles",
        "abstracts": len(texts),
        "titles": len(titles),
        "library": {corpus.name: corpus.papers for corpus in corpora(library)},
        "limits": "English alone; most papers are of computer vision, machine learning and language.",
    }
    return TechniqueNames(card, dict(sorted(names.items())))


def dump(learnt: TechniqueNames) -> bytes:
    """The content of the file, a name a line."""
    encode = msgspec.json.encode
    lines = (encode(key) + b":" + encode(name) for key, name in learnt.names.items())
    return b'{"card":' + encode(learnt.card) + b',"names":{\n' + b",\n".join(lines) + b"\n}}\n"


class _Counts:
    """How many texts hold a phrase, do something with it, or for it, or hold it by itself."""

    __slots__ = ("ends", "means", "printed", "texts", "whole")

    def __init__(self) -> None:
        self.texts = self.means = self.ends = self.whole = 0
        self.printed: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """As it is printed most often."""
        return min(self.printed, key=lambda name: (-self.printed[name], name))


def _counted(texts: Iterable[Iterable[str]], wanted: Collection[str] | None = None) -> dict[str, _Counts]:
    """Key to counts of the wanted phrases; None: of all."""
    counts: defaultdict[str, _Counts] = defaultdict(_Counts)
    for sentences in texts:
        seen: dict[str, tuple[bool, bool, bool]] = {}
        for mention, is_whole in _phrases(sentences):
            if wanted is None or mention.key in wanted:
                means, ends, whole = seen.get(mention.key, (False, False, False))
                seen[mention.key] = (means or mention.is_means, ends or mention.is_end, whole or is_whole)
                counts[mention.key].printed[mention.printed] += 1
        for key, (means, ends, whole) in seen.items():
            one = counts[key]
            one.texts += 1
            one.means += means
            one.ends += ends
            one.whole += whole
    return counts


def _phrases(sentences: Iterable[str]) -> Iterator[tuple[Mention, bool]]:
    """The phrases that can be names, and whether each stands by itself."""
    for sentence in sentences:
        for mention, is_whole in told_apart(sentence):
            if is_long(mention.printed):
                yield mention, is_whole


def _is_technique(one: _Counts) -> bool:
    enough = one.texts >= ABSTRACTS and one.means >= MEANS * one.texts and one.means >= RATHER * one.ends
    return enough and one.whole >= WHOLE * one.texts
