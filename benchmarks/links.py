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
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linkweb import PAGES
from benchmarks.measuring import Comparison
from verify.checking.sharing import processes_for

BIN = Path(sys.executable).parent
AT_ONCE = 64
"""Every contestant without limits gets as many, whatever number of processes it spreads them over."""
SLOW_SHARE = 20
"""LinkChecker gets every twentieth link only: it takes about a hundred times as long for each."""
CLONE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a whole run of so many links cost, and what the program's start alone costs."""

    whole: Cost
    start: Cost
    links: int = PAGES


@dataclass(frozen=True, slots=True)
class Field:
    """Where the race is run: the files of URLs, and what a command begins with to be where the hosts are."""

    folder: Path
    hosts: int
    port: int
    enter: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [f"127.0.0.{host + 1}:{self.port}" for host in range(self.hosts)]

    @property
    def nothing(self) -> Path:
        """A file with nothing to ask for."""
        file = self.folder / "nothing"
        file.write_text("#\n")
        file.chmod(0o644)
        return file

    def urls(self, number: int = PAGES) -> Path:
        file = self.folder / f"urls-{number}"
        pages = range(0, PAGES, PAGES // number)
        file.write_text("\n".join(f"http://{self.names[page % self.hosts]}/p/{page}" for page in pages))
        file.chmod(0o644)
        return file

    def timed(self, command: list[str], stdin: Path | None = None, **environment: str) -> tuple[Cost, str]:
        """The cost of a whole program from start to end, and what it printed."""
        began = time.perf_counter()
        with (
            (stdin or Path(os.devnull)).open() as given,
            tempfile.TemporaryFile("w+") as said,
            tempfile.TemporaryFile("w+") as log,
        ):
            process = subprocess.Popen(
                [*self.enter, *command],
                stdin=given,
                stdout=said,
                stderr=log,
                cwd=self.folder,
                env=os.environ | environment,
            )
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            for file in (said, log):
                file.seek(0)
            if process.returncode != 0:
                raise SystemExit(f"{command[0]} failed: {said.read()[-800:]} {log.read()[-800:]}")
            return Cost(wall, used.ru_utime + used.ru_stime), said.read()

    def check_urls(self, at_once: int | None = None, processes: int = 0) -> Run:
        """The command as a person runs it; ``at_once`` requests of all its processes together, None for its own limits."""
        command = [sys.executable, str(CLONE / "manage.py"), "check_urls", "--no-facts", "--processes", str(processes)]
        environment = {"NEWSROOM_ENV": "local", "FETCH_ALLOW": ",".join(self.names)}
        if at_once is not None:
            each = at_once // min(processes or processes_for(PAGES), self.hosts)
            environment |= {"FETCH_CONCURRENCY": str(each), "FETCH_PER_HOST": str(each), "FETCH_RATE_PER_HOST": "0"}
        start, _ = self.timed(command, self.nothing, **environment)
        whole, said = self.timed(command, self.urls(), **environment)
        reasons = Counter(json.loads(line)["reason"] for line in said.splitlines())
        if reasons != {"fetched": PAGES}:
            raise SystemExit(f"the checker says {reasons} of pages that are there")
        return Run(whole, start)

    def bare(self) -> Run:
        """GETs of aiohttp in one process that was warm before."""
        command = [*self.enter, sys.executable, "-m", "benchmarks.linkrunner", str(AT_ONCE), str(self.urls())]
        run = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise SystemExit(run.stderr[-2000:])
        said = json.loads(run.stdout)
        return Run(Cost(said["wall"], said["cpu"]), Cost(0.0, 0.0))

    def lychee(self, *limits: str) -> Run:
        command = [str(BIN / "lychee"), "--no-progress", "--quiet", *limits]
        start, _ = self.timed([*command, str(self.nothing)])
        whole, _ = self.timed([*command, str(self.urls())])
        return Run(whole, start)

    def linkchecker(self, at_once: int) -> Run:
        settings = self.folder / "linkchecker.conf"
        settings.write_text(f"[checking]\nmaxrequestspersecond=1000000\nthreads={at_once}\nrecursionlevel=0\n")
        settings.chmod(0o644)
        command = [str(BIN / "linkchecker"), "-f", str(settings), "--stdin", "--no-robots", "--no-status", "-q"]
        start, _ = self.timed(command, self.urls(1))
        whole, _ = self.timed(command, self.urls(PAGES // SLOW_SHARE))
        return Run(whole, start, PAGES // SLOW_SHARE)


Contestants = dict[str, Callable[[], Run]]


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
        "check_urls": lambda: field.check_urls(AT_ONCE),
        "lychee, as many at once": lambda: field.lychee(*free, str(AT_ONCE)),
        "LinkChecker, as many at once": lambda: field.linkchecker(AT_ONCE),
        "bare requests of aiohttp": field.bare,
        "check_urls in one process": lambda: field.check_urls(AT_ONCE, processes=1),
        "check_urls, 128 at once": lambda: field.check_urls(128),
        "lychee, 128 at once": lambda: field.lychee(*free, "128"),
    }


def _polite(field: Field) -> Contestants:
    return {
        "check_urls as it comes": field.check_urls,
        "lychee as it comes": field.lychee,
        "check_urls in one process": lambda: field.check_urls(processes=1),
    }


def _race(where: str, contestants: Contestants, rounds: int) -> list[Comparison]:
    """All take turns; a different one begins each round."""
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            runs[name].append(contestants[name]())
    title = f"Checking {PAGES} links, {where}"
    # A start is the same in each round; what else the machine does only adds to it.
    start = {name: min(run.start.wall for run in runs[name]) for name in names}
    start_cpu = {name: min(run.start.cpu for run in runs[name]) for name in names}
    links = {n: [1000 * (r.whole.wall - start[n]) / r.links for r in runs[n]] for n in names}
    cpu = {n: [1000 * (r.whole.cpu - start_cpu[n]) / r.links for r in runs[n]] for n in names}
    started = [n for n in names if start[n] > 0]
    whole = {n: [1000 * r.whole.wall for r in runs[n]] for n in started if runs[n][0].links == PAGES}
    return [
        Comparison(f"{title}, without the start", "ms for each link", links),
        Comparison(f"{title}, without the start", "ms of CPU for each link", cpu),
        Comparison("The start alone", "ms", {n: [1000 * r.start.wall for r in runs[n]] for n in started}),
        Comparison(f"{title}, from start to end", "ms", whole),
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
