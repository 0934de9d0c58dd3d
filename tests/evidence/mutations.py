"""Documents damaged at random: the same number and inputs give the same damage."""

# ruff: noqa: E501 - a list of phrases is read better in few lines

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Chance, an input, and all inputs of its kind to the damaged input."""

LARGEST = 40_000
"""Bytes of an input at most, so that many can be tried; what a mutation makes longer is cut."""
_TOKEN = re.compile(rb"<[^<>]*>|\\[A-Za-z@]+|\\.|[{}\[\]$&#%@,=\"]|\s+|[^<\\{}\[\]$&#%@,=\"\s]+|.", re.DOTALL)
_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_OPENERS = re.compile(rb"<[a-zA-Z][^<>/]*>|\\begin\{[^{}]*\}|[{\[($]|\\[A-Za-z]+\{")
_NUMBER = re.compile(rb"\d+")
_EXTREMES = [b"0", b"-1", b"99999999999999999999", b"1e9", b"NaN", "٣".encode(), "²".encode(), b"1" * 5_000, b""]
_SIGNS = (
    "\u0000\u0001\u001b\u0085\u00a0\u061c\u200b\u200e\u200f\u2028\u202e\u2066\ufeff\ufffe\ud7ff"
    "שלוםمرحبا中文摘要参考文献相关工作ÀßİıŁﬁ²٣Ⅻ\U0001f600\U00010000\U0010ffff\u0301\u0338"
)
_PHRASES = (
    "<!DOCTYPE x [<!ENTITY a \"&a;&a;\">]>", "&a;", "&#0;", "&#xD800;", "&#1114112;", "&nbsp;", "<![CDATA[", "]]>", "<!--",
    "-->", "<?x", "</body>", "</math>", "<math alttext=\"x", "<math>", "<table>", "<td colspan=\"250\" rowspan=\"9999\">",
    "<tr class='ltx_tr'>", "<table class='ltx_tabular'>", "<figure class='ltx_table'>", "<article class='ltx_document'>",
    "<li class='ltx_bibitem' id='bib.bib1'>", "<section class='ltx_bibliography'>", "<a href='#bib.bib1'>", "<ref type=\"bibr\">",
    "<ref type=\"bibr\" target=\"#b0\">", "<biblStruct>", "<figure type=\"table\">", "<cell cols=\"250\">", "<xref ref-type=\"bibr\" rid=\"B1 B2\">",
    "<sec>", "<ref-list>", "<tex-math>", "\\def\\x{\\x\\x}\\x", "\\newcommand{\\y}[2][a]{#1#2#9}\\y", "\\input{main}", "\\input{../x}",
    "\\begin{tabular}{l", "\\begin{table}", "\\end{document}", "\\begin{thebibliography}", "\\bibitem[", "\\cite{", "\\cites[a][b]{c}",
    "\\iffalse", "\\fi", "\\else", "\\newif\\ify", "\\let\\a=\\b", "\\let\\cite\\x", "\\verb|", "\\multicolumn{99999}{c}{", "\\multirow{-99999}{*}{",
    "\\footnote{", "\\section{", "\\begin{verbatim}", "\\catcode`\\%=12", "$$", "\\[", "%", "\\\\[", "@string{a = a # a}", "@inproceedings{x,",
    "title = {", "year = ", " # ", "10.1000/", "arXiv:", "(2019", "[3]-[9999]", "et al., ", "http://", "[1, 2–300]",
)  # fmt: skip


def mutated(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """The input after one to six mutations."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        body = chance.choice(MUTATIONS)(chance, body, others)[:LARGEST]
    return body


def _place(chance: Random, body: bytes) -> int:
    return chance.randint(0, len(body))


def _stretch(chance: Random, pieces: Sequence[bytes], longest: int = 60) -> tuple[int, int]:
    start = chance.randrange(len(pieces) + 1)
    return start, min(len(pieces), start + chance.randint(1, longest))


def truncated(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    cut = _place(chance, body)
    return body[:cut] if chance.random() < 0.8 else body[cut:]


def flipped(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 30) if body else 0):
        changed[chance.randrange(len(changed))] = chance.choice(
            (chance.randrange(256), 0, 0x22, 0x3C, 0x5C, 0x7B, 0x7D)
        )
    return bytes(changed)


