"""Importing corpora in the interchange format: gzipped or plain JSON lines of papers and of citations.

One transaction an import: it is there as a whole or not at all. Bad lines are skipped,
counted and reported; importing again replaces the corpus, so that twice is as good as once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from surveyor.dates import parse_month
from surveyor.errors import CorpusError
from surveyor.library.keys import ids_of, keys_of
from surveyor.library.printed import as_printed
from surveyor.library.records import derive
from surveyor.library.rows import CitationRow, PaperRow, Progress, Reading, Skipped, files_of
from surveyor.library.store import Library
from surveyor.library.titles import insert_phrases
from surveyor.models import LONGEST_QUOTE, Section
from surveyor.text import clean, shortened

_BATCH = 2_000
_INDEXED = "id, segmented(title), segmented(abstract || ' ' || note || ' ' || names || ' ' || areas)"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought in."""

    name: str
    papers: int
    citations: int
    skipped: int
    reasons: tuple[Skipped, ...]
    """The first thousand skipped lines."""


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """A corpus in the library."""

    name: str
    papers: int
    citations: int
    skipped: int
    fetched: str = ""
    """Day on which it was fetched from its publisher, `YYYY-MM-DD`; empty for files that were imported."""


def import_corpus(
    library: Library, paths: Sequence[Path], *, name: str, strict: bool = False, progress: Progress | None = None
) -> Imported:
    """Read `paths` (files, or folders of them) into the corpus `name`, replacing what it held.

    CorpusError for a missing or broken file, where no line of a corpus to be replaced can be read, and, under
    `strict`, for the first bad line; the library is then as it was before.
    """
    paper_files, citation_files = _kinds_of(paths)
    reading = Reading(strict, progress or (lambda *_: None))
    with library.writing() as db:
        replaced = _remove(db, name)
        papers = _insert_papers(db, name, map(as_printed, reading.rows(paper_files, PaperRow)))
        if replaced and reading.skipped and not papers:
            raise CorpusError(f"{reading.reasons[0]}: no line can be read, so corpus {name!r} stays as it was")
        insert_phrases(db, name)
        citations = _insert_citations(db, name, citation_files, reading)
        _finish(db, CorpusInfo(name, papers, citations, reading.skipped, ""))
    return Imported(name, papers, citations, reading.skipped, tuple(reading.reasons))


def import_curated(library: Library, folder: Path, *, name: str) -> None:
    """Read a folder of works picked by hand into the new corpus `name`, as they stand; as they were picked, their
    titles tell nothing of venues. CorpusError for the first bad line."""
    paper_files, citation_files = _kinds_of([folder])
    reading = Reading(strict=True, progress=lambda *_: None)
    with library.writing() as db:
        papers = _insert_papers(db, name, reading.rows(paper_files, PaperRow))
        citations = _insert_citations(db, name, citation_files, reading)
        _finish(db, CorpusInfo(name, papers, citations, 0))


def import_rows(library: Library, rows: Iterable[PaperRow], *, name: str, fetched: date) -> None:
    """Make checked rows the corpus `name`, in place of what it held."""
    with library.writing() as db:
        _remove(db, name)
        papers = _insert_papers(db, name, map(as_printed, rows))
        insert_phrases(db, name)
        _finish(db, CorpusInfo(name, papers, 0, 0, fetched.isoformat()))


