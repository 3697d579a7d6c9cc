"""Ringing for work by name, so that a web process queues it without importing what the workers load (a language model)."""

import logging
import time
from collections.abc import Sequence
from importlib import import_module

log = logging.getLogger(__name__)

SPLIT_REVISION = "verify.split_revision"
CHECK_LINKS = "verify.check_links"
SWEEP = "verify.sweep"
RECHECK_LINKS = "verify.recheck_links"
KEEP_LINKS = "verify.keep_links"
SEND_MAIL = "verify.send_mail"
FIND_MAIL = "verify.find_mail"
FLAG_LINK = "verify.flag_link"
NOTE_REVISION = "verify.note_revision"
REMIND_STALE = "verify.remind_stale"
FLAG_ARTICLE = "verify.flag_article"

LATER = "later"
"""The queue for what has time."""
BATCH = 50
"""Links in one task: enough for the fetcher to work side by side, few enough to end well within the time limit."""
AT_ONCE = 200
"""Links of one act that go before; the rest of a crowd waits in the other queue, where the next article's links pass it."""

SLOW = 0.5
"""Seconds after which a failed ring counts as waited for; a refused connection costs nothing and may be tried at once."""
QUIET = 10.0
"""Seconds without another try after that, so that a request with twenty files waits for a silent broker once."""
_quiet_until = 0.0


def ring(task: str, *args: object, queue: str | None = None) -> bool:
    """Queue a task now, on ``queue`` or on its own one, or say in the log that the broker is away.

    Who asked never waits for it: the sweeper rings again.
    """
    # A command that never rings never loads what rings. The site's application makes itself the current one.
    import_module("newsroom.celery")
    from celery import current_app
    from kombu.exceptions import OperationalError as BrokerDown

    global _quiet_until
    began = time.monotonic()
    if began < _quiet_until:
        log.info("The broker was silent a moment ago; %s%r stays pending and the sweeper rings again.", task, args)
        return False
    try:
        current_app.send_task(task, args=args, queue=queue, retry=False)
    except (BrokerDown, OSError) as error:
        if time.monotonic() - began > SLOW:
            _quiet_until = time.monotonic() + QUIET
        log.warning("The broker is away (%s); %s%r stays pending and the sweeper rings again.", error, task, args)
        return False
    return True


def ring_for_links(link_ids: Sequence[int], *, queue: str | None = None) -> None:
    """Queue the checking of links in batches: the first few before, the others later; on ``queue`` all of them."""
    for start in range(0, len(link_ids), BATCH):
        ring(CHECK_LINKS, list(link_ids[start : start + BATCH]), queue=queue or (LATER if start >= AT_ONCE else None))
