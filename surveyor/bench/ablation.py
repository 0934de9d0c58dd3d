"""What carries the learnt ranking: features, evidence, seeds, and papers to learn from, each with less of it.

    surveyor bench ablate --data DIR

Everything is told from one table of examples (see `learn.py`), by models of five folds over its papers that have fewer
trees than the one in the package, the same for all lines: figures compare with one another and not with the card of the
package. Figures are nDCG@10 on the titles of the main papers; no model has seen the paper that it is judged by.

What a line leaves out is gone from what the model looks at alone. The works that are ranked stay those that the ranks
of all features name (see `ranking/pool.py`), and so do the works of the most votes that others are seen beside. A group
that others tell as well costs little when it is left out, and need not be useless.

With other numbers of seeds the features are made anew for one of three main papers, and ranked by the very models that
learnt with the usual number: that shows what a survey loses whose seeds are fewer or more than the model knows, not
what a model would reach that had learnt with them. Features that rank by seeds alone learn nothing and stand beside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from surveyor.bench.exam import WAYS, Exam, Example, Way
from surveyor.bench.feature_groups import columns_left
from surveyor.bench.learn import SETTINGS, Table
from surveyor.bench.train import FOLDS
from surveyor.bench.trials import Recipe, Trial, Values, models, others, tried
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.ranking.baselines import feature_names
from surveyor.ranking.graph import Floats, Mask
from surveyor.ranking.scene import SEEDS, Scene
from surveyor.venues import VenueMap

SMALLER: Mapping[str, Any] = MappingProxyType({**SETTINGS, "num_iterations": 60, "learning_rate": 0.2})
"""Settings of the models."""

SIZES = (50, 100, 200, 400)
"""Papers that the learning curve is of, before all."""

COUNTS = (5, 10, 20, 40)
"""Seeds that features are made with."""

EVERY = 3
"""One of so many main papers is looked at with other numbers of seeds."""

SIMPLE = ("near each seed", "reached from seeds", "20 closest: mentions in results")
"""Features that rank by seeds alone."""

ALL = "all features"

_FORM = ("as is", False)

Stages = Callable[[int, str], AbstractContextManager[Callable[[int], None]]]
"""Given how many there are of what, what is told how many are done."""

Seeds = Mapping[int, Mapping[str, Example]]
"""Number of seeds to the examples made with them, by paper; the same papers for every number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that is not tried yet."""

    name: str
    trial: Trial
    base: str
    """Name of the line of its part that it is compared with."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was reached with less of something."""

    name: str
    features: int
    """How many were looked at."""
    values: Values
    base: str
    """Name of the line of its part that it is compared with; its own where it is with none."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one question."""

    title: str
    about: str
    lines: tuple[Line, ...]

    def line(self, name: str) -> Line:
        """That of a name."""
        return next(line for line in self.lines if line.name == name)


@dataclass(frozen=True, eq=False)
class Seeded(Scene):
    """A scene whose rankings start from another number of seeds, where they do not ask for a certain one."""

    count: int = SEEDS

    @classmethod
    def of(cls, count: int) -> Way:
        """The change of a scene to one with so many seeds."""
        return lambda scene: cls(**{field.name: getattr(scene, field.name) for field in fields(Scene)}, count=count)

    def seeds(self, count: int | None = None, among: Mask | None = None) -> Floats:
        """As of any scene, by default `self.count` of them."""
        return Scene.seeds(self, self.count if count is None else count, among)


def ablate(library: Library, venues: VenueMap, data: Path, *, limit: int | None, progress: Stages) -> list[Part]:
    """All parts, from the first `limit` papers of the folder; CorpusError where these are too few."""
    exam = Exam(library, venues, data)
    papers = exam.papers[:limit]
    main = sorted(set(exam.main).intersection(papers))
    if len(papers) < FOLDS or not main:
        raise CorpusError(
            f"{len(papers)} papers to learn from, {len(main)} of them to judge by: import the corpora of the bench "
            "first, or raise --limit"
        )
    with progress(len(papers), "papers") as done:
        table = Table.of(exam, papers, done)
    sampled, fewer = main[::EVERY], [count for count in COUNTS if count != SEEDS]
    with progress(len(sampled) * len(fewer), "papers with other seeds") as done:
        seeded = with_seeds(exam, sampled, fewer, done)
    return parts(table, main, seeded, feature_names(), progress)


