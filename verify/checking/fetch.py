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
from verify.checking.asking import (
    FIRST_BYTES,
    HEAD_SECONDS,
    conditions,
    is_download,
    is_large,
    is_same_file,
    known_at,
    length_of,
)
from verify.checking.challenge import is_challenge
from verify.checking.config import CheckRequest, FetchConfig
from verify.checking.failures import RETRYABLE, reason_of
from verify.checking.greeting import may_be_old, old_protocol_of
from verify.checking.guard import DIALLING, Dial, Guard
from verify.checking.model import Hop, Postponed
from verify.checking.page import read_refresh
from verify.checking.politeness import LONGEST_ALONE, Heard
from verify.checking.reading import NoPlace, Reader, page_of
from verify.checking.resuming import NO_SUCH_RANGE, PARTIAL, goes_on, rest_of
from verify.checking.slots import NotNow, Place, Slots
from verify.checking.targets import InvalidTarget, Target, parse_target
from verify.checking.trail import Ended, Trail

RETRIED = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
NOT_MODIFIED = 304
OVERLOADED = RETRIED - {500}


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


def answer_from(target: Target, response: aiohttp.ClientResponse) -> Answer:
    """What the head of ``response`` says."""
    answer = Answer(target, response.status, response.headers)
    answer.content_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    answer.charset = response.charset or ""
    if answer.status in RETRIED:
        answer.alone_for = seconds_in(response.headers.get("Retry-After", ""), datetime.now(UTC))
    return answer


@dataclass(frozen=True, slots=True)
class _Ask:
    method: str
    target: Target
    headers: dict[str, str] = field(default_factory=dict)
    begun: Answer | None = None

    @property
    def has_conditions(self) -> bool:
        return not self.headers.keys().isdisjoint(("If-None-Match", "If-Modified-Since"))


