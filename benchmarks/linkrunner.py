"""``python -m benchmarks.linkrunner HOW AT_ONCE FILE``: one contestant of ours in a process of its own, as JSON on one line.

``free``: the checker without limits for a host; ``polite``: with its default ones; ``bare``: GETs of aiohttp, nothing judged.
"""

import asyncio
import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from verify.checking import CheckRequest, FetchConfig
from verify.checking.check import run_checks


def check(urls: list[str], config: FetchConfig) -> None:
    """Raises SystemExit where a page that is there is called anything else."""
    results = run_checks([CheckRequest(url) for url in urls], config)
    wrong = {result.reason for result in results} - {"fetched"}
    if wrong:
        raise SystemExit(f"the checker says {', '.join(sorted(wrong))} of pages that are there")


async def fetch_barely(urls: list[str], at_once: int) -> None:
    gate = asyncio.Semaphore(at_once)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def one(url: str) -> int:
            async with gate, session.get(url) as response:
                await response.read()
                return response.status

        statuses = set(await asyncio.gather(*(one(url) for url in urls)))
    if statuses != {200}:
        raise SystemExit(f"bare requests got {statuses}")


def main() -> None:
    how, at_once, urls = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_text().split()
    # The main text is read by a library in processes of their own; what is measured here is the look itself.
    config = FetchConfig(allow=tuple({urlsplit(url).netloc for url in urls}), concurrency=at_once, facts=False)
    if how == "free":
        config = replace(config, rate=0, per_host=at_once)
    # Certificates and patterns are loaded once in the life of a worker.
    run_checks([CheckRequest("#")], config)
    began, busy = time.perf_counter(), time.process_time()
    if how == "bare":
        asyncio.run(fetch_barely(urls, at_once))
    else:
        check(urls, config)
    wall, cpu = time.perf_counter() - began, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "memory": memory}))


if __name__ == "__main__":
    main()
