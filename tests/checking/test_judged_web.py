"""Several hundred pages with the judgement each deserves, asked for by the engine and by ``manage.py check_urls``."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.checking.judged.cases import CASES
from tests.checking.judged.serving import World, served
from verify.checking import CheckRequest, CheckResult, FetchConfig, Outcome
from verify.checking.check import run_checks
from verify.checking.reasons import REASONS, sentence_of

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 250
"""MB that a process may take through all of it."""
STARTED_SMALL = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
sys.stderr.write(str(used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
"""
connects: list[tuple[Any, ...]] | None = None


def _note_connects(event: str, details: tuple[Any, ...]) -> None:
    if event == "socket.connect" and connects is not None:
        connects.append(details[1])


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(CASES) as started:
        yield started


@pytest.fixture(scope="module")
def results(world: World) -> list[CheckResult]:
    global connects
    sys.addaudithook(_note_connects)
    connects = []
    requests = [CheckRequest(url) for url in world.urls]
    found = run_checks(requests, FetchConfig(allow=world.allow, timeout=60, backoff=0.05))
    addresses, connects = {str(address[0]) for address in connects}, None
    assert len(addresses) > 100, "the engine was seen connecting"
    assert {address for address in addresses if not address.startswith("127.77.")} == set()
    return found


def faults(world: World, said: list[tuple[str, str, frozenset[str]]]) -> list[str]:
    """A line for each case that was judged otherwise than it deserves."""
    return [
        f"{case.name}: {found} instead of {(case.outcome, case.reason, set(case.flags))}"
        for case, found in zip(world.cases, said, strict=True)
        if found != (case.outcome, case.reason, case.flags)
    ]


def test_the_web_holds_every_outcome_that_a_page_can_have() -> None:
    assert len(CASES) >= 500
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    beyond = {Outcome.UNREACHABLE, Outcome.TIMEOUT, Outcome.TLS_ERROR, Outcome.NOT_MEDIA}
    assert {case.outcome for case in CASES} == {outcome.value for outcome in Outcome} - {each.value for each in beyond}
    assert all(REASONS[case.reason][0] == case.outcome for case in CASES)


def test_every_page_is_judged_as_it_deserves(world: World, results: list[CheckResult]) -> None:
    assert faults(world, [(one.outcome.value, one.reason, frozenset(one.flags)) for one in results]) == []
    assert all(one.sentence == sentence_of(one.reason) for one in results)


def test_no_more_is_asked_than_the_judgement_needs(world: World, results: list[CheckResult]) -> None:
    wanted = {case.name: case.asked for case in world.cases if case.asked is not None}
    asked = {
        case.name: len(site.asked)
        for case, site in zip(world.cases, world.site_of, strict=True)
        if site and case.name in wanted
    }
    assert len(wanted) >= 10
    assert asked == wanted
    alone = sum(len(site.asked) for site in world.sites)
    assert alone < 2 * len(CASES)


def test_a_page_there_has_its_facts_and_its_language(world: World, results: list[CheckResult]) -> None:
    for case, one in zip(world.cases, results, strict=True):
        language, _, name = case.name.partition(": ")
        if name in (
            "an article",
            "a page without any markup",
            "an old encoding named by the page",
            "an old encoding named by the header",
        ):
            assert one.source is not None
            assert (case.name, one.source.language) == (case.name, language)
            assert one.source.text.count("\n") >= 2
            assert (str(one.published_on) == "2024-03-12") is (name == "an article")


def test_the_canary_is_never_visited(world: World, results: list[CheckResult]) -> None:
    assert world.visits == []


def test_the_command_judges_alike_within_the_memory_of_a_worker(
    world: World, results: list[CheckResult], tmp_path: Path
) -> None:
    lines = tmp_path / "addresses.txt"
    lines.write_text("\n".join(world.urls) + "\n")
    environment = os.environ | {"NEWSROOM_ENV": "local", "FETCH_ALLOW": ",".join(world.allow), "FETCH_TIMEOUT": "60"}
    with lines.open() as source, (tmp_path / "found").open("w+") as out:
        # The kernel counts for a program what its parent held when it started: a small one starts it.
        run = subprocess.run(
            [sys.executable, "-c", STARTED_SMALL, sys.executable, "manage.py", "check_urls"],
            cwd=ROOT,
            env=environment,
            stdin=source,
            stdout=out,
            stderr=subprocess.PIPE,
            check=True,
        )
        out.seek(0)
        rows = [json.loads(line) for line in out]
    assert [row["url"] for row in rows] == world.urls
    assert faults(world, [(row["outcome"], row["reason"], frozenset(row["flags"])) for row in rows]) == []
    assert int(run.stderr) // 1024 < MOST_MEMORY
    assert world.visits == []
