"""How practitioners say each kind of problem of the venue map, in English and in Chinese: texts to learn words from.

Written by hand for this purpose, without sight of the map's own phrases and of the problems that figures are of. A line
in brackets names area and topic; the lines below it are what six people say in English and six in Chinese: with what
they have at hand and what goes wrong, of another trade, half in terms, in a few words, as a question, and as a
colleague of the field would put it without the topic's name.
"""

from __future__ import annotations

from pathlib import Path

from surveyor.errors import CorpusError
from surveyor.meaning import Name

FILE = Path(__file__).with_name("sayings.txt")


def load(path: Path = FILE) -> dict[Name, tuple[str, ...]]:
    """Area and topic to what is said of it; CorpusError for a line before the first topic, or a topic without area."""
    said: dict[Name, list[str]] = {}
    found: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("["):
            area, between, topic = line.strip("[]").partition(" / ")
            if not between:
                raise CorpusError(f"{path}:{number}: [area / topic] expected, not {line}")
            found = said.setdefault((area, topic), [])
        elif found is None:
            raise CorpusError(f"{path}:{number}: said of no topic: {line}")
        else:
            found.append(line)
    return {name: tuple(lines) for name, lines in said.items()}
