"""Claims that somebody took on and left lying: their assignee is reminded, once for each assignment."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from verify.models import QUEUES, Assignment, Claim
from verify.notifying import tell_of_assignment

HANDFUL = 500
"""Claims reminded of in one transaction."""


def remind_stale() -> Iterator[list[Assignment]]:
    """Handfuls of reminders written just now, until nothing is left; a claim that is held just now is left for the next time."""
    while reminders := _remind():
        yield reminders


@transaction.atomic
def _remind() -> list[Assignment]:
    before = timezone.now() - timedelta(hours=settings.ASSIGNMENT_STALE_HOURS)
    stale = Claim.objects.filter(QUEUES["mine"], reminded_at=None, assigned_at__lt=before).order_by("assigned_at")
    stale = stale.select_related("article", "assignee")
    held = stale.select_for_update(no_key=True, skip_locked=True, of=("self",))
    claims = list(held[:HANDFUL])
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(reminded_at=timezone.now())
    reminders = Assignment.objects.bulk_create(
        Assignment(claim=claim, act=Assignment.Act.REMINDED, assignee_id=claim.assignee_id) for claim in claims
    )
    for reminder in reminders:
        tell_of_assignment([reminder.claim], reminder.claim.assignee, None, f"reminder:{reminder.pk}")
    return reminders
