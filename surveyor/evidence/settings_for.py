"""What a setting is for, where its sentence says so: a dataset, a model, a phase of the training."""

from __future__ import annotations

import re

_PHASE = (
    r"(?:pre-?\s?training|fine-?\s?tuning|the\s)?(?:generator|discriminator|encoder|decoder|actor|critic|teacher|student)s?"
    r"|pre-?training|fine-?tuning|distillation|inference"
)
_NAME = r"(?:[A-Z][\w+./-]*|[a-z]{1,4}-?[A-Z][\w-]*)(?:[\s-](?:[A-Z0-9][\w+./-]*)){0,3}"
_BEHIND = re.compile(
    rf"[)\]}}]?(?:\s[a-z%-]+){{0,3}}?\s(?:for|on)\s(?:the\s|all\s|our\s|both\s)?(?P<of>{_PHASE}|{_NAME})(?!\s(?:all|each))"
)
_START = re.compile(
    rf"\A(?:For|On|In|During)\s(?:the\s|our\s)?(?P<of>{_PHASE}|{_NAME})\b(?=[^.]{{0,40}}?(?:,|\swe\b|\sthe\b))"
)
_VERB = re.compile(
    r"\b(?P<of>fine-?tun|pre-?train)(?:e|ed|ing)?\b(?!\s(?:BERT|models?\b|language|word|embeddings|weights))",
    re.IGNORECASE,
)
_CARRIER = re.compile(
    r"(?P<of>attention|[Rr]e[Ll][Uu]|activation|encoder|decoder|generator|discriminator|BERT|word|character|entity|GNN|GCN|LSTM|CRF)\s"
    r"(?:learning\srate|drop-?out|layers?|embedding)[^.;,0-9]{0,30}\Z"
)
_NO_NAME = frozenset("We All Each Our The This These In On For Table Figure Section Adam SGD Eq Appendix Both".split())


def what_for(sentence: str, start: int, end: int) -> str:
    """What the value at `start` to `end` is for; empty where the sentence does not say."""
    match = (
        _last(_CARRIER, sentence[max(0, start - 60) : start])
        or _named(_BEHIND.match(sentence, end))
        or _named(_START.match(sentence))
        or _VERB.search(sentence)
    )
    if not match:
        return ""
    of = match["of"].strip(" .,-/")
    return {"fine": "fine-tuning", "pret": "pre-training", "pre-": "pre-training"}.get(of.lower()[:4], of)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)


def _named(match: re.Match[str] | None) -> re.Match[str] | None:
    return None if match and match["of"].split(" ")[0] in _NO_NAME else match
