import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.checking.web import Web, running
from tests.factories import Cast, make_cast
from tests.jobs.processes import Broker, Desk, Program, wait_until


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    started = Broker()
    started.start()
    yield started
    started.close()


@pytest.fixture(scope="module")
def outside() -> Iterator[Web]:
    """Every link of these tests leads here."""
    with running(Web()) as web:
        yield web


@pytest.fixture(scope="module")
def busy_desk(
    django_db_setup: None, broker: Broker, outside: Web, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Program]]:
    """One worker with two processes for all tests that need no worker of their own; no beat, so nothing sweeps."""
    desk = Desk(broker, tmp_path_factory.mktemp("busy"), {"FETCH_ALLOW": outside.allow, "FETCH_TIMEOUT": "5"})
    with desk.worker(concurrency=2) as worker:
        yield desk, worker


@pytest.fixture
def worker(broker: Broker, busy_desk: tuple[Desk, Program], transactional_db: None) -> Iterator[Program]:
    """The module's worker; what this process rings, that worker hears."""
    desk, program = busy_desk
    assert program.process.poll() is None, program.said[-3000:]
    with desk.bell():
        yield program
    # The tables are emptied next: the worker should have put down what it can before.
    with contextlib.suppress(AssertionError, redis.RedisError):
        wait_until(broker.is_idle, "the worker has put everything down", seconds=5)


@pytest.fixture
def desk(broker: Broker, outside: Web, transactional_db: None, tmp_path: Path) -> Iterator[Desk]:
    """A desk on which nothing runs yet: what is rung here waits."""
    made = Desk(broker, tmp_path, {"FETCH_ALLOW": outside.allow, "FETCH_TIMEOUT": "5"})
    with made.bell():
        yield made


@pytest.fixture
def cast(db: Any) -> Cast:
    return make_cast()
