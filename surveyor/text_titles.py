"""Titles as files and reference lists print them, without what is no part of a title."""

from __future__ import annotations

import re

from surveyor.text import title_key

_SHORTEST, _FEWEST = 8, 2
"""Letters and words that a title keeps at least."""

_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'"}
_PERIOD = re.compile(r"(?<=[^\W_]{3})\.$")

_YEAR = r"(?:\(?(?:19|20)\d\d[a-z]?\)?[.:,]\s+)?"
_NAME = r"(?:(?:van|von|de|di|la|le)\s+)*[^\W\d_a-z][\w'’-]+"
_GIVEN = r"(?:[^\W\d_a-z]\.\s?-?)+"
_SENTENCE = r"(?=[A-Z][\w-]*:?\s[a-z])(?!Journal|Proceedings|Transactions|Advances)"
_WORDED = rf"(?:{_GIVEN}\s*)?{_NAME}(?:\s+(?:[^\W\d_a-z]\.?|{_NAME})){{0,3}}"
_AUTHORS = tuple(
    re.compile(rule)
    for rule in (
        rf"^(?:and\s+)?{_WORDED}(?:,\s+(?:and\s+)?{_WORDED}){{0,12}},?\s+et\.? al\.?[.:,]?\s+{_YEAR}(?=[A-Z\d])",
        rf"^{_WORDED}(?:,\s+{_WORDED}){{0,12}},\s+and\s+{_WORDED}\.\s+{_YEAR}{_SENTENCE}",
        rf"^{_NAME}\s+{_NAME}\s+and\s+{_NAME}\s+{_NAME}\.\s+{_YEAR}{_SENTENCE}(?=\S+\s[a-z]\S*\s[a-z])",
        rf"^{_NAME},\s{_GIVEN}(?:[;,]?\s*(?:and\s+|&\s+)?{_NAME},\s{_GIVEN})*:?\s+{_YEAR}(?=[A-Z\d])(?![\w'’-]+,)",
        rf"^(?:{_GIVEN}\s*){_NAME}(?:,?\s+and\s+(?:{_GIVEN}\s*{_NAME}|others))\.\s+{_YEAR}(?=[A-Z\d])",
    )
)
"""What stands before a title in a reference whose authors were not told from it."""

_HOMES = (
    "AAAI|ACL|AISTATS|BMVC|CIKM|COLING|COLT|CVPR|ECCV|EMNLP|ICASSP|ICCV|ICLR|ICML|ICRA|IJCAI|IJCV|INTERSPEECH|IROS|JMLR"
    "|KDD|MICCAI|NAACL|NIPS|NeurIPS|RecSys|SIGIR|TPAMI|UAI|WACV|WSDM|WWW"
)
_HOME = (
    r"(?:In: |in: |in (?=[Aa]r[Xx]iv)|[Ii]n:? (?=(?:[A-Z]{3,}|Proc|Advances|Conference|International|IEEE|ACM|Annual"
    r"|European|NeurIPS|Interspeech|Medical|Workshop|Findings)\b)|(?:[Cc]ite )?[Aa]r[Xx]iv\b|C(?:oRR|ORR|orr)\b"
    r"|Proceedings of |Proc\. |Advances in Neural |(?:International|European|Asian) (?:Conference|Journal|Workshop)\b"
    rf"|Journal of |IEEE |conference paper$|(?:{_HOMES})(?:,?\s?['’]?\d{{2,4}})?$)"
)
_AFTER = re.compile(rf"""(?:(?P<end>[?!])["”’]?[.,]?|["”’]?[.,;:]["”’]?\.?|["”’])\s+(?:en\.\s+)?{_HOME}.*$""")
_NUMBER = re.compile(r"\s*[(\[,.]?\s*arxiv:\s?\d{4}\.\d{4,5}.*$", re.IGNORECASE)
"""Where a work was published, behind its title."""


def plain_title(title: str, *, as_cited: bool = False) -> str:
    """The title alone, without quotes around it and a period behind it; of a reference (`as_cited`) also without the
    authors before and the place of publication behind it, where enough is left to be a title."""
    if as_cited:
        title = _kept(title, _NUMBER.sub("", title))
        title = _kept(title, _AFTER.sub(lambda cut: cut["end"] or "", title))
        for authors in _AUTHORS:
            title = _kept(title, authors.sub("", title))
    inner = title[1:-1].strip()
    if _QUOTES.get(title[:1]) == title[-1:] and not any(sign in inner for sign in (title[0], title[-1])):
        title = _kept(title, inner)
    return _kept(title, _PERIOD.sub("", title))


def _kept(whole: str, cut: str) -> str:
    """What is left of a title, unless that is too little."""
    enough = len(title_key(cut)) >= _SHORTEST and len(cut.split()) >= _FEWEST
    return cut if enough else whole
