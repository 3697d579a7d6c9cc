"""Reading one answer: as much of it as can be judged, within the caps, and no more."""

import asyncio
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

import aiohttp

from verify.checking.answer import Answer
from verify.checking.body import Body, BodyTooLong
from verify.checking.config import FetchConfig
from verify.checking.model import Exchange
from verify.checking.page import PageFacts, read_page
from verify.checking.resuming import PARTIAL, whole_length
from verify.checking.slots import Budget, Place
from verify.checking.sniff import HEAD_BYTES, is_page, sniff_media

ERROR_PAGE_CAP = 262_144
ERROR_PAGE_SECONDS = 5.0
LARGE_PAGE = 200_000
_PAGES = ThreadPoolExecutor(1, thread_name_prefix="page")
IN_MEMORY = 262_144
"""Bytes of a kept body that stay in memory; longer ones are in a file without a name."""


class NoPlace(Exception):
    """A media file came where none was expected, and as many as may be are being downloaded already."""


@dataclass(slots=True)
class Reader:
    config: FetchConfig

    async def read(
        self, response: aiohttp.ClientResponse, answer: Answer, budget: Budget, place: Place, keep: bool
    ) -> None:
        """Fills ``answer`` from ``response``. Raises what the network raises, and NoPlace."""
        kept = tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="kept-") if keep else None  # noqa: SIM115
        if kept is not None:
            answer.exchange = _exchange(response, kept)
        body = Body(response, self.config.media_cap, kept)
        try:
            await self._read(response, body, answer, budget, place)
        except BodyTooLong:
            answer.cut = True
        finally:
            if answer.exchange is not None:
                answer.exchange.cut = answer.cut
                answer.exchange.body.seek(0)

    async def _read(
        self, response: aiohttp.ClientResponse, body: Body, answer: Answer, budget: Budget, place: Place
    ) -> None:
        if response.status >= 400:
            # The status is what counts: an error page that drips must not turn it into a timeout.
            answer.is_page = True
            try:
                async with asyncio.timeout(min(ERROR_PAGE_SECONDS, budget.left / 2)):
                    await _read_text(body, answer, ERROR_PAGE_CAP)
            except (TimeoutError, aiohttp.ClientError):
                answer.cut = True
            return
        await _read_head(body, answer)
        answer.sniffed = sniff_media(answer.head, answer.content_type)
        if answer.sniffed and not self._is_too_large(response, answer):
            if not await place.take_if_free():
                raise NoPlace
            await self._read_media(body, answer)
        if answer.sniffed:
            return
        answer.is_page = is_page(answer.head, answer.content_type)
        await _read_text(body, answer, self.config.page_cap)

    def _is_too_large(self, response: aiohttp.ClientResponse, answer: Answer) -> bool:
        """By its own word, or because only its beginning was asked for and came."""
        declared = response.content_length or 0
        encoded = "Content-Encoding" in response.headers
        if response.status == PARTIAL or (declared > self.config.media_cap and not encoded):
            answer.cut, answer.size = True, 0
        return answer.cut

    async def _read_media(self, body: Body, answer: Answer) -> None:
        # The file has no name: nothing is left behind, whatever happens to this process.
        answer.file = tempfile.TemporaryFile(prefix="checked-media-")  # noqa: SIM115 - the answer closes it
        answer.add(answer.head)
        await self._pour(body, answer)
        answer.sha256 = "" if answer.cut else answer.digest.hexdigest()

    async def _pour(self, body: Body, answer: Answer) -> None:
        while piece := await body.read():
            answer.size += len(piece)
            if answer.size > self.config.media_cap:
                answer.cut = True
                return
            answer.add(piece)

    async def go_on(self, response: aiohttp.ClientResponse, answer: Answer) -> None:
        """Reads the rest of a file that broke off to where it ended. Raises what the network raises, also where less came."""
        try:
            await self._pour(Body(response, self.config.media_cap), answer)
        except BodyTooLong:
            answer.cut = True
        if not answer.cut and answer.size != whole_length(response.headers):
            raise aiohttp.ClientPayloadError("the part does not end where the file does")
        answer.sha256 = "" if answer.cut else answer.digest.hexdigest()


async def _read_head(body: Body, answer: Answer) -> None:
    while len(answer.head) < HEAD_BYTES and (piece := await body.read()):
        answer.head += piece
    answer.size = len(answer.head)


async def _read_text(body: Body, answer: Answer, cap: int) -> None:
    """A page of LARGE_PAGE bytes and more goes to a file, piece by piece; most are smaller and never see one."""
    text = bytearray(answer.head)
    file: IO[bytes] | None = None
    size = len(text)
    try:
        while size <= cap and (piece := await body.read()):
            size += len(piece)
            if file is None and size < LARGE_PAGE:
                text += piece
                continue
            if file is None:
                # The answer closes it.
                file = answer.text_file = tempfile.TemporaryFile(prefix="checked-page-")  # noqa: SIM115
                file.write(text)
                text.clear()
            file.write(piece)
    finally:
        answer.cut = size > cap
        answer.size = min(size, cap)
        if file is not None:
            file.truncate(answer.size)
        else:
            answer.text = bytes(text)


async def page_of(answer: Answer) -> PageFacts:
    if answer.content_type and "html" not in answer.content_type and b"<html" not in answer.head[:1024].lower():
        return PageFacts()
    if answer.size < LARGE_PAGE:
        return read_page(answer.body, answer.charset, answer.target.href)
    return await in_page_thread(lambda: read_page(answer.body, answer.charset, answer.target.href))


async def in_page_thread[T](work: Callable[[], T]) -> T:
    """What is done with a whole large page, one after the other: its tree takes thirty times the memory of its bytes."""
    return await asyncio.get_running_loop().run_in_executor(_PAGES, work)


def _exchange(response: aiohttp.ClientResponse, body: IO[bytes]) -> Exchange:
    asked = response.request_info
    version = response.version
    return Exchange(
        url=str(asked.url),
        request=f"{asked.method} {asked.url.raw_path_qs} HTTP/1.1",
        request_headers=tuple(
            (name.encode(), value.encode("utf-8", "surrogateescape")) for name, value in asked.headers.items()
        ),
        asked_at=datetime.now(UTC),
        body=body,
        status_line=f"HTTP/{version.major}.{version.minor} {response.status} {response.reason}" if version else "",
        headers=response.raw_headers,
    )