class Fetcher:
    """Fetches through one session and one guard. ``follow`` is what a check needs; the rest serves it."""

    def __init__(self, session: aiohttp.ClientSession, guard: Guard, slots: Slots, config: FetchConfig) -> None:
        self._session = session
        self._guard = guard
        self._slots = slots
        self._config = config
        self._reader = Reader(config)
        self._places, self._asides = (asyncio.Semaphore(max(1, config.downloads)) for _ in range(2))
        self._reading = asyncio.Lock()

    async def follow(self, request: CheckRequest, trail: Trail) -> Answer:
        """The last answer after every redirect. Raises Ended, and InvalidTarget for the asked URL itself."""
        target = parse_target(request.url)
        trail.place, trail.aside = Place(self._places), Place(self._asides)
        while True:
            trail.visited.add(target.href)
            answer = await self._ask_patiently(target, request, trail)
            onward = self._onward(answer)
            if not onward:
                return answer
            target = self._next_target(onward, answer, trail)

    def _onward(self, answer: Answer) -> str:
        if answer.status in REDIRECTS:
            return location_text(answer.headers.get("Location", ""))
        if answer.status != 200:
            return ""
        return read_refresh(answer.headers.get("Refresh", "")) or answer.page.refresh

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

    async def _ask_patiently(self, target: Target, request: CheckRequest, trail: Trail) -> Answer:
        """Asks again after timeouts, resets, faults of the server and 429, as long as tries and time are left."""
        for attempt in range(self._config.retries + 1):
            last = attempt == self._config.retries
            pause = self._config.backoff * 2**attempt * random.uniform(0.7, 1.3)  # noqa: S311 - jitter, not a secret
            try:
                answer = await self._ask(target, request, trail)
            except Ended as ended:
                if last or ended.reason not in RETRYABLE or trail.budget.left < pause:
                    trail.hops.append(Hop(target.href, ended.status or 0))
                    if may_be_old(target, ended):
                        old = await old_protocol_of(self._session, self._slots, target, trail)
                        raise Ended(old or ended.reason) from ended
                    raise
                await trail.set_aside()
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

    async def _ask(self, target: Target, request: CheckRequest, trail: Trail) -> Answer:
        """The answer to GET, or to HEAD where that says all there is to know."""
        begun = trail.begun_at(target)
        if begun is not None:
            answer = await self._get(target, request, trail, rest_of(begun), begun)
            if answer is begun or answer.status not in (PARTIAL, NO_SUCH_RANGE):
                return answer
            trail.drop_begun()
        known = known_at(target, request)
        conditional = conditions(known)
        if is_large(target, request) or (known is not None and known.is_file and not conditional):
            head, length = await self._head(target, trail)
            if head is not None and length is not None:
                if known is not None and not conditional and is_same_file(known, length, head.headers):
                    head.unchanged = True
                    return head
                if length > self._config.media_cap:
                    answer = await self._get(target, request, trail, {"Range": f"bytes=0-{FIRST_BYTES - 1}"})
                    if answer.sniffed is not None:
                        return answer
        return await self._get(target, request, trail, conditional)

    async def _head(self, target: Target, trail: Trail) -> tuple[Answer | None, int | None]:
        """The answer to HEAD with the length it names; (None, None) where none came, which says nothing about GET."""
        try:
            answer = await self._visit(_Ask("HEAD", target), trail, most=HEAD_SECONDS)
        except Ended:
            if trail.postponed is not None:
                raise
            return None, None
        return answer, length_of(answer.status, answer.headers)

    async def _get(
        self, target: Target, request: CheckRequest, trail: Trail, headers: dict[str, str], begun: Answer | None = None
    ) -> Answer:
        ask = _Ask("GET", target, headers, begun)
        try:
            answer = await self._visit(ask, trail, downloads=begun is not None or is_download(target, request))
        except NoPlace:
            answer = await self._visit(ask, trail, downloads=True)
        if answer.is_page and answer.size:
            # Pages that come together are read one by one: between two of them the others ask, so that sites answer meanwhile.
            async with self._reading:
                await asyncio.sleep(0)
                answer.page = await page_of(answer)
        return answer

    async def _visit(self, ask: _Ask, trail: Trail, downloads: bool = False, most: float | None = None) -> Answer:
        target, place = ask.target, trail.place
        dial = Dial(target)
        token = DIALLING.set(dial)
        answer: Answer | None = None
        try:
            self._guard.check_target(target)
            async with (
                self._slots.hold(target.host, place if downloads else None, trail.urgent) as visit,
                trail.budget.spend(most),
            ):
                answer = await self._ask_once(ask, trail, dial)
                visit.heard = heard_in(answer)
                return answer
        except NotNow as refusal:
            trail.postponed = Postponed(refusal.seconds, refusal.by_host)
            raise Ended("rate_limited") from refusal
        except (aiohttp.ClientError, OSError, ValueError) as error:
            reason = dial.refused or reason_of(error, dial.stage)
            raise Ended(reason, dial.status or None, unasked=dial.stage == "connect_timeout") from error
        finally:
            DIALLING.reset(token)
            if answer is None or answer.file is None:
                place.leave()

    async def _ask_once(self, ask: _Ask, trail: Trail, dial: Dial) -> Answer:
        target = ask.target
        try:
            url = URL(target.href, encoded=True)
        except ValueError as error:
            raise Ended("malformed") from error
        # aiohttp reads hosts with yarl and the guard with ada: where they differ, nobody is asked.
        if (url.raw_host or "").rstrip(".").lower() != target.host or url.port != target.port:
            raise Ended("malformed")
        cookies = trail.cookies.filter_cookies(url) if trail.cookies else None
        async with self._session.request(
            ask.method, url, allow_redirects=False, cookies=cookies, headers=ask.headers
        ) as response:
            dial.stage, dial.status = "slow_body", response.status
            self._keep_cookies(response, trail)
            if ask.begun is not None and goes_on(ask.begun, response.status, response.headers):
                trail.go_on_with(ask.begun)
                await self._reader.go_on(response, ask.begun)
                return ask.begun
            answer = answer_from(target, response)
            if ask.has_conditions and response.status == NOT_MODIFIED:
                answer.unchanged = True
            if (
                ask.method == "HEAD"
                or answer.unchanged
                or (answer.status in REDIRECTS and "Location" in answer.headers)
            ):
                return answer
            trail.took(answer)
            await self._reader.read(response, answer, trail.budget, trail.place, trail.keep)
        return answer

    @staticmethod
    def _keep_cookies(response: aiohttp.ClientResponse, trail: Trail) -> None:
        if response.cookies:
            trail.cookies = trail.cookies or aiohttp.CookieJar(unsafe=True)
            trail.cookies.update_cookies(response.cookies, response.url)
            trail.new_cookies = True


def session_headers(config: FetchConfig) -> CIMultiDict[str]:
    return CIMultiDict(
        {
            "User-Agent": config.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en,*;q=0.5",
        }
    )
