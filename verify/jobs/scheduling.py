"""Which links are due for another look, taken in small handfuls: the memory is the same for ten links and for a million."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from verify.models import CheckState, Link

HANDFUL = 500
"""Links taken in one transaction."""
IN_FLIGHT = 2000
"""Links that may wait for a worker at once. What is due beyond that stays due: a queue is no better place to wait in, and new
links of new articles do not stand behind it."""
ENDED = 500
"""Overrulings that ran out, put down in one go."""


def due_links(limit: int) -> QuerySet[Link, int]:
    """The ids of links to look at now, the most overdue first; those that another scheduler holds are passed over."""
    due = Link.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    return due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit]


def take_due() -> Iterator[list[int]]:
    """Handfuls of links that are queued now, until nothing is due or enough is under way. Each is committed before it is given."""
    under_way = Link.objects.filter(
        # What a site has put off lies with nobody.
        check_state__in=[CheckState.PENDING, CheckState.RUNNING],
        check_queued_at__lte=timezone.now(),
    )
    room = IN_FLIGHT - under_way.count()
    while room > 0:
        taken = _take(min(room, HANDFUL))
        if not taken:
            return
        room -= len(taken)
        yield taken


@transaction.atomic
def _take(limit: int) -> list[int]:
    ids = list(due_links(limit))
    Link.objects.filter(pk__in=ids).update(
        check_state=CheckState.PENDING, check_attempts=0, check_queued_at=timezone.now(), due_at=None
    )
    return ids


@transaction.atomic
def end_overrulings() -> list[int]:
    """Give the links whose overruling has run out back to what the program found; which they were."""
    over = Link.objects.filter(held__isnull=False, held__expires_at__lte=timezone.now())
    links = list(over.select_for_update(of=("self",), skip_locked=True).select_related("latest_check")[:ENDED])
    for link in links:
        link.held = None
        link.health = link.health_now()
    Link.objects.bulk_update(links, ["held", "health"])
    return [link.pk for link in links]
