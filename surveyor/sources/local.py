"""A library as a source: records that may be seen, folded into papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain, repeat

import msgspec
import numpy as np

from surveyor.canon import Fame
from surveyor.dates import build_month
from surveyor.identity import title_year_key
from surveyor.library import Library
from surveyor.library.feedback import CLOSEST, feedback, meant
from surveyor.library.match import How, Matcher, Wanted
from surveyor.library.network import Network, months_of, relevant_works
from surveyor.library.records import Ints, Mask, Seen
from surveyor.library.search import Floats, Index, best_works, by_work
from surveyor.library.standings import ENOUGH, Asked, cutoff_of, standings
from surveyor.library.titles import Titles
from surveyor.models import Hit, Judged, Paper, SourceReport, Standing, VenueProfile
from surveyor.ranking.abbreviations import spelled_out
from surveyor.ranking.baselines import Ranker
from surveyor.ranking.scene import Repute, Scene
from surveyor.sources.base import Query, References, View
from surveyor.sources.local_rows import citation_of
from surveyor.sources.local_works import Works

WIDE = 10_000
"""With fewer citations most works would stand at nothing for want of papers, and no work is ranked."""

REASONED = 100
"""Works of a ranking that come with reasons."""

NEAREST = 20
"""Papers that others stand near by citations."""

YEARS_APART = 2
"""A known work and a record of its title are one though their years differ by so much: preprint and proceedings."""


class LibrarySource:
    """Answers from a library; the same code serves imported corpora and the starter shelf."""

    def __init__(
        self, library: Library, name: str = "library", *, reaches: str = "", profiling: bool = True, wide: int = WIDE
    ) -> None:
        """`reaches`: month of the youngest paper, where that is known better than the records say; `profiling`: whether
        its titles can tell venues apart; `wide`: how many citations are enough to rank works by all of them."""
        self.name = name
        self._wide = wide
        self._reaches = reaches
        self._profiling = profiling
        self._library = library
        self._works = Works(library)
        self.network = lru_cache(maxsize=2)(self._network)
        self._scored = lru_cache(maxsize=1)(self._score)

    @cached_property
    def _areas(self) -> dict[int, list[str]]:
        """Row of a record to its areas, of those that have some."""
        with self._library.reading() as db:
            rows = db.execute("select id, areas from papers where areas != '[]' order by id").fetchall()
        return {row: msgspec.json.decode(areas, type=list[str]) for row, areas in rows}

    @cached_property
    def _index(self) -> Index:
        with self._library.reading() as db:
            return Index(db, self._works.records)

    @cached_property
    def _title_index(self) -> Index:
        with self._library.reading() as db:
            return Index(db, self._works.records, titles_only=True)

    @cached_property
    def _titles(self) -> Titles:
        with self._library.reading() as db:
            return Titles(db, self._works.records)

    @cached_property
    def _matcher(self) -> Matcher:
        with self._library.reading() as db:
            return Matcher(db, self._works.records)

    def search(self, query: Query) -> list[Hit]:
        """Papers closest by BM25 over titles and abstracts."""
        seen = self._works.seen(query.view)
        with self._library.reading():
            scores = self._scores(query)
            among = seen.walkable if query.walkable else seen.visible
            if query.since is not None:
                among = among & self._works.records.since(query.since)
            best = best_works(seen.works, scores, among, query.limit)
            papers = self._works.papers(best, query.view)
        hits = [Hit(papers[work], score) for work, score in best.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def references(self, papers: Iterable[Paper], view: View) -> References:
        """What the papers cite in the full texts that were imported."""
        seen = self._works.seen(view)
        with self._library.reading():
            asked = self._works.known_as({i for paper in papers for i in paper.ids}, seen)
            edges = self._works.edges(asked, seen)
            known = self._works.papers({end for pair in edges for end in pair}, view)
            quotes = self._works.quotes(asked, seen)
        citations = [
            citation_of(known[a], known[b], counts, quotes.get((a, b), ())) for (a, b), counts in edges.items()
        ]
        return References(
            tuple(sorted((known[work] for work in {cited for _, cited in edges}), key=lambda paper: paper.id)),
            tuple(sorted(citations, key=lambda citation: (citation.citing, citation.cited))),
        )

    def around(self, hits: Sequence[Hit], query: Query) -> list[Hit]:
        """What the hits cite, what is cited together with them, and what holds the words of the query or theirs."""
        if not hits:
            return []
        seen = self._works.seen(query.view)
        with self._library.reading():
            close = {work: hit.score for hit in hits[:NEAREST] for work in self._works.known_as(hit.paper.ids, seen)}
            words, echo = self._meant(query, hits), self._echo(query, hits)
            told = relevant_works(seen, self.network(query.view), close, words=words, echo=echo)
            best = best_works(seen.works, told, seen.visible, query.limit)
            papers = self._works.papers(best, query.view)
        found = [Hit(papers[work], score) for work, score in best.items()]
        return sorted(found, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def judge(self, query: Query, ranker: Ranker) -> tuple[Judged, ...]:
        """The works that cite or are cited, ranked by the citations of all, and, behind the first `query.limit`, those
        known to be at home; none where too few citations are seen."""
        if self.network(query.view).graph.cites.nnz < self._wide:
            return ()
        scene, standing = self.staged(query)
        ranked = ranker(scene)
        scores = dict(zip(ranked.places.tolist(), ranked.scores.tolist(), strict=True))
        first = ranked.places[: query.limit].tolist()
        places = list(dict.fromkeys([*first, *np.flatnonzero(scene.repute.home).tolist()]))
        works = standing[places].tolist()
        with self._library.reading():
            papers = self._works.papers(works, query.view)
        reasons = chain(ranked.reasons(min(REASONED, len(first))), repeat(()))
        return tuple(
            Judged(papers[work], scores.get(place, 0.0), why)
            for place, work, why in zip(places, works, reasons, strict=False)
        )

    def scene(self, query: Query) -> Scene:
        """The query before the citation graph of its view, whose papers are those of `network`, then the works at home
        that no citation is known of."""
        return self.staged(query)[0]

    def staged(self, query: Query) -> tuple[Scene, Ints]:
        """The same, with the work of each paper: the position of its first visible record."""
        seen, titles = self._works.seen(query.view), self._title_index
        closest = self.search(replace(query, limit=CLOSEST))
        with self._library.reading():
            terms = titles.terms(query.text, query.hints, query.hint_weight)
            told = (
                self._scores(query),
                self._score(query.text, query.hints, 1.0, query.view),
                titles.score(terms, seen.visible),
                self._echo(query, closest),
                self._score(query.named, "", 0.0, query.view),
            )
        repute = self._repute(query)
        network = self._with_those_alone(self.network(query.view), repute.home > 0, seen)
        best = (by_work(seen.works, scores, seen.visible)[network.works].astype(np.float64) for scores in told)
        close, meant, titled, echo, named = best
        scene = Scene(
            network.graph, close, meant, titled, echo, named, repute.at(network.works), cutoff=query.view.cutoff
        )
        return scene, network.works

    def _with_those_alone(self, network: Network, known: Mask, seen: Seen) -> Network:
        """With the known works, a mask over all records, that the network lacks."""
        lacking = known.copy()
        lacking[network.works] = False
        works = np.flatnonzero(lacking).astype(network.works.dtype)
        if not len(works):
            return network
        return network.with_alone(works, months_of(self._works.records, seen)[works])

    def places(self, papers: Iterable[Paper], view: View) -> dict[str, int]:
        """Where papers stand in the scenes of the view, by `Paper.id`; without those that no citation is known of."""
        works, seen = self.network(view).works, self._works.seen(view)
        found = {paper.id: min(own) for paper in papers if (own := self._works.known_as(paper.ids, seen))}
        at = np.searchsorted(works, list(found.values()))
        return {
            name: place
            for (name, work), place in zip(found.items(), at.tolist(), strict=True)
            if place < len(works) and works[place] == work
        }

    def standing_at(self, places: Sequence[int], view: View) -> list[Paper]:
        """The papers at places in the scenes of the view, in the order of the places."""
        works = self.network(view).works[list(places)].tolist()
        with self._library.reading():
            papers = self._works.papers(works, view)
        return [papers[work] for work in works]

    def _repute(self, query: Query) -> Repute:
        """What works are known for that are known to belong to areas of the problem, at the place of the record that
        names each."""
        seen = self._works.seen(query.view)
        told = np.zeros((2 + len(Fame._fields), len(seen.visible)), np.float32)
        for paper, share, fit, fame in query.at_home:
            positions = np.array(self._works.positions(_keys(paper)), np.int32)
            told[:, positions] = np.maximum(told[:, positions], np.array([share, fit, *fame], np.float32)[:, None])
        return Repute(*(by_work(seen.works, row, seen.visible).astype(np.float64) for row in told))

    def of_areas(self, areas: Collection[str], view: View) -> tuple[Paper, ...]:
        """The papers that were imported as of any of the areas, by id."""
        seen, wanted = self._works.seen(view), set(areas)
        rows = [row for row, known in self._areas.items() if not wanted.isdisjoint(known)]
        positions = self._works.records.positions(rows)
        with self._library.reading():
            papers = self._works.papers(set(seen.works[positions[seen.visible[positions]]].tolist()), view)
        return tuple(sorted(papers.values(), key=lambda paper: paper.id))

    def citing(self, papers: Sequence[Paper], view: View) -> tuple[tuple[Paper, int], ...]:
        """The papers that cite any of the given ones in the full texts that were imported, and how many of these."""
        seen, network = self._works.seen(view), self.network(view)
        with self._library.reading():
            wanted = np.array(
                sorted({work for paper in papers for work in self._works.known_as(paper.ids, seen)}), np.int32
            )
            cites = network.graph.cites[:, np.flatnonzero(np.isin(network.works, wanted))]
            counts = np.diff(cites.indptr)
            later = np.flatnonzero(counts)
            works = network.works[later].tolist()
            known = self._works.papers(works, view)
        told = ((known[work], int(count)) for work, count in zip(works, counts[later].tolist(), strict=True))
        return tuple(sorted(told, key=lambda pair: pair[0].id))

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:
        """The papers known under any of the ids, by id."""
        with self._library.reading():
            found = self._works.papers(self._works.known_as(ids, self._works.seen(view)), view)
        return sorted(found.values(), key=lambda paper: paper.id)

    def resolve(self, wanted: Sequence[Wanted], view: View) -> list[tuple[Paper | None, How]]:
        """The visible paper that each printed reference stands for, and by what that was told."""
        seen = self._works.seen(view)
        with self._library.reading():
            matches = self._matcher.match(wanted, seen)
            papers = self._works.papers({match.work for match in matches if match.work is not None}, view)
        return [(None if match.work is None else papers[match.work], match.how) for match in matches]

    def profiles(self, phrases: Collection[str], view: View, years: tuple[int, int]) -> tuple[VenueProfile, ...]:
        """The visible titles of the years by venue; a record of a year that is not over yet does not tell where it
        appeared."""
        if not self._profiling:
            return ()
        over = (years[0], min(years[1], (view.cutoff - 1) // 12))
        seen = self._works.seen(view)
        with self._library.reading():
            return self._titles.profiles(phrases, seen, over)

    def standings(
        self,
        citing: Paper,
        papers: Sequence[Paper],
        compared: Collection[str],
        view: View,
        *,
        enough: int = ENOUGH,
    ) -> dict[str, Standing]:
        """How those of the cited papers that are known here stood before `citing` came, by `Paper.id`; `compared` are
        ids of those that it mentions where its results stand. Empty where fewer than `enough` citations were known."""
        seen = self._works.seen(view)
        own = np.array(self._works.positions(citing.ids), np.int32)
        before = cutoff_of(self._works.records, own) or citing.month
        known = {paper.id: works for paper in papers if (works := self._works.known_as(paper.ids or [paper.id], seen))}
        place = {name: min(works) for name, works in known.items()}
        asked = Asked(
            sorted(set(place.values())),
            {work for name, work in place.items() if name in compared},
            set(seen.works[own].tolist()),
            view.cutoff if before is None else min(before, view.cutoff),
            enough,
        )
        found = standings(self._works.records, seen, asked) if place else []
        by_work = dict(zip(asked.references, found, strict=False))
        return {name: by_work[work] for name, work in place.items() if work in by_work}

    def reports(self, view: View) -> tuple[SourceReport, ...]:
        """Number of visible records, and the month of the youngest dated one."""
        records, visible = self._works.records, self._works.seen(view).visible
        month, year = (int(column[visible].max(initial=-1)) for column in (records.months, records.years))
        reaches = max("" if month < 0 else build_month(month), "" if year < 0 else str(year))
        if self._reaches:
            reaches = min(self._reaches, build_month(view.cutoff - 1))
        return (SourceReport(self.name, int(visible.sum()), reaches),)

    def _network(self, view: View) -> Network:
        """Who cites whom among all works of the view."""
        return Network.of(self._works.records, self._works.seen(view))

    def _scores(self, query: Query) -> Floats:
        """BM25 of every record; the queries of one survey differ in what they ask of the papers, not in words."""
        return self._scored(query.text, query.hints, query.hint_weight, query.view)

    def _score(self, text: str, hints: str, hint_weight: float, view: View) -> Floats:
        return self._index.score(self._index.terms(text, hints, hint_weight), self._works.seen(view).visible)

    def _meant(self, query: Query, hits: Iterable[Hit]) -> Floats:
        """BM25 of every record by the query, and by what its abbreviations stand for in the hits."""
        spelled = spelled_out(query.text, (f"{hit.paper.title}. {hit.paper.abstract}" for hit in hits))
        if not spelled:
            return self._scores(query)
        said = self._index.terms(query.text, query.hints, query.hint_weight)
        return self._index.score(meant(self._index, said, spelled), self._works.seen(query.view).visible)

    def _echo(self, query: Query, hits: Sequence[Hit]) -> Floats:
        """BM25 of every record by what the closest papers share beside the words of the query."""
        index, visible = self._index, self._works.seen(query.view).visible
        said = index.terms(query.text, query.hints, query.hint_weight)
        return index.score(feedback(index, hits[:CLOSEST], said, visible), visible)


def _keys(paper: Paper) -> set[str]:
    """What a known work may be called: its ids, and its title in the years about its own."""
    years = range(paper.year - YEARS_APART, paper.year + YEARS_APART + 1) if paper.year else ()
    return {*paper.ids, *filter(None, (title_year_key(paper.title, year) for year in years))}
