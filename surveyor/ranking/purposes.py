"""What a paper says that a technique is meant to solve."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from surveyor.evidence.purpose import Clause, served, solved
from surveyor.ranking.concerns import concerns_of
from surveyor.ranking.credited import credited
from surveyor.ranking.techniques import mentions, names_alone, told_apart

_PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|work|article)|our)\b(?: [\w-]+,?){0,5}? (?:propos|introduc|present|develop)(?!ing)",
    re.IGNORECASE,
)

_SETTINGS = frozenset(("languages", "reasoning"))
"""Kinds of problem that are no trouble by themselves: "for Cross-lingual Retrieval" names a task."""

_TASK = re.compile(
    r"\b(?:ambigu|attack|bias|coheren|consisten|divers|factual|hallucinat|harmful|noise|noisy-channel|occlusion|"
    r"outlier|privacy|redundan|toxic)[\w-]*(?: \w+)? (?:analysis|assessment|classification|detection|estimation|"
    r"evaluation|identification|model\w*|prediction|recognition)\b"
    r"|^for (?:analy[sz]|assess|benchmark|classify|detect|estimat|evaluat|identify|measur|modell?|"
    r"predict|test|understand)ing .*",
    re.IGNORECASE,
)
"""A task that is told by a trouble: "for Attack Detection", "for Measuring Robustness"."""

_AT_ONCE = re.compile(
    r"(?:[ -](?:approach|framework|learning|method|model|modul|network|strateg|techniqu|transformer)\w*)*"
    r"(?: (?:by|using|via|with|through) [\w -]+)? ",
    re.IGNORECASE,
)
"""What stands between a technique and what a title says that it is for: "T methods for R", "T by rules for R"."""

_OWN_NAME = re.compile(r"\b[A-Z]\w*[A-Z]\w*\)?,?(?: [a-z-]+){0,4} $")
"""What ends where a proposal that has a name goes on to what it is for."""
_MADE_WITH = re.compile(r"\b\w{4,}ed (?:by|on|using|via|with)(?: [\w-]+)? $", re.IGNORECASE)
"""What stands before a technique by which a title says what its object was made: "Errors of Models Trained with T"."""
_STEPS = re.compile(r"\b(?:1|i|2|ii)\)|[;:]|\b(?:first|second|finally)(?:ly)?\b|,? and \w+ing\b", re.IGNORECASE)

_OPEN = re.compile(r"solv|address|tackl|handl|resolv|deal|cop", re.IGNORECASE)
"""Verbs of which the object may be a task as well as a trouble."""
_TROUBLE = re.compile(
    r"\b(?:bottleneck|complexit|conflict|confus|curse|deficien|delay|dilemma|discrepanc|drift|error|gap|inconsisten|"
    r"insufficien|interferen|intractab|irrelevan|lack|limited|mismatch|non-differentiab|scarc|uncertain|unreliab|unstable|variance)"
    r"\w*",
    re.IGNORECASE,
)
"""Words for troubles of any kind."""


def said_of(
    sentences: Sequence[str], keys: Collection[str], usual: frozenset[str], is_note: bool
) -> Iterator[tuple[str, bool]]:
    """What a paper says that a technique is for, and whether the title says it: what it credits it with; of a technique
    in its title, what the title says it is for, and what the proposal is to solve, of which all of a note speaks. One
    word names a technique only where none before it says of which kind it is."""
    others: list[tuple[str, bool]] = []
    proposal = next((place for place, said in enumerate(sentences) if place and (is_note or _PROPOSES.search(said))), 0)
    for place, sentence in enumerate(sentences):
        for clause in filter(_is_trouble, solved(sentence)):
            by = credited(sentence, clause)
            if any(mention.key in keys for mention in mentions(clause.text)):
                continue
            if any(mention.key in keys and (mention == by[0] or names_alone(mention)) for mention in by):
                yield clause.text, not place
            elif not by and place and place == proposal and (is_note or _is_of_it(sentence, clause)):
                others.append((clause.text, False))
    title = sentences[0].capitalize() if sentences[0].isupper() else sentences[0]
    named = [one for one, is_whole in told_apart(title) if one.key in keys and (is_whole or names_alone(one))]
    held = [one for one in named if not one.is_end and not _MADE_WITH.search(title[: one.start])]
    for clause in served(title):
        by_it = any(_AT_ONCE.fullmatch(title[one.end : clause.start]) for one in held)
        if by_it and not (usual | _SETTINGS).issuperset(concerns_of(_TASK.sub("", clause.text))):
            yield clause.text, True
    if any(is_note or mention.is_means for mention in held):
        yield from others


def _is_of_it(sentence: str, clause: Clause) -> bool:
    """Whether a sentence says it of the whole that is proposed: "to R, we propose …" and "we propose X to R" where X is
    a name, but not of a part or of one step of several."""
    proposes = _PROPOSES.search(sentence)
    if not proposes or clause.start < proposes.end():
        return True
    between = sentence[proposes.end() : clause.start]
    return bool(_OWN_NAME.search(between)) and not _STEPS.search(between)


def _is_trouble(clause: Clause) -> bool:
    """Whether it is more than a task that is solved."""
    said = clause.text
    return not _OPEN.match(said) or not _SETTINGS.issuperset(concerns_of(said)) or bool(_TROUBLE.search(said))
