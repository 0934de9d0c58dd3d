"""A survey as files: one short module a format, all formats in EXPORTS."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType

from surveyor.errors import UsageError
from surveyor.export import bibtex, csl, document, graph, markdown, ris, table
from surveyor.models import Survey


class Holds(Enum):
    """What of a survey is in a file."""

    ALL = auto()
    PAPERS = auto()
    GRAPH = auto()


@dataclass(frozen=True, slots=True)
class Export:
    """A format."""

    suffix: str
    holds: Holds
    render: Callable[[Survey], str]
    about: str


EXPORTS: MappingProxyType[str, Export] = MappingProxyType(
    {
        "reading-list": Export(".md", Holds.ALL, markdown.reading_list, "venues, papers, baselines, reading order"),
        "baselines": Export(".md", Holds.ALL, markdown.baselines, "the baseline shortlist with its evidence"),
        "json": Export(".json", Holds.ALL, document.render, "everything"),
        "csv": Export(".csv", Holds.PAPERS, table.csv_table, "a spreadsheet"),
        "bibtex": Export(".bib", Holds.PAPERS, bibtex.bibtex, "LaTeX"),
        "ris": Export(".ris", Holds.PAPERS, ris.ris, "Zotero, Mendeley, EndNote"),
        "csl-json": Export(".csl.json", Holds.PAPERS, csl.csl_json, "pandoc and citation processors"),
        "graphml": Export(".graphml", Holds.GRAPH, graph.graphml, "Gephi, yEd, Cytoscape, networkx"),
    }
)
"""Name to format."""

FOLDER: MappingProxyType[str, str] = MappingProxyType(
    {
        "reading-list.md": "reading-list",
        "baselines.md": "baselines",
        "survey.json": "json",
        "graph.graphml": "graphml",
        "papers.bib": "bibtex",
    }
)
"""The files that `find --out DIR` writes, each with its format."""


def for_file(file: Path, among: Iterable[str] = EXPORTS) -> Export:
    """The export whose suffix a file's name ends in, in either case, the longest that does; UsageError: none or several
    of `among` do."""
    exports = {name: EXPORTS[name] for name in among}
    fitting = [name for name, export in exports.items() if file.name.lower().endswith(export.suffix)]
    longest = max((len(exports[name].suffix) for name in fitting), default=0)
    chosen = [name for name in fitting if len(exports[name].suffix) == longest]
    if len(chosen) == 1:
        return exports[chosen[0]]
    if chosen:
        raise UsageError(f"{file.name!r} can be {' or '.join(chosen)}: say which with --format")
    suffixes = dict.fromkeys(export.suffix for export in exports.values())
    raise UsageError(f"no format for {file.name!r}: let the file's name end in {', '.join(suffixes)}")
