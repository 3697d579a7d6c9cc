"""Both servers of one clone, started and stopped together."""

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

from newsroom.embedded.home import (
    EmbeddedError,
    Home,
    Lock,
    choose_home,
    remove_sockets,
    server_binaries,
    socket_folder,
)
from newsroom.embedded.postgres import Postgres
from newsroom.embedded.valkey import Valkey

JUST_MADE = 60.0  # seconds in which a new folder may still be without its lock


class AlreadyRunning(EmbeddedError):
    """The servers of this clone were started by another process, which still lives."""


class Servers:
    """PostgreSQL and Valkey for one clone; ask for those that no variable names.

    ``ephemeral`` servers have new, empty data that is removed when they stop, beside any others of the same clone.
    """

    def __init__(
        self, *, postgres: bool = True, valkey: bool = True, ephemeral: bool = False, durable: bool = True
    ) -> None:
        base = choose_home()
        self.home = ephemeral_home(base) if ephemeral else base
        self.ephemeral = ephemeral
        self._lock = Lock(self.home.folder / "lock")
        self._wanted = (postgres, valkey)
        self._durable = durable
        self.running: list[Postgres | Valkey] = []

    def start(self) -> dict[str, str]:
        """Start what is wanted; the variables that lead to it. Raises EmbeddedError, AlreadyRunning."""
        if not self._lock.take():
            raise AlreadyRunning("The servers of this clone are running already: stop the other `make run` first.")
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> dict[str, str]:
        postgres, valkey = self._wanted
        if not any(self._wanted):
            return {}
        tree, binary = server_binaries(self.home)
        self.home.logs.mkdir(mode=0o700, exist_ok=True)
        sockets = socket_folder(self.home)
        addresses: dict[str, str] = {}
        if postgres:
            self._bring_up(server := Postgres(self.home, tree, sockets, durable=self._durable))
            addresses["DATABASE_URL"] = server.url
        if valkey:
            self._bring_up(broker := Valkey(self.home, binary, sockets, durable=self._durable))
            addresses["REDIS_URL"] = broker.url
        return addresses

    def _bring_up(self, server: Postgres | Valkey) -> None:
        self.running.append(server)
        server.start()

    def restart_dead(self) -> list[str]:
        """Start again what has died by itself; the names of those."""
        dead = [server for server in self.running if not server.is_running()]
        for server in dead:
            server.start()
        return [type(server).__name__ for server in dead]

    def stop(self) -> None:
        """Stop in reverse order and leave no socket, pid or lock file; ephemeral data goes too."""
        while self.running:
            self.running.pop().stop()
        remove_sockets(self.home)
        self._lock.release()
        if self.ephemeral:
            shutil.rmtree(self.home.folder, ignore_errors=True)


def ephemeral_home(base: Home) -> Home:
    """A new empty home below ``base``, after removing those whose process was killed."""
    for left in base.folder.glob("ephemeral-*"):
        with contextlib.suppress(FileNotFoundError):  # its own process is removing it just now
            if time.time() - left.stat().st_mtime > JUST_MADE:
                remove_abandoned(Home(left, base.owner))
    folder = Path(tempfile.mkdtemp(prefix="ephemeral-", dir=base.folder))
    if base.owner is not None:
        folder.chmod(0o711)
    return Home(folder, base.owner)


def remove_abandoned(home: Home) -> None:
    """Nothing happens while another process has the lock of that home."""
    lock = Lock(home.folder / "lock")
    if lock.take():
        remove_sockets(home)
        shutil.rmtree(home.folder, ignore_errors=True)
        lock.release()