def with_seeds(exam: Exam, papers: Sequence[str], counts: Iterable[int], done: Callable[[int], None]) -> Seeds:
    """The papers by their titles, with each number of seeds."""
    made: dict[int, dict[str, Example]] = {}
    for count in counts:
        made[count] = {}
        for paper in papers:
            made[count][paper] = exam.changed(paper, Seeded.of(count))
            done(sum(map(len, made.values())))
    return made


def parts(
    table: Table,
    main: Collection[str],
    seeded: Seeds,
    names: Sequence[str],
    progress: Stages,
    settings: Mapping[str, Any] = SMALLER,
) -> list[Part]:
    """Every part, judged by the `main` papers of the table; `names` are those of its features."""
    asked = {way: _only(table, table.examples[way, False], main) for way in WAYS}
    drafts = {
        "Features left out": _features(asked["as is"], names),
        "Evidence left out": _evidence(asked, names),
        "Seeds": _seeds(table, seeded, names),
        "Papers to learn from": _curve(table, asked["as is"], names),
    }
    trials = [draft.trial for found in drafts.values() for draft in found]
    with progress(models(trials), "models") as done:
        values = iter(tried(table, trials, names, settings, done))
    return [
        Part(title, _ABOUT[title], tuple(_line(draft, next(values)) for draft in found))
        for title, found in drafts.items()
        if found
    ]


_ABOUT = {
    "Features left out": "models learnt without the features of a group, or of several at once",
    "Evidence left out": "the models of all features, where less is known of the citations. intents: a mention in a "
    "table counts as one in experiments; metadata: nothing but who cites whom",
    "Seeds": f"features made with other numbers of seeds, one of {EVERY} main papers; the models learnt with {SEEDS}; "
    "beside them features that rank alone",
    "Papers to learn from": "models of all features from fewer papers, without problems in users' words",
}


def _features(asked: Sequence[Example | None], names: Sequence[str]) -> list[Draft]:
    """All features, then without each group and each set of groups."""
    left = {f"without {what}": columns for what, columns in columns_left(names).items()}
    recipes = {ALL: tuple(range(len(names)))} | left
    return [Draft(name, Trial(Recipe(columns), asked), ALL) for name, columns in recipes.items()]


def _evidence(asked: Mapping[str, Sequence[Example | None]], names: Sequence[str]) -> list[Draft]:
    """The models of all features where less is known."""
    learnt = Recipe(tuple(range(len(names))))
    return [Draft(way, Trial(learnt, found), "as is") for way, found in asked.items()]


def _seeds(table: Table, seeded: Seeds, names: Sequence[str]) -> list[Draft]:
    """The models of all features, and single ones, by seeds."""
    sampled = next(iter(seeded.values()), {})
    asked = {SEEDS: _only(table, table.examples[_FORM], sampled)} if sampled else {}
    asked |= {count: [examples.get(paper) for paper in table.papers] for count, examples in seeded.items()}
    ways: dict[str, Recipe | int] = {"learnt": Recipe(tuple(range(len(names))))}
    ways |= {name: names.index(name) for name in SIMPLE}
    return [
        Draft(f"{name}, {count} seeds", Trial(by, asked[count]), f"{name}, {SEEDS} seeds")
        for name, by in ways.items()
        for count in sorted(asked)
    ]


def _curve(table: Table, asked: Sequence[Example | None], names: Sequence[str]) -> list[Draft]:
    """The models of all features, from fewer papers."""
    known = min(len(others(len(table.papers), fold)) for fold in range(FOLDS))
    sizes: dict[str, int | None] = {f"{size} papers": size for size in SIZES if size < known}
    sizes[last := f"all other folds, {known} papers"] = None
    columns = tuple(range(len(names)))
    return [Draft(name, Trial(Recipe(columns, size, said=False), asked), last) for name, size in sizes.items()]


def _only(table: Table, examples: Sequence[Example | None], papers: Collection[str]) -> list[Example | None]:
    """The examples of some papers, at their places in the table."""
    kept = set(papers)
    return [example if paper in kept else None for paper, example in zip(table.papers, examples, strict=True)]


def _line(draft: Draft, values: Values) -> Line:
    by = draft.trial.by
    return Line(draft.name, 1 if isinstance(by, int) else len(by.columns), values, draft.base)
