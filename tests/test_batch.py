from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from surveyor import places
from surveyor.batch import Job, QueryRow, finished, read_queries, run
from surveyor.dates import parse_month
from surveyor.errors import CorpusError, ExportError
from surveyor.settings import Settings
from surveyor.venues import VenueMap, load
from tests.fakes import TODAY

Row = dict[str, Any]
QUERIES: list[Row] = [
    {"qid": "q1", "problem": "query-doc relevance", "as_of": "2021-06"},
    {"qid": "q2", "problem": "natural language inference", "as_of": "2020-01"},
    {"qid": "q3", "problem": "开放域对话生成", "as_of": "2021-06", "venues": ["ICLR", "acl"]},
    {"qid": "q4", "problem": "compress a matching model to be smaller and faster", "as_of": "2019-06"},
    {"qid": "q5", "problem": "named entity recognition"},
]


@pytest.fixture(scope="module")
def venues() -> VenueMap:
    return load(places.venues_file())


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return Job(tmp_path_factory.mktemp("library") / "library.db", places.venues_file(), Settings(top=10), TODAY)


def written(folder: Path, rows: list[Row]) -> Path:
    path = folder / "queries.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def quiet(_count: int) -> None:
    pass


def answer(rows: list[Row], out: Path, job: Job, jobs: int = 1) -> list[Row]:
    queries = read_queries(written(out.parent, rows), TODAY, load(job.venues))
    run(queries, out, job, jobs=jobs, progress=quiet)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, job: Job) -> bytes:
    """The results of an uninterrupted run."""
    out = tmp_path_factory.mktemp("whole") / "results.jsonl"
    answer(QUERIES, out, job)
    return out.read_bytes()


# ------------------------------------------------------------------ rows


def test_rows_have_exactly_the_promised_shape_in_the_order_of_the_queries(whole: bytes) -> None:
    rows = [json.loads(line) for line in whole.splitlines()]
    assert [row["qid"] for row in rows] == [query["qid"] for query in QUERIES]
    for row in rows:
        assert list(row) == ["qid", "route", "recent", "baselines", "related", "coverage"]
        assert {tuple(entry) for entry in row["route"]} == {("venue", "score")}
        for name in ("recent", "related"):
            assert {tuple(entry) for entry in row[name]} == {("id", "ids", "title", "score")}
        assert {tuple(entry) for entry in row["baselines"]} == {
            ("id", "ids", "title", "role", "score", "compared_by", "of")
        }
        assert {"sources", "rests_on_shelf", "seeds", "walked", "found", "notes"} <= set(row["coverage"])


def test_lists_end_after_top_and_scores_descend(whole: bytes) -> None:
    for row in map(json.loads, whole.splitlines()):
        for name in ("recent", "baselines", "related"):
            scores = [entry["score"] for entry in row[name]]
            assert 0 < len(scores) <= 10
            assert scores == sorted(scores, reverse=True)
        assert sum(entry["score"] for entry in row["route"]) == pytest.approx(1, abs=0.01)
        assert all(len(entry["compared_by"]) <= entry["of"] == row["coverage"]["seeds"] for entry in row["baselines"])


def test_as_of_is_honoured_row_by_row(whole: bytes) -> None:
    for query, row in zip(QUERIES, map(json.loads, whole.splitlines()), strict=True):
        months = [
            parse_month(f"20{i[6:8]}-{i[8:10]}")
            for name in ("recent", "baselines", "related")
            for entry in row[name]
            for i in entry["ids"]
            if i.startswith("arxiv:") and i[6:10].isdigit()
        ]
        assert months
        assert max(months) < parse_month(query.get("as_of", "2027-01"))
        assert row["coverage"]["sources"][0]["reaches"] < query.get("as_of", "2027-01")


def test_venues_are_honoured(whole: bytes) -> None:
    row = json.loads(whole.splitlines()[2])
    assert [entry["venue"] for entry in row["route"]] == ["ICLR", "ACL"]


