"""Pages as arXiv and ar5iv serve them: LaTeXML's HTML of a paper with its citations where the shelf says they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from tests.standin import eprint
from tests.standin.call import Answer, Call, page_of
from tests.standin.faults import Fault
from tests.standin.telling import HEADINGS, SAY, mentions
from tests.standin.world import Cite, Work, World, number

_ID = re.compile(r"/(?:html|abs)/(.+?)(v\d+)?/?")
_CHROME = """<header class="desktop_header"><nav class="html-header-nav"><a href="https://info.arxiv.org/about">About</a>
</nav></header><dialog class="modal" id="myForm"><h5>Report GitHub Issue</h5></dialog>
<div class="ds-announcement">This is an announcement of the site, not of the paper.</div>
"""


def answer(call: Call) -> Answer:
    """The page of a paper that cites others; arXiv has the newer, ar5iv the older papers and for those that it lacks
    leads to the page of their abstract. arXiv has those too, and the sources."""
    if call.service == "arxiv-html" and call.path.startswith("/e-print/"):
        return eprint.answer(call)
    match = _ID.fullmatch(call.path)
    work = call.world.find(arxiv=match[1]) if match else None
    if work and call.service == "arxiv-html" and call.path.startswith("/abs/"):
        return page_of(f"<!DOCTYPE html><html><head><title>{escape(work.title or '')}</title></head></html>")
    if work is None or not call.path.startswith("/html/"):
        return page_of("<html><head><title>404 Not Found</title></head><body>No such paper</body></html>", 404)
    if not call.world.references(work) or _newer(call, work) != (call.service == "arxiv-html"):
        return _missing(call, work)
    if Fault.CONVERSION_FAILED in call.faults:
        return page_of(_FAILED)
    return page_of(_Page(call.world, call.single(work), call.service == "ar5iv").html())


def _missing(call: Call, work: Work) -> Answer:
    if call.service == "ar5iv":
        return Answer(307, headers=(("Location", f"/arxiv-html/abs/{work.arxiv}"),))
    return page_of("<html><head><title>No HTML</title></head><body>No HTML for this paper</body></html>", 404)


_FAILED = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Untitled</title></head><body>'
    '<article class="ltx_document"><div class="ltx_para"><p class="ltx_p">'
    '<span class="ltx_ERROR undefined">\\documentclass</span></p></div></article></body></html>'
)


def _newer(call: Call, work: Work) -> bool:
    return "." in work.arxiv and work.arxiv[:4] >= call.knobs.html_since


class _Page:
    """One paper as HTML."""

    def __init__(self, world: World, work: Work, absolute: bool) -> None:
        self._world = world
        self._work = work
        self._cites = sorted(world.references(work), key=lambda cite: (world[cite.cited].authors, cite.cited))
        self._place = {cite.cited: place for place, cite in enumerate(self._cites, 1)}
        self._here = f"https://ar5iv.labs.arxiv.org/html/{work.arxiv}" if absolute else ""
        self._chrome = "" if absolute else _CHROME

    def html(self) -> str:
        """The whole page."""
        title = escape(self._work.title or "")
        sections = "".join(
            self._section(place, kind, heading) for place, (kind, heading) in enumerate(HEADINGS.items(), 1)
        )
        authors = "".join(f'<span class="ltx_personname">{escape(name)}</span>\n' for name in self._work.authors)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
            f'{self._chrome}<div class="ltx_page_main"><div class="ltx_page_content">\n'
            f'<article class="ltx_document ltx_authors_1line">\n<h1 class="ltx_title ltx_title_document">{title}</h1>\n'
            f'<div class="ltx_authors"><span class="ltx_creator ltx_role_author">{authors}</span></div>\n'
            f'<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6>\n'
            f'<p class="ltx_p">{escape(self._work.note)}</p></div>\n'
            f"{sections}{self._bibliography()}</article>\n</div></div></body></html>\n"
        )

    def _section(self, place: int, kind: str, heading: str) -> str:
        name = f"S{place}"
        plain = [cite for cite in self._cites if not (kind == "experiments" and cite.baseline)]
        body = self._paragraphs(name, kind, plain)
        if kind == "experiments":
            compared = [cite for cite in self._cites if cite.baseline]
            body += self._subsection(name, 1, "Baselines", self._paragraphs(f"{name}.SS1", kind, compared))
            body += self._subsection(name, 2, "Main Results", self._tables(f"{name}.SS2"))
        return (
            f'<section id="{name}" class="ltx_section">\n<h2 class="ltx_title ltx_title_section">'
            f'<span class="ltx_tag ltx_tag_section">{place} </span>{heading}</h2>\n{body}</section>\n'
        )

    def _subsection(self, section: str, place: int, heading: str, body: str) -> str:
        if not body:
            return ""
        tag = f"{section[1:]}.{place} "
        return (
            f'<section id="{section}.SS{place}" class="ltx_subsection">\n<h3 class="ltx_title ltx_title_subsection">'
            f'<span class="ltx_tag ltx_tag_subsection">{tag}</span>{heading}</h3>\n{body}</section>\n'
        )

    def _paragraphs(self, name: str, kind: str, cites: list[Cite]) -> str:
        told = [SAY[kind].format(self._cite(c)) for c in cites for _ in range(mentions(c).get(kind, 0))]
        if kind == "experiments" and name.endswith(".SS1"):
            told += [SAY[kind].format(self._cite(c)) for c in cites if not mentions(c).get(kind)]
        parts = [told[i : i + 4] for i in range(0, len(told), 4)]
        return "".join(
            f'<div id="{name}.p{place}" class="ltx_para"><p class="ltx_p">{" ".join(part)}</p></div>\n'
            for place, part in enumerate(parts, 1)
        )

    def _cite(self, cite: Cite) -> str:
        place = self._place[cite.cited]
        link = f'<a class="ltx_ref" href="{self._here}#bib.bib{place}" title="">{place}</a>'
        return f'{self._called(cite)} <cite class="ltx_cite ltx_citemacro_cite">[{link}]</cite>'

    def _called(self, cite: Cite) -> str:
        cited = self._world[cite.cited]
        return escape(cited.name or " ".join((cited.title or "").split()[:4]))

    def _tables(self, name: str) -> str:
        most = max((mentions(cite).get("table", 0) for cite in self._cites), default=0)
        return "".join(self._table(name, place) for place in range(1, most + 1))

    def _table(self, name: str, place: int) -> str:
        rows = [cite for cite in self._cites if mentions(cite).get("table", 0) >= place]
        cells = "".join(
            f'<tr class="ltx_tr"><th class="ltx_td ltx_th ltx_th_row">{self._cite(cite)}</th>'
            f"{_scores(cite.key, place)}</tr>\n"
            for cite in rows
        )
        head = "".join(f'<th class="ltx_td ltx_th ltx_th_column">{column}</th>' for column in ("Model", "Dev", "Test"))
        ours = _scores(f"ours {self._work.id}", place)
        return (
            f'<figure id="{name}.T{place}" class="ltx_table">\n<table class="ltx_tabular ltx_align_middle">\n'
            f'<thead class="ltx_thead"><tr class="ltx_tr">{head}</tr></thead>\n<tbody class="ltx_tbody">\n{cells}'
            f'<tr class="ltx_tr"><th class="ltx_td ltx_th ltx_th_row">Ours</th>{ours}</tr>\n</tbody></table>\n'
            f'<figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_table">Table {place}: </span>'
            f"Results on benchmark {place}.</figcaption>\n</figure>\n"
        )

    def _bibliography(self) -> str:
        items = "".join(self._item(place, self._world[cite.cited]) for place, cite in enumerate(self._cites, 1))
        return (
            '<section id="bib" class="ltx_bibliography">\n'
            '<h2 class="ltx_title ltx_title_bibliography">References</h2>\n'
            f'<ul class="ltx_biblist">\n{items}</ul>\n</section>\n'
        )

    def _item(self, place: int, cited: Work) -> str:
        surname = cited.authors[0].split()[-1] if cited.authors else "Anonymous"
        blocks = [f"{', '.join(cited.authors)}.", f"{cited.title}.", *self._where(cited)]
        text = "".join(f'<span class="ltx_bibblock">{block}</span>\n' for block in blocks)
        tag = f"{escape(surname)} et al. ({cited.year})"
        return (
            f'<li id="bib.bib{place}" class="ltx_bibitem">\n'
            f'<span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">{tag}</span>\n{text}</li>\n'
        )

    def _where(self, cited: Work) -> Iterator[str]:
        if cited.venue:
            name = escape(self._world.proceedings(cited))
            yield f'In <em class="ltx_emph ltx_font_italic">{name}</em>, {cited.year}.'
        elif cited.arxiv:
            yield f"<em>arXiv preprint arXiv:{cited.arxiv}</em>, {cited.year}."
        if cited.doi and number(cited.id, 2):
            yield f'URL <a class="ltx_ref ltx_url" href="https://doi.org/{cited.doi}">https://doi.org/{cited.doi}</a>.'


def _scores(text: str, place: int) -> str:
    numbers = [500 + number(f"{text} {place} {column}", 450) for column in ("dev", "test")]
    return "".join(f'<td class="ltx_td ltx_align_center">{score / 10}</td>' for score in numbers)
