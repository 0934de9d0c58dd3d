"""The values that pass between stages: frozen, slotted, and free of behaviour that needs IO."""

from surveyor.models.audit import ALARMING, Around, Audit, Finding
from surveyor.models.changes import Changes, Moved, Share
from surveyor.models.citation import (
    LONGEST_QUOTE,
    Citation,
    Comparison,
    Mention,
    Place,
    Score,
    ScoredSystem,
    Section,
)
from surveyor.models.compared import Compared
from surveyor.models.judged import Judged, Reason
from surveyor.models.manifest import Manifest, Network
from surveyor.models.paper import Hit, Kind, Paper, Scored
from surveyor.models.practice import Practice, Reported, Setting, Used
from surveyor.models.problem import AT_HOME, AreaMatch, Problem, Route, TopicMatch, VenueMatch, named, spoken
from surveyor.models.profile import VenueProfile
from surveyor.models.standing import Standing
from surveyor.models.strategy import Purpose, Shown, Strategy, Trend
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
    "ALARMING",
    "AT_HOME",
    "LONGEST_QUOTE",
    "SCHEMA_VERSION",
    "AreaMatch",
    "Around",
    "Audit",
    "Candidate",
    "Changes",
    "Citation",
    "Compared",
    "Comparison",
    "Coverage",
    "Finding",
    "Hit",
    "Judged",
    "Kind",
    "Manifest",
    "Mention",
    "Moved",
    "Network",
    "Outcome",
    "Paper",
    "Place",
    "Practice",
    "Problem",
    "Purpose",
    "Reading",
    "Reason",
    "Reported",
    "Role",
    "Route",
    "Score",
    "Scored",
    "ScoredSystem",
    "Section",
    "SetAside",
    "Setting",
    "Share",
    "Shown",
    "SourceReport",
    "Standing",
    "Strategy",
    "Survey",
    "TopicMatch",
    "Trend",
    "Used",
    "VenueMatch",
    "VenueProfile",
    "named",
    "spoken",
]
