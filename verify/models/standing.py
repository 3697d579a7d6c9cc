"""What many dated looks at one link come to: failing since when, dead, back again. Derived from the looks alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings

FAILS = frozenset({"broken", "soft_404", "unreachable", "server_error", "timeout"})
"""Outcomes of which several, over days, mean that the page is dead."""
WORKS = frozenset({"ok", "redirected", "too_large"})
"""Outcomes that say that it is there. All others say neither: a bot wall, a bad certificate or a refusal of our own guard
is no sign that a page is gone, and none that it has come back."""
NO_SIGN = frozenset({"internal_fault", "line_down", "no_route", "slow_body"})
"""Reasons that count for nothing though their outcome would: a fault or a network of our own, a site that does send."""


@dataclass(frozen=True, slots=True)
class Look:
    """One LinkCheck, as far as the conclusion goes."""

    at: datetime
    outcome: str
    reason: str = ""

    @property
    def fails(self) -> bool:
        return self.outcome in FAILS and self.reason not in NO_SIGN

    @property
    def works(self) -> bool:
        return self.outcome in WORKS


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a link stands: its run of failures without a success between them, and what was concluded when.

    ``dead_at`` is the moment of the look that made it dead; ``failing_since`` that of the first failure, from which on it is
    called dead. ``back_at`` is the first success after it was dead, kept until it dies again.
    """

    failing_since: datetime | None = None
    failures: int = 0
    dead_at: datetime | None = None
    back_at: datetime | None = None

    def after(self, look: Look) -> "Standing":
        """Where it stands after one more look. This is the one place where a conclusion is drawn."""
        if look.works:
            return Standing(back_at=look.at if self.dead_at else self.back_at)
        if not look.fails:
            return self
        since = self.failing_since or look.at
        failing = replace(self, failing_since=since, failures=self.failures + 1)
        long_enough = look.at - since >= timedelta(days=settings.DEAD_AFTER_DAYS)
        if failing.dead_at is None and failing.failures >= settings.DEAD_AFTER_FAILURES and long_enough:
            return replace(failing, dead_at=look.at, back_at=None)
        return failing


def standing_after(looks: Iterable[Look]) -> Standing:
    """Where a link stands after all its looks, the oldest first."""
    standing = Standing()
    for look in looks:
        standing = standing.after(look)
    return standing
