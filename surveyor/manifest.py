"""What a survey is made by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from surveyor import __version__
from surveyor.models import Hit, Manifest
from surveyor.settings import Settings
from surveyor.venues import VenueMap

MODELS = ("baselines.json", "compared.json", "technique_names.json")
"""Files of the learnt models, in the package."""


def manifest(venues: VenueMap, settings: Settings, given: Sequence[Hit] = ()) -> Manifest:
    """Of a survey that is made now with these, from the `given` seeds if any; the same on every machine."""
    return Manifest(
        version=__version__,
        venues=venues.digest,
        models=_models(),
        seeds=settings.seeds,
        hops=settings.hops,
        walk=settings.walk,
        top=settings.top,
        rank=settings.rank,
        given=tuple(hit.paper.id for hit in given),
    )


@lru_cache(maxsize=1)
def _models() -> str:
    folder = files("surveyor.ranking")
    content = b"".join(folder.joinpath(name).read_bytes() for name in MODELS)
    return hashlib.sha256(content).hexdigest()[:12]
