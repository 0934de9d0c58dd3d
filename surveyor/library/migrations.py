"""The library's schema, one small function a step; each runs once, in a transaction, in this order."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Migrations

STEPS = Migrations("surveyor")

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How the full-text index splits and stems words."""


@STEPS()
def corpora_and_papers(db: Any) -> None:
    """Records as imported (`papers`), the keys that join them (`ids`), and the full-text index over them."""
    db["corpora"].create({"name": str, "papers": int, "citations": int, "skipped": int, "fetched": str}, pk="name")
    db["papers"].create(
        {
            "id": int,
            "corpus": str,
            "record": str,
            "length": int,
            "year": int,
            "month": int,
            "venue": str,
            "title": str,
            "abstract": str,
            "authors": str,
            "ids": str,
            "as_cited": int,
            "kind": str,
            "simple": int,
            "note": str,
            "names": str,
            "areas": str,
        },
        pk="id",
        not_null={
            "corpus",
            "record",
            "title",
            "abstract",
            "authors",
            "ids",
            "as_cited",
            "length",
            "simple",
            "names",
            "areas",
        },
    )
    db["papers"].create_index(["corpus", "record"])
    db["ids"].create({"key": str, "paper": int})
    db["ids"].create_index(["key", "paper"])
    db["ids"].create_index(["paper"])
    db.execute(
        "create virtual table words using fts5"
        f"(title, abstract, content='papers', content_rowid='id', tokenize='{TOKENIZER}')"
    )
    db.execute("create virtual table postings using fts5vocab('words', 'instance')")


@STEPS()
def citations_by_section(db: Any) -> None:
    """Who cites whom, with the mentions in each kind of section."""
    sections = ("intro", "related", "method", "experiments", "other", "conclusion")
    db["citations"].create(
        {"citing": int, "cited": int} | dict.fromkeys(sections, int) | {"in_table": int, "baseline_subsection": int}
    )
    db["citations"].create_index(["citing"])
    db["citations"].create_index(["cited"])


@STEPS()
def columns(db: Any) -> None:
    """Arrays derived from the records of all corpora together (see records.py)."""
    db["columns"].create({"name": str, "data": bytes}, pk="name")


@STEPS()
def surveys(db: Any) -> None:
    """Every survey made, as the document that `--format json` prints."""
    db["surveys"].create({"number": int, "id": str, "problem": str, "as_of": str, "document": str}, pk="number")
    db["surveys"].create_index(["id"], unique=True)


@STEPS()
def quotes(db: Any) -> None:
    """What stands around a citation, as far as a corpus says."""
    db["quotes"].create({"citing": int, "cited": int, "section": str, "text": str})
    db["quotes"].create_index(["citing"])


@STEPS()
def phrases(db: Any) -> None:
    """In which titles the phrases of a corpus stand (see titles.py), as row ids of records."""
    db.execute(
        "create table phrases (phrase text, corpus text, records blob, primary key (phrase, corpus)) without rowid"
    )


STEP_NAMES = frozenset(
    step.__name__ for step in (corpora_and_papers, citations_by_section, columns, surveys, quotes, phrases)
)
"""Every step this version knows; a library with another one was written by a newer surveyor."""
