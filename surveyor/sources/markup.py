"""Titles without their markup: HTML and JATS to plain text; XML read without trust."""

from __future__ import annotations

import html
import re

from lxml import etree

from surveyor.net.request import Unreadable
from surveyor.text import clean
from surveyor.text_latex import plain_latex

_TAG = re.compile(
    r"</?(?:a|alternatives|b|bold|br|em|i|inf|inline-formula|inline-graphic|italic|math|m[ino]|mfrac|mover|mrow|mspace"
    r"|msqrt|mstyle|msu[bp]|msubsup|mtext|munder|p|scp?|small|span|strong|su[bp]|tex-math|title|tt|u|(?:jats|mml):[\w-]+)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)


def plain_markup(text: str) -> str:
    """Text without the tags that publishers leave in titles and abstracts; `a < b` stays."""
    shown = html.unescape(text)
    return _TAG.sub("", shown) if "<" in shown else shown


def xml_root(body: bytes, tag: str) -> etree._Element:
    """The root element of a document, which must be a `tag`; Unreadable otherwise.

    Entities of the document's own are resolved within limits, those from outside never.
    """
    parser = etree.XMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"not XML: {clean(str(error))[:60]}") from error
    if root is None or root.tag != tag:
        raise Unreadable(f"not a document of {tag.rpartition('}')[2]}")
    return root


def inner_text(element: etree._Element | None) -> str:
    """The text of an element and all within it, formulas as they print; empty without an element."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        inner = inner_text(child)
        parts += [plain_latex(inner) if child.tag == "tex-math" else inner, child.tail or ""]
    return "".join(parts)