def test_excluded_papers_appear_nowhere_in_the_row(tmp_path: Path, job: Job, whole: bytes) -> None:
    before = json.loads(whole.splitlines()[1])
    hidden = before["baselines"][0]["compared_by"][0]
    gone = [hidden, before["related"][0]["id"], before["baselines"][0]["ids"][-1]]
    (row,) = answer([QUERIES[1] | {"exclude": gone}], tmp_path / "r.jsonl", job)
    assert hidden in json.dumps(before)
    entries = [entry for name in ("recent", "baselines", "related") for entry in row[name]]
    assert not {i for entry in entries for i in entry["ids"]} & set(gone)
    assert not {i for entry in row["baselines"] for i in entry["compared_by"]} & set(gone)


def test_unknown_fields_and_blank_lines_are_read_over(tmp_path: Path, venues: VenueMap) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('\n{"qid": "a", "problem": "ranking", "note": 1}\n  \n{"qid": "b", "problem": "ner"}', "utf-8")
    assert [row.qid for row in read_queries(path, TODAY, venues)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('["q2", "ranking"]', "qid"),
        ('{"qid": "q2"}', "problem"),
        ('{"problem": "ranking"}', "qid"),
        ('{"qid": 2, "problem": "ranking"}', "qid"),
        ('{"qid": "q1", "problem": "ranking"}', "q1"),
        ('{"qid": "q2", "problem": ""}', "problem"),
        ('{"qid": "q2", "problem": "' + "ab " * 4000 + '"}', "characters"),
        ('{"qid": "q2", "problem": "ranking", "as_of": "2099-01"}', "future"),
        ('{"qid": "q2", "problem": "ranking", "as_of": "soon"}', "YYYY-MM"),
        ('{"qid": "q2", "problem": "ranking", "venues": ["SIGER"]}', "did you mean SIGIR?"),
        ('{"qid": "q2", "problem": "ranking", "venues": "SIGIR"}', "venues"),
        ('{"qid": "q2", "problem": "ranking", "exclude": [1]}', "exclude"),
        ('{"qid": "q2", ', "qid"),
        ("nonsense", "qid"),
    ],
)
def test_a_bad_row_is_one_line_that_names_the_file_the_line_and_what_is_wrong(
    tmp_path: Path, venues: VenueMap, line: str, said: str
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"qid": "q1", "problem": "ranking"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        read_queries(path, TODAY, venues)
    message = str(caught.value)
    assert message.startswith(f"{path}:3: ")
    assert said in message
    assert "\n" not in message


def test_bytes_that_are_no_text_are_refused_by_line(tmp_path: Path, venues: VenueMap) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"qid": "q1", "problem": "ranking \xff"}\n')
    with pytest.raises(CorpusError, match=r"q\.jsonl:1: "):
        read_queries(path, TODAY, venues)


def test_the_mark_that_windows_sets_before_the_first_row_is_read_over(tmp_path: Path, venues: VenueMap) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"qid": "q1", "problem": "ranking"}\n', encoding="utf-8-sig")
    assert [row.qid for row in read_queries(path, TODAY, venues)] == ["q1"]


def test_a_missing_file_is_named(tmp_path: Path, venues: VenueMap) -> None:
    with pytest.raises(CorpusError, match=r"nowhere\.jsonl"):
        read_queries(tmp_path / "nowhere.jsonl", TODAY, venues)


# ------------------------------------------------------------------ going on


def test_rows_already_there_are_kept_byte_for_byte_and_not_done_again(tmp_path: Path, job: Job, whole: bytes) -> None:
    out = tmp_path / "r.jsonl"
    kept = b'{"qid":"q1","route":[],"recent":[],"baselines":[],"related":[],"coverage":{} }\n'
    out.write_bytes(kept)
    told: list[int] = []
    queries = read_queries(written(tmp_path, QUERIES[:3]), TODAY, load(job.venues))
    assert run(queries, out, job, jobs=1, progress=told.append) == 2
    assert told == [1, 2]
    assert out.read_bytes() == kept + b"".join(whole.splitlines(keepends=True)[1:3])
    before = out.read_bytes()
    assert run(queries, out, job, jobs=1, progress=told.append) == 0
    assert out.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 9, 100, -1, -2])
