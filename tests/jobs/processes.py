"""Real workers, beat, web servers and a broker of our own, for tests that kill, flush and silence them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import redis
from celery import Celery
from django.db import connection

from newsroom.celery import app as newsroom_app
from newsroom.embedded import Servers
from newsroom.embedded.process import end_with_parent
from newsroom.embedded.valkey import Valkey

CLONE = Path(__file__).resolve().parents[2]
CELERY = (sys.executable, "-m", "celery", "-A", "newsroom")


def locks_held(kind: int) -> int:
    """Advisory locks of one kind in the test database; its server has others, in which other tests run."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND classid = %s AND d.datname = current_database()",
            [kind],
        )
        return int(cursor.fetchone()[0])


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Look every few milliseconds; fail with the sentence that did not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"after {seconds:.0f} s still not true: {what}"
        time.sleep(0.02)


def is_alive(process: psutil.Process) -> bool:
    """A zombie is dead: it only waits for a parent to take note."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Broker:
    """A Valkey server of this test module alone, which may be flushed, frozen, stopped and started again."""

    def __init__(self) -> None:
        self._servers = Servers(postgres=False, ephemeral=True, durable=False)
        self.url = ""

    def start(self) -> None:
        self.url = self._servers.start()["REDIS_URL"]

    @property
    def _server(self) -> Valkey:
        [server] = self._servers.running
        assert isinstance(server, Valkey)
        return server

    def client(self) -> "redis.Redis":
        return redis.Redis.from_url(self.url, socket_timeout=5)

    def flush(self) -> None:
        with self.client() as client:
            client.flushall()

    def is_idle(self) -> bool:
        """Nothing waits in a queue or is in a worker's hands. A worker that holds a message when its broker goes ends itself,
        and whoever started it starts it again; here nobody would."""
        with self.client() as client:
            kinds = {key: client.type(key) for key in client.scan_iter("*")}
        return not any(kind == b"list" or key.endswith((b"unacked", b"unacked_index")) for key, kind in kinds.items())

    @contextlib.contextmanager
    def down(self) -> Iterator[None]:
        """No process, no socket."""
        self._server.stop()
        try:
            yield
        finally:
            self._server.start()

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """A broker that takes connections and never answers, which is worse than one that is gone."""
        pid = int((self._servers.home.valkey / "valkey.pid").read_text())
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def close(self) -> None:
        self._servers.stop()


@dataclass
class Program:
    """One started program and the file with what it says."""

    process: "subprocess.Popen[bytes]"
    log: Path
    _read: int = field(default=0, init=False)

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, words: str, seconds: float = 40.0) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, f"it ended before it said {words!r}: {self.said[-3000:]}"
            assert time.monotonic() < deadline, f"it did not say {words!r}: {self.said[-3000:]}"
            time.sleep(0.05)

    @property
    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def kill_children(self) -> set[int]:
        """``kill -9`` for every process of a worker's pool; their pids."""
        children = self.children
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        return {child.pid for child in children}

    def kill(self) -> None:
        """``kill -9`` for the program itself; what it leaves behind must end by itself."""
        children = self.children
        self.process.kill()
        self.process.wait()
        wait_until(lambda: not any(is_alive(child) for child in children), "its children ended with it", 1.0)

    def stop(self) -> None:
        """End it quickly; the end of a test is no lesson in manners."""
        if self.process.poll() is None:
            with contextlib.suppress(psutil.NoSuchProcess):
                self.kill_children()
            self.process.kill()
        self.process.wait()


def address_of_test_database() -> str:
    """DATABASE_URL for another process: the server of this run, the database that pytest made."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


@dataclass
class Desk:
    """Starts the programs of a desk on the test database and on ``broker``. ``environment`` is for all of them."""

    broker: Broker
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    prefix: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex[:8]}:")

    def _start(self, name: str, command: list[str], **environment: str) -> Program:
        log = self.folder / f"{name}-{uuid.uuid4().hex[:6]}.log"
        ours = {"DATABASE_URL": address_of_test_database(), "REDIS_URL": self.broker.url, "BROKER_PREFIX": self.prefix}
        with log.open("wb") as file:
            process = subprocess.Popen(
                command,
                cwd=CLONE,
                env=os.environ | {"NEWSROOM_ENV": "local"} | self.environment | ours | environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGKILL),
            )
        return Program(process, log)

    @contextlib.contextmanager
    def _running(self, program: Program) -> Iterator[Program]:
        try:
            yield program
        finally:
            program.stop()

    @contextlib.contextmanager
    def worker(self, concurrency: int = 1, pending_too_long: float = 30.0, queues: str = "") -> Iterator[Program]:
        """A worker that is ready to take jobs of these queues, started as `make run` starts it; of all without a name."""
        options = ["--pool", "prefork", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        command = [*CELERY, "worker", *options, "--concurrency", str(concurrency), "-n", f"{uuid.uuid4().hex[:6]}@test"]
        command += ["--queues", queues] if queues else []
        waits = {"JOB_PENDING_TOO_LONG": str(pending_too_long)}
        with self._running(self._start("worker", command, **waits)) as program:
            program.wait_for(" ready.")
            yield program

    @contextlib.contextmanager
    def beat(self, every: float = 0.5) -> Iterator[Program]:
        """A beat that rings for a sweep every so many seconds."""
        schedule = str(self.folder / f"schedule-{uuid.uuid4().hex[:6]}")
        command = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", schedule]
        with self._running(self._start("beat", command, SWEEP_EVERY=str(every))) as program:
            yield program

    @contextlib.contextmanager
    def web(self, port: int) -> Iterator[Program]:
        """One gunicorn process on a loopback port."""
        command = [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py", "--workers", "1"]
        command += ["--bind", f"127.0.0.1:{port}", "newsroom.wsgi"]
        with self._running(self._start("web", command)) as program:
            program.wait_for("Booting worker")
            yield program

    @contextlib.contextmanager
    def bell(self) -> Iterator[None]:
        """What this very process rings, it rings at the desk's broker, as one of its web processes would."""
        app = Celery("bell", broker=self.broker.url.replace("unix://", "redis+socket://", 1))
        app.config_from_object("django.conf:settings", namespace="CELERY")
        app.conf.broker_transport_options = {**app.conf.broker_transport_options, "global_keyprefix": self.prefix}
        app.set_current()
        try:
            yield
        finally:
            newsroom_app.set_current()
            app.close()
