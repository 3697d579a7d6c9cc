"""Many URLs shared out to one process per processor: reading pages, not the network, is what keeps a long list waiting.

All URLs of one site go to the same process, so each process keeps that site's limits by itself, exactly as one process
would. Only a host that answers for another site's redirects may hear from several, each within the limits.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import cast

from verify.checking.check import check_urls, tls_context, without_answer
from verify.checking.config import CheckRequest, FetchConfig
from verify.checking.facts import close_readers
from verify.checking.guard import Guard
from verify.checking.model import CheckResult
from verify.checking.targets import site_named

logger = logging.getLogger(__name__)
MOST_PROCESSES = 4
WORTH_A_PROCESS = 32
"""URLs below which a further process costs more than it saves."""
TELL_SECONDS = 0.05
TELL_RESULTS = 64

Describe = Callable[[CheckResult], str]
Tell = Callable[[int, str], None]


def processes_for(urls: int) -> int:
    """How many processes so many URLs are worth: one per processor, at most MOST_PROCESSES."""
    return max(1, min(os.process_cpu_count() or 1, MOST_PROCESSES, urls // WORTH_A_PROCESS))


def share_out(requests: Sequence[CheckRequest], shares: int) -> list[list[int]]:
    """The numbers of the requests, in at most ``shares`` lists as even as whole sites allow; none is empty."""
    sites: dict[str, list[int]] = {}
    for index, request in enumerate(requests):
        sites.setdefault(site_named(request.url), []).append(index)
    lists: list[list[int]] = [[] for _ in range(max(1, shares))]
    for indices in sorted(sites.values(), key=len, reverse=True):
        min(lists, key=len).extend(indices)
    return [sorted(indices) for indices in lists if indices]


def check_shared(
    requests: Sequence[CheckRequest], config: FetchConfig, describe: Describe, tell: Tell, processes: int = 0
) -> None:
    """``tell(index, describe(result))`` for every request as each is known, in any order; ``describe`` runs where the check ran.

    ``processes``: 0 for ``processes_for``. The limits of ``config`` hold in each process, ``concurrency`` for itself. A
    process that dies is logged, and what it still owed is told as ``internal_fault``. Call it before any thread is started.

    Raises ValueError for an entry of ``config.allow`` that is not host:port. KeyboardInterrupt ends all processes first.
    """
    Guard(config.allow)
    shares = share_out(requests, processes or processes_for(len(requests)))
    if len(shares) < 2:
        _check_here(requests, config, lambda index, result: tell(index, describe(result)))
        return
    # Certificates take long to load; those who are forked have them.
    tls_context(config.ca_file)
    crew: list[_Worker] = []
    try:
        for share in shares:
            crew.append(_begin(share, requests, config, describe, [worker.pipe for worker in crew]))
        _listen(crew, requests, describe, tell)
    finally:
        for worker in crew:
            worker.end()


@dataclass(slots=True)
class _Worker:
    """One process, its end of the pipe, and the requests it still owes an answer for."""

    process: BaseProcess
    pipe: Connection
    owed: set[int] = field(default_factory=set)

    def end(self) -> None:
        self.pipe.close()
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()
        self.process.close()


def _begin(
    share: list[int],
    requests: Sequence[CheckRequest],
    config: FetchConfig,
    describe: Describe,
    inherited: list[Connection],
) -> _Worker:
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        # While anybody holds the listener's end, nobody notices that the listener is gone.
        for pipe in (*inherited, ours):
            pipe.close()
        _work(share, [requests[index] for index in share], config, describe, theirs)

    process = context.Process(target=work, daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, set(share))


def _listen(crew: list[_Worker], requests: Sequence[CheckRequest], describe: Describe, tell: Tell) -> None:
    listening = {worker.pipe: worker for worker in crew}
    while listening:
        for pipe in connection.wait(list(listening)):
            worker = listening[cast(Connection, pipe)]
            try:
                told: list[tuple[int, str]] = worker.pipe.recv()
            except (EOFError, OSError):
                del listening[worker.pipe]
                _answer_for(worker, requests, describe, tell)
                continue
            worker.owed.difference_update(index for index, _ in told)
            for index, said in told:
                tell(index, said)


def _answer_for(worker: _Worker, requests: Sequence[CheckRequest], describe: Describe, tell: Tell) -> None:
    """What a process that is gone has not answered; nothing where it had done its work."""
    if not worker.owed:
        return
    worker.process.join()
    logger.error(
        "a checking process ended early (exit status %s): %d URLs have no answer",
        worker.process.exitcode,
        len(worker.owed),
    )
    for index in sorted(worker.owed):
        tell(index, describe(without_answer(requests[index], "internal_fault")))
    worker.owed.clear()


def _work(
    share: list[int], requests: list[CheckRequest], config: FetchConfig, describe: Describe, pipe: Connection
) -> None:
    # Ctrl-C reaches every process of the terminal; the one that prints ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: list[tuple[int, str]] = []

    def send() -> None:
        if waiting:
            try:
                pipe.send(waiting)
            except OSError:
                # Nobody listens any more: whoever asked is gone.
                os._exit(1)
            waiting.clear()

    def keep(index: int, result: CheckResult) -> None:
        waiting.append((share[index], describe(result)))
        if len(waiting) >= TELL_RESULTS:
            send()
        elif len(waiting) == 1:
            asyncio.get_running_loop().call_later(TELL_SECONDS, send)

    try:
        _check_here(requests, config, keep)
    finally:
        send()
        close_readers()


def _check_here(
    requests: Sequence[CheckRequest], config: FetchConfig, on_result: Callable[[int, CheckResult], None]
) -> None:
    asyncio.run(check_urls(requests, config, on_result))
