"""A worker says every other second that it takes work; ``/health/ready`` reads it with one cheap command.

Written from the consumer's own timer, so that it falls silent when the worker loses the broker or its loop hangs.
Asking every worker (`inspect ping`) would say the same, but waits for the slowest and leaves reply queues behind.
"""

import logging
import socket
from typing import Any

import redis
from celery import bootsteps
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)
EVERY = 2.0  # seconds
# Three missed beats. A worker that was killed counts as present for so long.
EXPIRES = 6
KEY = "worker-alive"
KINDS = ("splits", "checks")
"""The queues without which the desk does not do its work."""


def heartbeat_key(kind: str) -> str:
    """Two desks may share one broker; the prefix keeps them apart as it does their queues."""
    return f"{settings.CELERY_BROKER_TRANSPORT_OPTIONS.get('global_keyprefix', '')}{KEY}-{kind}"


def kinds_of(app: Any) -> list[str]:
    """The queues among KINDS that this worker takes."""
    return [kind for kind in KINDS if kind in app.amqp.queues.consume_from]


def broker_client(timeout: float) -> "redis.Redis":
    """A client that gives up after ``timeout`` seconds per step and does not try again."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
    )


class WorkerHeartbeat(bootsteps.StartStopStep):
    """Beats while the consumer is connected."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **options: Any) -> None:
        super().__init__(consumer, **options)
        self._client = broker_client(timeout=1.0)
        self._kinds: list[str] = []
        self._timer: Any = None

    def start(self, consumer: Any) -> None:
        self._kinds = kinds_of(consumer.app)
        self._beat()
        self._timer = consumer.timer.call_repeatedly(EVERY, self._beat)

    def stop(self, consumer: Any) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _beat(self) -> None:
        try:
            for kind in self._kinds:
                self._client.set(heartbeat_key(kind), socket.gethostname(), ex=EXPIRES)
        except redis.RedisError as problem:
            logger.warning("The worker could not say that it is alive: %s", problem)
