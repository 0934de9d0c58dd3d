"""A stand-in on loopback for the public paper APIs, over the starter shelf, with faults switched on by the test."""

from tests.standin.faults import Fault
from tests.standin.server import Seen, Standin

__all__ = ["Fault", "Seen", "Standin"]
