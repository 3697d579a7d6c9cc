"""How the work stands, of the desk and of one article; all of it only of what this person may see.

Every question is bounded: by a partial index (migration ``figures``), by thirty days, or by the newest RECENT verdicts.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.models import Article, Claim, ClaimOccurrence, Health, Link, Person, Progress, Review

DAYS = 30
RECENT = 1000
"""First verdicts of which the median and the disagreements are taken, the newest ones."""
OLDEST = 8
"""Open claims that are named."""


@dataclass(frozen=True, slots=True)
class Day:
    """First verdicts of one day; ``height`` is its bar in a picture 100 high, ``left`` its place at 10 a day."""

    on: date
    verdicts: int
    left: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest first verdicts: how many they are, on how many of their claims reviewers disagreed, and how long half of
    them waited at most; None where there are none."""

    verdicts: int
    disagreed: int
    waited: timedelta | None

    @property
    def share(self) -> str:
        return _("%(n)s %%") % {"n": round(100 * self.disagreed / self.verdicts)} if self.verdicts else ""

    @property
    def wait(self) -> str:
        return in_words(self.waited) if self.waited is not None else ""


def in_words(span: timedelta) -> str:
    """A span of time by its two largest parts."""
    minutes = int(span.total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else "",
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest} if rest else "",
    ]
    return " ".join([part for part in parts if part][:2]) or _("less than a minute")


@dataclass
class Figures:
    """Of ``article``, which this person may see, or of all that they may see."""

    person: Person
    article: Article | None = None

    @cached_property
    def progress(self) -> Progress:
        """The claims that count in the current texts, by the verdict that counts."""
        rows = Claim.objects.in_work().order_by()
        return Progress(self._counted(rows, "article", lambda rows: rows.values_list("counted_status")))

    @cached_property
    def days(self) -> list[Day]:
        """First verdicts of each of the last DAYS days, today last."""
        today = timezone.localdate()
        since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS - 1)
        rows = Review.objects.first_verdicts().filter(created_at__gte=since).order_by()
        counts = self._counted(
            rows, "claim__article", lambda rows: rows.annotate(on=TruncDate("created_at")).values_list("on")
        )
        most = max(counts.values(), default=0) or 1
        dates = [today - timedelta(days=DAYS - 1 - index) for index in range(DAYS)]
        return [
            Day(on, counts.get(on, 0), index * 10, -(-100 * counts.get(on, 0) // most))
            for index, on in enumerate(dates)
        ]

    @property
    def most(self) -> int:
        return max(day.verdicts for day in self.days)

    @property
    def month(self) -> int:
        return sum(day.verdicts for day in self.days)

    @cached_property
    def recent(self) -> Recent:
        disagreements = Review.objects.filter(claim=OuterRef("claim"), act=Review.Act.DISAGREEMENT)
        rows = self._scoped(Review.objects.first_verdicts(), "claim__article").order_by("-created_at", "-pk")
        newest = rows.annotate(disagreed=Exists(disagreements)).values_list(
            "created_at", "claim__created_at", "disagreed"
        )
        found = list(newest[:RECENT])
        waits = [(decided - came).total_seconds() for decided, came, _disagreed in found]
        disagreed = sum(each for _decided, _came, each in found)
        return Recent(len(found), disagreed, timedelta(seconds=median(waits)) if waits else None)

    @cached_property
    def oldest(self) -> list[ClaimOccurrence]:
        """The open claims that have waited longest, as they stand in the current texts, in two queries."""
        rows = self._scoped(Claim.objects.open_longest(), "article")
        ids = list(rows.values_list("pk", flat=True)[:OLDEST])
        places = ClaimOccurrence.objects.filter(claim__in=ids, revision=F("claim__article__current_revision"))
        by_claim = {row.claim_id: row for row in places.select_related("claim__article")}
        return [by_claim[pk] for pk in ids if pk in by_claim]

    @cached_property
    def dead_links(self) -> int:
        """Links in use that are dead."""
        links = Link.objects.filter(health=Health.DEAD)
        used = Link.objects.used_by(self.article) if self.article else links.in_use_for(self.person)
        return used.filter(health=Health.DEAD).distinct().count()

    def _scoped[Q: QuerySet[Any]](self, rows: Q, path: str) -> Q:
        if self.article is not None:
            return rows.filter(**{path: self.article})
        return rows.filter(**{f"{path}__in": Article.objects.visible_to(self.person)})

    def _counted(self, rows: QuerySet[Any], path: str, by: Callable[[QuerySet[Any]], QuerySet[Any]]) -> dict[Any, int]:
        """{value: rows}. Of the whole desk everything is counted, by an index alone, and what is hidden from this person is
        taken off again: asking for the article of each of a million rows takes ten times as long."""

        def count(some: QuerySet[Any]) -> Counter[Any]:
            return Counter(dict(by(some).annotate(n=Count("*"))))

        if self.article is not None:
            return count(rows.filter(**{path: self.article}))
        hidden = Article.objects.exclude(pk__in=Article.objects.visible_to(self.person)).filter(restricted=True)
        return count(rows) - count(rows.filter(**{f"{path}__in": hidden}))
