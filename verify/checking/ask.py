"""A single question to a service that the newsroom named in its settings, through the same guard as every link."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from multidict import CIMultiDictProxy
from yarl import URL

from verify.checking.answer import REDIRECTS
from verify.checking.body import Body, BodyTooLong
from verify.checking.check import open_session
from verify.checking.config import FetchConfig
from verify.checking.failures import reason_of
from verify.checking.fetch import location_text
from verify.checking.guard import DIALLING, Dial, Guard, Refused
from verify.checking.reasons import sentence_of
from verify.checking.targets import InvalidTarget, Target, parse_target

MOST_REDIRECTS = 5
MOST_BYTES = 1024 * 1024


class AskFailed(Exception):
    """No usable answer came. ``str(error)`` says so to a person; nothing of what an internal address said is in it."""


@dataclass(frozen=True, slots=True)
class Question:
    """``body`` makes it a POST, which follows no redirect; a GET follows MOST_REDIRECTS of them unless told otherwise."""

    url: str
    body: bytes = b""
    headers: Mapping[str, str] | None = None
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    url: str
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    def as_json(self) -> Any:
        """The body's JSON. Raises AskFailed where it is none."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise AskFailed("The service answered with something that cannot be read.") from error


def ask(question: Question, config: FetchConfig) -> Reply:
    """Ask once and wait for the answer, at most ``config.timeout`` seconds in all. Raises AskFailed."""
    return asyncio.run(_ask(question, config))


async def _ask(question: Question, config: FetchConfig) -> Reply:
    guard = Guard(config.allow, config.resolve, config.make_socket)
    try:
        async with asyncio.timeout(config.timeout), open_session(config, guard) as session:
            return await _follow(session, guard, question)
    except TimeoutError as error:
        raise AskFailed("The service did not answer in time.") from error
    except InvalidTarget as error:
        raise AskFailed(error.sentence) from error


async def _follow(session: aiohttp.ClientSession, guard: Guard, question: Question) -> Reply:
    target = parse_target(question.url)
    for _hop in range(MOST_REDIRECTS + 1):
        reply = await _once(session, guard, target, question)
        onward = location_text(reply.headers.get("Location", ""))
        if reply.status not in REDIRECTS or not onward or question.body or not question.follow:
            return reply
        target = parse_target(onward, base=target.href)
    raise AskFailed(sentence_of("too_many_redirects"))


async def _once(session: aiohttp.ClientSession, guard: Guard, target: Target, question: Question) -> Reply:
    dial = Dial(target)
    token = DIALLING.set(dial)
    method = "POST" if question.body else "GET"
    try:
        guard.check_target(target)
        url = URL(target.href, encoded=True)
        async with session.request(
            method, url, data=question.body or None, headers=question.headers, allow_redirects=False
        ) as response:
            body = await _whole_body(response)
    except Refused as refused:
        raise AskFailed(sentence_of(refused.reason)) from refused
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise AskFailed(sentence_of(dial.refused or reason_of(error, dial.stage))) from error
    finally:
        DIALLING.reset(token)
    return Reply(target.href, response.status, response.headers, body)


async def _whole_body(response: aiohttp.ClientResponse) -> bytes:
    body, content = Body(response, MOST_BYTES), bytearray()
    try:
        while len(content) <= MOST_BYTES and (piece := await body.read()):
            content += piece
    except BodyTooLong:
        content += bytes(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise AskFailed("The service answered with more than anybody asked for.")
    return bytes(content)
