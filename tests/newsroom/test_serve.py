"""`python -m newsroom.serve`, what `make run` starts: the whole process tree for real, in clones of this checkout."""

import http.client
import json
import os
import re
import signal
import socket
import time

import psutil
import pytest

from tests.newsroom.clones import NOBODY, Clone, RunningDesk, free_port, wait_until
from tests.newsroom.conftest import MakeClone

pytestmark = pytest.mark.processes

COUNT = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()
from django.contrib.auth import get_user_model
from verify.models import Article
print(get_user_model().objects.count(), Article.objects.count())
"""


def counts(desk: RunningDesk) -> str:
    """People and articles, asked as somebody in a second terminal would: with no variable set."""
    return desk.clone.run_alone(COUNT)


def ready(port: int) -> tuple[int, dict[str, str]]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", "/health/ready")
        answer = link.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        link.close()


def pids(clone: Clone, words: str) -> list[int]:
    return [int(line.split()[0]) for line in clone.processes() if words in line]


def test_first_start_second_start_and_the_end_of_both(clone_in: MakeClone) -> None:
    clone = clone_in(0o700)
    with RunningDesk(clone, "first", DEMO_PASSWORD="a-password-for-demos") as first:
        first.wait_until_ready()
        people, articles = counts(first).split()
        assert people == "5"
        assert int(articles) >= 5
        assert ready(first.port) == (200, {"ready": True, "database": "ok", "broker": "ok", "worker": "ok"})
        assert first.stop() == 0
    assert (clone.processes(), clone.leftovers()) == ([], [])
    with RunningDesk(clone, "second") as second:
        second.wait_until_ready()
        assert counts(second).split() == [people, articles]
        assert "password" not in second.said
        assert second.stop(signal.SIGINT) == 0
    assert (clone.processes(), clone.leftovers()) == ([], [])


@pytest.mark.root
@pytest.mark.usefixtures("as_root")
def test_an_ordinary_user_without_a_home_folder_runs_the_whole_desk(clone_in: MakeClone) -> None:
    clone = clone_in(0o700, NOBODY)
    with RunningDesk(clone) as desk:
        desk.wait_until_ready()
        # Nobody chose a password, so one was made and shown, and is not the same for every desk.
        assert re.search(r"password \S{12,}", desk.said)
        owners = {psutil.Process(pid).uids().real for pid in pids(clone, "")}
        assert owners == {NOBODY.uid}
        assert desk.stop() == 0
    assert (clone.processes(), clone.leftovers()) == ([], [])


def test_two_clones_run_side_by_side_and_know_nothing_of_each_other(clone_in: MakeClone) -> None:
    with RunningDesk(clone_in()) as one, RunningDesk(clone_in()) as other:
        one.wait_until_ready()
        other.wait_until_ready()
        other.clone.run_alone(
            COUNT.replace("print(", "Article.objects.first(); get_user_model().objects.create(username='x'); print(")
        )
        assert counts(one).split()[0] == "5"
        assert counts(other).split()[0] == "6"


def test_a_desk_that_is_killed_starts_again_at_once_and_leaves_no_process(clone_in: MakeClone) -> None:
    clone = clone_in()
    with RunningDesk(clone, "killed") as desk:
        desk.wait_until_ready()
        desk.process.kill()
        desk.process.wait(5)
    with RunningDesk(clone, "next", PORT=str(desk.port)) as following:  # while the old children are still ending
        following.wait_until_ready()
        assert counts(following).split()[0] == "5"
        following.process.kill()
        following.process.wait(5)
        wait_until(lambda: not clone.processes(), "the end of every process", 15)


def test_dead_programs_and_servers_come_back(clone_in: MakeClone) -> None:
    clone = clone_in()
    with RunningDesk(clone) as desk:
        desk.wait_until_ready()
        before = {
            words: set(pids(clone, words))
            for words in (
                "gunicorn",
                "hostname splitter",
                "hostname checker",
                "newsroom beat",
                "valkey-server",
                "bin/postgres",
            )
        }
        assert all(before.values())
        for old in before.values():
            for pid in old:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        wait_until(lambda: desk.said.count("starting it again") >= 4, "four restarts", 20)
        time.sleep(1)  # the heartbeat of the dead worker outlives it by seconds; what counts is what is there now
        for words, old in before.items():
            wait_until(lambda words=words, old=old: set(pids(clone, words)) - old, f"a new {words}", 30)  # type: ignore[misc]
            assert not set(pids(clone, words)) & old
        wait_until(lambda: _is_ready(desk.port), "readiness", 40)
        assert desk.stop() == 0
    assert (clone.processes(), clone.leftovers()) == ([], [])


def _is_ready(port: int) -> bool:
    try:
        return ready(port)[0] == 200
    except (OSError, ValueError, http.client.HTTPException):
        return False


def test_a_taken_port_is_named_with_the_way_to_choose_another(clone_in: MakeClone) -> None:
    clone = clone_in()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with RunningDesk(clone, PORT=str(port)) as desk:
            assert desk.process.wait(20) == 1
    assert f"Port {port} on 127.0.0.1 is taken by another program: choose another, as in `make run PORT=" in desk.said
    assert (clone.processes(), clone.leftovers()) == ([], [])
    assert not (clone.home() / "postgres").exists()


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(clone_in: MakeClone, port: str) -> None:
    clone = clone_in()
    log = clone.folder / "log"
    assert clone.start("-m", "newsroom.serve", log=log, PORT=port).wait(20) == 1
    assert f"PORT={port} is not a port" in log.read_text()


def test_a_second_start_in_the_same_clone_is_refused_and_harms_nothing(clone_in: MakeClone) -> None:
    clone = clone_in()
    with RunningDesk(clone) as desk:
        desk.wait_until_ready()
        with RunningDesk(clone, "second", PORT=str(free_port())) as second:
            assert second.process.wait(20) == 1
        assert "running already" in second.said
        assert ready(desk.port)[0] == 200


def test_a_stop_in_the_middle_of_the_start_leaves_nothing(clone_in: MakeClone) -> None:
    clone = clone_in()
    with RunningDesk(clone) as desk:
        wait_until(lambda: "starting" in desk.said, "the first line", 20)
        time.sleep(0.7)
        assert desk.stop(signal.SIGINT) == 0
    assert (clone.processes(), clone.leftovers()) == ([], [])


def test_the_desk_uses_the_servers_it_is_given(clone_in: MakeClone) -> None:
    lender, borrower = clone_in(), clone_in()
    with RunningDesk(lender) as lending:
        lending.wait_until_ready()
        lines = (lender.folder / "var" / "run.env").read_text().splitlines()
        given = dict(line.split("=", 1) for line in lines if "_URL=" in line)
        with RunningDesk(borrower, BROKER_PREFIX="borrower:", **given) as borrowing:
            borrowing.wait_until_ready()
            assert not pids(borrower, "bin/postgres")
            assert not (borrower.folder / "var" / "embedded" / "postgres").exists()
            assert counts(borrowing) == counts(lending)
            assert "password" not in borrowing.said  # the people were there already
            assert borrowing.stop() == 0
        assert ready(lending.port)[0] == 200
