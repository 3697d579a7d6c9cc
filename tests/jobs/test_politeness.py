"""The rules of politeness, the same for one process and for all workers together."""

import asyncio
import json
import logging
import subprocess
import sys
import uuid
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from time import monotonic
from typing import Any

import pytest

from tests.checking.web import Asked, Web, Writer, answer, page
from tests.jobs.processes import CLONE, Broker
from verify.checking.politeness import FULL_WAIT, LONGEST_ALONE, SLOWEST, Heard, LocalPoliteness, Pace, Politeness
from verify.jobs import politeness as shared
from verify.jobs.politeness import SharedPoliteness

Open = Callable[[Pace], AbstractAsyncContextManager[Politeness]]

SELDOM = Pace(rate=0.01, burst=3, at_once=50)
"""A visit in 100 seconds, so that no delay of a slow machine lets another one in."""
PUSHED = Heard(pushed_back=True)


def together(broker: Broker, pace: Pace, lease: float = 60.0, prefix: str = "") -> SharedPoliteness:
    return SharedPoliteness(broker.url, prefix or f"test-{uuid.uuid4().hex}:", pace, lease)


@pytest.fixture(params=["one process", "all workers"])
def opened(request: pytest.FixtureRequest, broker: Broker) -> Open:
    if request.param == "one process":
        return lambda pace: nullcontext(LocalPoliteness(pace))
    return lambda pace: together(broker, pace)


@pytest.fixture(autouse=True)
def _forget_that_a_broker_was_away() -> None:
    shared.alone.cache_clear()


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_a_short_run_goes_at_once_and_the_next_visit_waits_for_a_token(opened: Open) -> None:
    async def story() -> None:
        async with opened(SELDOM) as rules:
            waits = [(await rules.enter("a.example")).wait for _ in range(5)]
            assert waits[:3] == [0, 0, 0]
            assert all(10 < wait <= 100 for wait in waits[3:])
            assert (await rules.enter("b.example")).wait == 0

    run(story())


def test_no_more_than_so_many_are_inside_at_once(opened: Open) -> None:
    async def story() -> None:
        async with opened(Pace(rate=0, at_once=2)) as rules:
            turns = [await rules.enter("a.example") for _ in range(3)]
            assert [turn.wait for turn in turns] == [0, 0, FULL_WAIT]
            assert not turns[2].closed
            rules.leave("a.example", turns[0], Heard())
            assert (await rules.enter("a.example")).wait == 0
            assert (await rules.enter("a.example")).wait == FULL_WAIT

    run(story())


def test_a_host_that_asks_to_be_left_alone_is_closed_for_so_long_and_for_all(opened: Open) -> None:
    async def story() -> None:
        async with opened(Pace()) as rules:
            first, second = await rules.enter("a.example"), await rules.enter("a.example")
            rules.leave("a.example", first, Heard(pushed_back=True, alone_for=100))
            # A good answer that was under way does not open it again.
            rules.leave("a.example", second, Heard())
            turn = await rules.enter("a.example")
            assert turn.closed
            assert 50 < turn.wait <= 100
            assert (await rules.enter("b.example")).wait == 0

    run(story())


def test_nobody_can_ask_to_be_left_alone_for_ever(opened: Open) -> None:
    async def story() -> None:
        async with opened(Pace()) as rules:
            rules.leave("a.example", await rules.enter("a.example"), Heard(alone_for=1e12))
            assert (await rules.enter("a.example")).wait <= LONGEST_ALONE

    run(story())


def test_pushing_back_halves_the_rate_once_and_good_answers_give_it_back(opened: Open) -> None:
    async def story() -> None:
        async with opened(Pace(rate=10, burst=4, at_once=50)) as rules:
            # The slowest pace is one visit in five seconds, wherever it began.
            turns = [await rules.enter("a.example") for _ in range(4)]
            for turn in turns:
                rules.leave("a.example", turn, PUSHED)
            assert 0.1 < (await rules.enter("a.example")).wait <= 0.2

        async with opened(SELDOM) as rules:
            assert SELDOM.rate * SLOWEST < 1
            rules.leave("a.example", await rules.enter("a.example"), PUSHED)
            # Already slower than the slowest: it only loses its run.
            assert 50 < (await rules.enter("a.example")).wait <= 100

    run(story())


def test_each_second_of_pushing_back_halves_the_rate_again_down_to_the_slowest() -> None:
    now = [1000.0]
    rules = LocalPoliteness(Pace(rate=2, burst=1, at_once=9), clock=lambda: now[0])

    async def wait_after(heard: Heard, seconds: float) -> float:
        now[0] += seconds
        turn = await rules.enter("a.example")
        assert turn.wait == 0
        rules.leave("a.example", turn, heard)
        return (await rules.enter("a.example")).wait

    async def story() -> None:
        waits = [await wait_after(PUSHED, 10) for _ in range(6)]
        assert waits == pytest.approx([1, 2, 4, 5, 5, 5])
        assert await wait_after(Heard(), 10) == pytest.approx(4.5)
        for _ in range(40):
            last = await wait_after(Heard(), 10)
        assert last == pytest.approx(0.5)

    run(story())


