"""The public paper APIs as one source: each question goes to the first that gives such answers, and on to the next
only where that one could not answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from surveyor.dates import build_month
from surveyor.identity import Catalogue
from surveyor.models import Hit, Outcome, Paper, SourceReport
from surveyor.ranking.lexical import closeness
from surveyor.sources.base import Query, References, View
from surveyor.sources.live_base import Adapter, Found, Gives, Search
from surveyor.venues import VenueMap

ENOUGH: Final = 60
"""Papers found that make it needless to search for other words too."""

DEEP: Final = 6
"""Papers of a survey, the closest seeds that are on arXiv, that are read in full."""

TEXTS: Final = 12
"""Requests of a survey after which no further text is asked for, as each may be looked for at several places; those
that were answered leave so many fewer for contexts."""

CONTEXTS: Final = 8
"""Papers of a survey, the closest seeds, of which is asked where and why they cite, at a request each."""

SEARCHES: Final = 14
"""Requests of a survey after which no further search is begun: the rest of its budget is for reference lists."""

_ANSWERED = (Outcome.OK, Outcome.EMPTY, Outcome.NOT_FOUND)


class LiveSource:
    """Asks `adapters` in their order, the cheapest that gives most first; remembers every answer for one survey."""

    name = "live"

    def __init__(
        self,
        adapters: Sequence[Adapter],
        venues: VenueMap,
        *,
        contexts: int = CONTEXTS,
        deep: int = DEEP,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`contexts`: of how many papers is asked where they cite; `deep`: how many are read in full for that.

        `progress` is told of each full text before it is asked for: that takes seconds.
        """
        self._ledgers = [Ledger(adapter) for adapter in adapters]
        self._venues = venues.venues
        self._searches: dict[Search, list[Paper]] = {}
        self._searches_left = SEARCHES
        self._contexts_left, self._deep_left = contexts, deep
        self._texts_left = self._closely_left = TEXTS
        self._progress = progress

    def search(self, query: Query) -> list[Hit]:
        """Papers by words, ranked here by the closeness of their titles: the services' own orders cannot be joined."""
        papers = [
            paper
            for paper in _visible(self._papers(query), query.view)
            if (paper.has_references or not query.walkable) and (query.since is None or _since(paper, query.since))
        ]
        scores = closeness(query.text, papers, query.hints, query.hint_weight)
        hits = [Hit(paper, score) for paper, score in zip(papers, scores.tolist(), strict=True) if score > 0]
        return sorted(hits, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def references(self, papers: Iterable[Paper], view: View) -> References:
        """What the papers cite: of the first ones by their full texts or with contexts, of the rest as flat lists.

        A paper that was read in full is in the first request for lists all the same, which mostly costs nothing: there
        are the ids and dates of what the text cites by title.
        """
        asked = [paper for paper in _visible(papers, view) if any(":" in i for i in paper.ids)]
        texts = list(self._read(asked))
        reported = {one.paper: one for text in texts for one in text.read}
        read = [paper for paper in asked if paper.id in reported]
        self._closely_left -= sum(reply.outcome in _ANSWERED for one in texts for reply in one.replies)
        closest, self._contexts_left = asked[: self._contexts_left], max(0, self._contexts_left - len(asked))
        found = list(self._ask_each(Gives.CONTEXTS, _unanswered(closest, texts)[: self._closely_left]))
        found += self._ask_each(Gives.REFERENCES, _unanswered(asked, [*texts, *found]), read)
        found += texts
        known = {paper.id: paper for paper in sorted(_known(found, view), key=_as_told)}
        ends = known.keys() | {paper.id for paper in asked}
        citations = {c for one in found for c in one.citations if c.citing in ends and c.cited in ends}
        return References(
            tuple(known[i] for i in sorted(known)),
            tuple(sorted(citations, key=lambda c: (c.citing, c.cited, len(c.mentions), str(c)))),
            tuple(reported.values()),
        )

    def around(self, hits: Sequence[Hit], query: Query) -> list[Hit]:  # noqa: ARG002
        """Nothing: it would take a request a paper."""
        return []

    def citing(self, papers: Sequence[Paper], view: View) -> tuple[tuple[Paper, int], ...]:
        """The youngest papers that cite any of the given ones, as far as one request tells, and how many of these."""
        found = Found()
        for ledger in self._giving(Gives.CITING):
            if not (found.ok and found.papers):
                found = ledger.take(ledger.adapter.citing(papers, view.cutoff))
        counts = Counter(citation.citing for citation in found.citations)
        known = {paper.id: paper for paper in _visible(found.papers, view)}
        return tuple((known[i], counts[i]) for i in sorted(known) if counts[i])

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:
        """The papers known under any of the ids, by id."""
        missing, found = sorted(ids), dict[str, Paper]()
        for ledger in self._giving(Gives.IDS):
            if missing:
                papers = ledger.take(ledger.adapter.lookup(missing)).papers
                found |= {paper.id: paper for paper in _visible(papers, view)}
                missing = [i for i in missing if not any(i in paper.ids for paper in papers)]
        return [found[i] for i in sorted(found)]

    def reports(self, view: View) -> tuple[SourceReport, ...]:  # noqa: ARG002 - what was given was visible
        """A line for each API that was asked."""
        return tuple(ledger.report() for ledger in self._ledgers if ledger.asked)

    # ------------------------------------------------------------------ which API is asked

    def _papers(self, query: Query) -> list[Paper]:
        """Of the venues, then of any, then by the words of the area, until there are enough."""
        venues = tuple(self._venues[name] for name in query.venues if name in self._venues)
        since, until = query.since, query.view.cutoff
        searches = [Search(query.text, since, until, venues)] if venues else []
        searches.append(Search(query.text, since, until))
        searches += [Search(query.also, since, until)] if query.also else []
        papers: dict[str, Paper] = {}
        for search in searches:
            if len(papers) < ENOUGH:
                papers |= {paper.id: paper for paper in self._searched(search)}
        return list(papers.values())

    def _searched(self, search: Search) -> list[Paper]:
        if search not in self._searches:
            found = Found()
            for ledger in self._giving(Gives.TITLES if search.venues else Gives.SEARCH):
                if self._searches_left > 0 and not (found.ok and found.papers):
                    found = ledger.take(ledger.adapter.search(search))
                    self._searches_left -= len(found.replies)
            self._searches[search] = list(found.papers)
        return self._searches[search]

    def _read(self, papers: Sequence[Paper]) -> Iterator[Found]:
        """Full texts of the first papers that are on arXiv, each from the first place that has it; once a survey, and
        as far as the limits go."""
        places = list(self._giving(Gives.FULL_TEXT))
        chosen = [paper for paper in papers if any(i.startswith("arxiv:") for i in paper.ids)][: self._deep_left]
        self._deep_left = 0
        for number, paper in enumerate(chosen if places else (), 1):
            self._progress(f"reading {number} of {len(chosen)} full texts")
            found = Found()
            for ledger in places:
                if self._texts_left > 0 and not found.read and ledger.adapter.may_have(paper):
                    found = ledger.take(ledger.adapter.full_text(paper))
                    spent = any(reply.outcome is Outcome.OUT_OF_BUDGET for reply in found.replies)
                    self._texts_left = 0 if spent else self._texts_left - len(found.replies)
                    yield found

    def _ask_each(self, gives: Gives, papers: Sequence[Paper], besides: Sequence[Paper] = ()) -> Iterator[Found]:
        """Answers of one API after another, each asked for what those before could not or may not say;
        where one says nothing of any paper, for all of them. Those `besides` are asked for until one says anything."""
        missing = list(papers)
        for ledger in self._giving(gives):
            if missing or besides:
                adapter = ledger.adapter
                asked = [*missing, *besides]
                found = ledger.take((adapter.contexts if gives is Gives.CONTEXTS else adapter.references)(asked))
                left = _unanswered(missing, [found])
                told = found.ok and bool(found.citations)
                missing = [paper for paper in left if paper.id in found.withheld] if told else left
                besides = () if told else besides
                yield found

    def _giving(self, gives: Gives) -> Iterator[Ledger]:
        return (ledger for ledger in self._ledgers if gives in ledger.adapter.gives)


class Ledger:
    """What one API gave in a survey, and what it could not answer."""

    def __init__(self, adapter: Adapter) -> None:
        self.adapter = adapter
        self.asked = False
        self._papers: set[str] = set()
        self._read: set[str] = set()
        self._latest = -1
        self._answers, self._dollars = 0, 0.0
        self._trouble: dict[tuple[Outcome, str], None] = {}

    def take(self, found: Found) -> Found:
        """Enter an answer and hand it on."""
        self.asked = self.asked or bool(found.replies)
        self._papers.update(paper.id for paper in found.papers)
        self._read.update(one.paper for one in found.read)
        self._latest = max([self._latest, *(paper.month or -1 for paper in found.papers)])
        for reply in found.replies:
            if reply.outcome in _ANSWERED and not reply.again:
                self._answers += 1
                self._dollars += reply.dollars
            if reply.detail and reply.outcome is not Outcome.NOT_FOUND:
                self._trouble[reply.outcome, reply.detail] = None
        if found.withheld:
            self._trouble[Outcome.WITHHELD, "publishers keep back the references of some papers"] = None
        return found

    def report(self) -> SourceReport:
        """The line for Coverage."""
        failed = [(outcome, detail) for outcome, detail in self._trouble if outcome not in _ANSWERED]
        limits = [(outcome, detail) for outcome, detail in failed if outcome is Outcome.OUT_OF_BUDGET]
        failed = list(dict.fromkeys([*limits[:1], *failed[:1]]))
        noted = [(outcome, detail) for outcome, detail in self._trouble if outcome in _ANSWERED][:2]
        return SourceReport(
            name=self.adapter.name,
            papers=len(self._papers),
            reaches=build_month(self._latest) if self._latest >= 0 else "",
            outcome=failed[0][0] if failed else Outcome.OK,
            problem="; ".join(detail for _, detail in (*failed, *noted)),
            requests=self._answers,
            dollars=round(self._dollars, 6),
            read=len(self._read),
        )


def _known(found: Iterable[Found], view: View) -> Iterator[Paper]:
    """What may be seen of the papers in some answers; one that a text cites by title is of the date that a record of it
    has in another answer."""
    papers = [paper for one in found for paper in one.papers]
    if not any(paper.as_cited for paper in papers):
        return _visible(papers, view)
    catalogue = Catalogue()
    catalogue.add(papers)
    home = catalogue.index()
    return (paper for paper in papers if next(_visible([home[paper.id] if paper.as_cited else paper], view), None))


def _as_told(paper: Paper) -> tuple[bool, int]:
    """Of works that texts cite by one title, the one of which most is printed comes last."""
    return (paper.as_cited and paper.year is not None, len(paper.ids) if paper.as_cited else 0)


def _visible(papers: Iterable[Paper], view: View) -> Iterator[Paper]:
    """Papers that were published before the view's end, an undated one being known by who cites it."""
    return (
        paper
        for paper in papers
        if (paper.month is None or paper.month < view.cutoff) and view.exclude.isdisjoint(paper.ids)
    )


def _since(paper: Paper, month: int) -> bool:
    return paper.month is not None and paper.month >= month


def _unanswered(papers: Iterable[Paper], found: Iterable[Found]) -> list[Paper]:
    citing = {citation.citing for one in found for citation in one.citations}
    return [paper for paper in papers if paper.id not in citing]
