"""Files in the interchange format to checked rows: JSON lines, plain or gzip, bad ones skipped with their reason."""

from __future__ import annotations

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import msgspec

from surveyor.errors import CorpusError
from surveyor.models import Kind
from surveyor.text import clean

_Id = Annotated[str, msgspec.Meta(pattern=r"^[^\s\x00-\x1f\x7f]+\Z", max_length=500)]
_Title = Annotated[str, msgspec.Meta(pattern=r"\S")]
_Year = Annotated[int, msgspec.Meta(ge=1500, le=2200)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
_MISMATCHES = {"date": "date is not YYYY-MM", "title": "the title is empty"}
_BAD_ID = "an id is empty or holds white space or a control character"
_KEPT_SKIPS = 1_000
_TOLD_EVERY = 2_000


class PaperRow(msgspec.Struct):
    """A line of a papers file; unknown fields are allowed and ignored."""

    id: _Id
    title: _Title
    abstract: str = ""
    year: _Year | None = None
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])\Z")] | None = None
    venue: str = ""
    authors: list[str] = []
    ids: dict[str, str] = {}
    as_cited: bool = False
    same_as: str = ""
    kind: Kind | None = None
    simple: bool = False
    note: str = ""
    names: list[str] = []
    areas: list[str] = []


class Context(msgspec.Struct):
    """What stands around a citation."""

    section: str
    text: str


class CitationRow(msgspec.Struct):
    """A line of a citations file."""

    citing: _Id
    cited: _Id
    mentions: dict[str, _Count] = {}
    baseline_subsection: bool = False
    contexts: list[Context] = []


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was left out."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


Progress = Callable[[str, int, int], None]
"""Called with (file name, bytes read, bytes in all)."""

Row = TypeVar("Row", PaperRow, CitationRow)


def files_of(path: Path) -> list[Path]:
    """The file itself, or the JSON-lines files of a folder; CorpusError when there is none."""
    try:
        found = sorted(p for p in path.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz"))) if path.is_dir() else []
        if found or path.is_file():
            return found or [path]
        there = path.exists()
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror or error}: make it readable, or import a copy") from error
    if path.is_dir():
        raise CorpusError(f"{path}: no .jsonl or .jsonl.gz file in this folder")
    raise CorpusError(
        f"{path}: {'neither a file nor a folder: save it to a file' if there else 'no such file or folder'}"
    )


class Reading:
    """Lines of files to checked rows, with what had to be skipped."""

    def __init__(self, strict: bool, progress: Progress) -> None:
        self.strict = strict
        self.progress = progress
        self.skipped = 0
        self.reasons: list[Skipped] = []
        self._place: tuple[Path, int] = (Path(), 0)

    def rows(self, files: Iterable[Path], kind: type[Row]) -> Iterator[Row]:
        """The good rows of files; CorpusError when one cannot be read to its end."""
        decoder = msgspec.json.Decoder(kind)
        for file in files:
            for number, line in self._lines(file):
                self._place = (file, number)
                if line.isspace():
                    continue
                try:
                    yield decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                    self.skip(_reason(error))

    def skip(self, reason: str) -> None:
        """Leave out the line read last."""
        file, number = self._place
        skipped = Skipped(str(file), number, reason)
        if self.strict:
            raise CorpusError(f"{skipped} (--strict: nothing was imported)")
        self.skipped += 1
        if len(self.reasons) < _KEPT_SKIPS:
            self.reasons.append(skipped)

    def _lines(self, file: Path) -> Iterator[tuple[int, bytes]]:
        number = 0
        try:
            size = file.stat().st_size
            with file.open("rb") as raw, _unpacked(raw, file.name, size) as stream:
                for number, line in enumerate(_unmarked(stream), 1):
                    if number % _TOLD_EVERY == 0:
                        self.progress(file.name, raw.tell(), size)
                    yield number, line
                self.progress(file.name, size, size)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise CorpusError(f"{file}:{number + 1}: broken gzip ({error}): fetch the file again") from error
        except OSError as error:
            raise CorpusError(f"{file}: {error.strerror or error}") from error


def _unpacked(raw: BinaryIO, name: str, size: int) -> AbstractContextManager[Iterable[bytes]]:
    if name.endswith(".gz") and not size:
        raise EOFError("the file is empty")
    return gzip.open(raw) if name.endswith(".gz") else nullcontext(raw)


def _unmarked(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without the mark that Windows sets before UTF-8."""
    rest = iter(lines)
    for first in islice(rest, 1):
        yield first.removeprefix(BOM_UTF8)
    yield from rest


def _reason(error: Exception) -> str:
    text = clean(str(error))
    if "matching regex" in text:
        return next((reason for field, reason in _MISMATCHES.items() if f"$.{field}" in text), _BAD_ID)
    if isinstance(error, msgspec.ValidationError):
        return text
    return f"not valid JSON ({text})"
