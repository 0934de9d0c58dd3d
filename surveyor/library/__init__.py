"""The library: one SQLite file that holds imported papers, who cites whom and where, and every survey made."""

from surveyor.library.store import Library, StoredSurvey

__all__ = ["Library", "StoredSurvey"]
