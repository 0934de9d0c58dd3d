"""A survey as files: one short module a format, all formats in EXPORTS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from surveyor.errors import ExportError
from surveyor.export import bibtex, document, graph, markdown
from surveyor.models import Survey


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of output."""

    suffix: str
    render: Callable[[Survey], str]
    about: str


EXPORTS: MappingProxyType[str, Export] = MappingProxyType(
    {
        "reading-list": Export(
            ".md", markdown.reading_list, "venues, recent papers, baselines, reading order, coverage"
        ),
        "baselines": Export(".md", markdown.baselines, "the baseline shortlist with its evidence"),
        "survey": Export(".json", document.render, "everything, as JSON"),
        "graph": Export(".graphml", graph.graphml, "the citation graph"),
        "papers": Export(".bib", bibtex.bibtex, "the papers shown, as BibTeX"),
    }
)
"""Name to format; `NAME + suffix` is the file that `--out DIR` writes."""


def by_suffix(suffix: str, among: tuple[str, ...] = tuple(EXPORTS)) -> Export:
    """The export of a file name's suffix, the first of `among` that has it; ExportError where there is none."""
    for name in among:
        if EXPORTS[name].suffix == suffix:
            return EXPORTS[name]
    known = ", ".join(dict.fromkeys(EXPORTS[name].suffix for name in among))
    raise ExportError(f"no format for {suffix or 'a name without suffix'!r}: use one of {known}")
