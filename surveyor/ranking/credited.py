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
        "which|that|to|in|in order|for|and|thus|thereby|hence|then|also|both|further|as well|us|a|an|the|not only",
        "can|could|may|will|would|is|are|was|has been|have been|able|helps?|aims?|aiming",
        "seeks?|tries|serves?|allows?|enables?|promising|effective|popular|way|proposed|introduced|used|employed",
        r"applied|adopted|utili[sz]ed|designed|developed|presented|shown|known|proven|(?!respectively)\w+ly",
        r"(?:as )?an? (?:[\w-]+ ){0,3}?(?:algorithm|approach|choice|framework|means|method|paradigm|remedy|solution|"
        r"strategy|technique|tool|way)",
        r"plays? an? \w+ role",
    )
)
_IS_SUBJECT = re.compile(rf"(?:-\w+)?(?: {_HOLDER})*(?: ?\([^()]*\))?,?(?:,? (?:{_GLUE}))* ?", re.IGNORECASE)
"""What stands between a technique and what it does: "T, which can R"."""
_GOES_ON = re.compile(
    rf"(?: {_HOLDER})*,?(?: \w+ly)?,? and(?: (?:\w+ly|further|also|thus|then|hence|both))* ?", re.IGNORECASE
)
"""What stands between where the subject of both is another: "it trains T well and R"."""
_INSIDE = re.compile(
    r"\b(?:in|into|from|before|after|during|between|within|ignor(?:e|es|ing)|(?:for|of) \w+ing) "
    r"(?:the |an? )?(?:(?!which\b)[\w-]+ )?[\"“]?$",
    re.IGNORECASE,
)
"""What stands before a technique that is no subject: "the problem in T is to R", "it comes before T, which R",
"a way of learning T, R"."""
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|without|lack(?:s|ing)?|instead of|rather than|unlike|avoid(?:s|ing)?)"
    r"(?! only)(?: (?!but\b|to\b)[\w-]+){0,5} [\"“]?$",
    re.IGNORECASE,
)
"""What stands before a technique that is not there: "they do not need any T to R", "they lack T, which causes R"."""
_USED_TO = re.compile(
    r"(?:\bto|\bfor|\bthus|\bthereby|\bhence|\b(?:which|that)(?: (?:can|could|\w+ly))*|,)(?: \w+ly)? $", re.IGNORECASE
)
"""What stands before the clause where a technique is used for it: "we use T to R"."""
_DONE_BY = re.compile(
    r",? (?:by|via|with|using|through|based on|we|this (?:paper|work)|the authors|i"
    r"|an? (?:\w+ )?(?:approach|option|remedy|solution|way) is to (?:apply|use))\b",
    re.IGNORECASE,
)
"""What follows the clause where a technique comes after it: "R by T", "to R, we propose T"."""
_IS_USED = re.compile(
    rf"(?: {_HOLDER})*(?: ?\([^()]*\))? (?:is|are|was|were|has been|have been)(?: \w+ly)? "
    r"(?:adopted|applied|designed|developed|employed|exploited|incorporated|introduced|leveraged|presented|proposed|"
    r"used|utili[sz]ed)\b",
    re.IGNORECASE,
)
"""What stands behind a technique that something is done with: "T is used"."""
_EXPLORES = re.compile(r"\b(?:explor|investigat|stud)(?:e|es|y|ies|ing) (?:[\w-]+ ){0,2}$", re.IGNORECASE)
"""What stands before one: "we explore T"."""
_OBJECT_DONE = re.compile(r" \w+(?<!e)ed$", re.IGNORECASE)
"""What the clause ends in where what follows says how its object was made: "reduce errors of models trained with T"."""
_AND_SO = re.compile(r", (?:an? |the |our )?(?:[\w-]+ ){0,2}", re.IGNORECASE)
"""What stands between where a technique follows at once: "to R, a T is used"."""
_OTHERS = re.compile(r"\b(?:which|that|is|are|can)\b[^,;:]* $", re.IGNORECASE)
"""What stands before a clause that is said of something else: "like nets, which are shown to R, we use T"."""
_NEW_CLAUSE = re.compile(r" to |[;:]|\b\d\)|, (?:and|but|we|which)|\b(?:but|while)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"[;:]|\bbut\b|\brespectively\b|\b(?:of|by) \w+ing\b|\bmethods? (?:for|to)\b"
    r"|(?:\band|,)(?: then| also| further)? "
    r"(?:adopt|appl|design|employ|introduc|leverag|propos|us|utili[sz])(?:e|es|s|ies|y|ing)? ",
    re.IGNORECASE,
)
"""What stands between where the clause is one more of what is done with a technique: "T by adding X, reducing R", or
with something else, "T and uses X to R", or of what other methods are for."""
_IN_VAIN = re.compile(
    r"\b(?:cannot|not(?! only)|never|fail(?:s|ed)?|hard|difficult(?:y|ies)?|unable|impossible|challeng(?:e|es|ing)|"
    r"struggles?)(?: (?:of|to|in|for|able|\w+ly))* $",
    re.IGNORECASE,
)
"""What stands before a clause that is not so: "the difficulty of reducing R with T"."""
_AGAINST = re.compile(
    r"\b(?:cannot|not(?! only)|fails?|hard|difficult|unable|instead of|without|rather than|than|unlike|replac\w+)\b",
    re.IGNORECASE,
)


def credited(sentence: str, clause: Clause) -> list[Mention]:
    """The technique of which the sentence says that it solves it, the closest to the clause, under all its names, the
    longest first; of "a model and a strategy to R" that is the strategy."""
    found = [mention for mention in mentions(sentence) if _solves(sentence, mention, clause)]
    closest = min((_away(mention, clause) for mention in found), default=0)
    return sorted((one for one in found if _away(one, clause) == closest), key=lambda one: one.start - one.end)


def _away(mention: Mention, clause: Clause) -> int:
    """Characters from the clause to the end of a mention before it, or to the end of one behind it."""
    return clause.start - mention.end if mention.end <= clause.start else mention.end - clause.end


def _solves(sentence: str, mention: Mention, clause: Clause) -> bool:
    before = mention.end <= clause.start
    between = sentence[mention.end : clause.start] if before else sentence[clause.end : mention.start]
    if not between or _AGAINST.search(between) or _IN_VAIN.search(sentence[: clause.start]):
        return False
    if _DENIED.search(sentence[: mention.start]):
        return False
    if before and _IS_SUBJECT.fullmatch(between):
        if _GOES_ON.fullmatch(between) and (not mention.is_means or _DONE_BY.match(sentence, clause.end)):
            return False
        return not _INSIDE.search(sentence[: mention.start])
    is_used = _IS_USED.match(sentence, mention.end)
    if len(between) > FAR or not (mention.is_means or is_used or _EXPLORES.search(sentence[: mention.start])):
        return False
    if before:
        return bool(_USED_TO.search(between)) and not _OTHERWISE.search(between)
    if is_used and _AND_SO.fullmatch(between):
        return True
    if _OBJECT_DONE.search(clause.text) or (between[0] == "," and _OTHERS.search(sentence[: clause.start])):
        return False
    start = _DONE_BY.match(between)
    return start is not None and not _NEW_CLAUSE.search(between, start.end())
