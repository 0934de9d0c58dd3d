"""Papers in full: where a text is looked for, what is taken of it, and what happens where it is not there."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given

from surveyor.models import Outcome, Paper, Section
from surveyor.net.request import Reply, Request
from surveyor.sources.fulltext import PLACES, Ar5iv, ArxivHtml, ArxivSource, FullTexts, arxiv_id_of
from surveyor.sources.services import service_of
from surveyor.text import title_key
from tests.evidence.compose import LATEXML
from tests.fakes import make_paper
from tests.sources.nets import HOME, Answer, Plays, readable, recorded, spoiled
from tests.standin import Fault, Standin
from tests.standin.world import world
from tests.worlds import listening, places

NAME = "1910.10683"
PAGE = LATEXML.encode()
TEX = rb"\documentclass{article}\begin{document}\section{Experiments} As \cite{a}. \begin{thebibliography}{9}"
TEX += rb"\bibitem{a} Ann Roe. \newblock A theory of socks. \newblock In SOCK, 2017.\end{thebibliography}\end{document}"
EMPTY = b'<html><article class="ltx_document"><span class="ltx_ERROR undefined">\\x</span></article></html>'
PAPER = make_paper("doi:10.1145/1", ids=("arxiv:2401.00001",))


# ------------------------------------------------------------------ ids


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("http://www.arxiv.org/abs/1706.03762v2/", "1706.03762v2"),
        ("arxiv.org/pdf/1706.03762v12.pdf", "1706.03762v12"),
        ("https://arxiv.org/html/2402.08954v1#S3.p2", "2402.08954v1"),
        ("https://export.arxiv.org/e-print/cs/0112017v1", "cs/0112017v1"),
        ("https://arxiv.org/src/math.GT/0309136", "math.GT/0309136"),
        ("https://arxiv.org/abs/1706.03762?context=cs", "1706.03762"),
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", "1706.03762"),
        ("https://ar5iv.org/abs/1706.03762", "1706.03762"),
        ("https://doi.org/10.48550/arXiv.1706.03762", "1706.03762"),
        ("doi:10.48550/arxiv.1706.03762", "1706.03762"),
        ("10.48550/arXiv.1706.03762v3", "1706.03762v3"),
        ("arXiv:1706.03762v5 [cs.CL]", "1706.03762v5"),
        ("arxiv: 1706.03762", "1706.03762"),
        (" 1706.03762V2 ", "1706.03762v2"),
        ("0704.0001", "0704.0001"),
        ("1706.03762.tar.gz", None),
        ("cs/0112017", None),
        ("https://arxiv.org/list/cs.CL/recent", None),
        ("https://arxiv.org.evil.test/abs/1706.03762", None),
        ("https://example.org/abs/1706.03762", None),
        ("doi:10.1145/1706.03762", None),
        ("acl:D16-1244", None),
        ("arxiv:", None),
        ("", None),
    ],
)
def test_the_arxiv_id_in_an_address(text: str, name: str | None) -> None:
    assert arxiv_id_of(text) == name


# ------------------------------------------------------------------ where it is looked for


def asked(url: str) -> str:
    return url.removeprefix(HOME.base)


def texts(net: Plays) -> FullTexts:
    return FullTexts(net, dict.fromkeys(PLACES, HOME))


def test_arxivs_own_page_comes_first_then_ar5iv_then_the_source() -> None:
    net = Plays(Outcome.NOT_FOUND, Outcome.NOT_FOUND, TEX)
    reply = texts(net).read(["doi:10.1145/1", "arxiv:2401.00001"])
    assert list(map(asked, net.urls)) == ["/html/2401.00001", "/html/2401.00001", "/e-print/2401.00001"]
    assert [request.source for request in net.requests] == ["arxiv-html", "ar5iv", "arxiv-source"]
    assert reply.outcome is Outcome.OK
    assert reply.value is not None
    assert reply.value.kind == "latex"
    assert reply.detail == "arxiv-html: because it is not found; ar5iv: because it is not found"


def test_the_first_that_has_it_is_the_only_one_asked() -> None:
    net = Plays(PAGE)
    reply = texts(net).read(["2401.00001v2"])
    assert list(map(asked, net.urls)) == ["/html/2401.00001v2"]
    assert (reply.outcome, reply.detail) == (Outcome.OK, "")
    assert reply.value is not None
    assert reply.value.title == "Sorting Socks"


@pytest.mark.parametrize("name", ["2401.00001v2", "hep-th/9901001", "cs/0112017v1"])
def test_an_id_goes_as_it_is_given(name: str) -> None:
    net = Plays(Outcome.NOT_FOUND)
    texts(net).read([f"arxiv:{name}"])
    assert {asked(url).partition("/")[2].partition("/")[2] for url in net.urls} == {name}


@pytest.mark.parametrize("answer", [*Outcome, EMPTY, b"%PDF-1.5", b"", b"no page"], ids=str)
def test_what_one_does_not_have_is_looked_for_in_the_next(answer: Answer) -> None:
    net = Plays(answer, PAGE)
    reply = texts(net).read(["arxiv:2401.00001"])
    assert reply.value is not None
    assert reply.detail.startswith("arxiv-html: ")
    assert len(net.requests) == 2


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((Outcome.NOT_FOUND, EMPTY, b"%PDF-1.5"), Outcome.NOT_FOUND),
        ((Outcome.BLOCKED, Outcome.NOT_FOUND, Outcome.NOT_FOUND), Outcome.BLOCKED),
        ((Outcome.NOT_FOUND, b"no page", b"\x1f\x8bgarbage"), Outcome.FAILED),
        ((Outcome.OUT_OF_BUDGET,) * 3, Outcome.OUT_OF_BUDGET),
    ],
)
def test_what_is_nowhere_is_not_found_unless_a_place_could_not_say(
    answers: tuple[Answer, ...], outcome: Outcome
) -> None:
    reply = texts(Plays(*answers)).read(["arxiv:2401.00001"])
    assert (reply.outcome, reply.value, reply.ok) == (outcome, None, False)
    assert [part.partition(": ")[0] for part in reply.detail.split("; ")] == list(PLACES)


def test_why_a_text_cannot_be_read_is_said() -> None:
    said = texts(Plays(Outcome.NOT_FOUND, EMPTY, b"%PDF-1.5")).read(["arxiv:2401.00001"]).detail
    assert "ar5iv: a text without a bibliography, as of a conversion that failed" in said
    assert "arxiv-source: a PDF alone, without a source" in said


def test_without_an_id_of_arxiv_nobody_is_asked() -> None:
    net = Plays()
    reply = texts(net).read(["doi:10.1145/1", "acl:D16-1244"])
    assert (reply.outcome, net.requests) == (Outcome.NOT_FOUND, [])
    assert "no arXiv id" in reply.detail


# ------------------------------------------------------------------ what is taken of it


def test_citations_are_of_the_paper_that_was_asked_for() -> None:
    found = ArxivHtml(Plays(PAGE), HOME).full_text(PAPER)
    assert [one.paper for one in found.read] == [PAPER.id]
    assert {citation.citing for citation in found.citations} == {PAPER.id}
    assert [paper.title for paper in found.papers] == ["A theory of socks", "Piling socks by day"]
    assert all(paper.as_cited for paper in found.papers)
    by_title = {citation.cited: citation for citation in found.citations}
    assert by_title["cited:atheoryofsocks"].count(Section.INTRO, Section.TABLE) == 2
    assert by_title["cited:pilingsocksbyday"].baseline_subsection
    assert by_title["cited:pilingsocksbyday"].count(Section.TABLE) == 1


def test_references_without_a_title_are_left_out() -> None:
    page = PAGE.replace(b"A theory of socks.", b"")
    found = ArxivHtml(Plays(page), HOME).full_text(PAPER)
    assert [paper.title for paper in found.papers] == ["Piling socks by day"]
    assert [citation.cited for citation in found.citations] == ["cited:pilingsocksbyday"]


def test_a_bibliography_of_keys_alone_is_no_reading() -> None:
    tex = rb"\documentclass{article}\begin{document}\section{A} As \cite{roe17,doe18}.\bibliography{x}\end{document}"
    net = Plays(tex)
    found = ArxivSource(net, HOME).full_text(PAPER)
    assert (found.papers, found.citations, found.read) == ((), (), ())
    [reply] = found.replies
    assert reply.outcome in (Outcome.OK, Outcome.EMPTY)
    assert "bibliography" in reply.detail


def test_a_paper_that_is_not_on_arxiv_takes_no_request() -> None:
    net = Plays()
    assert Ar5iv(net, HOME).full_text(make_paper("doi:10.1145/1")).replies == ()
    assert net.requests == []


# ------------------------------------------------------------------ at the stand-in


def of_world(name: str) -> dict[str, bool]:
    """Title key of each work that a paper of the stand-in cites to whether it compares with it."""
    work = world().find(arxiv=name)
    assert work
    cites = world().references(work)
    compares = {c.cited: c.baseline or any(s in ("experiments", "table") for s, _ in c.mentions) for c in cites}
    return {title_key(world()[cited].title or ""): compared for cited, compared in compares.items()}


def paper_of(name: str) -> Paper:
    return make_paper(f"arxiv:{name}")


@pytest.mark.parametrize("eprint", ["tar", "gz"])
@pytest.mark.parametrize("place", list(PLACES))
def test_every_place_tells_what_is_compared_with(place: str, eprint: str, standin: Standin) -> None:
    standin.knobs.html_since = "1801" if place == "arxiv-html" else "2312"
    standin.knobs.eprint = eprint
    with listening() as net:
        found = PLACES[place](net, places(standin)[service_of(place)]).full_text(paper_of(NAME))
    told = {citation.cited.removeprefix("cited:"): citation.compares for citation in found.citations}
    wanted = of_world(NAME)
    assert len(told) == len(wanted) > 20
    assert {key: told[key] for key in told.keys() & wanted.keys()}.items() <= wanted.items()
    assert len(told.keys() & wanted.keys()) > 0.8 * len(wanted)


def test_a_redirect_to_the_abstract_is_not_followed(standin: Standin) -> None:
    standin.knobs.html_since = "1801"
    with listening() as net:
        reply = Ar5iv(net, places(standin)["ar5iv"]).text(NAME)
    assert (reply.outcome, reply.detail) == (Outcome.NOT_FOUND, "HTTP 404")
    assert [seen.path for seen in standin.requests] == [f"/html/{NAME}"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.CONVERSION_FAILED,
        Fault.FORBIDDEN,
        Fault.RATE_LIMITED,
        Fault.SERVER_ERROR,
        Fault.UNAVAILABLE,
        Fault.BOT_PAGE,
        Fault.WRONG_ARRAY,
        Fault.EMPTY_BODY,
        Fault.TRUNCATED,
        Fault.RESET,
        Fault.GZIP_BOMB,
        Fault.HUGE,
    ],
    ids=lambda fault: fault.name,
)
def test_a_place_that_misbehaves_is_asked_once_and_the_next_has_it(fault: Fault, standin: Standin) -> None:
    standin.fail("ar5iv", fault)
    with listening() as net:
        reply = FullTexts(net, places(standin)).read([f"arxiv:{NAME}"])
    assert reply.value is not None
    assert reply.value.kind == "latex"
    assert "ar5iv: " in reply.detail
    assert standin.count("ar5iv") == 1
    if fault is Fault.HUGE:
        assert "larger than 64 MB" in reply.detail


def test_texts_are_recorded_and_asked_for_at_one_pace(standin: Standin) -> None:
    with listening() as net:
        whole = FullTexts(net, places(standin))
        first = whole.read([NAME])
        count, took = standin.count(), net.took
        again = whole.read([NAME])
        agents = {dict(seen.headers)["user-agent"] for seen in standin.requests}
    assert (count, standin.count()) == (2, 2)
    assert 3 <= took < 4
    assert (again.value, again.recorded, first.recorded) == (first.value, True, False)
    assert all(agent.startswith("surveyor/") for agent in agents)


# ------------------------------------------------------------------ bodies gone wrong


@given(spoiled(PAGE, EMPTY))
def test_a_page_gone_wrong_is_read_or_refused(body: bytes) -> None:
    readable(ArxivHtml.page, body)


@given(spoiled(TEX, gzip.compress(TEX, mtime=0)))
def test_a_source_gone_wrong_is_read_or_refused(body: bytes) -> None:
    readable(ArxivSource.page, body)


def test_recorded_pages_are_read() -> None:
    for path in recorded("latexml", "*.html"):
        assert readable(ArxivHtml.page, path.read_bytes()), path


def test_a_reply_keeps_how_it_ended() -> None:
    class Once(Plays):
        def ask(self, request: Request, parse):  # type: ignore[no-untyped-def]
            reply = super().ask(request, parse)
            return Reply(reply.outcome, reply.value, reply.detail, 0.0, recorded=True, again=True)

    reply = ArxivHtml(Once(PAGE), HOME).text("2401.00001")
    assert (reply.recorded, reply.again) == (True, True)