def swapped(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    pieces = _TOKEN.findall(body)
    for _ in range(chance.randint(1, 20) if pieces else 0):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def doubled(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """A stretch of tokens stands many times, or once more elsewhere."""
    pieces = _TOKEN.findall(body)
    start, end = _stretch(chance, pieces)
    again = pieces[start:end] * chance.choice((1, 2, 5, 50, 1_000))
    at = start if chance.random() < 0.5 else chance.randrange(len(pieces) + 1)
    return b"".join((*pieces[:at], *again, *pieces[at:]))


def shortened(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    pieces = _TOKEN.findall(body)
    start, end = _stretch(chance, pieces, 400)
    return b"".join((*pieces[:start], *pieces[end:]))


def untagged(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """Some tags, braces and commands are gone."""
    share = chance.choice((0.005, 0.05, 0.5))
    pieces = _TOKEN.findall(body)
    return b"".join(piece for piece in pieces if piece[:1] not in b"<\\{}[]&$" or chance.random() > share)


def nested(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """What opens here opens very often."""
    openers = list(_OPENERS.finditer(body))
    if not openers:
        return body
    opener = chance.choice(openers)
    times = min(chance.choice((3, 30, 300, 3_000)), LARGEST // len(opener[0]))
    return body[: opener.start()] + opener[0] * times + body[opener.end() :]


def attributed(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """A tag with a huge attribute, with very many, or with that of another tag."""
    tags = list(_TAG.finditer(body))
    if not tags:
        return body
    tag, other = chance.choice(tags), chance.choice(tags)[0]
    name = chance.choice(
        (b"class", b"id", b"href", b"alttext", b"target", b"rid", b"colspan", b"rows", b"n", b"xml:id")
    )
    huge = b" " + name + b'="' + chance.choice((b"x", b"x ", b"9", b"ltx_p ", b"{", b"\\mathbf{")) * 9_000 + b'"'
    many = b"".join(b' a%d="%d"' % (at, at) for at in range(2_000))
    borrowed = other[:-1].partition(b" ")[2].rstrip(b"/")
    return body[: tag.end() - 1] + chance.choice((huge, many, b" " + borrowed)) + body[tag.end() - 1 :]


def spliced(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start = _place(chance, other)
    at, end = sorted((_place(chance, body), _place(chance, body)))
    return body[:at] + other[start : start + chance.randint(1, 20_000)] + body[chance.choice((at, end)) :]


def foreign(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """Signs of other scripts, marks of direction and controls, here and there or in one long run."""
    for _ in range(chance.randint(1, 8)):
        signs = "".join(chance.choices(_SIGNS, k=chance.choice((1, 3, 40, 2_000))))
        coded = signs.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "gb18030")), "replace")
        at = _place(chance, body)
        body = body[:at] + coded + body[at:]
    return body


def numbered(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """Some numbers are extreme."""
    share = chance.choice((0.02, 0.3))
    return _NUMBER.sub(lambda found: chance.choice(_EXTREMES) if chance.random() < share else found[0], body)


def spelled(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """Phrases that mean something to a reader, where they do not belong."""
    for _ in range(chance.randint(1, 10)):
        phrase = chance.choice(_PHRASES).encode()
        at = _place(chance, body)
        body = body[:at] + phrase * chance.choice((1, 1, 1, 20, 500)) + body[at:]
    return body


def repeated(chance: Random, body: bytes, others: Sequence[bytes]) -> bytes:
    """One sign or one short run of them very often."""
    at = _place(chance, body)
    run = body[at : at + chance.choice((1, 1, 2, 3, 8, 30))]
    return body[:at] + run * min(chance.choice((100, 3_000, 60_000)), LARGEST // max(len(run), 1)) + body[at:]


MUTATIONS: tuple[Mutation, ...] = (
    truncated, flipped, swapped, doubled, shortened, untagged, nested, attributed, spliced, foreign, numbered, spelled,
    repeated,
)  # fmt: skip
