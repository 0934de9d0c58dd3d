"""The network: the one place that sends requests, within budget, pace and retries, and records what came back."""

from surveyor.net.budget import Budget
from surveyor.net.cache import CacheInfo, Recording, RecordingCache
from surveyor.net.client import Net
from surveyor.net.ledger import Tally
from surveyor.net.pace import Pace
from surveyor.net.policy import POLICIES, Policy, unpaced
from surveyor.net.request import Accept, Reply, Request, Unreadable
from surveyor.net.retry import parse_retry_after

__all__ = [
    "POLICIES",
    "Accept",
    "Budget",
    "CacheInfo",
    "Net",
    "Pace",
    "Policy",
    "Recording",
    "RecordingCache",
    "Reply",
    "Request",
    "Tally",
    "Unreadable",
    "parse_retry_after",
    "unpaced",
]
