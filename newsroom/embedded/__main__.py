"""``python -m newsroom.embedded exec [--ephemeral [--durable]] -- COMMAND …``: run a command with both servers up."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys

import environ

from newsroom.embedded.home import CLONE, VAR, EmbeddedError
from newsroom.embedded.process import end, end_with_parent
from newsroom.embedded.servers import AlreadyRunning, Servers

ADDRESSES = ("DATABASE_URL", "REDIS_URL")
STOPPED_BY = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


class Stopped(BaseException):
    def __init__(self, how: int) -> None:
        self.how = signal.Signals(how)


def main() -> int:
    """The exit status of the command; 1 when the servers do not start, 128 + n when a signal stopped us."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.embedded", description=__doc__)
    parser.add_argument("action", choices=["exec"])
    parser.add_argument("--ephemeral", action="store_true", help="new, empty servers that are removed afterwards")
    parser.add_argument("--durable", action="store_true", help="with --ephemeral: write as safely as a real desk does")
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args()
    # Ephemeral servers are for tests, which must never meet the database that .env may name.
    if (CLONE / ".env").is_file() and not chosen.ephemeral:
        environ.Env.read_env(CLONE / ".env")
    for how in STOPPED_BY:
        signal.signal(how, _stop)
    missing = {name for name in ADDRESSES if not os.environ.get(name)}
    try:
        return run(chosen.command, missing, ephemeral=chosen.ephemeral, durable=chosen.durable or not chosen.ephemeral)
    except EmbeddedError as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    except Stopped as stopped:
        return STOPPED_BY[stopped.how]


def _stop(how: int, _frame: object) -> None:
    raise Stopped(how)


def run(command: list[str], missing: set[str], *, ephemeral: bool, durable: bool) -> int:
    """Start the servers behind the ``missing`` variables, run the command, stop them again."""
    if not missing:
        return call(command, {})
    servers = Servers(
        postgres="DATABASE_URL" in missing, valkey="REDIS_URL" in missing, ephemeral=ephemeral, durable=durable
    )
    try:
        return call(command, servers.start())
    except AlreadyRunning:
        # A desk is running in this clone: its own addresses are in the file it wrote for the people who maintain it.
        return call(command, running_addresses())
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPED_BY)  # a second Ctrl-C must not interrupt the clean-up
        servers.stop()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPED_BY)


def running_addresses() -> dict[str, str]:
    """DATABASE_URL, REDIS_URL and the rest of the environment of the desk that runs in this clone."""
    lines = (VAR / "run.env").read_text().splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def call(command: list[str], addresses: dict[str, str]) -> int:
    """Run the command in the foreground; end it too when we are told to stop."""
    process = subprocess.Popen(
        command,
        env=os.environ | addresses,
        preexec_fn=end_with_parent(signal.SIGTERM),
    )
    try:
        status = process.wait()
    except Stopped as stopped:
        if stopped.how is signal.SIGINT:  # Ctrl-C reached the command too; a second one would cut it short
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        end(process, {signal.SIGTERM: 10.0})
        raise
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main())
