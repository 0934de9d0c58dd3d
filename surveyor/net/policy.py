"""How each service wants to be asked: pace, patience, and what a person can do when it does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from surveyor.models import Outcome


@dataclass(frozen=True, slots=True)
class Policy:
    """The manners towards one service."""

    pace: tuple[int, float]
    """At most so many requests in so many seconds, over all processes that share the pace file."""
    paced_as: str = ""
    """Name under which its requests and connections are counted, together with those of the other sources that have the
    same; empty: its own."""
    connections: int = 4
    """Requests at once."""
    tries: int = 3
    """Requests for one question, the first included."""
    retry_cap: float = 60.0
    """Longest `Retry-After` in seconds that is slept through; a longer one switches the source off for the run."""
    timeout: float = 30.0
    """Seconds for a connection and between two pieces of a body; a whole answer has four times as long."""
    remedy: Mapping[Outcome, str] = field(default_factory=dict)
    """What a person can do about an outcome."""
    long_wait: Outcome = Outcome.RATE_LIMITED
    """What a `Retry-After` beyond the cap means."""
    lasting: frozenset[int] = frozenset()
    """Statuses from 500 on that another try would not change."""
    dollar_header: str = ""
    """Response header with what the request cost in dollars."""
    left_header: str = ""
    """Response header with the dollars that are left; at zero the source is switched off."""
    prepaid_header: str = ""
    """Response header with further dollars, used when the others are gone."""
    pace_headers: tuple[str, str] | None = None
    """Response headers that announce requests and seconds (`1s`); a slower pace than ours is obeyed."""


_ARXIV = MappingProxyType(
    {
        Outcome.RATE_LIMITED: "arXiv wants one request in three seconds from all programs together: run again later",
        Outcome.BLOCKED: "arXiv wants to know whom it answers: set CROSSREF_MAILTO to your address",
    }
)

_TEXTS = Policy(pace=(1, 3.0), paced_as="arxiv", connections=1, tries=1, timeout=10.0, remedy=_ARXIV)
"""Of papers in full: where one does not come, another place is looked at instead of asking again."""

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "s2": Policy(
            pace=(1, 1.1),
            tries=1,
            remedy={
                Outcome.RATE_LIMITED: "set S2_API_KEY: without a key the shared pool is nearly always used up",
                Outcome.BLOCKED: "set S2_API_KEY, or run again later",
            },
        ),
        "s2-keyed": Policy(
            pace=(1, 1.1),
            tries=5,
            remedy={
                Outcome.RATE_LIMITED: "the key is good for one request a second over all programs: stop the others",
                Outcome.BLOCKED: "Semantic Scholar refuses the key: check S2_API_KEY",
            },
        ),
        "openalex": Policy(
            pace=(8, 1.0),
            remedy={
                Outcome.OUT_OF_BUDGET: "the day's allowance is spent: set OPENALEX_API_KEY, or wait for midnight UTC",
                Outcome.BLOCKED: "check OPENALEX_API_KEY",
                Outcome.RATE_LIMITED: "set OPENALEX_API_KEY, or run again later",
            },
            long_wait=Outcome.OUT_OF_BUDGET,
            dollar_header="x-ratelimit-cost-usd",
            left_header="x-ratelimit-remaining-usd",
            prepaid_header="x-ratelimit-prepaid-remaining-usd",
        ),
        "crossref": Policy(
            pace=(3, 1.0),
            connections=1,
            remedy={
                Outcome.RATE_LIMITED: "set CROSSREF_MAILTO to your address for the polite pool, or run again later",
                Outcome.BLOCKED: "set CROSSREF_MAILTO to an address that exists",
            },
            pace_headers=("x-rate-limit-limit", "x-rate-limit-interval"),
        ),
        "arxiv": Policy(pace=(1, 3.0), paced_as="arxiv", connections=1, timeout=60.0, remedy=_ARXIV),
        "arxiv-html": _TEXTS,
        "ar5iv": _TEXTS,
        "arxiv-source": replace(_TEXTS, timeout=15.0),
        "acl": Policy(
            pace=(1, 1.0),
            connections=1,
            timeout=60.0,
            remedy={
                Outcome.BLOCKED: "set SURVEYOR_ACL_URL to a mirror of the ACL Anthology",
                Outcome.RATE_LIMITED: "run again later, or set SURVEYOR_ACL_URL to a mirror of the ACL Anthology",
            },
        ),
        "dblp": Policy(
            pace=(1, 4.0),
            connections=1,
            remedy={
                Outcome.BLOCKED: "DBLP keeps programs out at times: set SURVEYOR_DBLP_URL to a mirror, or go without",
                Outcome.RATE_LIMITED: "DBLP wants a pause: run again later",
            },
        ),
        "openreview": Policy(
            pace=(2, 1.0),
            connections=2,
            remedy={
                Outcome.BLOCKED: "OpenReview wants an account: set OPENREVIEW_TOKEN",
                Outcome.RATE_LIMITED: "OpenReview wants a pause: run again later",
            },
        ),
        "grobid": Policy(
            pace=(10, 1.0),
            connections=2,
            tries=5,
            timeout=120.0,
            lasting=frozenset([500]),
            remedy={Outcome.FAILED: "look whether GROBID runs where SURVEYOR_GROBID_URL says"},
        ),
    }
)
"""Manners by the `source` of a request."""


def unpaced() -> dict[str, Policy]:
    """The same manners but for the pace: for a mirror or a test server of one's own."""
    return {name: replace(policy, pace=(1_000_000, 1.0), pace_headers=None) for name, policy in POLICIES.items()}
