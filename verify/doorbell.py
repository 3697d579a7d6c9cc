"""Ringing for work by name, so that a web process queues it without importing what the workers load (a language model)."""

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError as BrokerDown

log = logging.getLogger(__name__)

SPLIT_REVISION = "verify.split_revision"
CHECK_LINKS = "verify.check_links"
SWEEP = "verify.sweep"
RECHECK_LINKS = "verify.recheck_links"

SLOW = 0.5
"""Seconds after which a failed ring counts as waited for; a refused connection costs nothing and may be tried at once."""
QUIET = 10.0
"""Seconds without another try after that, so that a request with twenty files waits for a silent broker once."""
_quiet_until = 0.0


def ring(task: str, *args: object) -> bool:
    """Queue a task now, or say in the log that the broker is away: who asked never waits for it, the sweeper rings again."""
    global _quiet_until
    began = time.monotonic()
    if began < _quiet_until:
        log.info("The broker was silent a moment ago; %s%r stays pending and the sweeper rings again.", task, args)
        return False
    try:
        current_app.send_task(task, args=args, retry=False)
    except (BrokerDown, OSError) as error:
        if time.monotonic() - began > SLOW:
            _quiet_until = time.monotonic() + QUIET
        log.warning("The broker is away (%s); %s%r stays pending and the sweeper rings again.", error, task, args)
        return False
    return True