def _kinds_of(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files of papers and those of citations; CorpusError where there is none of papers."""
    files = list({file.resolve(): file for path in paths for file in files_of(path)}.values())
    citation_files = [file for file in files if file.name.startswith("citations")]
    paper_files = [file for file in files if file not in citation_files]
    if not paper_files:
        raise CorpusError(f"{paths[0]}: no papers file here (papers.jsonl or papers.jsonl.gz)")
    return paper_files, citation_files


def _finish(db: Any, corpus: CorpusInfo) -> None:
    db["corpora"].insert(asdict(corpus))
    derive(db)


def corpora(library: Library) -> list[CorpusInfo]:
    """What was imported, by name."""
    with library.reading() as db:
        rows = db.execute("select name, papers, citations, skipped, fetched from corpora order by name").fetchall()
    return [CorpusInfo(*row) for row in rows]


def remove_corpus(library: Library, name: str) -> None:
    """Take a corpus out again; CorpusError when there is none of that name."""
    with library.writing() as db:
        if not _remove(db, name):
            raise CorpusError(f"no corpus {name!r}; `surveyor corpus list` shows those there are")
        derive(db)


def _insert_papers(db: Any, corpus: str, rows: Iterable[PaperRow]) -> int:
    first = db.execute("select coalesce(max(id), 0) + 1 from papers").fetchone()[0]
    count = 0
    for batch in _batches(enumerate(rows, first)):
        db.conn.executemany(
            f"insert into papers values ({', '.join('?' * 17)})",
            [_paper_values(number, corpus, row) for number, row in batch],
        )
        db.conn.executemany(
            "insert into ids (key, paper) values (?, ?)",
            [(key, number) for number, row in batch for key in keys_of(row)],
        )
        count += len(batch)
    db.execute(f"insert into words (rowid, title, abstract) select {_INDEXED} from papers where id >= ?", [first])
    return count


def _paper_values(number: int, corpus: str, row: PaperRow) -> tuple[object, ...]:
    title, abstract, note = clean(row.title), clean(row.abstract), clean(row.note)
    return (
        number,
        corpus,
        row.id,
        sum(text.count(" ") + 1 for text in (title, abstract, note) if text),
        row.year,
        parse_month(row.date) if row.date else None,
        clean(row.venue) or None,
        title,
        abstract,
        _json([clean(author) for author in row.authors]),
        _json(ids_of(row)),
        row.as_cited,
        row.kind,
        row.simple,
        note,
        _json([clean(name) for name in row.names]),
        _json([clean(area) for area in row.areas]),
    )


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()


def _insert_citations(db: Any, corpus: str, files: Sequence[Path], reading: Reading) -> int:
    if not files:
        return 0
    number_of = dict(db.execute("select record, id from papers where corpus = ? order by id desc", [corpus]).fetchall())
    known = (
        (number_of[row.citing], number_of[row.cited], row)
        for row in reading.rows(files, CitationRow)
        if _is_known(row, number_of, reading)
    )
    count = 0
    for batch in _batches(known):
        db.conn.executemany(
            "insert into citations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (a, b, m("intro", 0), m("related", 0), m("method", 0), m("experiments", 0), m("other", 0),
                 m("conclusion", 0), m("table", 0), row.baseline_subsection)
                for a, b, row in batch
                for m in [row.mentions.get]
            ],
        )  # fmt: skip
        db.conn.executemany(
            "insert into quotes values (?, ?, ?, ?)",
            [
                (a, b, _section(context.section), shortened(clean(context.text), LONGEST_QUOTE))
                for a, b, row in batch
                for context in row.contexts
            ],
        )
        count += len(batch)
    return count


def _section(name: str) -> Section:
    return Section(name) if name in set(Section) else Section.OTHER


def _is_known(row: CitationRow, number_of: dict[str, int], reading: Reading) -> bool:
    missing = next((end for end in (row.citing, row.cited) if end not in number_of), None)
    if missing:
        reading.skip(f"no paper {missing!r} in this corpus")
    return missing is None


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _remove(db: Any, name: str) -> bool:
    if db.execute("select 1 from corpora where name = ?", [name]).fetchone() is None:
        return False
    mine = "(select id from papers where corpus = :name)"
    db.execute(
        f"insert into words (words, rowid, title, abstract) select 'delete', {_INDEXED} from papers where corpus = ?",
        [name],
    )
    for table, column in (("quotes", "citing"), ("citations", "citing"), ("ids", "paper"), ("papers", "id")):
        db.execute(f"delete from {table} where {column} in {mine}", {"name": name})
    db.execute("delete from phrases where corpus = :name", {"name": name})
    db.execute("delete from corpora where name = :name", {"name": name})
    return True
