"""The settings of a document, out of its text, its captions and its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from surveyor.evidence.document import Document, Part, Passage, Portion, Table
from surveyor.evidence.sentences import running_text, sentences, split, without_pointers
from surveyor.evidence.settings_pairs import Found
from surveyor.evidence.settings_phrases import SETTING_HEAD
from surveyor.evidence.settings_tables import settings_of_table
from surveyor.evidence.settings_text import may_set, settings_in
from surveyor.models import Setting

_ELSEWHERE = frozenset([Part.INTRO, Part.RELATED, Part.CONCLUSION])
_SAME = {"stochastic gradient descent": "sgd", "nesterov": "nesterov", "nesterov momentum": "nesterov"}
_FEW_LETTERS = 20


def settings_of(document: Document) -> tuple[Setting, ...]:
    """What the paper sets, each value of a name once: first what stands under a heading about settings or in a table
    of them, then by how often it is said, then in reading order."""
    said: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Setting] = {}
    rank: dict[tuple[str, str], tuple[int, int]] = {}
    for order, setting in enumerate(_all(document)):
        key = (setting.name, value_key(setting))
        said[key] += 1
        place = (0 if setting.table or SETTING_HEAD.search(setting.section) else 1, order)
        if key not in first or (place[0], not setting.of) < (rank[key][0], not first[key].of):
            first[key] = setting
        rank[key] = min(rank.get(key, place), place)
    order_of = sorted(first, key=lambda key: (rank[key][0], -said[key], rank[key][1]))
    return tuple(first[key] for key in order_of)


def value_key(setting: Setting) -> str:
    """Equal for the same value however it is printed."""
    if setting.name == "optimizer":
        return _SAME.get(setting.text.casefold().split("'")[0].split("’")[0], setting.text.casefold())
    return (
        f"{setting.value:g}"
        if setting.value is not None
        else "".join(setting.text.casefold().split()).replace("x", "×")
    )


def _all(document: Document) -> Iterator[Setting]:
    for portion in document.portions:
        if portion.part not in _ELSEWHERE:
            yield from _of_portion(portion)
    for table in document.tables:
        yield from _of_table(table, document.portions)


def _of_portion(portion: Portion) -> Iterator[Setting]:
    for passage in portion.passages:
        found = _of_passage(passage)
        if portion.part is Part.METHOD:
            found = (one for one in found if one.name != "layers" or not one.text.isalpha())
        yield from _stated(found, portion.head, "")


def _of_passage(passage: Passage) -> Iterator[Found]:
    if len(passage.text) >= _FEW_LETTERS:
        yield from _of_sentences(sentences(passage))


def _of_sentences(lines: Iterable[str]) -> Iterator[Found]:
    for sentence in lines:
        if may_set(sentence):
            yield from settings_in(without_pointers(sentence))


def _of_table(table: Table, portions: Sequence[Portion]) -> Iterator[Setting]:
    head = portions[table.portion].head if 0 <= table.portion < len(portions) else ""
    yield from _stated(settings_of_table(table), head, table.number)
    yield from _stated(_of_passage(table.caption), head, table.number)
    lost = running_text(table)
    yield from _stated(_of_sentences(split(lost)), head, "")


def _stated(found: Iterable[Found], section: str, table: str) -> Iterator[Setting]:
    return (Setting(one.name, one.text, one.value, one.of, section, table) for one in found)
