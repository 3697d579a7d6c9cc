"""How soon a link is looked at again: by what the newsroom uses it for and by what the looks so far have come to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from verify.models import DECIDED, Claim, ClaimOccurrence, Evidence, LinkOccurrence, Outcome, Standing, Status

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_AGE = ((2 * DAY, 12 * HOUR), (7 * DAY, DAY), (30 * DAY, 3 * DAY), (365 * DAY, 14 * DAY))
"""(an article younger than this, its links are looked at this often)"""
SELDOM = 60 * DAY
NEAR = DAY
"""A deadline within this time makes a link urgent."""
URGENT, IN_WORK, FAILING = 3 * HOUR, 12 * HOUR, DAY
"""The longest pauses: before a deadline, while people decide its article's claims, and between failures that may mean death."""
DEAD, WALLED, REFUSED = 7 * DAY, 3 * DAY, 14 * DAY
"""The shortest pauses: for a dead page, for a site that lets no program in, for an address we may not dial."""
SHORTEST = HOUR
JITTER = 0.1
"""Each pause is stretched or cut by up to this part of it, so that links of one upload do not stay one crowd for ever."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a link is used for now. Moments are those of the articles in whose current text, or on whose claims, it is."""

    newest_at: datetime | None = None
    deadline: datetime | None = None
    """The next one still ahead."""
    in_work_at: datetime | None = None
    """The last activity on an article with a claim that nobody has decided."""
    evidence: bool = False
    decided: bool = False
    """It is evidence on a claim that somebody has decided."""


UNUSED = Use()


def uses_of(link_ids: Sequence[int]) -> dict[int, Use]:
    """{link: its use}, in two queries whatever the number; a link that is used nowhere any more is left out."""
    now = timezone.now()
    undecided = ClaimOccurrence.objects.in_work().filter(claim__status=Status.UNCHECKED)
    in_text = (
        LinkOccurrence.objects.filter(link__in=link_ids, revision__current_of__isnull=False)
        .order_by()
        .values("link")
        .annotate(
            newest=Max("revision__current_of__created_at"),
            deadline=Min("revision__current_of__deadline", filter=Q(revision__current_of__deadline__gt=now)),
            worked=Max(
                "revision__current_of__activity_at", filter=Exists(undecided.filter(revision=OuterRef("revision")))
            ),
        )
    )
    open_claims = Claim.objects.filter(article=OuterRef("claim__article"), status=Status.UNCHECKED, out_of_scope=False)
    as_evidence = (
        Evidence.objects.filter(link__in=link_ids)
        .order_by()
        .values("link")
        .annotate(
            newest=Max("claim__article__created_at"),
            deadline=Min("claim__article__deadline", filter=Q(claim__article__deadline__gt=now)),
            worked=Max("claim__article__activity_at", filter=Exists(open_claims)),
            decided=BoolOr(Q(claim__status__in=DECIDED)),
        )
    )
    uses = {row["link"]: Use(row["newest"], row["deadline"], row["worked"]) for row in in_text}
    for row in as_evidence:
        known = uses.get(row["link"], UNUSED)
        uses[row["link"]] = Use(
            max(filter(None, (known.newest_at, row["newest"])), default=None),
            min(filter(None, (known.deadline, row["deadline"])), default=None),
            max(filter(None, (known.in_work_at, row["worked"])), default=None),
            evidence=True,
            decided=bool(row["decided"]),
        )
    return uses


def due_after(now: datetime, outcome: str, standing: Standing, use: Use) -> datetime | None:
    """When to look again after a look at ``now``; None for an address that no look can change."""
    if outcome == Outcome.INVALID:
        return None
    pause = max(SHORTEST, _pause(now, outcome, standing, use))
    return now + pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (spreads load, guards nothing)


def _pause(now: datetime, outcome: str, standing: Standing, use: Use) -> timedelta:
    if standing.dead_at is not None:
        return DEAD
    pause = _wanted(now, use)
    if outcome == Outcome.RESTRICTED:
        return max(pause, WALLED)
    if outcome == Outcome.BLOCKED:
        return max(pause, REFUSED)
    return min(pause, FAILING) if standing.failures else pause


def _wanted(now: datetime, use: Use) -> timedelta:
    """As often as its use asks for, whatever the looks have come to."""
    pause = _by_age(now, use)
    if use.decided:
        pause /= 3
    elif use.evidence:
        pause /= 2
    if use.in_work_at is not None and now - use.in_work_at < 3 * DAY:
        pause = min(pause, IN_WORK)
    if use.deadline is not None and use.deadline - now < NEAR:
        pause = min(pause, URGENT)
    return pause


def _by_age(now: datetime, use: Use) -> timedelta:
    if use.newest_at is None:
        return SELDOM
    age = now - use.newest_at
    return next((pause for younger_than, pause in BY_AGE if age < younger_than), SELDOM)
