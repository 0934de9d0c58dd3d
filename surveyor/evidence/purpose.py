"""What a sentence says that something is meant to solve, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 90
"""Characters of a clause."""

_SOLVES = "|".join(
    (
        *(
            f"{root}(?:e|es|ing)"
            for root in "alleviat overcom mitigat tackl reduc handl solv resolv eliminat bridg".split()
        ),
        *(f"{root}(?:e|es|ing)" for root in "reliev eas".split()),
        *(f"{root}(?:s|es|ing)?" for root in "address avoid prevent combat counter circumvent suppress".split()),
        "deal(?:s|ing)? with",
        "cop(?:e|es|ing) with",
        "remed(?:y|ies|ying)",
        "compensat(?:e|es|ing) for",
    )
)
_PREPOSITION = "of|to|from|in|on|at|by|for|with|via|through|between|using"
_GAINED = (
    r"(?:efficiency|robustness|generali[sz]\w+|speed|diversity|coherence|faithfulness|consistency|interpretability|"
    r"scalability|stability|transferability|calibration|fairness|privacy|recall|coverage|informativeness|factuality|"
    r"discriminability)"
)
_GAINS = (
    rf"(?:improv|enhanc|increas|boost|ensur|strengthen)(?:e|es|ing|s)?\s+"
    rf"(?!(?:its|their)\b)(?:(?!(?:{_PREPOSITION})\b)[\w-]+\s+){{0,3}}?"
    rf"{_GAINED}\b(?:\s+(?:abilit|capabilit)(?:y|ies))?(?:\s+and\s+(?:accuracy|performance|quality|{_GAINED})\b)?"
    r"(?:\s+(?:of|on|to|in)\s+(?:[\w-]+[ ]?){1,7})?"
)
_POINTING = "this|these|those|such|it|them"
_WORD = r"(?:[\w’'/]+(?:-[\w’'/]+)*-?|\(\w[\w -]{0,20}\))"
"""A word, or a few in brackets."""
_CLAUSE = re.compile(
    rf"(?<![\w-])(?:(?:{_SOLVES})\s+(?!(?:{_POINTING}|{_PREPOSITION})\b)(?:the |their |its |an? |both |any )?"
    rf"(?:{_WORD}[ ]?){{1,12}}|{_GAINS})",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:accelerat|achiev|adapt|align|allow|boost|captur|deliver|design|develop|eliminat|enabl|encourag|enhanc|exploit|"
    r"extract|facilitat|generat|guid|help|improv|increas|integrat|introduc|learn|maintain|mak|obtain|offer|outperform|"
    r"perform|preserv|present|produc|promot|propos|provid|reduc|satisf|solv|stabili[sz]|suggest|support|"
    r"yield)(?:e|es|s|ies|y|ying|ing)?"
)
"""What begins one more thing that is done."""
_HOW = (
    r"by|via|with|using|through|when|while|where|which|that|who|since|because|so|we|but|as well|however|in order|"
    r"not only|as (?:it|they|we)|in this|such as|even|of what|for (?:this|each)|during|without|based|is|are|was|were|"
    r"can|could|does|may|might|will|would|has|have|from which|"
    r"under which|"
    r"at the same time|than|compared|in comparison|showing|including|in an? [\w -]{1,30}manner|"
    r"whilst|thus|thereby|therefore|hence|"
    rf"and (?:to |thus |then |therefore |hence |\w+s\b |(?:\w+ly )?{_VERBS})|"
    r"to (?:achieve|enable|ensure|help|improve|make|obtain|provide|yield)"
)
_STOP = re.compile(rf"\s+(?:{_HOW})\b.*$", re.IGNORECASE)
_NOTHING = (
    r"this|these|those|the|such|that|above|it|them|both|all|many|several|various|two|three|a|an|its|their|"
    r"aforementioned|mentioned|following|first|second|same|key|main|major|other|some|limitations?|issues?|problems?|"
    r"challenges?|tasks?|drawbacks?|difficult\w*|shortcomings?|weaknesses|questions?|obstacles?|concerns?|situations?|"
    r"cases?|more|"
    r"effects?|adverse|imposed|complications|simultaneously|deficienc\w+|requirements?|unique|involved|previous|prior|"
    r"current|approach(?:es)?|methods?|models?|works?|one|four|five|there|once|well|at|most|caused|thereby|trouble|"
    r"respectively|research|aspects?|sentences|tokens|images|gaps?|practical|existing|of|in|"
    r"number|errors?|potential|lacks?|absence|pitfalls|items|accuracy|performance"
)
_EMPTY = re.compile(
    rf"^\w+(?:\s+with)?(?:\s+(?:{_NOTHING}))*$|\b(?:tasks?|above|aforementioned|this)\b| from \d"
    r"|\b(?:limit|limitation|drawback|shortcoming|weakness|disadvantage|deficienc|pitfall)(?:s|es|y|ies)? (?:of|in)\b"
    r"|\bbetween\b(?!.* and\b)|^reduc\w+ (?:[\w-]+ ){0,5}?problems? (?:in)?to\b"
    r"|^bridg\w+ (?!.*\b(?:gap|distance|divide|chasm|mismatch|discrepanc|disconnect|difference))",
    re.IGNORECASE,
)
"""What names nothing, or breaks off."""
_CUT_OFF = ("..", "…")
"""What follows where the sentence itself is not whole."""
_OBJECT = re.compile(r" \w*[a-z]\w{3}")
_LOOSE = re.compile(
    r"(?:[\s,]+(?:and|or|of|the|a|an|to|in|for|on|at|from|between|into|as|its|their|not|only|both|caused|posed|"
    r"existing|\([^()]*\)|faced|found|mentioned|raised|introduced|brought|called|named|up|across|over|under|within|"
    r"among)|-+)$",
    re.IGNORECASE,
)


_FOR = re.compile(
    r"(?<![\w-])((?:for|without|under|against|"
    r"from(?= (?:few|imbalanced|limited|long|noisy|scarce|sparse|unlabell?ed)\b)) "
    r"(?!this|these|which|all\b)[\w-]+(?: [\w-]+){0,7}?)"
    r"(?= (?:with|using|via|by|in|through|from|for)\b|[^\w -]|$)",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """A part of a sentence, and where it stands in it."""

    text: str
    """As printed, without what follows, and at most `LONGEST` characters and an ellipsis."""
    start: int
    end: int


def solved(sentence: str) -> Iterator[Clause]:
    """The clauses that say what is solved or gained, each cut where it goes on to say how."""
    at = 0
    while match := _CLAUSE.search(sentence, at):
        clause = _cut(match[0], match.start())
        if clause and not sentence.startswith(_CUT_OFF, clause.end):
            yield clause
        at = clause.end if clause else match.start() + len(match[0].split()[0])


def served(title: str) -> Iterator[Clause]:
    """What a title says that it is for, against, or does without."""
    for match in _FOR.finditer(title):
        yield Clause(match[1], match.start(1), match.end(1))


def _cut(said: str, start: int) -> Clause | None:
    """The clause up to where it says how; None where it names nothing."""
    kept = _STOP.sub("", said.rstrip())
    while _LOOSE.search(kept):
        kept = _LOOSE.sub("", kept)
    text = " ".join(kept.split())
    if not _OBJECT.search(text) or _EMPTY.search(text):
        return None
    shown = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"
    return Clause(shown, start, start + len(kept))
