"""The ACL Anthology: a large file read fast, and collections with abstracts."""

from __future__ import annotations

import gzip
import logging
import time
from collections.abc import Callable

import pytest
from hypothesis import given

from surveyor.library.rows import PaperRow
from surveyor.models import Outcome
from surveyor.net.request import Accept, Unreadable
from surveyor.places import venues_file
from surveyor.sources.acl import AclAnthology, collection, entries, venue_of
from surveyor.venues import load
from tests.sources.nets import HOME, Plays, readable, recorded, spoiled

BIB = r"""% https://aclanthology.org/anthology.bib.gz generated on 2026-11-01

@proceedings{acl-2025-long,
    title = "Proceedings of a Meeting (Volume 1: Long Papers)",
    editor = "Editor, Some",
    month = jul,
    year = "2025",
    url = "https://aclanthology.org/2025.acl-long.0/",
}
@inproceedings{lovelace-etal-2025-ranker,
    title = "{A}{R}anker: ``Ranking'' {--} at 100{\%} of {\textbackslash}alpha = {\'E}tudes for ${\beta}$",
    author = {Lovelace, Ada  and
      M{\"u}ller, J{\"o}rg  and
      Szyma{\'n}ski, {\L}ukasz  and
      King, Jr., Martin  and
      {\c{C}}elik, {\.I}lker  and
      Plato},
    editor = "Editor, Some",
    booktitle = "Proceedings of a Meeting (Volume 1: Long Papers)",
    month = jul,
    year = "2025",
    address = "Vienna, Austria",
    publisher = {Link{\"o}ping University Electronic Press},
    url = "https://aclanthology.org/2025.acl-long.17/",
    doi = "10.18653/v1/2025.acl-long.17",
    pages = "1--15",
    ISBN = "979-8-89176-251-0",
}
@article{turing-2019-reader,
    title = "Reader \& Writer",
    author = "Turing, Alan",
    journal = "Transactions of the Association for Computational Linguistics",
    month = sep # "{--}" # oct,
    year = "2019",
    url = "https://www.aclweb.org/anthology/Q19-1004",
    pages = "1--2"
}
@inproceedings{plain-1987,
    title = "An Old Talk",
    year = "1987",
    url = "https://aclanthology.org/P87-1001",
}
@inproceedings{elsewhere-2010,
    title = "Elsewhere",
    year = "2010",
    url = "http://www.example.org/pdf/1.pdf",
}
@inproceedings{untitled-2011,
    title = "",
    url = "https://aclanthology.org/P11-1001",
}
@misc{last-2020,
    title = "The Last",
    year = "n.d.",
    month = "spring",
    url = "https://aclanthology.org/2020.findings-emnlp.3"}
"""
XML = b"""<?xml version='1.0' encoding='UTF-8'?>
<collection id="2025.acl">
  <volume id="long" type="proceedings">
    <meta><booktitle>A Meeting</booktitle><month>July 27 - August 1</month><year>2025</year></meta>
    <frontmatter><url hash="1">2025.acl-long.0</url></frontmatter>
    <paper id="1">
      <title><fixed-case>R</fixed-case>anking <i>at</i> <tex-math>\\alpha_1</tex-math> speed</title>
      <author><first>Ada</first><last>Lovelace</last>
        <variant script="hani"><first>X</first><last>Y</last></variant></author>
      <author><first/><last>Plato</last></author>
      <abstract>We <b>rank</b> things.</abstract>
      <url hash="2">2025.acl-long.1</url><doi>10.18653/v1/2025.acl-long.1</doi>
    </paper>
    <paper id="2"><title>By Place</title><url>https://example.org/2.pdf</url></paper>
    <paper id="3"><title>Gone</title><url>2025.acl-long.3</url><retracted date="2025-09-01">Sorry</retracted></paper>
    <paper id="4"><title/><url>2025.acl-long.4</url></paper>
    <paper id="5 6"><title>No Id</title></paper>
  </volume>
</collection>"""


