"""A place that could not be asked at all, as a source that gives nothing and says why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from surveyor.models import Hit, Outcome, Paper, SourceReport
from surveyor.sources.base import Query, References, View


class AbsentSource:
    """Stands in the list of sources so that Coverage names what is missing, and what to do about it."""

    def __init__(self, name: str, outcome: Outcome, problem: str) -> None:
        self.name = name
        self._report = SourceReport(name, 0, "", outcome, problem)

    def search(self, query: Query) -> list[Hit]:  # noqa: ARG002 - nothing to search in
        """Nothing."""
        return []

    def references(self, papers: Iterable[Paper], view: View) -> References:  # noqa: ARG002
        """Nothing."""
        return References((), ())

    def around(self, hits: Sequence[Hit], query: Query) -> list[Hit]:  # noqa: ARG002
        """Nothing."""
        return []

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:  # noqa: ARG002
        """Nothing."""
        return []

    def reports(self, view: View) -> tuple[SourceReport, ...]:  # noqa: ARG002
        """The one line that says why."""
        return (self._report,)
