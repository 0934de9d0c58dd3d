from __future__ import annotations

from dataclasses import replace

import pytest

from surveyor.errors import UsageError
from surveyor.export.explanation import explanation, named
from surveyor.models import Reason, SetAside, Survey
from tests.fakes import small_survey

REASONS = (
    Reason("near each seed", 0.41237, 1.5),
    Reason("years | since", 12.0, -0.75),
    Reason("in their tables", None, 0.25),
)


def told(made: Survey) -> Survey:
    """The first baseline with reasons."""
    first, *others = made.baselines
    return replace(made, baselines=(replace(first, reasons=REASONS), *others))


def test_what_raises_and_what_lowers_a_baseline_stands_in_tables_of_their_own() -> None:
    made = told(small_survey())
    text = explanation(made, made.baselines[0].paper.id)
    raises, lowers = text.split("## Lowers it")
    assert text.startswith("# ")
    assert f"Baseline 1 of {len(made.baselines)}, {made.baselines[0].role}: {made.baselines[0].why}." in text
    assert "| +1.50 | near each seed | 0.412 |" in raises
    assert "| +0.25 | in their tables |  |" in raises
    assert r"| -0.75 | years \| since | 12 |" in lowers


def test_a_baseline_of_the_walk_alone_is_explained_by_its_votes() -> None:
    made = small_survey()
    text = explanation(made, made.baselines[0].paper.title)
    assert "votes of the papers that were walked" in text
    assert "##" not in text


def test_of_what_is_no_baseline_the_reason_is_told() -> None:
    made = small_survey()
    rest = [paper for paper in made.papers if paper.id not in {c.paper.id for c in made.baselines}]
    aside, *others = rest
    made = replace(made, set_aside=(SetAside(aside, "a dataset", ("x",), 3),), related=made.related[:0])
    assert "Set aside: a dataset. 1 of 3 papers cite it." in explanation(made, aside.id)
    for paper in others:
        assert f"none of the {len(made.baselines)} baselines" in explanation(made, paper.id)


def test_a_paper_is_named_by_id_title_or_a_part_that_no_other_has() -> None:
    made = small_survey()
    for paper in made.papers:
        assert named(made, paper.id) == paper
        assert named(made, paper.title.upper()) == paper


def test_a_name_of_none_or_of_several_is_refused_with_the_remedy() -> None:
    made = small_survey()
    with pytest.raises(UsageError, match="no paper 'zzz' in this survey: `surveyor show"):
        named(made, "zzz")
    title = made.papers[0].title
    with pytest.raises(UsageError, match="did you mean"):
        named(made, title[:-1] + "#" + title[-1] + "qq")
    double = replace(made.papers[1], title=title)
    with pytest.raises(UsageError, match="2 papers of this survey are named so, give an id"):
        named(replace(made, papers=(made.papers[0], double, *made.papers[2:])), title)
