"""LaTeX sources of a paper to its sections, citations, tables and bibliography."""

from __future__ import annotations

from collections.abc import Mapping

from surveyor.evidence.document import Document, Part, Portion
from surveyor.evidence.latex_bib import bibliography
from surveyor.evidence.latex_body import Body, Section
from surveyor.evidence.latex_macros import expanded
from surveyor.evidence.latex_numbers import numbers
from surveyor.evidence.latex_pen import Names
from surveyor.evidence.latex_source import flat
from surveyor.evidence.latex_tests import decided
from surveyor.evidence.latex_tokens import Tokens, tokenised
from surveyor.evidence.latex_unpack import unpack
from surveyor.evidence.sections import typed
from surveyor.identity import normal_id, parse_id
from surveyor.text import clean

__all__ = ["parse", "unpack"]

_TROUBLE = 40
"""Lines of trouble that are kept."""
_TOKENS = 1_500_000
"""Tokens of a paper that are read at most; a long one has 50,000."""


def parse(files: Mapping[str, bytes], main: str | None = None) -> Document:
    """The paper in LaTeX files by name, such as `unpack` gives; `main` names the one that LaTeX is run on.

    UnreadableDocument where none of them is a LaTeX document; whatever else is wrong is noted in `trouble`.
    """
    source = flat(files, main)
    trouble = source.trouble
    tokens = Tokens(expanded(decided(_within(tokenised(source.text), trouble), trouble), trouble))
    entries = bibliography(tokens, files, source.main, trouble)
    labels = {entry.key: entry.label for entry in entries if entry.label}
    body = Body(tokens, Names(labels, numbers(tokens)), trouble)
    trouble += [f"\\begin{{{name}}} without its end" for name in tokens.unclosed]
    doi = f"doi:{body.doi.strip()}"
    return Document(
        kind="latex",
        title=body.title,
        abstract=body.abstract,
        portions=_portions(body.sections),
        tables=tuple(body.floats.tables),
        bibliography=entries,
        ids=(normal_id(doi),) if parse_id(doi) else (),
        year=int(body.year) if body.year.strip().isdecimal() and len(body.year.strip()) == 4 else None,
        trouble=tuple(dict.fromkeys(map(clean, trouble)))[:_TROUBLE],
    )


def _within(items: list[str], trouble: list[str]) -> list[str]:
    if len(items) > _TOKENS:
        trouble.append(f"cut: more than {_TOKENS} tokens")
    return items[:_TOKENS]


def _portions(sections: list[Section]) -> tuple[Portion, ...]:
    """The sections with what they are for; behind \\appendix that is the appendix."""
    types = typed([(section.head, section.level) for section in sections])
    return tuple(
        Portion(
            section.head,
            section.level,
            Part.APPENDIX if section.appendix else part,
            baselines,
            tuple(section.passages),
        )
        for section, (part, baselines) in zip(sections, types, strict=True)
    )
