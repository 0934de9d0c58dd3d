"""The readers of papers against very many damaged ones.

    python -m tests.evidence.fuzz --runs 100000 --seed 1 --keep FOLDER [--samples FOLDER ...]

A finding is anything but a sound document or UnreadableDocument, or an input that takes more than some seconds of
the processor. Inputs are damaged pieces of composed papers and of the papers in the folders, by chance that the seed
tells.
"""

from __future__ import annotations

import gzip
import io
import signal
import sys
import tarfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

import click

from surveyor.evidence import bibtex, jats, latex, latexml, tei
from surveyor.evidence.cited import cited
from surveyor.evidence.document import Document, UnreadableDocument
from surveyor.evidence.reading import read
from surveyor.evidence.results import results
from tests.evidence.compose import JATS, LATEXML, TEI, sound
from tests.evidence.latexes import BBL, PAPER
from tests.evidence.mutations import mutated

HANGS = 20.0
"""Seconds of the processor after which an input is given up."""
_PIECES = (1_000, 10_000)
_BIB = b"""@string{acl = "Annual Meeting of the {ACL}"}
@inproceedings{one, title = {Walking on {G}raphs}, author = {Ash, Ann and Bo Birch}, booktitle = acl # " 2019",
  year = 2019, doi = {10.1234/Walk}, url = "https://aclanthology.org/P19-1001/" }
@article(two, title = "On {\\"U}bung", journal = {arXiv preprint arXiv:2001.00001}, year = {2020})
"""


class Hanging(BaseException):
    """An input is not done after a long time."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader and inputs that it likes."""

    read: Callable[[bytes], object]
    inputs: list[bytes]


@dataclass(slots=True)
class Tally:
    """What the inputs of one reader came to."""

    runs: int = 0
    documents: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)


def judged(document: Document) -> Document:
    """The document, once it is sound and what it cites and its results are told."""
    sound(document)
    cited(document)
    results(document)
    repr(document).encode()
    return document


def _with_bibliography(tex: bytes) -> Document:
    """LaTeX beside a .bbl and a .bib; half of an input in another file."""
    half = len(tex) // 2
    files = {"main.tex": tex[:half] + b"\\input{rest}", "rest.tex": tex[half:], "main.bbl": BBL.encode(), "r.bib": _BIB}
    return latex.parse(files, "main.tex")


def _archive(files: dict[str, bytes], packed: bool) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return gzip.compress(out.getvalue(), 1, mtime=0) if packed else out.getvalue()


def _pieces(path: Path, chance: Random) -> Iterator[bytes]:
    """A few pieces of a file, wrapped so that its reader takes them for a paper."""
    body = path.read_bytes()
    head, tail = {
        ".html": (b"<article class='ltx_document'>", b"</article>"),
        ".xml": (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>', b"</body></text></TEI>"),
        ".tex": (b"\\documentclass{a}\\begin{document}", b"\\end{document}"),
    }[path.suffix]
    opening = b"\n" if path.suffix == ".tex" else b"<"
    for _ in range(3):
        start = max(body.find(opening, chance.randrange(len(body) + 1)), 0)
        yield head + body[start : start + chance.randint(*_PIECES)] + tail


def _sampled(folders: Sequence[Path], chance: Random) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {".html": [], ".xml": [], ".tex": []}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in found:
                found[path.suffix] += _pieces(path, chance)
    return found


def targets(folders: Sequence[Path], seed: int) -> dict[str, Target]:
    """The readers by name."""
    found = _sampled(folders, Random(seed))
    tex = [PAPER.encode(), PAPER.replace("\\end{document}", BBL + "\\end{document}").encode(), *found[".tex"]]
    files = {"main.tex": PAPER.encode(), "main.bbl": BBL.encode(), "sec/a.tex": b"\\section{A}", "r.bib": _BIB}
    archives = [_archive(files, packed) for packed in (True, False)]
    return {
        "latexml": Target(lambda b: judged(latexml.parse(b)), [LATEXML.encode(), *found[".html"]]),
        "tei": Target(lambda b: judged(tei.parse(b)), [TEI.encode(), *found[".xml"]]),
        "jats": Target(lambda b: judged(jats.parse(b)), [JATS.encode()]),
        "latex": Target(lambda b: judged(latex.parse({"main.tex": b})), tex),
        "latex in files": Target(lambda b: judged(_with_bibliography(b)), tex),
        "bbl": Target(lambda b: judged(latex.parse({"main.tex": PAPER.encode(), "main.bbl": b})), [BBL.encode()]),
        "bibtex": Target(lambda b: bibtex.entries(b.decode("utf-8", "replace")), [_BIB]),
        "archive": Target(lambda b: judged(read("x.tar.gz", b)), archives),
    }


def run(name: str, target: Target, number: int, seed: int, seconds: float, tally: Tally) -> bytes | None:
    """One damaged input; it, where it is a finding."""
    chance = Random(f"{seed} {name} {number}")
    body = mutated(chance, chance.choice(target.inputs), target.inputs)
    began, finding = time.process_time(), ""
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        with suppress(UnreadableDocument):
            target.read(body)
            tally.documents += 1
    except (Exception, Hanging) as error:  # noqa: BLE001 - whatever it is, it is a finding
        last = traceback.extract_tb(error.__traceback__)[-1]
        finding = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:60]!r}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - began
    tally.runs, tally.seconds, tally.slowest = tally.runs + 1, tally.seconds + took, max(tally.slowest, took)
    if took > seconds and not finding:
        finding = "slow"
    tally.findings[finding] += bool(finding)
    return body if finding else None


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise Hanging


@click.command()
@click.option("--runs", default=10_000, show_default=True, help="Inputs for all readers together.")
@click.option("--seed", default=0, show_default=True)
@click.option("--samples", multiple=True, type=click.Path(exists=True, path_type=Path), help="Folders of papers.")
@click.option("--only", default="", help="The one reader to try.")
@click.option("--seconds", default=2.0, show_default=True, help="Of the processor, that an input may take.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where inputs that are findings go.")
def main(runs: int, seed: int, samples: tuple[Path, ...], only: str, seconds: float, keep: Path | None) -> None:
    """Try damaged papers and print what they came to, by reader, at the end or when stopped; status 1 with findings."""
    signal.signal(signal.SIGPROF, _give_up)
    readers = {name: one for name, one in targets(samples, seed).items() if only in ("", name)}
    tallies = {name: Tally() for name in readers}
    with suppress(KeyboardInterrupt):
        for number in range(runs):
            name = list(readers)[number % len(readers)]
            finding = run(name, readers[name], number, seed, seconds, tallies[name])
            if finding is not None and keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name.replace(' ', '-')}-{seed}-{number}").write_bytes(finding)
    for name, tally in tallies.items():
        click.echo(
            f"{name:<15} {tally.runs:>7} inputs {tally.documents:>7} documents "
            f"{1000 * tally.seconds / max(tally.runs, 1):6.1f} ms each, slowest {tally.slowest:.2f} s"
        )
        for what, count in (+tally.findings).most_common():
            click.echo(f"    {count} x {what}")
    sys.exit(any(+tally.findings for tally in tallies.values()))


if __name__ == "__main__":
    main()
