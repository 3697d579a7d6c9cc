"""/health/live and /health/ready, asked with the parts up, down, and silent."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client

from newsroom.heartbeat import KINDS, broker_client, heartbeat_key

LONGEST = 3.0  # seconds, the promise of docs/operations.md


@pytest.fixture
def worker_heartbeat() -> Iterator[None]:
    """What a worker writes; the worker itself is started in test_serve.py."""
    with broker_client(1.0) as client:
        for kind in KINDS:
            client.set(heartbeat_key(kind), "here", ex=30)
        yield
        client.delete(*(heartbeat_key(kind) for kind in KINDS))


@pytest.fixture
def silent_address() -> Iterator[tuple[str, int]]:
    """A server that takes connections and never says a word, as one that hangs does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask_ready() -> tuple[int, dict[str, Any], float]:
    began = time.monotonic()
    answer = Client().get("/health/ready")
    return answer.status_code, answer.json(), time.monotonic() - began


def test_live_answers_without_a_login_and_without_a_database() -> None:
    answer = Client().get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.usefixtures("worker_heartbeat")
def test_ready_when_database_broker_and_a_worker_answer() -> None:
    status, parts, _ = ask_ready()
    assert (status, parts) == (200, {"ready": True, "database": "ok", "broker": "ok", "worker": "ok"})


@pytest.mark.django_db
@pytest.mark.usefixtures("worker_heartbeat")
@pytest.mark.parametrize("kind", KINDS)
def test_without_one_kind_of_worker_it_is_that_kind_that_is_named(kind: str) -> None:
    with broker_client(1.0) as client:
        client.delete(heartbeat_key(kind))
    status, parts, _ = ask_ready()
    assert status == 503
    assert f"for {kind} " in parts["worker"]
    assert (parts["ready"], parts["database"], parts["broker"]) == (False, "ok", "ok")
    assert "worker's log" in parts["worker"]


@pytest.mark.django_db
def test_a_broker_that_is_down_is_named(settings: Any, closed_port: int) -> None:
    settings.REDIS_URL = f"redis://:a-password@127.0.0.1:{closed_port}/0"
    status, parts, seconds = ask_ready()
    assert (status, parts["database"]) == (503, "ok")
    assert parts["broker"].startswith("does not answer")
    assert "unknown" in parts["worker"]
    assert "a-password" not in str(parts)
    assert seconds < LONGEST


@pytest.mark.django_db
def test_a_broker_that_hangs_is_named_in_time(settings: Any, silent_address: tuple[str, int]) -> None:
    settings.REDIS_URL = f"redis://{silent_address[0]}:{silent_address[1]}/0"
    status, parts, seconds = ask_ready()
    assert (status, parts["broker"][:15]) == (503, "does not answer")
    assert seconds < LONGEST


@pytest.mark.django_db
@pytest.mark.usefixtures("worker_heartbeat")
@pytest.mark.parametrize("kind", ["down", "hanging"])
def test_a_database_that_is_down_or_hangs_is_named_in_time(
    monkeypatch: pytest.MonkeyPatch, silent_address: tuple[str, int], closed_port: int, kind: str
) -> None:
    port = silent_address[1] if kind == "hanging" else closed_port
    for name, value in {"HOST": "127.0.0.1", "PORT": str(port), "OPTIONS": {}}.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    status, parts, seconds = ask_ready()
    assert (status, parts["broker"], parts["worker"]) == (503, "ok", "ok")
    assert parts["database"].startswith("does not answer")
    assert seconds < LONGEST


def test_the_heartbeats_of_two_desks_on_one_broker_are_told_apart(settings: Any) -> None:
    ours = heartbeat_key("splits")
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {
        **site_settings.CELERY_BROKER_TRANSPORT_OPTIONS,
        "global_keyprefix": "b:",
    }
    assert heartbeat_key("splits") != ours
