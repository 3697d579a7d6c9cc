"""The whole checker against an attacker's web with real sockets, in a network namespace without any way out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEALED = os.geteuid() == 0 and bool(shutil.which("unshare")) and bool(shutil.which("ip"))


@pytest.mark.root
@pytest.mark.skipif(not SEALED, reason="needs root, unshare and ip to make a network namespace")
def test_no_redirect_name_or_spelling_ever_reaches_a_canary() -> None:
    run = subprocess.run(
        ["unshare", "-n", sys.executable, "-m", "tests.checking.sealed_world"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert seen["canary_works"]
    assert seen["attacker_asked"] > 100
    assert seen["visits"] == []
    assert seen["not_blocked"] == []
