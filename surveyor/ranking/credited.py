"""Which technique a sentence credits with what a clause of it says is solved."""

from __future__ import annotations

import re

from surveyor.evidence.purpose import Clause
from surveyor.ranking.technique_words import HOLDERS
from surveyor.ranking.techniques import Mention, mentions

FAR = 90
"""Characters between a technique that is used and what it is to solve."""

_HOLDER = rf"(?:{'|'.join(sorted(HOLDERS))}|attack|based|machinery)s?"
_GLUE = "|".join(
    (
        "which|that|to|in order|for|and|thus|thereby|hence|then|also|both|further|as well|us|a|an|the",
        "can|could|may|will|would|is|are|was|has been|have been|able|helps?|aims?|aiming|seeks?|tries|serves?|allows?",
        "promising|effective|popular|way|proposed|introduced|used|employed|applied|adopted|utili[sz]ed|designed",
        r"developed|presented|shown|known|proven|\w+ly",
    )
)
_IS_SUBJECT = re.compile(rf"(?:-\w+)?(?: {_HOLDER})*(?: ?\([^()]*\))?[,:]?(?:,? (?:{_GLUE}))* ?", re.IGNORECASE)
"""What stands between a technique and what it does: "T, which can R"."""
_INSIDE = re.compile(r"\bin (?:the )?$", re.IGNORECASE)
"""What stands before a technique that is no subject: "the problem in T is to R"."""
_USED_TO = re.compile(
    r"(?:\bto|\bfor|\bthus|\bthereby|\bhence|\b(?:which|that)(?: (?:can|could|\w+ly))*|,)(?: \w+ly)? $", re.IGNORECASE
)
"""What stands before the clause where a technique is used for it: "we use T to R"."""
_DONE_BY = re.compile(
    r",? (?:by|via|with|using|through|based on|we|this (?:paper|work)|the authors|i)\b", re.IGNORECASE
)
"""What follows the clause where a technique comes after it: "R by T", "to R, we propose T"."""
_OBJECT_DONE = re.compile(r" \w+(?<!e)ed$", re.IGNORECASE)
"""What the clause ends in where what follows says how its object was made: "reduce errors of models trained with T"."""
_NEW_CLAUSE = re.compile(r" to |[;:]|, (?:and|but|we|which)|\b(?:but|while)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:cannot|can not|not|fails?|hard|difficult|unable|instead of|without|rather than|than|unlike|replac\w+)\b",
    re.IGNORECASE,
)


def credited(sentence: str, clause: Clause) -> list[Mention]:
    """The techniques of which the sentence says that they solve it, the closest to the clause first."""
    found = [mention for mention in mentions(sentence) if _solves(sentence, mention, clause)]
    return sorted(
        found, key=lambda one: (min(abs(clause.start - one.end), abs(one.start - clause.end)), one.start - one.end)
    )


def _solves(sentence: str, mention: Mention, clause: Clause) -> bool:
    before = mention.end <= clause.start
    between = sentence[mention.end : clause.start] if before else sentence[clause.end : mention.start]
    if not between or _AGAINST.search(between):
        return False
    if before and _IS_SUBJECT.fullmatch(between):
        return not _INSIDE.search(sentence[: mention.start])
    if not mention.is_means or len(between) > FAR:
        return False
    if before:
        return bool(_USED_TO.search(between)) and not re.search(r"[;:]|\bbut\b", between)
    start = None if _OBJECT_DONE.search(clause.text) else _DONE_BY.match(between)
    return start is not None and not _NEW_CLAUSE.search(between, start.end())
