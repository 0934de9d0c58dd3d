"""Titles without their markup, and XML without trust."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyor.net.request import Unreadable
from surveyor.sources.markup import inner_text, plain_markup, xml_root


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a <i>b</i><sub>2</sub> <jats:p>c</jats:p> <br/>d", "a b2 c d"),
        ('<mml:math xmlns:mml="x"><mml:mi>k</mml:mi></mml:math>-means', "k-means"),
        ("p < 0.5 and q > 3, <unk> tokens", "p < 0.5 and q > 3, <unk> tokens"),
        ("&lt;i&gt;E. coli&lt;/i&gt; &amp; more", "E. coli & more"),
        ("none", "none"),
    ],
)
def test_tags_of_publishers_go_and_others_stay(marked: str, plain: str) -> None:
    assert plain_markup(marked) == plain


def test_inner_text_prints_formulas() -> None:
    element = xml_root(b"<t>A <b>b<i>c</i></b> <tex-math>\\beta</tex-math> d<!-- no --> e</t>", "t")
    assert inner_text(element) == "A bc β d e"
    assert inner_text(None) == ""


def test_xml_of_another_kind_is_unreadable() -> None:
    for body in (b"", b"<u/>", b"<t>", b"\x00", b"<t>&undefined;</t>"):
        with pytest.raises(Unreadable):
            xml_root(body, "t")


def test_nothing_outside_the_document_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    body = f'<!DOCTYPE t [<!ENTITY e SYSTEM "{secret.as_uri()}">]><t>x&e;</t>'.encode()
    try:
        text = inner_text(xml_root(body, "t"))
    except Unreadable:
        return
    assert "secret" not in text
