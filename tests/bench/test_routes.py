from __future__ import annotations

from collections.abc import Callable

import pytest

from surveyor.bench.answers import Result, Told, Venue
from surveyor.bench.questions import Named, Questions, Topic
from surveyor.bench.routes import CLASSIFIERS, asker
from surveyor.library import Library
from surveyor.places import venues_file
from surveyor.venues import load

SUBJECTS = {"SIGIR": "ranking documents", "WWW": "web pages links", "ACL": "parsing sentences"}
PAPERS = [
    {"id": f"{venue}:{n}", "title": f"{words} number{n}", "year": 2010 + n, "venue": venue}
    for venue, words in SUBJECTS.items()
    for n in range(10)
]
COMMUNITIES = {"SIGIR": "IR", "WWW": "IR", "ACL": "NLP"}
TOPICS = tuple(Topic(venue, f"on {words}", 2018 * 12) for venue, words in SUBJECTS.items())
GOLD = {
    "t5": {venue: (Named((venue,)),) for venue in SUBJECTS},
    "t5.community": {venue: (Named((community,)),) for venue, community in COMMUNITIES.items()},
}
ROUTE = [Venue("ACL", 0.4), Venue("SIGIR", 0.3), Venue("WWW", 0.2), Venue("JMLR", 0.1)]
TOLD = Told({topic.qid: Result(topic.qid, ROUTE, [], []) for topic in TOPICS}, 0.5)


@pytest.fixture
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(x=(PAPERS, []))


def test_classifiers_learn_the_venues_from_titles_and_communities_are_sums(library: Library) -> None:
    with library:
        ask = asker(library, "t5", Questions("t5", TOPICS, GOLD), TOLD, load(venues_file()))
        answers = {topic.qid: ask(topic) for topic in TOPICS}
    for venue, found in answers.items():
        assert found.gold == {"t5": [venue], "t5.community": [COMMUNITIES[venue]]}
        assert found.found["t5"]["surveyor"] == ["ACL", "SIGIR", "WWW", "JMLR"]
        assert found.found["t5.community"]["surveyor"] == ["IR", "NLP"]
        for peer in CLASSIFIERS:
            assert found.found["t5"][peer][0] == venue
            assert found.found["t5.community"][peer][0] == COMMUNITIES[venue]
        assert found.seconds["surveyor"] == 0.5
        assert found.seconds.keys() == {"surveyor", *CLASSIFIERS}


def test_a_venue_of_a_year_that_is_not_over_teaches_nothing(library_of: Callable[..., Library]) -> None:
    late = [{"id": "late", "title": "parsing sentences", "year": 2018, "date": "2017-11", "venue": "SIGIR"}]
    with library_of(x=([row for row in PAPERS if row["venue"] != "ACL"] + late, [])) as library:
        ask = asker(library, "t5", Questions("t5", TOPICS, GOLD), TOLD, load(venues_file()))
        assert ask(TOPICS[2]).found["t5"]["bm25-knn50"] == []


def test_what_is_excluded_teaches_nothing(library_of: Callable[..., Library]) -> None:
    topic = Topic("ACL", "parsing sentences", 2018 * 12, ("odd",))
    odd = [{"id": "odd", "title": "parsing sentences", "year": 2017, "venue": "WWW"}]
    with library_of(x=(PAPERS + odd, [])) as library:
        ask = asker(library, "t5", Questions("t5", (topic,), GOLD), TOLD, load(venues_file()))
        assert ask(topic).found["t5"]["bm25-knn50"] == ["ACL"]


def test_where_one_venue_is_known_it_is_the_answer(library_of: Callable[..., Library]) -> None:
    with library_of(x=([row for row in PAPERS if row["venue"] == "ACL"], [])) as library:
        ask = asker(library, "t5", Questions("t5", TOPICS, GOLD), TOLD, load(venues_file()))
        assert ask(TOPICS[0]).found["t5"]["tfidf-logistic"] == ["ACL"]
