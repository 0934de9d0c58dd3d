"""The task of telling the venue of a paper by its title: routes of surveyor beside two simple classifiers."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from surveyor.bench.answers import Answers, Ask, Told
from surveyor.bench.pool import Pool
from surveyor.bench.questions import Gold, Questions, Topic
from surveyor.library import Library
from surveyor.library.records import Mask, Seen
from surveyor.ranking.graph import Floats
from surveyor.venues import VenueMap

NEIGHBOURS = 50

_NEAR, _LIKELY = f"bm25-knn{NEIGHBOURS}", "tfidf-logistic"

CLASSIFIERS = (_NEAR, _LIKELY)
"""Peers of routes."""

YEARS = 5
"""How many years before the month the regression learns from."""

Classifier = Callable[[str], Floats]
"""A title to a score for each venue, in the order of `Titles.venues`."""


class Titles:
    """The titles of a library whose venue is one of those that are asked for."""

    def __init__(self, pool: Pool, venues: Sequence[str], venue_map: VenueMap) -> None:
        self.pool = pool
        self.venues = venues
        place = {venue: at for at, venue in enumerate(venues)}
        told = [(canonical(venue_map, venue) if venue else None, year) for venue, year in pool.venues()]
        self.labels = np.array([-1 if venue is None else place.get(venue, -1) for venue, _ in told])
        self.years = np.array([9999 if year is None else year for _, year in told])
        self._texts = pool.titles()

    def until(self, cutoff: int, seen: Seen) -> Mask:
        """Which of them may be seen: a venue is known when its year is over."""
        mask: Mask = seen.visible & (self.labels >= 0) & (self.years < cutoff // 12)
        return mask

    def neighbours(self, problem: str, among: Mask) -> Floats:
        """Votes of the closest titles by BM25, weighted by closeness."""
        scores = self.pool.search("bm25-title", problem, among) * among
        close = np.argsort(-scores, kind="stable")[:NEIGHBOURS]
        close = close[scores[close] > 0]
        votes: Floats = np.bincount(self.labels[close], scores[close], len(self.venues)).astype(np.float64)
        return votes

    def regression(self, cutoff: int, among: Mask) -> Classifier:
        """Logistic regression over the words and pairs of words of the titles of the last years, venues balanced."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        rows = np.flatnonzero(among & (self.years >= cutoff // 12 - YEARS))
        labels = self.labels[rows]
        if len(np.unique(labels)) < 2:
            return lambda _title: np.bincount(labels, minlength=len(self.venues)).astype(float)
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        with threadpool_limits(1):
            matrix = vectors.fit_transform([self._texts[row] for row in rows])
            model = LogisticRegression(C=2, max_iter=60, class_weight="balanced", tol=1e-3).fit(matrix, labels)

        def classify(title: str) -> Floats:
            scores = np.zeros(len(self.venues))
            scores[model.classes_] = model.predict_proba(vectors.transform([title]))[0]
            return scores

        return classify


def asker(library: Library, task: str, questions: Questions, told: Told, venue_map: VenueMap) -> Ask:
    """A function that asks the peers for the venue and the community of a title, and puts what surveyor told beside
    their answers."""
    pool = Pool(library)
    wide = f"{task}.community"
    gold, communities = questions.gold[task], questions.gold[wide]
    belongs = {_one(gold, qid, venue_map): _one(communities, qid, None) for qid in gold.keys() & communities.keys()}
    titles = Titles(pool, sorted(belongs), venue_map)

    @lru_cache(maxsize=1)
    def regression(cutoff: int) -> Classifier:
        hidden = tuple(one for topic in questions.topics if topic.cutoff == cutoff for one in topic.exclude)
        seen = pool.seen(Topic("", "", cutoff, hidden))
        return titles.regression(cutoff, titles.until(cutoff, seen))

    def ask(topic: Topic) -> Answers:
        classify = regression(topic.cutoff)
        began = time.perf_counter()
        near = titles.neighbours(topic.problem, titles.until(topic.cutoff, pool.seen(topic)))
        between = time.perf_counter()
        likely = classify(topic.problem)
        times = {_NEAR: between - began, _LIKELY: time.perf_counter() - between}
        scores = {
            "surveyor": {venue.venue: venue.score for venue in told.results[topic.qid].route},
            _NEAR: dict(zip(titles.venues, near.tolist(), strict=True)),
            _LIKELY: dict(zip(titles.venues, likely.tolist(), strict=True)),
        }
        right = {task: _names(gold, topic.qid, venue_map), wide: _names(communities, topic.qid, None)}
        found = {
            task: {peer: _best(one) for peer, one in scores.items()},
            wide: {peer: _best(_by_community(one, belongs)) for peer, one in scores.items()},
        }
        return Answers(topic.qid, right, found, told.times | times)

    return ask


def canonical(venue_map: VenueMap, venue: str) -> str:
    """The short name of a venue in the map, or else the name as it is."""
    return venue_map.resolve(venue) or venue


def _names(gold: Gold, qid: str, venue_map: VenueMap | None) -> list[str]:
    names = [name for right in gold.get(qid, ()) for name in right.ids]
    return names if venue_map is None else [canonical(venue_map, name) for name in names]


def _one(gold: Gold, qid: str, venue_map: VenueMap | None) -> str:
    return _names(gold, qid, venue_map)[0]


def _best(scores: Mapping[str, float]) -> list[str]:
    """Names with a score above 0, best first."""
    return sorted((name for name, score in scores.items() if score > 0), key=lambda name: (-scores[name], name))


def _by_community(scores: Mapping[str, float], belongs: Mapping[str, str]) -> Mapping[str, float]:
    """What the venues of each community come to."""
    total: defaultdict[str, float] = defaultdict(float)
    for venue, score in scores.items():
        if venue in belongs:
            total[belongs[venue]] += score
    return total
