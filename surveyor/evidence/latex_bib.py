"""The bibliography of a LaTeX paper: printed by BibTeX or biblatex, written in the text, or the database itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from surveyor.evidence.bibliography import entry
from surveyor.evidence.bibtex import entries
from surveyor.evidence.document import Entry
from surveyor.evidence.latex_macros import expanded
from surveyor.evidence.latex_names import cites
from surveyor.evidence.latex_pen import Names
from surveyor.evidence.latex_source import decoded, spaced, uncommented
from surveyor.evidence.latex_text import keys, printed
from surveyor.evidence.latex_tokens import Range, Tokens, ended, tokenised, word
from surveyor.text import clean
from surveyor.text_latex import plain_latex

_MANY = 5_000
"""Entries of a bibliography that are read at most."""
_LARGEST = 4 << 20
"""Characters of a .bbl that are read at most."""
_ACM = {"booktitle": "venue", "journal": "venue", "year": "year", "title": "title"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LABEL = re.compile(r"(.{1,80}?) ?\(((?:1[89]|20)\d\d[a-z]?|[^()]{0,20})\)")
_BIBLATEX = re.compile(r"\\entry ?\{([^{}]{1,200})\}\{[^{}]*\}\{[^{}]*\}(?:\{[^{}]*\})?")
_BIBLATEX_FIELD = re.compile(
    r"\\(?:field|list)\{([a-z]{1,30})\}|\\verb ?\{([a-z]{1,30})\} \\verb (\S{1,500})|\\strng\{"
)
_PERSON = re.compile(r"(?<![a-z])family=\{?([^{}=,]{1,100})\}?|(?<![a-z])given=\{?([^{}=,]{1,100})\}?")
_AND = re.compile(r"\s+and\s+")


def bibliography(tokens: Tokens, files: Mapping[str, bytes], main: str, trouble: list[str]) -> tuple[Entry, ...]:
    """The entries in order: as printed in the text or in a .bbl, with the fields of the .bib where there is one; of
    keys that are only cited, what the .bib has, else the key alone."""
    cited = dict.fromkeys(_cited(tokens))
    texts = {name: decoded(content) for name, content in files.items() if name.lower().endswith((".bbl", ".bib"))}
    printed_ones = dict(_printed(tokens)) or _from_bbl(texts, main, trouble)
    wanted = {*cited, *printed_ones}
    fields: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        if name.lower().endswith(".bib"):
            fields |= {key: found for key, found in entries(text, wanted).items() if key not in fields}
    found = [_entry(key, told, fields.get(key, {})) for key, told in printed_ones.items()]
    rest = [key for key in cited if key not in printed_ones][:_MANY]
    found += [_entry(key, {}, fields[key]) if key in fields else Entry(key, "") for key in rest]
    alone = sum(key not in fields for key in rest)
    if alone:
        trouble.append(f"{alone} of {len(cited)} cited works are not in a bibliography: known by their key alone")
    return tuple(found[:_MANY])


def _cited(tokens: Tokens) -> Iterator[str]:
    for at, item in enumerate(tokens.items):
        if "cite" in item and cites(word(item)):
            where, _ = tokens.argument(tokens.options(at + 1, len(tokens)), len(tokens))
            yield from keys(tokens.short(where))


def _from_bbl(texts: Mapping[str, str], main: str, trouble: list[str]) -> dict[str, dict[str, Any]]:
    """What a .bbl holds: that of the main file, else any."""
    own = f"{main.removesuffix(PurePosixPath(main).suffix)}.bbl"
    found: dict[str, dict[str, Any]] = {}
    for name in sorted((name for name in texts if name.lower().endswith(".bbl")), key=lambda n: (n != own, n)):
        text = texts[name]
        told = dict(_biblatex(text)) or dict(
            _printed(Tokens(expanded(tokenised(spaced(uncommented(text[:_LARGEST]))), trouble)))
        )
        found = {**told, **found}
        if name == own and told:
            break
    return found


def _printed(tokens: Tokens) -> Iterator[tuple[str, dict[str, Any]]]:
    r"""The \bibitems among tokens, each with what is told of it."""
    items = tokens.items
    places = [at for at, item in enumerate(items) if word(item) == "bibitem"][:_MANY]
    for number, (at, after) in enumerate(pairwise([*places, len(items)]), 1):
        label, start = tokens.option(at + 1, after)
        where, start = tokens.argument(start, after)
        if not (key := tokens.short(where).strip()) or "\\" in key:
            continue
        end = next((i for i in range(start, after) if ended(items[i]) == "thebibliography"), after)
        yield key, _told(tokens, (start, end), tokens.short(label) if label else "", number)


def _told(tokens: Tokens, where: Range, label: str, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {"text": clean(printed(tokens, [where], Names()).text)}
    told["label"] = str(number)
    if label:
        told["label"], told["year"] = _label(label)
    blocks = [at for at in range(*where) if word(tokens.items[at]) == "newblock"]
    if len(blocks) > 1:
        told["title"] = clean(printed(tokens, [(blocks[0], blocks[1])], Names()).text).rstrip(".").strip('“”"')
    for at in range(*where):
        if word(tokens.items[at]) in ("showarticletitle", "bibinfo"):
            _marked(tokens, at, where[1], told)
    return {name: value for name, value in told.items() if value}


def _marked(tokens: Tokens, at: int, end: int, told: dict[str, Any]) -> None:
    """A field that the style of ACM marks: \\showarticletitle{title}, \\bibinfo{year}{2020}."""
    if word(tokens.items[at]) == "bibinfo":
        (kind, value), _ = tokens.arguments(at + 1, end, 2)
        field = _ACM.get(tokens.short(kind), "")
    else:
        (value,), _ = tokens.arguments(at + 1, end, 1)
        field = "title"
    if not field or not tokens.short(value):
        return
    text = clean(printed(tokens, [value], Names()).text).rstrip(".")
    if field != "year":
        told.setdefault(field, text)
    elif _YEAR.fullmatch(text):
        told.setdefault(field, int(text))


def _label(raw: str) -> tuple[str, int | None]:
    """How an entry is cited by its natbib label, such as `Chen et al., 2017`, and its year."""
    text = clean(plain_latex(raw.replace("~", " ").replace("\\protect", "")))
    found = _LABEL.match(text)
    label = f"{found[1]}, {found[2]}" if found and found[2] else text[:80]
    year = _YEAR.search(found[2] if found else "")
    return label.removesuffix("()"), int(year[0]) if year else None


def _biblatex(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a .bbl that biblatex wrote."""
    starts = [*_BIBLATEX.finditer(text)][:_MANY]
    for start, after in zip(starts, [*(s.start() for s in starts[1:]), len(text)], strict=False):
        body = " ".join(text[start.end() : after].split())
        raw: dict[str, str] = {}
        for found in _BIBLATEX_FIELD.finditer(body):
            if name := found[1] or found[2]:
                raw.setdefault(name, found[3] or _braced(body, found.end()))
        people = [found[1] or found[2] for found in _PERSON.finditer(body[: body.find("\\field")])]
        pairs = zip(people[::2], people[1::2], strict=False)
        raw["author"] = " and ".join(f"{family}, {given}" for family, given in pairs)
        yield start[1], {"fields": raw}


