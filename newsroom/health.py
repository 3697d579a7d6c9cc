"""What a load balancer, a container runtime and `make run` ask: does the process live, and can the desk do its work?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import redis
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.heartbeat import KINDS, broker_client, heartbeat_key

BROKER_SECONDS = 0.8  # per step, of which there are at most three


class NotReady(Exception):
    """One part does not answer; the text says which and what to look at."""


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers at all."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, broker and a worker for each kind of job answer, else 503; each part by name, in less than 3 seconds."""
    with ThreadPoolExecutor(2) as pool:
        database, broker = pool.submit(answer_of, check_database), pool.submit(answer_of, check_broker)
        parts = {"database": database.result(), "broker": broker.result()}
    parts["worker"] = answer_of(check_worker) if parts["broker"] == "ok" else "unknown while the broker does not answer"
    is_ready = all(answer == "ok" for answer in parts.values())
    answer = JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # an expected answer, asked for every few seconds
    return answer


def answer_of(check: Callable[[], None]) -> str:
    """ "ok", or the sentence that says what is wrong; never an address or a password."""
    try:
        check()
    except NotReady as problem:
        return str(problem)
    return "ok"


def check_database() -> None:
    """A new connection each time: the kept ones may hang for ever on a server that has stopped answering."""
    parameters = connection.get_connection_params() | {"connect_timeout": 2}
    parameters = {name: value for name, value in parameters.items() if name not in ("context", "cursor_factory")}
    try:
        with psycopg.connect(**parameters, autocommit=True) as link:
            link.execute("SELECT 1")
    except (psycopg.Error, DatabaseError):
        raise NotReady("does not answer: see the log of PostgreSQL, and DATABASE_URL") from None


def check_broker() -> None:
    try:
        with broker_client(BROKER_SECONDS) as client:
            client.ping()
    except redis.RedisError:
        raise NotReady("does not answer: see the log of Valkey or Redis, and REDIS_URL") from None


def check_worker() -> None:
    try:
        with broker_client(BROKER_SECONDS) as client:
            silent = [kind for kind in KINDS if not client.exists(heartbeat_key(kind))]
    except redis.RedisError:
        silent = list(KINDS)
    if silent:
        raise NotReady(f"none has answered for {' and '.join(silent)} in the last seconds: see the worker's log")
