from __future__ import annotations

import pytest

from surveyor.ranking.concerns import CONCERNS, concerns_of


@pytest.mark.parametrize(
    ("clause", "keys"),
    [
        ("alleviate label noise", ("noise",)),
        ("handle long documents", ("length",)),
        ("mitigate class imbalance", ("imbalance",)),
        ("reduce inference latency", ("cost",)),
        ("bridge the vocabulary gap", ("vocabulary",)),
        ("reduce exposure bias", ("bias",)),
        ("improve the tagger", ()),
    ],
)
def test_a_clause_speaks_of_kinds_of_problem(clause: str, keys: tuple[str, ...]) -> None:
    assert concerns_of(clause) == keys


def test_every_kind_has_a_name_in_both_languages_and_some_sign() -> None:
    for concern in CONCERNS.values():
        assert concern.name.isascii()
        assert not concern.zh.isascii()
        assert concern.signs
