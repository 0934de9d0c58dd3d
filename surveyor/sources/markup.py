"""Titles without their markup: LaTeX, HTML and JATS to plain text; XML read without trust."""

from __future__ import annotations

import html
import re
import unicodedata

from lxml import etree

from surveyor.net.request import Unreadable
from surveyor.text import clean

_TAG = re.compile(
    r"</?(?:a|alternatives|b|bold|br|em|i|inf|inline-formula|inline-graphic|italic|math|m[ino]|mfrac|mover|mrow|mspace"
    r"|msqrt|mstyle|msu[bp]|msubsup|mtext|munder|p|scp?|small|span|strong|su[bp]|tex-math|title|tt|u|(?:jats|mml):[\w-]+)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^"~=.]|[Hbcdkruv](?![A-Za-z]))\s*
        (?:\{\s*(?P<braced>\\[ij]|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))
    |\\(?P<command>[A-Za-z]+)(?:\s+|\{\})?
    |\\(?P<char>.)
    |(?P<sign>---?|``|''|~|[{}$])""",
    re.VERBOSE | re.DOTALL,
)
_COMBINING = "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u030b\u0331\u0327\u0323\u0328\u030a\u0306\u030c"
_ACCENTS = dict(zip("`'^\"~=.Hbcdkruv", _COMBINING, strict=True))
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": "", "$": ""}
_CHARS = {"\\": " ", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "!": "", "(": "", ")": "", "[": "", "]": ""}
_COMMANDS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø", "OE": "Œ", "TH": "Þ", "aa": "å",
    "ae": "æ", "dh": "ð", "dj": "đ", "i": "ı", "j": "ȷ", "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß",
    "th": "þ", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotesingle": "'", "textquotedbl": '"', "textemdash": "—", "textendash": "–", "textless": "<",
    "textgreater": ">", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textunderscore": "_", "ldots": "…", "dots": "…", "textellipsis": "…", "times": "×", "ell": "ℓ", "to": "→",
    "rightarrow": "→", "lambda": "λ", "Lambda": "Λ", "infty": "∞",
}  # fmt: skip
_FORMATTING = frozenset(
    """boldsymbol bf cal em emph ensuremath it mathbb mathbf mathcal mathit mathrm mathsf mathtt mbox operatorname rm sc
    textbf textit textrm textsc textsf textsubscript textsuperscript text texttt tt underline url""".split()
)


def plain_markup(text: str) -> str:
    """Text without the tags that publishers leave in titles and abstracts; `a < b` stays."""
    shown = html.unescape(text)
    return _TAG.sub("", shown) if "<" in shown else shown


def plain_latex(text: str) -> str:
    """LaTeX of a title or name to the characters it prints; a command that is not known leaves its name."""
    if "\\" not in text and "$" not in text:
        text = text.replace("{", "").replace("}", "")
        if "--" not in text and "~" not in text and "``" not in text:
            return text
    return unicodedata.normalize("NFC", _TOKEN.sub(_printed, text))


def _printed(token: re.Match[str]) -> str:
    if accent := token["accent"]:
        return (token["braced"] or token["bare"]).removeprefix("\\") + _ACCENTS[accent]
    if command := token["command"]:
        return _COMMANDS.get(command) or ("" if command in _FORMATTING else _greek(command))
    if char := token["char"]:
        return _CHARS.get(char, char)
    return _SIGNS[token["sign"]]


def _greek(name: str) -> str:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return name


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
