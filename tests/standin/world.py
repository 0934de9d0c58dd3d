"""What the stand-in services know: a part of the starter shelf as works and citations, with the ids each service would
give."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from surveyor.venues import Venue, VenueMap, load

ROOT = Path(__file__).resolve().parents[2]
RESULT_SECTIONS = ("experiments", "table")
ONE_IN = 6
"""Works that no citation joins, for each one of them that the services know."""


def digest(text: str) -> str:
    """Forty hexadecimal digits that are always the same for a text."""
    return hashlib.sha1(text.encode()).hexdigest()


def number(text: str, below: int) -> int:
    """A number in [0, below) that is always the same for a text."""
    return int(digest(text)[:12], 16) % below


def words(text: str) -> list[str]:
    """Lower-case words without English endings, as a search index holds them."""
    return [_stem(word) for word in re.findall(r"[^\W_]+", text.casefold())]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class Work:
    """One paper of the shelf."""

    id: str
    title: str | None
    """None only where a fault takes it away."""
    authors: tuple[str, ...]
    year: int
    date: str
    """`YYYY-MM` of the preprint; empty where the shelf has a year alone."""
    venue: str
    """Short name; empty: none."""
    arxiv: str
    acl: str
    doi: str
    """As the publisher writes it; empty: none."""
    dblp: str
    note: str
    name: str
    """Short name for tables."""
    s2: str
    corpus: int
    openalex: str

    @property
    def day(self) -> str:
        """`YYYY-MM-DD` where the month is known, else empty."""
        return f"{self.date}-{number(self.id, 27) + 1:02d}" if self.date else ""

    @property
    def any_doi(self) -> str:
        """The publisher's DOI, else the one arXiv gives."""
        return self.doi or (f"10.48550/arXiv.{self.arxiv}" if self.arxiv else "")

    @property
    def hidden(self) -> bool:
        """Whether it has no id but the shelf's, so that a reference to it may stay unresolved."""
        return self.id.startswith("shelf:")


@dataclass(frozen=True, slots=True)
class Cite:
    """One work citing another, with mentions by section."""

    citing: str
    cited: str
    mentions: tuple[tuple[str, int], ...]
    baseline: bool
    """Mentioned under a heading such as Baselines."""

    @property
    def key(self) -> str:
        """A text of its own."""
        return f"{self.citing}>{self.cited}"


