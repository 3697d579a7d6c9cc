"""Celery's tasks: an id in, one call down. Postgres knows what is to be done; a lost ring is heard by the sweeper."""

from celery import shared_task
from django.db import InterfaceError, OperationalError

from verify.doorbell import CHECK_LINKS, RECHECK_LINKS, SPLIT_REVISION, SWEEP, ring
from verify.jobs import checking, scheduling, splitting, sweeping


@shared_task(name=SPLIT_REVISION, autoretry_for=(Exception,), max_retries=2, retry_backoff=2)
def split_revision(revision_id: int) -> None:
    """Split one revision, then ring for its links and for the revision that waited behind it."""
    after = splitting.split_revision(revision_id)
    _ring_links(after.links)
    for waiting in after.revisions:
        ring(SPLIT_REVISION, waiting)


@shared_task(name=CHECK_LINKS, autoretry_for=(OperationalError, InterfaceError), max_retries=2, retry_backoff=2)
def check_links(link_ids: list[int]) -> None:
    """Check a batch of links in one event loop."""
    checking.check_links(link_ids)


@shared_task(name=SWEEP)
def sweep() -> None:
    """Ring again for everything that Postgres says is pending for too long."""
    overdue = sweeping.find_overdue()
    for revision_id in overdue.revisions:
        ring(SPLIT_REVISION, revision_id)
    _ring_links(overdue.links)


@shared_task(name=RECHECK_LINKS)
def recheck_links() -> None:
    """Ring for the links that are due for another look, and let the overrulings go whose time is over."""
    scheduling.end_overrulings()
    for taken in scheduling.take_due():
        _ring_links(taken)


def _ring_links(link_ids: list[int]) -> None:
    for start in range(0, len(link_ids), checking.BATCH):
        ring(CHECK_LINKS, link_ids[start : start + checking.BATCH])
