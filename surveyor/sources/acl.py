"""The ACL Anthology: its whole bibliography as one file, and its collections as XML; there is nothing to query."""

from __future__ import annotations

import gzip
import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import ClassVar

from lxml import etree

from surveyor.identity import Identifier, parse_id
from surveyor.library.rows import PaperRow
from surveyor.net.request import Accept, Reply, Request, Unreadable
from surveyor.sources.live_base import Adapter
from surveyor.sources.markup import inner_text, xml_root
from surveyor.sources.records import BadRow, kept, names, title_of, year_of
from surveyor.text import clean
from surveyor.text_latex import plain_latex

_LOG = logging.getLogger("surveyor.sources.acl")
_CHUNK, _LONGEST_LINE, _LARGEST = 1 << 20, 1 << 20, 1 << 30
_CLOSING = {'"': '"', "{": "}"}
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_LETTERS = {"C": "COLING", "D": "EMNLP", "E": "EACL", "I": "IJCNLP", "J": "CL", "K": "CoNLL", "L": "LREC",
            "N": "NAACL", "P": "ACL", "Q": "TACL"}  # fmt: skip
_VENUES = {"aacl": "AACL", "acl": "ACL", "cl": "CL", "coling": "COLING", "conll": "CoNLL", "eacl": "EACL",
           "emnlp": "EMNLP", "ijcnlp": "IJCNLP", "lrec": "LREC", "naacl": "NAACL", "semeval": "SemEval",
           "sigdial": "SIGDIAL", "tacl": "TACL", "wmt": "WMT"}  # fmt: skip


class AclAnthology(Adapter):
    """Adapter of the ACL Anthology."""

    name: ClassVar[str] = "acl"

    def refresh(self) -> Reply[list[PaperRow]]:
        """Every paper of the Anthology, in one request, as rows to import into the library."""
        url = f"{self._endpoint.base}/anthology.bib.gz"
        request = Request(self.name, url, accept=Accept.GZIP, keep_days=30.0)
        return self._net.ask(request, lambda body: list(entries(body)))


def entries(gz_bytes: bytes) -> Iterator[PaperRow]:
    """Papers of `anthology.bib.gz`, without volumes; Unreadable for a broken file or one without entries.

    The file is written by a program, a field a line, so this reads its lines, not BibTeX.
    """
    found = 0
    for kind, fields in _records(_lines(gz_bytes)):
        found += 1
        if kind not in ("proceedings", "book", "string", "comment", "preamble"):
            yield from kept([fields], _row, _LOG)
    if not found:
        raise Unreadable("no BibTeX entry in the file")


def collection(xml_bytes: bytes) -> list[PaperRow]:
    """Papers of a collection, with abstracts, without front matter and what was retracted; Unreadable for others."""
    root = xml_root(xml_bytes, "collection")
    papers = ((volume, paper) for volume in root.findall("volume") for paper in volume.findall("paper"))
    return list(kept(papers, lambda paper: _xml_row(root.get("id", ""), *paper), _LOG))


def venue_of(anthology_id: str) -> str:
    """Short name of the venue that an id belongs to: `2023.findings-acl.5` is Findings-ACL; empty for workshops."""
    if anthology_id[0].isalpha():
        letter, volume = anthology_id[0], anthology_id[4]
        if letter == "S" and (volume == "2" or anthology_id[1:3] in ("07", "10")):
            return "SemEval"
        return "" if letter == "D" and volume in "56789" else _LETTERS.get(letter, "")
    group, _, volume = anthology_id.partition(".")[2].rpartition(".")[0].partition("-")
    if group == "findings":
        return f"Findings-{_VENUES[volume]}" if volume in _VENUES else "Findings"
    if anthology_id.startswith("2024.lrec-"):
        return "LREC-COLING"
    return _VENUES.get(group, "")


def _lines(gz_bytes: bytes) -> Iterator[str]:
    """Lines of a compressed text, unpacked piece by piece and never beyond a limit."""
    rest, size = b"", 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(gz_bytes)) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                *whole, rest = (rest + chunk).split(b"\n")
                if size > _LARGEST or len(rest) > _LONGEST_LINE:
                    raise Unreadable("larger than any bibliography")
                yield from b"\n".join(whole).decode("utf-8", "replace").split("\n")
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"broken gzip: {clean(str(error))[:60]}") from error
    yield rest.decode("utf-8", "replace")