@dataclass(frozen=True)
class World:
    """All works in order of id, all citations, and the venues."""

    works: tuple[Work, ...]
    cites: tuple[Cite, ...] = field(repr=False)
    venues: VenueMap = field(repr=False)

    def __getitem__(self, some_id: str) -> Work:
        """The work of a shelf id; KeyError if there is none."""
        return self._by_id[some_id]

    def find(self, **ids: str) -> Work | None:
        """The work with an id, for example `find(doi="10.1/x")`; upper and lower case are one."""
        ((kind, value),) = ids.items()
        return self._index[kind].get(value.casefold())

    def references(self, work: Work) -> list[Cite]:
        """What a work cites; not in the order of its bibliography."""
        return self._out.get(work.id, [])

    def citations(self, work: Work) -> list[Cite]:
        """What cites a work, newest first."""
        return self._in.get(work.id, [])

    def venue(self, work: Work) -> Venue | None:
        """Where a work appeared, as the venue map describes it."""
        short = self.venues.resolve(work.venue) if work.venue else None
        return self.venues.venues[short] if short else None

    def venue_name(self, work: Work) -> str:
        """The venue's full name; empty: none."""
        venue = self.venue(work)
        return venue.name if venue else work.venue

    def proceedings(self, work: Work) -> str:
        """The venue's name as a publisher prints it; empty: none."""
        name = self.venue_name(work)
        return name if not name or self.is_journal(work) else f"Proceedings of the {work.year} {name}"

    def is_journal(self, work: Work) -> bool:
        """Whether it appeared in a journal."""
        return work.venue in ("TACL", "CL")

    def having(self, wanted: Sequence[str], *, title: bool = False) -> frozenset[str]:
        """Ids of the works that have some words one after the other: in the title, or in title and note together."""
        index = self._in_titles if title else self._in_texts
        size = len(wanted)
        if size < 2:
            return frozenset(index.get(wanted[0], ()) if wanted else ())
        held = frozenset.intersection(*(frozenset(index.get(word, ())) for word in wanted))
        texts = ((one, index[wanted[0]][one]) for one in held)
        return frozenset(one for one, have in texts if any(have[i : i + size] == wanted for i in range(len(have))))

    @cached_property
    def told(self) -> dict[str, str]:
        """Words of title, authors and year of each work, by id, with a space before and after each word."""
        texts = {work.id: " ".join((work.title or "", *work.authors, f"{work.year}")) for work in self.works}
        return {one: " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""]) for one, text in texts.items()}

    @cached_property
    def _by_id(self) -> dict[str, Work]:
        return {work.id: work for work in self.works}

    @cached_property
    def _index(self) -> dict[str, dict[str, Work]]:
        kinds = ("s2", "arxiv", "acl", "doi", "any_doi", "dblp", "openalex")
        index = {kind: {str(getattr(w, kind)).casefold(): w for w in self.works if getattr(w, kind)} for kind in kinds}
        return index | {"corpus": {str(work.corpus): work for work in self.works}}

    @cached_property
    def _out(self) -> dict[str, list[Cite]]:
        return _grouped((cite.citing, cite) for cite in sorted(self.cites, key=lambda c: digest(c.key)))

    @cached_property
    def _in(self) -> dict[str, list[Cite]]:
        newest = sorted(self.cites, key=lambda c: (-self[c.citing].year, c.citing))
        return _grouped((cite.cited, cite) for cite in newest)

    @cached_property
    def _in_titles(self) -> dict[str, dict[str, list[str]]]:
        return _inverted((work.id, words(work.title or "")) for work in self.works)

    @cached_property
    def _in_texts(self) -> dict[str, dict[str, list[str]]]:
        return _inverted((work.id, words(f"{work.title} {work.note}")) for work in self.works)


def _inverted(texts: Iterable[tuple[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """Each word to the texts that hold it, by id."""
    index: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for one, text in texts:
        for word in text:
            index[word][one] = text
    return dict(index)


def _grouped(pairs: Iterable[tuple[str, Cite]]) -> dict[str, list[Cite]]:
    groups: dict[str, list[Cite]] = defaultdict(list)
    for key, cite in pairs:
        groups[key].append(cite)
    return dict(groups)


def _rows(shelf: Path) -> Iterator[dict[str, object]]:
    for path in sorted(shelf.glob("*.jsonl")):
        if path.name != "citations.jsonl":
            yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _work(row: Mapping[str, object], taken: set[str], venues: VenueMap) -> Work:
    found = row.get("ids")
    ids: dict[str, str] = found if isinstance(found, dict) else {}
    listed = row.get("authors")
    names = row.get("names")
    authors = tuple(listed) if isinstance(listed, list) else ()
    one, year, venue = str(row["id"]), int(str(row["year"])), str(row.get("venue") or "")
    acl = ids.get("acl", "")
    work = Work(
        id=one,
        title=str(row["title"]),
        authors=authors,
        year=year,
        date=str(row.get("date") or ""),
        venue=venue,
        arxiv=ids.get("arxiv", ""),
        acl=acl,
        doi=ids.get("doi", "") or (f"10.18653/v1/{acl}" if acl and year >= 2016 else ""),
        dblp=ids.get("dblp", "") or _dblp(one, authors, year, venue, ids.get("arxiv", ""), taken, venues),
        note=str(row.get("note") or ""),
        name=str(names[0]) if isinstance(names, list) and names else "",
        s2=digest(one),
        corpus=number(f"corpus {one}", 260_000_000) + 1_000_000,
        openalex=f"W{number(f'work {one}', 2_400_000_000) + 2_000_000_000}",
    )
    taken.add(work.dblp)
    return work


def _dblp(
    one: str, authors: tuple[str, ...], year: int, venue: str, arxiv: str, taken: set[str], venues: VenueMap
) -> str:
    """A key in the way of DBLP: surname and initials and year under the venue's stream; CoRR for preprints."""
    short = venues.resolve(venue) if venue else None
    stream = venues.venues[short].dblp if short else None
    if not stream:
        return f"journals/corr/abs-{arxiv.replace('.', '-')}" if "." in arxiv else ""
    surnames = [re.sub(r"\W", "", author.split()[-1]) for author in authors if author.split()] or ["X"]
    key = f"{stream}/{surnames[0]}{''.join(name[:1] for name in surnames[1:4])}{year % 100:02d}"
    return key if key not in taken else f"{key}x{number(one, 10_000_000)}"


@cache
def world() -> World:
    """The works of the shelf that a citation joins and some of the others, read once: enough for several pages of any
    service, and not so many that each test waits for them."""
    shelf = ROOT / "surveyor" / "shelf"
    venues = load(ROOT / "venues.yaml")
    lines = (shelf / "citations.jsonl").read_text(encoding="utf-8").splitlines()
    joined = {end for cite in map(json.loads, lines) for end in (cite["citing"], cite["cited"])}
    rows = [row for row in _rows(shelf) if row["id"] in joined or number(str(row["id"]), ONE_IN) == 0]
    taken = {str(row["ids"].get("dblp")) for row in rows if isinstance(row.get("ids"), dict)}  # type: ignore[attr-defined]
    works = tuple(sorted((_work(row, taken, venues) for row in rows), key=lambda work: work.id))
    cites = tuple(
        Cite(c["citing"], c["cited"], tuple(sorted(c["mentions"].items())), bool(c.get("baseline_subsection")))
        for c in map(json.loads, lines)
    )
    return World(works, cites, venues)
