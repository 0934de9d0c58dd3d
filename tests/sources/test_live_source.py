"""The public paper APIs as one source: who is asked, in which order, how often, and what Coverage is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from surveyor.dates import parse_month
from surveyor.models import Citation, Outcome, Paper, Practice, Reported
from surveyor.net.request import Reply
from surveyor.sources import Query, View
from surveyor.sources.live import CONTEXTS, DEEP, ENOUGH, SEARCHES, TEXTS, LiveSource
from surveyor.sources.live_base import Adapter, Found, Gives, Search
from tests.fakes import make_paper
from tests.sources.nets import HOME, Plays, venue_map

UNTIL = View(parse_month("2021-06"))
QUERY = Query("neural ranking", UNTIL, 200)
OK: Reply[object] = Reply(Outcome.OK)
ALL = frozenset(Gives) - {Gives.FULL_TEXT}
TEXTS_ALONE = frozenset([Gives.FULL_TEXT])
BAD = [Outcome.FAILED, Outcome.BLOCKED, Outcome.RATE_LIMITED, Outcome.OUT_OF_BUDGET]


class Scripted(Adapter):
    """Gives what it was made with, and remembers what it was asked."""

    def __init__(
        self,
        name: str,
        papers: Iterable[Paper] = (),
        *,
        replies: Sequence[Reply[object]] = (OK,),
        cites: Callable[[Paper], Iterable[Paper]] = lambda _: (),
        withheld: Iterable[str] = (),
        gives: frozenset[Gives] = ALL,
        texts: Iterable[str] = (),
    ) -> None:
        super().__init__(Plays(), HOME)
        self.name, self.gives = name, gives  # type: ignore[misc]
        self.papers, self.replies = tuple(papers), tuple(replies)
        self.cites, self.withheld, self.texts = cites, tuple(withheld), frozenset(texts)
        self.searches: list[Search] = []
        self.asked: list[tuple[str, list[str]]] = []

    def search(self, search: Search) -> Found:
        self.searches.append(search)
        return Found(self.papers, replies=self.replies)

    def references(self, papers: Sequence[Paper]) -> Found:
        return self._cited("references", papers)

    def contexts(self, papers: Sequence[Paper]) -> Found:
        return self._cited("contexts", papers)

    def full_text(self, paper: Paper) -> Found:
        if Gives.FULL_TEXT not in self.gives or not self.replies:
            return Found()
        if paper.id not in self.texts:
            self.asked.append(("text", [paper.id]))
            bad = all(reply.outcome is Outcome.OK for reply in self.replies)
            return Found(replies=(Reply(Outcome.NOT_FOUND),) if bad else self.replies)
        return replace(self._cited("text", [paper]), read=(Reported(paper.id, Practice()),))

    def lookup(self, ids: Sequence[str]) -> Found:
        self.asked.append(("lookup", list(ids)))
        return Found(tuple(paper for paper in self.papers if set(paper.ids) & set(ids)), replies=self.replies)

    def _cited(self, what: str, papers: Sequence[Paper]) -> Found:
        self.asked.append((what, [paper.id for paper in papers]))
        pairs = [(paper, cited) for paper in papers for cited in self.cites(paper)]
        citations = tuple(Citation(one.id, cited.id) for one, cited in pairs)
        return Found(tuple(cited for _, cited in pairs), citations, self.replies, self.withheld)


def ranking(number: int, date: str | None = "2020-01", **more: object) -> Paper:
    return make_paper(f"doi:10.1145/{number}", date, f"Neural Ranking {number}", **more)  # type: ignore[arg-type]


def preprint(number: int, **more: object) -> Paper:
    return ranking(number, ids=(f"arxiv:2001.{number:05}",), **more)


def live(*adapters: Adapter) -> LiveSource:
    return LiveSource(adapters, venue_map())


def found(source: LiveSource, query: Query = QUERY) -> set[str]:
    return {hit.paper.id for hit in source.search(query)}


# ------------------------------------------------------------------ searching


def test_the_first_that_finds_something_is_the_only_one_asked() -> None:
    first, second = Scripted("first", [ranking(1)]), Scripted("second", [ranking(2)])
    assert found(live(first, second)) == {"doi:10.1145/1"}
    assert (len(first.searches), second.searches) == (1, [])


@pytest.mark.parametrize("outcome", [*BAD, Outcome.EMPTY, Outcome.NOT_FOUND])
def test_the_next_is_asked_on_failure_and_emptiness(outcome: Outcome) -> None:
    first, second = Scripted("first", replies=[Reply(outcome)]), Scripted("second", [ranking(2)])
    third = Scripted("third", [ranking(3)])
    assert found(live(first, second, third)) == {"doi:10.1145/2"}
    assert third.searches == []


def test_those_that_do_not_give_such_answers_are_passed_over() -> None:
    titles = Scripted("titles", [ranking(1)], gives=frozenset([Gives.TITLES]))
    words = Scripted("words", [ranking(2)], gives=frozenset([Gives.SEARCH]))
    assert found(live(titles, words)) == {"doi:10.1145/2"}
    assert titles.searches == []
    query = Query("neural ranking", UNTIL, 200, since=parse_month("2019-01"), venues=("SIGIR", "no such venue"))
    assert found(live(titles, words), query) == {"doi:10.1145/1", "doi:10.1145/2"}
    (search,) = titles.searches
    assert [venue.short for venue in search.venues] == ["SIGIR"]


def test_other_words_are_searched_for_until_there_is_enough() -> None:
    query = Query("neural ranking", UNTIL, 200, also="information retrieval", venues=("SIGIR",))
    few, many = Scripted("few", [ranking(1)]), Scripted("many", [ranking(n) for n in range(ENOUGH)])
    found(live(few), query)
    found(live(many), query)
    assert [(search.text, bool(search.venues)) for search in few.searches] == [
        ("neural ranking", True),
        ("neural ranking", False),
        ("information retrieval", False),
    ]
    assert len(many.searches) == 1


def test_the_same_search_is_made_once() -> None:
    adapter = Scripted("one", [ranking(1)])
    source = live(adapter)
    assert found(source) == found(source) == {"doi:10.1145/1"}
    assert len(adapter.searches) == 1
    assert source.reports(UNTIL)[0].requests == 1


def test_searches_end_at_a_limit_and_what_was_found_stays() -> None:
    adapter, other = Scripted("one", replies=[OK, OK, OK]), Scripted("other", [ranking(1)], replies=[OK])
    source = live(adapter, other)
    sizes = [len(found(source, Query(f"neural ranking {n}", UNTIL, 9))) for n in range(10)]
    assert sizes == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert len(adapter.searches) == -(-SEARCHES // 4)
    assert 3 * len(adapter.searches) + len(other.searches) <= SEARCHES + 2
    assert found(source, Query("neural ranking 0", UNTIL, 9)) == {"doi:10.1145/1"}


def test_hits_are_ranked_by_their_titles_and_cut() -> None:
    papers = [make_paper("doi:10.1145/1", title="Neural Ranking"), make_paper("doi:10.1145/2", title="Ranking of Hens")]
    other = make_paper("doi:10.1145/3", title="Cooking")
    source = live(Scripted("one", [other, papers[1], papers[0]]))
    view = View(2030 * 12)
    assert [hit.paper.id for hit in source.search(Query("neural ranking", view, 9))] == [paper.id for paper in papers]
    assert len(source.search(Query("neural ranking", view, 1))) == 1


# ------------------------------------------------------------------ what may be seen

HIDDEN = [ranking(1, "2021-06"), ranking(2, "2030-01"), ranking(3, ids=("arxiv:2001.00003",))]
SHOWN = [ranking(4, "2021-05"), ranking(5, None)]
VIEW = View(UNTIL.cutoff, frozenset(["arxiv:2001.00003"]))


def test_nothing_later_and_nothing_excluded_is_found() -> None:
    assert found(live(Scripted("one", HIDDEN + SHOWN)), Query("neural ranking", VIEW, 9)) == {p.id for p in SHOWN}


def test_recent_papers_have_a_date_and_walkable_ones_references() -> None:
    papers = [*SHOWN, ranking(6, "2018-01"), ranking(7, "2021-02", has_references=True)]
    source = live(Scripted("one", papers))
    recent = Query("neural ranking", UNTIL, 9, since=parse_month("2020-06"))
    assert found(source, recent) == {"doi:10.1145/4", "doi:10.1145/7"}
    assert found(source, Query("neural ranking", UNTIL, 9, walkable=True)) == {"doi:10.1145/7"}


def test_citations_of_and_to_what_may_not_be_seen_are_left_out() -> None:
    adapter = Scripted("one", cites=lambda paper: [*HIDDEN, *SHOWN])
    told = live(adapter).references([ranking(8), HIDDEN[2]], VIEW)
    assert adapter.asked == [("contexts", ["doi:10.1145/8"])]
    assert [paper.id for paper in told.papers] == ["doi:10.1145/4", "doi:10.1145/5"]
    assert [(c.citing, c.cited) for c in told.citations] == [("doi:10.1145/8", paper.id) for paper in SHOWN]


def test_a_lookup_shows_nothing_hidden_and_asks_the_next_for_what_is_missing() -> None:
    first, second = Scripted("first", [SHOWN[0], HIDDEN[0]]), Scripted("second", [SHOWN[1], SHOWN[0]])
    ids = [paper.id for paper in (*SHOWN, *HIDDEN)]
    assert live(first, second).lookup(ids, VIEW) == SHOWN
    assert second.asked == [("lookup", ["doi:10.1145/2", "doi:10.1145/3", "doi:10.1145/5"])]


# ------------------------------------------------------------------ reference lists


def test_contexts_are_asked_of_the_first_papers_and_lists_of_the_rest() -> None:
    papers = [ranking(n) for n in range(CONTEXTS + 3)]
    adapter = Scripted("one", cites=lambda _: [ranking(99)])
    source = live(adapter)
    source.references(papers, UNTIL)
    source.references([ranking(50)], UNTIL)
    assert adapter.asked == [
        ("contexts", [paper.id for paper in papers[:CONTEXTS]]),
        ("references", [paper.id for paper in papers[CONTEXTS:]]),
        ("references", ["doi:10.1145/50"]),
    ]


def test_contexts_left_over_are_for_the_next_papers() -> None:
    adapter = Scripted("one", cites=lambda _: [ranking(99)])
    source = LiveSource([adapter], venue_map(), contexts=2)
    for number in range(3):
        source.references([ranking(number)], UNTIL)
    assert [what for what, _ in adapter.asked] == ["contexts", "contexts", "references"]


@pytest.mark.parametrize("outcome", BAD)
def test_a_list_that_did_not_come_is_asked_of_the_next(outcome: Outcome) -> None:
    failing = Scripted("failing", replies=[Reply(outcome, None, "why")])
    other = Scripted("other", cites=lambda _: [ranking(99)], gives=frozenset([Gives.REFERENCES]))
    third = Scripted("third", gives=frozenset([Gives.REFERENCES]))
    told = live(failing, other, third).references([ranking(1), ranking(2)], UNTIL)
    assert len(told.citations) == 2
    assert [what for what, _ in failing.asked] == ["contexts", "references"]
    assert other.asked == [("references", ["doi:10.1145/1", "doi:10.1145/2"])]
    assert third.asked == []


def test_of_several_papers_the_next_is_asked_for_those_whose_lists_are_withheld() -> None:
    first = Scripted(
        "first",
        cites=lambda paper: [ranking(99)] if paper.id.endswith("/1") else [],
        withheld=["doi:10.1145/2"],
        gives=frozenset([Gives.REFERENCES]),
    )
    other = Scripted("other", cites=lambda _: [ranking(98)], gives=frozenset([Gives.REFERENCES]))
    told = live(first, other).references([ranking(n) for n in (1, 2, 3)], UNTIL)
    assert other.asked == [("references", ["doi:10.1145/2"])]
    assert {c.citing for c in told.citations} == {"doi:10.1145/1", "doi:10.1145/2"}


def test_where_one_knows_nothing_of_any_paper_the_next_is_asked_for_all() -> None:
    first = Scripted("first", gives=frozenset([Gives.REFERENCES]))
    other = Scripted("other", cites=lambda _: [ranking(99)], gives=frozenset([Gives.REFERENCES]))
    assert len(live(first, other).references([ranking(1), ranking(2)], UNTIL).citations) == 2
    assert other.asked == [("references", ["doi:10.1145/1", "doi:10.1145/2"])]


def test_papers_without_an_id_of_a_service_are_not_asked_for() -> None:
    adapter = Scripted("one")
    told = live(adapter).references([make_paper("nameless")], UNTIL)
    assert (told.papers, told.citations, adapter.asked) == ((), (), [])
    assert live(adapter).reports(UNTIL) == ()


# ------------------------------------------------------------------ full texts


def names(papers: Iterable[Paper]) -> list[str]:
    return [paper.id for paper in papers]


def test_the_closest_on_arxiv_are_read_and_contexts_are_asked_of_the_others() -> None:
    papers = [ranking(0), *map(preprint, range(1, 12))]
    texts = Scripted("texts", cites=lambda _: [ranking(99)], texts=names(papers), gives=TEXTS_ALONE)
    lists = Scripted("lists", cites=lambda _: [ranking(98)])
    told = live(lists, texts).references(papers, UNTIL)
    read, contexts, rest = papers[1 : 1 + DEEP], [papers[0], papers[7]], papers[8:]
    assert texts.asked == [("text", [paper.id]) for paper in read]
    assert lists.asked == [("contexts", names(contexts)), ("references", names([*rest, *read]))]
    assert {c.citing for c in told.citations if c.cited == ranking(99).id} == set(names(read))
    assert {c.citing for c in told.citations if c.cited == ranking(98).id} == set(names(papers))


def test_a_text_that_one_place_lacks_is_looked_for_in_the_next() -> None:
    papers = [preprint(n) for n in (1, 2, 3)]
    first = Scripted("first", texts=names(papers[:1]), cites=lambda _: [ranking(99)], gives=TEXTS_ALONE)
    other = Scripted("other", texts=names(papers[1:2]), cites=lambda _: [ranking(99)], gives=TEXTS_ALONE)
    lists = Scripted("lists", cites=lambda _: [ranking(98)])
    source = live(lists, first, other)
    source.references(papers, UNTIL)
    assert [ids[0] for _, ids in first.asked] == names(papers)
    assert [ids[0] for _, ids in other.asked] == names(papers[1:])
    assert lists.asked[0] == ("contexts", names(papers[2:]))
    assert [(line.name, line.read) for line in source.reports(UNTIL)] == [("lists", 0), ("first", 1), ("other", 1)]


def test_texts_are_read_once_a_survey_and_not_at_all_where_that_is_not_wanted() -> None:
    papers = [preprint(n) for n in range(3)]
    texts = Scripted("texts", texts=names(papers), cites=lambda _: [ranking(99)], gives=TEXTS_ALONE)
    source = live(Scripted("lists"), texts)
    source.references(papers[:1], UNTIL)
    source.references(papers[1:], UNTIL)
    LiveSource([texts], venue_map(), deep=0).references(papers, UNTIL)
    assert texts.asked == [("text", [papers[0].id])]


def test_texts_that_are_nowhere_end_at_a_limit() -> None:
    papers = [preprint(n) for n in range(9)]
    places = [Scripted(name, gives=TEXTS_ALONE) for name in "abcde"]
    live(*places, Scripted("lists")).references(papers, UNTIL)
    assert sum(len(place.asked) for place in places) == TEXTS


@pytest.mark.parametrize(("outcome", "contexts"), [(Outcome.OK, 0), (Outcome.EMPTY, 0), (Outcome.BLOCKED, CONTEXTS)])
def test_texts_leave_fewer_contexts_as_far_as_they_were_answered(outcome: Outcome, contexts: int) -> None:
    papers = [preprint(n) for n in range(9)]
    places = [Scripted(name, replies=[Reply(outcome)], gives=TEXTS_ALONE) for name in "abc"]
    lists = Scripted("lists", gives=frozenset([Gives.CONTEXTS]))
    live(*places, lists).references(papers, UNTIL)
    assert sum(len(ids) for _, ids in lists.asked) == contexts


def test_where_the_budget_is_spent_no_further_text_is_asked_for() -> None:
    spent: Reply[object] = Reply(Outcome.OUT_OF_BUDGET, None, "the limit")
    places = [Scripted(name, replies=[spent], gives=TEXTS_ALONE) for name in "ab"]
    source = live(*places)
    source.references([preprint(1), preprint(2)], UNTIL)
    assert [len(place.asked) for place in places] == [1, 0]
    assert [line.outcome for line in source.reports(UNTIL)] == [Outcome.OUT_OF_BUDGET]


def test_a_list_that_is_withheld_is_not_asked_of_the_next_for_a_paper_that_was_read() -> None:
    papers, lists = [preprint(1), ranking(2)], frozenset([Gives.REFERENCES])
    texts = Scripted("texts", texts=["doi:10.1145/1"], cites=lambda _: [ranking(99)], gives=TEXTS_ALONE)
    first = Scripted(
        "first",
        cites=lambda paper: [ranking(98)] if paper == papers[1] else [],
        withheld=["doi:10.1145/1"],
        gives=lists,
    )
    other = Scripted("other", gives=lists)
    live(first, other, texts).references(papers, UNTIL)
    assert (first.asked, other.asked) == ([("references", ["doi:10.1145/2", "doi:10.1145/1"])], [])


@pytest.mark.parametrize("outcome", [*BAD, Outcome.EMPTY])
def test_the_lists_of_papers_that_were_read_come_from_the_first_that_says_anything(outcome: Outcome) -> None:
    lists = frozenset([Gives.REFERENCES])
    texts = Scripted("texts", texts=["doi:10.1145/1"], cites=lambda _: [ranking(99)], gives=TEXTS_ALONE)
    first = Scripted("first", replies=[Reply(outcome, None, "why")], gives=lists)
    second, third = (Scripted(name, cites=lambda _: [ranking(98)], gives=lists) for name in ("second", "third"))
    told = live(first, second, third, texts).references([preprint(1)], UNTIL)
    assert first.asked == second.asked == [("references", ["doi:10.1145/1"])]
    assert third.asked == []
    assert {citation.cited for citation in told.citations} == {ranking(98).id, ranking(99).id}


def test_each_text_is_announced() -> None:
    said: list[str] = []
    texts = Scripted("texts", gives=TEXTS_ALONE)
    LiveSource([texts], venue_map(), progress=said.append).references([preprint(1), ranking(2), preprint(3)], UNTIL)
    assert said == ["reading 1 of 2 full texts", "reading 2 of 2 full texts"]
    LiveSource([Scripted("lists")], venue_map(), progress=said.append).references([preprint(1)], UNTIL)
    assert len(said) == 2


@pytest.mark.parametrize(("date", "shown"), [("2021-03", True), ("2021-08", False), (None, False)])
def test_what_a_text_cites_by_its_year_is_of_the_date_that_a_list_knows(date: str | None, shown: bool) -> None:
    title = "Neural Ranking of Long Documents"
    printed = make_paper("cited:neuralrankingoflongdocuments", "2021-12", title, as_cited=True, origins=())
    texts = Scripted("texts", texts=["doi:10.1145/1"], cites=lambda _: [printed], gives=TEXTS_ALONE)
    dated = [make_paper("s2:" + "0" * 40, date, title)] if date else []
    told = live(texts, Scripted("lists", cites=lambda _: dated)).references([preprint(1)], UNTIL)
    assert (printed.id in {paper.id for paper in told.papers}) is shown
    assert (printed.id in {citation.cited for citation in told.citations}) is shown


def test_of_what_several_texts_cite_by_one_title_the_fullest_record_stays() -> None:
    full = make_paper("cited:x", "2019-12", "Neural Ranking", ids=("arxiv:1901.00001",), as_cited=True, origins=())
    bare = make_paper("cited:x", None, "Neural Ranking", as_cited=True, origins=())
    for order in ([full, bare], [bare, full]):
        cites = dict(zip(["doi:10.1145/1", "doi:10.1145/2"], order, strict=True))
        texts = Scripted("texts", texts=cites, cites=lambda paper, c=cites: [c[paper.id]], gives=TEXTS_ALONE)  # type: ignore[misc]
        told = live(texts).references([preprint(1), preprint(2)], UNTIL)
        assert told.papers == (full,)
        assert len(told.citations) == 2
