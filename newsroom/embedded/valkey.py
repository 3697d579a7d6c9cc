"""One Valkey server on a private socket with a password, every write in its append-only file."""

import signal
import subprocess
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from newsroom.embedded.home import EmbeddedError, Home
from newsroom.embedded.postgres import write_private
from newsroom.embedded.process import end, end_leftover, start_server

START_SECONDS = 30.0
SOCKET = "valkey.sock"
PID_FILE = "valkey.pid"


class Valkey:
    """``durable`` False never waits for a disk; for tests only."""

    def __init__(self, home: Home, binary: Path, sockets: Path, *, durable: bool = True) -> None:
        self.home, self.binary, self.sockets, self.durable = home, binary, sockets, durable
        self.log = home.logs / "valkey.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """A REDIS_URL as redis-py reads it; settings.py derives the form that Celery wants."""
        return f"unix://:{self.home.password()}@{self.sockets / SOCKET}"

    def start(self) -> None:
        """Bring the server up and wait until it answers. Raises EmbeddedError."""
        folder = self.home.private_folder(self.home.valkey)
        end_leftover(folder / PID_FILE, folder, signal.SIGTERM)
        # In a file, because the arguments of a process can be read by every local user.
        write_private(folder / "valkey.conf", self._settings(), self.home)
        with self.log.open("wb") as log:
            self._process = start_server([self.binary, "valkey.conf"], folder, log, self.home.owner, signal.SIGTERM)
        if not self._is_ready():
            self.stop()
            raise EmbeddedError(f"Valkey did not start; its log says why: {self.log}")

    def stop(self) -> None:
        if self._process is not None:
            end(self._process, {signal.SIGTERM: 10.0})
            self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _settings(self) -> str:
        return "\n".join(
            (
                "port 0",
                f"unixsocket {self.sockets / SOCKET}",
                "unixsocketperm 700",
                f"requirepass {self.home.password()}",
                f"pidfile {PID_FILE}",
                "daemonize no",
                'save ""',
                "appendonly yes",
                f"appendfsync {'everysec' if self.durable else 'no'}",
                "maxmemory-policy noeviction",
                "loglevel notice",
                "",
            )
        )

    def _is_ready(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        client = redis.Redis.from_url(self.url, socket_timeout=1, retry=Retry(NoBackoff(), 0))
        with client:
            while self.is_running() and time.monotonic() < deadline:
                try:
                    return bool(client.ping())
                except redis.RedisError:
                    time.sleep(0.02)
        return False
