"""The embedded servers, started for real in clones of this checkout."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import psutil
import pytest

from newsroom.embedded.process import end_leftover, run_as
from tests.newsroom.clones import NOBODY, wait_until
from tests.newsroom.conftest import MakeClone

pytestmark = pytest.mark.processes

BOTH_ANSWER = """
import os, psycopg, redis
from celery import Celery
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
    for extension in ("pg_trgm", "unaccent", "vector"):
        link.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    print(link.execute("SELECT lower('ЁЖ'), cardinality(show_trgm('Привет')), unaccent('é')").fetchone())
    print(link.execute("SHOW server_version").fetchone()[0].split(".")[0])
print(redis.Redis.from_url(os.environ["REDIS_URL"]).config_get("maxmemory-policy")["maxmemory-policy"])
print(redis.Redis.from_url(os.environ["REDIS_URL"]).config_get("appendonly")["appendonly"])
os.environ |= {"NEWSROOM_ENV": "local", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
from newsroom.celery import app
print(app.connection_for_write().ensure_connection(max_retries=1, timeout=3).connected)
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
    print(cursor.fetchone())
"""
WRITE = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as link:
    link.execute("CREATE TABLE kept (word text)"); link.execute("INSERT INTO kept VALUES ('here')")
redis.Redis.from_url(os.environ["REDIS_URL"]).set("kept", "here")
"""
READ = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as link:
    print(link.execute("SELECT word FROM kept").fetchone()[0])
print(redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True).get("kept"))
"""
ADDRESSES = "import os; print(os.environ['DATABASE_URL']); print(os.environ['REDIS_URL'])"


def test_both_servers_answer_and_have_what_the_desk_needs(clone_in: MakeClone) -> None:
    said = clone_in().python_with_servers(BOTH_ANSWER)
    assert said.splitlines() == ["('ёж', 7, 'e')", "18", "noeviction", "yes", "True", "(1,)"]


def test_data_is_kept_from_one_start_to_the_next_and_nothing_else_is(clone_in: MakeClone) -> None:
    clone = clone_in()
    clone.python_with_servers(WRITE)
    assert (clone.leftovers(), clone.processes()) == ([], [])
    assert clone.python_with_servers(READ).split() == ["here", "here"]
    assert (clone.leftovers(), clone.processes()) == ([], [])


def test_ephemeral_servers_leave_no_data(clone_in: MakeClone) -> None:
    clone = clone_in()
    clone.run_with_servers("true", options=("--ephemeral",))
    assert list(clone.home().glob("ephemeral-*")) == []
    assert not (clone.home() / "postgres").exists()


def test_the_exit_status_of_the_command_is_passed_on(clone_in: MakeClone) -> None:
    clone = clone_in()
    command = [str(clone.python), "-m", "newsroom.embedded", "exec", "--ephemeral", "--", "sh", "-c", "exit 7"]
    assert subprocess.run(command, cwd=clone.folder, env=clone.environment(), check=False).returncode == 7


def test_servers_that_are_named_are_used_and_none_is_started(clone_in: MakeClone) -> None:
    clone = clone_in()
    named = {"DATABASE_URL": "postgres://a@b/c", "REDIS_URL": "redis://d"}
    assert clone.python_with_servers(ADDRESSES, **named).split() == list(named.values())
    assert not (clone.folder / "var").exists()


@pytest.mark.parametrize("name", ["a" * 90, "a desk, with 'quotes' and spaces"], ids=["long", "odd"])
def test_any_folder_will_do(clone_in: MakeClone, name: str) -> None:
    clone = clone_in(name=name)
    address = clone.python_with_servers(ADDRESSES).splitlines()[1]
    sockets = Path(address.partition("@")[2]).parent
    # Deep under /var/lib (root in a closed folder) the path is short anyway; otherwise it lies in /tmp and is gone now.
    assert not sockets.exists()
    assert len(os.fsencode(sockets / ".s.PGSQL.5432")) <= 107
    assert clone.leftovers() == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_the_starter_ends_the_servers_and_the_next_start_works(
    clone_in: MakeClone, how: signal.Signals, tmp_path: Path
) -> None:
    clone = clone_in()
    clone.python_with_servers(WRITE)
    log = tmp_path / "log"
    starter = clone.start("-m", "newsroom.embedded", "exec", "--", "sh", "-c", "echo up; exec sleep 600", log=log)
    wait_until(lambda: "up" in log.read_text(), "the start")
    starter.send_signal(how)
    starter.wait(30)
    if how is signal.SIGTERM:
        assert (clone.processes(), clone.leftovers()) == ([], [])
    assert clone.python_with_servers(READ).split() == ["here", "here"]
    wait_until(lambda: not clone.processes(), "the end of every process", 15)
    assert clone.leftovers() == []


def test_servers_that_are_killed_come_up_again_with_their_data(clone_in: MakeClone, tmp_path: Path) -> None:
    clone = clone_in()
    clone.python_with_servers(WRITE)
    log = tmp_path / "log"
    starter = clone.start("-m", "newsroom.embedded", "exec", "--", "sh", "-c", "echo up; exec sleep 600", log=log)
    wait_until(lambda: "up" in log.read_text(), "the start")
    for line in clone.processes():
        with_pid = int(line.split()[0])
        if with_pid != starter.pid and psutil.pid_exists(with_pid):
            os.kill(with_pid, signal.SIGKILL)
    starter.wait(30)
    assert clone.python_with_servers(READ).split() == ["here", "here"]


def test_a_pid_that_was_given_to_a_stranger_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"], cwd="/")
    try:
        pid_file = tmp_path / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n/somewhere\n")
        end_leftover(pid_file, tmp_path, signal.SIGINT)
        assert stranger.poll() is None
        assert not pid_file.exists()
    finally:
        stranger.kill()
        stranger.wait()


def modes_above(folder: Path) -> dict[str, tuple[int, int, int]]:
    facts = {str(path): path.stat() for path in (folder, *folder.parents)}
    return {path: (stat.S_IMODE(each.st_mode), each.st_uid, each.st_gid) for path, each in facts.items()}


def modes_below(folder: Path) -> dict[str, tuple[int, int, int]]:
    facts = {str(path): path.lstat() for path in folder.rglob("*")}
    return {path: (stat.S_IMODE(each.st_mode), each.st_uid, each.st_gid) for path, each in facts.items()}


def intruder_gets_in(addresses: list[str], paths: list[Path]) -> str:
    """What another local user could read, list or connect to; empty, one hopes."""
    sockets = [addresses[0].partition("host=")[2] + "/.s.PGSQL.5432", addresses[1].partition("@")[2]]
    code = """
        for path in "$@"; do
          if [ -d "$path" ]; then ls "$path" >/dev/null 2>&1 && echo "list $path"; fi
          cat "$path" >/dev/null 2>&1 && echo "read $path"
          [ -S "$path" ] && echo "reach $path"
        done; true"""
    command = ["sh", "-c", code, "sh", *(str(path) for path in (*paths, *sockets))]
    return str(subprocess.run(command, cwd="/", capture_output=True, text=True, check=True, **run_as(NOBODY)).stdout)


@pytest.mark.root
@pytest.mark.usefixtures("as_root")
@pytest.mark.parametrize("parent_mode", [0o700, 0o755], ids=["closed folder", "open folder"])
def test_as_root_no_other_user_gets_in_and_no_permission_outside_changes(
    clone_in: MakeClone, parent_mode: int, tmp_path: Path
) -> None:
    clone = clone_in(parent_mode)
    before = modes_above(clone.folder) | modes_below(clone.folder)
    log = tmp_path / "log"
    starter = clone.start("-m", "newsroom.embedded", "exec", "--", str(clone.python), "-c",
                          ADDRESSES + "; print('up', flush=True); import time; time.sleep(600)", log=log)  # fmt: skip
    wait_until(lambda: "up\n" in log.read_text(), "the start")
    addresses = log.read_text().split()
    home = clone.home()
    assert (clone.outside_home is None) == (parent_mode == 0o755)
    inside = ("password", "postgres", "postgres/PG_VERSION", "valkey", "valkey/valkey.conf", "sockets", "logs")
    secret_paths = [home / name for name in inside]
    assert all(path.exists() for path in secret_paths)
    assert intruder_gets_in(addresses, secret_paths) == ""
    assert "read /etc/passwd" in intruder_gets_in(addresses, [Path("/etc/passwd")])
    servers = [psutil.Process(int(line.split()[0])) for line in clone.processes() if "/bin/postgres" in line]
    assert servers
    assert {process.uids().real for process in servers}.isdisjoint({0, NOBODY.uid})
    listening = [port for process in servers for port in process.net_connections("inet")]
    assert listening == []
    starter.terminate()
    starter.wait(30)
    after = modes_above(clone.folder) | modes_below(clone.folder)
    assert {path: after[path] for path in before} == before


@pytest.mark.root
@pytest.mark.usefixtures("as_root")
def test_an_ordinary_user_without_a_home_folder_needs_nothing_else(clone_in: MakeClone) -> None:
    clone = clone_in(0o700, NOBODY)
    clone.python_with_servers(WRITE)
    assert clone.python_with_servers(READ).split() == ["here", "here"]
    assert stat.S_IMODE(clone.home().stat().st_mode) == 0o700
    assert clone.home().stat().st_uid == NOBODY.uid
    assert (clone.leftovers(), clone.processes()) == ([], [])
