"""Printed references to the works of a library: found by id, title or citekey, and not found rather than wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from surveyor.library import Library
from surveyor.library.match import How, Wanted
from surveyor.sources import LibrarySource, View

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
PAPERS: list[Row] = [
    {
        "id": "a:1",
        "title": "Quantile Kernels for Sorting Very Long Lists",
        "year": 2017,
        "authors": ["Ada Bee", "Carl Dee"],
        "ids": {"arxiv": "1701.00001"},
    },
    {
        "id": "a:2",
        "title": "ZEBRA: Pre-sorted Kernels for Long Lists of Words",
        "year": 2018,
        "authors": ["Eva Eff, Guy Haa"],
    },
    {"id": "a:3", "title": "Zebra", "year": 2012, "authors": ["Ina Jot"]},
    {"id": "a:4", "title": "On the Quantile Trees that Sort", "year": 2016, "authors": ["Kim van der Ell"]},
    {
        "id": "a:5",
        "title": "Workshop Track 2 Sorting Lists by Counting Letters",
        "year": 2015,
        "authors": ["Mia Enn", "Ada Bee"],
    },
    {"id": "w:1", "title": "Counting leters in sorted trees", "year": 2014, "as_cited": True, "authors": ["O Pee"]},
]


@pytest.fixture(scope="module")
def source(library_of: LibraryOf) -> LibrarySource:
    return LibrarySource(library_of(mine=(PAPERS, [])))


def found(source: LibrarySource, wanted: Wanted, view: View = ALL) -> tuple[str, str]:
    [(paper, how)] = source.resolve([wanted], view)
    assert (paper is None) == (how is How.NONE)
    return (next(i for i in paper.ids if i[:2] in ("a:", "w:")) if paper else "", str(how))


@pytest.mark.parametrize(
    ("wanted", "paper", "how"),
    [
        (Wanted(ids=("arxiv:1701.00001",)), "a:1", "id"),
        (Wanted(key="arxiv:1701.00001"), "a:1", "id"),
        (Wanted(title="Quantile kernels for sorting very long lists"), "a:1", "title"),
    ],
)
def test_a_reference_is_found_by_what_it_says(source: LibrarySource, wanted: Wanted, paper: str, how: str) -> None:
    assert found(source, wanted) == (paper, how)
