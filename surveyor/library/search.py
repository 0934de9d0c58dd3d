"""Finding papers by words: BM25 over SQLite's full-text index, counting only what may be seen.

FTS5's own `bm25()` takes its statistics from every row, so a paper of next year would shift
the ranking of a survey as of last year. Here FTS5 is the inverted index alone: its postings
are read through the `fts5vocab` table and weighed with document frequencies and lengths of
the visible records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlite_utils import Database

from surveyor.library.migrations import TOKENIZER
from surveyor.library.records import Ints, Mask, Records
from surveyor.text import STOP_WORDS, WISHES, segmented
from surveyor.text_spelling import spellings

Floats = npt.NDArray[np.float32]

_TITLE_WEIGHT = 2.0
_MAX_TERMS = 64
_CACHED_TERMS = 4_000
_WORD = re.compile(r"[^\W_]+")


class Index:
    """The postings of a library's words, or of its titles' alone, weighed over what a view sees of its records."""

    def __init__(self, db: Any, records: Records, *, titles_only: bool = False) -> None:
        self._db = db
        self._records = records
        self._titles_only = titles_only
        self._lengths = (_title_lengths(db) if titles_only else records.lengths).astype(np.float32)
        self._tokens = _tokenizer()
        self._postings = lru_cache(maxsize=_CACHED_TERMS)(self._read_postings)

    def terms(self, text: str, hints: str, hint_weight: float) -> dict[str, float]:
        """The index's terms for the words of `text`, at weight 1, and of `hints`, at less."""
        said = dict.fromkeys(self.words(text)[:_MAX_TERMS], 1.0)
        return dict.fromkeys(self.words(hints)[:_MAX_TERMS], hint_weight) | said

    def words(self, text: str) -> list[str]:
        """The index's terms for the words of a text, in order, without stop words, each once; a word of two spellings
        is one term, its stems with a blank between."""
        return self._tokens(text)

    def rarity(self, term: str, visible: Mask) -> float:
        """What it says of a record to hold the term: the logarithm of how few of the visible ones do."""
        return _rarity(int(visible[self._postings(term)[0]].sum()), int(visible.sum()))

    def score(self, terms: Mapping[str, float], visible: Mask, k1: float = 0.9, b: float = 0.4) -> Floats:
        """BM25 of every record against weighted terms (see `terms`), as a share of what a record full of them would
        get: in [0, 1], 0 for what may not be seen. A word in the title counts twice.

        Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; `k1` and `b` as there, with the
        values that are usual for titles and abstracts.
        """
        scores = np.zeros(len(visible), np.float32)
        seen = int(visible.sum())
        if not seen:
            return scores
        most = 0.0
        norm = k1 * (1 - b + b * self._lengths / self._lengths[visible].mean())
        for term, weight in terms.items():
            rows, counts = self._postings(term)
            keep = visible[rows]
            rows, counts = rows[keep], counts[keep]
            idf = _rarity(len(rows), seen)
            scores[rows] += weight * idf * counts / (counts + norm[rows])
            most += weight * idf
        return scores / np.float32(most or 1.0)

    def _read_postings(self, term: str) -> tuple[Ints, Floats]:
        """Positions of the records that hold the term, and how often, a title counting more; without records that came
        into the library since it was opened."""
        stems = term.split()
        where = f"term in ({', '.join('?' * len(stems))})" + (" and col = 'title'" if self._titles_only else "")
        found = self._db.execute(f"select doc * 2 + (col = 'title') from postings where {where}", stems)
        coded = np.fromiter(chain.from_iterable(found), np.int64)
        ids, place = np.unique(coded >> 1, return_inverse=True)
        counts = np.bincount(place, np.where(coded & 1, _TITLE_WEIGHT, 1.0)).astype(np.float32)
        known = np.isin(ids, self._records.ids)
        return self._records.positions(ids[known]), counts[known]


def _rarity(having: int, seen: int) -> float:
    return float(np.log1p((seen - having + 0.5) / (having + 0.5)))


def _title_lengths(db: Any) -> Ints:
    """Words in the title of each record."""
    rows = db.execute("select length(title) - length(replace(title, ' ', '')) + 1 from papers order by id")
    return np.fromiter(chain.from_iterable(rows), np.int32)


def by_work(works: Ints, scores: Floats, among: Mask) -> Floats:
    """The score of the best record of each work among the given ones, at the place of the record that names it; `works`
    names the work of each record."""
    best = np.zeros_like(scores)
    np.maximum.at(best, works[among], scores[among])
    return best


def best_works(works: Ints, scores: Floats, among: Mask, limit: int) -> dict[int, float]:
    """The works with the best record among the given ones, to its score: `limit` of them, and all that tie with the
    last. `works` names the work of each record."""
    best = by_work(works, scores, among)
    found = np.flatnonzero(best)
    if len(found) > limit:
        least = np.partition(best[found], -limit)[-limit]
        found = found[best[found] >= least]
    return dict(zip(found.tolist(), best[found].tolist(), strict=True))


def _tokenizer() -> Callable[[str], list[str]]:
    """A function that splits and stems a text just as the index does, without stop words, each word once, in both
    spellings where it has two."""
    scratch = Database(memory=True)
    scratch.execute(f"create virtual table text using fts5(line, content='', tokenize='{TOKENIZER}')")
    scratch.execute("create virtual table terms using fts5vocab('text', 'instance')")

    def stems(text: str) -> list[str]:
        scratch.execute("insert into text (text) values ('delete-all')")
        scratch.execute("insert into text (rowid, line) values (1, ?)", [text])
        return [term for (term,) in scratch.execute("select distinct term from terms order by offset")]

    @lru_cache(maxsize=_CACHED_TERMS)
    def terms(word: str) -> tuple[str, ...]:
        spelt = spellings(word.casefold())
        return (
            (" ".join(sorted({stem for one in spelt for stem in stems(one)})),) if len(spelt) > 1 else (*stems(word),)
        )

    def words(text: str) -> list[str]:
        content = (word for word in _WORD.findall(segmented(text)) if word.casefold() not in STOP_WORDS | WISHES)
        return list(dict.fromkeys(term for word in content for term in terms(word)))

    return words
