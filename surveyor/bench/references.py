"""How well printed references are matched to the papers of a library.

    python -m surveyor.bench.references --cache-dir CACHE FOLDER ...

FOLDER holds papers (TEI, LaTeX, JATS, pages of arXiv; `.tar.zst` is unpacked). An entry of theirs that carries an id
which the library knows is looked for without it: by all else that is printed, by the text alone, and by its citekey
alone, or one made of author, year and title where the paper has none. The paper of the id is what is to be found; ids
whose paper has neither the title nor the first author of the entry are left out, as they are a neighbour's. Then the
same with those papers hidden from the library: whatever is found is false.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from surveyor import places
from surveyor.evidence.document import Document, Entry, UnreadableDocument
from surveyor.evidence.reading import SUFFIXES, read
from surveyor.library import Library
from surveyor.library.citekeys import parse_citekey
from surveyor.library.likeness import compare, weighed
from surveyor.library.match import How, Wanted
from surveyor.library.names import Agreement, agreement, people
from surveyor.models import Paper
from surveyor.sources import LibrarySource, View
from surveyor.text import content_words, title_key

EVERYTHING = 10**6
_ENTRIES = 40
_PUBLIC = re.compile(r"\S*(?:arxiv|doi|https?:|10\.\d{4})\S*|\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Gold:
    """An entry with the paper that its id names."""

    file: str
    entry: Entry
    paper: Paper


def by_all(entry: Entry) -> Wanted | None:
    """Everything that is printed but ids."""
    return Wanted((), entry.title, _PUBLIC.sub(" ", entry.text), entry.authors, entry.year)


def by_text(entry: Entry) -> Wanted | None:
    """The text alone."""
    return Wanted(text=_PUBLIC.sub(" ", entry.text)) if entry.text else None


def by_key(entry: Entry) -> Wanted | None:
    """The citekey alone, as it is or made as Google Scholar makes it."""
    if parse_citekey(entry.key):
        return Wanted(key=entry.key)
    authors, words = people(entry.authors), content_words(entry.title)
    first = next((word for word in _FIRST.findall(entry.title) if words and title_key(word).startswith(words[0])), "")
    if not (authors and first and entry.year):
        return None
    return Wanted(key=f"{authors[0][-1]}{entry.year}{title_key(first)}")


WAYS: dict[str, Callable[[Entry], Wanted | None]] = {"all but ids": by_all, "text alone": by_text, "key": by_key}


def papers_in(paths: Iterable[Path]) -> Iterator[tuple[str, Document]]:
    """The documents that can be read, by name of file."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.name.lower().endswith(SUFFIXES):
                try:
                    yield file.name, read(file.name, file.read_bytes())
                except UnreadableDocument:
                    continue


