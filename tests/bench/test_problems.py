from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from pathlib import Path

import msgspec
import pytest

from surveyor.batch import read_queries
from surveyor.bench.problems import FILE, MORE, Task, Work, load
from surveyor.dates import build_month, month_of, parse_month
from surveyor.errors import CorpusError
from surveyor.identity import normal_id
from surveyor.places import venues_file
from surveyor.text import has_chinese, title_key
from surveyor.venues import load as load_venues

TASKS, LEARNT = load(), load(MORE)
ALL_TASKS = TASKS + LEARNT
HALVES = {half: [task for task in TASKS if task.half == half] for half in ("tune", "report")}


def test_there_are_enough_and_no_two_are_the_same():
    assert len(TASKS) >= 60
    assert max(Counter(task.qid for task in ALL_TASKS).values()) == 1
    assert max(Counter(title_key(task.problem) for task in ALL_TASKS).values()) == 1


def test_more_are_there_to_learn_from_alone():
    assert {task.half for task in LEARNT} == {"tune"}
    assert 0.4 < sum(has_chinese(task.problem) for task in LEARNT) / len(LEARNT) < 0.6


def test_each_half_has_half_of_all_half_of_the_chinese_ones_and_many_areas():
    chinese = {half: sum(has_chinese(task.problem) for task in tasks) for half, tasks in HALVES.items()}
    assert len(HALVES["tune"]) == len(HALVES["report"])
    assert chinese["tune"] == chinese["report"] == len(TASKS) / 4
    assert all(len({task.area for task in tasks}) >= 24 for tasks in HALVES.values())


def test_an_area_asked_about_twice_is_in_both_halves():
    halves = defaultdict(list)
    for task in TASKS:
        halves[task.area].append(task.half)
    assert all(abs(asked.count("tune") - asked.count("report")) <= 1 for asked in halves.values())


def test_the_months_are_spread_over_the_years_that_the_corpora_can_answer():
    assert all("2018-06" <= task.as_of <= "2023-12" for task in TASKS)
    years = Counter(task.as_of[:4] for task in TASKS)
    assert all(years[str(year)] >= 4 for year in range(2018, 2024))
    assert len({task.as_of for task in TASKS}) >= 30


def test_the_areas_are_those_of_the_venue_map():
    assert {task.area for task in ALL_TASKS} <= set(load_venues(venues_file()).areas)


def test_the_works_are_six_to_twelve_different_papers_with_title_year_and_normal_ids():
    for task in ALL_TASKS:
        assert 6 <= len(task.works) <= 12, task.qid
        assert len({title_key(work.title) for work in task.works}) == len(task.works), task.qid
        ids = [i for work in task.works for i in work.ids]
        assert len(set(ids)) == len(ids), task.qid
        assert all(i == normal_id(i) and i.startswith(("arxiv:", "acl:", "doi:")) for i in ids), task.qid
        titles = [work.title for work in task.works]
        assert all(title == title.strip() and len(title_key(title)) > 6 for title in titles), task.qid


def test_the_works_were_out_before_the_month_and_two_thirds_can_be_found():
    for task in ALL_TASKS:
        month = parse_month(task.as_of)
        assert task.as_of == build_month(month), task.qid
        assert all(1990 <= work.year <= month // 12 for work in task.works), task.qid
        assert 3 * sum(work.in_corpora for work in task.works) >= 2 * len(task.works), task.qid


def test_a_problem_is_short_and_is_no_title():
    for task in ALL_TASKS:
        assert 6 <= len(task.problem) <= 300, task.qid
        assert title_key(task.problem) not in {title_key(work.title) for work in task.works}, task.qid


def test_the_file_says_nothing_that_a_task_does_not_hold():
    rows = [msgspec.json.decode(line) for line in FILE.read_bytes().splitlines()]
    assert all(row.keys() == {field.name for field in fields(Task)} for row in rows)
    assert all(work.keys() <= {field.name for field in fields(Work)} for row in rows for work in row["works"])


def test_the_lines_are_queries_of_a_batch():
    rows = read_queries(FILE, date(2024, 1, 1), load_venues(venues_file()))
    assert [(row.qid, row.problem, row.as_of) for row in rows] == [(t.qid, t.problem, t.as_of) for t in TASKS]


def test_a_half_is_the_tasks_of_that_half_in_order():
    assert load(half="tune") == tuple(HALVES["tune"])
    assert load(half="report") == tuple(HALVES["report"])


def test_a_bad_line_is_named(tmp_path: Path):
    path = tmp_path / "problems.jsonl"
    path.write_bytes(FILE.read_bytes().splitlines()[0] + b'\n{"qid": "x"}\n')
    with pytest.raises(CorpusError, match=r"problems\.jsonl:2: .*problem"):
        load(path)


class Row(msgspec.Struct):
    """What is compared of a paper of the corpora."""

    title: str
    year: int | None = None
    date: str | None = None
    ids: dict[str, str] = {}
    as_cited: bool = False

    def is_before(self, month: int) -> bool:
        """Visible by its month, else once its year is over."""
        known = parse_month(self.date) if self.date else month_of(self.year, None)
        return known is not None and known < month


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    decoder = msgspec.json.Decoder(Row)
    files = sorted((shared / "corpora").glob("*/papers.jsonl.gz"))
    return [decoder.decode(line) for file in files for line in gzip.open(file)]


def test_the_corpora_hold_the_works_dated_before_the_month_and_no_problem_is_a_title(rows: list[Row]):
    problems = {title_key(task.problem) for task in ALL_TASKS}
    wanted = {title_key(work.title) for task in ALL_TASKS for work in task.works}
    arxiv = {i.removeprefix("arxiv:") for task in ALL_TASKS for work in task.works for i in work.ids}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        key = title_key(row.title)
        assert key not in problems
        if key in wanted:
            found[key].append(row)
        if row.ids.get("arxiv") in arxiv:
            found[row.ids["arxiv"]].append(row)
    for task in ALL_TASKS:
        for work in task.works:
            names = [title_key(work.title), *(i.removeprefix("arxiv:") for i in work.ids)]
            same = [row for name in names for row in found.get(name, [])]
            seen = [row for row in same if row.is_before(parse_month(task.as_of))]
            assert seen or not work.in_corpora, (task.qid, work.title)
            firm = [row for row in same if not row.as_cited]
            assert not firm or work.year in {row.year for row in firm} | {int((row.date or "0")[:4]) for row in firm}
