"""The strategies of a survey as Markdown: one by one, and by the kinds of problem that they are meant to solve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyor.export.marked import escape, named, named_apart, table
from surveyor.models import Paper, Purpose, Strategy, Survey
from surveyor.ranking.concerns import CONCERNS
from surveyor.text import has_chinese

_NONE = (
    "No technique is shared by several of the papers, as far as their titles and abstracts are known here. Of the "
    "papers of the starter shelf only titles and notes are: with a network, or with a corpus that holds abstracts "
    "(`surveyor corpus import`), more can be told."
)
_HEAD = ("Strategy", "Meant to solve", "Shown on", "Papers", "Added to")


def strategies(survey: Survey) -> Iterator[str]:
    """Blocks of Markdown."""
    yield "## Strategies"
    if not survey.strategies:
        yield _NONE
        return
    papers = {paper.id: paper for paper in survey.papers}
    yield (
        f"Techniques that several of the {survey.strategies[0].of} closest papers use, in their words; where a column "
        "is empty, none of them says it in one sentence. A number behind a dataset counts the papers; to data unlike "
        "those named, a technique is carried over at your own risk."
    )
    yield table(_HEAD, [_row(strategy, papers) for strategy in survey.strategies])
    if lines := list(_by_concern(survey.strategies, chinese=has_chinese(survey.problem.text))):
        yield "### By what they solve"
        yield "\n".join(lines)


def _row(strategy: Strategy, papers: Mapping[str, Paper]) -> Sequence[str]:
    variants = f" ({escape(', '.join(strategy.variants))})" if strategy.variants else ""
    span = dict.fromkeys(str(year) for year in (strategy.first, strategy.latest) if year)
    years = f", {'–'.join(span)}" if span else ""
    return (
        f"**{escape(strategy.name)}**{variants}",
        "; ".join(_quoted(purpose, papers) for purpose in strategy.solves),
        escape(", ".join(f"{shown.dataset} ({shown.papers})" for shown in strategy.shown_on)),
        f"{len(strategy.papers)}{years}, {strategy.trend.value}",
        "; ".join(named_apart(papers[work] for work in strategy.added_to if work in papers)),
    )


def _quoted(purpose: Purpose, papers: Mapping[str, Paper]) -> str:
    by = f" ({named(papers[purpose.paper])}, {purpose.where})" if purpose.paper in papers else ""
    return f"“{escape(purpose.text)}”{by}"


def _by_concern(strategies: Sequence[Strategy], *, chinese: bool) -> Iterator[str]:
    """A line a kind of problem, with the strategies whose purposes speak of it."""
    for key, concern in CONCERNS.items():
        solving = [escape(strategy.name) for strategy in strategies if key in strategy.concerns]
        if solving:
            said = f"{concern.name} ({concern.zh})" if chinese else concern.name
            yield f"- {escape(said)}: {'; '.join(solving)}"
