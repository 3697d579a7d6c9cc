"""How the workers of this desk fetch."""

from dataclasses import replace

from django.conf import settings

from verify.checking import FetchConfig

from .politeness import shared_politeness

BATCH_SECONDS = 150.0
"""No check of a batch begins later than this, so that a slow site's batch ends within the time limit; the rest waits."""


def fetch_config() -> FetchConfig:
    """The fetcher's settings as the environment gives them, with the politeness that all workers keep together."""
    config = FetchConfig(
        allow=tuple(settings.FETCH_ALLOW),
        timeout=settings.FETCH_TIMEOUT,
        concurrency=settings.FETCH_CONCURRENCY,
        per_host=settings.FETCH_PER_HOST,
        rate=settings.FETCH_RATE_PER_HOST,
        batch_seconds=BATCH_SECONDS,
    )
    return replace(config, politeness=lambda: shared_politeness(config.pace, config.timeout))
