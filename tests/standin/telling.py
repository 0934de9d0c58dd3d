"""What the papers of the stand-in say: headings, and a sentence for each mention of a work; whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.standin.world import Cite

HEADINGS = {
    "intro": "Introduction",
    "related": "Related Work",
    "method": "Our Approach",
    "experiments": "Experiments",
    "other": "Discussion",
    "conclusion": "Conclusion",
}
SAY = {
    "intro": "Much progress was made by {} on this problem.",
    "related": "Another line of work is {}.",
    "method": "Our model extends {} in the encoder.",
    "experiments": "The settings follow {}.",
    "other": "A remark on {} is in order.",
    "conclusion": "We leave a combination with {} to later work.",
}


def mentions(cite: Cite) -> Mapping[str, int]:
    """How often a work is mentioned, by section."""
    return dict(cite.mentions)


def sections(cites: Sequence[Cite], marker: Callable[[Cite], str]) -> Iterator[tuple[int, str, str, list[Cite]]]:
    """Level, heading, text and the rows of a result table of each section, in order."""
    plain = [cite for cite in cites if not cite.baseline]
    compared = [cite for cite in cites if cite.baseline]
    for kind, heading in HEADINGS.items():
        if kind == "experiments":
            yield 1, heading, _sentences(kind, plain, marker), []
            yield 2, "Baselines", _sentences(kind, compared, marker, least=1), []
            yield 2, "Main Results", "See the table.", [cite for cite in cites if mentions(cite).get("table")]
        else:
            yield 1, heading, _sentences(kind, cites, marker), []


def _sentences(kind: str, cites: Sequence[Cite], marker: Callable[[Cite], str], least: int = 0) -> str:
    return " ".join(SAY[kind].format(marker(c)) for c in cites for _ in range(max(least, mentions(c).get(kind, 0))))
