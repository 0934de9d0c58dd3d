"""GROBID: TEI of a posted PDF, of the paper whose arXiv id stands in it."""

from __future__ import annotations

import re
from email.parser import BytesParser
from html import escape

from tests.standin.call import Answer, Call, in_json
from tests.standin.telling import sections
from tests.standin.world import Cite, Work, World

_ID = re.compile(rb"arXiv:(\S+)")
_REQUIRED = {"consolidateHeader", "consolidateCitations", "includeRawCitations", "input"}


def pdf_of(arxiv: str) -> bytes:
    """A file that passes for the PDF of a paper on arXiv."""
    return b"%PDF-1.5\n% arXiv:" + arxiv.encode() + b" \r\n--\x00\xff\r\n%%EOF\n"


def answer(call: Call) -> Answer:
    """Whether it is there, or a PDF in TEI; 204 where it finds nothing in it."""
    if call.path == "/api/isalive":
        return Answer(200, b"true", "text/plain")
    if call.path != "/api/processFulltextDocument" or call.method != "POST":
        return in_json({"code": 404, "message": "HTTP 404 Not Found"}, 404)
    form = _form(call)
    if set(form) != _REQUIRED:
        return in_json({"code": 400, "message": f"a form with {', '.join(sorted(_REQUIRED))}"}, 400)
    if not form["input"].startswith(b"%PDF"):
        return Answer(500, b"[BAD_INPUT_DATA] PDF to XML conversion failed", "text/plain")
    match = _ID.search(form["input"])
    work = call.world.find(arxiv=match[1].decode()) if match else None
    if work is None:
        return Answer(204, b"", "application/xml")
    return Answer(200, _tei(call.world, call.single(work)).encode(), "application/xml")


def _form(call: Call) -> dict[str, bytes]:
    head = f"Content-Type: {call.headers.get('content-type', '')}\r\n\r\n".encode()
    fields: dict[str, bytes] = {}
    for part in BytesParser().parsebytes(head + call.body).walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            content = part.get_payload(decode=True)
            fields[name] = content if isinstance(content, bytes) else b""
    return fields


def _tei(world: World, work: Work) -> str:
    cites = sorted(world.references(work), key=lambda cite: cite.cited)
    place = {cite.cited: number for number, cite in enumerate(cites)}

    def marker(cite: Cite) -> str:
        number = place[cite.cited]
        name = escape(world[cite.cited].name or "a system")
        return f'{name} <ref type="bibr" target="#b{number}">[{number + 1}]</ref>'

    told = list(sections(cites, marker))
    divs = "".join(
        f'<div><head n="{number}">{heading}</head><p>{text}</p></div>\n'
        for number, heading, text in _numbered([(level, heading, text) for level, heading, text, _ in told])
    )
    rows = [cite for *_, listed in told for cite in listed]
    cells = "".join(f"<row><cell>{marker(cite)}</cell><cell>1.0</cell></row>\n" for cite in rows)
    table = (
        '<figure type="table" xml:id="tab_0"><head>Table 1</head><label>1</label><figDesc>Results.</figDesc>'
        f"<table>{cells}</table></figure>"
    )
    title = f'<title level="a" type="main">{escape(work.title or "")}</title>'
    entries = "".join(_entry(place[cite.cited], world[cite.cited]) for cite in cites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"<titleStmt>{title}</titleStmt></fileDesc></teiHeader>\n<text><body>\n{divs}{table if rows else ''}</body>"
        f'<back><div type="references"><listBibl>\n{entries}</listBibl></div></back></text></TEI>\n'
    )


def _numbered(told: list[tuple[int, str, str]]) -> list[tuple[str, str, str]]:
    numbers, out = [0, 0], []
    for level, heading, text in told:
        numbers = [numbers[0] + 1, 0] if level == 1 else [numbers[0], numbers[1] + 1]
        out.append((".".join(map(str, numbers[:level])), heading, text))
    return out


def _entry(number: int, cited: Work) -> str:
    authors = "".join(
        f"<author><persName><forename>{escape(' '.join(name.split()[:-1]))}</forename>"
        f"<surname>{escape(name.split()[-1])}</surname></persName></author>"
        for name in cited.authors
        if name.split()
    )
    title = f'<title level="a" type="main">{escape(cited.title or "")}</title>'
    date = f'<date type="published" when="{cited.year}"/>'
    return (
        f'<biblStruct xml:id="b{number}"><analytic>{title}{authors}</analytic>'
        f'<monogr><title level="m">{escape(cited.venue)}</title><imprint>{date}</imprint></monogr></biblStruct>\n'
    )
