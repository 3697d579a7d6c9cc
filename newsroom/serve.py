"""``python -m newsroom.serve``: the whole desk as one foreground process tree; what `make run` starts.

Environment: HOST (127.0.0.1), PORT (8000), and everything docs/operations.md names. Exit status 0 after Ctrl-C or TERM,
1 when the desk could not be started.
"""

import asyncio
import contextlib
import errno
import http.client
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Mapping

import environ

from newsroom.embedded.home import CLONE, VAR, EmbeddedError, Lock, secret_in
from newsroom.embedded.process import adopt_orphans, end_me_with_parent
from newsroom.embedded.servers import AlreadyRunning, Servers
from newsroom.supervisor import Child, say

ADDRESSES = ("DATABASE_URL", "REDIS_URL")
RUN_FILE = VAR / "run.env"
READY_SECONDS = 120.0
PORT_PATIENCE = 5.0


class CannotStart(Exception):
    """The desk cannot be started; the text is one sentence that says what to do."""


def main() -> int:
    if "--with-parent" in sys.argv[1:]:
        end_me_with_parent(signal.SIGTERM)  # `make`, behind `make run`
    os.umask(0o077)
    adopt_orphans()
    if (CLONE / ".env").is_file():
        environ.Env.read_env(CLONE / ".env")
    try:
        return asyncio.run(Desk().run())
    except (CannotStart, EmbeddedError) as problem:
        say(str(problem))
        return 1


def listen_address() -> tuple[str, int]:
    """HOST and PORT of the environment. Raises CannotStart for a port that is none."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT={port} is not a port: choose a number from 1 to 65535, as in `make run PORT=8001`.")
    return host, int(port)


def reserve_port(host: str, port: int, patience: float = 0.0) -> socket.socket:
    """A socket bound to the port, which gunicorn inherits: nobody can take it between this check and the start.

    ``patience``: seconds in which the web process of a killed desk may still have it. Raises CannotStart.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CannotStart(f"HOST={host} is no address of this machine: leave it out for 127.0.0.1.") from None
    deadline = time.monotonic() + patience
    while True:
        try:
            return _bound(family, kind, address)
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise CannotStart(_why_not(host, port, problem)) from None


def _bound(family: int, kind: int, address: tuple[object, ...]) -> socket.socket:
    reserved = socket.socket(family, kind)
    try:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(address)
    except OSError:
        reserved.close()
        raise
    return reserved


def _why_not(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} on {host} is taken by another program: choose another, as in `make run PORT={other}`."
    if problem.errno == errno.EACCES:
        return f"Port {port} is not open to your user: choose one above 1023, as in `make run PORT=8000`."
    return f"{host} port {port} cannot be used ({problem.strerror}): choose others with HOST= and PORT=."


class Desk:
    """One start of the desk, from the port to the last process."""

    def __init__(self) -> None:
        try:
            VAR.mkdir(mode=0o700, exist_ok=True)
        except OSError as problem:
            raise CannotStart(f"{VAR} cannot be made ({problem.strerror}): use a clone that belongs to you.") from None
        self.lock = Lock(VAR / "run.lock")
        self.stopped = asyncio.Event()
        self.children: list[Child] = []
        self.environment: dict[str, str] = {}

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(how, self._stop)
        host, port = listen_address()
        patience = PORT_PATIENCE if RUN_FILE.exists() else 0.0  # the file is there only after a kill
        if not self.lock.take():
            raise AlreadyRunning("This clone's desk is running already: stop it first, or run a second clone.")
        servers: Servers | None = None
        try:
            with reserve_port(host, port, patience) as reserved:
                missing = [name for name in ADDRESSES if not os.environ.get(name)]
                servers = Servers(postgres="DATABASE_URL" in missing, valkey="REDIS_URL" in missing)
                self._announce(servers, missing)
                self.environment = desk_environment(host, servers.start())
                return await self._serve(servers, reserved, host, port)
        finally:
            self._clean_up(servers)

    def _stop(self) -> None:
        if not self.stopped.is_set():
            say("stopping; this takes a few seconds")
        self.stopped.set()

    def _announce(self, servers: Servers, missing: list[str]) -> None:
        if missing:
            names = {"DATABASE_URL": "PostgreSQL", "REDIS_URL": "Valkey"}
            say(f"starting {' and '.join(names[name] for name in missing)}, data in {servers.home.folder}")
            if servers.home.note:
                say(servers.home.note)

    async def _serve(self, servers: Servers, reserved: socket.socket, host: str, port: int) -> int:
        write_run_file(self.environment)
        setup = Child(
            "setup", [sys.executable, "-m", "newsroom.prepare", str(VAR / "first-start")], {signal.SIGTERM: 5.0},
            signal.SIGTERM, self.environment, folder=str(CLONE),
        )  # fmt: skip
        if not await self._set_up(setup):
            return 0 if self.stopped.is_set() else 1
        self.children = programs(self.environment, reserved.fileno())
        tasks = [asyncio.create_task(child.keep_running()) for child in self.children]
        tasks.append(asyncio.create_task(self._watch(servers)))
        tasks.append(asyncio.create_task(self._tell_when_ready(host, port)))
        await self.stopped.wait()
        await self._finish()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return 0

    async def _set_up(self, setup: Child) -> bool:
        """Whether the database is ready for the desk; a stop signal ends it early."""
        work = asyncio.create_task(setup.run_once())
        stop = asyncio.create_task(self.stopped.wait())
        await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not work.done():
            await setup.finish()
        status = await work
        if status != 0 and not self.stopped.is_set():
            say("The set-up failed; the lines above say why. Correct that and start again: nothing is lost.")
        return status == 0 and not self.stopped.is_set()

    async def _finish(self) -> None:
        """First nobody may ask for work, then no work may begin, then the workers put down what they hold."""
        by_name = {child.name: child for child in self.children}
        await asyncio.gather(by_name["web"].finish(), by_name["beat"].finish())
        await asyncio.gather(by_name["splitter"].finish(), by_name["checker"].finish())

    async def _watch(self, servers: Servers) -> None:
        while not self.stopped.is_set():
            await asyncio.sleep(1)
            with contextlib.suppress(EmbeddedError):
                # Not in a thread: the kernel ties a server to the thread that started it.
                for name in servers.restart_dead():
                    say(f"{name} had ended by itself and was started again")

    async def _tell_when_ready(self, host: str, port: int) -> None:
        began, answer = time.monotonic(), "nothing yet"
        asked = "127.0.0.1" if host in ("0.0.0.0", "") else "::1" if host == "::" else host  # noqa: S104
        while time.monotonic() - began < READY_SECONDS:
            answer = await asyncio.to_thread(ask_readiness, asked, port, self._known_host())
            if answer == "":
                say(f"Newsroom Verify is ready: http://{f'[{asked}]' if ':' in asked else asked}:{port}/")
                say("Ctrl-C stops it")
                return
            await asyncio.sleep(0.5)
        say(f"not ready after {READY_SECONDS:.0f} s, still trying; /health/ready says: {answer}")

    def _known_host(self) -> str:
        """A name under which the site answers, for asking it ourselves."""
        names = [name for name in self.environment["ALLOWED_HOSTS"].split(",") if name.strip(" .*")]
        return names[0].strip(" .") if names else "localhost"

    def _clean_up(self, servers: Servers | None) -> None:
        if servers is not None:
            servers.stop()
        RUN_FILE.unlink(missing_ok=True)
        shutil.rmtree(VAR / "beat", ignore_errors=True)
        self.lock.release()
        say("stopped")


