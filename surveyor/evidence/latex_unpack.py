"""The text files of an arXiv e-print: a tar, a gzip of one or of one file, or the file itself; read without trust."""

from __future__ import annotations

import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from surveyor.evidence.document import LARGEST, UnreadableDocument

_KEPT = frozenset({".tex", ".ltx", ".latex", ".bbl", ".bib", ".txt", ""})
_FILES, _RATIO, _ENOUGH = 2_000, 200, 8 << 20
"""Members of an archive at most; times its size that an archive may hold once it holds more than _ENOUGH bytes."""
_BLOCK = 1 << 16
_DRIVE = re.compile(r"[A-Za-z]:")
_ODD = {
    b"%PDF": "a PDF, not a LaTeX source",
    b"%!PS": "PostScript, not a LaTeX source",
    b"PK\x03\x04": "a zip, not an arXiv e-print",
}


def unpack(archive: bytes) -> dict[str, bytes]:
    """The text files of an e-print by name (.tex, .bbl, .bib, .txt); the rest is left out, nothing is written.

    UnreadableDocument where it is none, where a name leads out of the archive, where a member is a link or a device,
    and where it holds more than LARGEST bytes, thousands of files or suspiciously much for its size.
    """
    for start, why in _ODD.items():
        if archive.startswith(start):
            raise UnreadableDocument(why)
    if len(archive) > LARGEST:
        raise UnreadableDocument(f"more than {LARGEST >> 20} MB")
    raw = _inflated(archive) if archive.startswith(b"\x1f\x8b") else archive
    files = _members(raw) if raw[257:262] == b"ustar" or _old_tar(raw) else {"main.tex": raw}
    if not files or (len(files) == 1 and b"\0" in next(iter(files.values()))):
        raise UnreadableDocument("no LaTeX source in it")
    return files


def _inflated(archive: bytes) -> bytes:
    out, size = [], 0
    for block in _blocks(archive):
        size += len(block)
        if size > LARGEST:
            raise UnreadableDocument(f"unpacks to more than {LARGEST >> 20} MB")
        if size > _ENOUGH and size > _RATIO * len(archive):
            raise UnreadableDocument(f"unpacks to more than {_RATIO} times its size")
        out.append(block)
    return b"".join(out)


def _blocks(archive: bytes) -> Iterator[bytes]:
    """What a gzip holds, in blocks of a bounded size; zeros after it are padding."""
    rest = archive
    while rest.strip(b"\0"):
        inflater = zlib.decompressobj(wbits=31)
        try:
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _BLOCK)
                rest = inflater.unconsumed_tail
            if not inflater.eof:
                raise UnreadableDocument("a gzip that is cut off")
        except zlib.error as error:
            raise UnreadableDocument("a broken gzip") from error
        rest = inflater.unused_data.lstrip(b"\0")


def _old_tar(raw: bytes) -> bool:
    """Whether it begins with a tar header without the ustar mark: the sum of its bytes is written in it."""
    header = raw[:512]
    if len(header) < 512 or not header[0]:
        return False
    try:
        told = int(header[148:156].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return told == sum(header[:148]) + 8 * 32 + sum(header[156:])


def _members(raw: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    count = size = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as archive:
            for member in archive:
                count += 1
                size += member.size
                _checked(member, count, size)
                if member.isfile() and PurePosixPath(member.name).suffix.lower() in _KEPT:
                    _keep(files, member.name, archive.extractfile(member))
    except UnreadableDocument:
        raise
    except (tarfile.TarError, ValueError, OSError, OverflowError) as error:
        raise UnreadableDocument("a broken tar") from error
    return files


def _checked(member: tarfile.TarInfo, count: int, size: int) -> None:
    name = PurePosixPath(member.name.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or _DRIVE.match(member.name):
        raise UnreadableDocument(f"a name leads out of the archive: {member.name[:60]!r}")
    if not (member.isfile() or member.isdir()):
        raise UnreadableDocument(f"a link or a device in the archive: {member.name[:60]!r}")
    if count > _FILES:
        raise UnreadableDocument(f"more than {_FILES} files")
    if size > LARGEST or member.size < 0:
        raise UnreadableDocument(f"unpacks to more than {LARGEST >> 20} MB")


def _keep(files: dict[str, bytes], name: str, file: IO[bytes] | None) -> None:
    content = file.read() if file else b""
    if b"\0" not in content:
        files[str(PurePosixPath(name))] = content
