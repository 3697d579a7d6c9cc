"""How soon a link is looked at again: by what the newsroom uses it for and by what the looks so far have come to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import BoolAnd, BoolOr
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from verify.models import (
    DECIDED,
    Claim,
    ClaimOccurrence,
    Clearance,
    Evidence,
    LinkOccurrence,
    Outcome,
    Standing,
    Status,
)
from verify.models.claim_lists import risky_wording

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_AGE = ((2 * DAY, 12 * HOUR), (7 * DAY, DAY), (30 * DAY, 3 * DAY), (365 * DAY, 14 * DAY))
"""(an article younger than this, its links are looked at this often)"""
SELDOM = 60 * DAY
"""The longest pause of all: no link that is used is ever left to itself."""
CLEARED = 2
"""How many times longer the pause is once all articles that use a link are cleared: the work that leaned on it is done."""
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
    risky: bool = False
    """A high-risk claim leans on it: a disputed one, one that is much worth checking, one that speaks of dead or wounded."""
    cleared: bool = False
    """Every one of these articles is cleared: the newest act of its clearances is that."""


UNUSED = Use()


def uses_of(link_ids: Sequence[int]) -> dict[int, Use]:
    """{link: its use}, in two queries whatever the number; a link that is used nowhere any more is left out."""
    undecided = ClaimOccurrence.objects.in_work().filter(claim__counted_status=Status.UNCHECKED)
    in_text = LinkOccurrence.objects.filter(link__in=link_ids, revision__current_of__isnull=False)
    uses = {
        row["link"]: Use(row["newest"], row["deadline"], row["worked"], risky=row["risks"], cleared=row["all_cleared"])
        for row in _by_link(
            in_text,
            "revision__current_of",
            undecided.filter(revision=OuterRef("revision")),
            _high_risk().filter(pk=OuterRef("occurrence")),
        )
    }
    open_claims = Claim.objects.filter(article=OuterRef("claim__article"), status=Status.UNCHECKED, out_of_scope=False)
    risky = _high_risk().filter(claim=OuterRef("claim"), revision=OuterRef("claim__article__current_revision"))
    as_evidence = _by_link(Evidence.objects.filter(link__in=link_ids), "claim__article", open_claims, risky)
    for row in as_evidence.annotate(decided=BoolOr(Q(claim__counted_status__in=DECIDED))):
        known = uses.get(row["link"], Use(cleared=True))
        uses[row["link"]] = Use(
            max(filter(None, (known.newest_at, row["newest"])), default=None),
            min(filter(None, (known.deadline, row["deadline"])), default=None),
            max(filter(None, (known.in_work_at, row["worked"])), default=None),
            evidence=True,
            decided=bool(row["decided"]),
            risky=known.risky or row["risks"],
            cleared=known.cleared and row["all_cleared"],
        )
    return uses


def _high_risk() -> "QuerySet[ClaimOccurrence]":
    """As for the second pair of eyes: see ClaimQuerySet.needing_signature."""
    return ClaimOccurrence.objects.in_work().filter(Q(claim__counted_status=Status.DISPUTED) | risky_wording())


def _by_link(
    rows: "QuerySet[Any]", article: str, undecided: "QuerySet[Any]", risky: "QuerySet[Any]"
) -> "QuerySet[Any, dict[str, Any]]":
    """{"link", "newest", "deadline", "worked", "risks", "all_cleared"} of each link; a cleared article lends no haste any more."""
    newest_act = Clearance.objects.filter(article=OuterRef(article)).order_by("-pk").values("act")[:1]
    cleared = Q(newest_act=Clearance.Act.CLEAR)
    by_link: QuerySet[Any, dict[str, Any]] = (
        rows.order_by()
        .annotate(newest_act=Coalesce(Subquery(newest_act), Value("")), risky=Exists(risky))
        .values("link")
        .annotate(
            newest=Max(f"{article}__created_at"),
            deadline=Min(f"{article}__deadline", filter=~cleared & Q(**{f"{article}__deadline__gt": timezone.now()})),
            worked=Max(f"{article}__activity_at", filter=~cleared & Q(Exists(undecided))),
            risks=BoolOr(Q(risky=True)),
            all_cleared=BoolAnd(cleared),
        )
    )
    return by_link


def due_after(now: datetime, outcome: str, standing: Standing, use: Use, *, excused: bool = False) -> datetime | None:
    """When to look again after a look at ``now``; None for an address that no look can change. ``excused``: that look said
    nothing of the link, because our own line was down."""
    if outcome == Outcome.INVALID:
        return None
    pause = SHORTEST if excused else max(SHORTEST, _pause(now, outcome, standing, use))
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
    if use.risky:
        pause /= 2
    if use.cleared:
        pause = min(CLEARED * pause, SELDOM)
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
