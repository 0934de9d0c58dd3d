"""Titles and words: one way to normalise, one way to tokenise, for English and Chinese."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from surveyor.text_spelling import american

_NOT_ALNUM = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_SPACE = re.compile(r"\s+")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CHINESE_RUN = re.compile(f"[{_CJK}]+")
"""Chinese characters in a row."""
_WORD = re.compile(f"[{_CJK}]+|[^\\W_{_CJK}]+")

STOP_WORDS = frozenset(
    """a about among an and any are as at based be between by can do does during for from has have how i in into is it
    its me my need new not of on one or our over than that the their them there these they this those through to toward
    towards under upon us use used using via want was we were what when where which while who will with within without
    you your approach approaches method methods paper papers problem problems research study studies work works
    """.split()
)
"""Words that say nothing about the problem."""

WISHES = frozenset("best better cheaper faster good higher improve improved improving lighter smaller".split())
"""Words that say what is wished for, not what the problem is about: no paper is near for being "faster" too."""

ASKING = frozenset(
    """addressed addresses addressing aim aimed analyze analyzed analyzes anyone applied applies apply article articles
    been being cited cites concept concepts concerning conducted consider considered considers could demonstrate
    demonstrated demonstrates describe described describes develop developed developing develops different discuss
    discussed discusses discussing done early employ employed employs example examples examine examined examines exist
    exists explore explored explores exploring first focus focused focuses focusing found fundamental idea ideas
    instance introduce introduced introduces introducing investigate investigated investigates investigating know
    leverage leveraged leverages leveraging like literature looked looking made make makes making many mention mentioned
    mentions more most multiple original other others pioneering please present presented presents propose proposed
    proposes proposing provide provided provides publication publications recent references regarding related reported
    researcher researchers seminal several show showed shown shows some specific specifically studied such suggest
    suggested suggests take takes tell utilize utilized utilizes utilizing various was were would""".split()
)
"""Words that belong to the asking, in a question for literature: "Can you name some works that proposed …"."""

_TELL = "(?:cite|find|give|list|mention|name|point|provide|recommend|show|suggest|tell)"
_LITERATURE = "(?:articles?|literature|papers?|publications?|references?|research(?:ers?)?|stud(?:y|ies)|works?)"
_QUESTION = re.compile(
    rf"(?:please )?(?:(?:can|could|would) you (?:please )?(?:{_TELL} )?"
    rf"|{_TELL} (?=(?:me|us|some|any|all|the|{_LITERATURE})\b)"
    "|(?:any|are there|can|could|did|do|does|has|have|how|i'm|i (?:am|need|want)|in what|in which|is there"
    "|what(?! works)|where|which|who) )"
    rf"(?=(?:(?!that |which )\S+ ){{0,4}}{_LITERATURE}\b)",
    re.IGNORECASE,
)
"""How a question for literature begins, up to what it asks for, which it names soon: "I need papers on" is one, "I need
to find" and "I need one that works" are not."""

FIELD_WORDS = 3
"""Words with which fields are named, stop words aside; titles of papers mostly have more."""

_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’]s\b)?")
_NAMED = re.compile(r"[\w-]+[A-Z][\w-]*: ")
"""A name with a capital inside, and a colon: how the title of a method begins."""


def clean(text: str) -> str:
    """One line of printable text: entities decoded, control characters and runs of white space to one blank, and
    without the marks that turn the direction of what follows."""
    plain = html.unescape(text) if "&" in text else text
    line = " ".join(plain.split())
    return line if line.isprintable() else _SPACE.sub(" ", _CONTROL.sub(" ", _BIDI.sub("", plain))).strip()


@lru_cache(maxsize=1 << 14)
def title_key(title: str) -> str:
    """Letters and digits of a title, lower case, accents removed: equal for the same title however it is printed."""
    plain = html.unescape(title).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_ALNUM.sub("", plain)


def resembles(title: str, other: str, threshold: float = 85.0) -> bool:
    """Whether two printed titles can be one: the words of the shorter are (nearly) all in the longer."""
    if title_key(title) == title_key(other):
        return True
    from rapidfuzz import fuzz

    one, two = " ".join(words(title)), " ".join(words(other))
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) * 3 < len(longer):
        return False
    return fuzz.token_set_ratio(one, two, score_cutoff=threshold) > 0


def has_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return CHINESE_RUN.search(text) is not None


def segmented(text: str) -> str:
    """The text with each run of Chinese characters as overlapping pairs, so that a word index can find parts of it."""
    return CHINESE_RUN.sub(lambda run: f" {_pairs(run[0])} ", text) if has_chinese(text) else text


def _pairs(run: str) -> str:
    return run if len(run) < 3 else " ".join(run[i : i + 2] for i in range(len(run) - 1))


_NOT_PLURAL = frozenset(["bias", "diabetes", "lens", "news", "series", "species"])


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Drop the plural ending: `queries` → `query`, `losses` → `loss`, `papers` → `paper`; `analysis` stays."""
    if word in _NOT_PLURAL:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_STOPPED = STOP_WORDS | {stem(word) for word in STOP_WORDS}


def words(text: str) -> list[str]:
    """Lower-case words without plural endings and in American spelling, in order; a run of Chinese characters is one
    word."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return [american(stem(word)) for word in _WORD.findall(plain)]


def subject(text: str) -> str:
    """What a question for literature is about, without the words that ask; any other text as it is, and a question
    that asks for nothing else."""
    question = _QUESTION.match(text)
    if not question:
        return text
    left = _PLAIN_WORD.sub(lambda word: "" if _is_asking(word[0]) else word[0], text[question.end() :])
    return " ".join(left.split()) if content_words(left) else text


def _is_asking(word: str) -> bool:
    return word.casefold().replace("’", "'").removesuffix("'s") in ASKING


def content_words(text: str) -> list[str]:
    """`words` without stop words."""
    return [word for word in words(text) if word not in _STOPPED]


def title_phrases(text: str) -> tuple[str, ...]:
    """The content words of a title, and each two that follow each other, once."""
    found = content_words(text)
    return tuple(dict.fromkeys((*found, *map(" ".join, pairwise(found)))))


def is_scholarly(text: str) -> bool:
    """Whether a text is a question for literature, or is written as titles are: most of its longer words with a capital
    letter, or a name such as "RetinaMask" and a colon first. In few words, as in "Named Entity Recognition", capitals
    name a field."""
    if subject(text) != text or _NAMED.match(text):
        return True
    if len(content_words(text)) <= FIELD_WORDS:
        return False
    longer = [word for word in _PLAIN_WORD.findall(text) if len(word) > 3]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) * 2 > len(longer)


def shortened(text: str, length: int, about: str = "") -> str:
    """At most `length` characters of a text, those around `about`, cut between words and marked by an ellipsis."""
    if len(text) <= length:
        return text
    start = max(0, min(text.find(about) - length // 2, len(text) - length + 2))
    end = start + length - 2
    if start:
        start = text.find(" ", start, start + 40) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", end - 40, end), start) if " " in text[end - 40 : end] else end
    return "…" * (start > 0) + text[start:end].strip() + "…" * (end < len(text))
