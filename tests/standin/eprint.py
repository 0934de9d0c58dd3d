"""What arXiv keeps of a paper as its authors sent it in: LaTeX with its bibliography, packed, or a PDF."""

from __future__ import annotations

import gzip
import io
import re
import tarfile

from tests.standin.call import Answer, Call, page_of
from tests.standin.telling import sections
from tests.standin.world import Cite, Work, World, number

_ID = re.compile(r"/e-print/(.+?)(v\d+)?/?")
_SPECIAL = re.compile(r"([&%$#_{}])")
_COMMAND = {1: "section", 2: "subsection"}


def answer(call: Call) -> Answer:
    """The e-print of a paper that is on arXiv."""
    match = _ID.fullmatch(call.path)
    work = call.world.find(arxiv=match[1]) if match else None
    if work is None:
        return page_of("<html><head><title>404 Not Found</title></head><body>No such paper</body></html>", 404)
    if call.knobs.eprint == "pdf":
        return Answer(200, b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", "application/pdf")
    text, references = source(call.world, call.single(work))
    if call.knobs.eprint == "gz":
        whole = text.replace("\\bibliography{refs}", references)
        return Answer(200, gzip.compress(whole.encode(), mtime=0), "application/gzip")
    return Answer(200, _packed({"main.tex": text, "main.bbl": references}), "application/gzip")


def source(world: World, work: Work) -> tuple[str, str]:
    """The text and the .bbl of a paper."""
    cites = sorted(world.references(work), key=lambda cite: cite.cited)
    keys = {cite.cited: f"ref{place}" for place, cite in enumerate(cites)}

    def marker(cite: Cite) -> str:
        return f"{_plain(world[cite.cited].name or 'a system')} \\cite{{{keys[cite.cited]}}}"

    body = "".join(
        f"\\{_COMMAND[level]}{{{heading}}}\n{text}\n{_table([marker(c) for c in rows], work) if rows else ''}\n"
        for level, heading, text, rows in sections(cites, marker)
    )
    text = (
        f"\\documentclass{{article}}\n\\title{{{_plain(work.title or '')}}}\n\\begin{{document}}\n\\maketitle\n"
        f"\\begin{{abstract}}{_plain(work.note)}\\end{{abstract}}\n{body}\\bibliography{{refs}}\n\\end{{document}}\n"
    )
    items = "".join(_item(keys[cite.cited], world[cite.cited]) for cite in cites)
    return text, f"\\begin{{thebibliography}}{{99}}\n{items}\\end{{thebibliography}}\n"


def _table(markers: list[str], work: Work) -> str:
    rows = "".join(f"{one} & {number(one, 999) / 10} \\\\\n" for one in (*markers, "Ours"))
    grid = f"\\begin{{tabular}}{{lr}}\nModel & Test \\\\\n{rows}\\end{{tabular}}"
    return f"\\begin{{table}}\\caption{{Results.}}\n{grid}\\end{{table}}"


def _item(key: str, cited: Work) -> str:
    authors = " and ".join(map(_plain, cited.authors)) or "Anonymous"
    where = f"arXiv preprint arXiv:{cited.arxiv}" if cited.arxiv else f"In {_plain(cited.venue or 'a journal')}"
    blocks = (f"{authors}.", f"{_plain(cited.title or '')}.", f"{where}, {cited.year}.")
    return f"\\bibitem{{{key}}}\n" + "\n\\newblock ".join(blocks) + "\n\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _packed(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return gzip.compress(packed.getvalue(), mtime=0)
