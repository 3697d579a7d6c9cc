"""The sites of the web: each on a loopback address of its own, all served by one thread, with a canary beside them."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched

from tests.checking.judged.model import Case
from tests.checking.web import Web

PAGES_OF_A_SITE = 5


@dataclass
class World:
    """``urls`` are those of the cases, in their order; ``visits`` counts who came to the canary."""

    cases: list[Case]
    urls: list[str] = field(default_factory=list)
    sites: list[Web] = field(default_factory=list)
    site_of: list[Web | None] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    canary: str = ""

    @property
    def allow(self) -> tuple[str, ...]:
        return tuple(site.allow for site in self.sites)

    def place(self) -> None:
        """Give each case its site: one of its own where it says what the whole site answers, else one of five."""
        alone = [case for case in self.cases if case.otherwise is not None]
        shared = [case for case in self.cases if case.otherwise is None and case.start]
        sites: dict[int, Web] = {}
        for group in [*((case,) for case in alone), *batched(shared, PAGES_OF_A_SITE, strict=False)]:
            site = Web(host=f"127.77.{len(self.sites) // 200}.{len(self.sites) % 200 + 1}")
            self.sites.append(site)
            for case in group:
                site.routes |= case.routes
                site.otherwise = case.otherwise or site.otherwise
                sites[id(case)] = site
        self.site_of = [sites.get(id(case)) for case in self.cases]

    async def open(self, stop: asyncio.Event, started: threading.Event) -> None:
        async def canary(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.visits.append(str(writer.get_extra_info("peername")))
            writer.close()

        servers = [await asyncio.start_server(canary, "127.0.0.1", 0)]
        self.canary = f"127.0.0.1:{servers[0].sockets[0].getsockname()[1]}"
        for site in self.sites:
            servers.append(await asyncio.start_server(site.handle, site.host, 0, limit=1 << 20, backlog=256))
            site.port = servers[-1].sockets[0].getsockname()[1]
        started.set()
        await stop.wait()
        for server in servers:
            server.close()

    def address(self, case: Case, site: Web | None) -> str:
        return site.url(case.start) if site else case.url.replace("CANARY", self.canary)


@contextlib.contextmanager
def served(cases: Sequence[Case]) -> Iterator[World]:
    """The whole web, up and running."""
    world = World(list(cases))
    world.place()
    started = threading.Event()
    stopping: list[Callable[[], object]] = []

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)
        stopping.append(lambda: loop.call_soon_threadsafe(stop.set))
        await world.open(stop, started)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(30)
    world.urls = [world.address(case, site) for case, site in zip(world.cases, world.site_of, strict=True)]
    try:
        yield world
    finally:
        stopping[0]()
        thread.join(10)
