"""The desk as a newsroom runs it: gunicorn and a Celery worker in processes of their own, on the test's database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis

from newsroom.embedded.process import end, end_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class Stack:
    """A running desk: where it answers, and where its processes write what they have to say."""

    address: str
    logs: Path
    broker_prefix: str

    def said(self) -> str:
        """The ends of both logs, for the report of a failed test."""
        return "\n".join(f"--- {file.name}\n{file.read_text()[-3000:]}" for file in sorted(self.logs.glob("*.log")))

    def wait_until_idle(self, seconds: float = 15.0) -> bool:
        """Wait until the worker has nothing queued and nothing in hand; False when it took longer."""
        deadline, idle = time.monotonic() + seconds, 0
        with redis.Redis.from_url(os.environ["REDIS_URL"]) as broker:
            while time.monotonic() < deadline:
                queued = sum(
                    broker.llen(f"{self.broker_prefix}{name}") for name in ("splits", "checks", "later", "sweeps")
                )
                # Twice in a row: between two jobs there is a moment with none.
                idle = 0 if queued or broker.hlen(f"{self.broker_prefix}unacked") else idle + 1
                if idle == 3:
                    return True
                time.sleep(0.05)
        return False


def database_url(name: str) -> str:
    """The DATABASE_URL of the runner, leading to another database of the same server."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def running_stack(database: str, link_ports: list[int], logs: Path) -> Iterator[Stack]:
    """Web and worker on the test database ``database``, until the block ends; links to ``link_ports`` may be fetched."""
    prefix = f"browser-{database}-{os.getpid()}:"
    environment = os.environ | {
        "DATABASE_URL": database_url(database),
        "NEWSROOM_ENV": "local",
        "HASHED_STATIC": "false",
        "BROKER_PREFIX": prefix,
        "FETCH_ALLOW": ",".join(f"127.0.0.1:{port}" for port in link_ports),
        "FETCH_TIMEOUT": "15",
        "WORKER_CONCURRENCY": "1",
        "WEB_WORKERS": "1",
        "LOG_LEVEL": "WARNING",
    }
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        web = [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py"]
        web += ["--bind", f"fd://{listening.fileno()}", "newsroom.wsgi"]
        worker = [sys.executable, "-m", "celery", "-A", "newsroom", "worker", "--pool", "prefork"]
        worker += ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
        started: list[subprocess.Popen[bytes]] = []
        try:
            started.append(_start(web, environment, logs / "web.log", listening.fileno()))
            started.append(_start(worker, environment, logs / "worker.log"))
            stack = Stack(f"http://127.0.0.1:{port}", logs, prefix)
            _wait_until_ready(stack, started)
            yield stack
        finally:
            for process in reversed(started):
                end(process, {signal.SIGTERM: 5.0, signal.SIGQUIT: 3.0})


def _start(command: list[str], environment: dict[str, str], log: Path, *keep: int) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL, pass_fds=keep,
            preexec_fn=end_with_parent(signal.SIGTERM),
        )  # fmt: skip


def _wait_until_ready(stack: Stack, started: list[subprocess.Popen[bytes]]) -> None:
    """Until database, broker and a worker answer, which is what /health/ready asks for."""
    deadline, answer = time.monotonic() + START_SECONDS, "nothing"
    while time.monotonic() < deadline and all(process.poll() is None for process in started):
        try:
            with urllib.request.urlopen(f"{stack.address}/health/ready", timeout=5):
                return
        except urllib.error.HTTPError as refusal:
            answer = refusal.read(500).decode(errors="replace")
        except OSError as problem:
            answer = str(problem)
        time.sleep(0.2)
    raise RuntimeError(f"The desk did not get ready: {answer}\n{stack.said()}")
