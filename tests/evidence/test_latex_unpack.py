"""E-prints to files."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import UnreadableDocument
from surveyor.evidence.latex import unpack

FILES = {"main.tex": b"\\documentclass{a}", "sec/a.tex": b"A", "main.bbl": b"B", "refs.bib": b"C", "00README.txt": b"D"}


def tar(files: dict[str, bytes], *members: tarfile.TarInfo, form: int = tarfile.USTAR_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member in members:
            archive.addfile(member)
    return out.getvalue()


def special(name: str, kind: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    return member


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_plain_or_packed_gives_its_text_files(form: int) -> None:
    more = {"fig:1.pdf": b"%PDF", "conf.sty": b"x", "odd.tex": b"a\0b"}
    archive = tar({**FILES, **more}, special("sec", tarfile.DIRTYPE), form=form)
    assert unpack(archive) == unpack(gzip.compress(archive)) == FILES


def test_one_file_plain_or_packed() -> None:
    text = b"\\documentclass{a}\\begin{document}x"
    assert unpack(text) == unpack(gzip.compress(text)) == {"main.tex": text}


@pytest.mark.parametrize("name", ["../x.tex", "a/../../x.tex", "/etc/x.tex", "C:/x.tex", "..\\x.tex"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument, match="leads out"):
        unpack(tar({"main.tex": b"x", name: b"y"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(kind: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="a link or a device"):
        unpack(tar(FILES, special("x.tex", kind)))


def test_thousands_of_files_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more than 2000 files"):
        unpack(tar({f"{n}.tex": b"" for n in range(2_001)}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    packer = zlib.compressobj(wbits=31)
    block = bytes(1 << 20)
    bomb = b"".join(packer.compress(block) for _ in range(256)) + packer.flush()
    with pytest.raises(UnreadableDocument, match="times its size"):
        unpack(bomb)
    noise = random.Random(0).randbytes(1 << 10) + bytes(1 << 15)
    with pytest.raises(UnreadableDocument, match="unpacks to more than 64 MB"):
        unpack(gzip.compress(noise * 2_100, compresslevel=1))


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (b"%PDF-1.5", "a PDF"),
        (b"PK\x03\x04", "a zip"),
        (b"%!PS-Adobe", "PostScript"),
        (gzip.compress(b"x" * 99, mtime=0)[:-12], "cut off"),
        (b"\x1f\x8bxxxx", "a broken gzip"),
        (b"\0" * 2_000, "no LaTeX source"),
        (tar({"a.pdf": b"x"}), "no LaTeX source"),
    ],
)
def test_what_is_no_source_is_refused_with_the_reason(archive: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        unpack(archive)


ARCHIVE = tar(FILES)


@given(st.lists(st.tuples(st.integers(0, len(ARCHIVE) - 1), st.integers(0, 255)), max_size=8), st.booleans())
def test_a_damaged_archive_gives_files_or_is_refused(edits: list[tuple[int, int]], packed: bool) -> None:
    damaged = bytearray(gzip.compress(ARCHIVE, mtime=0) if packed else ARCHIVE)
    for at, value in edits:
        damaged[at % len(damaged)] = value
    with suppress(UnreadableDocument):
        assert all(isinstance(content, bytes) for content in unpack(bytes(damaged)).values())
