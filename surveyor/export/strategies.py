"""The strategies of a survey as Markdown: one by one, and by the kinds of problem that they are meant to solve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyor.export.marked import escape, named, named_apart, table
from surveyor.export.phrases import Voice, voice
from surveyor.models import Paper, Purpose, Strategy, Survey
from surveyor.ranking.concerns import CONCERNS

_NONE = (
    "No technique is shared by several of the papers, as far as their titles and abstracts are known here. Of the "
    "papers of the starter shelf only titles and notes are: with a network, or with a corpus that holds abstracts "
    "(`surveyor corpus import`), more can be told."
)
_HEAD = ("Strategy", "Meant to solve", "Shown on", "Papers", "Added to")


def strategies(survey: Survey) -> Iterator[str]:
    """Blocks of Markdown."""
    spoken = voice(survey)
    yield f"## {spoken.say('Strategies')}"
    if not survey.strategies:
        yield spoken.say(_NONE)
        return
    papers = {paper.id: paper for paper in survey.papers}
    yield spoken.say(
        "Techniques that several of the {of} closest papers use, in their words; where a column is empty, none of them "
        "says it in one sentence. A number behind a dataset counts the papers; to data unlike those named, a technique "
        "is carried over at your own risk.",
        of=survey.strategies[0].of,
    )
    yield table(spoken.each(*_HEAD), [_row(strategy, papers, spoken) for strategy in survey.strategies])
    if lines := list(_by_concern(survey.strategies, chinese=spoken.language == "zh")):
        yield f"### {spoken.say('By what they solve')}"
        yield "\n".join(lines)


def _row(strategy: Strategy, papers: Mapping[str, Paper], spoken: Voice) -> Sequence[str]:
    variants = f" ({escape(', '.join(strategy.variants))})" if strategy.variants else ""
    span = dict.fromkeys(str(year) for year in (strategy.first, strategy.latest) if year)
    years = f", {'–'.join(span)}" if span else ""
    return (
        f"**{escape(strategy.name)}**{variants}",
        "; ".join(_quoted(purpose, papers, spoken) for purpose in strategy.solves),
        escape(", ".join(f"{shown.dataset} ({shown.papers})" for shown in strategy.shown_on)),
        f"{len(strategy.papers)}{years}, {spoken.say(strategy.trend.value)}",
        "; ".join(named_apart(papers[work] for work in strategy.added_to if work in papers)),
    )


def _quoted(purpose: Purpose, papers: Mapping[str, Paper], spoken: Voice) -> str:
    by = f" ({named(papers[purpose.paper])}, {spoken.say(purpose.where)})" if purpose.paper in papers else ""
    return f"“{escape(purpose.text)}”{by}"


def _by_concern(strategies: Sequence[Strategy], *, chinese: bool) -> Iterator[str]:
    """A line a kind of problem, with the strategies whose purposes speak of it."""
    for key, concern in CONCERNS.items():
        solving = [escape(strategy.name) for strategy in strategies if key in strategy.concerns]
        if solving:
            said = f"{concern.zh}（{concern.name}）" if chinese else concern.name
            yield f"- {escape(said)}: {'; '.join(solving)}"
