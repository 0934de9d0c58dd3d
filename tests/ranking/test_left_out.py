from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.models import Citation, Mention, Section
from surveyor.ranking.left_out import left_out, listed_weight, sharing
from tests.ranking.scenes import Stage, stages


@settings(max_examples=40)
@given(stages(), st.data())
def test_nothing_that_is_listed_or_that_nothing_speaks_for_is_missing(stage: Stage, data: st.DataObject) -> None:
    size = len(stage.network.papers)
    listed = np.array(data.draw(st.lists(st.sampled_from((0.0, 1.0, 2.0)), min_size=size, max_size=size)))
    missing = left_out(stage.scene, listed)
    assert (missing >= 0).all()
    assert not missing[listed > 0].any()
    if not listed.any():
        assert not missing.any()


@settings(max_examples=40)
@given(stages(), st.data())
def test_sharing_equals_its_slow_twin(stage: Stage, data: st.DataObject) -> None:
    network = stage.network
    size = len(network.papers)
    listed = np.array(data.draw(st.lists(st.sampled_from((0.0, 1.0, 2.0)), min_size=size, max_size=size)))
    cited = {paper: sum(b == paper for _, b in network.edges) for paper in network.papers}
    slow = [
        sum(listed[b] / np.log(2 + cited[b]) ** 2 for b in network.references(paper))
        / np.sqrt(len(network.references(paper)) + 1)
        for paper in network.papers
    ]
    np.testing.assert_allclose(sharing(network.graph, listed), slow, rtol=1e-9, atol=1e-12)


def test_a_work_that_is_compared_with_counts_more_in_a_list() -> None:
    def weight(*mentions: tuple[Section, int], heading: bool = False) -> float:
        return listed_weight(Citation("a", "b", tuple(Mention(s, n) for s, n in mentions), heading))

    assert weight() == 1 == weight((Section.RELATED, 4))
    assert 1 < weight((Section.EXPERIMENTS, 1)) < weight((Section.TABLE, 1))
    assert weight() < weight(heading=True)
