"""Names that are techniques wherever they stand: learnt from what the abstracts of many papers do with them.

The few papers of one survey rarely say by themselves whether a phrase is a technique or a task. `surveyor bench train
techniques` makes the file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("technique_names.json")


class TechniqueNames(msgspec.Struct, frozen=True):
    """Names, and what they were learnt from."""

    card: dict[str, object]
    names: dict[str, str]
    """Key (`techniques.key_of`) to name as it is printed most often."""


@lru_cache(maxsize=1)
def technique_names() -> TechniqueNames:
    """Those that ship with surveyor."""
    return msgspec.json.decode(FILE.read_bytes(), type=TechniqueNames)