def zipped(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def test_entries_become_rows(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "surveyor.sources.acl"):
        rows = {row.id: row for row in entries(zipped(BIB))}
    assert list(rows) == ["acl:2025.acl-long.17", "acl:Q19-1004", "acl:P87-1001", "acl:2020.findings-emnlp.3"]
    assert len(caplog.records) == 2
    row = rows["acl:2025.acl-long.17"]
    assert row.title == "ARanker: “Ranking” – at 100% of \\alpha = Études for β"
    assert row.authors == ["Ada Lovelace", "Jörg Müller", "Łukasz Szymański", "Martin King Jr.", "İlker Çelik", "Plato"]
    assert (row.year, row.date, row.venue) == (2025, "2025-07", "ACL")
    assert row.ids == {"acl": "2025.acl-long.17", "doi": "10.18653/v1/2025.acl-long.17"}
    article = rows["acl:Q19-1004"]
    assert (article.title, article.date, article.venue) == ("Reader & Writer", "2019-09", "TACL")
    old, last = rows["acl:P87-1001"], rows["acl:2020.findings-emnlp.3"]
    assert (old.authors, old.year, old.date) == ([], 1987, None)
    assert (last.title, last.year, last.date, last.venue) == ("The Last", None, None, "Findings-EMNLP")


@pytest.mark.parametrize(
    ("anthology_id", "venue"),
    [
        ("2023.acl-long.1", "ACL"), ("2021.naacl-main.208", "NAACL"), ("2023.findings-acl.5", "Findings-ACL"),
        ("2025.findings-ijcnlp.5", "Findings-IJCNLP"), ("2030.findings-other.5", "Findings"),
        ("2024.lrec-main.7", "LREC-COLING"), ("2022.lrec-1.7", "LREC"), ("2022.naloma-1.3", ""), ("P19-1423", "ACL"),
        ("D14-1162", "EMNLP"), ("D19-1410", "EMNLP"), ("D19-5801", ""), ("N19-1423", "NAACL"), ("C16-1001", "COLING"),
        ("Q19-1004", "TACL"), ("E17-1001", "EACL"), ("W19-3510", ""), ("J89-1001", "CL"), ("S13-2045", "SemEval"),
        ("S07-1001", "SemEval"), ("S13-1045", ""), ("X96-1001", ""),
    ],
)  # fmt: skip
def test_the_venue_stands_in_the_id_and_the_map_knows_it(anthology_id: str, venue: str) -> None:
    assert venue_of(anthology_id) == venue
    assert not venue or venue.startswith("Findings-IJ") or load(venues_file()).resolve(venue)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"plain text",
        zipped(BIB)[:200],
        zipped("no entry at all\n"),
        zipped("x" * (3 << 20)),
        b"\x1f\x8b" + b"0" * 50,
    ],
)
def test_a_wrong_file_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        list(entries(body))


@given(spoiled(BIB.encode()))
def test_a_spoiled_bibliography_gives_sound_rows(body: bytes) -> None:
    assert_sound(lambda body: list(entries(gzip.compress(body, 1, mtime=0))), body)


@given(spoiled(zipped(BIB)))
def test_a_spoiled_file_is_read_or_unreadable(body: bytes) -> None:
    assert_sound(lambda body: list(entries(body)), body)


@given(spoiled(XML))
def test_a_spoiled_collection_is_read_or_unreadable(body: bytes) -> None:
    assert_sound(collection, body)


def assert_sound(parse: Callable[[bytes], list[PaperRow]], body: bytes) -> None:
    assert not readable(parse, body) or all(map(sound, parse(body)))


def sound(row: PaperRow) -> bool:
    """Whether a row says what its type promises."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(row), type=PaperRow) == row


def test_ten_thousand_entries_take_a_second_or_two() -> None:
    blocks = BIB.split("@inproceedings{")[1].partition("@")[0]
    many = "".join(f"@inproceedings{{{blocks.replace('long.17', f'long.{number}')}" for number in range(10_000))
    body = gzip.compress(many.encode(), 1, mtime=0)
    started = time.process_time()
    assert sum(1 for _ in entries(body)) == 10_000
    assert time.process_time() - started < 5


def test_a_collection_has_abstracts_and_leaves_out_what_was_retracted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "surveyor.sources.acl"):
        first, second = collection(XML)
    assert first.title == "Ranking at α_1 speed"
    assert first.authors == ["Ada Lovelace", "Plato"]
    assert (first.abstract, first.date, first.venue) == ("We rank things.", "2025-07", "ACL")
    assert first.ids["doi"] == "10.18653/v1/2025.acl-long.1"
    assert (second.id, second.title) == ("acl:2025.acl-long.2", "By Place")
    assert len(caplog.records) == 3


@pytest.mark.parametrize(
    ("group", "part", "number", "built"), [("W19", "35", "10", "W19-3510"), ("J89", "1", "2", "J89-1002")]
)
def test_old_ids_are_built_of_their_place(group: str, part: str, number: str, built: str) -> None:
    paper = f'<paper id="{number}"><title>T</title></paper>'
    text = f'<collection id="{group}"><volume id="{part}">{paper}</volume></collection>'
    assert collection(text.encode())[0].id == f"acl:{built}"


@pytest.mark.parametrize("body", [b"", b"<html/>", b"<collection>", b"{}", XML[:-20]])
def test_a_wrong_collection_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        collection(body)


def test_a_refresh_is_one_request() -> None:
    net = Plays(zipped(BIB))
    reply = AclAnthology(net, HOME).refresh()
    assert net.urls == ["https://api.test/anthology.bib.gz"]
    assert (net.requests[0].accept, net.requests[0].keep_days) == (Accept.GZIP, 30.0)
    assert len(reply.value or ()) == 4
    assert AclAnthology(Plays(b"no gzip"), HOME).refresh().outcome is Outcome.FAILED
    assert AclAnthology.gives == frozenset()


def test_recorded_collections() -> None:
    rows = {path.name.split("__")[1]: collection(path.read_bytes()) for path in recorded("acl", "*.xml")}
    assert len(rows["2022-acl"]) > 600
    assert all(row.date == "2022-05" and row.venue == "ACL" and row.authors for row in rows["2022-acl"])
    assert sum(bool(row.abstract) for row in rows["2022-acl"]) > 500
    assert {row.venue for row in rows["J89"]} == {"CL"}
    assert {row.venue for row in rows["2022-naloma"]} == {""}
    assert all(sound(row) and row.id.startswith("acl:") for found in rows.values() for row in found)
    assert not any("<" in row.title or "{" in row.title for row in rows["2022-acl"])
