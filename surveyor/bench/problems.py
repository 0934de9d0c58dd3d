"""Problems as practitioners say them, each with the works an expert would start from: our own gold for vague words.

Definition. A task is a problem in task words (what is to be done, or what goes wrong; no method is named beyond those
that are the problem itself), English or Chinese, and a month `as_of`. Its works are the 6 to 12 that somebody at home
in the problem would name in that month as baselines to compare with: classics, what is plainly done first, and the
frontier of the day. All were public before `as_of`. Data sets, benchmarks and surveys are not works. The lists were
written from knowledge of the field, not from any ranking of this program; titles, years and ids were then set right
by the corpora. `half` is `tune` or `report`: choose parameters on the one, print figures of the other.

Limits. The lists are one expert's and short: a good work that is not on one counts as wrong, so figures are lower
bounds, of use to compare two rankings on the same tasks and not as absolute values. Works lean towards the well known.
Areas are spread on purpose, and so say nothing of how often a problem is asked; vision and language have most, as the
corpora have. A work with `in_corpora` false is not in the corpora, or not dated there before `as_of`: leave it out
where the corpora are all that is searched. Where the corpora know a year alone, `as_of` is such that the year is over.

The lines of the file are queries for `surveyor batch` as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from surveyor.errors import CorpusError

FILE = Path(__file__).with_name("problems.jsonl")
"""One task a line."""

MORE = Path(__file__).with_name("problems_learnt.jsonl")
"""More tasks of the half `tune`, to learn from: as short as one types into a search box, a sentence on what goes wrong,
or a complaint with what is at hand. They were written without sight of the venue map, of the shelf and of the tasks
above. Those whose name begins with n came last, when nothing was tuned on them: what was chosen since, by them and by
the others, is what a text means beside the phrases of the map."""

Half = Literal["tune", "report"]


@dataclass(frozen=True, slots=True)
class Work:
    """A paper that an expert would name."""

    title: str
    year: int
    """Of the venue where there is one, else of the preprint."""
    ids: tuple[str, ...] = ()
    """Those known, in their normal form: `arxiv:`, `acl:`, `doi:`."""
    in_corpora: bool = True
    """Whether the corpora hold it, dated before the `as_of` of the task."""


@dataclass(frozen=True, slots=True)
class Task:
    """A problem with what should be found for it."""

    qid: str
    problem: str
    as_of: str
    """Month `YYYY-MM`; nothing from this month on may be seen."""
    half: Half
    """`tune`: for choosing; `report`: for figures."""
    area: str
    """The area of the venue map it belongs to."""
    works: tuple[Work, ...]
    """Oldest first on the whole; the order is no ranking."""


def load(path: Path = FILE, half: Half | None = None) -> tuple[Task, ...]:
    """The tasks of a file in its order, of one half or of both; CorpusError names the first bad line."""
    tasks = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            task = msgspec.json.decode(line, type=Task)
        except msgspec.DecodeError as error:
            raise CorpusError(f"{path}:{number}: {error}") from error
        if half in (None, task.half):
            tasks.append(task)
    return tuple(tasks)
