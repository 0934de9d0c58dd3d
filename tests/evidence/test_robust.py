"""Whatever the bytes: a document or the word that they are none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.evidence import document, jats, latexml, markup, tei
from surveyor.evidence.document import Document, UnreadableDocument
from tests.evidence.compose import JATS, LATEXML, TEI, sound

Parse = Callable[[bytes], Document]
KINDS: dict[str, tuple[Parse, str]] = {
    "latexml": (latexml.parse, LATEXML),
    "tei": (tei.parse, TEI),
    "jats": (jats.parse, JATS),
}
EACH = pytest.mark.parametrize(("parse", "sample"), KINDS.values(), ids=KINDS)
TOKEN = re.compile(r"<[^>]*>|[^<\s]+|\s+")


@EACH
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_documents_with_pieces_lost_doubled_and_moved(parse: Parse, sample: str, data: st.DataObject) -> None:
    pieces = TOKEN.findall(sample)
    for _ in range(data.draw(st.integers(1, 12))):
        at, other = (data.draw(st.integers(0, len(pieces) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["lose", "double", "swap", "insert"])):
            case "lose":
                del pieces[at]
            case "double":
                pieces.insert(other, pieces[at])
            case "swap":
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case _:
                pieces.insert(at, data.draw(st.text(max_size=6)))
    with suppress(UnreadableDocument):
        sound(parse("".join(pieces).encode("utf-8", "ignore")))


@EACH
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_documents_that_break_off_or_hold_foreign_bytes(parse: Parse, sample: str, data: st.DataObject) -> None:
    body = sample.encode()
    cut = data.draw(st.integers(0, len(body)))
    with suppress(UnreadableDocument):
        sound(parse(body[:cut] + data.draw(st.binary(max_size=8)) + data.draw(st.sampled_from([b"", body[cut:]]))))


@EACH
@given(body=st.binary(max_size=200))
def test_bytes(parse: Parse, sample: str, body: bytes) -> None:
    with suppress(UnreadableDocument):
        sound(parse(body))


@EACH
def test_what_is_too_large_is_refused(parse: Parse, sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert markup.LARGEST == document.LARGEST
    with pytest.raises(UnreadableDocument, match="larger than"):
        parse(b" " * (document.LARGEST + 1))


@EACH
def test_what_is_nested_without_end_is_read_or_refused(parse: Parse, sample: str) -> None:
    opened = {latexml.parse: '<div class="ltx_para">', tei.parse: "<div>", jats.parse: "<sec>"}[parse]
    anchor = {
        latexml.parse: '<div class="ltx_authors">',
        tei.parse: '<div><head n="1">',
        jats.parse: '<sec sec-type="intro">',
    }
    start = time.monotonic()
    with suppress(UnreadableDocument):
        sound(parse(sample.replace(anchor[parse], opened * 50_000 + anchor[parse]).encode()))
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("parse", [tei.parse, jats.parse])
def test_entity_bombs_are_refused_and_files_are_not_read(parse: Parse, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush-hush")
    tag = "TEI" if parse is tei.parse else "article"
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><{tag}><text>&l9;</text></{tag}>'
    with pytest.raises(UnreadableDocument):
        parse(bomb.encode())
    for outside in (f'SYSTEM "file://{secret}"', 'SYSTEM "http://127.0.0.1:9/x"'):
        inner = "<body><sec><p>&e;</p></sec></body><text><body><div><head>a</head><p>&e;</p></div></body></text>"
        body = f"<!DOCTYPE x [<!ENTITY e {outside}>]><{tag}>{inner}</{tag}>"
        with suppress(UnreadableDocument):
            assert "hush" not in repr(parse(body.encode()))


def test_tables_of_very_many_cells_are_cut() -> None:
    rows = "<tr class='ltx_tr'>" + "<td class='ltx_td'>1</td>" * 30 + "</tr>"
    table = f"<figure class='ltx_table'><table class='ltx_tabular'>{rows * 1000}</table></figure>"
    paper = latexml.parse(f"<article class='ltx_document'>{table}</article>".encode())
    assert len(paper.tables[0].rows) * 30 <= 10_000
    assert "table ? is too large and was cut" in paper.trouble
    wide = "<figure type='table'><table><row><cell cols='999999999'>a</cell></row></table></figure>"
    assert len(tei.parse(f"<TEI><text><body>{wide}</body></text></TEI>".encode()).tables[0].rows[0]) == 250


XML = pytest.mark.parametrize(("parse", "tag"), [(tei.parse, "TEI"), (jats.parse, "article")], ids=["tei", "jats"])


def titled(tag: str, title: str) -> str:
    """A document that ends too early and has this title in either kind of XML."""
    front = f"<front><article-title>{title}</article-title></front>"
    return f"<{tag}><teiHeader><titleStmt><title>{title}</title></titleStmt></teiHeader>{front}<p></{tag}>"


@XML
@pytest.mark.parametrize("half", ["&#xD835;", "&#x0dfff;", "&#55296;", "&#057343;"])
def test_half_characters_in_broken_xml(parse: Parse, tag: str, half: str) -> None:
    assert parse(titled(tag, f"a{half}b&#57344;&#x4e2d;").encode()).title == "a\ufffdb\ue000中"
    with pytest.raises(UnreadableDocument, match="not Unicode"):
        parse(titled(tag, f"a{half}b").encode("utf-16"))


@pytest.mark.parametrize(
    "formula", ['<math alttext="x', "<math", '<math alttext="a > b">junk</math>', '<math alttext="</math>']
)
def test_formulas_without_end_are_no_end_of_the_page(formula: str) -> None:
    head, tail = "<article class='ltx_document'><p class='ltx_p'>one ", "</p><p class='ltx_p'>two</p></article>"
    paper = latexml.parse(f"{head}{formula}{tail}".encode())
    assert paper.portions[0].passages[0].text.startswith("one")
    good = latexml.parse(f'{head}<math alttext="x &lt; y"><mi>junk</mi></math>{tail}'.encode())
    assert [passage.text for passage in good.portions[0].passages] == ["one x < y", "two"]


LONG = 200_000
RUNS = {
    latexml.parse: (
        "<article class='ltx_document'><ul><li class='ltx_bibitem'><span class='ltx_bibblock'>{}</span></li></ul>",
        LATEXML,
    ),
    tei.parse: ("<TEI><text><body><figure type='table'><figDesc>{}</figDesc></figure></body></text></TEI>", TEI),
    jats.parse: (
        "<article><body><p><tex-math>{0}</tex-math></p></body><back><ref-list><ref>{0}</ref></ref-list></back></article>",
        JATS,
    ),
}


@EACH
@pytest.mark.parametrize(
    "run",
    [".", ", ", "A", "1", "“", "(", "A. ", "10.1000/)", "\\begin{document}", "&#160;", "[1,", "et al. ", "2019 and "],
)
def test_long_runs_of_one_sign_take_no_time_to_speak_of(parse: Parse, sample: str, run: str) -> None:
    start = time.process_time()
    sound(parse(RUNS[parse][0].format("Ann Roe. Socks" + run * (LONG // len(run))).encode()))
    assert time.process_time() - start < 20


def test_lists_of_references_within_each_other_are_read_once() -> None:
    ref = "<ref id='B{}'><mixed-citation>A. Roe. Socks by night and day. 2019.</mixed-citation></ref>"
    inner = "<ref-list>" * 100 + "".join(map(ref.format, range(50))) + "</ref-list>" * 100
    paper = jats.parse(
        f"<article><body><sec><title>A</title><p>x</p></sec></body><back>{inner}</back></article>".encode()
    )
    assert len(paper.bibliography) == 50
    assert paper.trouble == ()


@EACH
def test_text_of_any_direction_and_script_without_a_bibliography(parse: Parse, sample: str) -> None:
    words = "مرحبا שלום \u202e相关工作 \u2066中文摘要\u2069"
    heads = {
        latexml.parse: "<article class='ltx_document'><p class='ltx_p'>{} <a href='#bib.bib7'>7</a></p></article>",
        tei.parse: "<TEI><text><body><div><p>{} <ref type='bibr' target='#b7'>7</ref></p></div></body></text></TEI>",
        jats.parse: "<article><body><p>{} <xref ref-type='bibr' rid='B7'>7</xref></p></body></article>",
    }
    paper = parse(heads[parse].format(words).encode())
    assert paper.portions[0].passages[0].text.startswith("مرحبا שלום 相关工作 中文摘要")
    assert {"no bibliography", "1 of 1 citations are of no entry of the bibliography"} <= set(paper.trouble)
