"""Learn vectors of words that tell what topic a text is on, and write the file that topics are told by.

    surveyor bench train meaning -o surveyor/meaning.json

A sentence encoder is the teacher; it knows English alone and is too large to ship. Titles and sentences of a library,
what practitioners say and the phrases of the venue map are what it teaches with: the sum of a text's word vectors is to
point where the teacher places the text, and what is said of a topic, in Chinese too, is to point to the topic. The same
library, map and versions give the same bytes on one machine.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import sparse

from surveyor.errors import CorpusError
from surveyor.evidence.sentences import split
from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.meaning import FEW, SIZE, Floats, Meaning, Name, Space, Topic, packed, parts
from surveyor.plain import roots
from surveyor.text import has_chinese, words
from surveyor.text_roots import root_of
from surveyor.venues import VenueMap

SEED = 0
PAPERS, SHORTEST = 12_000, 200
"""Papers of the library that are learnt from, and characters of an abstract of theirs at least."""
FEWEST = 6
"""Texts of the library that hold a word which nobody says, at least."""
ROUNDS, STEPS, BATCH, RATE = 2, 100, 512, 2e-3
"""Times that as many texts are seen as there are, steps at least, texts a step, and rate of learning."""
TOPICAL, SHARPNESS = 0.5, 12.0
"""What telling the topic counts beside the teacher's place, and how sharply topics are told apart."""
SHORTEST_SUM = 0.1
"""Length of a sum from which its direction counts: Chinese words begin at nothing."""
RAREST, SIGN = 8.0, 0.5
"""What a word weighs at most by being rare, and what a single Chinese sign weighs of that."""
OWN = 0.75
"""Length of the vector of what is said of few topics, beside the average of those that were learnt."""
HELD = frozenset([1, 4, 7, 10])
"""Places of the sayings of a topic that the figures are of, which the model that they are of has not seen."""

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NO_TOPIC = -1


class Teacher(Protocol):
    """Texts to (n, d) rows of unit length."""

    def __call__(self, texts: Sequence[str], /) -> Floats:
        """Where they are placed."""


def learn_meaning(
    library: Library, venue_map: VenueMap, said: Mapping[Name, Sequence[str]], teacher: Teacher
) -> Meaning:
    """The vectors, from what is `said` of topics too, with figures of sayings that were held back in the card;
    CorpusError where the library has too few abstracts."""
    held = [(name, lines[place]) for name, lines in said.items() for place in HELD if place < len(lines)]
    lesson = _Lesson.of(_texts(library), venue_map, said, teacher)
    figures = told(_learnt(lesson.without({text for _, text in held}), {}), held)
    card: dict[str, object] = {
        "what": "vectors of words: a text lies where a sentence encoder places it, and near the topic it is said of",
        "teacher": "all-MiniLM-L6-v2, of English texts",
        "texts": lesson.topics.tolist().count(NO_TOPIC),
        "sayings": sum(map(len, said.values())),
        "library": {corpus.name: corpus.papers for corpus in corpora(library)},
        "figures": {"sayings held back whose topic is the nearest, and among the three nearest": figures},
        "limits": "Chinese words are learnt of the sayings and the map alone.",
    }
    return _learnt(lesson, card)


def told(meaning: Meaning, said: Iterable[tuple[Name, str]]) -> dict[str, list[float]]:
    """By language, the shares of the texts whose topic is the nearest, and among the three nearest."""
    space = Space.of(meaning)
    found: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for name, text in said:
        near = space.nearness(text)
        order = sorted(near, key=lambda topic: (-near[topic], topic))[:3]
        found["Chinese" if has_chinese(text) else "English"].append((name in order[:1], name in order))
    return {language: np.mean(hits, axis=0).round(3).tolist() for language, hits in sorted(found.items())}


def _texts(library: Library) -> list[str]:
    """Titles of papers of a library, and a sentence of the abstract of each."""
    with library.reading() as db:
        sql = "select title, abstract from papers where length(abstract) > ? order by id"
        papers = db.execute(sql, [SHORTEST]).fetchall()
    if len(papers) < SIZE:
        raise CorpusError(f"{len(papers)} abstracts to learn from: import the corpora of the bench first")
    chance = random.Random(SEED)  # noqa: S311
    chosen = chance.sample(papers, min(PAPERS, len(papers)))
    return [text for title, abstract in chosen for text in (title, chance.choice([*split(abstract)]))]


# ------------------------------------------------------------------ what is taught


