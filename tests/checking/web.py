"""A web of our own on loopback: raw sockets, so that it can misbehave in every way a server can."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace

from verify.checking import CheckRequest, CheckResult, FetchConfig, MediaKind
from verify.checking.check import run_checks

Writer = asyncio.StreamWriter
Serve = Callable[["Asked", Writer], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes = b""
    method: str = "GET"


def page(text: str, title: str = "A page") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{text}</body></html>".encode()


def answer(status: int, body: bytes = b"", **headers: str) -> Serve:
    """A plain HTTP answer; ``content_type`` and the like become header names. A header given as "" is left out."""
    named = {"content-type": "text/html", "content-length": str(len(body)), "connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in named.items() if value)]
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"

    async def serve(asked: Asked, writer: Writer) -> None:
        writer.write(head if asked.method == "HEAD" else head + body)
        await writer.drain()

    return serve


def redirect(location: str, status: int = 302, **headers: str) -> Serve:
    return answer(status, b"", location=location, **headers)


@dataclass
class Web:
    """``routes`` maps a path (with its query) to what serves it; anything else is ``otherwise``, a 404. ``asked`` is what came.

    With a ``greeting`` it answers every connection with these bytes and hangs up.
    """

    port: int = 0
    host: str = "127.0.0.1"
    scheme: str = "http"
    routes: dict[str, Serve] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    greeting: bytes = b""
    otherwise: Serve = field(default_factory=lambda: answer(404, page("Nothing here", "404 Not Found")))
    open_now: int = 0
    open_most: int = 0

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.host}:{self.port}{path}"

    def add(self, path: str, serve: Serve) -> str:
        self.routes[path] = serve
        return self.url(path)

    @property
    def allow(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    async def handle(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            if self.greeting:
                await reader.read(64)
                writer.write(self.greeting)
                await writer.drain()
                return
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            method, path = head[0].split(" ")[:2]
            asked = Asked(path, headers, body, method)
            self.asked.append(asked)
            await self.routes.get(asked.path, self.otherwise)(asked, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            with contextlib.suppress(OSError):
                writer.close()


@contextlib.contextmanager
def running(web: Web, context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serves ``web`` on a free loopback port in a thread of its own."""
    started = threading.Event()
    stopping: list[Callable[[], object]] = []

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)
        server = await asyncio.start_server(web.handle, "127.0.0.1", 0, ssl=context, limit=1 << 20, backlog=1024)
        web.port = server.sockets[0].getsockname()[1]
        stopping.append(lambda: loop.call_soon_threadsafe(stop.set))
        started.set()
        await stop.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(5)
    try:
        yield web
    finally:
        stopping[0]()
        thread.join(5)


QUICK = FetchConfig(timeout=3, connect_timeout=1, retries=0, backoff=0.01, media_timeout=15, siblings=False)


async def no_names(host: str) -> list[str]:
    raise OSError(f"the test knows no {host}")


def look(web: Web, url: str, config: FetchConfig = QUICK, expect: MediaKind | None = None) -> CheckResult:
    """What the checker says about ``url``, with ``web`` as the only place it may go."""
    opened = replace(config, allow=(web.allow, *config.allow), resolve=config.resolve or no_names)
    return run_checks([CheckRequest(url, expect)], opened)[0]
