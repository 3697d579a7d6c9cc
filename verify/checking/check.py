"""Checks a batch of URLs: the whole way from a request to its dated result."""

import asyncio
import functools
import logging
import os
import ssl
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from time import monotonic

import aiohttp
import certifi

from verify.checking.answer import Answer
from verify.checking.asking import validator
from verify.checking.config import CheckRequest, FetchConfig
from verify.checking.facts import describe_page
from verify.checking.fetch import Fetcher, session_headers
from verify.checking.fragments import fragment_of, is_judged, missing_fragments
from verify.checking.guard import Guard, GuardedResolver
from verify.checking.judge import Judgement, judge
from verify.checking.media import describe_media
from verify.checking.model import CheckResult, Hop, MediaFacts, SourceFacts
from verify.checking.page import PageFacts
from verify.checking.politeness import LocalPoliteness, OpenPoliteness
from verify.checking.reading import in_page_thread
from verify.checking.reasons import outcome_of, sentence_of
from verify.checking.sending import Request, sent_once
from verify.checking.siblings import Siblings
from verify.checking.slots import Budget, NotNow, Slots
from verify.checking.targets import InvalidTarget, Target, parse_target, site_named
from verify.checking.trail import Ended, Trail

logger = logging.getLogger(__name__)
MAX_HEADER = 16_384
DNS_SECONDS = 60
MOST_BEGUN = 4_000
"""Checks under way or waiting for their turn; each holds some kilobytes."""
THERE = frozenset({"fetched", "moved", "short_address"})
"""Reasons of a page that is there."""

OnResult = Callable[[int, CheckResult], None]


