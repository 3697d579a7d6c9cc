"""Ringing for work by name, so that a web process queues it without importing what the workers load (a language model)."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError as BrokerDown

log = logging.getLogger(__name__)

SPLIT_REVISION = "verify.split_revision"
CHECK_LINKS = "verify.check_links"
SWEEP = "verify.sweep"


def ring(task: str, *args: object) -> bool:
    """Queue a task now, or say in the log that the broker is away: who asked never waits for it, the sweeper rings again."""
    try:
        current_app.send_task(task, args=args, retry=False)
    except (BrokerDown, OSError) as error:
        log.warning("The broker is away (%s); %s%r stays pending and the sweeper rings again.", error, task, args)
        return False
    return True
