"""`Net`: a question is answered from its recording or, within budget, pace and patience, by the source itself."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping, Sized
from dataclasses import replace
from typing import TypeVar

from surveyor.errors import CacheError
from surveyor.models import Outcome
from surveyor.net.budget import Budget
from surveyor.net.cache import Recording, RecordingCache
from surveyor.net.judge import Answer, judge, number, one_line, secrets
from surveyor.net.ledger import Ledger, Tally
from surveyor.net.pace import Pace, doors, pace_name
from surveyor.net.policy import POLICIES, Policy
from surveyor.net.request import Reply, Request, Unreadable
from surveyor.net.retry import TryError, with_retries
from surveyor.net.wire import Transports, Wire, is_gone, redirected

T = TypeVar("T")

NOTHING_DAYS = 1.0
"""How long "not found", and an answer with nothing in it, is good for."""
MAX_REDIRECTS = 5
MAX_LOST = 120.0
"""Seconds of a run that tries in vain and the waits after them may take; then nothing is tried again."""
MAX_PACE_WAIT = 120.0
_NOT_RECORDED = "not recorded; run once without --offline"
_log = logging.getLogger("surveyor.net")


class Net:
    """All that a run asks of the world; a context manager, usable by several threads.

    `contact` is the mail address shown to the services. `transport` gives another transport for a host, `clock` and
    `sleep` another time. Cache, budget and pace belong to the caller; a pace that is not given is this process' own.
    """

    def __init__(
        self,
        cache: RecordingCache,
        budget: Budget,
        *,
        offline: bool = False,
        refresh: bool = False,
        transport: Transports | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        pace: Pace | None = None,
        policies: Mapping[str, Policy] = POLICIES,
        contact: str = "",
    ) -> None:
        self.offline = offline
        self.refresh = refresh and not offline
        self._cache = cache
        self._recording = True
        self._budget = budget
        self._clock = clock
        self._sleep = sleep
        self._pace = pace or Pace(None)
        self._owns_pace = pace is None
        self._policies = policies
        self._announced: dict[str, tuple[int, float]] = {}
        self._doors = doors(policies)
        self._wire = Wire(transport, contact, clock)
        self._ledger = Ledger()
        self._lock = threading.Lock()
        self._contact = contact
        self._answered: set[str] = set()
        self._lost = 0.0

    def __enter__(self) -> Net:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._wire.close()
        if self._owns_pace:
            self._pace.close()

    def tally(self, source: str) -> Tally:
        """What was asked of a source so far and how it ended."""
        return self._ledger.tally(source)

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        """The answer to a request, as `parse` reads it, or why there is none; what goes wrong outside never raises.

        A recording is used unless it is older than `request.keep_days` or Net was made with `refresh`; an answer that
        can be parsed, and a 404, is recorded. `parse` raises Unreadable when a body is not what it should be.
        KeyError when no policy is known for `request.source`.
        """
        policy = self._policies[request.source]
        reply = self._recorded(request, parse) or self._refused(request) or self._live(request, policy, parse)
        self._ledger.enter(request.source, reply)
        if reply.ok or reply.outcome is Outcome.NOT_FOUND:
            return replace(reply, again=self._was_answered(request.key))
        if not self.offline:
            self._keep(request, lambda: self._cache.put_trouble(request, reply.outcome, reply.detail))
        return reply

    def _was_answered(self, key: str) -> bool:
        with self._lock:
            before = key in self._answered
            self._answered.add(key)
        return before

    def _recorded(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T] | None:
        recording = None if self.refresh else self._lookup(request)
        if recording is None:
            return self._replayed_trouble(request) if self.offline else None
        if recording.status == 404:
            return Reply(Outcome.NOT_FOUND, detail="HTTP 404", dollars=recording.dollars, recorded=True)
        reply = replace(_read(request, recording.body, parse), dollars=recording.dollars, recorded=True)
        if reply.outcome is Outcome.EMPTY and self._is_old(recording):
            return None
        return reply if reply.ok or self.offline else None

    def _replayed_trouble(self, request: Request) -> Reply[T]:
        try:
            outcome, detail = self._cache.trouble(request.key) or (Outcome.FAILED, _NOT_RECORDED)
        except CacheError as error:
            outcome, detail = Outcome.FAILED, str(error)
        return Reply(outcome, detail=detail)

    def _lookup(self, request: Request) -> Recording | None:
        try:
            found = self._cache.get(request.key, self._clock(), math.inf if self.offline else request.keep_days)
        except CacheError as error:
            self._give_up_recording(request, error)
            return None
        return None if found and found.status == 404 and self._is_old(found) else found

    def _is_old(self, recording: Recording) -> bool:
        """Whether a recorded "there is no such thing" is to be doubted."""
        return not self.offline and self._clock() - recording.fetched_at > NOTHING_DAYS * 86_400

    def _refused(self, request: Request) -> Reply[T] | None:
        off = self._ledger.off(request.source)
        return Reply(off[0], detail=off[1]) if off else None

    def _live(self, request: Request, policy: Policy, parse: Callable[[bytes], T]) -> Reply[T]:
        try:
            answer = self._answer(request, policy)
            reply = self._kept(request, policy, answer, parse)
        except TryError as error:
            advice = policy.remedy.get(error.outcome, "")
            detail = self._discreet(error.detail if advice in error.detail else f"{error.detail}; {advice}")
            reply = Reply(error.outcome, detail=detail)
            _log.debug("%s: %s: %s", request.source, error.outcome, detail)
            if error.off:
                self._ledger.switch_off(request.source, error.outcome, detail)
        self._ledger.watch(request.source, reply)
        return reply

    def _answer(self, request: Request, policy: Policy) -> Answer:
        def send() -> Answer:
            began = self._clock()
            try:
                return self._followed(request, policy)
            except TryError:
                self._lose(self._clock() - began)
                raise

        def sleep(seconds: float) -> None:
            self._lose(seconds)
            self._wait(request.source, seconds)

        return with_retries(
            send,
            tries=policy.tries,
            allows=lambda seconds: self._lost + seconds <= MAX_LOST,
            sleep=sleep,
        )

    def _lose(self, seconds: float) -> None:
        with self._lock:
            self._lost += max(0.0, seconds)

    def _followed(self, request: Request, policy: Policy) -> Answer:
        hop = request
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._hop(hop, policy)
            if is_gone(hop, answer):
                return replace(answer, status=404, body=b"")
            onward = redirected(hop, answer)
            if onward is None:
                judge(answer, hop, policy, self._clock())
                return answer
            hop = onward
        raise TryError(Outcome.FAILED, f"more than {MAX_REDIRECTS} redirects")

    def _hop(self, request: Request, policy: Policy) -> Answer:
        with self._doors[request.source]:
            self._admit(request, policy)
            self._ledger.count(request.source, requests=1, dollars=request.price)
            answer = self._wire.send(request, policy)
        self._learn(request, policy, answer)
        return answer

    def _admit(self, request: Request, policy: Policy) -> None:
        off = self._ledger.off(request.source)
        if off:  # by another thread, while this one waited at the door or before a retry
            raise TryError(*off)
        refusal = self._budget.take(request.price)
        if refusal:
            raise TryError(Outcome.OUT_OF_BUDGET, refusal)
        try:
            self._keep_pace(request, policy)
        except TryError:
            self._budget.give_back(request.price)
            raise

    def _keep_pace(self, request: Request, policy: Policy) -> None:
        pace = self._announced.get(request.source, policy.pace)
        waited = 0.0
        while wait := self._pace.take(pace_name(request, policy), pace, self._clock()):
            waited += wait
            if waited > MAX_PACE_WAIT:
                raise TryError(Outcome.RATE_LIMITED, "other runs of surveyor use up the pace", off=True)
            self._wait(request.source, wait)

    def _wait(self, source: str, seconds: float) -> None:
        self._ledger.count(source, waited=seconds)
        self._sleep(seconds)

    def _learn(self, request: Request, policy: Policy, answer: Answer) -> None:
        cost = number(answer.headers.get(policy.dollar_header))
        if cost is not None:
            self._budget.settle(request.price, cost)
            self._ledger.count(request.source, dollars=cost - request.price)
        left = [number(answer.headers.get(name)) for name in (policy.left_header, policy.prepaid_header)]
        if left[0] is not None:
            self._ledger.leave(request.source, left[0] + (left[1] or 0.0))
        if left[0] == 0 and not left[1]:
            why = policy.remedy.get(Outcome.OUT_OF_BUDGET, "the budget of the service is spent")
            self._ledger.switch_off(request.source, Outcome.OUT_OF_BUDGET, why)
        if policy.pace_headers:
            self._announced[request.source] = _slower(policy.pace, answer, policy.pace_headers)

    def _kept(self, request: Request, policy: Policy, answer: Answer, parse: Callable[[bytes], T]) -> Reply[T]:
        cost = number(answer.headers.get(policy.dollar_header))
        dollars = request.price if cost is None else cost
        if answer.status == 404:
            self._record(request, answer, b"", dollars)
            return Reply(Outcome.NOT_FOUND, detail="HTTP 404", dollars=dollars)
        read = _read(request, answer.body, parse)
        reply = replace(read, detail=self._discreet(read.detail), dollars=dollars)
        if reply.ok:
            self._record(request, answer, answer.body, dollars)
        return reply

    def _record(self, request: Request, answer: Answer, body: bytes, dollars: float) -> None:
        private = [*secrets(request), *([self._contact] if self._contact else [])]
        if not any(secret.encode() in body for secret in private):
            said = (self._clock(), answer.status, answer.content_type, body, dollars)
            self._keep(request, lambda: self._cache.put(request, *said))

    def _discreet(self, text: str) -> str:
        """Text that a service may have made of what it was sent, without the mail address."""
        return text.replace(self._contact, "***") if self._contact else text

    def _keep(self, request: Request, put: Callable[[], None]) -> None:
        if not self._recording:
            return
        try:
            put()
        except CacheError as error:
            self._give_up_recording(request, error)

    def _give_up_recording(self, request: Request, error: CacheError) -> None:
        with self._lock:
            first, self._recording = self._recording, False
        if first:
            self._ledger.note(request.source, f"answers are not recorded: {error}")


def _read(request: Request, body: bytes, parse: Callable[[bytes], T]) -> Reply[T]:
    try:
        value = parse(body)
    except (Unreadable, RecursionError) as error:
        return Reply(Outcome.FAILED, detail=f"not what the service promises: {one_line(str(error), request)}")
    empty = value is None or (isinstance(value, Sized) and len(value) == 0)
    return Reply(Outcome.EMPTY if empty else Outcome.OK, value)


def _slower(pace: tuple[int, float], answer: Answer, names: tuple[str, str]) -> tuple[int, float]:
    requests = number(answer.headers.get(names[0]))
    seconds = number(answer.headers.get(names[1], "").rstrip("s"))
    if not requests or not seconds or requests < 1:
        return pace
    announced = (int(requests), seconds)
    return announced if announced[0] / announced[1] < pace[0] / pace[1] else pace
