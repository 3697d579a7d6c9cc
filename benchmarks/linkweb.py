"""``python -m benchmarks.linkweb PORT HOSTS LATENCY``: pages on 127.0.0.1, 127.0.0.2, …, each answered after LATENCY seconds.

A bare protocol that only looks at the path, so that it is as little of what is measured as it can be.
"""

import asyncio
import sys

PAGES = 2000
TEXT = "<p>The harbour office counted {0} boats on Monday, and the ferry left on time with {0} people.</p>" * 50
PAGE = "<!doctype html><html lang=en><head><title>The harbour on day {0}</title></head><body><h1>Day {0}</h1>{1}</body></html>"


def _answer(status: str, body: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


ANSWERS = [_answer("200 OK", PAGE.format(number, TEXT.format(number))) for number in range(PAGES)]
MISSING = _answer("404 Not Found", "There is no such page.")


def answer_to(head: bytes) -> bytes:
    """The answer to one request: /p/NUMBER is a page, everything else is missing; HEAD gets the head only."""
    method, path, _rest = head.split(b" ", 2)
    number = path[3:]
    known = path.startswith(b"/p/") and number.isdigit() and int(number) < PAGES
    answer = ANSWERS[int(number)] if known else MISSING
    return answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == b"HEAD" else answer


class Pages(asyncio.Protocol):
    """One connection; requests on it are answered one after the other, each after the latency."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._transport.write, answer_to(head))
            else:
                self._transport.write(answer_to(head))


async def serve(port: int, hosts: int, latency: float) -> None:
    loop = asyncio.get_running_loop()
    for number in range(1, hosts + 1):
        await loop.create_server(lambda: Pages(latency), f"127.0.0.{number}", port, backlog=1024)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
