"""Each fault does what it says, when it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import httpx
import pytest

from tests.standin import Fault, Standin

SEARCH = "/graph/v1/paper/search/bulk?query=distillation&fields=title,year,venue"
Ask = Callable[..., httpx.Response]
REFERENCES = "/graph/v1/paper/ARXIV:1910.10683/references"


@pytest.fixture
def ask(standin: Standin, http: httpx.Client) -> Ask:
    """`ask(fault)`: what a search at Semantic Scholar gives while the fault is on."""

    def asked(*faults: Fault, service: str = "s2", path: str = SEARCH) -> httpx.Response:
        standin.heal()
        for fault in faults:
            standin.fail(service, fault)
        return http.get(standin.base(service) + path)

    return asked


@pytest.mark.parametrize(
    ("fault", "status", "wait"),
    [
        (Fault.RATE_LIMITED, 429, None),
        (Fault.RATE_LIMITED_SECONDS, 429, "2"),
        (Fault.RATE_LIMITED_HOURS, 429, "28800"),
        (Fault.SERVER_ERROR, 500, None),
        (Fault.BAD_GATEWAY, 502, None),
        (Fault.UNAVAILABLE, 503, "30"),
        (Fault.GATEWAY_TIMEOUT, 504, None),
        (Fault.FORBIDDEN, 403, None),
    ],
)
@pytest.mark.parametrize("service", ["s2", "arxiv", "dblp"])
def test_refusals(ask: Ask, service: str, fault: Fault, status: int, wait: str | None) -> None:
    given = ask(fault, service=service)
    assert (given.status_code, given.headers.get("retry-after")) == (status, wait)


def test_a_date_in_retry_after_follows_the_clock(http: httpx.Client) -> None:
    with Standin(clock=lambda: 1_800_000_000.0) as standin:
        standin.fail("s2", Fault.RATE_LIMITED_DATE)
        given = http.get(standin.base("s2") + SEARCH)
    assert parsedate_to_datetime(given.headers["retry-after"]).timestamp() == 1_800_000_002


def test_moved_once(standin: Standin, http: httpx.Client) -> None:
    standin.fail("s2", Fault.MOVED, times=1)
    given = http.get(standin.base("s2") + SEARCH, follow_redirects=True)
    assert (given.status_code, len(given.history)) == (200, 1)


def test_times_after_path_and_turns(standin: Standin, http: httpx.Client) -> None:
    standin.fail("s2", Fault.BAD_GATEWAY, Fault.UNAVAILABLE, times=3, path="bulk", after=1)
    url = standin.base("s2") + SEARCH
    assert http.get(standin.base("s2") + REFERENCES).status_code == 200
    assert [http.get(url).status_code for _ in range(5)] == [200, 502, 503, 502, 200]
    assert [request.faults for request in standin.requests[2:4]] == [(Fault.BAD_GATEWAY,), (Fault.UNAVAILABLE,)]
    standin.fail("*", Fault.SERVER_ERROR)
    assert http.get(standin.base("dblp")).status_code == 500
    standin.heal()
    assert http.get(url).status_code == 200
    with pytest.raises(ValueError, match="s2"):
        standin.fail("s3", Fault.HANG)


def test_hangs_until_the_client_gives_up(standin: Standin) -> None:
    standin.fail("s2", Fault.HANG)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(standin.base("s2") + SEARCH, timeout=0.05)


def test_hangs_until_the_server_stops() -> None:
    ended: list[str] = []

    def wait(url: str) -> None:
        try:
            httpx.get(url, timeout=30)
        except httpx.TransportError as error:
            ended.append(type(error).__name__)

    arrived = threading.Event()
    with Standin() as standin:
        standin.fail("s2", Fault.HANG)
        standin.on_request = lambda seen: arrived.set()
        thread = threading.Thread(target=wait, args=(standin.base("s2") + SEARCH,))
        thread.start()
        assert arrived.wait(10)
    thread.join(10)
    assert ended == ["RemoteProtocolError"]


def test_reset_in_the_headers(standin: Standin, http: httpx.Client) -> None:
    standin.fail("s2", Fault.RESET, times=1)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        http.get(standin.base("s2") + SEARCH)
    assert http.get(standin.base("s2") + SEARCH).status_code == 200


def test_truncated(standin: Standin, http: httpx.Client) -> None:
    standin.fail("s2", Fault.TRUNCATED, times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        http.get(standin.base("s2") + SEARCH)
    assert http.get(standin.base("s2") + SEARCH).status_code == 200


def test_truncated_json(ask: Ask) -> None:
    given = ask(Fault.TRUNCATED_JSON)
    assert int(given.headers["content-length"]) == len(given.content)
    with pytest.raises(json.JSONDecodeError):
        given.json()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.WRONG_ARRAY, list),
        (Fault.WRONG_STRING, str),
        (Fault.WRONG_NUMBER, int),
        (Fault.WRONG_ERROR, dict),
    ],
)
def test_wrong_json(ask: Ask, fault: Fault, kind: type) -> None:
    given = ask(fault)
    assert given.status_code == 200
    assert isinstance(given.json(), kind)


def test_bot_page_and_empty_body(ask: Ask) -> None:
    page, empty = ask(Fault.BOT_PAGE), ask(Fault.EMPTY_BODY)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "not a bot" in page.text.replace("&#39;", "'")
    assert (empty.status_code, empty.content, empty.headers["content-type"]) == (200, b"", "application/json")


def test_gzip_that_is_none(standin: Standin, http: httpx.Client) -> None:
    standin.fail("s2", Fault.GZIP_GARBAGE)
    with pytest.raises(httpx.DecodingError):
        http.get(standin.base("s2") + SEARCH)


def test_bodies_beyond_measure(standin: Standin, http: httpx.Client) -> None:
    for fault, least in ((Fault.HUGE, 64 << 20), (Fault.GZIP_BOMB, 64 << 20)):
        standin.heal()
        standin.fail("s2", fault)
        with http.stream("GET", standin.base("s2") + SEARCH) as given:
            assert sum(len(part) for part in given.iter_bytes()) > least
    with http.stream("GET", standin.base("s2") + SEARCH) as given:
        assert given.headers["content-encoding"] == "gzip"


def test_a_client_may_leave_a_huge_body(standin: Standin) -> None:
    standin.fail("s2", Fault.HUGE)
    with httpx.stream("GET", standin.base("s2") + SEARCH) as given:
        assert next(given.iter_bytes())


def test_records_that_come_twice_or_contradict_each_other(ask: Ask) -> None:
    plain, twice, against = (ask(*f).json()["data"] for f in ((), (Fault.DUPLICATES,), (Fault.CONTRADICTIONS,)))
    assert twice == [row for row in plain for _ in range(2)]
    assert against[::2] == plain
    assert [row["paperId"] for row in against[1::2]] == [row["paperId"] for row in plain]
    assert all(row["title"].startswith("Not ") for row in against[1::2])


def test_odd_titles_and_years(ask: Ask) -> None:
    plain = ask().json()["data"]
    assert [row["title"] for row in ask(Fault.NULL_TITLES).json()["data"][:2]] == [None, plain[1]["title"]]
    assert [row["year"] for row in ask(Fault.FUTURE_YEARS).json()["data"][:2]] == [2999, plain[1]["year"]]
    assert [len(row["title"]) for row in ask(Fault.LONG_TITLES).json()["data"][:2]] == [100_000, len(plain[1]["title"])]
    both = ask(Fault.NULL_TITLES, Fault.FUTURE_YEARS).json()["data"][0]
    assert (both["title"], both["year"]) == (None, 2999)


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("openalex", "/works?search=distillation"),
        ("crossref", "/works?query.bibliographic=distillation"),
        ("arxiv", "/api/query?search_query=all:distillation"),
        ("dblp", "/search/publ/api?q=distil&format=json"),
        ("acl", "/anthology.bib.gz"),
        ("ar5iv", "/html/1910.10683"),
    ],
)
@pytest.mark.parametrize(
    "fault", [Fault.NULL_TITLES, Fault.FUTURE_YEARS, Fault.LONG_TITLES, Fault.CONTRADICTIONS, Fault.EMPTY_PAGE]
)
def test_odd_records_everywhere(ask: Ask, service: str, path: str, fault: Fault) -> None:
    plain, odd = ask(service=service, path=path), ask(fault, service=service, path=path)
    assert odd.status_code == 200
    lists = service != "ar5iv" or fault in (Fault.NULL_TITLES, Fault.LONG_TITLES)
    assert (odd.content != plain.content) == lists


def test_every_second_reference_is_odd_and_each_comes_twice(ask: Ask) -> None:
    def titles(*faults: Fault) -> list[str | None]:
        rows = ask(*faults, path=f"{REFERENCES}?limit=500").json()["data"]
        return [row["citedPaper"]["title"] for row in rows]

    plain = titles()
    assert titles(Fault.NULL_TITLES) == [title if place % 2 else None for place, title in enumerate(plain)]
    assert titles(Fault.DUPLICATES) == [title for title in plain for _ in range(2)]
    assert titles(Fault.EMPTY_PAGE) == []


def test_withheld_references(ask: Ask, http: httpx.Client, standin: Standin) -> None:
    given = ask(Fault.WITHHELD, path=REFERENCES).json()
    assert given["data"] is None
    assert "elided by the publisher" in given["citingPaperInfo"]["openAccessPdf"]["disclaimer"]
    url = f"{standin.base('s2')}/graph/v1/paper/batch?fields=title,references.title,citations.title"
    (row,) = http.post(url, json={"ids": ["ARXIV:1910.10683"]}).json()
    assert row["references"] is None
    assert row["citations"] is not None


def test_empty_pages(ask: Ask) -> None:
    path = "/api/query?search_query=all:distillation"
    name = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
    totals = []
    for fault in (Fault.EMPTY_PAGE, Fault.NO_RESULTS):
        root = ElementTree.fromstring(ask(fault, service="arxiv", path=path).content)
        assert root.find("{http://www.w3.org/2005/Atom}entry") is None
        totals.append(int(root.findtext(name, "")))
    assert totals[0] > totals[1] == 0
    assert ask(Fault.NO_RESULTS).json()["total"] == 0


def test_latency_before_every_answer(standin: Standin, http: httpx.Client) -> None:
    standin.latency = 0.05
    assert http.get(standin.base("s2") + SEARCH).elapsed.total_seconds() >= 0.05


def test_every_fault_has_a_line_of_its_own() -> None:
    assert len({fault.value for fault in Fault}) == len(Fault)
