"""The ACL Anthology as a corpus of the library: it has no search, but one file with every paper of its venues."""

from __future__ import annotations

from datetime import date, timedelta

from surveyor.library import Library
from surveyor.library.corpus import corpora, import_rows
from surveyor.models import Outcome
from surveyor.net.request import Reply
from surveyor.sources.acl import AclAnthology

ANTHOLOGY = "acl-anthology"
"""Name of the corpus."""

KEPT = timedelta(days=30)
"""How long it is good for."""


def refresh(library: Library, adapter: AclAnthology, today: date, *, renew: bool = True) -> Reply[int]:
    """Fetch the Anthology where the library has none or, to `renew` it, an old one; the value is how many papers came
    in, 0 if none had to. Whatever goes wrong outside, the corpus is then as it was before."""
    held = [corpus for corpus in corpora(library) if corpus.name == ANTHOLOGY]
    if any(not renew or _is_fresh(corpus.fetched, today) for corpus in held):
        return Reply(Outcome.EMPTY, 0)
    reply = adapter.refresh()
    if reply.value:
        import_rows(library, reply.value, name=ANTHOLOGY, fetched=today)
    return Reply(reply.outcome, len(reply.value or ()), reply.detail, reply.dollars, reply.recorded)


def _is_fresh(fetched: str, today: date) -> bool:
    return bool(fetched) and today - date.fromisoformat(fetched) < KEPT
