"""The task that loads a language model; a worker imports it only if it takes the queue "splits" (newsroom/celery.py)."""

from celery import shared_task

from verify.doorbell import FLAG_ARTICLE, SPLIT_REVISION, ring, ring_for_links
from verify.jobs import splitting


@shared_task(name=SPLIT_REVISION, autoretry_for=(Exception,), max_retries=2, retry_backoff=2)
def split_revision(revision_id: int) -> None:
    """Split one revision, then ring for its links and for the revision that waited behind it."""
    after = splitting.split_revision(revision_id)
    ring_for_links(after.links)
    for article_id in after.articles:
        ring(FLAG_ARTICLE, article_id)
    for waiting in after.revisions:
        ring(SPLIT_REVISION, waiting)