def _braced(text: str, at: int) -> str:
    """What the braces that open here hold."""
    if text[at : at + 1] != "{":
        return ""
    depth = 0
    for sign in re.finditer(r"[{}]", text[at : at + 5_000]):
        depth += 1 if sign[0] == "{" else -1
        if depth == 0:
            return text[at + 1 : at + sign.start()]
    return ""


def _entry(key: str, told: dict[str, Any], fields: Mapping[str, str]) -> Entry:
    """An entry by what is printed and by what the database has of it; the database knows the fields better."""
    known = _known(fields or told.get("fields", {}))
    text = told.get("text") or _shown(known)
    merged = {**{name: told[name] for name in ("title", "year", "venue", "label") if told.get(name)}, **known}
    return entry(key, text, **merged)


def of_database(key: str, fields: Mapping[str, str]) -> Entry:
    """An entry by what a database alone has of it."""
    return _entry(key, {}, fields)


def _known(fields: Mapping[str, str]) -> dict[str, Any]:
    def plain(*names: str) -> str:
        return next((text for name in names if (text := clean(plain_latex(fields.get(name, ""))))), "")

    year = _YEAR.search(plain("year", "date", "issue_date"))
    authors = [_person(name) for name in _AND.split(plain("author"))[:200] if name.strip()]
    known: dict[str, Any] = {
        "title": plain("title").rstrip("."),
        "authors": tuple(name for name in authors if name),
        "year": int(year[0]) if year else None,
        "venue": plain("booktitle", "journal", "journaltitle", "howpublished"),
        "links": tuple(filter(None, _links(fields))),
    }
    return {name: value for name, value in known.items() if value}


def _person(name: str) -> str:
    """A name with the given name first."""
    family, comma, given = name.partition(",")
    return " ".join(f"{given} {family}".split()) if comma else " ".join(name.split())


def _links(fields: Mapping[str, str]) -> Iterator[str]:
    """The texts of the fields that may hold ids, each as its print says it."""
    if fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower() == "arxiv":
        yield f"arXiv:{fields.get('eprint', '').strip()}"
    for name in ("doi", "url", "howpublished", "note"):
        yield fields.get(name, "").replace("\\", "")


def _shown(known: Mapping[str, Any]) -> str:
    """An entry of a database as a plain style prints it."""
    authors = known.get("authors", ())
    names = authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} and {authors[-1]}" if authors else ""
    last = ", ".join(str(known[name]) for name in ("venue", "year") if name in known)
    return " ".join(f"{part}." for part in (names, known.get("title"), last) if part)
