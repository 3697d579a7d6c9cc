"""Who may ask now: so many requests at once in all, and for one host as its politeness allows."""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from verify.checking.politeness import Heard, Politeness, Turn


class NotNow(Exception):
    """The turn would come too late. ``by_host``: the host asked to be left alone for ``seconds``."""

    def __init__(self, seconds: float, by_host: bool) -> None:
        super().__init__(f"not for {seconds:.0f} s")
        self.seconds = seconds
        self.by_host = by_host


@dataclass(slots=True)
class Visit:
    """What is said about a visit when it ends."""

    heard: Heard = field(default_factory=Heard)


class Line:
    """So many places, handed on in the order of asking; who is ``urgent`` comes before all who are not."""

    def __init__(self, places: int) -> None:
        self._free = max(1, places)
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    async def acquire(self, urgent: bool = False) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._others).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            # It may have become ours in the same moment.
            if turn.done() and not turn.cancelled():
                self.release()
            raise

    def release(self) -> None:
        for waiting in (self._urgent, self._others):
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1


class Place:
    """One of the few places to download to, which a check has or has not; it may outlive the visit that needed it."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self.is_taken = False

    async def take(self) -> None:
        if not self.is_taken:
            await self._places.acquire()
            self.is_taken = True

    async def take_if_free(self) -> bool:
        if not self._places.locked():
            await self.take()
        return self.is_taken

    def leave(self) -> None:
        if self.is_taken:
            self._places.release()
            self.is_taken = False


class Slots:
    """``overall`` requests at once; for one host what ``politeness`` allows, of which ``per_host`` wait in line here.

    A host that is closed for longer than ``patience`` seconds is not waited for, and nothing begins ``batch_seconds``
    after the start: both raise NotNow.
    """

    def __init__(
        self,
        overall: int,
        per_host: int,
        politeness: Politeness,
        patience: float = 30.0,
        batch_seconds: float | None = None,
    ) -> None:
        self._overall = Line(overall)
        self._per_host = per_host
        self._hosts: dict[str, Line] = {}
        self._politeness = politeness
        self._patience = patience
        self._end = None if batch_seconds is None else monotonic() + batch_seconds

    @asynccontextmanager
    async def hold(self, host: str, place: Place | None = None, urgent: bool = False) -> AsyncIterator[Visit]:
        """One slot for ``host``; its own queue comes first, so that waiting for a busy host takes nobody's place.

        With ``place`` that is taken too, always before the slot: who has a slot never waits for a place.
        """
        of_host = self._hosts.setdefault(host, Line(self._per_host))
        await of_host.acquire(urgent)
        try:
            turn = await self._turn(host, place, urgent)
            visit = Visit()
            try:
                yield visit
            except TimeoutError:
                visit.heard = Heard(pushed_back=True)
                raise
            finally:
                self._overall.release()
                self._politeness.leave(host, turn, visit.heard)
        finally:
            of_host.release()

    async def _turn(self, host: str, place: Place | None, urgent: bool) -> Turn:
        """A turn that may be used at once, with an overall slot; while it is waited for, the slot is somebody else's."""
        while True:
            self._require_time(0.0)
            if place is not None:
                await place.take()
            await self._overall.acquire(urgent)
            try:
                turn = await self._politeness.enter(host)
            except BaseException:
                self._overall.release()
                raise
            if turn.wait <= 0:
                return turn
            self._overall.release()
            if place is not None:
                place.leave()
            if turn.closed and turn.wait > self._patience:
                raise NotNow(turn.wait, by_host=True)
            self._require_time(turn.wait)
            # Not all at once: the first who comes gets the token.
            await asyncio.sleep(turn.wait * random.uniform(1.0, 1.1))  # noqa: S311 - jitter, not a secret

    def _require_time(self, wait: float) -> None:
        if self._end is not None and monotonic() + wait > self._end:
            raise NotNow(wait, by_host=False)


class Budget:
    """The seconds one check may still spend. Waiting for a slot costs nothing: a long queue is not a slow site."""

    def __init__(self, seconds: float) -> None:
        self.total = seconds
        self.spent = 0.0

    @property
    def left(self) -> float:
        return max(0.0, self.total - self.spent)

    @asynccontextmanager
    async def spend(self, most: float | None = None) -> AsyncIterator[None]:
        """What happens inside is timed, and cut with TimeoutError when nothing is left, or after ``most`` seconds."""
        started = monotonic()
        try:
            async with asyncio.timeout(self.left if most is None else min(most, self.left)):
                yield
        finally:
            self.spent += monotonic() - started