def test_all_workers_together_slow_down_as_one_process_does(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "REACTION", 0.0)

    async def story() -> None:
        async with together(broker, Pace(rate=0.02, burst=50, at_once=50)) as rules:
            monkeypatch.setattr(shared, "SLOWEST", 1000.0)
            turns = [await rules.enter("a.example") for _ in range(4)]
            waits = []
            for turn, heard in zip(turns, [PUSHED, PUSHED, PUSHED, Heard()], strict=True):
                rules.leave("a.example", turn, heard)
                waits.append((await rules.enter("a.example")).wait)
            assert waits == pytest.approx([100, 200, 400, 360], abs=20)

    run(story())


def test_what_one_worker_hears_all_workers_know(broker: Broker) -> None:
    async def story() -> None:
        prefix = f"test-{uuid.uuid4().hex}:"
        pace = Pace(rate=0, at_once=2)
        async with together(broker, pace, prefix=prefix) as one, together(broker, pace, prefix=prefix) as two:
            turn = await one.enter("a.example")
            assert (await two.enter("a.example")).wait == 0
            assert (await two.enter("a.example")).wait == FULL_WAIT
            one.leave("a.example", turn, Heard(alone_for=60))
            # The worker that heard it ends its batch; what it had to say arrives.
            await one.__aexit__(None, None, None)
            assert (await two.enter("a.example")).closed

    run(story())


def test_the_visits_of_a_killed_worker_end_by_themselves_and_nothing_stays_for_ever(broker: Broker) -> None:
    async def story() -> None:
        async with together(broker, Pace(rate=5, at_once=1), lease=0.3) as rules:
            assert (await rules.enter("a.example")).wait == 0
            deadline = monotonic() + 20
            while (await rules.enter("a.example")).wait > 0:
                assert monotonic() < deadline, "the lease of a visit that nobody ended never ran out"
                await asyncio.sleep(0.05)

    run(story())
    with broker.client() as client:
        assert all(client.pttl(key) > 0 for key in client.scan_iter("test-*"))


def test_without_the_broker_each_worker_keeps_the_pace_by_itself_and_says_so_once(
    broker: Broker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shared, "QUIET", 0.0)
    caplog.set_level(logging.INFO, "verify.jobs.politeness")
    pace = Pace(rate=0.01, burst=2, at_once=50)

    async def visits() -> list[bool]:
        async with together(broker, pace) as rules:
            return [(await rules.enter("a.example")).wait == 0 for _ in range(3)]

    with broker.down():
        # Two batches, each with an event loop of its own: the second goes on from where the first ended.
        assert asyncio.run(visits()) == [True, True, False]
        assert asyncio.run(visits()) == [False, False, False]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert asyncio.run(visits()) == [True, True, False]
    assert [record.message for record in caplog.records][1:] == ["The pace of hosts is shared again."]


def test_a_broker_that_takes_connections_and_says_nothing_is_waited_for_once(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(shared, "QUIET", 300.0)
    told: list[float] = []

    async def story() -> None:
        async with together(broker, Pace(rate=0, at_once=50)) as rules:
            turns = await asyncio.gather(*(rules.enter(f"{number}.example") for number in range(30)))
            told.extend(turn.wait for turn in turns)
            rules.leave("0.example", turns[0], Heard())
            assert shared.alone(rules.pace).now
            told.append((await rules.enter("0.example")).wait)

    with broker.frozen():
        run(story())
    assert told == [0.0] * 31


def test_three_workers_at_once_ask_a_host_no_more_than_one_would(broker: Broker, outside: Web) -> None:
    rate, at_once, each = 30.0, 4, 30
    begun: list[float] = []
    inside = [0, 0]

    async def serve(asked: Asked, writer: Writer) -> None:
        begun.append(monotonic())
        inside[0] += 1
        inside[1] = max(inside)
        await asyncio.sleep(0.02)
        inside[0] -= 1
        await answer(200, page("Here"))(asked, writer)

    given: dict[str, Any] = {"redis": broker.url, "prefix": f"test-{uuid.uuid4().hex}:", "allow": outside.allow}
    given |= {"rate": rate, "per_host": at_once}
    workers = []
    for worker in range(3):
        urls = [outside.add(f"/{worker}/{number}", serve) for number in range(each)]
        command = [sys.executable, "-m", "tests.jobs.polite_worker", json.dumps(given | {"urls": urls})]
        workers.append(subprocess.Popen(command, cwd=CLONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    try:
        for process in workers:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        outcomes = [json.loads(process.communicate("go\n", timeout=90)[0]) for process in workers_told(workers)]
    finally:
        for process in workers:
            process.kill()
            process.wait()
    assert outcomes == [["ok"] * each] * 3
    assert inside[1] <= at_once
    assert len(begun) == 3 * each
    # Tokens are counted where they are given; what was given before a stretch of time and arrives in it was under way.
    for first in range(len(begun)):
        for last in range(first, len(begun)):
            assert last - first + 1 <= at_once + rate * (begun[last] - begun[first]) + at_once + 1


def workers_told(workers: list["subprocess.Popen[str]"]) -> list["subprocess.Popen[str]"]:
    """All of them begin before the first is listened to."""
    for process in workers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return workers
