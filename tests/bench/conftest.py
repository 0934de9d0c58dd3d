"""What several tests of the bench need."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from surveyor.bench.questions import in_words


@pytest.fixture
def few_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the problems in users' words, as all would take their time and teach these tests nothing more."""
    all_of_them = in_words("tune")
    few = replace(all_of_them, gold={name: dict(islice(gold.items(), 4)) for name, gold in all_of_them.gold.items()})
    monkeypatch.setattr("surveyor.bench.exam.in_words", lambda half: few)
