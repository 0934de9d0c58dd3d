"""The public paper APIs there are, in the order in which they are asked, and what each gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveyor.settings import SERVICES, Endpoint, Settings
from surveyor.sources.arxiv import Arxiv
from surveyor.sources.crossref import Crossref
from surveyor.sources.dblp import Dblp
from surveyor.sources.fulltext import PLACES
from surveyor.sources.live import CONTEXTS, DEEP, LiveSource
from surveyor.sources.live_base import Adapter, Asks
from surveyor.sources.openalex import OpenAlex
from surveyor.sources.openreview import OpenReview
from surveyor.sources.s2 import SemanticScholar
from surveyor.venues import VenueMap

ADAPTERS: Mapping[str, type[Adapter]] = MappingProxyType(
    {
        "s2": SemanticScholar,
        "openalex": OpenAlex,
        "arxiv": Arxiv,
        "crossref": Crossref,
        "openreview": OpenReview,
        "dblp": Dblp,
        **PLACES,
    }
)
"""Name to adapter. Semantic Scholar costs nothing and gives most, OpenAlex next."""

SHY = frozenset({"dblp"})
"""Services that keep programs out, asked only where another address is set for them."""


def open_live(
    net: Asks,
    endpoints: Mapping[str, Endpoint],
    venues: VenueMap,
    *,
    contexts: int = CONTEXTS,
    deep: int = DEEP,
    progress: Callable[[str], None] = lambda _: None,
) -> LiveSource:
    """All of them as one source; see there."""
    asked = [name for name in ADAPTERS if name not in SHY or endpoints[name].base != SERVICES[name].base]
    adapters = [ADAPTERS[name](net, endpoints[service_of(name)]) for name in asked]
    return LiveSource(adapters, venues, contexts=contexts, deep=deep, progress=progress)


def service_of(name: str) -> str:
    """Name in `settings.SERVICES` of where an API is."""
    return ADAPTERS[name].service or name


def expected_requests(settings: Settings) -> int:
    """About how many requests a survey takes when the first API that is asked can answer, and the first place that is
    looked at has each full text: those save as many contexts."""
    together = -(-settings.seeds // 100) + (settings.hops - 1) * -(-settings.walk // 100)
    return 4 + min(CONTEXTS, settings.seeds) + together


def gives() -> dict[str, tuple[str, ...]]:
    """What each API can give, in words."""
    return {name: tuple(sorted(adapter.gives)) for name, adapter in ADAPTERS.items()}
