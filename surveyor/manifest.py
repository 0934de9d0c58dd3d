"""What a survey is made by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from surveyor import __version__
from surveyor.models import Hit, Manifest
from surveyor.settings import Settings
from surveyor.venues import VenueMap

SHIPPED = (
    "meaning.json",
    "ranking/baselines.json",
    "ranking/compared.json",
    "ranking/technique_names.json",
    "shelf/*.jsonl",
    "shelf/topics.json",
)
"""The files in the package that change answers: learnt models, and the starter shelf with what it says of topics."""

_PACKAGE = Path(__file__).resolve().parent


def manifest(venues: VenueMap, settings: Settings, given: Sequence[Hit] = ()) -> Manifest:
    """Of a survey that is made now with these, from the `given` seeds if any; the same on every machine."""
    return Manifest(
        version=__version__,
        venues=venues.digest,
        files=shipped(_PACKAGE),
        seeds=settings.seeds,
        hops=settings.hops,
        walk=settings.walk,
        top=settings.top,
        rank=settings.rank,
        given=tuple(hit.paper.id for hit in given),
    )


@lru_cache(maxsize=1)
def shipped(package: Path) -> dict[str, str]:
    """Each of SHIPPED to the digest of its files in a package, names and contents."""
    return {pattern: _digest(package, pattern) for pattern in SHIPPED}


def _digest(package: Path, pattern: str) -> str:
    whole = hashlib.sha256()
    for file in sorted(package.glob(pattern)):
        whole.update(f"{file.name}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]
