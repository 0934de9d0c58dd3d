"""The keys that records of one work share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import msgspec

from surveyor.identity import is_bare_name, normal_id, parse_id, title_year_key
from surveyor.library.rows import PaperRow
from surveyor.models import Paper
from surveyor.places import shelf_dir
from surveyor.text import title_key


def ids_of(row: PaperRow) -> list[str]:
    """The ids of a record, public ones in their normal form, in order."""
    given = {value if parse_id(value) else f"{scheme}:{value}" for scheme, value in row.ids.items()}
    return sorted({row.id, normal_id(row.id), *map(normal_id, given)})


def keys_of(row: PaperRow) -> set[str]:
    """Its ids and its title with the year; of a bare name also those of the work that is known by it."""
    own = _own_keys(row)
    return own | known_names().get(title_key(row.title), frozenset()) if _is_bare_name(row) else own


def _is_bare_name(row: PaperRow) -> bool:
    told = Paper(
        row.id,
        (),
        row.title,
        row.year,
        authors=tuple(row.authors),
        abstract=row.abstract,
        as_cited=row.as_cited,
    )
    return not row.date and not row.ids and is_bare_name(told)


def _own_keys(row: PaperRow) -> set[str]:
    same_as = normal_id("_".join(row.same_as.split()))
    keys = {*ids_of(row), same_as, title_year_key(row.title, row.year)}
    return {key for key in keys if key}


@cache
def known_names() -> Mapping[str, frozenset[str]]:
    """A short name on the starter shelf, such as that of BERT4Rec, to the keys of the work that bears it; without names
    of several works."""
    works: dict[str, list[frozenset[str]]] = defaultdict(list)
    for file in sorted(shelf_dir().glob("*.jsonl")):
        for line in file.read_bytes().splitlines():
            if b'"names"' in line:
                row = msgspec.json.decode(line, type=PaperRow)
                for name in {title_key(name) for name in row.names}:
                    works[name].append(frozenset(_own_keys(row)))
    return {name: keys[0] for name, keys in works.items() if len(keys) == 1}
