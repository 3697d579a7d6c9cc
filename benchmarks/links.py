"""Two thousand links beside lychee, LinkChecker and bare requests, on hosts of this machine that take their time to answer."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linkweb import PAGES
from benchmarks.measuring import Comparison

BIN = Path(sys.executable).parent
AT_ONCE = 64
"""Our default; every contestant without limits gets as many."""
SLOW_SHARE = 20
"""LinkChecker gets every twentieth link only: it takes about a hundred times as long for each."""
CLONE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and of the processor for one link."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Field:
    """Where the race is run: the files of URLs, and what a command begins with to be where the hosts are."""

    folder: Path
    hosts: int
    port: int
    enter: tuple[str, ...]

    def urls(self, number: int = PAGES) -> Path:
        file = self.folder / f"urls-{number}"
        pages = range(0, PAGES, PAGES // number)
        file.write_text("\n".join(f"http://127.0.0.{page % self.hosts + 1}:{self.port}/p/{page}" for page in pages))
        file.chmod(0o644)
        return file

    def timed(self, command: list[str], links: int, stdin: Path | None = None, start_up: float = 0.0) -> Cost:
        """The cost of a program from start to end, less its ``start_up``."""
        began = time.perf_counter()
        with (stdin or Path(os.devnull)).open() as given, tempfile.TemporaryFile() as said:
            process = subprocess.Popen([*self.enter, *command], stdin=given, stdout=said, stderr=said, cwd=self.folder)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                said.seek(0)
                raise SystemExit(f"{command[0]} failed: {said.read()[-800:].decode(errors='replace')}")
        wall = time.perf_counter() - began - start_up
        return Cost(max(0.0, wall) / links, (used.ru_utime + used.ru_stime) / links)

    def ours(self, how: str, at_once: int = AT_ONCE) -> Cost:
        command = [*self.enter, sys.executable, "-m", "benchmarks.linkrunner", how, str(at_once), str(self.urls())]
        run = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise SystemExit(run.stderr[-2000:])
        said = json.loads(run.stdout)
        return Cost(said["wall"] / PAGES, said["cpu"] / PAGES)

    def lychee(self, *limits: str) -> Cost:
        command = [str(BIN / "lychee"), "--no-progress", "--quiet", *limits, str(self.urls())]
        return self.timed(command, PAGES)

    def linkchecker(self, at_once: int) -> Cost:
        settings = self.folder / "linkchecker.conf"
        settings.write_text(f"[checking]\nmaxrequestspersecond=1000000\nthreads={at_once}\nrecursionlevel=0\n")
        settings.chmod(0o644)
        command = [str(BIN / "linkchecker"), "-f", str(settings), "--stdin", "--no-robots", "--no-status", "-q"]
        began = time.perf_counter()
        self.timed(command, 1, stdin=self.urls(1))
        start_up = time.perf_counter() - began
        return self.timed(command, PAGES // SLOW_SHARE, stdin=self.urls(PAGES // SLOW_SHARE), start_up=start_up)


Contestants = dict[str, Callable[[], Cost]]


def links() -> list[Comparison]:
    """The short race: 50 hosts that answer after 50 ms, nobody held back."""
    with _field(hosts=50, latency=0.05) as field:
        return _race("50 hosts, 50 ms", _unlocked(field), rounds=5)


def links_full() -> list[Comparison]:
    """1 and 50 hosts at 0, 50 and 200 ms without limits; then with the limits that each program has by itself."""
    found: list[Comparison] = []
    for hosts in (50, 1):
        for latency in (0.0, 0.05, 0.2):
            with _field(hosts, latency) as field:
                where = f"{hosts} host{'s' * (hosts > 1)}, {latency * 1000:.0f} ms"
                found += _race(where, _unlocked(field), rounds=3)
                found += _race(f"{where}, each with its own limits", _polite(field), rounds=3 if hosts > 1 else 1)
    return found


def _unlocked(field: Field) -> Contestants:
    free = ("--host-concurrency", "100000", "--host-request-interval", "0ms", "--max-concurrency")
    return {
        "check_urls": lambda: field.ours("free"),
        "lychee, as many at once": lambda: field.lychee(*free, str(AT_ONCE)),
        "LinkChecker, as many at once": lambda: field.linkchecker(AT_ONCE),
        "bare requests of aiohttp": lambda: field.ours("bare"),
        "check_urls, 128 at once": lambda: field.ours("free", 128),
        "lychee, 128 at once": lambda: field.lychee(*free, "128"),
    }


def _polite(field: Field) -> Contestants:
    return {
        "check_urls, 128 at once": lambda: field.ours("polite", 128),
        "check_urls, 64 at once (default)": lambda: field.ours("polite"),
        "lychee, 128 at once (default)": field.lychee,
    }


def _race(where: str, contestants: Contestants, rounds: int) -> list[Comparison]:
    """All take turns; a different one begins each round."""
    costs: dict[str, list[Cost]] = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            costs[name].append(contestants[name]())
    title = f"Checking {PAGES} links, {where}"
    return [
        Comparison(title, "ms for each link", {n: [1000 * c.wall for c in costs[n]] for n in names}),
        Comparison(title, "ms of CPU for each link", {n: [1000 * c.cpu for c in costs[n]] for n in names}),
    ]


@contextlib.contextmanager
def _field(hosts: int, latency: float) -> Iterator[Field]:
    """Hosts that serve. Where this may be, they stand in a network namespace without a way out, and the contestants with them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    serve = [sys.executable, "-m", "benchmarks.linkweb", str(port), str(hosts), str(latency)]
    sealed = os.geteuid() == 0 and all(shutil.which(tool) for tool in ("unshare", "nsenter", "ip"))
    if sealed:
        serve = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *serve]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(serve, cwd=CLONE, stdout=subprocess.PIPE, text=True) as server,
    ):
        # LinkChecker gives root's rights up and must still be able to read its file.
        Path(folder).chmod(0o755)
        try:
            assert server.stdout is not None
            if server.stdout.readline() != "ready\n":
                raise SystemExit("the hosts of the links did not start")
            enter = ("nsenter", "--target", str(server.pid), "--net") if sealed else ()
            yield Field(Path(folder), hosts, port, enter)
        finally:
            server.terminate()
