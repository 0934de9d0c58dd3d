"""venues.yaml: the venues there are, the problems that belong to them, and every mistake in it by line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from surveyor.errors import VenueMapError
from surveyor.text import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

LARGEST, DEEPEST = 4 << 20, 12
"""Bytes and levels of nesting that a venue map may have."""

_TOO_DEEP = f"nested more than {DEEPEST} deep; a venue map needs no more than five"
_KINDS = {"ScalarEvent": "text", "SequenceStartEvent": "list", "MappingStartEvent": "mapping"}
_FIELDS = {
    "map": ("version", "venues", "areas", "fallback"),
    "venue": ("name", "community", "also", "s2", "openalex", "dblp", "acl", "openreview"),
    "area": (
        *("name", "zh", "weight", "terms", "terms_zh", "said", "topics", "examples"),
        *("venues", "datasets", "metrics", "warnings"),
    ),
    "fallback": ("venues",),
}
_LISTS = {"also", "openalex", "terms", "terms_zh", "said", "examples", "datasets", "metrics", "warnings"}
_OPTIONAL = {*_FIELDS["venue"][2:], "weight", "topics", *_LISTS} - {"terms", "terms_zh"}
_EDITION = re.compile(
    r"\b(?:in\s+)?(?:proceedings|proc\b\.?)(?:\s+of)?(?:\s+the)?\b|\b\d+(?:st|nd|rd|th)\b|\b(?:\w+ty[- ]?)?(?:first"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)\b|\b(?:19|20)\d\d\b"
    r"|['’]\d\d\b|\d+\s*$|\b(?:the|annual)\b|\([^)]*\)|[,:;]\s*(?:volume|part)\b.*",
    re.IGNORECASE,
)
"""What is of one edition only: Proceedings of the 43rd … 2020 (SIGIR), Volume 1."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A conference or journal, and what the services call it."""

    short: str
    """The key in the map, such as SIGIR."""
    name: str
    community: str
    also: tuple[str, ...] = ()
    s2: str | None = None
    openalex: tuple[str, ...] = ()
    """Source ids."""
    dblp: str | None = None
    """Stream key such as `conf/sigir`."""
    acl: str | None = None
    """Venue id of the ACL Anthology."""
    openreview: str | None = None
    """Group with `{year}` in it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return tuple(dict.fromkeys((self.short, self.name, *self.also, *((self.s2,) if self.s2 else ()))))


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of problem within an area."""

    name: str
    """The words that titles of papers on it hold."""
    said: tuple[str, ...]
    """How somebody says it who does not know those, English and Chinese."""

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(self.said)}"


@dataclass(frozen=True, slots=True)
class Area:
    """A kind of problem, the words it goes by, and the venues it belongs to."""

    key: str
    name: str
    zh: str
    terms: tuple[str, ...]
    terms_zh: tuple[str, ...]
    venues: tuple[tuple[str, str], ...]
    """(short name, reason), best first."""
    weight: float = 1.0
    """What its words count beside those of other areas, in (0, 1]."""
    said: tuple[str, ...] = ()
    """How somebody says such a problem who does not know the terms, English and Chinese."""
    topics: tuple[Topic, ...] = ()
    examples: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class VenueMap:
    """A checked venue map; compared and hashed by identity, so that what is derived from it can be cached."""

    venues: Mapping[str, Venue]
    areas: Mapping[str, Area]
    fallback: tuple[tuple[str, str], ...]
    """(short name, reason) of the general venues, best first."""
    _names: Mapping[str, str] = field(repr=False)
    """Normalised name to short name."""
    digest: str = ""
    """A short word for its text."""

    def resolve(self, name: str) -> str | None:
        """Short name of a venue known under `name`, whatever its case, punctuation, ordinal or year; None: unknown."""
        return self._names.get(title_key(name)) or self._names.get(_edition_key(name))

    def suggest(self, name: str) -> str | None:
        """Short name of the venue whose names come nearest to a misspelt one; None: nothing is near."""
        return _nearest(_edition_key(name) or title_key(name), self._names)


