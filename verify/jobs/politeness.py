"""Politeness that all workers of a desk keep together, through the broker's server.

Each visit to a host is asked for and reported there, many of them in one round trip; a lease that ends by itself stands
for a visit whose worker was killed. While the server is away each process keeps to the same rules by itself, and says so.
"""

import asyncio
import logging
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from verify.checking.politeness import (
    FULL_WAIT,
    LONGEST_ALONE,
    REACTION,
    RECOVERY,
    SLOWEST,
    Heard,
    LocalPoliteness,
    Pace,
    Turn,
)

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).with_suffix(".lua").read_text()
ANSWER_SECONDS = 2.0
"""Seconds that the server may take; a request to a site waits for it."""
QUIET = 10.0
"""Seconds without another try after the server did not answer."""
MOST_AT_ONCE = 200
"""Visits in one round trip: the server does nothing else meanwhile."""


@dataclass(slots=True)
class Alone:
    """What one process does while the server is away; it outlives the batch, whose event loop does not."""

    rules: LocalPoliteness
    until: float = 0.0
    was_lost: bool = False

    @property
    def now(self) -> bool:
        return monotonic() < self.until

    def lost(self, error: Exception) -> None:
        self.until = monotonic() + QUIET
        if not self.was_lost:
            log.warning("The pace of hosts cannot be shared (%s): until it can, each worker keeps it by itself.", error)
        self.was_lost = True

    def found(self) -> None:
        if self.was_lost:
            log.info("The pace of hosts is shared again.")
        self.was_lost = False


@cache
def alone(pace: Pace) -> Alone:
    return Alone(LocalPoliteness(pace))


@dataclass(slots=True)
class _Visit:
    host: str
    arguments: tuple[str | int, ...]
    answer: "asyncio.Future[tuple[int, int] | None] | None" = None


@dataclass
class SharedPoliteness:
    """Open it inside an event loop: ``async with``. ``lease`` is in seconds, longer than any visit lasts."""

    url: str
    prefix: str
    pace: Pace
    lease: float
    _waiting: list[_Visit] = field(default_factory=list, init=False)
    _name: str = field(default_factory=lambda: uuid.uuid4().hex[:12], init=False)
    _closing: bool = field(default=False, init=False)
    _numbers: "count[int]" = field(default_factory=count, init=False)

    async def __aenter__(self) -> Self:
        self._client = Redis.from_url(
            self.url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
            single_connection_client=True,
        )
        self._alone = alone(self.pace)
        self._something = asyncio.Event()
        self._carrier = asyncio.create_task(self._carry())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What was left must still be said: a host is not full of visits that ended.
        self._closing = True
        self._something.set()
        await self._carrier
        with suppress(RedisError, OSError):
            await self._client.aclose()

    async def enter(self, host: str) -> Turn:
        if self._alone.now:
            return await self._alone.rules.enter(host)
        ticket = f"{self._name}:{next(self._numbers)}"
        answer = asyncio.get_running_loop().create_future()
        self._send(_Visit(host, ("enter", ticket, 0, 0), answer))
        told = await answer
        if told is None:
            return await self._alone.rules.enter(host)
        wait, closed = told
        return Turn(wait / 1000, closed=bool(closed), ticket=ticket)

    def leave(self, host: str, turn: Turn, heard: Heard) -> None:
        if not turn.ticket:
            self._alone.rules.leave(host, turn, heard)
        elif not self._alone.now:
            pushed, milliseconds = int(heard.pushed_back), round(1000 * heard.alone_for)
            self._send(_Visit(host, ("leave", turn.ticket, pushed, milliseconds)))

    def _send(self, visit: _Visit) -> None:
        self._waiting.append(visit)
        self._something.set()

    async def _carry(self) -> None:
        """While one round trip is under way, the next visits gather."""
        while self._waiting or not self._closing:
            await self._something.wait()
            visits, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            if visits:
                await self._round_trip(visits)
            if not (self._waiting or self._closing):
                self._something.clear()

    async def _round_trip(self, visits: list[_Visit]) -> None:
        told: list[tuple[int, int] | None] = [None] * len(visits)
        try:
            if not self._alone.now:
                told = await self._ask(visits)
                self._alone.found()
        except (RedisError, OSError, TimeoutError) as error:
            self._alone.lost(error)
        for visit, answer in zip(visits, told, strict=True):
            if visit.answer is not None and not visit.answer.done():
                visit.answer.set_result(answer)

    async def _ask(self, visits: list[_Visit]) -> list[tuple[int, int] | None]:
        keys = [key for visit in visits for key in self._keys(visit.host)]
        rules = (self.pace.rate, self.pace.burst, self.pace.at_once)
        times = (self.lease, SLOWEST, REACTION)
        limits = [
            *rules,
            *(round(1000 * t) for t in times),
            RECOVERY,
            round(1000 * FULL_WAIT),
            round(1000 * LONGEST_ALONE),
        ]
        arguments = [argument for visit in visits for argument in visit.arguments]
        told: list[int] = await self._client.eval(SCRIPT, len(keys), *keys, *map(str, [*limits, *arguments]))
        return list(zip(told[::2], told[1::2], strict=True))

    def _keys(self, host: str) -> tuple[str, str]:
        return f"{self.prefix}host:{host}", f"{self.prefix}inside:{host}"


def shared_politeness(pace: Pace, timeout: float) -> SharedPoliteness:
    """The desk's, by its settings. A visit may pause for a place to download, so its lease is twice its time."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    return SharedPoliteness(settings.REDIS_URL, f"{prefix}fetch:", pace, lease=2 * timeout + 10)
