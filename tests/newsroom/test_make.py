"""The commands that people type, as `make` runs them."""

import shutil
import signal
import subprocess

import pytest

from tests.newsroom.clones import CHECKOUT, Clone, RunningDesk, free_port, wait_until
from tests.newsroom.conftest import MakeClone


def make(clone: Clone, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", *arguments], cwd=clone.folder, env=clone.environment(), capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip


@pytest.fixture
def clone(clone_in: MakeClone) -> Clone:
    """A clone whose environment is made already, as after a first `make run`; with a space in its path."""
    clone = clone_in(name="a desk")
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(CHECKOUT / name, clone.folder / name)
    shutil.copy(CHECKOUT / "requirements.lock", clone.folder / ".venv" / ".installed-requirements.lock")
    return clone


def test_make_alone_lists_every_command_with_what_it_does(clone: Clone) -> None:
    lines = make(clone).stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["help", "run", "test", "bench", "check"]
    assert all(len(line.split()) > 2 for line in lines)


def test_without_a_usable_python_it_says_what_to_do(clone: Clone) -> None:
    shutil.rmtree(clone.folder / ".venv")
    too_old = clone.folder / "python-2"
    too_old.write_text("#!/bin/sh\nexit 1\n")
    too_old.chmod(0o755)
    done = make(clone, "run", f"PYTHON={too_old}")
    assert done.returncode != 0
    assert f"No Python 3.12 or newer was found as {too_old}: install one, or name it" in done.stderr
    assert not (clone.folder / ".venv").exists()


@pytest.mark.processes
def test_ending_make_ends_the_whole_desk(clone: Clone) -> None:
    desk = RunningDesk(clone, PORT=str(free_port()))
    with desk.log.open("wb") as log:
        desk.process = subprocess.Popen(
            ["make", "run", f"PORT={desk.port}"],
            cwd=clone.folder,
            env=clone.environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    desk.wait_until_ready()
    desk.process.send_signal(signal.SIGTERM)
    desk.process.wait(40)
    wait_until(lambda: not clone.processes(), "the end of every process", 5)
    assert clone.leftovers() == []
