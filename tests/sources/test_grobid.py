"""PDFs by way of GROBID: the form that is sent, and how it ends."""

from __future__ import annotations

from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Outcome
from surveyor.settings import Endpoint
from surveyor.sources.grobid import multipart, tei_of
from surveyor.text import title_key
from tests.evidence.compose import TEI
from tests.sources.nets import HOME, Plays
from tests.standin import Fault, Standin
from tests.standin.grobid import pdf_of
from tests.standin.world import world
from tests.worlds import listening, places

NAME = "1910.10683"
PDF = pdf_of(NAME)


@given(st.dictionaries(st.text("abcXY", min_size=1), st.text("01 é"), max_size=3), st.binary(max_size=60))
def test_a_form_reads_back(fields: dict[str, str], pdf: bytes) -> None:
    boundary = "0123456789abcdef" * 4
    head = f"Content-Type: multipart/form-data; boundary={boundary}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + multipart(fields, b"%PDF" + pdf.hex().encode(), boundary)).get_payload()
    assert isinstance(parts, list)
    read = {str(p.get_param("name", header="content-disposition")): p.get_payload(decode=True) for p in parts}  # type: ignore[union-attr]
    assert read.pop("input") == b"%PDF" + pdf.hex().encode()
    assert read == {name: value.encode() for name, value in fields.items()}


def test_a_pdf_is_posted_as_it_is_and_read() -> None:
    net = Plays(TEI.encode())
    reply = tei_of(net, HOME, PDF)
    [request] = net.requests
    assert (request.method, request.url) == ("POST", f"{HOME.base}/api/processFulltextDocument")
    assert PDF in request.body
    assert reply.value is not None
    assert (reply.value.kind, reply.value.title) == ("tei", "Sorting Socks")


@pytest.mark.parametrize(
    ("base", "pdf", "said"),
    [("", PDF, "SURVEYOR_GROBID_URL"), ("https://api.test", b"\\documentclass", "not a PDF")],
)
def test_what_cannot_be_asked_is_not(base: str, pdf: bytes, said: str) -> None:
    net = Plays()
    reply = tei_of(net, Endpoint(base), pdf)
    assert (reply.outcome, reply.value, net.requests) == (Outcome.FAILED, None, [])
    assert said in reply.detail


@pytest.mark.parametrize("body", [b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", b"<html/>", b""])
def test_an_answer_without_a_text_is_no_document(body: bytes) -> None:
    reply = tei_of(Plays(body), HOME, PDF)
    assert reply.value is None
    assert reply.outcome in (Outcome.EMPTY, Outcome.FAILED)
    assert reply.detail


def test_the_stand_in_reads_what_a_paper_cites(standin: Standin) -> None:
    with listening() as net:
        first = tei_of(net, places(standin)["grobid"], PDF)
        again = tei_of(net, places(standin)["grobid"], PDF)
        other = tei_of(net, places(standin)["grobid"], pdf_of("1606.01933"))
    work = world().find(arxiv=NAME)
    assert work
    assert first.value is not None
    cited = {title_key(world()[cite.cited].title or "") for cite in world().references(work)}
    assert {title_key(entry.title) for entry in first.value.bibliography} == cited
    assert first.value.tables
    assert (again.value, again.recorded) == (first.value, True)
    assert other.value is not None
    assert other.value.title != first.value.title
    assert standin.count("grobid") == 2


def test_a_busy_server_is_asked_again(standin: Standin) -> None:
    standin.fail("grobid", Fault.UNAVAILABLE, times=2)
    with listening() as net:
        reply = tei_of(net, places(standin)["grobid"], PDF)
        assert net.world.slept
    assert reply.value is not None
    assert standin.count("grobid") == 3


def test_a_pdf_that_it_cannot_read_is_asked_once(standin: Standin) -> None:
    standin.fail("grobid", Fault.SERVER_ERROR)
    with listening() as net:
        failed = tei_of(net, places(standin)["grobid"], PDF)
        standin.heal()
        scanned = tei_of(net, places(standin)["grobid"], pdf_of("0000.00000"))
    assert (failed.outcome, scanned.outcome) == (Outcome.FAILED, Outcome.EMPTY)
    assert "SURVEYOR_GROBID_URL" in failed.detail
    assert "nothing could be read" in scanned.detail
    assert standin.count("grobid") == 2
