"""What a section is for, by the words of its heading and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveyor.evidence.document import Part
from surveyor.evidence.headings import announces_baselines, lettered, told_by, words_of

_ROMAN = re.compile(r"\s*(?:II|III|IV)[.:)\s]")
_WORKING = frozenset([Part.EXPERIMENTS, Part.RESULTS, Part.ABLATION])
_MAIN = re.compile(
    r"related works?|(?:(?:materials|patients) and )?methods?|experiments?|results(?: and \w+)?|evaluation"
)
_PLAIN_MAIN = frozenset(
    """approach model models methodology experiment preliminaries discussion our_approach our_method proposed_method
    proposed_approach the_proposed_method experimental_results experimental_setup experimental_evaluation main_results
    experiments_and_results problem_formulation problem_statement problem_definition""".split()
)
_WAVERING = re.compile(r"\banalys[ei]s\b|^discussions?$")
_LIST = frozenset(["references", "bibliography", "参考文献"])


def part_of(head: str) -> Part | None:
    """What a section is for by its heading alone; None where that does not tell."""
    return Part.APPENDIX if lettered(head) else told_by(words_of(head))


def baselines_head(head: str) -> bool:
    """Whether a heading announces the methods that are compared with."""
    return announces_baselines(words_of(head))


def opens_section(head: str, *, plain: bool = False) -> bool:
    """Whether an unnumbered heading is that of a section, not of a part of one; in a `plain` paper no heading bears a
    number, so that those of the main parts do too."""
    part, words = part_of(head), words_of(head)
    if part in (Part.INTRO, Part.RELATED, Part.CONCLUSION, Part.OTHER, Part.APPENDIX):
        return True
    return plain and (_MAIN.fullmatch(words) is not None or words.replace(" ", "_") in _PLAIN_MAIN)


def typed(heads: Sequence[tuple[str, int]]) -> list[tuple[Part, bool]]:
    """Part and whether it is about baselines, for each heading (as printed, with its number if it has one) and level.

    A heading that does not tell takes after the section above; of sections, one between the introduction and the
    experiments is method, one after the end (conclusion or references) an appendix.
    """
    return list(_Outline(heads))


class _Outline:
    """Where the headings of one paper stand."""

    def __init__(self, heads: Sequence[tuple[str, int]]) -> None:
        self._heads = heads
        self._letters_divide = any(_ROMAN.match(head) for head, _ in heads)
        self._above: list[tuple[int, Part, bool]] = []
        self._last: Part | None = None
        self._ended = False
        ends = [place for place, (head, level) in enumerate(heads) if level == 1 and part_of(head) is Part.CONCLUSION]
        self._conclusion = max(ends, default=-1)
        self._place = 0

    def __iter__(self) -> Iterator[tuple[Part, bool]]:
        for place, (head, level) in enumerate(self._heads):
            self._place = place
            while self._above and self._above[-1][0] >= level:
                self._above.pop()
            part = self._part(head)
            own = baselines_head(head) and part not in (Part.INTRO, Part.RELATED, Part.METHOD)
            baselines = own or bool(self._above and self._above[-1][2])
            self._above.append((level, part, baselines))
            yield part, baselines

    def _part(self, head: str) -> Part:
        appendix = lettered(head) and (not self._letters_divide or head.lower().startswith("appendix"))
        words = words_of(head)
        own = Part.APPENDIX if appendix else told_by(words)
        if own is Part.APPENDIX and not appendix and self._before_end(words):
            own = told_by(words.partition(" ")[2])
        if self._above:
            return _below(self._above[-1][1], own, words)
        self._last = self._top(words, own)
        self._ended = self._ended or self._last in (Part.CONCLUSION, Part.APPENDIX) or words in _LIST
        return self._last

    def _before_end(self, words: str) -> bool:
        """Whether the conclusion is still to come, so that `Additional experiments` is no appendix."""
        return self._place < self._conclusion and not words.startswith(("append", "suppl"))

    def _top(self, words: str, own: Part | None) -> Part:
        """The part of a section that stands under no other."""
        if self._ended and own not in (Part.OTHER, Part.CONCLUSION):
            main = self._last is Part.CONCLUSION and own is not None and _MAIN.fullmatch(words)
            return own if own and main else Part.APPENDIX
        if own:
            return own
        if not words:
            others = any(words_of(head) not in _LIST for head, _ in self._heads if head)
            return Part.INTRO if self._last is None and others else Part.OTHER
        if _WAVERING.search(words) or self._last in (None, Part.OTHER):
            return Part.OTHER
        return self._last if self._last in _WORKING else Part.METHOD


def _below(above: Part, own: Part | None, words: str) -> Part:
    """The part of a subsection."""
    if own is None or own is Part.INTRO or above in (Part.APPENDIX, Part.RELATED):
        return above
    if above in _WORKING and own is Part.METHOD:
        return above
    if above is Part.METHOD and own in (Part.RESULTS, Part.APPENDIX) and _WAVERING.search(words):
        return above
    return own
