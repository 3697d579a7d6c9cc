"""Our guarded checker against a plain loop of aiohttp, on a server of this machine."""

import asyncio
import contextlib
import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web

from benchmarks.measuring import Comparison, take_turns
from verify.checking import CheckRequest, FetchConfig
from verify.checking.check import run_checks

PAGES = 300
"""Different pages, asked for once in a round."""
AT_ONCE = 32
BODY = "<!doctype html><html><head><title>Page {0}</title></head><body>{1}</body></html>"
WORDS = "<p>The harbour office counted nine boats on Monday, and the ferry left on time.</p>" * 60


def check() -> list[Comparison]:
    """CPU time for each URL: check_urls and a plain loop, both with the same number of requests at once."""
    with _server() as port:
        urls = [f"http://127.0.0.1:{port}/pages/{number}" for number in range(PAGES)]
        config = FetchConfig(allow=(f"127.0.0.1:{port}",), concurrency=AT_ONCE, per_host=AT_ONCE)

        def ours() -> float:
            began = time.process_time()
            results = run_checks([CheckRequest(url) for url in urls], config)
            spent = time.process_time() - began
            wrong = {result.outcome for result in results} - {"ok"}
            if wrong:
                raise SystemExit(f"check_urls says {', '.join(sorted(wrong))} of pages that are fine")
            return 1000 * spent / PAGES

        def plain() -> float:
            began = time.process_time()
            statuses = asyncio.run(_plain(urls))
            spent = time.process_time() - began
            if set(statuses) != {200}:
                raise SystemExit(f"the plain loop got {set(statuses)}")
            return 1000 * spent / PAGES

        title = f"Checking {PAGES} pages of {len(BODY) + len(WORDS)} characters, {AT_ONCE} at once"
        contestants = {"check_urls": ours, "a plain loop of aiohttp": plain}
        return [take_turns(title, "ms of CPU for each URL, of the checking process", contestants)]


async def _plain(urls: list[str]) -> list[int]:
    gate = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def one(url: str) -> int:
            async with gate, session.get(url) as response:
                await response.read()
                return response.status

        return await asyncio.gather(*(one(url) for url in urls))


@contextlib.contextmanager
def _server() -> Iterator[int]:
    """A server in a process of its own, so that its work is nobody's; its port."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield int(ours.recv())
    finally:
        process.terminate()
        process.join(10)


def _serve(parent: Connection) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=BODY.format(request.match_info["number"], WORDS), content_type="text/html")

    async def main() -> None:
        application = web.Application()
        application.router.add_get("/pages/{number}", page)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        parent.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(main())
