"""Surveys from Python: one function, and an answer that shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyor import models

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Survey:
    """A survey, as `surveyor find` makes it."""

    value: models.Survey
    """All of it, as plain frozen values."""

    @property
    def id(self) -> str:
        """What `surveyor show` finds it by."""
        return self.value.id

    @property
    def venues(self) -> tuple[models.VenueMatch, ...]:
        """Where the problem belongs, best first, each with its reasons."""
        return self.value.route.venues

    @property
    def recent(self) -> tuple[models.Scored, ...]:
        """The closest papers of the recent years."""
        return self.value.recent

    @property
    def baselines(self) -> tuple[models.Candidate, ...]:
        """One ranked list over all roles, with the evidence."""
        return self.value.baselines

    @property
    def strategies(self) -> tuple[models.Strategy, ...]:
        """Techniques that close papers share, and what they are for."""
        return self.value.strategies

    @property
    def reading(self) -> tuple[models.Reading, ...]:
        """What to read, in order."""
        return self.value.reading

    @property
    def coverage(self) -> models.Coverage:
        """What the survey rests on, and what it could not see."""
        return self.value.coverage

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The citation graph, from citing to cited.

        Nodes are named by paper ids and have `title`, and where known `year`, `venue`, `link` and `role` (`simple`,
        `classic`, `frontier`, `seed` or `not a baseline`). Edges have `compares`, whether the citing paper mentions the
        cited one where its results stand, and a count for each section with mentions (`table`, `experiments`, …).
        """
        from surveyor.export.graph import build

        return build(self.value)

    def to_dicts(self) -> dict[str, Any]:
        """The whole as what JSON holds, the same as `survey.json`."""
        import msgspec

        from surveyor.export import document

        found: dict[str, Any] = msgspec.json.decode(document.render(self.value))
        return found

    def to_markdown(self) -> str:
        """The reading list."""
        from surveyor.export import markdown

        return markdown.reading_list(self.value)

    def save(self, path: str | Path) -> None:
        """Write a file in the format of its suffix, as `surveyor export` does."""
        from surveyor.cli.options import write_file
        from surveyor.export import for_file

        file = Path(path)
        write_file(file, for_file(file).render(self.value))

    def _repr_html_(self) -> str:
        from surveyor.export.inline import inline

        return inline(self.value)

    def __repr__(self) -> str:
        return f"<Survey {self.id}: {len(self.baselines)} baselines, {len(self.strategies)} strategies>"


def survey(
    problem: str,
    *,
    as_of: str | None = None,
    years: int = 2,
    venues: Iterable[str] = (),
    exclude: Iterable[str] = (),
    seeds: int = 20,
    hops: int = 2,
    walk: int = 40,
    rank: str = "learnt",
    network: bool = False,
    cache_dir: str | Path | None = None,
    venue_map: str | Path | None = None,
) -> Survey:
    """Survey the literature on a problem, said in English or Chinese, and keep the survey in the library.

    The arguments are the options of `surveyor find`, and the same call gives the same survey; without `network` it
    rests on recorded answers, imported corpora and the built-in shelf. SurveyorError: what was asked cannot be
    answered, with the remedy.
    """
    from surveyor.cli.making import Ground, make
    from surveyor.cli.network import Wanted
    from surveyor.cli.options import today
    from surveyor.errors import UsageError
    from surveyor.problem import pose
    from surveyor.ranking.baselines import RANKERS
    from surveyor.settings import Settings, within

    within(years=years, seeds=seeds, hops=hops, walk=walk)
    if rank not in RANKERS:
        raise UsageError(f"no ranking {rank!r}: rank is one of {', '.join(RANKERS)}")
    posed = pose(problem, today=today(), as_of=as_of, years=years, venues=tuple(venues), exclude=tuple(exclude))
    places = (None if place is None else str(place) for place in (venue_map, cache_dir))
    return Survey(make(posed, Settings(seeds, hops, walk, rank=rank), Ground(Wanted(offline=not network), *places)))