@dataclass(frozen=True, slots=True, eq=False)
class _Lesson:
    """Texts, where the teacher places the English ones, and the topics of those that are said of one."""

    names: list[Name]
    """Of the topics."""
    texts: list[str]
    places: Floats
    """(n, SIZE) rows of unit length; of zeros for Chinese texts."""
    topics: Ints
    """(n,) places among the names; NO_TOPIC for texts of the library."""
    words: Mapping[str, Floats]
    """Where the teacher places English words by themselves."""

    @classmethod
    def of(
        cls, library: Sequence[str], venue_map: VenueMap, sayings: Mapping[Name, Iterable[str]], teacher: Teacher
    ) -> _Lesson:
        """All that can be taught; names and phrases of the map are said of their topics too."""
        topics = {(area.key, topic.name): (area, topic) for area in venue_map.areas.values() for topic in area.topics}
        texts, told = list(library), [NO_TOPIC] * len(library)
        for place, (name, (area, topic)) in enumerate(topics.items()):
            lines = (f"{topic.name} {area.name}", *topic.said, *sayings.get(name, ()))
            texts += lines
            told += [place] * len(lines)
        plane = _Plane.of(teacher(library))
        english = [place for place, text in enumerate(texts) if not has_chinese(text)]
        places = np.zeros((len(texts), SIZE))
        places[english] = _unit(plane.seen(teacher([texts[place] for place in english])))
        spelt = _spelt(texts)
        alone = teacher([*spelt.values()])
        words = dict(zip(spelt, plane.turned(alone - alone.mean(axis=0)), strict=True))
        return cls(list(topics), texts, places, np.array(told), words)

    def without(self, held: Collection[str]) -> _Lesson:
        """All but some texts."""
        rows = np.array([text not in held for text in self.texts])
        kept = [text for text, keep in zip(self.texts, rows, strict=True) if keep]
        return replace(self, texts=kept, places=self.places[rows], topics=self.topics[rows])


@dataclass(frozen=True, slots=True, eq=False)
class _Plane:
    """The SIZE directions in which texts differ most."""

    middle: Floats
    directions: Floats
    """(d, SIZE)."""

    @classmethod
    def of(cls, placed: Floats) -> _Plane:
        """Those of (n, d) texts: their principal components."""
        middle = placed.mean(axis=0)
        return cls(middle, np.linalg.svd(placed - middle, full_matrices=False)[2][:SIZE].T)

    def turned(self, placed: Floats) -> Floats:
        """(n, SIZE) of (n, d) differences."""
        seen: Floats = placed @ self.directions
        return seen

    def seen(self, placed: Floats) -> Floats:
        """(n, SIZE) of (n, d) texts."""
        return self.turned(placed - self.middle)


