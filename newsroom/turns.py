"""The threads of one process work one after the other: side by side they would only share one processor, each page as slow as all.

A thread receives its request by itself, so that a slow line keeps nobody waiting, and then takes the turn. Nobody waits longer than
PATIENCE for it: a request that hangs on something far away slows the others, and stops none of them.
"""

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from typing import IO, Any

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds that a request waits for its turn before it is worked on beside another one."""
LONGEST = 16 * 1024 * 1024
"""Bytes of a body that is received before the turn; a longer one is read by whoever wants it, without a turn."""
IN_MEMORY = 1024 * 1024
UNHURRIED = "/health/"
"""Paths below this one wait for other services and need no processor."""

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Turns:
    """A WSGI application in front of another one."""

    def __init__(self, application: Application, patience: float = PATIENCE) -> None:
        self._application = application
        self._patience = patience
        self._turn = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if environ.get("PATH_INFO", "").startswith(UNHURRIED) or not length.isdecimal() or int(length) > LONGEST:
            return self._application(environ, start_response)
        if length != "0":
            body = _received(environ["wsgi.input"])
            if body.seek(0, os.SEEK_END) < int(length):
                # Half a form may look like a whole one.
                log.warning(
                    "A request to %s broke off before all of it had come: nothing was done.", environ["PATH_INFO"]
                )
                start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
                return [b"The connection broke before everything had arrived: send it again.\n"]
            body.seek(0)
            environ["wsgi.input"] = body
        has_turn = self._turn.acquire(timeout=self._patience)
        try:
            return self._application(environ, start_response)
        finally:
            if has_turn:
                self._turn.release()


def _received(body: IO[bytes]) -> IO[bytes]:
    """The body as far as it came, which the server ends where its length says; it is closed with the last who holds it."""
    received = tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="request-")  # noqa: SIM115
    shutil.copyfileobj(body, received)
    return received
