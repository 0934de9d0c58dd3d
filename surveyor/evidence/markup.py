"""Bytes to elements without trust: nothing from outside (as lxml does since 5), no entity bombs, bounded size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from surveyor.evidence.document import LARGEST, UnreadableDocument
from surveyor.text import clean

_CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?(?!utf-?8)[a-z\d]")
_CHARACTER = re.compile(rb"&#(?:[xX]0*([\da-fA-F]{4})|0*(\d{5}));")
_TEX = re.compile(rb'\salttext="([^"<]*)"')


def html_root(page: bytes) -> etree._Element:
    """The root of a page, its formulas as TeX where that is told; UnreadableDocument where there is none."""
    _check_size(page)
    page = _without_mathml(page.replace(b"\0", b""))
    parser = etree.HTMLParser(
        encoding=None if _CHARSET.search(page[:4096]) else "utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(page, parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(f"not HTML: {_reason(error)}") from error
    if root is None:
        raise UnreadableDocument("not HTML: nothing in it")
    return root


def _without_mathml(page: bytes) -> bytes:
    """The page with the TeX in place of MathML, which takes up most of a page and says nothing else."""
    first, *formulas = page.split(b"<math")
    return b"<math".join([first, *map(_as_tex, formulas)])


def _as_tex(formula: bytes) -> bytes:
    """The rest of a formula, behind `<math`, and of the page up to the next."""
    tag, end = formula.partition(b">")[0], formula.find(b"</math>")
    tex = _TEX.search(tag)
    return b"".join((tag, b">", tex[1], formula[end:])) if tex and end > len(tag) else formula


def xml_root(xml: bytes) -> tuple[etree._Element, str]:
    """The root of an XML document and what is wrong with it, if anything; one that breaks off is read up to there.

    UnreadableDocument where there is no element at all, or entities that do not come to an end.
    """
    _check_size(xml)
    try:
        return etree.fromstring(xml, _parser(recover=False)), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = _reason(error)
        if b"<!ENTITY" in xml:
            raise UnreadableDocument(f"not XML: {reason}") from error
    try:
        root = etree.fromstring(_CHARACTER.sub(_no_half, xml), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(f"not XML: {_reason(error)}") from error
    if root is None:
        raise UnreadableDocument(f"not XML: {reason}")
    return root, f"broken XML, read as far as it goes: {reason}"


def _no_half(reference: re.Match[bytes]) -> bytes:
    """A reference to a character; to the sign for one that is not known in place of half of one (a surrogate)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"&#xFFFD;" if 0xD800 <= code < 0xE000 else reference[0]


def text_in(element: etree._Element) -> str:
    """All the text in an element, one line."""
    return clean("".join(map(str, element.itertext())))


def local(element: etree._Element | None) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = None if element is None else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name in an element, of whatever namespace, in order."""
    return element.iter("{*}" + name)


def find(element: etree._Element, name: str, *, deep: bool = True) -> etree._Element | None:
    """The first element of a name in an element, of whatever namespace; not `deep`: among its children."""
    return element.find((".//{*}" if deep else "{*}") + name)


def has_class(element: etree._Element, name: str) -> bool:
    """Whether an element of a page is of a class."""
    kinds = element.get("class")
    return kinds is not None and name in kinds and name in kinds.split()


def with_class(element: etree._Element, name: str, *tags: str) -> Iterator[etree._Element]:
    """The elements of a class in an element of a page, in order; those of some `tags` are found faster."""
    return (inner for inner in element.iter(*(tags or "*")) if has_class(inner, name))


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=recover
    )  # fmt: skip


def _check_size(body: bytes) -> None:
    if len(body) > LARGEST:
        raise UnreadableDocument(f"larger than {LARGEST >> 20} MB")


def _reason(error: Exception) -> str:
    return clean(str(error))[:80]
