import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.embedded.process import Owner
from tests.newsroom.clones import Clone, make_clone

MakeClone = Callable[..., Clone]


@pytest.fixture
def clone_in() -> Iterator[MakeClone]:
    """Make clones below a new folder in /tmp: ``parent_mode`` 0o755 lets other users in, 0o700 does not."""
    made: list[Path] = []
    clones: list[Clone] = []

    def make(parent_mode: int = 0o700, owner: Owner | None = None, name: str = "desk") -> Clone:
        parent = Path(tempfile.mkdtemp(prefix="nv-", dir="/tmp"))
        made.append(parent)
        parent.chmod(parent_mode)
        folder = parent / name
        folder.mkdir(parents=True, mode=0o755)
        clone = make_clone(folder, owner)
        if owner is not None:
            for path in (parent, folder):
                os.chown(path, owner.uid, owner.gid)
        clones.append(clone)
        return clone

    yield make
    left = [line for clone in clones for line in clone.processes()]
    for line in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(line.split()[0]), signal.SIGKILL)
    for clone in clones:
        clone.remove()
    for parent in made:
        shutil.rmtree(parent, ignore_errors=True)
    assert not left, "a test left processes behind: " + "; ".join(left)


@pytest.fixture
def as_root() -> None:
    """For tests about other users; run the suite as root (as CI does) to have them."""
    if os.geteuid() != 0:
        pytest.skip("needs root: it starts servers and intruders as other users; CI runs it")
