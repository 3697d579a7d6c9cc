"""``python -m benchmarks.linkrunner AT_ONCE FILE``: GETs of aiohttp, nothing judged, measured once the modules are there; JSON."""

import asyncio
import json
import sys
import time
from pathlib import Path

import aiohttp


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
    at_once, urls = int(sys.argv[1]), Path(sys.argv[2]).read_text().split()
    began, busy = time.perf_counter(), time.process_time()
    asyncio.run(fetch_barely(urls, at_once))
    print(json.dumps({"wall": time.perf_counter() - began, "cpu": time.process_time() - busy}))


if __name__ == "__main__":
    main()
