"""The values that pass between stages: frozen, slotted, and free of behaviour that needs IO."""

from surveyor.models.citation import Citation, Comparison, Mention, Section
from surveyor.models.paper import Hit, Kind, Paper, Scored
from surveyor.models.problem import AreaMatch, Problem, Route, VenueMatch, spoken
from surveyor.models.survey import (
    SCHEMA_VERSION,
    Candidate,
    Coverage,
    Outcome,
    Reading,
    Role,
    SetAside,
    SourceReport,
    Survey,
)

__all__ = [
    "SCHEMA_VERSION",
    "AreaMatch",
    "Candidate",
    "Citation",
    "Comparison",
    "Coverage",
    "Hit",
    "Kind",
    "Mention",
    "Outcome",
    "Paper",
    "Problem",
    "Reading",
    "Role",
    "Route",
    "Scored",
    "Section",
    "SetAside",
    "SourceReport",
    "Survey",
    "VenueMatch",
    "spoken",
]
