"""The answer on one screen."""

from __future__ import annotations

from dataclasses import replace

from surveyor.canon import canon
from surveyor.export.quick import quick
from surveyor.models import AreaMatch, Role, Route, VenueMatch
from tests.fakes import small_survey

AREA = "text-classification"


def test_what_stands_for_the_whole_area_comes_first_where_the_problem_names_no_topic_of_it() -> None:
    made = small_survey()
    plain = next(c for c in made.baselines if c.role is Role.SIMPLE)
    standard = canon()[AREA][""].standard[0]
    known = replace(
        plain, paper=replace(plain.paper, id=standard, ids=(standard,), title="Standard"), rate=0.0, score=0.0
    )
    route = replace(made.route, areas=(AreaMatch(AREA, "text classification", 1.0, ()),))
    told = replace(made, baselines=(*made.baselines, known), route=route)
    assert "**Start from** [Standard]" in quick(told)
    narrow = replace(told, route=replace(route, topics=("short text classification",)))
    assert f"**Start from** [{plain.paper.title}]" in quick(narrow)


def test_three_papers_are_read_an_overview_and_the_first_of_each_kind_before_others() -> None:
    made = small_survey()
    text = quick(made)
    read = text[text.index("**Read**") :].split("\n\n")[0].splitlines()[1:]
    assert len(read) == 3
    assert "A Survey of Neural Ranking" in read[0]
    assert any("simple: " in line for line in read)
    assert any("classic: " in line for line in read)


def test_without_anything_to_read_nothing_is_headed_so() -> None:
    assert "**Read**" not in quick(replace(small_survey(), reading=()))


def test_the_venue_to_look_at_has_its_own_reason() -> None:
    made = small_survey()
    area = AreaMatch(AREA, "text classification", 1.0, ("topics",))
    venue = VenueMatch("ACL", 1.0, (f"{area.told}; home of words", "its titles share “rank”"))
    assert "**Look at** ACL: home of words\n" in quick(replace(made, route=Route((venue,), (area,), fallback=False)))
