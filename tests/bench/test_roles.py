from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from surveyor.bench.problems import load
from surveyor.bench.roles import NONE, ROLES, confusion, figures, outcome, read_labels
from surveyor.errors import CorpusError
from surveyor.models import Candidate, Role
from tests.fakes import make_paper


def candidates(roles: Sequence[Role]) -> list[Candidate]:
    return [Candidate(make_paper(f"p{i}"), 1.0 / (i + 1), role, (), (), 0, 0.0, (), "") for i, role in enumerate(roles)]


def test_the_labels_cover_as_many_problems_of_either_half() -> None:
    labels = read_labels()
    halves = [task.half for task in load() if task.qid in labels]
    assert halves.count("tune") == halves.count("report") == len(labels) / 2 == 16
    assert {label for of in labels.values() for label in of.values()} == {*ROLES, NONE}


@pytest.mark.parametrize("text", ["p1\tx\tbest\n", "p1 x simple\n", "p1\tx\tsimple\np1\tx\tnone\n"])
def test_a_bad_label_is_named_by_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "roles.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=rf"roles\.tsv:{text.count(chr(10))}:"):
        read_labels(file)


def test_what_has_no_label_counts_in_no_share_and_what_is_shown_counts() -> None:
    made = candidates([Role.SIMPLE, Role.CLASSIC, Role.FRONTIER])
    one = outcome({made[0].paper.id: "simple", made[1].paper.id: "frontier"}, made)
    assert one.pairs == (("simple", "simple"), ("frontier", "classic"))
    assert one.shown == ("simple",)
    lines = list(figures([one]))
    assert lines[0].startswith("2 works with a role, 0.500 as labelled")
    assert "for 1 of the 1 problems" in lines[-2]


def test_the_table_counts_every_pair_once() -> None:
    rows = list(confusion([("none", "simple"), ("none", "simple"), ("classic", "frontier")]))
    assert [line.split()[1:] for line in rows[1:]] == [["0"] * 3, ["0", "0", "1"], ["0"] * 3, ["2", "0", "0"]]
