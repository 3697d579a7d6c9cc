"""Children of one foreground process: started, their lines passed on, restarted when they die, ended in order."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsroom.embedded.process import end_with_parent

LONGEST_PAUSE = 30.0
# A child that lived this long was healthy: its next death starts the pauses from the beginning.
HEALTHY_AFTER = 60.0
LINE_LIMIT = 1024 * 1024
COLOURS = {"web": "36", "splitter": "33", "checker": "34", "beat": "35", "setup": "32"}


def say(text: str, name: str = "desk") -> None:
    """One line on standard output under the name of who says it; coloured only for a person at a terminal."""
    label = f"{name:<8} |"
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        label = f"\x1b[{COLOURS.get(name, '1')}m{label}\x1b[0m"
    # Whoever reads our output may be gone; the desk goes on, and the shut-down above all.
    with contextlib.suppress(OSError):
        print(label, text, flush=True)  # noqa: T201


@dataclass
class Child:
    """One program of the tree.

    ``stop`` maps signals, in order, to the seconds each is given; ``on_orphan`` is what the kernel sends it when the
    supervisor itself is killed.
    """

    name: str
    command: Sequence[str]
    stop: Mapping[signal.Signals, float]
    on_orphan: signal.Signals
    environment: Mapping[str, str]
    pass_fds: Sequence[int] = ()
    folder: str | None = None
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _stopping: bool = field(default=False, init=False)

    async def start(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=self.environment,
            cwd=self.folder,
            pass_fds=self.pass_fds,
            limit=LINE_LIMIT,
            # A group of its own: Ctrl-C reaches only the supervisor, which ends the children in the right order.
            start_new_session=True,
            preexec_fn=end_with_parent(self.on_orphan),
        )
        return self._process

    async def run_once(self) -> int:
        """Start, pass on every line, and give the exit status."""
        process = await self.start()
        reading = asyncio.create_task(self._pass_on(process))
        status = await process.wait()
        await self._end_group(process.pid)
        await reading
        return status

    async def keep_running(self) -> None:
        """Run it again whenever it ends, after a pause that doubles, until `finish` is called."""
        pause = 1.0
        while not self._stopping:
            began = time.monotonic()
            status = await self.run_once()
            if self._stopping:
                return
            if time.monotonic() - began > HEALTHY_AFTER:
                pause = 1.0
            say(f"{self.name} ended with status {status}; starting it again in {pause:.0f} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def finish(self) -> None:
        """Send the stop signals one after the other; SIGKILL for the whole group is the last."""
        self._stopping = True
        process = self._process
        if process is None:
            return
        for how, seconds in self.stop.items():
            if process.returncode is not None:
                break
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), seconds)
        await self._end_group(process.pid)
        await process.wait()

    async def _end_group(self, group: int) -> None:
        """End what the child has left behind: the pool of a worker that was killed would live on without it.

        Those orphans are our children now (`adopt_orphans`), so they are also waited for.
        """
        with contextlib.suppress(ProcessLookupError, PermissionError, ChildProcessError):
            os.killpg(group, signal.SIGKILL)
            for _ in range(40):
                os.waitpid(-group, os.WNOHANG)  # noqa: ASYNC222 (WNOHANG does not wait)
                await asyncio.sleep(0.05)

    async def _pass_on(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # longer than LINE_LIMIT; asyncio has dropped it
                continue
            if not line:
                return
            say(line.decode(errors="replace").rstrip("\r\n"), self.name)