def _spelt(texts: Iterable[str]) -> dict[str, str]:
    """Roots of English words to the word that is most often theirs, of equal ones the first in the alphabet."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        known = roots(text)
        for word in words(text):
            if root_of(word) in known:
                spellings[root_of(word)][word] += 1
    return {root: min(found, key=lambda word: (-found[word], word)) for root, found in sorted(spellings.items())}


# ------------------------------------------------------------------ learning


def _learnt(lesson: _Lesson, card: dict[str, object]) -> Meaning:
    bags, vocabulary = _bags(lesson)
    start = np.array([lesson.words.get(part, np.zeros(SIZE)) for part in vocabulary])
    vectors = _fitted(bags, start, lesson)
    said = lesson.topics != NO_TOPIC
    texts = _unit(bags[said] @ vectors)
    topics = np.zeros((len(lesson.names), SIZE))
    np.add.at(topics, lesson.topics[said], texts)
    weights = np.asarray(bags.max(axis=0).todense()).ravel()
    vectors = vectors * weights[:, None]
    chinese = np.array([has_chinese(part) for part in vocabulary])
    vectors[chinese] *= _longer(bags[said] > 0, vectors, chinese)
    own, others = _shared_out(bags, vocabulary, lesson)
    held: defaultdict[str, dict[str, Topic]] = defaultdict(dict)
    for place, (area, name) in enumerate(lesson.names):
        held[area][name] = Topic(packed(topics[place]), " ".join(vocabulary[part] for part in own[place]))
    lengths = np.linalg.norm(vectors[[part for found in own.values() for part in found]], axis=1)
    weight = round(OWN * float(lengths.mean()), 3) if len(lengths) else 0.0
    return Meaning(card, weight, dict(held), {vocabulary[part]: packed(vectors[part]) for part in others})


def _longer(held: sparse.csr_array, vectors: Floats, chinese: Bools) -> float:
    """How many times as long an English text is as a Chinese one, each of the middle, so that one says as much."""
    lengths = np.linalg.norm(held @ vectors, axis=1)
    in_chinese = held @ chinese > 0
    return float(np.median(lengths[~in_chinese]) / np.median(lengths[in_chinese]))


def _bags(lesson: _Lesson) -> tuple[sparse.csr_array, list[str]]:
    """(texts, vocabulary) weights of the parts of each text, the more the fewer texts of its language hold one; and the
    vocabulary: what is said of topics, and what several texts of the library hold."""
    held = [sorted(parts(text)) for text in lesson.texts]
    texts_with = Counter(part for found in held for part in found)
    told = {part for found, topic in zip(held, lesson.topics, strict=True) for part in found if topic != NO_TOPIC}
    vocabulary = sorted(told | {part for part, count in texts_with.items() if count >= FEWEST})
    place = {part: number for number, part in enumerate(vocabulary)}
    held = [[part for part in found if part in place] for found in held]
    columns = [place[part] for found in held for part in found]
    rows = np.repeat(np.arange(len(held)), [len(found) for found in held])
    bags = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(held), len(vocabulary)))
    chinese = np.array([has_chinese(part) for part in vocabulary])
    texts = sum(map(has_chinese, lesson.texts))
    of = np.where(chinese, texts, len(held) - texts)
    rarity = np.clip(np.log((of + 1) / (1 + bags.sum(axis=0))), 0.1, RAREST)
    single = np.array([len(part) == 1 for part in vocabulary])
    return sparse.csr_array(bags * np.where(chinese & single, SIGN * rarity, rarity)), vocabulary


def _fitted(bags: sparse.csr_array, start: Floats, lesson: _Lesson) -> Floats:
    """(vocabulary, SIZE) vectors, by stochastic gradient descent (Adam: Kingma and Ba 2015)."""
    chance = np.random.default_rng(SEED)
    placed = np.flatnonzero(lesson.places.any(axis=1))
    said = np.flatnonzero(lesson.topics != NO_TOPIC)
    targets = np.zeros((len(lesson.names), SIZE))
    np.add.at(targets, lesson.topics[said], lesson.places[said])
    targets = _unit(targets)
    vectors, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, max(STEPS, ROUNDS * len(placed) // BATCH) + 1):
        near, topical = chance.choice(placed, BATCH), chance.choice(said, BATCH)
        gradient = _towards(bags[near], vectors, -lesson.places[near])
        scores = SHARPNESS * _unit(bags[topical] @ vectors) @ targets.T
        wrong = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong /= wrong.sum(axis=1, keepdims=True)
        wrong[np.arange(BATCH), lesson.topics[topical]] -= 1
        gradient += TOPICAL * _towards(bags[topical], vectors, SHARPNESS * wrong @ targets)
        first += 0.1 * (gradient - first)
        second += 0.001 * (gradient**2 - second)
        vectors -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return vectors


def _towards(bags: sparse.csr_array, vectors: Floats, slope: Floats) -> Floats:
    """(vocabulary, SIZE) gradient of the mean of a loss whose gradient by the unit vectors of the texts is `slope`."""
    sums = bags @ vectors
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), SHORTEST_SUM)
    unit = sums / lengths
    across = (slope - (slope * unit).sum(axis=1, keepdims=True) * unit) / lengths
    gradient: Floats = bags.T @ across / bags.shape[0]
    return gradient


def _shared_out(
    bags: sparse.csr_array, vocabulary: Sequence[str], lesson: _Lesson
) -> tuple[dict[int, list[int]], list[int]]:
    """Each topic to the Chinese parts that are said of it and of FEW in all, and all other parts."""
    said = lesson.topics != NO_TOPIC
    ones, texts = np.ones(said.sum()), np.arange(said.sum())
    of_topics = sparse.csr_array((ones, (lesson.topics[said], texts)), shape=(len(lesson.names), len(texts)))
    held = sparse.csc_array(of_topics @ (bags[said] > 0))
    own: dict[int, list[int]] = {place: [] for place in range(len(lesson.names))}
    others = []
    for part, word in enumerate(vocabulary):
        topics = held.indices[held.indptr[part] : held.indptr[part + 1]]
        if len(topics) <= FEW and has_chinese(word):
            for place in topics.tolist():
                own[place].append(part)
        else:
            others.append(part)
    return own, others


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