def ask_readiness(host: str, port: int, name: str) -> str:
    """Empty when /health/ready answers 200, else what it said."""
    link = http.client.HTTPConnection(host, port, timeout=5)
    try:
        link.request("GET", "/health/ready", headers={"Host": f"{name}:{port}"})
        answer = link.getresponse()
        text = answer.read(2000).decode(errors="replace")
        return "" if answer.status == 200 else text
    except (OSError, http.client.HTTPException) as problem:
        return str(problem)
    finally:
        link.close()


def desk_environment(host: str, addresses: Mapping[str, str]) -> dict[str, str]:
    """What every process of the desk gets; what the caller has set is left as it is."""
    chosen = {
        "NEWSROOM_ENV": "local",
        "HASHED_STATIC": "true",
        "PYTHONUNBUFFERED": "1",
        "ALLOWED_HOSTS": ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", host, socket.gethostname()])),
    } | os.environ
    if not chosen.get("SECRET_KEY"):
        chosen["SECRET_KEY"] = secret_in(VAR / "secret-key", 50)
    return chosen | dict(addresses)


def write_run_file(environment: Mapping[str, str]) -> None:
    """The way to the running desk for `manage.py` in a second terminal; settings.py reads it."""
    names = ("NEWSROOM_ENV", "SECRET_KEY", *ADDRESSES)
    RUN_FILE.unlink(missing_ok=True)
    with os.fdopen(os.open(RUN_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={environment[name]}\n" for name in names)


def programs(environment: dict[str, str], web_socket: int) -> list[Child]:
    """Web, both workers and beat. SIGQUIT makes gunicorn and Celery stop at once; unfinished jobs are delivered again.

    When the supervisor is killed the broker goes too, and Celery would wait for it for ever: SIGKILL then.
    """
    beat_folder = VAR / "beat"
    shutil.rmtree(beat_folder, ignore_errors=True)  # a schedule that a killed beat left may be unreadable
    beat_folder.mkdir(mode=0o700)
    # Celery's banners would push our own lines off the screen; what it says of root is said in docs/operations.md.
    celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "newsroom"]
    level = environment.get("LOG_LEVEL", "INFO")
    web = [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py", "--bind", f"fd://{web_socket}"]
    web += ["--graceful-timeout", "4", "newsroom.wsgi"]
    worker = [*celery, "worker", "--pool", "prefork", "--loglevel", level, "--without-gossip", "--without-mingle"]
    splitter = [*worker, "--hostname", "splitter@%h", "--queues", "splits,sweeps"]
    checker = [*worker, "--hostname", "checker@%h", "--queues", "checks,later,sweeps"]
    checker += ["--concurrency", environment.get("CHECK_CONCURRENCY") or "2", "--max-memory-per-child", "200000"]
    beat = [*celery, "beat", "--loglevel", level, "--pidfile", "", "--schedule", str(beat_folder / "schedule")]
    gently = {signal.SIGTERM: 6.0, signal.SIGQUIT: 4.0}
    folder = str(CLONE)
    return [
        Child("web", web, gently, signal.SIGQUIT, environment, (web_socket,), folder),
        Child("splitter", splitter, gently, signal.SIGKILL, environment, (), folder),
        Child("checker", checker, gently, signal.SIGKILL, environment, (), folder),
        Child("beat", beat, {signal.SIGTERM: 4.0}, signal.SIGKILL, environment, (), folder),
    ]


if __name__ == "__main__":
    sys.exit(main())
