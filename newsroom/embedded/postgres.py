"""One PostgreSQL server on a private socket, with a password that only its caller can read."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from newsroom.embedded.home import EmbeddedError, Home, account_owner
from newsroom.embedded.process import end, end_leftover, run_as, server_environment, start_server

ROLE = DATABASE = "newsroom"
START_SECONDS = 60.0
# Only scram over our own socket; there is no listening port to have rules for.
ACCESS_RULES = "local all all scram-sha-256\n"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
    "max_wal_size": "512MB",
}
# For data that is thrown away: nothing is worth waiting for a disk.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Postgres:
    """``durable`` False trades safety after a crash for speed; for tests only."""

    def __init__(self, home: Home, tree: Path, sockets: Path, *, durable: bool = True) -> None:
        self.home, self.tree, self.sockets, self.durable = home, tree, sockets, durable
        self.log = home.logs / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """A DATABASE_URL that django-environ, psycopg and psql read alike."""
        return f"postgres://{ROLE}:{quote(self.home.password())}@/{DATABASE}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Bring the server up and wait until it takes connections. Raises EmbeddedError."""
        data = self.home.postgres
        if not (data / "PG_VERSION").is_file():
            self._create()
        end_leftover(data / "postmaster.pid", data, signal.SIGINT)
        write_private(data / "pg_hba.conf", ACCESS_RULES, self.home)
        write_private(data / "postgresql.conf", self._settings(), self.home)
        self._launch()
        self._ensure_database()

    def stop(self) -> None:
        """A fast shutdown: sessions are ended, what was committed is on disk."""
        if self._process is not None:
            end(self._process, {signal.SIGINT: 15.0, signal.SIGQUIT: 5.0})
            self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _settings(self) -> str:
        chosen = SETTINGS | {"unix_socket_directories": str(self.sockets)} | ({} if self.durable else FORGETFUL)
        return "".join(f"{name} = '{value}'\n" for name, value in chosen.items())

    def _create(self) -> None:
        """Run initdb beside the final place and move the result there, so that a half-made one is never used.

        initdb insists on a user with an account, which our user number has not; it therefore runs as one that has, with
        a password that is replaced before the first use (`_ensure_database`), and the files change hands afterwards.
        """
        new = self.home.folder / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        maker = None if self.home.owner is None else account_owner(self.home.owner)
        first_password = self.home.folder / "first-password"
        first_password.unlink(missing_ok=True)
        write_private(first_password, secrets.token_urlsafe(24) + "\n", self.home)
        for path in (new, first_password):
            if maker is not None:
                os.chown(path, maker.uid, maker.gid)
        self._initdb(new, first_password, run_as(maker))
        for path in (first_password, new, *new.rglob("*")):
            self.home.give(path)
        new.rename(self.home.postgres)

    def _initdb(self, new: Path, first_password: Path, user: dict[str, object]) -> None:
        command = [
            self.tree / "bin" / "initdb",
            "-D",
            new,
            "-U",
            ROLE,
            "-A",
            "scram-sha-256",
            "--pwfile",
            first_password,
        ]
        command += ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        command += ["--data-checksums"] if self.durable else ["--no-sync", "--no-data-checksums"]
        done = subprocess.run(  # type: ignore[call-overload]
            [str(part) for part in command],
            cwd="/",
            env=server_environment(),
            capture_output=True,
            text=True,
            check=False,
            **user,
        )
        if done.returncode != 0:
            reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise EmbeddedError(f"PostgreSQL could not make its data folder: {' '.join(reason)}")

    def _launch(self) -> None:
        """Start, once more if the memory of a killed server is still being given back."""
        for attempt in range(5):
            with self.log.open("wb") as log:
                command = [self.tree / "bin" / "postgres", "-D", self.home.postgres]
                self._process = start_server(command, self.home.postgres, log, self.home.owner, signal.SIGINT)
            if self._is_ready():
                return
            self.stop()
            if attempt < 4 and b"still in use" in self.log.read_bytes():
                time.sleep(1)
                continue
            raise EmbeddedError(f"PostgreSQL did not start; its log says why: {self.log}")

    def _is_ready(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        pid_file = self.home.postgres / "postmaster.pid"
        while self.is_running() and time.monotonic() < deadline:
            try:
                lines = pid_file.read_text().splitlines()
            except FileNotFoundError:
                lines = []
            if len(lines) > 7 and lines[7].strip() == "ready":
                return True
            time.sleep(0.02)
        return False

    def _ensure_database(self) -> None:
        """Set the lasting password if the first one is still there, and make the database if it is not."""
        password, first_password = self.home.password(), self.home.folder / "first-password"
        if first_password.exists():
            try:
                with self._connection(first_password.read_text().strip()) as first:
                    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(ROLE), sql.Literal(password))
                    first.execute(statement)
            except psycopg.OperationalError:  # set already; the crash came before the file was removed
                pass
            first_password.unlink()
        with self._connection(password) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _connection(self, password: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.sockets), user=ROLE, password=password, dbname="postgres", autocommit=True, connect_timeout=10
        )


def write_private(path: Path, text: str, home: Home) -> None:
    """Write a file that only the servers' user (and root) can read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w") as file:
        os.fchmod(handle, 0o600)
        file.write(text)
    home.give(path)