def load(path: Path) -> VenueMap:
    """Read and check a venue map; VenueMapError names every mistake by file and line."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise VenueMapError((f"{path}: cannot be read ({error.strerror}); name another with --venues",)) from error
    if len(content) > LARGEST:
        raise VenueMapError((f"{path}: larger than {LARGEST >> 20} MiB; a venue map is a small file",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise VenueMapError((f"{path.name}:{line}: not UTF-8; save the file as UTF-8",)) from error
    return parse(text, path.name)


@lru_cache(maxsize=2)
def parse(text: str, name: str) -> VenueMap:
    """Check the text of a venue map; `name` stands before the line in mistakes. The same text gives the same map, so
    that a process with many problems derives from it once."""
    reader = _Reader()
    try:
        found = reader.venue_map(_compose(text))
    except _NotYamlError as error:
        reader.wrong(*error.args)
    if reader.mistakes:
        raise VenueMapError(tuple(f"{name}:{line}: {what}" for line, what in sorted(reader.mistakes)))
    return replace(found, digest=hashlib.sha256(text.encode()).hexdigest()[:12])


def _edition_key(name: str) -> str:
    return title_key(_EDITION.sub(" ", name))


def _nearest(word: str, known: Mapping[str, str]) -> str | None:
    """The value whose key comes nearest to a word; None: nothing is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=72)
    return known[best[0]] if best else None


def _hint(word: str, known: Iterable[str]) -> str:
    """` (did you mean X?)` when a known word is near, ignoring case."""
    near = _nearest(title_key(word), {title_key(name): name for name in known})
    return f" (did you mean {near}?)" if near else ""


@dataclass(frozen=True, slots=True)
class _Node:
    """A YAML value that knows its line."""

    line: int
    kind: str
    text: str = ""
    items: list[_Node] = field(default_factory=list)
    """Of a mapping: key, value, key, value …"""


class _NotYamlError(Exception):
    """(line, what): the text cannot be read to its end."""


def _compose(text: str) -> _Node:
    """The document of a YAML text, made from events so that neither depth nor aliases can blow up."""
    import yaml

    try:
        return _build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or " ".join(str(error).split())
        if "nesting depth" in what:  # a limit of its own that some versions of the C loader have
            raise _NotYamlError(1, _TOO_DEEP) from error
        raise _NotYamlError(mark.line + 1 if mark else 1, f"not YAML: {what}") from error


def _build(events: Iterator[Any]) -> _Node:
    """Nodes of the first document; _NotYamlError for what a venue map has no use for."""
    stack = [_Node(1, "list")]
    for event in events:
        line, kind = event.start_mark.line + 1, type(event).__name__
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _NotYamlError(line, "no anchors, aliases or tags (& * !) in a venue map; quote the text")
        if kind in _KINDS:
            node = _Node(line, _KINDS[kind], getattr(event, "value", ""))
            stack[-1].items.append(node)
            if node.kind != "text":
                stack.append(node)
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            stack.pop()
        if len(stack) > DEEPEST:
            raise _NotYamlError(line, _TOO_DEEP)
        if len(stack[0].items) > 1:
            raise _NotYamlError(line, "a second document begins here (---); a venue map is one document")
    if not stack[0].items:
        raise _NotYamlError(1, "the file is empty; a venue map has " + ", ".join(_FIELDS["map"]))
    return stack[0].items[0]


