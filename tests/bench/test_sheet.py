from __future__ import annotations

import pytest

from surveyor.bench.answers import Answers
from surveyor.bench.sheet import compared, document, markdown, sheet

ANSWERS = [
    Answers("a", {"t4": ["1", "2"]}, {"t4": {"surveyor": ["1", "2"], "peer": ["9", "1"]}}, {"surveyor": 0.5}),
    Answers("b", {"t4": ["3"]}, {"t4": {"surveyor": ["9"], "peer": ["3"]}}, {"surveyor": 0.25, "peer": 0.01}),
    Answers("c", {"t4": ["4"]}, {"t4": {"surveyor": ["4"], "peer": []}}, {}),
    Answers("d", {}, {}, {"surveyor": 9.0}),
]


def test_rows_are_means_over_the_questions_with_gold_the_best_first() -> None:
    made = sheet("t4", "a corpus", ANSWERS[:3])
    assert [row.name for row in made.rows] == ["surveyor", "peer"]
    assert made.rows[0].values["R@20"].tolist() == [1, 0, 1]
    assert made.rows[1].values["R@20"].tolist() == [0.5, 1, 0]
    assert (made.queries, made.rows[0].milliseconds, made.rows[1].milliseconds) == (3, 375.0, 10.0)
    assert sheet("t4", "a corpus", ANSWERS).queries == 3


def test_surveyor_is_compared_with_each_or_each_with_a_row_question_by_question() -> None:
    made = sheet("t4", "a corpus", ANSWERS)
    head, found = compared(made, None)
    assert head == "R@20: surveyor less it"
    assert str(found["surveyor"]) == "0.000 [0.000, 0.000]"
    assert found["peer"].mean == pytest.approx((0.5 - 1 + 1) / 3)
    head, found = compared(made, "peer")
    assert head == "R@20: it less peer"
    assert str(found["peer"]) == "0.000 [0.000, 0.000]"
    assert found["surveyor"].mean == pytest.approx((0.5 - 1 + 1) / 3)
    assert compared(made, "nobody") == ("", {})


def test_a_table_says_what_it_was_measured_on() -> None:
    lines = list(markdown(sheet("t4", "a corpus; surveyor 1", ANSWERS)))
    assert lines[0] == "\n**t4**, works that answer a question for literature: 3 queries; a corpus; surveyor 1"
    assert lines[2] == "|  | R@20 | R@100 | R@20: surveyor less it | ms/query |"
    assert lines[4].startswith("| surveyor | 0.667 [")
    assert len({line.count("|") for line in lines[2:]}) == 1
    without = list(markdown(sheet("t4", "a corpus", ANSWERS), "nobody"))
    assert without[2] == "|  | R@20 | R@100 | ms/query |"
    assert without[5].endswith("| 10.0 |")


def test_a_document_holds_the_figures_of_the_table() -> None:
    found = document(sheet("t4", "a corpus", ANSWERS[:3]))
    assert (found["task"], found["queries"], found["on"], found["main"]) == ("t4", 3, "a corpus", "R@20")
    first = found["rows"][0]
    mean, low, high = first["figures"]["R@20"]
    assert mean == pytest.approx(2 / 3)
    assert low <= mean <= high
    assert (first["name"], first["difference"], first["ms"]) == ("surveyor", [0, 0, 0], 375.0)


def test_a_column_may_be_of_another_list_of_the_task() -> None:
    gold = {"t5": ["SIGIR"], "t5.community": ["IR"]}
    found = {"t5": {"surveyor": ["CIKM", "SIGIR"]}, "t5.community": {"surveyor": ["IR"]}}
    [row] = sheet("t5", "titles", [Answers("a", gold, found, {})]).rows
    assert {head: values.tolist() for head, values in row.values.items()} == {
        "acc@1": [0],
        "acc@3": [1],
        "community": [1],
    }
    assert row.milliseconds is None
