"""Learn what ordinary words say of the topics of the venue map, and write the file that routes read.

    surveyor bench train topics -o surveyor/topics_learnt.json

A paper of the library is on a topic when its title holds most words of the topic's name; the words of its abstract are
then how people speak of it. The same library and venue map give the same bytes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.library.corpus import corpora
from surveyor.plain import roots
from surveyor.text import title_key
from surveyor.topics_learnt import TopicWords
from surveyor.venues import VenueMap

HELD = 0.6
"""Share of the words of a topic's name that a title has to hold, and two at least."""
FEWEST_PAPERS, FEWEST_WITH_WORD = 5, 20
"""Papers on a topic, and papers with a word, below which nothing is learnt."""
PRIOR = 20.0
"""Papers like all others that are added to those on a topic."""
LEAST = 0.3
"""Weight below which a word says nothing."""
MOST = 60
"""Words of a topic: those that set it apart from all papers most, by their share of the Kullback-Leibler divergence."""
SHORTEST = 200
"""Characters of an abstract."""


def learn_topics(library: Library, venue_map: VenueMap) -> TopicWords:
    """What the abstracts of a library say of the topics of a map; CorpusError where it has no abstracts."""
    with library.reading() as db:
        sql = "select title, abstract from papers where length(abstract) > ? order by id"
        texts = {title_key(title): (title, abstract) for title, abstract in db.execute(sql, [SHORTEST])}
    if not texts:
        raise CorpusError("no abstracts to learn from: import the corpora of the bench first")
    names = {topic.name: roots(topic.name) for area in venue_map.areas.values() for topic in area.topics}
    among: Counter[str] = Counter()
    of_topic: dict[str, Counter[str]] = {name: Counter() for name in names}
    papers: Counter[str] = Counter()
    for title, abstract in texts.values():
        said = roots(f"{title} {abstract}")
        among.update(said)
        for name in _topics(roots(title), names):
            papers[name] += 1
            of_topic[name].update(said)
    topics = sorted(name for name in names if papers[name] >= FEWEST_PAPERS)
    words: dict[str, list[tuple[int, float]]] = {}
    for place, name in enumerate(topics):
        for word, weight in _telling(of_topic[name], papers[name], among, len(texts)):
            words.setdefault(word, []).append((place, weight))
    card = {
        "what": "how much oftener a word stands in abstracts of papers on a topic than in all, as a logarithm",
        "abstracts": len(texts),
        "topics": len(topics),
        "of": len(names),
        "library": {corpus.name: corpus.papers for corpus in corpora(library)},
        "limits": "English alone; papers of 2012 to 2021, most of computer vision, then of language.",
    }
    return TopicWords(card, tuple(topics), dict(sorted(words.items())))


def dump(learnt: TopicWords) -> bytes:
    """The content of the file, a word a line."""
    head = msgspec.json.encode({"card": learnt.card, "topics": learnt.topics})[:-1]
    lines = (msgspec.json.encode(word) + b":" + msgspec.json.encode(found) for word, found in learnt.words.items())
    return head + b',"words":{\n' + b",\n".join(lines) + b"\n}}\n"


def _topics(title: frozenset[str], names: Mapping[str, frozenset[str]]) -> Iterable[str]:
    return (name for name, held in names.items() if len(held & title) >= max(2, math.ceil(HELD * len(held))))


def _telling(
    having: Mapping[str, int], papers: int, among: Mapping[str, int], count: int
) -> Iterator[tuple[str, float]]:
    """The words that tell papers on a topic from all, with their weights."""
    weighed = []
    for word, number in having.items():
        usual = among[word] / count
        share = (number + PRIOR * usual) / (papers + PRIOR)
        weight = math.log(share / usual)
        if among[word] >= FEWEST_WITH_WORD and weight >= LEAST:
            weighed.append((-weight * share, word, weight))
    return ((word, round(weight, 1)) for _, word, weight in sorted(weighed)[:MOST])
