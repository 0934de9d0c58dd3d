"""What every adapter has from its base."""

from __future__ import annotations

from surveyor.models import Outcome
from surveyor.net.request import Reply
from surveyor.sources.live_base import Adapter, Found, batches, contents, told
from tests.fakes import make_paper
from tests.sources.nets import HOME, Plays, make_search


def test_an_adapter_gives_nothing_and_asks_nothing_of_its_own() -> None:
    net = Plays()
    adapter = Adapter(net, HOME)
    papers = [make_paper("doi:10.1145/1")]
    assert adapter.search(make_search()) == adapter.references(papers) == adapter.contexts(papers) == Found()
    assert adapter.lookup(["doi:10.1145/1"]) == Found()
    assert (net.requests, adapter.gives) == ([], frozenset())


def test_how_a_question_ended_keeps_everything_but_the_answer() -> None:
    reply = Reply(Outcome.OK, [1], "note", dollars=0.001, recorded=True)
    assert told(reply) == Reply(Outcome.OK, None, "note", dollars=0.001, recorded=True)


def test_no_such_thing_is_an_answer() -> None:
    assert Found(replies=(Reply(Outcome.NOT_FOUND), Reply(Outcome.EMPTY))).ok
    assert not Found(replies=(Reply(Outcome.NOT_FOUND), Reply(Outcome.RATE_LIMITED))).ok


def test_found_papers_are_the_first_and_each_is_there_once() -> None:
    one, two = make_paper("doi:10.1145/1"), make_paper("doi:10.1145/2")
    replies = [Reply(Outcome.OK, [one, two]), Reply(Outcome.FAILED), Reply(Outcome.OK, [one])]
    found = Found.of(contents(replies), replies)
    assert found.papers == (one, two)
    assert [reply.outcome for reply in found.replies] == [Outcome.OK, Outcome.FAILED, Outcome.OK]
    assert Found.of(contents(replies), replies, 1).papers == (one,)


def test_batches_repeat_nothing() -> None:
    assert list(batches("abcab", 2)) == [["a", "b"], ["c"]]
    assert list(batches([], 2)) == []
