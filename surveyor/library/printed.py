"""Rows as they are to be printed: records hold LaTeX, whole references, names turned round or torn or run together."""

from __future__ import annotations

import re

import msgspec

from surveyor.library.rows import PaperRow
from surveyor.people import one_by_one
from surveyor.text import clean
from surveyor.text_latex import plain_latex
from surveyor.text_titles import plain_title

_LATEX = re.compile(r"\\[^\W\d_]|\\[`'^\"~=.{}&%$#_]|\{[^{}]*\}")
_LOST = re.compile(r"^[\s:;,.]+(?=\w)")
"""What stands before a title whose first word, a macro, was lost."""


def as_printed(row: PaperRow) -> PaperRow:
    """The row with its title and authors in plain text, each author alone, and the year that its date says."""
    year = int(row.date[:4]) if row.year is None and row.date else row.year
    title = plain_title(_LOST.sub("", clean(_plain(row.title))), as_cited=row.as_cited)
    return msgspec.structs.replace(row, title=title, authors=one_by_one(list(map(_plain, row.authors))), year=year)


def _plain(text: str) -> str:
    return plain_latex(text).strip() or text if _LATEX.search(text) else text
