"""Who has which claim open just now: advice for colleagues, in Redis alone, gone a few seconds after somebody leaves."""

import json
import logging
import time
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings

from verify.models import Person

log = logging.getLogger(__name__)

SEEN_FOR = 15.0
"""Seconds after a page's last poll for which somebody counts as there; pages poll every four."""
PATIENCE = 0.25
"""Seconds that a poll waits for Redis, which may be away: then nobody is shown."""
QUIET = 30.0
"""Seconds without another try after a failure, so that not every poll waits."""


@dataclass(frozen=True, slots=True, order=True)
class Colleague:
    """Somebody else who has the article open, and the claim they have open in it, 0 for none."""

    name: str
    claim_id: int


@dataclass
class _Silence:
    until: float = 0.0


_silence = _Silence()


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, decode_responses=True
    )


def note_presence(article_id: int, person: Person, claim_id: int) -> list[Colleague]:
    """Say that this person has the claim open, and learn who else is in the article. Nobody while Redis is away."""
    if time.monotonic() < _silence.until:
        return []
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    key, now = f"{prefix}presence:{article_id}", time.time()
    mine = json.dumps([str(person), claim_id, now])
    try:
        with _client().pipeline(transaction=False) as pipe:
            pipe.hset(key, str(person.pk), mine)
            pipe.expire(key, int(SEEN_FOR) + 1)
            pipe.hgetall(key)
            found: dict[str, str] = pipe.execute()[2]
    except redis.RedisError as error:
        log.warning("Nobody is shown as present: Redis does not answer (%s).", error)
        _silence.until = time.monotonic() + QUIET
        return []
    others = (json.loads(entry) for who, entry in found.items() if who != str(person.pk))
    return sorted(Colleague(name, claim) for name, claim, at in others if now - at < SEEN_FOR)
