"""The ACL Anthology's one file: every paper of it in BibTeX, gzipped."""

from __future__ import annotations

import gzip
import re
import unicodedata
from itertools import groupby

from tests.standin.call import Answer, Call, page_of
from tests.standin.world import Work, World, number, words

_ACCENTS = {"́": "'", "̀": "`", "̈": '"', "̂": "^", "̃": "~", "̌": "v ", "̧": "c "}
_LETTERS = {"ø": "{\\o}", "ł": "{\\l}", "ß": "{\\ss}", "ı": "{\\i}", "&": "\\&", "%": "\\%", "$": "\\$", "–": "--"}
_SPECIAL = re.compile(r"[^\x00-\x7f]|[&%$]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def answer(call: Call) -> Answer:
    """The answer to a request for `/anthology.bib.gz`."""
    if call.path != "/anthology.bib.gz":
        return page_of("<html><head><title>404 Not Found</title></head><body></body></html>", 404)
    papers = sorted((w for w in call.world.works if w.acl), key=lambda w: (-w.year, volume(w), w.acl))
    parts = ["% https://aclanthology.org/anthology.bib.gz generated on 2026-07-31\n"]
    for name, of in groupby(call.listed(papers), key=volume):
        listed = list(of)
        parts.append(_front_matter(call.world, name, listed[0]))
        parts += [_entry(call.world, work) for work in listed]
    return Answer(200, gzip.compress("\n".join(parts).encode(), 3, mtime=0), "application/gzip")


def volume(work: Work) -> str:
    """The volume's id: `2021.acl-long` of `2021.acl-long.7`, `P19-1` of `P19-1001`."""
    return work.acl.rpartition(".")[0] or work.acl[:5]


def latex(text: str) -> str:
    """Text with accents and special characters as LaTeX writes them."""
    return _SPECIAL.sub(lambda match: _letter(match[0]), text)


def _letter(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    accent = _ACCENTS.get(parts[1]) if len(parts) > 1 else None
    return _LETTERS.get(letter) or (f"{{\\{accent}{parts[0]}}}" if accent else letter)


def _braced(title: str) -> str:
    """A title whose capitals within words are protected; one of absurd length is left as it is."""
    if len(title) > 1_000:
        return latex(title)
    shown = (f"{{{word}}}" if word[1:] != word[1:].lower() and word.isalnum() else word for word in title.split(" "))
    return latex(" ".join(shown))


def _front_matter(world: World, name: str, work: Work) -> str:
    if world.is_journal(work):
        return ""
    fields = {
        "title": latex(world.proceedings(work)),
        "year": str(work.year),
        "url": f"https://aclanthology.org/{name}.0/",
    }
    return _bib("proceedings", f"{name.casefold().replace('.', '-')}-{work.year}-proceedings", fields, work)


def _entry(world: World, work: Work) -> str:
    journal = world.is_journal(work)
    surnames = [author.split()[-1].casefold() for author in work.authors[:2]] or ["anonymous"]
    key = "-".join([surnames[0], *(["etal"] if len(work.authors) > 2 else surnames[1:]), str(work.year)])
    first = next((word for word in words((work.title or "")[:200]) if word not in ("a", "the", "on")), "untitled")
    pages = number(work.id, 4_000) + 1
    fields = {
        "title": _braced(work.title or ""),
        "author": "  and\n      ".join(latex(_turned(name)) for name in work.authors),
        "journal" if journal else "booktitle": latex(world.proceedings(work)),
        **({"volume": str(work.year - 2012)} if journal else {}),
        "year": str(work.year),
        **({} if journal else {"address": "Online"}),
        "publisher": "Association for Computational Linguistics",
        "url": f"https://aclanthology.org/{work.acl}/",
        **({"doi": work.doi} if work.doi else {}),
        "pages": f"{pages}--{pages + 9}",
    }
    return _bib("article" if journal else "inproceedings", f"{key}-{first}", fields, work)


def _turned(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def _bib(kind: str, key: str, fields: dict[str, str], work: Work) -> str:
    lines = [f'    {name} = "{value}",' for name, value in fields.items() if value]
    place = next(i for i, line in enumerate(lines) if line.lstrip().startswith("year"))
    lines.insert(place, f"    month = {_MONTHS[number(volume(work), 12)]},")
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])
