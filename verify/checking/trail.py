"""What one check leaves behind on its way through all of its requests."""

import asyncio
from dataclasses import dataclass, field

import aiohttp

from verify.checking.answer import Answer
from verify.checking.model import Hop, Postponed
from verify.checking.resuming import can_go_on
from verify.checking.slots import Budget, Place
from verify.checking.targets import Target


class Ended(Exception):
    """The check ended without an answer to judge. ``unasked``: a connection was begun, and ended before anything was asked."""

    def __init__(self, reason: str, status: int | None = None, unasked: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.unasked = unasked


@dataclass(slots=True)
class Trail:
    """What one check leaves behind: its hops, the cookies it was given, the time it took, its place among the downloads.

    ``urgent``: other checks wait for it, so it goes before those that were begun earlier. ``begun`` is a download that broke
    off, ``aside`` the place it lies at until the next try; there are as few of those as of places to download to.
    """

    budget: Budget
    hops: list[Hop] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    cookies: aiohttp.CookieJar | None = None
    new_cookies: bool = False
    keep: bool = False
    urgent: bool = False
    postponed: Postponed | None = None
    answer: Answer | None = None
    place: Place = field(default_factory=lambda: Place(asyncio.Semaphore()))
    begun: Answer | None = None
    aside: Place = field(default_factory=lambda: Place(asyncio.Semaphore()))

    def took(self, answer: Answer) -> None:
        """``answer`` comes instead of what an earlier request of this check got."""
        if self.answer is not None:
            self.answer.close()
        self.answer = answer

    async def set_aside(self) -> None:
        """Hold on to a download that broke off, where its rest can be asked for. Who keeps what was received wants it in one piece."""
        answer = self.answer
        if answer is not None and not self.keep and can_go_on(answer) and await self.aside.take_if_free():
            if self.begun is not None:
                self.begun.close()
            self.begun, self.answer = answer, None

    def begun_at(self, target: Target) -> Answer | None:
        return self.begun if self.begun is not None and self.begun.target.href == target.href else None

    def go_on_with(self, begun: Answer) -> None:
        """The rest of ``begun`` is coming: it is this check's answer again."""
        self.begun = None
        self.aside.leave()
        self.took(begun)

    def drop_begun(self) -> None:
        if self.begun is not None:
            self.begun.close()
        self.begun = None
        self.aside.leave()

    def close(self) -> None:
        if self.answer is not None:
            self.answer.close()
        self.drop_begun()
        self.place.leave()
