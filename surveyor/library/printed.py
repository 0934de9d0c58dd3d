"""Rows as they are to be printed: records hold LaTeX, names turned round, and many authors in one string."""

from __future__ import annotations

import re

import msgspec

from surveyor.library.rows import PaperRow
from surveyor.people import one_by_one
from surveyor.text_latex import plain_latex

_LATEX = re.compile(r"\\[^\W\d_]|\\[`'^\"~=.{}&%$#_]|\{[^{}]*\}")
_LOST = re.compile(r"^[\s:;,.]+(?=\w)")
"""What stands before a title whose first word, a macro, was lost."""


def as_printed(row: PaperRow) -> PaperRow:
    """The row with its title and authors in plain text, each author alone, and the year that its date says."""
    year = int(row.date[:4]) if row.year is None and row.date else row.year
    title = _LOST.sub("", _plain(row.title))
    return msgspec.structs.replace(row, title=title, authors=one_by_one(list(map(_plain, row.authors))), year=year)


def _plain(text: str) -> str:
    return plain_latex(text).strip() or text if _LATEX.search(text) else text
