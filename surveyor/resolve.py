"""What a document cites, as the papers that the sources know: its printed references are matched against them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from surveyor.evidence.cited import Cited
from surveyor.identity import components, merge, parse_id
from surveyor.library.citekeys import ids_of, parse_citekey
from surveyor.library.match import How, Wanted
from surveyor.models import Citation, Mention, Paper, Section
from surveyor.sources.base import View
from surveyor.sources.local import LibrarySource

_REFERENCE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bet al\b")
_LONG = 8
_SUREST = (How.ID, How.TITLE, How.KEY, How.NONE)

Found = tuple[Paper | None, How]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a document cites, and by what each paper was told."""

    cited: Cited
    """With the papers of the sources in place of the printed works that they know."""
    how: Mapping[str, How]
    """By `Paper.id`, for every paper of `cited`; NONE for a work as it was printed."""


def resolve(cited: Cited, sources: Sequence[LibrarySource], view: View) -> Resolved:
    """Put what the sources see under `view` in place of the printed works: facts of all sources that know a work in one
    paper, and printed works that turn out to be one in one citation."""
    wanted = [_wanted(paper) for paper in cited.papers]
    answers = [source.resolve(wanted, view) for source in sources]
    told = {printed.id: _told([answer[at] for answer in answers]) for at, printed in enumerate(cited.papers)}
    known = _known(cited.papers, {name: papers for name, (papers, _) in told.items()})
    how: dict[str, How] = {}
    for name, paper in known.items():
        how[paper.id] = min(how.get(paper.id, How.NONE), told[name][1], key=_SUREST.index)
    papers = tuple({paper.id: paper for paper in known.values()}.values())
    return Resolved(replace(cited, papers=papers, citations=_joined(cited.citations, known)), how)


def _known(printed: Sequence[Paper], found: Mapping[str, Sequence[Paper]]) -> dict[str, Paper]:
    """Each printed work's id to the one paper made of all that was found for it and for others that are the same; to
    the printed work where nothing was."""
    group = components((work.id, paper.id) for work in printed for paper in found[work.id])
    members: dict[str, dict[str, Paper]] = {}
    for work in printed:
        members.setdefault(group.get(work.id, work.id), {}).update({paper.id: paper for paper in found[work.id]})
    merged = {root: merge(papers.values()) for root, papers in members.items() if papers}
    return {work.id: merged.get(group.get(work.id, work.id), work) for work in printed}


def _wanted(paper: Paper) -> Wanted:
    """A printed work as what is known of it: its title may be a citekey, or a whole reference."""
    ids = tuple(name for name in paper.ids if parse_id(name))
    if " " not in paper.title and (parse_citekey(paper.title) or ids_of(paper.title)):
        return Wanted(ids, key=paper.title)
    if paper.title.count(" ") >= _LONG and _REFERENCE.search(paper.title):
        return Wanted(ids, text=paper.title, authors=paper.authors, year=paper.year)
    return Wanted(ids, paper.title, authors=paper.authors, year=paper.year)


def _told(answers: Sequence[Found]) -> tuple[list[Paper], How]:
    """The papers that the sources gave for one printed work; those told by a key alone count only where no other is
    there, and then the first."""
    how = min((told for _, told in answers), key=_SUREST.index, default=How.NONE)
    sure = (How.KEY,) if how is How.KEY else (How.ID, How.TITLE)
    papers = [paper for paper, told in answers if paper and told in sure]
    return (papers[:1] if how is How.KEY else papers), how


def _joined(citations: Iterable[Citation], known: Mapping[str, Paper]) -> tuple[Citation, ...]:
    """The citations by the papers that the cited works are, one a paper, mentions summed up."""
    joined: dict[str, Citation] = {}
    for citation in citations:
        cited = known[citation.cited].id
        before = joined.get(cited, Citation(citation.citing, cited))
        counts = Counter({m.section: m.count for m in before.mentions}) + Counter(
            {m.section: m.count for m in citation.mentions}
        )
        joined[cited] = Citation(
            citation.citing,
            cited,
            tuple(Mention(section, counts[section]) for section in Section if counts[section]),
            before.baseline_subsection or citation.baseline_subsection,
            before.places + citation.places,
            before.scores + citation.scores,
            before.use or citation.use,
        )
    return tuple(joined.values())
