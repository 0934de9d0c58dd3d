"""Phrases that name a technique, found by where they stand in a sentence, never by a list of names.

What a paper does something *with* is a technique: words behind "via", "using" or "we propose a", or before "module",
"loss" or "-based". What it does something *for* is a task. A phrase counts as a technique when more papers speak of it
in the first way than in the second: those at hand, or the many that `technique_names` are learnt from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from surveyor.ranking.abbreviations import introduced
from surveyor.ranking.technique_names import technique_names
from surveyor.ranking.technique_words import (
    ARTICLES,
    BREAKS,
    ENDS,
    GENERIC,
    HEAD,
    HOLDERS,
    MEANS,
    NOUNS,
    OWN_HOLDERS,
    STUFF,
    TASKS,
    THINGS,
    WIDE,
)
from surveyor.text import stem
from surveyor.text_roots import root_of

LONGEST = 4
"""Words of a name."""

PART = 0.8
"""Share of its texts in which a name stands inside a longer one, from which it is a part of that."""

_TOKEN = re.compile(r"\d*[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|[,.;:()!?]|\d+")
_BASED = ("-based", "-guided", "-driven", "-enhanced", "-augmented")
_JOINING = frozenset(("and", "or", ","))
"""Behind these stands one more of what the words before depend on."""
_PLACES = frozenset(("in", "at"))
"""In front of a place where something is done, not of what it is done with."""
_LOUD = 4
"""Texts in which a single word has to be a means."""


@dataclass(slots=True)
class Technique:
    """A phrase, and the texts that it stands in."""

    name: str
    """As it is printed most often, spelled out where some text spells it out."""
    keys: set[str] = field(default_factory=set)
    """Of all its spellings."""
    means: set[str] = field(default_factory=set)
    """Keys of the texts that do something with it."""
    ends: set[str] = field(default_factory=set)
    """Keys of those that do something for it."""
    texts: set[str] = field(default_factory=set)
    """Keys of all that hold it."""
    whole: set[str] = field(default_factory=set)
    """Keys of those that hold it by itself."""
    printed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase in a text."""

    key: str
    printed: str
    is_means: bool
    is_end: bool
    start: int
    end: int
    """Where it stands in the text."""


@lru_cache(maxsize=1 << 14)
def key_of(phrase: str) -> str:
    """What all spellings of a phrase share: hyphens, blanks, plural and case do not matter."""
    return "".join(stem(word) for word in phrase.casefold().replace("-", " ").split())


def techniques(texts: Mapping[str, Sequence[str]], tasks: Iterable[str] = (), fewest: int = 2) -> list[Technique]:
    """The phrases that are a means in at least `fewest` texts, and in more than they are an end, most frequent first.

    `texts` maps a key to its sentences; `tasks` are names of what is worked on, which are no techniques, nor are their
    ends. Spellings that differ in hyphens, endings or the order of words, and abbreviations that a text spells out,
    are one phrase.
    """
    tasks = list(tasks)
    ends = {key_of(" ".join(task.split()[at:])) for task in tasks for at in range(len(task.split()))}
    told = {stem(word) for task in tasks for word in task.casefold().replace("-", " ").split()}
    found = [one for one in _found(texts) if one.keys.isdisjoint(ends | WIDE) and not _is_of_task(one, told)]
    kept = [one for one in found if _is_means(one, fewest)]
    whole = [one for one in kept if not any(_is_part(one, other) for other in kept)]
    return sorted(whole, key=lambda one: (-len(one.texts), one.name))


def _found(texts: Mapping[str, Sequence[str]]) -> list[Technique]:
    long = _long_forms(texts.values())
    same: dict[tuple[str, ...], str] = {}
    found: dict[str, Technique] = {}
    for text, sentences in texts.items():
        for mention, is_whole in (pair for sentence in sentences for pair in told_apart(sentence)):
            key = same.setdefault(_roots(long.get(mention.key, mention.printed)), mention.key)
            one = found.setdefault(key, Technique(mention.printed))
            one.keys.add(mention.key)
            one.texts.add(text)
            one.printed[mention.printed] += 1
            if is_whole:
                one.whole.add(text)
            if mention.is_means:
                one.means.add(text)
            if mention.is_end:
                one.ends.add(text)
    for one in found.values():
        one.name = min(one.printed, key=lambda name: (key_of(name) in long, -one.printed[name], name))
    return list(found.values())


def _long_forms(texts: Iterable[Sequence[str]]) -> dict[str, str]:
    """Keys of abbreviations to what most texts spell them out as."""
    told = Counter(pair for sentences in texts for sentence in sentences for pair in introduced(sentence))
    forms: dict[str, str] = {}
    for (short, form), _ in sorted(told.items(), key=lambda item: (-item[1], item[0])):
        if len(form.split()) <= LONGEST:
            forms.setdefault(key_of(short), form)
    return forms


@lru_cache(maxsize=1 << 14)
def _roots(phrase: str) -> tuple[str, ...]:
    """Its words in any order and form; "self-supervised learning" is "self-supervision"."""
    words = phrase.casefold().replace("-", " ").split()
    if len(words) > 2 and words[-2] == "supervised" and words[-1] in {"learning", "training"}:
        words[-2:] = ["supervision"]
    return tuple(sorted(root_of(stem(word)) for word in words))


def _is_of_task(one: Technique, told: Set[str]) -> bool:
    """Whether it is but the stuff that is worked on: "query embeddings" where queries are what it is about."""
    *first, last = one.name.casefold().replace("-", " ").split()
    return bool(first) and stem(last) in STUFF and {stem(word) for word in first} <= told


