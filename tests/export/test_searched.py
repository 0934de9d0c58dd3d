from __future__ import annotations

from dataclasses import replace

from surveyor.export.markdown import reading_list
from surveyor.export.phrases import Voice
from surveyor.export.searched import belongs_to, reasons, searched_for
from surveyor.models import AreaMatch, Route, VenueMatch
from tests.fakes import small_survey


def test_a_survey_says_what_else_its_problem_was_searched_for_as() -> None:
    made = small_survey()
    topics = ("churn prediction", "lane <b> detection")
    routed = replace(made, route=replace(made.route, topics=topics))
    assert searched_for(routed.route) == "searched for as “churn prediction” and as “lane <b> detection” too"
    assert "Searched for as “churn prediction” and as “lane" in reading_list(routed)
    assert "<b>" not in reading_list(routed)
    assert searched_for(made.route) == ""
    assert "Searched for" not in reading_list(made)


def test_the_area_of_a_problem_is_told_once_and_not_beside_each_venue() -> None:
    area = AreaMatch("ranking", "document ranking", 0.75, ("ranking", "<b>"))
    other = AreaMatch("dialogue", "dialogue", 0.25, ("talk",))
    venues = (
        VenueMatch(
            "SIGIR", 0.6, (f"{area.told}; home of ranking", f"{other.told}; some dialogue", "its titles share “rank”")
        ),
        VenueMatch("ACL", 0.4, ("asked for",)),
    )
    route = Route(venues, (area, other), fallback=False)
    assert belongs_to(route) == "document ranking (0.75, by “ranking”, “<b>”); dialogue (0.25, by “talk”)"
    assert [reasons(venue, route) for venue in venues] == [
        "home of ranking; some dialogue; its titles share “rank”",
        "asked for",
    ]
    text = reading_list(replace(small_survey(), route=route))
    assert text.count("document ranking (0.75") == 1
    assert "<b>" not in text


def test_chinese_readers_are_told_the_chinese_name_of_an_area_where_it_has_one() -> None:
    areas = (
        AreaMatch("ranking", "document ranking", 0.75, ("排序",), "文档排序"),
        AreaMatch("b", "own area", 0.25, ("自",)),
    )
    route = Route((), areas, fallback=False)
    assert belongs_to(route, Voice("zh")) == "文档排序（0.75，依据“排序”）；own area（0.25，依据“自”）"
    assert belongs_to(route).startswith("document ranking (0.75")
