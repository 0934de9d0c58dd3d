"""What an expert names for a topic, and how far a problem speaks of that."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import msgspec
import pytest

from surveyor.canon import FILE, HALVED, Fame, canon, fame, standard_for
from surveyor.library.printed import as_printed
from surveyor.library.rows import PaperRow
from surveyor.models import AreaMatch, Route, TopicMatch
from surveyor.places import shelf_dir, venues_file
from surveyor.sources import View
from surveyor.sources.shelf import open_shelf
from surveyor.venues import load

AREA = "query-document-relevance"
LONG, FEEDBACK = "long document ranking", "pseudo relevance feedback"


def route(*said: tuple[str, float], area: str = AREA) -> Route:
    near = tuple(TopicMatch(area, topic, share) for topic, share in said)
    return Route((), (AreaMatch(area, area, 0.8, ()),), fallback=False, speaks_of=near)


def only(topic: str, *, standard: bool) -> str:
    """A work of the topic and of no other."""
    of = Counter(work for named in canon()[AREA].values() for work in (*named.standard, *named.others))
    named = canon()[AREA][topic]
    return next(work for work in (named.standard if standard else named.others) if of[work] == 1)


def test_the_more_a_problem_speaks_of_a_topic_the_more_its_works_are_known_for_it() -> None:
    work = only(LONG, standard=True)
    whole = fame([work], route((LONG, 1.0), (FEEDBACK, 0.5)))
    assert (whole.topical, whole.standard, whole.eminent) == (1.0, 1.0, 0.0)
    assert fame([work], route((FEEDBACK, 1.0), (LONG, 0.5))) == Fame(0.5, 0.5, whole.foremost / 2)
    assert fame([work], route((FEEDBACK, 1.0))) == Fame()
    other = fame([only(LONG, standard=False)], route((LONG, 1.0)))
    assert (other.topical, other.standard) == (1.0, 0.0)
    assert 0.0 < other.foremost < whole.foremost


def test_the_earlier_a_work_is_named_for_a_topic_the_more_it_is_among_the_first() -> None:
    topic, said = canon()[AREA][LONG], route((LONG, 1.0))
    first = [fame([work], said).foremost for work in (*topic.standard, *topic.others)]
    assert first == sorted(first, reverse=True)
    assert (first[0], first[1]) == (1.0, HALVED / (HALVED + 1))


def test_what_stands_for_an_area_is_eminent_wherever_the_problem_is_at_home_in_it() -> None:
    work = canon()[AREA][""].standard[0]
    assert fame([work], route()).eminent == 0.8
    assert fame([work], route(area="speech-recognition")) == Fame()


def test_a_work_has_the_fame_of_all_its_ids_and_a_stranger_none() -> None:
    known = route((LONG, 1.0))
    assert fame(["doi:10.1/none", only(LONG, standard=True)], known).standard == 1.0
    assert fame(["doi:10.1/none"], known) == Fame()


def test_a_work_is_standard_for_the_topic_that_the_problem_says_most_of() -> None:
    works = [only(LONG, standard=True), only(FEEDBACK, standard=True)]
    assert standard_for(works, route((FEEDBACK, 1.0), (LONG, 0.6))) == canon()[AREA][FEEDBACK].called
    assert standard_for(works[:1], route((FEEDBACK, 1.0), (LONG, 0.6))) == LONG
    assert standard_for(works[:1], route((FEEDBACK, 1.0), (LONG, 0.1))) == ""
    assert standard_for([only(LONG, standard=False)], route((LONG, 1.0))) == ""


def test_a_work_that_stands_for_its_area_is_not_called_one_of_a_topic_that_is_hardly_spoken_of() -> None:
    whole = next(w for w in canon()[AREA][""].standard if w in canon()[AREA]["neural reranking cross-encoder"].standard)
    spoken = route(("neural reranking cross-encoder", 1.0))
    assert standard_for([whole], spoken) == AREA
    searched = replace(spoken, topics=("neural reranking cross-encoder",))
    assert standard_for([whole], searched) == "neural reranking with cross-encoders"


@pytest.mark.parametrize("standard", [True, False])
def test_every_topic_is_of_the_map_and_every_work_of_the_shelf_in_that_area(standard: bool) -> None:
    areas, view = load(venues_file()).areas, View(10**6)
    for area, topics in canon().items():
        works = {some_id for paper in open_shelf().of_areas([area], view) for some_id in (paper.id, *paper.ids)}
        assert set(topics) - {""} <= {topic.name for topic in areas[area].topics}
        for named in topics.values():
            assert set(named.standard if standard else named.others) <= works


def test_works_of_the_shelf_stand_as_they_are_to_be_printed() -> None:
    files = (file for file in shelf_dir().glob("*.jsonl") if file.name != "citations.jsonl")
    lines = [line for file in files for line in file.read_bytes().splitlines()]
    rows = [msgspec.json.decode(line, type=PaperRow) for line in lines]
    assert len(rows) > 15000
    assert [row for row in rows if as_printed(row) != row] == []


def test_no_work_is_named_twice_for_a_topic() -> None:
    for topics in canon().values():
        for named in topics.values():
            assert len({*named.standard, *named.others}) == len(named.standard) + len(named.others)


def test_the_file_is_a_topic_a_line_in_order() -> None:
    text = FILE.read_text()
    assert list(canon()) == sorted(canon())
    assert text.count("\n") == 2 + sum(1 + len(topics) for topics in canon().values()) + len(canon())
