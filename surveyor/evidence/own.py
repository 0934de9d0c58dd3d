"""The names that a paper gives to what it puts forward."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from surveyor.evidence.document import Document, Part
from surveyor.evidence.names import bare_name, name_key
from surveyor.evidence.vocabulary import GENERIC, OURS, PUT_FORWARD, REPRODUCED, STRONG, metric_in

_FRONT = re.compile(r"^\s*(?P<name>[^:?!]{2,40}?)\s*[:–—]\s+\S")
_NAME = re.compile(r"[A-Za-z\d][\w@+.*/⁺-]*(?:\s(?=[A-Z\d])[\w@+.*/⁺-]+){0,2}")
_BRACKETED = re.compile(
    r"[(\[]\s*(?:i\.e\.,?\s*|or\s+|henceforth\s+|dubbed\s+"
    r"|named\s+)?(?P<name>[A-Za-z][\w@+.*/-]{1,24}(?:\s[A-Z\d][\w@+.*/-]*)?)\s*[)\]]"
)
_PARTS = re.compile(r"[A-Za-z]+|\d+|\+")
_SIZE = re.compile(
    r"(?:xx?s|xx?l|s|m|l|b|t|h|ti|tiny|mini|small|medium|base|large|huge|giant|xlarge|big|full|lite|plus"
    r"|v?\d+|r\d+|[a-z]|\+)*"
)
_BEYOND = re.compile(r"\b(?:for|on|in|to|with|based|using|from|by|that|which|via|where|over|under|of)\b")
"""Behind it stands what a proposal is for or made of."""
_MARKED = re.compile(r"(?P<name>[^()\[\]]*\w)\s*[(\[-]\s*(?:ours?|proposed|this\s+(?:work|paper))\W*$", re.IGNORECASE)
_MARKED_BEFORE = re.compile(r"\W*(?:\(ours\)\s*|ours\s*\(\s*)(?P<name>\w[^()]*\w)\)?\W*$", re.IGNORECASE)
_LONGEST = 60
_MEASURE = re.compile(r"(?:x?\d+\w?|(?:resnet|vgg|densenet|resnext|mobilenet)-?v?\d*)$", re.IGNORECASE)
"""Sizes, and backbones that are in wide use."""
_REACH = 170
_ENOUGH = 3


def own_names(
    document: Document, known: Mapping[str, tuple[str, ...]], datasets: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Keys of the names that the paper introduces: in its title, by `we propose X`, by `X (ours)` in a table, and names
    of its abstract that nothing explains.

    `known` are the names that its bibliography explains, `datasets` are those of data sets.
    """
    votes: Counter[str] = Counter()
    unknown = ((name, 3) for name in _of_abstract(document) if name_key(name) not in known.keys() | datasets)
    for name, weight in (*_of_title(document), *_of_text(document), *_of_cells(document), *unknown):
        key = name_key(name)
        if len(key) > 1 and (weight > _ENOUGH or key not in GENERIC):
            votes[key] += weight
    return frozenset(key for key, count in votes.items() if count >= (2 * _ENOUGH if key in known else _ENOUGH))


def _of_title(document: Document) -> Iterator[tuple[str, int]]:
    front = _FRONT.match(document.title)
    if front and len(front["name"].split()) <= 3:
        yield front["name"], 6
    for name in _BRACKETED.findall(document.title):
        yield name, 4


def _of_abstract(document: Document) -> Iterator[str]:
    """Names in title and abstract that are no metrics."""
    words = dict.fromkeys(re.findall(r"[A-Za-z][\w+-]*\+*", f"{document.title} {document.abstract}"))
    yield from (
        word
        for word in words
        if STRONG.match(word) and len(word) > 2 and not metric_in(word) and not _MEASURE.match(word)
    )


def _of_text(document: Document) -> Iterator[tuple[str, int]]:
    """Names behind `we propose`, in brackets behind what is proposed, and behind `our`."""
    yield from _put_forward(document.abstract, 3)
    for portion in document.portions:
        if portion.part in (Part.RELATED, Part.APPENDIX):
            continue
        weight = 2 if portion.part is Part.INTRO else 1
        for passage in portion.passages:
            if not passage.cites or portion.part is Part.INTRO or portion.part is Part.METHOD:
                yield from _put_forward(passage.text, weight)


def _put_forward(text: str, weight: int) -> Iterator[tuple[str, int]]:
    for match in re.finditer(
        r"\b(?:we|our|this\s+(?:paper|work)|is|are|method|model|approach|framework|system)\b", text, re.IGNORECASE
    ):
        after = re.split(r"(?<=[^.])\.\s|;", text[match.end() : match.end() + _REACH], maxsplit=1)[0]
        word = match[0].casefold()
        if word == "our":
            yield from (
                (name[0], 1) for name in [_NAME.search(after)] if name and name.start() < 14 and STRONG.match(name[0])
            )
            continue
        verb = (
            PUT_FORWARD.match(after.lstrip(" ,"))
            if word not in ("we", "this paper", "this work")
            else PUT_FORWARD.search(after[:40])
        )
        if not verb:
            continue
        rest = after[verb.end() :]
        if "[" not in rest[:60]:
            yield from ((name, weight) for name in _first_names(rest))


def _first_names(rest: str) -> Iterator[str]:
    """The first strong name of what is put forward, and one in brackets."""
    near = _BEYOND.split(rest[:90], maxsplit=1)[0]
    for match in _NAME.finditer(near):
        words = match[0].rstrip(".").split()
        while words and not words[0][0].isupper() and not STRONG.match(words[0]):
            words = words[1:]
        if words and (STRONG.match(words[0]) or STRONG.match(words[-1])):
            yield " ".join(words)
            if len(words) > 1 and STRONG.match(words[0]):
                yield words[0]
            break
    bracketed = _BRACKETED.search(rest)
    if (
        bracketed
        and any(c.isupper() for c in bracketed["name"])
        and not _of_task(rest[: bracketed.start()], bracketed["name"])
    ):
        yield bracketed["name"]


def _of_task(before: str, name: str) -> bool:
    """Whether a name in brackets abbreviates what the proposal is for, as in `a model for Entity Linking (EL)`."""
    purpose = [*_BEYOND.split(before)]
    words = re.findall(r"[A-Za-z]+", purpose[-1]) if len(purpose) > 1 else []
    letters = re.sub(r"[^a-z]", "", name.casefold())
    return len(words) >= len(letters) > 1 and "".join(word[0] for word in words[-len(letters) :]).casefold() == letters


def _of_cells(document: Document) -> Iterator[tuple[str, int]]:
    """`X (ours)` in tables."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if len(cell.text) > _LONGEST or cell.again or cell.cites:
                    continue
                marked = _MARKED.match(cell.text) or _MARKED_BEFORE.match(cell.text)
                if marked and STRONG.match(name := bare_name(marked["name"])):
                    yield name, 3


def marked_ours(text: str) -> bool:
    """Whether a label says that it is the paper's own."""
    return OURS.search(text) is not None and REPRODUCED.search(text) is None


@lru_cache(maxsize=1 << 14)
def is_own(label: str, own: frozenset[str]) -> bool:
    """Whether a label is one of the names, a size or a version of it, or holds it among its words."""
    parts = _PARTS.findall(bare_name(label))
    for start in range(len(parts)):
        joined = ""
        for end in range(start, min(len(parts), start + 8)):
            joined += parts[end].casefold()
            if joined in own:
                return True
    key = name_key(label)
    if key + "s" in own:
        return True
    return any(len(name) > 2 and key.startswith(name) and _SIZE.fullmatch(key[len(name) :]) for name in own)