def test_a_last_line_that_was_cut_off_is_done_again(tmp_path: Path, job: Job, whole: bytes, cut: int) -> None:
    lines = whole.splitlines(keepends=True)
    out = tmp_path / "r.jsonl"
    out.write_bytes(lines[0] + lines[1][:cut])
    assert finished(out) == {"q1"}
    assert out.read_bytes() == lines[0]
    answer(QUERIES[:2], out, job)
    assert out.read_bytes() == lines[0] + lines[1]


def test_killed_in_the_middle_and_resumed_it_gives_the_file_of_an_uninterrupted_run(
    tmp_path: Path, job: Job, whole: bytes
) -> None:
    out = tmp_path / "r.jsonl"
    queries = read_queries(written(tmp_path, QUERIES), TODAY, load(job.venues))

    def kill(count: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(queries, out, job, jobs=1, progress=kill)
    assert out.read_bytes() == b"".join(whole.splitlines(keepends=True)[:2])
    run(queries, out, job, jobs=1, progress=quiet)
    assert out.read_bytes() == whole


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path, job: Job, whole: bytes) -> None:
    out = tmp_path / "r.jsonl"
    answer(QUERIES, out, job, jobs=2)
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    "content",
    [
        b"my notes\n",
        b"my notes",
        b'{"title": "a paper"}\n',
        b'{"title": "a paper"}',
        b"[1]\n",
        b'{"qid": 3}\n',
        b"\x89PNG\r\n\x1a\n",
        b'{"qid": "\xff"}\n',
        b'{"qid": "q1", "problem": "ranking"}\n',
        b'{"qid":"q1","problem":"rank',
        b'{"qid":"q1"}',
    ],
)
def test_a_foreign_file_is_refused_and_left_as_it_was(tmp_path: Path, job: Job, content: bytes) -> None:
    out = tmp_path / "notes.txt"
    out.write_bytes(content)
    with pytest.raises(CorpusError, match="choose another -o"):
        run([QueryRow("q1", "ranking")], out, job, jobs=1, progress=quiet)
    assert out.read_bytes() == content


def test_a_killed_worker_is_one_line_and_the_next_run_goes_on(tmp_path: Path, job: Job, whole: bytes) -> None:
    out = tmp_path / "r.jsonl"
    queries = read_queries(written(tmp_path, QUERIES), TODAY, load(job.venues))
    rest = [QueryRow(f"more {n}", "ranking") for n in range(2000)]  # far from done when the first row is there

    def kill(_count: int) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()

    with pytest.raises(ExportError, match="goes on from here; use fewer --jobs"):
        run(queries + rest, out, job, jobs=2, progress=kill)
    kept = out.read_bytes()
    assert kept.startswith(whole) or whole.startswith(kept)
    run(queries, out, job, jobs=1, progress=quiet)
    assert out.read_bytes() == max(kept, whole, key=len)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_is_written_to_and_not_read_back(job: Job) -> None:
    assert run([QueryRow("q1", "ranking")], Path("/dev/null"), job, jobs=1, progress=quiet) == 1
    with pytest.raises(ExportError, match="make room there"):
        run([QueryRow("q1", "ranking")], Path("/dev/full"), job, jobs=1, progress=quiet)


def test_the_folder_of_the_results_is_made(tmp_path: Path, job: Job) -> None:
    out = tmp_path / "new" / "folder" / "r.jsonl"
    run([QueryRow("q1", "ranking")], out, job, jobs=1, progress=quiet)
    assert finished(out) == {"q1"}


def test_no_file_and_an_empty_file_hold_no_row(tmp_path: Path) -> None:
    assert finished(tmp_path / "r.jsonl") == set()
    (tmp_path / "r.jsonl").touch()
    assert finished(tmp_path / "r.jsonl") == set()


def test_an_output_that_cannot_be_written_is_an_export_error(tmp_path: Path, job: Job) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"file/r\.jsonl"):
        run([QueryRow("q1", "ranking")], tmp_path / "file" / "r.jsonl", job, jobs=1, progress=quiet)


def test_no_queries_give_an_empty_file(tmp_path: Path, job: Job) -> None:
    assert answer([], tmp_path / "r.jsonl", job) == []
