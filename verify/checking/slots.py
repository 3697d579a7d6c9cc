"""Who may ask now: so many requests at once in all, and so many for one host."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic


class Slots:
    """``overall`` requests at once, at most ``per_host`` of them to one host."""

    def __init__(self, overall: int, per_host: int) -> None:
        self._overall = asyncio.Semaphore(max(1, overall))
        self._per_host = max(1, per_host)
        self._hosts: dict[str, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """One slot for ``host``; its own queue comes first, so that waiting for a busy host takes nobody's place."""
        of_host = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        async with of_host, self._overall:
            yield


class Budget:
    """The seconds one check may still spend. Waiting for a slot costs nothing: a long queue is not a slow site."""

    def __init__(self, seconds: float) -> None:
        self.total = seconds
        self.spent = 0.0

    @property
    def left(self) -> float:
        return max(0.0, self.total - self.spent)

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """What happens inside is timed, and cut with TimeoutError when nothing is left."""
        started = monotonic()
        try:
            async with asyncio.timeout(self.left):
                yield
        finally:
            self.spent += monotonic() - started