class _Reader:
    """Turns YAML into a venue map, writing down every mistake instead of stopping at the first."""

    def __init__(self) -> None:
        self.mistakes: dict[tuple[int, str], None] = {}

    def wrong(self, line: int, what: str) -> None:
        """Note a mistake."""
        self.mistakes[line, what] = None

    def venue_map(self, root: _Node) -> VenueMap:
        """The whole map, of no use when there are mistakes."""
        top = self.record(root, "map", "the venue map")
        if "version" in top and top["version"].text != "1":
            self.wrong(top["version"].line, "version must be 1, the layout that this surveyor knows")
        venues = {key: self.venue(key, node) for key, node, _ in self.lines(top.get("venues"), "venues")}
        names = self.known_names(venues, top.get("venues"))
        areas = {key: self.area(key, node, venues) for key, node, _ in self.lines(top.get("areas"), "areas")}
        last = self.record(top["fallback"], "fallback", "fallback") if "fallback" in top else {}
        general = self.reasons(last.get("venues"), venues)
        return VenueMap(MappingProxyType(venues), MappingProxyType(areas), general, MappingProxyType(names))

    def venue(self, short: str, node: _Node) -> Venue:
        """One entry of `venues`."""
        return Venue(
            short, **{"name": "", "community": "", **self.values(self.record(node, "venue", f"venue {short}"))}
        )

    def area(self, key: str, node: _Node, venues: Mapping[str, Venue]) -> Area:
        """One entry of `areas`."""
        given = self.record(node, "area", f"area {key}")
        listed = self.reasons(given.pop("venues", None), venues)
        return Area(key, **{"name": "", "zh": "", "terms": (), "terms_zh": (), **self.values(given)}, venues=listed)

    def values(self, given: dict[str, _Node]) -> dict[str, Any]:
        """Fields as text, lists or numbers."""
        read = {"weight": self.weight, "topics": self.topics, **dict.fromkeys(_LISTS, self.texts)}
        return {key: read.get(key, self.text)(node) for key, node in given.items()}

    def topics(self, node: _Node) -> tuple[Topic, ...]:
        """Names of topics, each with how it is said."""
        return tuple(Topic(name, self.texts(said)) for name, said, _ in self.lines(node, "topics"))

    def weight(self, node: _Node) -> float:
        """A number above 0 and up to 1."""
        if re.fullmatch(r"1(\.0*)?|0?\.\d*[1-9]\d*", node.text):
            return float(node.text)
        self.wrong(node.line, "weight must be a number above 0 and up to 1")
        return 1.0

    def reasons(self, node: _Node | None, venues: Mapping[str, Venue]) -> tuple[tuple[str, str], ...]:
        """Venue to reason, the venues being of the map."""
        if node and node.kind == "mapping" and not node.items:
            self.wrong(node.line, "at least one venue is needed")
        found = []
        for name, reason, line in self.lines(node, "venues"):
            found.append((name, self.text(reason)))
            if name not in venues:
                self.wrong(line, f"unknown venue {name!r}{_hint(name, venues)}")
        return tuple(found)

    def known_names(self, venues: Mapping[str, Venue], node: _Node | None) -> dict[str, str]:
        """Normalised name to short name; one name for two venues is a mistake."""
        known: dict[str, str] = {}
        for short, _, line in self.lines(node, "venues"):
            for name in venues[short].names:
                for key in filter(None, (title_key(name), _edition_key(name))):
                    if known.setdefault(key, short) != short:
                        self.wrong(line, f"{name!r} names both {known[key]} and {short}")
        return known

    def record(self, node: _Node, kind: str, what: str) -> dict[str, _Node]:
        """The fields of a mapping whose keys are fixed."""
        fields = {}
        for key, value, line in self.lines(node, what):
            fields[key] = value
            if key not in _FIELDS[kind]:
                self.wrong(line, f"unknown field {key!r} in {what}{_hint(key, _FIELDS[kind])}")
        for key in _FIELDS[kind]:
            if node.kind == "mapping" and key not in _OPTIONAL and key not in fields:
                self.wrong(node.line, f"{what} has no {key!r}")
        return {key: value for key, value in fields.items() if key in _FIELDS[kind]}

    def lines(self, node: _Node | None, what: str) -> Iterator[tuple[str, _Node, int]]:
        """(key, value, line of the key) of a mapping without repeated or empty keys."""
        if node and node.kind != "mapping":
            self.wrong(node.line, f"{what} must be a mapping, not {node.kind}")
        items = node.items if node and node.kind == "mapping" else []
        seen: dict[str, int] = {}
        for key_node, value in zip(items[::2], items[1::2], strict=True):
            key = self.text(key_node)
            if key in seen:
                self.wrong(key_node.line, f"{key!r} stands twice in {what}, first in line {seen[key]}")
            elif key:
                seen[key] = key_node.line
                yield key, value, key_node.line

    def text(self, node: _Node) -> str:
        """A scalar on one line."""
        text = " ".join(node.text.split())
        if not text:
            self.wrong(node.line, f"text expected, not {'nothing' if node.kind == 'text' else f'a {node.kind}'}")
        return text

    def texts(self, node: _Node) -> tuple[str, ...]:
        """A list of scalars without repetition."""
        if node.kind != "list":
            self.wrong(node.line, f"list expected, not {node.kind}; write [one, two]")
        return tuple(dict.fromkeys(self.text(item) for item in node.items if node.kind == "list"))
