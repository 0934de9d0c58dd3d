"""The file behind the library: opened, brought up to date, written as a whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from surveyor.errors import LibraryError
from surveyor.library import Library, StoredSurvey
from surveyor.library.corpus import corpora, import_corpus


def survey(name: str) -> StoredSurvey:
    return StoredSurvey(name, f"problem of {name}", "2024-05", f'{{"id": "{name}"}}')


def schema(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("select type, name, sql from sqlite_master order by 1, 2").fetchall()
        steps = db.execute("select * from _sqlite_migrations order by 1").fetchall()
    db.close()
    return [*rows, *steps]


def tables(path: Path) -> set[tuple[str, ...]]:
    with sqlite3.connect(path) as db:
        rows = set(db.execute("select type, name, sql from sqlite_master").fetchall())
    db.close()
    return rows


def refusal(path: Path) -> str:
    with pytest.raises(LibraryError) as refused:
        Library.open(path).close()
    assert len(str(refused.value).splitlines()) == 1
    assert str(path) in str(refused.value)
    return str(refused.value)


def test_a_library_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "library.db"
    with Library.open(path) as opened:
        assert opened.is_empty()
        assert opened.path == path
    assert path.is_file()


def test_opening_again_changes_no_schema(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    before = schema(path)
    assert before
    Library.open(path).close()
    assert schema(path) == before


def test_what_was_kept_is_there_after_opening_again(tmp_path: Path, write_corpus: Callable[..., Path]) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as opened:
        opened.save_survey(survey("net-1"))
        import_corpus(opened, [write_corpus(tmp_path / "c", [{"id": "a", "title": "A Net"}])], name="c")
    with Library.open(path) as opened:
        assert opened.surveys() == [survey("net-1")]
        assert not opened.is_empty()
        assert [info.name for info in corpora(opened)] == ["c"]


def test_a_library_of_an_older_surveyor_is_brought_up_to_date(tmp_path: Path) -> None:
    from surveyor.library.migrations import STEPS

    path, fresh = tmp_path / "library.db", tmp_path / "fresh.db"
    db = Database(path)
    STEPS.apply(db, stop_before="surveys")
    db.close()
    with Library.open(path) as opened:
        opened.save_survey(survey("net-1"))
        assert opened.surveys() == [survey("net-1")]
    Library.open(fresh).close()
    assert tables(path) == tables(fresh)


def test_a_library_of_a_newer_surveyor_is_refused_with_the_remedy_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    newer = Migrations("surveyor")
    newer(name="colours")(lambda db: db["colours"].create({"name": str}))
    db = Database(path)
    newer.apply(db)
    db.close()
    before = schema(path)
    said = refusal(path)
    assert "newer" in said
    assert "update surveyor" in said
    assert "--cache-dir" in said
    assert schema(path) == before


@pytest.mark.parametrize(
    "content", [b"this is a letter, not a database\n" * 40, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    assert "--cache-dir" in refusal(path)
    assert path.read_bytes() == content


def test_a_damaged_library_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as opened:
        for number in range(200):
            opened.save_survey(survey(f"net-{number}"))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    with pytest.raises(LibraryError) as refused, Library.open(path) as opened:
        opened.surveys()
    assert len(str(refused.value).splitlines()) == 1
    assert str(path) in str(refused.value)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with Library.open(path) as opened:
        assert opened.is_empty()


def test_a_place_below_a_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "--cache-dir" in refusal(tmp_path / "file" / "cache" / "library.db")


def test_a_folder_in_the_librarys_place_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    assert "--cache-dir" in refusal(tmp_path / "library.db")


def test_a_survey_kept_twice_is_kept_once(library: Library) -> None:
    library.save_survey(survey("net-1"))
    library.save_survey(survey("net-1"))
    assert library.surveys() == [survey("net-1")]


def test_surveys_are_listed_the_latest_first(library: Library) -> None:
    assert library.surveys() == []
    for name in ("net-b", "net-a", "net-c"):
        library.save_survey(survey(name))
    assert [kept.id for kept in library.surveys()] == ["net-c", "net-a", "net-b"]


def test_a_survey_is_found_by_its_id_or_one_end_of_it(library: Library) -> None:
    for name in ("deep-net-1a2b", "deep-net-3c4d", "tree-5e6f", "tree"):
        library.save_survey(survey(name))
    for asked, name in {
        "deep-net-1a2b": "deep-net-1a2b",
        "deep-net-3": "deep-net-3c4d",
        "1a2b": "deep-net-1a2b",
        "5e6f": "tree-5e6f",
        "tree": "tree",
        "tree-": "tree-5e6f",
    }.items():
        assert library.survey(asked) == survey(name), asked


def test_an_end_that_fits_several_surveys_is_refused_with_their_ids(library: Library) -> None:
    for name in ("deep-net-1", "deep-net-2", "tree-3"):
        library.save_survey(survey(name))
    with pytest.raises(LibraryError, match="2 surveys") as refused:
        library.survey("deep")
    assert "deep-net-1" in str(refused.value)
    assert "deep-net-2" in str(refused.value)
    assert "tree-3" not in str(refused.value)


@pytest.mark.parametrize("asked", ["", "none", "net", "%", "deep-net-11", "_"])
def test_an_unknown_survey_is_refused_with_how_to_list_them(library: Library, asked: str) -> None:
    library.save_survey(survey("deep-net-1"))
    with pytest.raises(LibraryError, match="surveyor list"):
        library.survey(asked)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, sqlite3.OperationalError])
def test_a_transaction_that_breaks_leaves_nothing(library: Library, error: type[BaseException]) -> None:
    library.save_survey(survey("net-1"))
    expected = LibraryError if issubclass(error, sqlite3.Error) else error

    def write_and_break() -> None:
        with library.writing() as db:
            db.execute("delete from surveys")
            db.execute("insert into surveys (id, problem, as_of, document) values ('x', 'x', 'x', 'x')")
            raise error("broken")

    with pytest.raises(expected):
        write_and_break()
    assert library.surveys() == [survey("net-1")]
    library.save_survey(survey("net-2"))
    assert len(library.surveys()) == 2


def test_a_transaction_is_seen_by_others_only_when_it_is_whole(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as one, Library.open(tmp_path / "library.db") as other:
        with one.writing() as db:
            db.execute("insert into surveys (id, problem, as_of, document) values ('x', 'p', '2024-05', '{}')")
            assert other.surveys() == []
        assert [kept.id for kept in other.surveys()] == ["x"]


def test_several_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()

    def write(writer: int) -> None:
        with Library.open(path) as opened:
            for number in range(10):
                opened.save_survey(survey(f"net-{writer}-{number}"))

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Library.open(path) as opened:
        assert len(opened.surveys()) == 40


def test_a_new_library_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    refused: list[str] = []
    together = threading.Barrier(4)

    def first(path: Path) -> None:
        together.wait()
        try:
            with Library.open(path) as opened:
                opened.save_survey(survey("net-1"))
        except LibraryError as error:
            refused.append(str(error))

    for number in range(5):
        openers = [threading.Thread(target=first, args=(tmp_path / f"{number}.db",)) for _ in range(4)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
    assert refused == []


def test_a_foreign_error_becomes_one_line_that_names_the_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as opened, pytest.raises(LibraryError) as refused, opened.reading() as db:
        db.execute("select * from nowhere")
    assert str(path) in str(refused.value)
    assert isinstance(refused.value.__cause__, sqlite3.Error)


def test_libraries_in_memory_share_nothing() -> None:
    with Library.in_memory() as one, Library.in_memory() as other:
        one.save_survey(survey("net-1"))
        assert other.surveys() == []


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("attempt to write a readonly database", "make it writable"),
        ("database or disk is full", "free some space"),
        ("disk I/O error", "the disk is full or broken"),
        ("database disk image is malformed", "import the corpora again"),
        ("database is locked", "wait until it has finished"),
        ("something new", "choose another place with --cache-dir"),
    ],
)
def test_what_sqlite_says_comes_with_a_remedy(tmp_path: Path, error: str, remedy: str) -> None:
    with Library.open(tmp_path / "library.db") as opened:
        with pytest.raises(LibraryError, match=remedy), opened.writing():
            raise sqlite3.OperationalError(error)
        assert opened.is_empty()


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = Database(path)
    db["papers"].create({"sheet": int})
    db.close()
    assert "--cache-dir" in refusal(path)
    assert [name for _, name, _ in tables(path)] == ["papers"]
