"""Tasks whose answers are works of a library: surveyor's lists beside those of the peers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from surveyor.bench.answers import Answers, Ask, Result, Told
from surveyor.bench.peers import DEPTH, searches, walks
from surveyor.bench.pool import Pool
from surveyor.bench.questions import Questions, Topic
from surveyor.bench.tasks import TASKS, Among
from surveyor.library import Library
from surveyor.library.records import Seen


def asker(library: Library, tasks: Sequence[str], questions: Questions, told: Told) -> Ask:
    """A function that asks the peers a topic, and puts what surveyor told beside their answers."""
    pool = Pool(library)
    among: dict[Among, None] = dict.fromkeys(TASKS[task].among for task in tasks)
    walking = any(TASKS[task].peers == "graph" for task in tasks)

    def ask(topic: Topic) -> Answers:
        seen = pool.seen(topic)
        rankings = [*searches(pool, topic, among), *(walks(pool, topic, among) if walking else ())]
        answers = Answers(topic.qid, {}, {}, told.times | {ranking.peer: ranking.seconds for ranking in rankings})
        for task in tasks:
            if rights := questions.gold[task].get(topic.qid):
                documents, named = pool.documents(rights, seen)
                ours = _told(pool, task, told.results[topic.qid], seen)
                found = {"surveyor": ours} | {ranking.peer: ranking.works[TASKS[task].among] for ranking in rankings}
                answers.gold[task] = sorted(documents)
                answers.found[task] = {peer: _named(works, named) for peer, works in found.items()}
        return answers

    return ask


def _told(pool: Pool, task: str, result: Result, seen: Seen) -> Sequence[int | str]:
    """The works of surveyor's list that may be named, as deep as those of the peers; what is nothing visible is a wrong
    answer where all works may be named, and none where only some may."""
    among = TASKS[task].among
    works = result.related if TASKS[task].answer == "related" else result.baselines
    told = pool.told((work.named for work in works), seen)
    mask = pool.candidates(among, seen)
    return [work for work in told if (among == "all" if isinstance(work, str) else mask[work])][:DEPTH]


def _named(works: Iterable[int | str], named: Mapping[int, str]) -> list[str]:
    """Works as documents, each once."""
    return list(dict.fromkeys(named.get(work, str(work)) if isinstance(work, int) else work for work in works))
