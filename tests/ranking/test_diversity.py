from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Hit
from surveyor.ranking.diversity import GROUP, spread
from tests.fakes import make_paper

AUTHORS = st.lists(st.sampled_from(["Ada", "Alan", "Grace", "Ida"]), max_size=2, unique=True)
HITS = st.lists(AUTHORS, max_size=12).map(
    lambda listed: [Hit(make_paper(f"p{i}", authors=tuple(names)), 1 - i / 20) for i, names in enumerate(listed)]
)


@given(HITS, st.integers(1, 12))
def test_as_many_as_there_are_up_to_the_limit_in_their_order(found: list[Hit], limit: int) -> None:
    chosen = spread(found, limit)
    assert len(chosen) == min(limit, len(found))
    assert chosen == [hit for hit in found if hit in chosen]
    assert spread(found, 12) == found


@given(HITS, st.integers(1, 12))
def test_no_author_has_many_while_others_are_left(found: list[Hit], limit: int) -> None:
    chosen = spread(found, limit)
    counts = Counter(author for hit in chosen for author in hit.paper.authors)
    if counts and max(counts.values()) > GROUP:
        left_out = [hit for hit in found if hit not in chosen]
        assert all(any(counts[author] >= GROUP for author in hit.paper.authors) for hit in left_out)


def test_the_third_paper_of_a_group_waits_for_another_group() -> None:
    group = [Hit(make_paper(name, authors=("Ada Lovelace", "X" + name)), 1.0) for name in "abc"]
    other, unsigned = Hit(make_paper("d", authors=("Alan Turing",)), 0.5), Hit(make_paper("e"), 0.4)
    assert spread([*group, other, unsigned], 4) == [*group[:2], other, unsigned]
    assert spread([*group, other], 4) == [*group, other]
