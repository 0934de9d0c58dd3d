from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from surveyor.bench.tasks import TASKS, Topic, read_gold, read_results, read_topics
from surveyor.errors import CorpusError


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


def test_results_are_the_ids_of_each_baseline(tmp_path: Path) -> None:
    file = written(tmp_path, '{"qid": "a", "route": [], "baselines": [{"id": "x:1", "ids": ["x:1", "y:1"]}]}\n')
    assert read_results(file) == {"a": [("x:1", "x:1", "y:1")]}


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_topics, '{"qid": "a", "problem": "p", "as_of": "2020"}\nrubbish\n', "file:2: not a query"),
        (read_topics, '{"qid": "a", "problem": "p", "as_of": "soon"}\n', "file:1: not a query"),
        (read_topics, '{"qid": "a", "problem": "p"}\n', "file:1: not a query"),
        (read_gold, "a 0 x:1 1\na x:1 1\n", "file:2: not a line of qrels"),
        (read_gold, "a 0 x:1 much\n", "file:1: not a line of qrels"),
        (read_results, '{"qid": "a"}\n', "file:1: not a result"),
    ],
)
def test_a_line_in_another_format_is_named(
    read: Callable[[Path], object], text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=said):
        read(written(tmp_path, text))


@pytest.mark.parametrize("read", [read_topics, read_gold, read_results])
def test_a_missing_file_is_named(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nothing: cannot be read"):
        read(tmp_path / "nothing")


def test_the_tasks_of_the_bench_are_all_there(shared: Path) -> None:
    """Sizes as its README gives them."""
    sizes = {}
    for name, task in TASKS.items():
        gold = read_gold(shared / "bench" / "dev" / task.gold)
        assert gold.keys() <= {topic.qid for topic in read_topics(shared / "bench" / "dev" / task.queries)}
        sizes[name] = len(gold)
    assert sizes == {"t1": 300, "t1c": 300, "strict": 246}
