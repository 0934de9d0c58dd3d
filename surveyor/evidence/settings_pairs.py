"""Names and numbers of a sentence to settings: a value counts only where it is tied to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveyor.evidence.quantities import Quantity, quantities, quantity_at
from surveyor.evidence.settings_phrases import WARM
from surveyor.evidence.settings_term import Term
from surveyor.evidence.settings_terms import terms_of

_SYMBOL = r"(?<![A-Za-z])[A-Za-zα-ωΑ-Ωℓ]{1,2}(?:\s?_\s?\{?[A-Za-z0-9]{1,5}\}?|_?\{[^{}]{0,8}\})?(?![A-Za-z])"
_LINK = rf"""(?:\s|[,:=∈~≈∼<≤([{{]|\\(?:in|approx|sim|leq|\{{)
    |\b(?:of|is|are|was|were|be|been|being|set|to|as|at|in|from|a|an|the|values?|equals?|fixed|initiali[sz]ed|chosen|selected|tuned
    |searched|varied|varies|used|use|using|kept|both|each|all|among|between|within|over|range|size|rate|i\.e\.|e\.g\.|either|always
    |linearly|warmed|up|increased|increases|probability|following|respectively|default|constant|usually|simply|empirically|also|with)\b
    |为|是|设置|设定|设|取|等于|分别|{_SYMBOL})*"""
_NEAR = re.compile(_LINK, re.VERBOSE)
_FAR = re.compile(
    rf"(?:[^;:0-9{{}},()]{{1,70}}?|\s?\([^()0-9]{{1,60}}\)|[^;:0-9{{}}]{{1,70}}?,\s(?:all\s)?with\s(?:an?\s)?\w+\s)"
    rf"(?:\b(?:is|was|are|were|of|to|at|as)\b|[=∈]){_LINK}",
    re.VERBOSE,
)
_TURNED = re.compile(
    r"decay|factor|reduc|increas|decreas|multipl|divid|\bevery|\bafter|\bhalf|anneal|dropp|\bthan\b|improv|score|accura|until|\bwhen\b"
    r"|\bbut\b|\bwhile|number of|\bper\b|\band\b|total|proportional"
)
_NEVER_FAR = frozenset(
    [
        "margin",
        "temperature",
        "layers",
        "image size",
        "learning-rate decay",
        "seeds",
        "folds",
        "heads",
        "length penalty",
    ]
)
_SET = re.compile(r"\b(?:set|fixed)\s(?:to|as|at)\b|=")
_AND = re.compile(
    r"\s?(?:(?:,|/|;|→|->|–|—|\\to|\\rightarrow)\s?(?:(?:and|or|to)\s)?|(?:and|or|to|or\seven|,?\sand\sthen)\s|或|和|、|到)",
    re.VERBOSE,
)
_ELSE = re.compile(
    r"\s(?:for|on|in|with)\s(?:the\s)?[^,;.]{1,40}?,?\s?(?:,|and|except|while|but)\s(?:(?:is|it|set|to|we|use|a|of|value)\s){0,4}(?=[\d.])"
    r"|,?\s(?:except|but)\s(?=[\d.])"
)
_UNIT = re.compile(
    r"\s?(?:(?:[KMGT]B|GPUs?|TPUs?|times|hours?|days?|minutes?|seconds?|points?|cores|percent|\w+\sGPUs?|V100s?|ms)\b|×(?!\s?10)|[=<>]|fold\b)"
)
_LATER = re.compile(
    r"\b(?:every|after|each|per|first|last|than|at|within|until|another|previous|epoch|before|"
    r"takes?|took|additional|next)\s(?:the\s|about\s|around\s)?(?:first\s|last\s)?\Z",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"deca[yd]|reduc|divid|multipl|drop|anneal|decreas|halv|converge|\blr\b|stop", re.IGNORECASE)
"""Said of what happens in the course of a training."""
_PERIOD = frozenset(["epochs", "steps"])
_COUNTED_IN_WORDS = frozenset(["layers", "heads", "seeds", "epochs", "negative samples"])
_SUBSCRIPT = re.compile(r"(?<![\w.])(?:[b-zB-HJ-Zα-ωℓ]|,)\s\Z")
_WARM_AHEAD = re.compile(
    r"""[^.;]{0,60}?(?P<value>[\d.,]+\s?(?:[kKM]\b|%)?)\s?(?:(?:of\s(?:the\s)?(?:all\s|total\s|training\s)*(?:steps|iterations|updates|training)
    |(?:training\s|optimization\s|gradient\s)?(?:steps|epochs?|iterations|updates|batches))|步)""",
    re.VERBOSE,
)
_WARM_BEHIND = re.compile(
    r"\s?(?:steps?|epochs?|iterations|updates)?\s?(?:of\s|for\s)?(?:the\s)?(?:linear(?:ly)?\s)?(?:learning\srate\s)?(?=warm)"
)
_WARMEST = 1e7


@dataclass(frozen=True, slots=True)
class Found:
    """A setting in a sentence."""

    name: str
    text: str
    value: float | None
    of: str = ""
    start: int = 0
    """Where the value stands in the sentence."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a hyper-parameter is named."""

    term: Term
    start: int
    end: int


class Reading:
    """The names and the numbers of a sentence while they are brought together."""

    def __init__(self, sentence: str) -> None:
        self._text = sentence
        self._terms = terms_of(sentence)
        self._warm = "warm" in sentence.lower() or "预热" in sentence
        self._named = self._names() if self._terms or self._warm else []
        numbers = quantities(sentence) if self._terms or self._warm else []
        self._numbers = [one for one in numbers if not self._belongs(one)]
        self._taken: dict[int, Found] = {}
        """By where the number stands."""

    def numbers(self) -> Iterator[Found]:
        """Every number that is the value of something named."""
        if self._numbers:
            self._warmed()
            self._counted()
            self._listed()
            for named in self._named:
                self._valued(named)
        yield from self._taken.values()

    def _names(self) -> list[_Named]:
        found = [_Named(term, *m.span()) for term in self._terms for m in term.named.finditer(self._text) if m[0]]
        found.sort(key=lambda named: (named.start, -named.end))
        kept: list[_Named] = []
        for named in found:
            if not kept or named.start >= kept[-1].end:
                kept.append(named)
        return kept

    def _belongs(self, number: Quantity) -> bool:
        """Whether a number is part of a name or a subscript."""
        if any(named.start <= number.start < named.end for named in self._named):
            return True
        before = self._text[max(0, number.start - 3) : number.start]
        return len(number.text) == 1 and before[-2:-1] != "," and _SUBSCRIPT.search(before) is not None

    def _take(self, name: str, number: Quantity, of: str = "") -> None:
        self._taken.setdefault(number.start, Found(name, number.text, number.value, of, number.start))

    def _warmed(self) -> None:
        for warm in WARM.finditer(self._text) if self._warm else ():
            number = self._warm_length(warm)
            if (
                number
                and number.value
                and 0.001 <= number.value <= _WARMEST
                and (number.value < 1 or not number.value % 1)
            ):
                self._take("warm-up", number)

    def _warm_length(self, warm: re.Match[str]) -> Quantity | None:
        """The steps, epochs or share of the training in which the learning rate grows."""
        before = [one for one in self._numbers if one.end <= warm.start()]
        if before and (gap := _WARM_BEHIND.match(self._text, before[-1].end)) and gap.end() == warm.start():
            return before[-1]
        after = next((one for one in self._numbers if one.start >= warm.end()), None)
        if (
            after
            and _NEAR.fullmatch(self._text, warm.end(), after.start)
            and "from" not in self._text[warm.end() : after.start]
        ):
            return after
        ahead = _WARM_AHEAD.match(self._text, warm.end())
        return next((one for one in self._numbers if ahead and one.start == ahead.start("value")), None)

    def _counted(self) -> None:
        """Numbers before what they count, such as `10 epochs`, and the numbers that they end a list of."""
        for place, number in enumerate(self._numbers):
            term = self._counts(number)
            if term:
                self._take(term.name, number)
                while place and self._joined(self._numbers[place - 1], self._numbers[place]):
                    place -= 1
                    if self._follows_name(self._numbers[place]):
                        break
                    if term.fits(self._numbers[place].value):
                        self._take(term.name, self._numbers[place])

    def _counts(self, number: Quantity) -> Term | None:
        if number.start in self._taken:
            return None
        for term in self._terms:
            if term.counted and term.fits(number.value, number.share) and term.counted.match(self._text, number.end):
                if number.text.isalpha() and term.name not in _COUNTED_IN_WORDS:
                    continue
                if not term.whole and self._follows_name(number):
                    continue
                return None if self._later(term, number) else term
        return None

    def _later(self, term: Term, number: Quantity) -> bool:
        """Whether it says when something happens, or counts some of them only."""
        if term.name not in _PERIOD and term.name != "layers":
            return False
        match = _LATER.search(self._text, max(0, number.start - 30), number.start)
        return match is not None and (
            not match[0].lower().startswith("after") or _CHANGES.search(self._text) is not None
        )

    def _follows_name(self, number: Quantity) -> bool:
        """Whether a number is tied to a name before it, as the first of `dropout 0.1, label smoothing 0.2`."""
        before = [named for named in self._named if named.end <= number.start]
        return bool(before) and _NEAR.fullmatch(self._text, before[-1].end, number.start) is not None

    def _joined(self, one: Quantity, other: Quantity) -> bool:
        return other.start > one.end and _AND.fullmatch(self._text, one.end, other.start) is not None

    def _listed(self) -> None:
        """Names and values in the same order: `the momentum and the weight decay are 0.9 and 1e-4`."""
        for place, number in enumerate(self._numbers):
            run = [number]
            for after in self._numbers[place + 1 :]:
                if not self._joined(run[-1], after):
                    break
                run.append(after)
            opens = place == 0 or not self._joined(self._numbers[place - 1], number)
            if opens and len(run) > 1 and not any(one.start in self._taken for one in run):
                self._aligned(run)

    def _aligned(self, run: Sequence[Quantity]) -> None:
        begin = self._text.rfind(". ", 0, run[0].start) + 1
        items = re.split(r",\s(?:and\s)?|\sand\s", self._text[begin : run[0].start])[-len(run) :]
        at = run[0].start - sum(map(len, items))
        names = [
            [one for one in self._named if one.start >= at - 40 and self._text[one.start : one.end] in item]
            for item in items
        ]
        named = [found[-1] if found else None for found in names]
        if len(items) == len(run) and sum(one is not None for one in named) > 1 and named[0] is not named[-1]:
            for one, number in zip(named, run, strict=True):
                if one and one.term.fits(number.value, number.share):
                    self._take(one.term.name, number)

    def _valued(self, named: _Named) -> None:
        """The values behind a name."""
        number = next((one for one in self._numbers if one.start >= named.end), None)
        if number and number.start not in self._taken and self._tied(named, number):
            self._take(named.term.name, number)
            self._further(named.term, number)

    def _tied(self, named: _Named, number: Quantity) -> bool:
        term = named.term
        if not term.fits(number.value, number.share) or _UNIT.match(self._text, number.end):
            return False
        if number.text.isalpha() and term.name not in _COUNTED_IN_WORDS:
            return False
        if _NEAR.fullmatch(self._text, named.end, number.start):
            return True
        gap = self._text[named.end : number.start]
        if (
            term.name in _NEVER_FAR
            or _TURNED.search(gap)
            or any(named.end <= one.start < number.start for one in self._named)
        ):
            return False
        return _FAR.fullmatch(gap) is not None

    def _further(self, term: Term, number: Quantity) -> None:
        """The rest of a list of values."""
        opened = self._text.rfind("{", 0, number.start) > self._text.rfind("}", 0, number.start)
        while joint := _AND.match(self._text, number.end) or _ELSE.match(self._text, number.end):
            after = quantity_at(self._text, joint.end())
            if not after or after.start in self._taken or not term.fits(after.value, after.share):
                return
            if not opened and (_UNIT.match(self._text, after.end) or self._names_next(after)):
                return
            self._take(term.name, after)
            number = after

    def _names_next(self, number: Quantity) -> bool:
        """Whether a number belongs to what is named behind it, as `0.1` in `dropout 0.3 and 0.1 weight decay`."""
        rest = self._text[number.end : number.end + 40]
        return any(named.start - number.end in range(3) for named in self._named) or bool(
            re.match(
                r"\s(?:for\s(?:the\s)?)?(?:momentum|dropout|weight|learning|label|hidden|layers|words|classes|samples)",
                rest,
            )
        )
