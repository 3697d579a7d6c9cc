"""One URL to its last answer: every hop through the guard, every byte counted after decompression."""

import asyncio
import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from verify.checking.answer import REDIRECTS, Answer
from verify.checking.challenge import is_challenge
from verify.checking.config import CheckRequest, FetchConfig
from verify.checking.failures import RETRYABLE, reason_of
from verify.checking.guard import DIALLING, Dial, Guard
from verify.checking.model import Hop, Postponed
from verify.checking.politeness import LONGEST_ALONE, Heard
from verify.checking.reading import Reader
from verify.checking.slots import Budget, NotNow, Slots
from verify.checking.targets import InvalidTarget, Target, parse_target

RETRIED = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
OVERLOADED = RETRIED - {500}


class Ended(Exception):
    """The check ended without an answer to judge."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(slots=True)
class Trail:
    """What one check leaves behind: its hops, the cookies it was given, the time it took."""

    budget: Budget
    hops: list[Hop] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    cookies: aiohttp.CookieJar | None = None
    new_cookies: bool = False
    keep: bool = False
    postponed: Postponed | None = None
    answer: Answer | None = None

    def took(self, answer: Answer) -> None:
        """``answer`` takes the place of what an earlier request of this check got."""
        self.close()
        self.answer = answer

    def close(self) -> None:
        if self.answer is not None:
            self.answer.close()


def location_text(raw: str) -> str:
    """A Location header as a browser reads it: UTF-8, and bytes that are not UTF-8 percent-encoded one by one."""
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return re.sub(rb"[\x80-\xff]", lambda m: b"%%%02X" % m[0][0], data).decode("ascii")


def seconds_in(retry_after: str, now: datetime) -> float:
    """What a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3); 0 where it says nothing sensible."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_ALONE)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_ALONE)


def heard_in(answer: Answer) -> Heard:
    """What an answer says about how welcome the next visit is."""
    return Heard(pushed_back=answer.status in OVERLOADED, alone_for=answer.alone_for)


class Fetcher:
    """Fetches through one session and one guard. ``follow`` is what a check needs; the rest serves it."""

    def __init__(self, session: aiohttp.ClientSession, guard: Guard, slots: Slots, config: FetchConfig) -> None:
        self._session = session
        self._guard = guard
        self._slots = slots
        self._config = config
        self._reader = Reader(config)

    async def follow(self, request: CheckRequest, trail: Trail) -> Answer:
        """The last answer after every redirect. Raises Ended, and InvalidTarget for the asked URL itself."""
        target = parse_target(request.url)
        while True:
            trail.visited.add(target.href)
            answer = await self._ask_patiently(target, trail)
            onward = self._onward(answer)
            if not onward:
                return answer
            target = self._next_target(onward, answer, trail)

    def _onward(self, answer: Answer) -> str:
        if answer.status in REDIRECTS:
            return location_text(answer.headers.get("Location", ""))
        return answer.page.refresh if answer.status == 200 else ""

    def _next_target(self, onward: str, answer: Answer, trail: Trail) -> Target:
        try:
            target = parse_target(onward, base=answer.target.href)
        except InvalidTarget as error:
            reason = error.reason if error.reason == "forbidden_scheme" else "bad_redirect"
            raise Ended(reason, answer.status) from error
        if target.href in trail.visited and not trail.new_cookies:
            raise Ended("redirect_loop", answer.status)
        if len(trail.hops) > self._config.max_redirects:
            raise Ended("too_many_redirects", answer.status)
        trail.new_cookies = False
        return target

    async def _ask_patiently(self, target: Target, trail: Trail) -> Answer:
        """Asks again after timeouts, resets, faults of the server and 429, as long as tries and time are left."""
        for attempt in range(self._config.retries + 1):
            last = attempt == self._config.retries
            pause = self._config.backoff * 2**attempt * random.uniform(0.7, 1.3)  # noqa: S311 - jitter, not a secret
            try:
                answer = await self._ask(target, trail)
            except Ended as ended:
                if last or ended.reason not in RETRYABLE or trail.budget.left < pause:
                    trail.hops.append(Hop(target.href, ended.status or 0))
                    raise
            else:
                # The site's own word on when to come back holds for every visit to it: the slots wait for that.
                pause = 0.0 if answer.alone_for else pause
                if not self._worth_asking_again(answer, trail, pause) or last:
                    trail.hops.append(Hop(target.href, answer.status))
                    return answer
            async with trail.budget.spend():
                await asyncio.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _worth_asking_again(self, answer: Answer, trail: Trail, pause: float) -> bool:
        if answer.status not in RETRIED or is_challenge(answer.status, answer.headers, answer.body, answer.page):
            return False
        if answer.alone_for > self._config.patience:
            trail.postponed = Postponed(answer.alone_for, by_site=True)
            return False
        return trail.budget.left > pause

    async def _ask(self, target: Target, trail: Trail) -> Answer:
        dial = Dial(target)
        token = DIALLING.set(dial)
        try:
            self._guard.check_target(target)
            async with self._slots.hold(target.host) as visit, trail.budget.spend():
                answer = await self._ask_once(target, trail, dial)
                visit.heard = heard_in(answer)
                return answer
        except NotNow as refusal:
            trail.postponed = Postponed(refusal.seconds, refusal.by_host)
            raise Ended("rate_limited") from refusal
        except (aiohttp.ClientError, OSError, ValueError) as error:
            reason = dial.refused or reason_of(error, dial.stage)
            raise Ended(reason, dial.status or None) from error
        finally:
            DIALLING.reset(token)

    async def _ask_once(self, target: Target, trail: Trail, dial: Dial) -> Answer:
        try:
            url = URL(target.href, encoded=True)
        except ValueError as error:
            raise Ended("malformed") from error
        # aiohttp reads hosts with yarl and the guard with ada: where they differ, nobody is asked.
        if (url.raw_host or "").rstrip(".").lower() != target.host or url.port != target.port:
            raise Ended("malformed")
        cookies = trail.cookies.filter_cookies(url) if trail.cookies else None
        async with self._session.get(url, allow_redirects=False, cookies=cookies) as response:
            dial.stage, dial.status = "slow_body", response.status
            self._keep_cookies(response, trail)
            answer = Answer(target, response.status, response.headers)
            answer.content_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
            answer.charset = response.charset or ""
            if answer.status in RETRIED:
                answer.alone_for = seconds_in(response.headers.get("Retry-After", ""), datetime.now(UTC))
            if response.status in REDIRECTS and response.headers.get("Location"):
                return answer
            trail.took(answer)
            await self._reader.read(response, answer, trail.budget, trail.keep)
        return answer

    @staticmethod
    def _keep_cookies(response: aiohttp.ClientResponse, trail: Trail) -> None:
        if response.cookies:
            trail.cookies = trail.cookies or aiohttp.CookieJar(unsafe=True)
            trail.cookies.update_cookies(response.cookies, response.url)
            trail.new_cookies = True


async def note_request_sent(*_: object) -> None:
    """Trace hook: from now on a silence is the server's, no longer the connection's."""
    dial = DIALLING.get()
    if dial is not None:
        dial.stage = "no_answer"


def session_headers(config: FetchConfig) -> CIMultiDict[str]:
    return CIMultiDict(
        {
            "User-Agent": config.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en,*;q=0.5",
        }
    )
