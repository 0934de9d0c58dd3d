"""A survey as files: one short module a format, all formats in EXPORTS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType

from surveyor.errors import UsageError
from surveyor.export import (
    bibtex,
    csl,
    cytoscape,
    document,
    dot,
    edgelist,
    gexf,
    graph,
    html,
    lineage,
    markdown,
    mermaid,
    ris,
    table,
    vosviewer,
)
from surveyor.export.narrow import top
from surveyor.export.phrases import voice
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


EXPORTS: MappingProxyType[str, Export] = MappingProxyType(
    {
        "reading-list": Export(".md", Holds.ALL, markdown.reading_list),
        "baselines": Export(".md", Holds.ALL, markdown.baselines),
        "json": Export(".json", Holds.ALL, document.render),
        "csv": Export(".csv", Holds.PAPERS, table.csv_table),
        "bibtex": Export(".bib", Holds.PAPERS, bibtex.bibtex),
        "ris": Export(".ris", Holds.PAPERS, ris.ris),
        "csl-json": Export(".csl.json", Holds.PAPERS, csl.csl_json),
        "lineage": Export(".svg", Holds.PAPERS, lineage.svg),
        "html": Export(".html", Holds.GRAPH, html.html),
        "graphml": Export(".graphml", Holds.GRAPH, graph.graphml),
        "gexf": Export(".gexf", Holds.GRAPH, gexf.gexf),
        "dot": Export(".dot", Holds.GRAPH, dot.dot),
        "mermaid": Export(".mmd", Holds.GRAPH, mermaid.mermaid),
        "cytoscape": Export(".cyjs", Holds.GRAPH, cytoscape.cytoscape),
        "vosviewer": Export(".vos.json", Holds.GRAPH, vosviewer.vosviewer),
        "edgelist": Export(".edgelist", Holds.GRAPH, edgelist.edgelist),
    }
)
"""Name to format."""

GRAPHS = tuple(name for name, export in EXPORTS.items() if export.holds is Holds.GRAPH)
"""Names of the formats that hold the citation graph."""

FOLDER: MappingProxyType[str, str] = MappingProxyType(
    {
        "reading-list.md": "reading-list",
        "baselines.md": "baselines",
        "survey.json": "json",
        "lineage.svg": "lineage",
        "graph.html": "html",
        "graph.graphml": "graphml",
        "papers.bib": "bibtex",
    }
)
"""The files that `find --out DIR` writes, each with its format."""


def folder(survey: Survey) -> Iterator[tuple[str, str]]:
    """File names and texts of FOLDER; the page draws the most telling papers where there are more than it can."""
    for file, name in FOLDER.items():
        part = top(survey, html.DRAWN_WELL) if name == "html" and not html.fits(survey) else survey
        text = EXPORTS[name].render(part)
        yield file, text + _picture(survey) if name == "reading-list" else text


def _picture(survey: Survey) -> str:
    heading, said = voice(survey).each("Lineage", "Which method builds on which, by year and approach")
    return f"\n## {heading}\n\n![{said}](lineage.svg)\n"


def chosen(file: Path | None, form: str | None) -> Export:
    """The export by its name, else by the file's; UsageError: there is no such, or neither name is given."""
    if form is not None:
        if form not in EXPORTS:
            raise UsageError(f"no format {form!r}: choose {', '.join(EXPORTS)}")
        return EXPORTS[form]
    if file is None:
        raise UsageError("without -o FILE say which format with --format")
    return for_file(file)


def rendered(export: Export, survey: Survey, most: int | None = None) -> str:
    """The text of the export, of the `most` most telling papers only; UsageError: it is of the whole survey."""
    if most is None:
        return export.render(survey)
    if export.holds is Holds.ALL:
        raise UsageError("--top is for papers and graphs; this format holds the whole survey: leave --top out")
    return export.render(top(survey, most))


def for_file(file: Path, among: Iterable[str] = EXPORTS) -> Export:
    """The export whose suffix a file's name ends in, in either case: the longest that does, of two with the same suffix
    the first of `among`; UsageError: there is none."""
    exports = [EXPORTS[name] for name in among]
    fitting = [export for export in exports if file.name.lower().endswith(export.suffix)]
    if fitting:
        return max(fitting, key=lambda export: len(export.suffix))
    suffixes = dict.fromkeys(export.suffix for export in exports)
    raise UsageError(f"no format for {file.name!r}: let the file's name end in {', '.join(suffixes)}")
