from __future__ import annotations

from itertools import pairwise

import pytest

from surveyor.export.narrow import top
from surveyor.export.reference import shown
from surveyor.models import Role
from surveyor.ranking.shown import shortlist
from tests.export.speed import large_survey
from tests.fakes import small_survey


@pytest.mark.parametrize("most", [1, 5, 50, 150, 400, 1000])
def test_it_keeps_so_many_papers_and_speaks_of_no_other(most: int) -> None:
    made = large_survey(400)
    part = top(made, most)
    ids = {paper.id for paper in part.papers}
    assert len(part.papers) == min(most, 400)
    assert part.papers == tuple(paper for paper in made.papers if paper.id in ids)
    assert part.citations == tuple(c for c in made.citations if {c.citing, c.cited} <= ids)
    assert {paper.id for paper in shown(part)} <= ids


def test_fewer_papers_are_part_of_more() -> None:
    made = large_survey(300)
    kept = [{paper.id for paper in top(made, most).papers} for most in (10, 40, 120, 300)]
    assert kept == sorted(kept, key=len)
    assert all(few <= more for few, more in pairwise(kept))


def test_the_shortlist_comes_first_then_the_seeds() -> None:
    made = large_survey(400)
    short = {candidate.paper.id for role in Role for candidate in shortlist(made.baselines, role)}
    assert {paper.id for paper in top(made, len(short)).papers} == short
    more = {paper.id for paper in top(made, len(short) + len(made.seeds)).papers}
    assert {seed.paper.id for seed in made.seeds} <= more


def test_as_many_as_there_are_is_the_survey() -> None:
    made = small_survey()
    assert top(made, len(made.papers)) == top(made, 10**6) == made
