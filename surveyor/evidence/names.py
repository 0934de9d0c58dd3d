"""What the bibliography and the text say of the names of systems: which entries they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from surveyor.evidence.document import Cite, Document, Entry, Passage
from surveyor.evidence.vocabulary import STRONG

_PEOPLE = r"[^\W\d_][\w'’.-]*(?:\s+(?:et\s+al\.?|(?:and|&)\s+[^\W\d_][\w'’-]+))?"
_MARKERS = re.compile(
    rf"""[\[(]\s*(?:{_PEOPLE},?\s*[\[(]?(?:19|20)\d\d[a-z]?[\])]?\s*[,;]?\s*)+[\])]
    | (?<=\S\s)[^\W\d_][\w'’-]+\s+(?:et\s+al\.?|(?:and|&)\s+[^\W\d_][\w'’-]+),?\s*[\[(]?(?:19|20)\d\d[a-z]?[\])]?
    | \[\s*\d{{1,3}}(?:\s*[,;–-]\s*\d{{1,3}})*\s*\] | \(\s*(?:19|20)\d\d[a-z]?\s*\)""",
    re.VERBOSE,
)
_KEYS = re.compile(r"\s*\[([^\[\]]*)\]")
_TRAILING = re.compile(r"[\s*†‡§¶⋆★♠♣♥♦♯^:;,.~]+$")
_LEADING = re.compile(r"^[\s*†‡§¶⋆★♠♣♥♦♯^:;,.~•·]+")
_DROPPED = re.compile(r"[^\w+]+|_")
_WORD = re.compile(r"[^\s,;:()\[\]{}“”\"]+")
_NAMEISH = re.compile(r"(?=.*[A-Z])[\w@+.&/⁺∗*'’-]*")
_PROPOSES = re.compile(
    r"\b(?:propos|introduc|present|develop|design|devis|describ|releas|creat|call|nam|dub|term"
    r"|i\.e\.)\w*[\s,:]+(?P<rest>[^.;]{1,90})"
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|their|novel|new|called|named|simple|so-called|to|as|model|method|framework)\s+)+"
)
_ITEM = re.compile(
    r"^\W{0,3}(?P<name>[^\s.:()\[\]][^.:()\[\]]{0,50}?)\s*(?:[(\[][^()\[\]]{0,60}[)\]])?\s*(?:[:.–—]"
    r"|-\s)\s*(?=\w|\[|\()"
)
_FRONT = re.compile(r"^\s*(?P<name>[^:?!]{2,40})\s*[:–—]\s+\S")
_RUNS = re.compile(r"[A-Za-z]+\d?[A-Za-z]*")
_YEARED = re.compile(r"(?:19|20)\d\d|\d\d(?=\D|$)")
_STOPPED = frozenset(
    """the a an in of on by with and or as to for from at we our they their this these that is are was were model models
    method methods dataset datasets data network networks table figure section baseline baselines et al e.g i.e e.g.
    i.e. like such both using following see work works approach approaches based""".split()
)
_MOST_WORDS = 4
_MOST_KEYS = 3


@lru_cache(maxsize=1 << 15)
def name_key(text: str) -> str:
    """The spelling-insensitive key of a system's name: letters, digits and + in lower case.

    Blanks, hyphens, marks such as † * and citation markers do not count; a name that is nothing but a marker stays.
    """
    plain = bare_name(text) or text
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _DROPPED.sub("", plain).casefold()


@lru_cache(maxsize=1 << 15)
def bare_name(text: str, keys: tuple[str, ...] = ()) -> str:
    """A name as printed without markers of citation and marks; `keys` are the entries cited in it."""
    plain = _MARKERS.sub(" ", text)
    if keys:
        plain = _KEYS.sub(lambda match: "" if _cites(match[1], keys) else match[0], plain)
    plain = " ".join(plain.replace("()", " ").replace("[]", " ").split())
    return _LEADING.sub("", _TRAILING.sub("", plain))


def _cites(inner: str, keys: tuple[str, ...]) -> bool:
    return any(part.strip() in keys for part in re.split(r"[,;]", inner)) or bool(_YEARED.search(inner))


def names(document: Document) -> Mapping[str, tuple[str, ...]]:
    """Key of a name to the keys of the entries that it is, by the cells that cite, the running text, the titles of
    entries and, where entries are known by their keys alone and nothing else tells, by those."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, key, weight in (*_of_tables(document), *_of_text(document), *_of_titles(document.bibliography)):
        if len(folded := name_key(name)) > 1:
            votes[folded][key] += weight
    found = {name: _best(counts) for name, counts in votes.items()}
    for name, keys in _of_keys(document.bibliography).items():
        found.setdefault(name, keys)
    return found