def _records(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(kind, raw fields) of each entry; a value goes on in the lines that name no field."""
    kind, field = "", ""
    fields: dict[str, str] = {}
    for line in lines:
        if line[:1] == "@":
            if kind:
                yield kind, fields
            kind, field, fields = line[1:].partition("{")[0].strip().lower(), "", {}
            continue
        name, sign, value = line.partition(" = ")
        if sign and (named := name.strip()).isalpha():
            field = named.lower()
            fields[field] = value
        elif field and line != "}":
            fields[field] += f" {name.strip()}{sign}{value}"
    if kind:
        yield kind, fields


def _row(fields: dict[str, str]) -> PaperRow:
    authors = clean(plain_latex(_value(fields, "author")))
    return _paper_row(
        parse_id(_value(fields, "url")),
        plain_latex(_value(fields, "title")),
        year=_value(fields, "year"),
        month=fields.get("month", ""),
        authors=[_spoken(name) for name in authors.split(" and ") if name],
        doi=_value(fields, "doi"),
    )


def _value(fields: dict[str, str], name: str) -> str:
    """A field without its quotes or braces and what follows them."""
    raw = fields.get(name, "").strip()
    if raw[:1] in _CLOSING:
        return raw[1 : raw.rfind(_CLOSING[raw[0]], 1)]
    return raw.removesuffix(",")


def _spoken(name: str) -> str:
    """`Last, First` and `Last, Jr., First` as they are spoken."""
    last, *others = name.split(", ")
    return " ".join((others[-1], last, *others[:-1])) if others else name


def _month(text: str) -> int | None:
    """The first month named: of `sep # "{--}" # oct` it is 9."""
    found = (_MONTHS.get(word[:3].lower()) for word in _WORD.findall(text))
    return next((month for month in found if month), None)


def _paper_row(
    identifier: Identifier | None,
    title: str,
    *,
    year: str,
    month: str,
    authors: Iterable[str],
    doi: str,
    abstract: str = "",
) -> PaperRow:
    """A row of the corpus; BadRow without an id of the Anthology or a title."""
    if identifier is None or identifier.scheme != "acl":
        raise BadRow("no id of the Anthology")
    printed, named, number = title_of(title), year_of(year), _month(month)
    return PaperRow(
        id=f"acl:{identifier.value}",
        title=printed,
        abstract=clean(abstract),
        year=named,
        date=f"{named:04d}-{number:02d}" if named and number else None,
        venue=venue_of(identifier.value),
        authors=list(names(authors)),
        ids={"acl": identifier.value} | ({"doi": doi} if _DOI.fullmatch(doi) else {}),
    )


def _xml_row(group: str, volume: etree._Element, paper: etree._Element) -> PaperRow:
    if paper.find("retracted") is not None or paper.find("removed") is not None:
        raise BadRow("retracted or removed")
    authors = (
        f"{author.findtext('first') or ''} {author.findtext('last') or ''}" for author in paper.findall("author")
    )
    return _paper_row(
        parse_id(f"acl:{paper.findtext('url') or ''}") or parse_id(f"acl:{_built_id(group, volume, paper)}"),
        inner_text(paper.find("title")),
        year=volume.findtext("meta/year") or "",
        month=volume.findtext("meta/month") or "",
        authors=authors,
        doi=paper.findtext("doi") or "",
        abstract=inner_text(paper.find("abstract")),
    )


def _built_id(group: str, volume: etree._Element, paper: etree._Element) -> str:
    """The id by place, for papers whose file is elsewhere: `2022.acl` long 1, `J89` 1 1, `W19` 35 10."""
    part, number = volume.get("id", ""), paper.get("id", "")
    return (
        f"{group}-{part}{number:0>{4 - len(part)}}"
        if group[:1].isalpha() and len(part) < 4
        else f"{group}-{part}.{number}"
    )
