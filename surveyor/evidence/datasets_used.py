"""The data sets that a paper works on: which names of its text and tables are such, how often they come."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from surveyor.evidence.dataset_names import IN_CASE, KNOWN, OTHERS
from surveyor.evidence.metrics import metric_name

_NAME = re.compile(
    r"""(?<![\w@\\.-])
    (?:[A-Z][\w+./&-]*|(?:i|mini-?|tiered|e|s|text|enwik)(?=[A-Z\d])[\w-]+|arXiv|ogb[nlg]-\w+)
    (?:(?<![.,:;])[ ]?(?:(?:[A-Z0-9][\w+./&'’!-]*|v\d[\d.]*|of)(?=[\s,.;:()\[\]→]|$)))*""",
    re.VERBOSE,
)
_WORD = (
    r"(?:data\s?-?sets?|corpus|corpora|benchmarks?|tree-?banks?|collections?|test\ssets?|challenge\sdata|数据集|语料)"
)
_DATA = re.compile(_WORD, re.IGNORECASE)
_BEHIND = re.compile(rf"\s*(?:\([^()]{{0,30}}\)\s*)?(?:[a-z-]+\s){{0,2}}?{_WORD}", re.IGNORECASE)
_LISTS = re.compile(
    rf"{_WORD}\s*(?:\([^()]{{0,60}}\)\s*)?(?:in\sour\s\w+\s?|used\s?|here\s?)?(?:[:,–—(]|\b(?:including|such\sas|namely|i\.e\.|e\.g\.|called|named|are)\b)"
    r"[\s,:(]*(?:(?:including|namely|such\sas|i\.e\.|e\.g\.|the|on|on\sthe|\d\)|\(\d\)|\(i+\)|•|from)[\s,:]*)*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:\([^()]*\)\s*|\[[^\[\]]*\]\s*)*(?:dataset\s*|corpus\s*)?(?:[,;&/]|\band\b|\bor\b|\bas\swell\sas\b|•|\d\)|\(\d\)|\(i+\)|\s)+(?:the\s|on\s)*"
)
_ON = re.compile(
    r"\b(?:on|using|use|evaluat\w+|datasets?|adopt|choose|conduct\w*|consider|from|trained|tested|for|of|in)\s(?:the\s|both\s)*(?:\w+\s)?\Z"
)
_FIRM_ON = re.compile(r"\b(?:on|datasets?)\s(?:the\s|both\s)*(?:\w+\s)?\Z")
_IS_DATA = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:[:.]\s|\b(?:contains?|consists?|comprises?|includes?|is\sa|provides|was\s(?:created|collected|built))\b)"
)
_LEADING = re.compile(
    r"(?:(?:The|the|of|We|On|In|For|Our|This|These|Those|Both|All|Each|From|As|To|Then|While|Since|Following|Using|When|And|Also|Similarly|However|Table|Tab|Figure|Fig"
    r"|Section|Results?|With|By|At|Of|An|A|It|Its|They|There|Here|Thus|Moreover|Dataset|Datasets|Corpus|Benchmark|Data|Evaluation|Performance|Statistics|Comparison"
    r"|Two|Three|Four|Five|Six|Finally|First|Second|Third|Besides|Like|Unlike|Ablation|Experiments?|Test|Train|Training|Dev|Overall|Main|Note|See|Most|Some|Other|Given"
    r"|Only|Existing|Previous|Recent|Such|If|Let|Compared|Accuracy|Average|Additional|Different|Number|Step|Appendix|Eq|Equation|Algorithm|Original|Large|Small|Base)"
    r"(?=\s|$)[\s→]*)+"
)
_TRAILING = re.compile(
    r"(?:[\s.,:;/'’→-]|\s\d+-(?:shot|way)|\s(?:of|the|and|dataset|Dataset|Datasets|Corpus|Test|Dev|Train|Set|English|German|French|Chinese))+\Z"
)
_PLAIN = re.compile(r"[A-Z]?[a-z]+\Z")
_KEY = re.compile(r"[\W_]+")
_IN_CASE_KEYS = frozenset(name.lower() for name in IN_CASE)
_METHOD = re.compile(
    r"\s*(?:\([^()]{0,20}\)\s*)?(?:models?|methods?|networks?|modules?|approach|architectures?|frameworks?|loss|layers?|algorithms?|baselines?|systems?"
    r"|outperforms?|achieves?|performs|improves?|surpass\w*|encoders?|decoders?|embeddings?|classifiers?|parsers?|features|attention)\b"
)
_OURS = re.compile(
    r"\b(?:[Oo]ur|proposed?|without|w/o?|than|by|baselines?|train|apply|compared\s(?:with|to))\s(?:the\s)?\Z"
)
_TASK = re.compile(r"[A-Z]{2,5}s?\Z")
_SEVERAL = re.compile(r"\s*(?:[a-z-]+\s){0,2}?(?:data\s?-?sets|corpora|benchmarks)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:baselines?|compared?\s(?:with|to|against|our)|competitors|methods,?\s(?:including|such\sas))\b",
    re.IGNORECASE,
)
_LONGEST = 45
_NEAR = 14
"""Characters between a name and the citation that goes with it, at most."""


@dataclass(slots=True)
class _Seen:
    """What is known of a name so far."""

    printed: Counter[str] = field(default_factory=Counter)
    firm: int = 0
    """Places that say that it is a data set."""
    loose: int = 0
    """Places that suit one."""
    against: int = 0
    """Places that suit a method."""
    keys: list[str] = field(default_factory=list)
    section: str = ""


class DatasetNames:
    """Names of a paper while its text is read."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = defaultdict(_Seen)

    def read(self, text: str, cites: Sequence[tuple[int, str]], section: str, about_data: bool, caption: bool) -> None:
        """Note the names of a passage; `cites`: where its citations begin and their keys, in order."""
        listed = self._listed(text) if _DATA.search(text) and not _COMPARES.search(text) else frozenset()
        for name, start, end in names_in(text):
            one = self._note(name, section)
            cited = [key for at, key in cites if 0 <= at - end <= _NEAR and _close(text[end:at])]
            one.keys += [key for key in cited if key not in one.keys]
            before = text[max(0, start - 40) : start]
            told = start in listed or (about_data and (bool(cited) or _IS_DATA.match(text, end) is not None))
            if told or _is_called_data(name, text, end) or (caption and _FIRM_ON.search(before)):
                one.firm += 1
            elif _METHOD.match(text, end) or _OURS.search(before):
                one.against += 1
            elif _ON.search(before):
                one.loose += 1

    def cell(self, text: str) -> None:
        """Note the name that a cell of a table holds."""
        if 2 <= len(text) <= _LONGEST and not text[0].isdigit():
            for name, start, end in names_in(text):
                if start == 0 and end >= len(text) - 4:
                    self._note(name, "").loose += 1

    def _note(self, name: str, section: str) -> _Seen:
        one = self._seen[_key(name)]
        one.printed[name] += 1
        one.section = one.section or section
        return one

    def _listed(self, text: str) -> frozenset[int]:
        """Where the names stand that a list of data sets names."""
        found: set[int] = set()
        for match in _LISTS.finditer(text):
            at = match.end()
            while (name := _NAME.match(text, at)) and len(found) < 60:
                found.add(name.start() + _skipped(name[0]))
                joint = _NEXT.match(text, name.end())
                at = joint.end() if joint else len(text)
        names = list(names_in(text))
        for place in range(len(names) - 1, 0, -1):
            _, start, end = names[place]
            _, before, stop = names[place - 1]
            if (
                (start in found or _BEHIND.match(text, end))
                and stop < start
                and re.fullmatch(r"\s*(?:,|and|,\s*and)\s*", text[stop:start])
            ):
                found.add(before)
        return frozenset(found)

    def used(self) -> Iterator[tuple[str, int, tuple[str, ...], str]]:
        """(name as printed most, mentions, keys, heading of the first mention) of the data sets among the names."""
        for key, one in self._seen.items():
            name = max(one.printed, key=lambda printed: (one.printed[printed], -len(printed), printed))
            count = one.printed.total()
            if one.firm + one.loose == 0 and count < 2:
                continue
            if _is_known(key, name) or (one.firm > one.against and (count > 1 or one.keys)):
                yield name, count, tuple(one.keys), one.section


def names_in(text: str) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of what can be the name of a data set."""
    for match in _NAME.finditer(text):
        start = match.start() + _skipped(match[0])
        trailing = _TRAILING.search(match[0]) if match[0][-1] in "sdfetnhyT.,:;/'’→-" else None
        end = match.start() + trailing.start() if trailing else match.end()
        name = text[start:end]
        if _can_be(name, text, start):
            yield name, start, end


def _is_called_data(name: str, text: str, end: int) -> bool:
    """Whether `dataset` or the like stands behind a name that is not that of a task, as in `three NLI datasets`."""
    return _BEHIND.match(text, end) is not None and not (_TASK.match(name) and _SEVERAL.match(text, end))


def _skipped(printed: str) -> int:
    leading = _LEADING.match(printed)
    return leading.end() if leading else 0


def _can_be(name: str, text: str, start: int) -> bool:
    kind = _kind(name)
    if kind is not _Kind.POSSIBLE:
        return kind is _Kind.KNOWN
    opens = start == 0 or text[max(0, start - 2) : start] in (". ", "? ", ": ")
    return not (opens and _PLAIN.match(name)) and not text.startswith(" et al", start + len(name))


class _Kind(Enum):
    KNOWN = 1
    POSSIBLE = 2
    OTHER = 3


@lru_cache(maxsize=1 << 14)
def _kind(name: str) -> _Kind:
    """What a name is by its letters alone."""
    if not 2 <= len(name) <= _LONGEST or name[0] in "0123456789→" or (len(name) < 3 and name not in IN_CASE):
        return _Kind.OTHER
    if _is_known(_key(name), name):
        return _Kind.KNOWN
    first, _, rest = name.partition(" ")
    if OTHERS.fullmatch(name) or (rest and OTHERS.fullmatch(first)) or metric_name(name):
        return _Kind.OTHER
    return _Kind.OTHER if _is_model(name.rpartition(" ")[2]) else _Kind.POSSIBLE


def _is_model(word: str) -> bool:
    """Whether the last word of a name is that of a model, such as `T5`, and none of a task or a language."""
    return not word.isupper() and not _PLAIN.match(word) and OTHERS.fullmatch(word) is not None


def _is_known(key: str, name: str) -> bool:
    if key not in KNOWN:
        return False
    return name in IN_CASE or key not in _IN_CASE_KEYS


def _close(between: str) -> bool:
    return not _DATA.sub("", between).strip(" ([,")


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return _KEY.sub("", name).lower()


def in_order(found: Iterable[tuple[str, int, tuple[str, ...], str]]) -> list[tuple[str, int, tuple[str, ...], str]]:
    """Most mentioned first."""
    return sorted(found, key=lambda one: (-one[1], one[0]))
