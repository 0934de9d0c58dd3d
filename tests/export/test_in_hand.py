from __future__ import annotations

from dataclasses import replace

from surveyor.export import markdown
from surveyor.export.in_hand import with_known
from surveyor.export.quick import quick
from surveyor.models import Role
from surveyor.ranking.shown import shortlist
from tests.fakes import make_paper, small_survey


def test_what_the_reader_has_is_marked_and_left_out_of_the_reading_order() -> None:
    made = small_survey()
    (first, *_) = shortlist(made.baselines, Role.SIMPLE)
    by_title = replace(make_paper("cited:x", None, first.paper.title), year=first.paper.year)
    told = with_known(made, [by_title, make_paper("other:1", "2020-01", "Something else altogether")])
    assert told.have == (first.paper.id,)
    text = markdown.reading_list(told)
    before, after = text.split("## Reading order")
    assert "(you have it)" in before
    assert first.paper.title not in after.split("Left out")[0]
    assert f"Left out, as you have them: 1; baselines among what you have: {first.paper.title}." in after


def test_without_a_word_on_what_the_reader_has_nothing_changes() -> None:
    made = small_survey()
    assert with_known(made, []) == made
    assert "you have" not in markdown.reading_list(made)


def test_the_quick_answer_fits_on_a_screen_and_names_method_papers_and_the_way_to_the_rest() -> None:
    made = small_survey()
    text = quick(made)
    assert len(text.splitlines()) <= 24
    (start, *_) = shortlist(made.baselines, Role.SIMPLE)
    assert f"**Start from** {start.paper.title}" in text.replace("[", "").split("](")[0] or start.paper.title in text
    assert f"`surveyor show {made.id}`" in text


def test_the_quick_answer_of_a_survey_without_baselines_says_so() -> None:
    made = replace(small_survey(), baselines=(), reading=())
    assert "No method was found to start from." in quick(made)
