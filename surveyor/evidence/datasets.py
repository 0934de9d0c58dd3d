"""The names of data sets that a paper works on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from surveyor.evidence.document import Document, Table
from surveyor.evidence.names import bare_name, name_key
from surveyor.evidence.vocabulary import DATASETS, STATISTICS, SYSTEM_HEAD, metric_in

_NAME = r"(?:[a-z]+-[A-Z][\w-]*|[A-Z][\w+/’'-]*(?:\.\d[\w-]*)*|[A-Za-z]*\d[\w+/-]*|[a-z]+[A-Z][\w-]*)"
_CALLED = re.compile(
    r"\b(?:data\s?-?sets?|corpus|corpora|benchmarks?|collections?|test\s+sets?|dev(?:elopment)?\s+sets?"
    r"|validation\s+sets?|test\s+data|leaderboard|shared\s+task)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?P<start>^|[.:;?!]\s)?\b(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})(?:\s*[\[(][^\[\]()]{{0,60}}[\])])?\s+"
    r"(?P<between>(?:[a-z-]+\s){1,2})?$"
)
_BEFORE = 140
"""Characters before the word data set in which the name may stand."""
_ON = re.compile(
    r"(?<!based )(?<!conditioned )\b[Oo]n\s+(?:the\s+)?"
    rf"(?P<name>(?=[\w-]*\d|[\w-]*[A-Z]\w*[A-Z]){_NAME})(?P<more>\s{_NAME})?"
)
_ON_PLAIN = re.compile(r"\bon\s+(?:the\s+)?(?P<name>[A-Z][a-z]{2,})(?=[.,;:]|\s+(?:and|with|in|for|using)\b|$)")
_HARDWARE = re.compile(r"(?:[VATPH]\d+0+\w*|[GTC]PUs?|RTX|GTX|FP\d+|INT\d+|TPUv\d)$")
_FIRST = re.compile(
    r"^(?:The|On|In|For|We|Our|This|These|Both|All|Each|Two|Three|Four|Five|Six|Seven|Eight|Ten|Using|Following|A|An|Table"
    r"|From|Other|As|To|With|Since|And|Similar|Most|Many|Some|Several|Results|Performance|Comparison|Evaluation)\s+"
)
_STRONG = re.compile(r"(?:[a-z\d+-]*[A-Z]){2}|.*\d|\w+\s\w+")
_ONE = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,2}}")
_COMMON = frozenset(
    """the our on in for we this these both all english chinese german french training test large small new other public
    popular nlp table figure section gpu image text video object speech semantic results performance""".split()
)


def dataset_names(document: Document) -> frozenset[str]:
    """Keys (as of names) of what the paper calls a data set, with those that many papers work on."""
    votes: Counter[str] = Counter()
    for name in (*_of_text(document), *_of_tables(document)):
        if len(key := name_key(name)) > 1 and key not in _COMMON:
            votes[key] += 1
    return frozenset(votes) | DATASETS


def _of_text(document: Document) -> Iterator[str]:
    texts = [document.abstract, *(passage.text for portion in document.portions for passage in portion.passages)]
    for text in (*texts, *(table.caption.text for table in document.tables)):
        yield from named_in(text)


def named_in(text: str) -> Iterator[str]:
    """Names right before the word data set, benchmark, corpus and the like."""
    for called in _CALLED.finditer(text):
        match = _NAMED.search(text[max(0, called.start() - _BEFORE) : called.start()])
        if not match:
            continue
        name, opens = match["name"], match["start"] is not None
        while first := _FIRST.match(name):
            name, opens = name[first.end() :], False
        plain = opens and not _STRONG.match(name) and match["between"] is not None
        if name.casefold() not in _COMMON and not plain and not metric_in(name):
            yield name


def _of_tables(document: Document) -> Iterator[str]:
    """Labels under the head Dataset, of tables of statistics above all."""
    for table in document.tables:
        corner = table.rows[0][0].text if table.rows and table.rows[0] else ""
        if re.match(r"\W*(?:data\s?-?sets?|corpus|benchmarks?)\W*$", corner, re.IGNORECASE):
            yield from _labels(table)


def _labels(table: Table) -> Iterator[str]:
    if not STATISTICS.search(table.caption.text):
        return
    for row in table.rows[1:]:
        cell = row[0]
        text = bare_name(cell.text, cell.cites)
        if text and not cell.again and len(text) < 40 and not SYSTEM_HEAD.search(text) and not metric_in(text):
            yield text


def in_caption(caption: str, datasets: frozenset[str]) -> str:
    """The data set that a caption names: one that many papers work on, else one that is called so, else one that the
    paper calls so elsewhere; empty where there is none."""
    words = [*_words(caption)]
    common = next((word for word in words if name_key(word) in DATASETS), "")
    called = next((name for name in named_in(caption)), "")
    known = next((word for word in words if name_key(word) in datasets), "")
    worked = next((_whole(match, datasets) for match in _ON.finditer(caption) if _may_be(match["name"])), "")
    return worked or common or called or known or next((one["name"] for one in _ON_PLAIN.finditer(caption)), "")


def _whole(match: re.Match[str], datasets: frozenset[str]) -> str:
    """What is worked on, with the word behind it where both together are a data set."""
    both = match["name"] + (match["more"] or "")
    return both if name_key(both) in datasets else match["name"]


def _may_be(name: str) -> bool:
    return not metric_in(name) and not _HARDWARE.match(name) and any(c.isalpha() for c in name)


def _words(caption: str) -> Iterator[str]:
    for match in _ONE.finditer(caption):
        yield match[0]
        words = match[0].split()
        if len(words) > 1:
            yield from words
