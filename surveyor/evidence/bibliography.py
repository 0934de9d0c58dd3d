"""Entries of a bibliography: ids, year and, where the source gives no fields, what the print tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from surveyor.evidence.document import Entry
from surveyor.evidence.references import names_of, parted
from surveyor.identity import build_id, parse_id
from surveyor.text import clean

_ARXIV = re.compile(
    r"""(?ix)(?:\barxiv(?:\.org)?\W{0,3}(?:(?:abs|pdf|html)/|e-?prints?\W{0,3}|preprint\W{0,3}|arxiv:\s*){0,3}|\babs/)
    (\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})(?!\d)"""
)
_DOI = re.compile(r"(?<![\w.])(10\.\d{4,9}/[^\s\"<>{}|,;\u4e00-\u9fff]+)")
_ACL = re.compile(
    r"""(?x)(?i:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/)?(?:[A-Z]/[A-Z]\d\d/)?
    ([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)"""
)
_IDS = (("arxiv", _ARXIV, ("arxiv", "abs/")), ("doi", _DOI, ("10.",)), ("acl", _ACL, ("acl",)))
"""Scheme, what an id looks like, and words of which a text with one holds one: looking for these first is faster."""
_BARE_ARXIV = re.compile(r"(\d{4}\.\d{4,5})(?:v\d+)?(?:\s*\[[\w.-]+\])?")
_OF_ARXIV = re.compile(r"arxiv:(?:[a-z-]+(?:\.[A-Z]{2})?/)?(\d\d)\d\d")
_YEAR = re.compile(r"(?=[12])(?<![\d.:/-])((?:19|20)\d\d)[a-z]?(?![\d/]|[.:]\d|[-–]\d)")
_BRACKETED = re.compile(r"\(((?:19|20)\d\d)[a-z]?\)")
_NOISE = re.compile(
    r"""(?=[hHaA\d])
    (?:https?://\S+ | \b10\.\d{4,9}/\S+ | (?i:arxiv[:\s.]*(?:preprint\s+)?(?:arxiv:)?)\s*\d{4}\.\d{4,5}
    | \b\d+\s?[-–—]+\s?\d+\b | \b\d{4}\.\d{4,5}\b)""",
    re.VERBOSE,
)
_LATEST, _LONGEST = 2035, 4_000
"""Year of a reference at most; characters of a text in which names, title, year and ids are looked for."""


def entry(
    key: str,
    text: str,
    *,
    title: str = "",
    authors: Sequence[str] = (),
    year: int | None = None,
    venue: str = "",
    links: Iterable[str] = (),
    label: str = "",
) -> Entry:
    """An entry from how it is printed and the fields that the source gives; others are read off the print.

    `links` are texts that may hold ids besides, such as URLs.
    """
    line = clean(text)
    told = line[:_LONGEST]
    names, headline = (names_of(told.partition(clean(title))[0]), "") if title else parted(told)
    return Entry(
        key,
        line,
        title=clean(title) or headline,
        authors=tuple(filter(None, map(clean, authors))) or names,
        year=year if year is not None else year_of(told),
        venue=clean(venue),
        ids=ids_of(line, *links),
        label=_bare(clean(label)),
    )


def _bare(label: str) -> str:
    """A marker without the brackets around it: `[12]` → `12`; `Chen et al. (2017)` stays."""
    while len(label) > 1 and label[0] + label[-1] in ("()", "[]", "{}"):
        label = label[1:-1].strip()
    for pair in ("()", "[]"):
        if label.count(pair[0]) != label.count(pair[1]):
            label = label.strip(pair)
    return label.strip(",;. ")


def ids_of(*texts: str) -> tuple[str, ...]:
    """Normal ids that stand in texts, sorted: arXiv, DOI, ACL Anthology."""
    found: set[str] = set()
    for text in texts:
        text = text[:_LONGEST]
        lower = text.lower()
        for scheme, pattern, hints in _IDS:
            if any(hint in lower for hint in hints):
                found.update(_normal(scheme, match[1]) for match in pattern.finditer(text))
        if bare := _BARE_ARXIV.fullmatch(text.strip()):
            found.add(_normal("arxiv", bare[1]))
    return tuple(sorted(found - {""}))


def _normal(scheme: str, value: str) -> str:
    while value and (value[-1] in ".,;:'\"]}>" or (value[-1] == ")" and value.count("(") < value.count(")"))):
        value = value[:-1]
    identifier = parse_id(f"{scheme}:{value}")
    return build_id(identifier) if identifier else ""


def year_of(text: str) -> int | None:
    """The year of a printed reference: the one in brackets, else the last."""
    plain = _NOISE.sub(" ", text)
    bracketed = _BRACKETED.search(plain)
    years = [year for found in _YEAR.findall(plain) if (year := int(found)) <= _LATEST]
    return int(bracketed[1]) if bracketed else years[-1] if years else None


def year_of_arxiv(some_id: str) -> int | None:
    """The year in an id of arXiv; None for any other id."""
    match = _OF_ARXIV.match(some_id)
    return int(match[1]) + (1900 if match[1] > "90" else 2000) if match else None
