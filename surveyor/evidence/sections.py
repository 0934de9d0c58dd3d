"""What each section of a paper is for, by its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyor.evidence.document import Part

_PARTS = [
    (Part.APPENDIX, r"appendi|supplement"),
    (Part.INTRO, r"introduc"),
    (Part.RELATED, r"related|background|previous work|prior work"),
    (Part.ABLATION, r"ablation"),
    (Part.RESULTS, r"result"),
    (Part.EXPERIMENTS, r"experiment|evaluation|setup|setting|dataset|baseline"),
    (Part.METHOD, r"method|approach|model|architecture|framework"),
    (Part.CONCLUSION, r"conclu|discussion|limitation|future work"),
]
_BASELINES = re.compile(r"baseline|compar(?:ed|ison)", re.IGNORECASE)


def typed(heads: Sequence[tuple[str, int]]) -> list[tuple[Part, bool]]:
    """Of every section, given as head and level, what it is for and whether it is about baselines."""
    above: list[tuple[int, Part, bool]] = []
    out = []
    for head, level in heads:
        above = [entry for entry in above if entry[0] < level]
        part = next((part for part, words in _PARTS if re.search(words, head.lower())), None)
        part = part or (above[-1][1] if above else Part.OTHER)
        baselines = bool(_BASELINES.search(head)) or bool(above and above[-1][2])
        above.append((level, part, baselines))
        out.append((part, baselines))
    return out
