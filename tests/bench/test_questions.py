from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from surveyor.bench.problems import load
from surveyor.bench.questions import Named, Topic, from_files, in_words, read_gold, read_topics
from surveyor.bench.tasks import NAMES, TASKS, Task, chosen, usual
from surveyor.errors import CorpusError, UsageError


def written(folder: Path, text: str) -> Path:
    file = folder / "file"
    file.write_text(text, encoding="utf-8")
    return file


def test_topics_are_read_in_order_with_the_month_that_may_not_be_seen(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '{"qid": "b", "problem": "ranking", "as_of": "2021-03", "exclude": ["x:1"], "venue": "SIGIR"}\n\n'
        '{"qid": "a", "problem": "parsing", "as_of": "2020"}\n',
    )
    assert read_topics(file) == [Topic("b", "ranking", 2021 * 12 + 2, ("x:1",)), Topic("a", "parsing", 2020 * 12)]


def test_gold_is_what_has_a_relevance_above_zero(tmp_path: Path) -> None:
    file = written(tmp_path, "a 0 x:1 1\na 0 x:2 0\na 0 x:3 2\nb 0 x:1 1\nb 0 x:4 -1\n")
    assert read_gold(file) == {"a": {"x:1", "x:3"}, "b": {"x:1"}}


def test_questions_of_files_map_each_list_to_its_gold(tmp_path: Path) -> None:
    written(tmp_path, '{"qid": "a", "problem": "ranking", "as_of": "2020", "paper": "x:1"}\n').rename(
        tmp_path / "q.queries.jsonl"
    )
    written(tmp_path, "a 0 x:2 1\na 0 x:1 1\n")
    found = from_files(tmp_path, "q", {"t": "file"})
    assert found.topics == (Topic("a", "ranking", 2020 * 12, (), "x:1"),)
    assert found.gold == {"t": {"a": (Named(("x:1",)), Named(("x:2",)))}}
    assert found.names() == {"x:1", "x:2"}
    assert found.word == from_files(tmp_path, "q", {"t": "file"}).word != from_files(tmp_path, "q", {"u": "file"}).word


def test_problems_in_words_are_of_one_half_their_languages_apart_without_what_no_corpus_holds() -> None:
    found = in_words()
    tasks = {task.qid: task for task in load(half="report")}
    assert [topic.qid for topic in found.topics] == list(tasks)
    assert found.gold["words-en"].keys() | found.gold["words-zh"].keys() == tasks.keys()
    assert not found.gold["words-en"].keys() & found.gold["words-zh"].keys()
    for gold in found.gold.values():
        for qid, right in gold.items():
            assert [one.title for one in right] == [work.title for work in tasks[qid].works if work.in_corpora]


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_topics, '{"qid": "a", "problem": "p", "as_of": "2020"}\nrubbish\n', "file:2: not a query"),
        (read_topics, '{"qid": "a", "problem": "p", "as_of": "soon"}\n', "file:1: not a query"),
        (read_topics, '{"qid": "a", "problem": "p"}\n', "file:1: not a query"),
        (read_topics, '{"qid": "a", "problem": "p", "as_of": "2020"}\n' * 2, "file:2: qid 'a' stands here twice"),
        (read_gold, "a 0 x:1 1\na x:1 1\n", "file:2: not a line of qrels"),
        (read_gold, "a 0 x:1 much\n", "file:1: not a line of qrels"),
    ],
)
def test_a_line_in_another_format_is_named(
    read: Callable[[Path], object], text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=said):
        read(written(tmp_path, text))


@pytest.mark.parametrize("read", [read_topics, read_gold])
def test_a_missing_file_is_named(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nothing: cannot be read"):
        read(tmp_path / "nothing")


def test_tasks_are_chosen_by_names_in_their_own_order() -> None:
    assert chosen(["words", "t1"]) == ("t1", "words-en", "words-zh")
    assert chosen(NAMES) == tuple(TASKS)
    assert usual(with_data=False) == ["shelf"]
    assert {*usual(with_data=True), "shelf"} == set(NAMES)
    with pytest.raises(UsageError, match="no task 't9': tasks are t1, t1c, strict, t2, t3, t4, t5, words, shelf"):
        chosen(["t1", "t9"])


@pytest.mark.parametrize("task", TASKS.values())
def test_a_task_is_compared_on_a_column_that_it_has_and_its_lists_have_gold(task: Task) -> None:
    assert task.main in {column.head for column in task.columns}
    assert {column.part for column in task.columns} == set(task.gold or {""})


def test_the_first_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert TASKS["shelf"].missing(None) is None
    assert TASKS["t2"].missing(None) == Path("t2.queries.jsonl")
    (tmp_path / "t2.queries.jsonl").touch()
    assert TASKS["t2"].missing(tmp_path) == tmp_path / "t2.qrels"
    (tmp_path / "t2.qrels").touch()
    assert TASKS["t2"].missing(tmp_path) is None


def test_the_tasks_of_the_bench_are_all_there(shared: Path) -> None:
    """Sizes as its README gives them."""
    sizes = {}
    for name, task in TASKS.items():
        if task.gold:
            found = from_files(shared / "bench" / "dev", task.asks, task.gold)
            assert {qid for gold in found.gold.values() for qid in gold} <= {topic.qid for topic in found.topics}
            sizes[name] = len(found.gold[""])
    assert sizes == {"t1": 300, "t1c": 300, "strict": 246, "t2": 1068, "t3": 175, "t4": 375, "t5": 1000}
