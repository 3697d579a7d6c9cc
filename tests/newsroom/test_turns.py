"""Threads of a web process take turns, and nobody is kept waiting by a slow line or a request that hangs."""

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from newsroom.turns import LONGEST, Turns

ENOUGH = 30.0
"""Seconds after which a test says that something hangs."""


class Hanging:
    """An application whose request for /slow ends when ``go`` is set; all others are answered with their body at once."""

    def __init__(self) -> None:
        self.go, self.is_inside = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/slow":
            self.is_inside.set()
            assert self.go.wait(ENOUGH)
        return [environ["wsgi.input"].read()]


class SlowLine(io.BytesIO):
    """A body that has arrived when ``go`` is set."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.go, self.is_read = threading.Event(), threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        self.is_read.set()
        assert self.go.wait(ENOUGH)
        return super().read(size)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def ask(application: Turns, path: str, body: io.BytesIO | None = None, length: str = "0") -> bytes:
    environ = {"PATH_INFO": path, "CONTENT_LENGTH": length, "wsgi.input": body or io.BytesIO()}
    return b"".join(application(environ, lambda *_: None))


def hang(application: Turns, inner: Hanging, threads: ThreadPoolExecutor) -> "Future[bytes]":
    slow = threads.submit(ask, application, "/slow")
    assert inner.is_inside.wait(ENOUGH)
    return slow


def test_a_second_request_waits_until_the_first_is_done(threads: ThreadPoolExecutor) -> None:
    inner = Hanging()
    application = Turns(inner, patience=ENOUGH)
    slow = hang(application, inner, threads)
    second = threads.submit(ask, application, "/", io.BytesIO(b"words"), "5")
    with pytest.raises(TimeoutError):
        second.result(0.2)
    inner.go.set()
    assert second.result(ENOUGH) == b"words"
    slow.result(ENOUGH)


def test_a_request_that_hangs_stops_nobody_for_long(threads: ThreadPoolExecutor) -> None:
    inner = Hanging()
    application = Turns(inner, patience=0.05)
    slow = hang(application, inner, threads)
    assert threads.submit(ask, application, "/", io.BytesIO(b"words"), "5").result(ENOUGH) == b"words"
    inner.go.set()
    slow.result(ENOUGH)


@pytest.mark.parametrize(("path", "length"), [("/health/live", "0"), ("/", str(LONGEST + 1))])
def test_health_and_very_long_bodies_take_no_turn(threads: ThreadPoolExecutor, path: str, length: str) -> None:
    inner = Hanging()
    application = Turns(inner, patience=4 * ENOUGH)
    slow = hang(application, inner, threads)
    assert threads.submit(ask, application, path, io.BytesIO(b"long"), length).result(ENOUGH) == b"long"
    inner.go.set()
    slow.result(ENOUGH)


def test_a_slow_line_keeps_nobody_waiting(threads: ThreadPoolExecutor) -> None:
    application, body = Turns(Hanging(), patience=4 * ENOUGH), SlowLine(b"late")
    late = threads.submit(ask, application, "/", body, "4")
    assert body.is_read.wait(ENOUGH)
    assert threads.submit(ask, application, "/", io.BytesIO(b"quick"), "5").result(ENOUGH) == b"quick"
    body.go.set()
    assert late.result(ENOUGH) == b"late"


def test_half_a_form_is_refused_and_nobody_works_on_it(caplog: pytest.LogCaptureFixture) -> None:
    answers: list[str] = []
    application = Turns(lambda *_: pytest.fail("half a form was worked on"))
    environ = {"PATH_INFO": "/", "CONTENT_LENGTH": "9", "wsgi.input": io.BytesIO(b"note=We")}
    assert b"send it again" in b"".join(application(environ, lambda status, _headers: answers.append(status)))
    assert answers == ["400 Bad Request"]
    assert "broke off" in caplog.text


def test_the_turn_is_given_back_after_a_fault() -> None:
    def broken(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        raise ValueError(environ["PATH_INFO"])

    application = Turns(broken, patience=4 * ENOUGH)
    for path in ("/first", "/second"):
        with pytest.raises(ValueError, match=path):
            ask(application, path)
