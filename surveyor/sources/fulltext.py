"""Papers in full: arXiv's own page, else that of ar5iv, else the LaTeX source, each read as a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import quote

from surveyor.evidence import latex, latexml
from surveyor.evidence.cited import cited
from surveyor.evidence.document import Document, UnreadableDocument
from surveyor.models import Outcome, Paper, Reported
from surveyor.net.request import Accept, Reply, Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Adapter, Asks, Found, Gives, told

TITLED = 0.5
"""Share of a bibliography whose entries have a title, below which its references are better asked elsewhere."""

_ADDRESS = re.compile(
    r"""(?ix) (?: (?:https?://)? (?:[\w-]+\.)* (?:arxiv|ar5iv)\.org/ (?:abs|pdf|html|e-print|src|format|ps)/
    | (?:https?://)? (?:dx\.)? (?:doi\.org/|doi:\s*)? 10\.48550/arxiv\.
    | arxiv:\s* )?"""
)
_NAME = re.compile(r"(?i)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(v[1-9]\d*)?(?:\.pdf)?/?(?:[?#\s].*)?", re.DOTALL)
_BARE = re.compile(r"(?i)\d{4}\.\d{4,5}(?:v[1-9]\d*)?")


def arxiv_id_of(text: str) -> str | None:
    """The arXiv id in an address of arXiv or ar5iv, in a DOI of arXiv's, or in `arXiv:1706.03762v2`, with its version
    as far as it says one; None for anything else."""
    text = text.strip()
    address = _ADDRESS.match(text)
    name = _NAME.fullmatch(text, address.end() if address else 0)
    if name is None or not (name.start() or _BARE.fullmatch(text)):
        return None
    return f"{name[1]}{(name[2] or '').lower()}"


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer of a place holds; it is as long as the number of texts in it."""

    document: Document | None
    why_not: str = ""

    def __len__(self) -> int:
        return int(self.document is not None)


class _Place(Adapter):
    """A place with texts of arXiv's papers, each at an address of its own."""

    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.FULL_TEXT])
    folder: ClassVar[str]
    accept: ClassVar[Accept] = Accept.HTML

    def text(self, name: str) -> Reply[Document]:
        """The paper with an arXiv id; of several versions the newest, unless the id names one.

        Not found, empty or failed where it is not there, not in a form that can be read, or without a bibliography.
        """
        url = f"{self._endpoint.base}/{self.folder}/{quote(name, safe='/')}"
        reply = self._net.ask(Request(self.name, url, accept=self.accept, gone="/abs/"), self.page)
        page = Page(None, reply.detail) if reply.value is None else reply.value
        return Reply(reply.outcome, page.document, page.why_not, reply.dollars, reply.recorded, reply.again)

    def full_text(self, paper: Paper) -> Found:
        """The works in its bibliography that have a title there, and where it cites them."""
        name = _own_id(paper.ids)
        if not name:
            return Found()
        reply = self.text(name)
        titled = _titled(reply.value) if reply.value else None
        if titled is None:
            return Found(replies=(_remark(reply) if reply.value else told(reply),))
        references = cited(titled)
        citations = tuple(replace(one, citing=paper.id) for one in references.citations if one.cited != paper.id)
        reported = Reported(paper.id, references.practice, references.ours)
        return Found(references.papers, citations, (told(reply),), read=(reported,))

    @staticmethod
    def page(body: bytes) -> Page:
        """The document in an answer; Unreadable where it is something else."""
        return _page(latexml.parse, body)


class ArxivHtml(_Place):
    """arXiv's own pages: of most papers written in LaTeX since December 2023."""

    name: ClassVar[str] = "arxiv-html"
    folder: ClassVar[str] = "html"


class Ar5iv(_Place):
    """The pages of ar5iv: of older papers; for one that it does not have it leads to that of its abstract."""

    name: ClassVar[str] = "ar5iv"
    folder: ClassVar[str] = "html"


class ArxivSource(_Place):
    """What the authors sent in: LaTeX, or a PDF, which is not read."""

    name: ClassVar[str] = "arxiv-source"
    service: ClassVar[str] = ArxivHtml.name
    folder: ClassVar[str] = "e-print"
    accept: ClassVar[Accept] = Accept.GZIP

    @staticmethod
    def page(body: bytes) -> Page:
        """The document in an e-print; Unreadable where it is something else."""
        if body.startswith(b"%PDF"):
            return Page(None, "a PDF alone, without a source")
        return _page(lambda archive: latex.parse(latex.unpack(archive)), body)


PLACES: Mapping[str, type[_Place]] = MappingProxyType(
    {"arxiv-html": ArxivHtml, "ar5iv": Ar5iv, "arxiv-source": ArxivSource}
)
"""Where a text is looked for, in this order."""


class FullTexts:
    """The places together."""

    def __init__(self, net: Asks, endpoints: Mapping[str, Endpoint]) -> None:
        self._places = [place(net, endpoints[place.service or name]) for name, place in PLACES.items()]

    def read(self, paper_ids: Iterable[str]) -> Reply[Document]:
        """The text of the paper known under the ids, from the first place that has it.

        Without a document the outcome is that of a place that could not answer, else `not found`. The detail says of
        every place that was asked in vain why it has none.
        """
        name = _own_id(paper_ids)
        if not name:
            return Reply(Outcome.NOT_FOUND, detail="no arXiv id, and texts are known by that alone")
        missed: list[str] = []
        worst = Outcome.NOT_FOUND
        for place in self._places:
            reply = place.text(name)
            if reply.value is not None:
                return replace(reply, detail="; ".join(missed))
            missed.append(f"{place.name}: {reply.detail}")
            worst = worst if reply.outcome in (Outcome.NOT_FOUND, Outcome.EMPTY) else reply.outcome
        return Reply(worst, detail="; ".join(missed))


def _own_id(ids: Iterable[str]) -> str:
    """The first of the ids that is arXiv's, without a prefix; empty where none is."""
    return next((name for one in ids if (name := arxiv_id_of(one))), "")


def _page(parse: Callable[[bytes], Document], body: bytes) -> Page:
    try:
        document = parse(body)
    except UnreadableDocument as error:
        raise Unreadable(str(error)) from error
    return (
        Page(document)
        if document.bibliography
        else Page(None, "a text without a bibliography, as of a conversion that failed")
    )


def _titled(document: Document) -> Document | None:
    """The document with those of its references that have a title; None where those are few."""
    entries = tuple(entry for entry in document.bibliography if entry.title)
    return replace(document, bibliography=entries) if len(entries) >= TITLED * len(document.bibliography) else None


def _remark(reply: Reply[Document]) -> Reply[object]:
    return replace(told(reply), detail="a bibliography without titles: its references are asked for elsewhere")
