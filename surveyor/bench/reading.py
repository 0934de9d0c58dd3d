"""Papers read in bulk: seconds, memory, what could not be read, and whether twice the text takes twice the time.

    python -m surveyor.bench.reading --shared ../shared [FOLDER ...]

The shared folder holds `corpora/samples` (TEI and LaTeX, packed) and `apis/recorded/latexml` (pages); papers in other
folders are read as well. Seconds are of the processor, given beside those that lxml takes for the same bytes.
"""

from __future__ import annotations

import re
import resource
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
from lxml import etree

from surveyor.evidence.document import UnreadableDocument
from surveyor.evidence.reading import read

_KINDS = {".html": "LaTeXML", ".htm": "LaTeXML", ".xml": "TEI", ".tex": "LaTeX"}
_BODIES = {
    "LaTeXML": re.compile(rb"<section.*</section>", re.DOTALL),
    "TEI": re.compile(rb"(?<=<body>).*(?=</body>)", re.DOTALL),
    "LaTeX": re.compile(rb"\\section.*(?=\\end\{document\})", re.DOTALL),
}
_LARGEST_DOUBLED, _TIMES = 5, 5


@dataclass(slots=True)
class Tally:
    """What the papers of one kind came to."""

    papers: list[tuple[float, Path]] = field(default_factory=list)
    """Each with the seconds that it took."""
    megabytes: float = 0.0
    bare: float = 0.0
    """Seconds of lxml alone; 0 for what it does not read."""
    trouble: Counter[str] = field(default_factory=Counter)
    """Papers by what could not be read, numbers and names left out."""

    @property
    def seconds(self) -> float:
        """Of the processor, for all."""
        return sum(took for took, _ in self.papers)


def timed(action: Callable[[], object]) -> float:
    """Seconds of the processor that it takes."""
    began = time.process_time()
    action()
    return time.process_time() - began


def tallied(paths: Iterable[Path]) -> dict[str, Tally]:
    """All papers read, by kind."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in paths:
        tally, body = tallies[_KINDS[path.suffix]], path.read_bytes()
        began = time.process_time()
        trouble = _trouble(path.name, body)
        tally.papers.append((time.process_time() - began, path))
        tally.bare += _bare(path, body)
        tally.megabytes += len(body) / 1e6
        tally.trouble.update(set(trouble))
    return tallies


def _trouble(name: str, body: bytes) -> list[str]:
    try:
        lines = read(name, body).trouble
    except UnreadableDocument as error:
        lines = (f"refused: {error}",)
    return [re.sub(r"\d+", "N", line.partition(":")[0]) for line in lines] or ["none"]


def _bare(path: Path, body: bytes) -> float:
    if path.suffix == ".tex":
        return 0.0
    parser = etree.XMLParser(recover=True) if path.suffix == ".xml" else etree.HTMLParser(encoding="utf-8")
    return timed(lambda: etree.fromstring(body, parser))


def growth(kind: str, paths: Iterable[Path]) -> list[float]:
    """Of the largest papers, the time of one with its body twice, divided by that of the paper; 2 is linear."""
    largest = sorted(paths, key=lambda path: -path.stat().st_size)[:_LARGEST_DOUBLED]
    ratios = []
    for path in largest:
        once = path.read_bytes()
        twice = _BODIES[kind].sub(lambda body: body[0] * 2, once)
        if len(twice) > len(once):
            one, two = (min(timed(partial(read, path.name, body)) for _ in range(_TIMES)) for body in (once, twice))
            ratios.append(two / one)
    return ratios


def rows(tallies: dict[str, Tally]) -> Iterator[str]:
    """What is printed."""
    for kind, tally in tallies.items():
        ratio = f", {tally.seconds / tally.bare:.1f} times lxml alone" if tally.bare else ""
        yield f"{kind}: {len(tally.papers)} papers, {tally.megabytes:.1f} MB in {tally.seconds:.1f} s{ratio}"
        slowest = sorted(tally.papers, reverse=True)[:3]
        yield "  slowest " + ", ".join(f"{path.name} {1000 * took:.0f} ms" for took, path in slowest)
        ratios = growth(kind, (path for _, path in tally.papers))
        yield "  twice the body, times the seconds: " + ", ".join(f"{ratio:.2f}" for ratio in ratios)
        for line, count in tally.trouble.most_common():
            yield f"  {count:>5} {line}"
    seconds = sum(tally.seconds for tally in tallies.values())
    yield f"all: {seconds:.1f} s   goal ≤ 60 s"


def unpacked(shared: Path, scratch: Path) -> None:
    """The packed samples, unpacked into a folder each; CalledProcessError where tar or zstd are not there."""
    for archive in sorted((shared / "corpora" / "samples").glob("*.tar.zst")):
        folder = scratch / archive.name.partition(".")[0]
        folder.mkdir()
        subprocess.run(["tar", "--zstd", "-xf", archive, "-C", folder], check=True)


@click.command()
@click.option("--shared", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The shared folder.")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(shared: Path | None, folders: Sequence[Path]) -> None:
    """Read all papers in the shared folder and in FOLDERS."""
    with tempfile.TemporaryDirectory() as scratch:
        if shared:
            unpacked(shared, Path(scratch))
            folders = (*folders, Path(scratch), shared / "apis" / "recorded" / "latexml")
        paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in _KINDS]
        tallies = tallied(paths)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        for row in rows(tallies):
            click.echo(row)
        click.echo(f"peak memory {peak:.0f} MB   goal ≤ 300 MB")


if __name__ == "__main__":
    main()
