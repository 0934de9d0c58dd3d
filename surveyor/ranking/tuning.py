"""Training settings across papers: which they agree on, and which they do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from surveyor.models import Reported, Setting
from surveyor.models.notes import Tried, Tuning

FEWEST = 2
"""Papers that a note on a setting rests on at least."""


def tunings(reported: Iterable[Reported]) -> tuple[Tuning, ...]:
    """Those that at least `FEWEST` papers name: what varies first, by how many values there are, then what agrees, by
    how many papers say so."""
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    printed: dict[tuple[str, str], str] = {}
    papers: Counter[str] = Counter()
    for one in reported:
        named: defaultdict[str, set[str]] = defaultdict(set)
        for setting in one.practice.settings:
            key = _key(setting)
            printed.setdefault((setting.name, key), setting.text)
            named[setting.name].add(key)
        for name, keys in named.items():
            papers[name] += 1
            values[name].update(keys)
    notes = [
        Tuning(
            name,
            tuple(
                Tried(printed[name, key], counts[key]) for key in sorted(counts, key=lambda key: (-counts[key], key))
            ),
            papers[name],
        )
        for name, counts in values.items()
        if papers[name] >= FEWEST
    ]
    return tuple(sorted(notes, key=lambda note: (note.agrees, -len(note.values), -note.papers, note.name)))


def _key(setting: Setting) -> str:
    """What two spellings of one value share."""
    return f"{setting.value:.6g}" if setting.value is not None else setting.text.casefold().strip()
