from __future__ import annotations

from dataclasses import replace

from surveyor.changes import FAR, changes
from surveyor.export.changes import json, markdown
from surveyor.models import Manifest, Network, Role, SourceReport
from tests.fakes import make_paper, make_problem, small_survey

MADE = Manifest("0.1.0", "a", 20, 2, 40, 100, "learnt", files={"ranking/baselines.json": "b", "meaning.json": "t"})


def test_a_survey_and_itself_have_no_difference() -> None:
    made = small_survey()
    found = changes(made, made)
    assert found.none
    assert "No difference." in markdown(found)


def test_what_moved_is_told_with_its_figures() -> None:
    old = small_survey()
    first, *others = old.baselines
    more = replace(first, compared_by=(*first.compared_by, "x:new"), of=first.of + 1)
    new = replace(old, baselines=(*others, more))
    found = changes(old, new)
    (moved,) = [one for one in found.moved if one.paper == first.paper]
    assert (moved.old, moved.new) == (1, len(old.baselines))
    assert (
        moved.why
        == f"compared with in {len(more.compared_by)} of {more.of} instead of {len(first.compared_by)} of {first.of}"
    )


def test_a_work_of_the_same_evidence_has_moved_because_of_others_and_a_larger_survey_alone_is_no_reason() -> None:
    old = small_survey()
    first, *others = old.baselines
    added = [replace(first, paper=make_paper(f"n:{number}", "2025-01", f"New {number}")) for number in range(FAR)]
    wider = [replace(one, of=one.of + 1) for one in old.baselines]
    assert changes(old, replace(old, baselines=tuple(wider))).none
    later = replace(old, baselines=(*added, *wider))
    reasons = {one.paper.id: (one.old, one.new, one.why) for one in changes(old, later).moved}
    assert reasons[first.paper.id] == (1, FAR + 1, f"{FAR} others were put before it, {FAR} of them new")
    back = {one.paper.id: (one.old, one.new, one.why) for one in changes(later, old).moved}
    assert back[others[0].paper.id] == (FAR + 2, 2, f"{FAR} others fell behind it, {FAR} of them gone")


def test_new_roles_new_works_and_gone_ones_are_told() -> None:
    old = small_survey()
    first, *others = old.baselines
    other = Role.CLASSIC if first.role is not Role.CLASSIC else Role.FRONTIER
    added = replace(first, paper=make_paper("n:1", "2025-01"))
    found = changes(old, replace(old, baselines=(replace(first, role=other), added, *others[1:])))
    why = {one.paper.id: one.why for one in found.moved}
    assert why[first.paper.id] == f"{first.role.value} before, {other.value} now"
    assert why["n:1"] == f"{first.role.value}: {first.why}"
    assert why[others[0].paper.id].startswith(f"was {others[0].role.value}: ")


def test_one_paper_under_two_ids_has_not_moved() -> None:
    old = small_survey()
    first, *others = old.baselines
    twin = replace(first.paper, id="doi:10.1/x", ids=(*first.paper.ids, "doi:10.1/x"))
    assert changes(old, replace(old, baselines=(replace(first, paper=twin), *others))).none


def test_what_made_the_difference_is_told() -> None:
    old = replace(small_survey(sources=[SourceReport("acl", 10, "2020")]), manifest=MADE)
    new = replace(
        small_survey(sources=[SourceReport("acl", 12, "2021")]),
        manifest=replace(
            MADE, version="0.2.0", venues="c", files={**MADE.files, "meaning.json": "d"}, seeds=40, given=("x:1",)
        ),
    )
    assert changes(old, new).made_by == (
        "surveyor 0.1.0 before, 0.2.0 now",
        "the venue map is another",
        "meaning.json is another",
        "--seeds 20 before, 40 now",
        "the papers to start from: the closest ones before, x:1 now",
        "acl: 10 papers before, 12 now",
    )


def test_what_was_allowed_of_the_network_is_told_where_it_was_another() -> None:
    made = small_survey()
    rich, poor = (
        replace(made, manifest=replace(MADE, network=allowed))
        for allowed in (Network(True, 30, 0.01), Network(False, 1000, 0))
    )
    assert changes(rich, poor).made_by == (
        "the network: 30 requests and $0.01 at most, papers read in full before, "
        "1,000 requests and $0 at most, no paper read in full now",
    )
    assert not changes(poor, poor).made_by
    assert not changes(made, poor).made_by


def test_of_a_survey_that_did_not_keep_its_files_no_other_file_is_told() -> None:
    made = small_survey()
    older = replace(made, manifest=replace(MADE, files={}))
    assert not changes(older, replace(made, manifest=MADE)).made_by


def test_two_problems_are_compared_and_it_is_said() -> None:
    old = small_survey()
    new = replace(old, problem=make_problem("dialogue"), id="other")
    assert "These are two problems" in markdown(changes(old, new))
    assert json(changes(old, new)).startswith("{\n")