def _best(counts: Counter[str]) -> tuple[str, ...]:
    most = max(counts.values())
    return tuple(sorted(key for key, count in counts.items() if count == most))[:_MOST_KEYS]


def _of_tables(document: Document) -> Iterator[tuple[str, str, int]]:
    """Cells of a name and its citation."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if cell.cites and not cell.again and len(cell.cites) <= _MOST_KEYS:
                    name = bare_name(cell.text, cell.cites)
                    yield from ((name, key, 6) for key in cell.cites if name)


def _of_text(document: Document) -> Iterator[tuple[str, str, int]]:
    for portion in document.portions:
        for passage in portion.passages:
            if passage.cites:
                yield from _of_passage(passage)
    for table in document.tables:
        if table.caption.cites:
            yield from _of_passage(table.caption)


def _of_passage(passage: Passage) -> Iterator[tuple[str, str, int]]:
    """Names right before a citation, named after it by what it proposes, and as the head of an item of a list."""
    text, last = passage.text, 0
    first = _ITEM.match(text)
    if first and len(first["name"].split()) <= _MOST_WORDS and passage.cites[0].start < first.end() + 160:
        yield first["name"], passage.cites[0].key, 3
    for group in _groups(passage.cites, text):
        before = text[max(last, group[0].start - 80) : group[0].start]
        many = _listed(before, len(group))
        for place, cite in enumerate(group):
            for name, weight in (many[place],) if many else _endings(before):
                if len(group) <= _MOST_KEYS or many:
                    yield name, cite.key, weight
        last = group[-1].end
        if len(group) == 1:
            for name in _proposed(text[last : last + 120]):
                yield name, group[0].key, 2


def _groups(cites: tuple[Cite, ...], text: str) -> Iterator[list[Cite]]:
    """Citations that stand together in one marker."""
    group: list[Cite] = []
    for cite in cites:
        if group and any(c.isalnum() for c in text[group[-1].end : cite.start]):
            yield group
            group = []
        group.append(cite)
    if group:
        yield group


def _endings(before: str) -> Iterator[tuple[str, int]]:
    """The names that a text may end with, the longest first, each with its weight."""
    if before.rstrip().endswith((".", ",", ";", ":")):
        return
    run: list[str] = []
    for word in reversed(_WORD.findall(re.split(r"[,;:.]\s", before)[-1])[-_MOST_WORDS:]):
        if word.casefold() in _STOPPED or not _NAMEISH.fullmatch(word):
            break
        run.insert(0, word)
    for length in range(len(run), 0, -1):
        name = " ".join(run[-length:])
        if STRONG.match(run[-1]) or STRONG.match(name) or length == len(run):
            yield name, 3 if length == len(run) else 1


def _listed(before: str, count: int) -> list[tuple[str, int]]:
    """The last names of `A, B and C` before a marker of as many citations."""
    if count < 2:
        return []
    parts = [part.split() for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", before.strip(" [("))][-count:]
    names = [" ".join(part[-1:]) for part in parts if part]
    return [(name, 3) for name in names] if len(names) == count and all(STRONG.match(name) for name in names) else []


def _proposed(after: str) -> Iterator[str]:
    """What the one who is cited proposes, by the sentence behind the citation."""
    match = _PROPOSES.search(re.split(r"[.;]\s", after)[0])
    if match:
        words = _WORD.findall(_ARTICLE.sub("", match["rest"]))
        yield from [word for word in words[:8] if STRONG.match(word)][:1]


def _of_titles(entries: Iterable[Entry]) -> Iterator[tuple[str, str, int]]:
    """Names before the colon of a title, titles that are names, and the one name within a title."""
    for entry in entries:
        title = entry.title
        front = _FRONT.match(title)
        if front and len(front["name"].split()) <= _MOST_WORDS:
            yield front["name"], entry.key, 3
        elif title and len(title.split()) <= 3:
            yield title, entry.key, 2
        else:
            strong = [word for word in _WORD.findall(title) if STRONG.match(word) and not word.isupper()]
            yield from ((word, entry.key, 1) for word in strong[:2])


def _of_keys(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Names within the keys of entries that have neither title nor text: `devlin2019bert` holds bert."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.title or entry.text.strip() not in ("", entry.key):
            continue
        year = _YEARED.search(entry.key)
        runs = _RUNS.findall(entry.key[year.end() :] if year else entry.key)
        for run in (*runs, *(["".join(runs)] if len(runs) > 1 else []), *([] if year else [entry.key])):
            if len(run) > 2 and run.casefold() not in _STOPPED:
                found[name_key(run)].add(entry.key)
    return {name: tuple(keys) for name, keys in found.items() if len(keys) == 1}
