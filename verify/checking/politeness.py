"""How often a host may be asked: a bucket of tokens that fills more slowly once the host pushes back.

One host's visits are limited three ways: so many at once, so many begun each second (with a short run of ``burst`` at
the full rate's expense), and none at all while the host has asked to be left alone. A host that answers 429 or 5xx or
runs out of time has its rate halved, once a second at most, and each good answer gives a tenth of it back.

This module limits one process. The workers of a desk keep these same rules together in ``verify.jobs.politeness``.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

SLOWEST = 5.0
"""Seconds between two visits to a host that goes on pushing back without saying for how long."""
REACTION = 1.0
"""Seconds in which a host's rate is halved once: the answers to visits that were under way already say nothing new."""
RECOVERY = 0.9
FULL_WAIT = 0.05
"""Seconds until a host with as many visits as it may have is looked at again."""
LONGEST_ALONE = 86_400.0
"""Seconds that a host can ask to be left alone for."""
MOST_HOSTS = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """Visits to one host: ``at_once``, ``rate`` begun each second (0 for any number), ``burst`` of them without a pause."""

    rate: float = 20.0
    burst: int = 4
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """``wait`` of 0: go, and say with ``leave`` how it was. Otherwise ask again after so many seconds.

    ``closed``: the host itself asked to be left alone. ``ticket`` belongs to whoever gave the turn.
    """

    wait: float = 0.0
    closed: bool = False
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How a visit ended: whether the host pushed back, and the seconds it asked to be left alone for."""

    pushed_back: bool = False
    alone_for: float = 0.0


class Politeness(Protocol):
    """Gives turns. ``leave`` follows every turn that was taken, at once and without waiting."""

    async def enter(self, host: str) -> Turn: ...

    def leave(self, host: str, turn: Turn, heard: Heard) -> None: ...


OpenPoliteness = Callable[[], AbstractAsyncContextManager[Politeness]]


@dataclass(slots=True)
class _Host:
    tokens: float
    at: float
    slow: float = 1.0
    slowed_at: float = float("-inf")
    closed_until: float = 0.0
    inside: int = 0
    seen: float = field(default=0.0)


class LocalPoliteness:
    """The rules for one process; ``clock`` counts seconds."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = monotonic) -> None:
        self._pace = pace
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    async def enter(self, host: str) -> Turn:
        now = self._clock()
        state = self._state(host, now)
        if state.closed_until > now:
            return Turn(state.closed_until - now, closed=True)
        if state.inside >= self._pace.at_once:
            return Turn(FULL_WAIT)
        if self._pace.rate > 0:
            interval = state.slow / self._pace.rate
            state.tokens = min(self._pace.burst, state.tokens + (now - state.at) / interval)
            state.at = now
            if state.tokens < 1:
                return Turn((1 - state.tokens) * interval)
            state.tokens -= 1
        state.inside += 1
        return Turn()

    def leave(self, host: str, turn: Turn, heard: Heard) -> None:
        now = self._clock()
        state = self._state(host, now)
        state.inside = max(0, state.inside - 1)
        if heard.alone_for > 0:
            state.closed_until = max(state.closed_until, now + min(heard.alone_for, LONGEST_ALONE))
        if not heard.pushed_back:
            state.slow = max(1.0, state.slow * RECOVERY)
        elif now - state.slowed_at >= REACTION and self._pace.rate > 0:
            state.slow = min(state.slow * 2, max(1.0, SLOWEST * self._pace.rate))
            state.slowed_at, state.tokens, state.at = now, 0.0, now

    def _state(self, host: str, now: float) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= MOST_HOSTS:
                self._forget(now)
            state = self._hosts[host] = _Host(self._pace.burst, now)
        state.seen = now
        return state

    def _forget(self, now: float) -> None:
        """Let go of the hosts that nobody visits, oldest first; those that are closed stay."""
        idle = [(s.seen, name) for name, s in self._hosts.items() if not s.inside and s.closed_until <= now]
        for _, name in sorted(idle)[: MOST_HOSTS // 2]:
            del self._hosts[name]
