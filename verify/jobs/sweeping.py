"""What Postgres says is pending for too long: the broker may be emptied or away, the work is not lost."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from verify.models import Change, CheckState, FlagRound, Keeping, Link, Revision, SplitState

LIMIT = 500
"""Rows of a kind that one sweep rings for; the next sweep takes the rest."""


@dataclass(frozen=True, slots=True)
class Overdue:
    revisions: list[int]
    links: list[int]
    keepings: list[int]
    """Ids of the links of which a copy is to be kept."""
    articles: list[int]
    """Ids of those whose flags are to be computed."""


def find_overdue() -> Overdue:
    """The ids to ring for. Their queue time is set to now, so that a long queue is not rung for at each sweep.

    RUNNING rows are among them: the job takes its lease first, so one whose worker lives is left alone and one whose worker
    died is taken up.
    """
    before = timezone.now() - timedelta(seconds=settings.JOB_PENDING_TOO_LONG)
    revisions = Revision.objects.filter(
        split_state__in=[SplitState.PENDING, SplitState.RUNNING], split_queued_at__lt=before
    )
    links = Link.objects.filter(check_state__in=[CheckState.PENDING, CheckState.RUNNING], check_queued_at__lt=before)
    keepings = Keeping.objects.filter(state__in=[CheckState.PENDING, CheckState.RUNNING], queued_at__lt=before)
    to_keep = Keeping.objects.filter(pk__in=_take(keepings, "queued_at")).values_list("link", flat=True)
    rounds = FlagRound.objects.filter(pk__in=_take(FlagRound.objects.filter(queued_at__lt=before), "queued_at"))
    return Overdue(
        _take(revisions, "split_queued_at"),
        _take(links, "check_queued_at"),
        sorted(set(to_keep.order_by())),
        sorted(set(rounds.values_list("article", flat=True).order_by())),
    )


def forget_changes() -> int:
    """Throw away what no open page can be waiting for any more; how many rows that were."""
    return Change.objects.outdated().delete()[0]


def _take[M: models.Model](rows: models.QuerySet[M], queued_at: str) -> list[int]:
    ids = list(rows.order_by(queued_at).values_list("pk", flat=True)[:LIMIT])
    if ids:
        rows.model._default_manager.filter(pk__in=ids).update(**{queued_at: timezone.now()})
    return ids