@functools.cache
def tls_context(ca_file: str) -> ssl.SSLContext:
    """The system's authorities and Mozilla's; on a slim image the first are missing, on an intranet the second."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if ca_file:
        context.load_verify_locations(Path(ca_file))
    context.set_alpn_protocols(["http/1.1"])
    return context


class Checker:
    """Checks single URLs through one session; ``check_urls`` runs many of them."""

    def __init__(self, fetcher: Fetcher, config: FetchConfig) -> None:
        self._fetcher = fetcher
        self._config = config
        # Decoding is work for the processor, so more readers than processors only take memory.
        self._readers = asyncio.Semaphore(os.cpu_count() or 1)
        self._siblings = Siblings(self._ask_sibling)

    async def check(self, request: CheckRequest) -> CheckResult:
        """One dated observation. Never raises for the URL or for what answers."""
        trail = Trail(Budget(self._config.timeout), keep=request.keep)
        started = monotonic()
        try:
            return await self._look(request, trail)
        except InvalidTarget as error:
            return without_answer(request, error.reason, trail=trail)
        except Ended as ended:
            return without_answer(request, ended.reason, ended.status, trail)
        except Exception:
            logger.exception("checking %r failed after %.1f s", request.url[:200], monotonic() - started)
            return without_answer(request, "internal_fault", trail=trail)
        finally:
            trail.close()

    async def _look(self, request: CheckRequest, trail: Trail) -> CheckResult:
        asked = parse_target(request.url)
        answer = await self._fetcher.follow(request, trail)
        if answer.unchanged and request.known is not None:
            answer.content_type, answer.size = request.known.content_type, request.known.size
            return self._result(request, trail, answer, Judgement(request.known.reason, request.known.flags))
        judgement = await self._second_look(asked, answer, judge(request, asked, answer))
        if judgement.reason not in THERE:
            return self._result(request, trail, answer, judgement)
        missing = await self._missing_fragments(request, answer)
        if missing:
            judgement = replace(judgement, flags=(*judgement.flags, "fragment_missing"))
        media, source = await self._media(answer), await self._source(answer)
        return self._result(request, trail, answer, judgement, media, source, missing)

    async def _second_look(self, asked: Target, answer: Answer, judgement: Judgement) -> Judgement:
        """A page that seems to be there, held beside what its site answers to anything."""
        if not self._config.siblings or judgement.reason not in THERE:
            return judgement
        reason = await self._siblings.reason_of(asked, answer)
        return replace(judgement, reason=reason) if reason else judgement

    async def _ask_sibling(self, url: str) -> Answer | None:
        """The answer to one question more; a site that does not answer it has not given itself away."""
        with closing(Trail(Budget(self._config.timeout / 2), urgent=True)) as trail:
            try:
                answer = await self._fetcher.follow(CheckRequest(url), trail)
                answer.to_memory()
                return answer
            except (Ended, InvalidTarget, NotNow):
                return None

    async def _missing_fragments(self, request: CheckRequest, answer: Answer) -> tuple[str, ...]:
        wanted = [each for each in (fragment_of(request.url), *request.fragments) if is_judged(each)]
        if not wanted or answer.cut or answer.page == PageFacts():
            return ()
        return await in_page_thread(lambda: missing_fragments(answer.body, answer.charset, wanted))

    async def _media(self, answer: Answer) -> MediaFacts | None:
        if answer.sniffed is None or answer.file is None:
            return None
        async with self._readers:
            return await describe_media(
                answer.file,
                answer.sniffed,
                answer.sha256,
                answer.size,
                answer.target.path,
                answer.content_type,
                self._config.media_timeout,
            )

    async def _source(self, answer: Answer) -> SourceFacts | None:
        if not self._config.facts or answer.page == PageFacts():
            return None
        async with self._readers:
            facts = await describe_page(answer.page, answer.body, answer.charset, answer.target.href)
        return facts if self._config.keep_text else replace(facts, text="")

    @staticmethod
    def _result(
        request: CheckRequest,
        trail: Trail,
        answer: Answer,
        judgement: Judgement,
        media: MediaFacts | None = None,
        source: SourceFacts | None = None,
        missing: tuple[str, ...] = (),
    ) -> CheckResult:
        known = request.known if answer.unchanged else None
        etag, last_modified = (validator(answer.headers, name) for name in ("ETag", "Last-Modified"))
        return CheckResult(
            url=request.url,
            outcome=outcome_of(judgement.reason),
            reason=judgement.reason,
            sentence=sentence_of(judgement.reason),
            status=answer.status,
            final_url=answer.target.href,
            hops=tuple(trail.hops),
            content_type=answer.content_type,
            size=answer.size,
            title=answer.page.title,
            published_on=source.published_on if source else answer.page.published_on,
            seconds=round(trail.budget.spent, 3),
            media=media,
            flags=judgement.flags,
            etag=etag or (known.etag if known else ""),
            last_modified=last_modified or (known.last_modified if known else ""),
            unchanged=answer.unchanged,
            postponed=trail.postponed,
            exchange=answer.take_exchange(),
            source=source,
            missing_fragments=missing,
        )


def without_answer(
    request: CheckRequest, reason: str, status: int | None = None, trail: Trail | None = None
) -> CheckResult:
    """What is said of a URL that nothing judgeable answered for; ``trail`` is how far the check came."""
    hops: tuple[Hop, ...] = tuple(trail.hops) if trail else ()
    return CheckResult(
        url=request.url,
        outcome=outcome_of(reason),
        reason=reason,
        sentence=sentence_of(reason),
        status=status,
        final_url=hops[-1].url if hops else "",
        hops=hops,
        seconds=round(trail.budget.spent, 3) if trail else 0.0,
        postponed=trail.postponed if trail else None,
    )


def open_session(config: FetchConfig, guard: Guard) -> aiohttp.ClientSession:
    """A session whose every connection goes through ``guard``; bodies come as they were sent, compressed or not."""
    connector = aiohttp.TCPConnector(
        limit=0,
        ttl_dns_cache=DNS_SECONDS,
        resolver=GuardedResolver(guard, config.connect_timeout),
        socket_factory=guard.make_socket,
        ssl=tls_context(config.ca_file),
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers=session_headers(config),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=config.connect_timeout),
        trust_env=False,
        auto_decompress=False,
        max_line_size=MAX_HEADER,
        max_field_size=MAX_HEADER,
        request_class=Request,
        middlewares=(sent_once,),
    )


def _own_politeness(config: FetchConfig) -> OpenPoliteness:
    return lambda: nullcontext(LocalPoliteness(config.pace))


def order_of(requests: Sequence[CheckRequest]) -> Sequence[int]:
    """The numbers of the requests as they are begun. In a long list each site has its turn: one that may be asked only so
    often would fill the room of all others."""
    if len(requests) <= MOST_BEGUN:
        return range(len(requests))
    of_site: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for index, request in enumerate(requests):
        site = site_named(request.url)
        of_site[site] += 1
        turns.append((of_site[site], index))
    return [index for _, index in sorted(turns)]


async def check_urls(
    requests: Sequence[CheckRequest], config: FetchConfig, on_result: OnResult | None = None
) -> list[CheckResult]:
    """One result per request, in the order of ``requests``; ``on_result(index, result)`` is called as each is known.

    With ``on_result`` the exchanges and the main texts go to it alone.

    Raises ValueError for an entry of ``config.allow`` that is not host:port, and nothing for a URL.
    """
    guard = Guard(config.allow, config.resolve, config.make_socket)
    results: list[CheckResult | None] = [None] * len(requests)
    async with open_session(config, guard) as session, (config.politeness or _own_politeness(config))() as politeness:
        slots = Slots(config.concurrency, config.per_host, politeness, config.patience, config.batch_seconds)
        checker = Checker(Fetcher(session, guard, slots, config), config)

        async def run(index: int) -> None:
            result = await checker.check(requests[index])
            if on_result is not None:
                on_result(index, result)
                # They are the receiver's now; a whole batch of them would not fit into memory.
                source = replace(result.source, text="") if result.source else None
                result = replace(result, exchange=None, source=source)
            results[index] = result

        room = asyncio.Semaphore(MOST_BEGUN)
        async with asyncio.TaskGroup() as group:
            for index in order_of(requests):
                await room.acquire()
                group.create_task(run(index)).add_done_callback(lambda _: room.release())
    return [result for result in results if result is not None]


def run_checks(
    requests: Sequence[CheckRequest], config: FetchConfig, on_result: OnResult | None = None
) -> list[CheckResult]:
    """``check_urls`` for callers without an event loop."""
    return asyncio.run(check_urls(requests, config, on_result))
