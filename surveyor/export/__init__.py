"""A survey as files: one short module a format, all formats in EXPORTS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from surveyor.errors import UsageError
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
    """The export of a file name's suffix, in either case, the first of `among` that has it; UsageError: none has."""
    for name in among:
        if EXPORTS[name].suffix == suffix.lower():
            return EXPORTS[name]
    known = ", ".join(dict.fromkeys(EXPORTS[name].suffix for name in among))
    given = f"the suffix {suffix!r}" if suffix else "a name without a suffix"
    raise UsageError(f"no format for {given}: let the file's name end in {known}")
