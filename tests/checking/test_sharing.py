"""Many URLs shared out to several processes: the same answers, in order, and no site asked more than one process would."""

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management.base import OutputWrapper

from tests.checking.web import Web, answer, page
from verify.checking import CheckRequest, FetchConfig
from verify.checking.check import MOST_BEGUN, order_of, run_checks
from verify.checking.sharing import MOST_PROCESSES, check_shared, processes_for, share_out
from verify.management.commands.check_urls import Lines

ROOT = Path(__file__).resolve().parents[2]


def requests_for(*urls: str) -> list[CheckRequest]:
    return [CheckRequest(url) for url in urls]


def test_all_urls_of_a_site_go_to_one_process() -> None:
    urls = [f"https://{name}/{number}" for number in range(9) for name in ("a.example", "www.a.example", "b.example")]
    shares = share_out(requests_for(*urls, "http://a.example:8080/", "#", "nonsense"), 4)
    homes = [{number for number, share in enumerate(shares) if index in share} for index in range(len(urls) + 3)]
    assert sorted(index for share in shares for index in share) == list(range(len(urls) + 3))
    assert homes[0] == homes[1] == homes[3] == homes[27]
    assert homes[2] != homes[0]
    assert homes[28] == homes[29]


def test_shares_are_as_even_as_whole_sites_allow() -> None:
    urls = [f"https://{site}.example/{number}" for site in range(50) for number in range(40)]
    assert [len(share) for share in share_out(requests_for(*urls), 2)] == [1000, 1000]
    assert len(share_out(requests_for(*urls[:40]), 4)) == 1


def test_a_short_list_is_no_work_for_two() -> None:
    assert processes_for(1) == processes_for(40) == 1
    assert processes_for(1_000_000) == min(os.process_cpu_count() or 1, MOST_PROCESSES)


def test_in_a_long_list_no_site_keeps_the_others_waiting() -> None:
    urls = [f"https://a.example/{number}" for number in range(MOST_BEGUN)]
    order = order_of(requests_for(*urls, "https://b.example/", "#"))
    assert list(order[:4]) == [0, MOST_BEGUN, MOST_BEGUN + 1, 1]
    assert sorted(order) == list(range(MOST_BEGUN + 2))
    assert list(order_of(requests_for(*urls[:3], "https://b.example/"))) == [0, 1, 2, 3]


def test_a_list_longer_than_may_be_begun_is_checked_to_its_end() -> None:
    told: list[int] = []
    run_checks(requests_for(*["#"] * (MOST_BEGUN + 50)), FetchConfig(), lambda number, _: told.append(number))
    assert sorted(told) == list(range(MOST_BEGUN + 50))


def test_lines_come_out_in_order_however_they_came_in() -> None:
    out = io.StringIO()
    lines = Lines(OutputWrapper(out))
    numbers = [*range(999, 0, -1), 0, 1001, 1000]
    for number in numbers:
        lines.take(number, f"{number} мост")
    assert out.getvalue().splitlines() == [f"{number} мост" for number in range(1002)]


def shared(web: Web, urls: list[str], processes: int, fatal: str = "") -> tuple[dict[str, Any], str]:
    """What the batch said, and its log."""
    allow = sorted({urlsplit(url).netloc for url in urls if "/" in url})
    run = subprocess.run(
        [sys.executable, "-m", "tests.checking.shared_batch"],
        cwd=ROOT,
        input=json.dumps({"urls": urls, "allow": allow, "processes": processes, "fatal": fatal}),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said: dict[str, Any] = json.loads(run.stdout)
    return said, run.stderr


def urls_of(web: Web, sites: int, count: int) -> list[str]:
    return [f"http://site{number % sites}.example:{web.port}/a" for number in range(count)]


def test_each_url_is_answered_once_by_the_process_of_its_site(web: Web) -> None:
    web.add("/a", answer(200, page("x")))
    said, log = shared(web, [*urls_of(web, 6, 60), "#"], processes=3)
    assert log == ""
    numbers, pids, reasons = zip(*sorted(said["told"]), strict=True)
    assert numbers == tuple(range(61))
    assert reasons == ("fetched",) * 60 + ("placeholder",)
    assert len(set(pids)) == 3
    assert said["first"] not in pids
    assert len(set(pids[:60:6])) == 1


def test_what_a_process_that_died_still_owed_is_answered_and_said(web: Web) -> None:
    web.add("/a", answer(200, page("x")))
    said, log = shared(web, urls_of(web, 2, 20), processes=2, fatal="site1.")
    assert [reason for _, _, reason in sorted(said["told"])] == ["fetched", "internal_fault"] * 10
    assert "a checking process ended early (exit status -9): 10 URLs have no answer" in log


def test_a_wrong_exception_to_the_guard_is_told_before_anything_begins() -> None:
    with pytest.raises(ValueError, match="FETCH_ALLOW"):
        check_shared(requests_for(*["https://a.example/"] * 99), FetchConfig(allow=("nonsense",)), repr, print, 2)


def command(urls: list[str], allow: str, *options: str) -> subprocess.Popen[str]:
    environment = os.environ | {"NEWSROOM_ENV": "local", "FETCH_ALLOW": allow, "FETCH_RATE_PER_HOST": "0"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "check_urls", *options, *urls],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def two_sites(web: Web) -> tuple[list[str], str]:
    names = [f"127.0.0.1:{web.port}", f"localhost:{web.port}"]
    return [f"http://{name}" for name in names], ",".join(names)


def test_the_command_prints_in_order_whoever_is_first(web: Web) -> None:
    web.add("/a", answer(200, page("x")))
    (first, second), allow = two_sites(web)
    urls = [f"{site}/a" for _ in range(20) for site in (first, second)]
    run = command(urls, allow, "--no-facts", "--processes", "2")
    said, complaints = run.communicate(timeout=120)
    assert (run.returncode, complaints) == (0, "")
    rows = [json.loads(line) for line in said.splitlines()]
    assert [row["url"] for row in rows] == urls
    assert {row["outcome"] for row in rows} == {"ok"}


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_ctrl_c_ends_every_process_without_a_word(web: Web) -> None:
    async def hold(*_: object) -> None:
        await asyncio.sleep(600)

    web.otherwise = hold
    (first, second), allow = two_sites(web)
    run = command([f"{first}/a", f"{second}/a"], allow, "--no-facts", "--processes", "2")
    until = time.monotonic() + 120
    while len({asked.headers["host"] for asked in web.asked}) < 2 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    pids = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    assert len(pids) == 2
    os.killpg(run.pid, signal.SIGINT)
    _, complaints = run.communicate(timeout=120)
    assert (run.returncode, complaints) == (130, "")
    assert not any(is_alive(int(pid)) for pid in pids)
