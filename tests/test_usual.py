"""What results are usually reported on, by topic and by area."""

from __future__ import annotations

from dataclasses import replace

from surveyor.canon import canon
from surveyor.models import TopicMatch
from surveyor.places import venues_file
from surveyor.route import route
from surveyor.topics import BESIDE
from surveyor.usual import Usual, usual
from surveyor.venues import load

MAP = load(venues_file())
AREA = MAP.areas["time-series"]
ALARM, FAR = "time series anomaly detection", "long-term time series forecasting"
KNOWN = canon()[AREA.key]


def said(topic: str, share: float = 1.0) -> TopicMatch:
    return TopicMatch(AREA.key, topic, share)


def test_a_topic_tells_better_than_its_area() -> None:
    found = usual([said(ALARM)], [AREA])
    assert found == Usual(KNOWN[ALARM].datasets, KNOWN[ALARM].metrics, KNOWN[ALARM].warnings)
    assert "SMD" in found.datasets
    assert "ETT" in AREA.datasets
    assert "ETT" not in found.datasets


def test_two_topics_said_alike_tell_one_after_the_other_and_faint_ones_do_not() -> None:
    found = usual([said(ALARM), said(FAR, BESIDE)], [AREA])
    assert found.metrics[: len(KNOWN[ALARM].metrics)] == KNOWN[ALARM].metrics
    assert set(found.datasets) == {*KNOWN[ALARM].datasets, *KNOWN[FAR].datasets}
    assert usual([said(ALARM), said(FAR, BESIDE - 0.01)], [AREA]) == usual([said(ALARM)], [AREA])


def test_areas_tell_where_no_topic_does() -> None:
    other = MAP.areas["query-document-relevance"]
    found = usual([said("none that is known")], [AREA, other])
    assert found == usual([], [AREA, other])
    assert found.datasets == (*AREA.datasets, *(name for name in other.datasets if name not in AREA.datasets))
    assert usual([said(ALARM)], []) == usual([said(ALARM)], [AREA, other])


def test_an_area_without_warnings_has_those_of_no_other() -> None:
    assert usual([], [replace(AREA, warnings=())]).warnings == ()


def test_a_problem_is_told_what_its_topic_is_tried_on() -> None:
    found = route("alert when server metrics look strange", MAP)
    assert (found.datasets, found.metrics, found.warnings) == usual([said(ALARM)], [])


def test_what_topics_tell_is_short_and_named_once() -> None:
    for topics in canon().values():
        for named in topics.values():
            for listed in (named.datasets, named.metrics, named.warnings):
                assert len(set(listed)) == len(listed)
                assert all(item == item.strip() and item for item in listed)
            assert all(len(name) <= 60 for name in (*named.datasets, *named.metrics))
            assert all(warning.endswith(".") and len(warning.split()) <= 30 for warning in named.warnings)