def _is_means(one: Technique, fewest: int) -> bool:
    """Whether it is a technique everywhere, or here: more texts do something with it than hold it elsewhere, of a
    single word more still, as most are too wide to say anything; stuff of one word that is not known is
    none, nor is a piece of longer names."""
    if is_known(one):
        return len(one.texts) >= fewest
    *before, last = one.name.casefold().replace("-", " ").split()
    if (len(before) == 1 and stem(last) in STUFF) or (before and len(one.whole) < fewest):
        return False
    enough = fewest + 1 if is_long(one.name) else max(_LOUD, len(one.texts) // 3)
    return len(one.means) >= enough and len(one.means) > len(one.ends)


def is_known(one: Technique) -> bool:
    """Whether it is a technique wherever it stands."""
    return not one.keys.isdisjoint(technique_names().names)


def names_alone(mention: Mention) -> bool:
    """Whether it names a technique whatever word stands before it, as a single word rarely does."""
    return is_long(mention.printed) or mention.key in technique_names().names


def is_long(name: str) -> bool:
    """Whether a name has several words."""
    return " " in name or "-" in name


def _is_part(one: Technique, other: Technique) -> bool:
    """Whether nearly all texts that hold the name hold it inside a longer one."""
    longer = len(other.name) > len(one.name) and re.search(
        rf"(?<![a-z0-9]){re.escape(one.name)}(?![a-z0-9])", other.name
    )
    return bool(longer) and len(one.texts & other.texts) >= PART * len(one.texts)


@lru_cache(maxsize=1 << 14)
def mentions(sentence: str) -> tuple[Mention, ...]:
    """The phrases of a sentence that can name something, with what stands around each."""
    return tuple(_mentions(sentence))


def told_apart(sentence: str) -> Iterator[tuple[Mention, bool]]:
    """The phrases, and whether each stands by itself: none that is longer ends where it does."""
    found = mentions(sentence)
    longest = {mention.end: mention for mention in found}
    return ((mention, longest[mention.end] == mention) for mention in found)


def _mentions(sentence: str) -> Iterator[Mention]:
    found = list(_TOKEN.finditer(sentence.lower() if sentence.isupper() else sentence))
    lower = [token[0].casefold() for token in found]
    start, before = 0, ""
    while start < len(found):
        if _breaks(lower[start]):
            start += 1
            continue
        stop = start
        while stop < len(found) and not _breaks(lower[stop]):
            stop += 1
        if not start or lower[start - 1] not in _JOINING:
            before = _before(lower, start)
        yield from _of_chunk(found[start:stop], before, lower[stop] if stop < len(found) else "")
        start = stop


def _breaks(word: str) -> bool:
    return word in BREAKS or not word[0].isalpha()


def _before(lower: Sequence[str], start: int) -> str:
    """The word that a chunk depends on: the last one before it that is no article or adverb; `based on` is a means."""
    at = start - 1
    while at >= 0 and lower[at] in {"a", "an", "the", "our", "its", "their", "both", "jointly", "directly"}:
        at -= 1
    if at < 0:
        return ""
    return "using" if lower[at] == "on" and at and lower[at - 1] == "based" else lower[at]


def _of_chunk(chunk: Sequence[re.Match[str]], before: str, after: str) -> Iterator[Mention]:
    """Names at the end of a chunk of words, and before a word in it that says what they are."""
    first = next((at for at, token in enumerate(chunk) if token[0].casefold() not in GENERIC), len(chunk))
    chunk = chunk[first:]
    words = [token[0] for token in chunk]
    if not words:
        return
    last = stem(words[-1].casefold())
    is_means, is_end = (before in MEANS and not _is_verb(words)) or after == "for", before in ENDS
    if len(words) > 1 and last in OWN_HOLDERS:
        yield from _names(words, chunk, is_means, is_end, after)
    held, task = len(words) > 1 and last in HOLDERS, len(words) > 1 and last in TASKS
    based = last.endswith(_BASED)
    if held or task:
        words.pop()
    if based:
        words[-1] = words[-1].rsplit("-", 1)[0]
    yield from _names(words, chunk, is_means or based or (held and before not in _PLACES), task or is_end, after)


def _names(
    words: Sequence[str], chunk: Sequence[re.Match[str]], is_means: bool, is_end: bool, after: str
) -> Iterator[Mention]:
    for size in range(1, min(LONGEST, len(words)) + 1):
        at = len(words) - size
        if _is_name(words[at:], after):
            printed = " ".join(word if _is_abbreviated(word) else word.lower() for word in words[at:])
            yield Mention(key_of(printed), printed, is_means, is_end, chunk[at].start(), chunk[len(words) - 1].end())


def _is_verb(words: Sequence[str]) -> bool:
    """Whether the first of several words says what is done with the others: "by revisiting T"."""
    first = words[0].casefold()
    return len(words) > 1 and first.endswith("ing") and "-" not in first and first not in NOUNS


def _is_abbreviated(word: str) -> bool:
    return any(sum(map(str.isupper, part)) > 1 for part in word.split("-"))


def _is_name(words: Sequence[str], after: str) -> bool:
    head, first = words[-1].casefold(), words[0].casefold()
    if first in GENERIC or first.endswith("ly") or len(head) < 3:
        return False
    last = head.replace("-", " ").split()[-1]
    if not HEAD.search(last) or (stem(last) in THINGS and last == head):
        return False
    if _is_verb(words):
        return False
    return len(words) > 1 or "-" in head or not (last.endswith("ing") and after in ARTICLES)
