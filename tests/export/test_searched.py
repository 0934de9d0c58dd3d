from __future__ import annotations

from dataclasses import replace

from surveyor.export.markdown import reading_list
from surveyor.export.searched import searched_for
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
