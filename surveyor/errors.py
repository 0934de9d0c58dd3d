"""Everything surveyor raises on purpose.

SurveyorError                  exit status 1, one line
├── UsageError                 exit status 2: the call itself is wrong
│   ├── ProblemError           empty, too long or undecodable problem, bad --as-of
│   └── VenueMapError          venues.yaml: every mistake with its line
├── LibraryError               the SQLite file: newer schema, read-only, full, corrupt
├── CacheError                 the recorded answers: newer schema, full, corrupt
├── CorpusError                a file of papers or queries: missing, broken gzip, a bad line under --strict
└── ExportError                an output that cannot be written
"""

from __future__ import annotations


class SurveyorError(Exception):
    """Base of all; its text is one line that names the remedy."""

    exit_status = 1
    prefix = "surveyor: "
    """What a line of it begins with on stderr."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What to print, a line each."""
        return (str(self),)


class UsageError(SurveyorError):
    """The call is wrong; nothing was read or written."""

    exit_status = 2


class ProblemError(UsageError):
    """The problem or a limit on it cannot be used."""


class VenueMapError(UsageError):
    """A venue map is not valid; `mistakes` holds one `file:line: what` each."""

    prefix = ""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(self.mistakes)

    @property
    def lines(self) -> tuple[str, ...]:
        """One a mistake."""
        return self.mistakes


class LibraryError(SurveyorError):
    """The library cannot be opened, read or written."""


class CacheError(SurveyorError):
    """The file of recorded answers cannot be opened, read or written."""


class CorpusError(SurveyorError):
    """A corpus cannot be imported."""


class ExportError(SurveyorError):
    """An output cannot be made or written."""
