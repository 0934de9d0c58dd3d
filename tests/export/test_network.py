from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.export.network import network, node_names, shortened
from surveyor.export.timeline import COLUMN, ROW, by_year, positions
from surveyor.text import clean
from tests.export.hostile import ANY_TEXT, hostile_web, survey_of
from tests.export.speed import large_survey
from tests.fakes import cite, make_paper, small_survey


def test_it_holds_the_papers_and_citations_of_the_survey() -> None:
    made = small_survey()
    net = network(made)
    assert [node.name for node in net.nodes] == [paper.id for paper in made.papers]
    ends = [(net.nodes[edge.citing].name, net.nodes[edge.cited].name, edge.compares) for edge in net.edges]
    assert ends == [(c.citing, c.cited, c.compares) for c in made.citations]
    old = next(node for node in net.nodes if node.name == "doi:10.1000/old")
    assert (old.short, old.venue, old.role, old.cited) == ("Rhodes 2016", "TOIS", "classic", 3)
    assert old.why.startswith("compared with in 3 of 3")
    assert [node.short for node in net.nodes if node.name == "arxiv:2602.00002"] == ["Turing et al. 2026"]


def test_mentions_are_summed_over_the_sections() -> None:
    papers = [make_paper("a:1", "2020-01"), make_paper("b:1", "2019-01")]
    made = replace(survey_of(papers), citations=(cite("a:1", "b:1", table=2, intro=3),))
    assert [edge.mentions for edge in network(made).edges] == [5]


def test_a_paper_that_stands_twice_is_one_node_and_a_citation_out_of_the_graph_is_none() -> None:
    paper = make_paper("a:1", "2020-01")
    made = replace(survey_of([paper, paper]), citations=(cite("a:1", "gone"), cite("gone", "a:1")))
    assert (len(network(made).nodes), network(made).edges) == (1, ())


@given(st.lists(ANY_TEXT, max_size=8))
def test_every_id_has_a_name_of_its_own_without_blanks(ids: list[str]) -> None:
    names = node_names(ids)
    assert list(names) == list(dict.fromkeys(ids))
    assert len(set(names.values())) == len(names)
    assert not [name for name in names.values() if name.split() not in ([name], [])]


def test_names_that_became_one_are_told_apart() -> None:
    assert list(node_names(["a\x01", "a\x02", "a\ufffd", "b"]).values()) == ["a\ufffd", "a\ufffd~2", "a\ufffd~3", "b"]


@given(ANY_TEXT, st.integers(2, 40))
def test_a_shortened_text_is_the_beginning_and_no_longer_than_asked(text: str, length: int) -> None:
    cut = shortened(clean(text), length)
    assert len(cut) <= length
    assert clean(text).startswith(cut.removesuffix("…"))


@pytest.mark.parametrize("papers", [1, 40, 400])
def test_drawn_by_year_later_papers_stand_above_and_none_on_another(papers: int) -> None:
    nodes = network(large_survey(papers)).nodes
    where = positions(nodes)
    assert len(set(where)) == len(nodes)
    assert all(x % COLUMN == 0 for x, _ in where)
    spans = [sorted(where[place][1] for place in places) for places in by_year(nodes)]
    assert all(above[-1] + ROW < below[0] for above, below in pairwise(spans))
    years = [nodes[places[0]].year or 0 for places in by_year(nodes)]
    assert years == sorted(years, reverse=True)


def test_papers_without_a_year_stand_last() -> None:
    nodes = network(hostile_web()).nodes
    assert [nodes[place].year for place in by_year(nodes)[-1]] == [None]
