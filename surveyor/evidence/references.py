"""Authors, title and venue of a reference as it is printed, by its punctuation."""

from __future__ import annotations

import re

from surveyor.text import clean, title_key

_NUMBERED = re.compile(r"^\s*(?:\[[^\]]{1,40}\]|\(\d{1,3}\)|\d{1,3}\.)\s+")
_QUOTED = re.compile(
    r"""[“„«「『]\s*([^”»」』]{8,400}?)[,.]?\s*[”»」』] | ``\s*(.{8,}?)[,.]?\s*'' | "\s*([^"]{8,}?)[,.]?\s*\"""",
    re.VERBOSE,
)
_DATED = re.compile(
    r"""(?:^|[\s,.)])[(\[]?(?:19|20)\d\d[a-z]?(?:,\s+\w+(?:\s+\d{1,2}(?:[-–]\d{1,2})?)?)?[)\]]?\s*[.,:]+\s+""",
    re.VERBOSE,
)
_STOP = re.compile(
    r"""(?=[.?!])(?<![\s.,&(-][A-Z])(?<!^[A-Z])(?<!\bal)(?<!\b[JSD]r)(?<!\bvs)(?<!\bSt)(?<!\b[Vv]ol)(?<!\b[Nn]o)(?<!\b[Ee]d)
    [.?!]{1,9}[”’]?\s+(?=\S)""",
    re.VERBOSE,
)
_SURNAME = r"[^\W\d_][\w’'‐-]*+(?:\ [^\W\d_][\w’'‐-]*+){0,2}"
_JOINED = r"(?:,?\s+(?:and|&)\s+|,\s+|;\s+|\s+)"
_INVERTED = re.compile(
    rf"""(?:{_SURNAME},\s(?:[^\W\d_a-z]\.[\s-]?)++{_JOINED}?)++(?:et\ al\.,?\s+)?(?=[^\W\d_a-z]|\d)
    |(?:{_SURNAME}\ [A-Z]{{1,3}},\s)*+{_SURNAME}\ [A-Z]{{1,3}}(?:,\ et\ al)?\.\s+(?=[^\W\d_a-z])""",
    re.VERBOSE,
)
_VENUE = re.compile(r"[.,]\s+(?=In:?\s|in Proc|arXiv\b|CoRR\b)")
_IN = re.compile(r"(?:In:?|in Proc\w*\.?|Proceedings|Proc\.|arXiv|CoRR|Journal|Advances|https?)\b")
_AFTER_VENUE = re.compile(
    r"""[,.;]?\s*(?:\b(?:pages?|pp|vol(?:ume)?|no|number)\b|\b\d+\s*[(:]|https?:|\bdoi\b|\babs/|\((?:19|20)\d\d)
    |[,.;]\s*(?:\d+\s*,|\w+\.?\s+(?:19|20)\d\d\b|(?:19|20)\d\d\b)""",
    re.VERBOSE,
)
_YEAR_LAST = re.compile(r"[\s,(\[]{0,9}(?:19|20)\d\d[a-z]?[)\]]?[.,:\s]*$")
_OTHERS = re.compile(r"\b(?:et\.?\s+al|and\s+others)\b\.?,?\s+(?=[^\W\d_a-z]|\d)")
_MARK = re.compile(r"\s*\[[A-Z](?:/OL)?\]$|,\s*(?:19|20)\d\d[a-z]?$")
_ET_AL = re.compile(r"[,\s]*(?:\bet\.?\s*al\b\.?|\band others\b\.?|等)$", re.IGNORECASE)
_ET_AL_LONGEST = 20
_AND = re.compile(r"(?=[\s;,&])\s*(?:;|,?\s+(?:and|und|et)\s+|,?\s*&\s*)\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z\u2e80-\uffff][.\s’'-]*){1,4}|(?:[^\W\d_\u2e80-\uffff]\w?\.[\s-]*){1,4}")
_INITIAL_LAST = re.compile(r"\b[A-Z]\.$")
_NAME = re.compile(r"[^\W\d_][\w.’'` ‐-]*")


def parted(text: str) -> tuple[tuple[str, ...], str]:
    """Authors and title of a printed reference, by quotes, the year after the authors, or full stops; empty where
    these do not tell."""
    line = _NUMBERED.sub("", clean(text))
    if quoted := _QUOTED.search(line):
        return names_of(line[: quoted.start()]), next(filter(None, quoted.groups())).strip()
    dated = _DATED.search(line)
    names = names_of(line[: dated.start() + 1]) if dated else ()
    if dated and names and len(_STOP.split(line[: dated.start()].rstrip(". "))) <= 2:
        return names, headline(line[dated.end() :])
    inverted = _INVERTED.match(line)
    if inverted and len(names_of(_STOP.split(line[inverted.end() :], maxsplit=1)[0])) < 2:
        return names_of(inverted[0]), headline(line[inverted.end() :])
    stop = _OTHERS.search(line) or _STOP.search(line)
    if not stop:
        return (), ""
    names = names_of(line[: stop.start() + (stop.re is _STOP)])
    return names, headline(line[stop.end() :] if names else line)


def headline(rest: str) -> str:
    """The first sentence of the rest of a printed reference, if it can be a title."""
    first = _MARK.sub("", _VENUE.split(_STOP.split(rest.strip(), maxsplit=1)[0])[0].strip(" .,"))
    return "" if _IN.match(first) or len(title_key(first)) < 8 else first


def without_venue(title: str) -> str:
    """A title without the venue that was taken for a part of it."""
    return _VENUE.split(clean(title))[0].strip(" .,")


def venue_of(rest: str) -> str:
    """The venue in the rest of a printed reference: `In Proc. of X, pages 1–9, 2017.` → `Proc. of X`."""
    return _AFTER_VENUE.split(re.sub(r"^[Ii]n:?\s+", "", clean(rest)))[0].strip(" ,.")


def names_of(text: str) -> tuple[str, ...]:
    """The people in a list of authors, names as printed, `Surname, Initials` turned round; empty for what is no such
    list."""
    plain = _without_others(_YEAR_LAST.sub("", text).strip(" ,:;("))
    parts = _AND.split(plain)
    names = [name for part in parts[:-1] for name in _people(part)]
    last = _people(parts[-1])
    names += last[:1] if names and ";" not in plain else last
    tidy = [name if _INITIAL_LAST.search(name) else name.strip(" .") for name in names]
    return tuple(tidy) if tidy and all(map(_is_name, tidy)) else ()


def _without_others(names: str) -> str:
    """The names without `et al.` or the like behind them."""
    return names[:-_ET_AL_LONGEST] + _ET_AL.sub("", names[-_ET_AL_LONGEST:])


def _people(part: str) -> list[str]:
    """Names between commas, initials joined to the name before them."""
    people: list[str] = []
    for printed in part.split(","):
        piece = printed.strip()
        if "al" in piece or "等" in piece:
            piece = _without_others(piece).strip()
        if not piece:
            continue
        if people and _INITIALS.fullmatch(piece) and (len(piece) < 3 or "." in piece or piece.isupper()):
            people[-1] = f"{piece} {people[-1]}"
        else:
            people.append(piece)
    return people


def _is_name(name: str) -> bool:
    return len(name) <= 60 and len(name.split()) <= 6 and _NAME.fullmatch(name) is not None
