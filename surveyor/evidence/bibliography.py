"""Entries of a bibliography: ids, year and, from how a reference is printed, title and authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from surveyor.evidence.document import Entry
from surveyor.identity import build_id, parse_id
from surveyor.text import clean, title_key

_IDS = (
    ("arxiv", re.compile(r"(?i)(?:arxiv(?:\.org)?\s*[:/.]?\s*(?:(?:abs|pdf|html)/|e-?prints?:?\s*|preprint:?\s*|:\s*)*|\babs/|\bCoRR,?\s+abs/)\s*"
                         r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?!\d)")),
    ("doi", re.compile(r"(?i)(?:\bdoi\b[\s:.]*|doi\.org/|^|[\s(:/])(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>{}|,;\u4e00-\u9fff]+)")),
    ("acl", re.compile(r"(?i:aclanthology\.(?:org|info)/(?:papers/)?|aclweb\.org/anthology/(?:papers/)?)(?:[A-Z]/[A-Z]\d\d/)?"
                       r"([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)")),
)  # fmt: skip
_BARE_ARXIV = re.compile(r"(\d{4}\.\d{4,5})(?:v\d+)?(?:\s*\[[\w.-]+\])?")
_YEAR = re.compile(r"(?<![\d.:/-])((?:19|20)\d\d)[a-z]?(?![\d/]|[.:]\d|[-–]\d)")
_DATED = re.compile(
    r"(?:^|[\s,.)])[(\[]?((?:19|20)\d\d)[a-z]?(?:,\s+\w+(?:\s+\d{1,2}(?:[-–]\d{1,2})?)?)?[)\]]?\s*[.,:]+\s+"
)
_NOISE = re.compile(
    r"https?://\S+|\b10\.\d{4,9}/\S+|(?i:arxiv[:\s.]*(?:preprint\s+)?(?:arxiv:)?)\s*\d{4}\.\d{4,5}|\b\d+\s?[-–—]+\s?\d+\b|\b\d{4}\.\d{4,5}\b"
)
_QUOTED = re.compile(
    r"[“„«「『]\s*([^”»」』]{8,}?)[,.]?\s*[”»」』]|``\s*(.{8,}?)[,.]?\s*''|\"\s*([^\"]{8,}?)[,.]?\s*\""
)
_STOP = re.compile(
    r"(?<![\s.,&(-][A-Z])(?<!^[A-Z])(?<!\bal)(?<!\bJr)(?<!\bSr)(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\b[Vv]ol)(?<!\b[Nn]o)(?<!\b[Ee]d)[.?!]+[”’]?\s+(?=\S)"
)
_ET_AL = re.compile(r"(?i)[,\s]*(?:\bet\.?\s*al\b\.?|\band others\b\.?|等)$")
_AND = re.compile(r"\s*(?:;|,?\s+(?:and|und|et)\s+|,?\s*&\s*)\s*")
_INITIALS = re.compile(r"(?:[^\W\d_][.\s’'-]*){1,4}|(?:[^\W\d_]\w?\.[\s-]*){1,4}|Jr\.?|I{1,3}")
_NAME = re.compile(r"[^\W\d_][\w.’'` ‐-]*")
_IN = re.compile(r"^(?:In:?|in Proc\w*\.?|Proceedings|Proc\.|arXiv|CoRR|Journal|Advances)\b")
_NUMBERED = re.compile(r"^\s*(?:\[[^\]]{1,40}\]|\(\d{1,3}\)|\d{1,3}\.)\s+")
_EARLIEST, _LATEST = 1900, 2035


def entry(
    key: str,
    text: str,
    *,
    title: str = "",
    authors: Sequence[str] = (),
    year: int | None = None,
    venue: str = "",
    links: Iterable[str] = (),
    label: str = "",
) -> Entry:
    """An entry from how it is printed and the fields that the source gives; what it does not give is read off the print.

    `links` are texts that may hold ids besides, such as URLs.
    """
    line = clean(text)
    names, headline = ((), "") if title and authors else parted(line)
    return Entry(
        key,
        line,
        title=clean(title) or headline,
        authors=tuple(filter(None, map(clean, authors))) or (names if not title else ()),
        year=year if year is not None else year_of(line),
        venue=clean(venue),
        ids=ids_of(line, *links),
        label=_bare(clean(label)),
    )


def _bare(label: str) -> str:
    """A marker without the brackets around it: `[12]` → `12`, `Chen et al. (2017)` stays."""
    while len(label) > 1 and label[0] + label[-1] in ("()", "[]", "{}"):
        label = label[1:-1].strip()
    return label.strip(",;. ")


def ids_of(*texts: str) -> tuple[str, ...]:
    """Normal ids that stand in texts, sorted: arXiv, DOI, ACL Anthology."""
    found: set[str] = set()
    for text in texts:
        for scheme, pattern in _IDS:
            found.update(_normal(scheme, match[1]) for match in pattern.finditer(text))
        if bare := _BARE_ARXIV.fullmatch(text.strip()):
            found.add(_normal("arxiv", bare[1]))
    return tuple(sorted(found - {""}))


def _normal(scheme: str, value: str) -> str:
    while value and (value[-1] in ".,;:'\"]}>" or (value[-1] == ")" and value.count("(") < value.count(")"))):
        value = value[:-1]
    identifier = parse_id(f"{scheme}:{value}")
    return build_id(identifier) if identifier else ""


def year_of(text: str) -> int | None:
    """The year of a printed reference: the one in brackets or before the title, else the last."""
    plain = _NOISE.sub(" ", text)
    years = [int(found) for found in _YEAR.findall(plain) if _EARLIEST <= int(found) <= _LATEST]
    bracketed = re.search(r"\(((?:19|20)\d\d)[a-z]?\)", plain)
    return int(bracketed[1]) if bracketed else years[-1] if years else None


def year_of_arxiv(some_id: str) -> int | None:
    """The year in an id of arXiv; None for any other id."""
    match = re.match(r"arxiv:(?:[a-z-]+(?:\.[A-Z]{2})?/)?(\d\d)\d\d", some_id)
    return None if not match else int(match[1]) + (1900 if int(match[1]) > 90 else 2000)


def venue_of(text: str) -> str:
    """The venue in the rest of a printed reference: `In Proc. of X, pages 1–9, 2017.` → `Proc. of X`."""
    plain = re.sub(r"^(?:In:?|in)\s+", "", clean(text))
    return re.split(
        r"[,.;]?\s*(?:\b(?:pages?|pp|vol(?:ume)?|no|number)\b|\(?\b(?:19|20)\d\d\b|\b\d+\s*[(:,]|https?:|doi\b|abs/)",
        plain,
    )[0].strip(" ,.")


def parted(text: str) -> tuple[tuple[str, ...], str]:
    """Authors and title of a printed reference, by quotes, the year after the authors, or full stops; empty where
    these do not tell."""
    line = _NUMBERED.sub("", clean(text))
    if quoted := _QUOTED.search(line):
        return names_of(line[: quoted.start()]), next(filter(None, quoted.groups())).strip()
    dated = _DATED.search(line)
    if dated and dated.start() > 2 and len(_STOP.split(line[: dated.start()].rstrip(". "))) <= 2:
        return names_of(line[: dated.start() + 1]), headline(line[dated.end() :])
    sentences = _STOP.split(line, maxsplit=2)
    if len(sentences) > 1 and (names := names_of(sentences[0])):
        return names, headline(line[line.find(sentences[1], len(sentences[0])) :])
    return (), headline(line) if len(sentences) > 1 else ""


def headline(rest: str) -> str:
    """The first sentence of the rest of a printed reference, if it can be a title."""
    first = _STOP.split(rest.strip(), maxsplit=1)[0]
    first = re.split(r"[.,]\s+(?=In:?\s|in Proc|arXiv\b|CoRR\b)", first)[0].strip(" .,")
    return "" if _IN.match(first) or len(title_key(first)) < 8 or first.startswith("http") else first


def names_of(text: str) -> tuple[str, ...]:
    """The people in a list of authors, names as printed, `Surname, Initials` turned round; empty for what is no such
    list."""
    plain = _ET_AL.sub("", re.sub(r"[\s,(\[]*(?:19|20)\d\d[a-z]?[)\]]?[.,:\s]*$", "", text).strip(" ,:;("))
    pieces = [piece.strip(" ,") for part in _AND.split(plain) for piece in part.split(",")]
    pieces = [_ET_AL.sub("", piece).strip() for piece in pieces]
    names: list[str] = []
    for piece in filter(None, pieces):
        if _INITIALS.fullmatch(piece) and names and (len(piece) < 3 or "." in piece or piece.isupper()):
            names[-1] = f"{piece} {names[-1]}" if piece[:2] not in ("Jr", "II") else names[-1]
        else:
            names.append(piece)
    people = [name.strip(" .") if not re.search(r"\b[A-Z]\.$", name) else name for name in names]
    return tuple(people) if people and all(_is_name(name) for name in people) else ()


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and len(name.split()) <= 6 and len(name) <= 60
