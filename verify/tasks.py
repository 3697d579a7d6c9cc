"""Celery's tasks: an id in, one call down. Postgres knows what is to be done; a lost ring is heard by the sweeper."""

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError

from verify.doorbell import (
    CHECK_LINKS,
    FIND_MAIL,
    FLAG_ARTICLE,
    FLAG_LINK,
    KEEP_LINKS,
    LATER,
    NOTE_REVISION,
    RECHECK_LINKS,
    REMIND_STALE,
    SEND_MAIL,
    SPLIT_REVISION,
    SWEEP,
    ring,
    ring_for_links,
)
from verify.jobs import checking, keeping, link_flags, mailing, noticing, noting, reminding, scheduling, sweeping


@shared_task(name=CHECK_LINKS, autoretry_for=(OperationalError, InterfaceError), max_retries=2, retry_backoff=2)
def check_links(link_ids: list[int]) -> None:
    """Check a batch of links in one event loop, or ring for it again in smaller companies if it has killed a worker before."""
    for company in checking.check_links(link_ids):
        ring(CHECK_LINKS, company)
    for article_id in noticing.asked_by_links(link_ids):
        ring(FLAG_ARTICLE, article_id)


@shared_task(name=KEEP_LINKS, autoretry_for=(OperationalError, InterfaceError), max_retries=2, retry_backoff=2)
def keep_links(link_ids: list[int]) -> None:
    """Keep copies of what a few links answer with."""
    keeping.keep_links(link_ids)


@shared_task(name=FLAG_LINK)
def flag_link(link_id: int) -> None:
    """Raise or resolve the flags of a dead link that somebody overruled or gave back; its next look would do it too."""
    link_flags.flag_link(link_id)


@shared_task(name=NOTE_REVISION)
def note_revision(revision_id: int) -> None:
    """Hold what is known of a text's links beside the article's new date; the next look at each would do it too."""
    noting.note_text(revision_id)


@shared_task(name=FLAG_ARTICLE, autoretry_for=(OperationalError, InterfaceError), max_retries=2, retry_backoff=2)
def flag_article(article_id: int) -> None:
    """Compute what the program notices on one article, where something happened to it since."""
    try:
        noticing.flag_article(article_id)
    except SoftTimeLimitExceeded:
        noticing.give_up(article_id)


@shared_task(name=SWEEP)
def sweep() -> None:
    """Ring again for everything that Postgres says is pending for too long."""
    overdue = sweeping.find_overdue()
    for revision_id in overdue.revisions:
        ring(SPLIT_REVISION, revision_id)
    ring_for_links(overdue.links, queue=LATER)
    for link_id in overdue.keepings:
        # Each by itself: one that kills its worker takes no other with it.
        ring(KEEP_LINKS, [link_id], queue=LATER)
    for article_id in overdue.articles:
        ring(FLAG_ARTICLE, article_id, queue=LATER)
    sweeping.forget_changes()


@shared_task(name=RECHECK_LINKS)
def recheck_links() -> None:
    """Ring for the links that are due for another look, and let the overrulings go whose time is over."""
    for link_id in scheduling.end_overrulings():
        ring(FLAG_LINK, link_id)
    for taken in scheduling.take_due():
        ring_for_links(taken, queue=LATER)


@shared_task(name=REMIND_STALE)
def remind_stale() -> None:
    """Remind people of the claims that they took on and left lying."""
    for _reminders in reminding.remind_stale():
        pass


@shared_task(name=SEND_MAIL, autoretry_for=(OperationalError, InterfaceError), max_retries=2, retry_backoff=2)
def send_mail(person_id: int) -> None:
    """Send a person one mail with all that is due for them."""
    mailing.send_mail(person_id)


@shared_task(name=FIND_MAIL)
def find_mail() -> None:
    """Ring for the daily mails, for failed attempts and for lost rings."""
    for person_id in mailing.find_due():
        ring(SEND_MAIL, person_id)
