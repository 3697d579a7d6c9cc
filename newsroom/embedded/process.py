"""Child processes that end with the process that started them, and leftovers of one that was killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Owner:
    """The user and group a server runs as when the caller is root."""

    uid: int
    gid: int


def end_with_parent(how: signal.Signals) -> Callable[[], None]:
    """A ``preexec_fn``: the kernel sends ``how`` to the child when its parent dies, however it dies (Linux only).

    Must be forked from the main thread, because the kernel watches the forking thread, not the process.
    """
    parent = os.getpid()

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, how)
            if os.getppid() != parent:  # it died between the fork and the line above
                os._exit(1)

    return tie


def end_me_with_parent(how: signal.Signals) -> None:
    """Ask the kernel for ``how`` when the parent of this very process dies."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, how)


def adopt_orphans() -> None:
    """Grandchildren whose parent was killed become children of this process, so that they can be ended and reaped."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def run_as(owner: Owner | None) -> dict[str, Any]:
    """The arguments of ``subprocess`` that make a child run as ``owner``; none for the caller's own user."""
    return {} if owner is None else {"user": owner.uid, "group": owner.gid, "extra_groups": []}


def server_environment() -> dict[str, str]:
    """Servers see nothing of the caller's environment but the path: PG* and LC_* would change them."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def start_server(
    command: Sequence[object], folder: Path, log: IO[bytes], owner: Owner | None, on_orphan: signal.Signals
) -> subprocess.Popen[bytes]:
    """Start a server in ``folder`` in a process group of its own, so that Ctrl-C reaches only the supervisor."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env=server_environment(),
        start_new_session=True,
        umask=0o077,
        preexec_fn=end_with_parent(on_orphan),
        **run_as(owner),
    )


def end(process: subprocess.Popen[bytes], steps: Mapping[signal.Signals, float]) -> None:
    """Send each signal in turn, waiting at most its seconds for the end; SIGKILL is the last word."""
    for how, seconds in steps.items():
        if process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
        process.wait()


def end_leftover(pid_file: Path, folder: Path, how: signal.Signals, seconds: float = 20.0) -> None:
    """End the server of an earlier start that was killed, then remove its pid file.

    The pid may have been given to a stranger since: only a process that works in ``folder`` is ours.
    """
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        pid = 0
    deadline = time.monotonic() + seconds
    while pid > 0 and works_in(pid, folder):
        os.kill(pid, how if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(0.1)
    pid_file.unlink(missing_ok=True)


def works_in(pid: int, folder: Path) -> bool:
    """Whether the process lives and has ``folder`` as its working folder."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve() and not is_zombie(pid)
    except OSError:
        return False


def is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