@contextmanager
def unpacked(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The paths, archives among them unpacked for a while."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = []
        for at, path in enumerate(paths):
            if path.name.endswith(".tar.zst"):
                folder = Path(scratch) / str(at)
                folder.mkdir()
                subprocess.run(["tar", "--zstd", "-xf", str(path), "-C", str(folder)], check=True)
                folders.append(folder)
            else:
                folders.append(path)
        yield folders


def gold_of(source: LibrarySource, documents: Iterable[tuple[str, Document]]) -> tuple[list[Gold], int]:
    """Entries whose ids name one paper that can be theirs, and how many name another."""
    gold: list[Gold] = []
    strange = 0
    for file, document in documents:
        for entry in document.bibliography:
            named = source.lookup(entry.ids, View(EVERYTHING)) if entry.ids and (entry.title or entry.text) else []
            papers = [paper for paper in named if not paper.as_cited]
            if len(papers) == 1 and can_be(entry, papers[0]):
                gold.append(Gold(file, entry, papers[0]))
            elif papers:
                strange += 1
    return gold, strange


def can_be(entry: Entry, paper: Paper) -> bool:
    """Whether the title, or else the first author, is the same."""
    return compare(entry.title, paper.title) is not None or agreement(paper.authors, entry.authors) >= Agreement.FIRST


def same_work(one: Paper, other: Paper) -> bool:
    """Whether two records of a library are one work that it does not know to be one."""
    alike = compare(one.title, other.title)
    letters = min(len(title_key(one.title)), len(title_key(other.title)))
    authors = agreement(one.authors, other.authors)
    return alike is not None and weighed(alike, letters, authors, one.year, other.year) is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one entry."""

    gold: Gold
    found: Paper | None
    how: How

    @property
    def verdict(self) -> str:
        """Right, the same work in another record, another work, or missed."""
        if self.found is None:
            return "missed"
        if self.found.id == self.gold.paper.id:
            return "right"
        entry = self.gold.entry
        printed = Paper("", (), entry.title, entry.year, authors=entry.authors)
        return "same" if same_work(self.found, self.gold.paper) or same_work(self.found, printed) else "other"


Outcomes = list[Outcome]


def outcomes(
    source: LibrarySource, gold: Sequence[Gold], way: Callable[[Entry], Wanted | None], view: View
) -> Outcomes:
    """The entries that can be asked for in this way, each with what was found."""
    asked = [(one, wanted) for one in gold if (wanted := way(one.entry))]
    answers = source.resolve([wanted for _, wanted in asked], view)
    return [Outcome(one, paper, how) for (one, _), (paper, how) in zip(asked, answers, strict=True)]


def measure(source: LibrarySource, gold: Sequence[Gold]) -> Iterator[tuple[str, Outcomes]]:
    """For each way of asking, with the papers there and with them hidden."""
    hidden = View(EVERYTHING, frozenset(name for one in gold for name in one.paper.ids))
    for name, way in WAYS.items():
        yield name, outcomes(source, gold, way, View(EVERYTHING))
        yield f"{name}, papers hidden", outcomes(source, gold, way, hidden)


def milliseconds(source: LibrarySource, documents: Sequence[Document]) -> float:
    """Median processor time for forty entries of a paper, asked for by all that is printed."""
    spent = []
    for document in documents:
        wanted = [Wanted(e.ids, e.title, e.text, e.authors, e.year, e.key) for e in document.bibliography[:_ENTRIES]]
        began = time.process_time()
        source.resolve(wanted, View(EVERYTHING))
        spent.append((time.process_time() - began) * _ENTRIES / max(1, len(wanted)))
    return 1000 * statistics.median(spent)


def line(name: str, of: Outcomes) -> str:
    """One row of figures."""
    counts = Counter(outcome.verdict for outcome in of)
    found = len(of) - counts["missed"]
    true = counts["right"] + counts["same"]
    shares = f"{true / max(1, found):.3f} {true / max(1, len(of)):.3f}"
    return f"{name:<28}{len(of):>6} {counts['right']:>6} {counts['same']:>6} {counts['other']:>6} {shares:>12}"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--cache-dir", required=True, help="Where the library with the imported corpora is.")
@click.option("--show", default=0, show_default=True, help="Disagreements to print of each row.")
def main(paths: tuple[Path, ...], cache_dir: str, show: int) -> None:
    """Measure on the papers in PATHS."""
    with Library.open(places.library_file(places.cache_dir(cache_dir))) as library, unpacked(paths) as folders:
        documents = list(papers_in(folders))
        source = LibrarySource(library)
        gold, strange = gold_of(source, documents)
        click.echo(
            f"{len(documents)} papers, {len(gold)} entries with an id of the library, {strange} with a stranger's"
        )
        click.echo(f"{'':<28}{'asked':>6} {'right':>6} {'same':>6} {'other':>6} {'P':>6} {'R':>5}")
        for name, of in measure(source, gold):
            click.echo(line(name, of))
            for outcome in [one for one in of if one.verdict == "other"][:show]:
                click.echo(_told(outcome))
        click.echo(f"{_ENTRIES} entries of a paper: {milliseconds(source, [d for _, d in documents]):.0f} ms")


def _told(outcome: Outcome) -> str:
    gold, found = outcome.gold, outcome.found
    names = [f"{p.id} {p.title} ({p.year}; {', '.join(p.authors[:3])})" for p in (gold.paper, found) if p]
    printed = f"{gold.entry.title} ({gold.entry.year}; {', '.join(gold.entry.authors[:3])})"
    return "\n    ".join((f"  {gold.file} {gold.entry.key} [{outcome.how}] {printed}", *names))


if __name__ == "__main__":
    main()
