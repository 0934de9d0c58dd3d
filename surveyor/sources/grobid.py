"""GROBID: PDFs to TEI, by a server of one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from surveyor.evidence import tei
from surveyor.evidence.document import LARGEST, Document, UnreadableDocument
from surveyor.models import Outcome
from surveyor.net.request import Accept, Reply, Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Asks

NAME = "grobid"
_WANTED = {"consolidateHeader": "0", "consolidateCitations": "0", "includeRawCitations": "1"}
"""Nothing is looked up in other services; each reference comes with the text that is printed."""
_LINE = b"\r\n"


def tei_of(net: Asks, endpoint: Endpoint, pdf: bytes) -> Reply[Document]:
    """A PDF as GROBID reads it; empty where there is nothing to read in it, as in a scan.

    A server that is busy says 503 and is asked again after some seconds. Answers are recorded like all others, known by
    the content of the PDF: GROBID takes seconds for what it has read before, and without it they answer offline.
    """
    if not endpoint.base:
        return Reply(Outcome.FAILED, detail="a PDF is read by GROBID: start one and set SURVEYOR_GROBID_URL")
    if not pdf.lstrip().startswith(b"%PDF"):
        return Reply(Outcome.FAILED, detail="not a PDF")
    if len(pdf) > LARGEST:
        return Reply(Outcome.FAILED, detail=f"larger than {LARGEST >> 20} MB")
    reply = net.ask(_request(endpoint, pdf), _document)
    if reply.value and not (reply.value.portions or reply.value.bibliography):
        return replace(reply, outcome=Outcome.EMPTY, value=None, detail="GROBID found no text in it")
    return reply


def _request(endpoint: Endpoint, pdf: bytes) -> Request:
    boundary = hashlib.sha256(pdf).hexdigest()
    return Request(
        NAME,
        f"{endpoint.base}/api/processFulltextDocument",
        "POST",
        multipart(_WANTED, pdf, boundary),
        (("Content-Type", f"multipart/form-data; boundary={boundary}"),),
        Accept.TEI,
    )


def multipart(fields: Mapping[str, str], pdf: bytes, boundary: str) -> bytes:
    """A form with some fields and a PDF as `input`, the parts between lines of `boundary` (RFC 7578)."""
    parts: list[tuple[str, list[bytes], bytes]] = [
        (f'name="{name}"', [], value.encode()) for name, value in fields.items()
    ]
    parts.append(('name="input"; filename="paper.pdf"', [b"Content-Type: application/pdf"], pdf))
    lines: list[bytes] = []
    for what, headers, content in parts:
        disposition = f"Content-Disposition: form-data; {what}".encode()
        lines += [f"--{boundary}".encode(), disposition, *headers, b"", content]
    return _LINE.join([*lines, f"--{boundary}--".encode(), b""])


def _document(body: bytes) -> Document:
    try:
        return tei.parse(body)
    except UnreadableDocument as error:
        raise Unreadable(str(error)) from error
