"""A small web on loopback for the links of the articles: each path answers in its own way."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PIL import Image

PAGE = "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>"
LOGIN_FORM = (
    '<form method="post"><input name="user"><input type="password" name="password"><button>Log in</button></form>'
)


def _picture() -> bytes:
    image = Image.new("RGB", (640, 400), (40, 90, 150))
    image.paste((230, 200, 60), (80, 60, 300, 340))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


PICTURE = _picture()
STORY = {"text": ""}
"""What the page at /story says; a test may change its mind."""
OPEN = threading.Event()
OPEN.set()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        OPEN.wait(10)
        if path == "/moved":
            self._send(301, b"", location="/report")
        elif path == "/private":
            self._send(302, b"", location="/login?next=/private")
        elif path == "/login":
            self._send(200, PAGE.format(title="Log in", text="Members only.", more=LOGIN_FORM).encode())
        elif path == "/pier.png":
            self._send(200, PICTURE, content_type="image/png")
        elif path == "/story" and STORY["text"]:
            more = f"<p>{STORY['text']}</p>"
            self._send(200, PAGE.format(title="Harbour reopens", text="News of the coast.", more=more).encode())
        elif path.startswith(("/report", "/evidence")):
            text = "The port authority counted the berths after the storm. " * 20
            self._send(200, PAGE.format(title="The storm report", text=text, more="").encode())
        else:
            self._send(404, PAGE.format(title="Not found", text="Nothing is here.", more="").encode())

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"content_type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@dataclass(frozen=True)
class LinkServer:
    """``port`` answers; on ``closed_port`` nobody listens."""

    port: int
    closed_port: int

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Nothing is answered until the block ends."""
        OPEN.clear()
        try:
            yield
        finally:
            OPEN.set()

    @property
    def unreachable(self) -> str:
        return f"http://127.0.0.1:{self.closed_port}/gone-for-good"


@contextmanager
def running_link_server() -> Iterator[LinkServer]:
    # Bound and never listening: nobody else gets the port, and whoever dials it is refused.
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield LinkServer(server.server_address[1], closed.getsockname()[1])
        finally:
            server.shutdown()
            thread.join()
