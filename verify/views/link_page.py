"""One link with everything that was seen of it, and who leans on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from uuid import uuid4

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from verify.forms import OverruleForm, WithdrawForm
from verify.models import (
    Article,
    ClaimOccurrence,
    Evidence,
    Link,
    LinkCheck,
    LinkOccurrence,
    Look,
    Overruling,
    Person,
    Standing,
    agree,
)

from .kept import QuoteLine
from .link_quotes import quotes_by_look, quotes_in

LOOKS = 100
"""Looks on one page of the timeline."""
USES = 100
"""Claims and articles that are named; of more only the number is said."""
WIDTH = 1000
"""The strip's width in its own units; a look is MARK of them wide."""
MARK = 5


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the timeline: a look, with what it changed ("dead", "back", "failing" or nothing; what became of quotations),
    or a person's act."""

    at: datetime
    check: LinkCheck | None = None
    change: str = ""
    overruling: Overruling | None = None
    quotes: Sequence[QuoteLine] = ()

    @property
    def kind(self) -> str:
        """The lane of the strip: works, fails or neither."""
        if self.check is None:
            return "person"
        look = self.check.look
        return "works" if look.works else "fails" if look.fails else "neither"


@dataclass(frozen=True, slots=True)
class Mark:
    """A look in the strip, or a stretch of time in it (dead, held), in the strip's units."""

    kind: str
    x: float
    width: float


@dataclass
class LinkPage:
    """Everything that the page of a link shows to this person."""

    link: Link
    person: Person
    before: int | None = None
    """The page of looks older than this LinkCheck."""
    form: OverruleForm | None = None
    withdraw_form: WithdrawForm | None = None

    def __post_init__(self) -> None:
        self.form = self.form or OverruleForm(initial={"key": uuid4()})
        self.withdraw_form = self.withdraw_form or WithdrawForm(initial={"withdraw_key": uuid4()})

    @cached_property
    def _page(self) -> list[LinkCheck]:
        rows = self.link.checks.order_by("-checked_at", "-pk")
        last = self.link.checks.filter(pk=self.before).first() if self.before else None
        if last is not None:
            rows = rows.filter(Q(checked_at__lt=last.checked_at) | Q(checked_at=last.checked_at, pk__lt=last.pk))
        return list(rows[: LOOKS + 1])

    @property
    def checks(self) -> list[LinkCheck]:
        """The looks of this page, the newest first."""
        return self._page[:LOOKS]

    @property
    def older(self) -> int | None:
        return self._page[LOOKS - 1].pk if len(self._page) > LOOKS else None

    @cached_property
    def overrulings(self) -> list[Overruling]:
        return list(self.link.overrulings.select_related("person", "withdraws"))

    @cached_property
    def _history(self) -> list[tuple[int, Look]]:
        rows = self.link.checks.order_by("checked_at", "pk").values_list("pk", "checked_at", "outcome", "reason")
        return [(pk, Look(at, outcome, reason)) for pk, at, outcome, reason in rows]

    @cached_property
    def _changes(self) -> dict[int, tuple[str, Standing]]:
        """{look: what it changed, and where the link stood after it}, from the whole history."""
        standing, found = Standing(), {}
        for pk, look in self._history:
            following = standing.after(look)
            found[pk] = (_change(standing, following), following)
            standing = following
        return found

    @cached_property
    def events(self) -> list[Event]:
        """Looks and people's acts together, the newest first."""
        quotes = quotes_by_look(self.checks, self.person)
        looks = [
            Event(check.checked_at, check, self._changes[check.pk][0], quotes=quotes.get(check.pk, ()))
            for check in self.checks
        ]
        floor = self.checks[-1].checked_at if self.older else None
        ceiling = looks[0].at if self.before and looks else None
        acts = [
            Event(row.made_at, overruling=row)
            for row in self.overrulings
            if (floor is None or row.made_at >= floor) and (ceiling is None or row.made_at <= ceiling)
        ]
        return sorted([*looks, *acts], key=lambda event: event.at, reverse=True)

    @property
    def begins(self) -> datetime | None:
        return self.checks[-1].checked_at if self.checks else None

    @property
    def ends(self) -> datetime:
        """The strip goes on to now, so that a link nobody has looked at for weeks looks like it."""
        return self.checks[0].checked_at if self.before and self.checks else timezone.now()

    @cached_property
    def strip(self) -> list[Mark]:
        """First the stretches of time, then the looks over them. Nothing is drawn between looks: nobody knows what was there."""
        if self.begins is None:
            return []
        spans = [Mark("dead", *self._stretch(since, until)) for since, until in self._dead_spans()]
        spans += [
            Mark("held", *self._stretch(row.made_at, self.end_of(row)))
            for row in self.overrulings
            if row.act == Overruling.Act.HELD
        ]
        looks = [Mark(Event(c.checked_at, c).kind, self._x(c.checked_at), MARK) for c in reversed(self.checks)]
        return [mark for mark in spans if mark.width > 0] + looks

    def _x(self, at: datetime) -> float:
        assert self.begins is not None  # noqa: S101
        whole = max((self.ends - self.begins).total_seconds(), 1.0)
        return round(min(max((at - self.begins).total_seconds() / whole, 0.0), 1.0) * (WIDTH - MARK), 1)

    def _stretch(self, since: datetime, until: datetime) -> tuple[float, float]:
        start, end = self._x(since), self._x(until)
        return start, round(end - start, 1)

    def _dead_spans(self) -> list[tuple[datetime, datetime]]:
        """From the first failure of a run that ended in death to the success after it, or to the end."""
        spans: list[tuple[datetime, datetime]] = []
        standings = [standing for _change, standing in self._changes.values()]
        for one, following in pairwise([*standings, None]):
            ends_here = following is None or following.dead_at is None
            if one is not None and one.dead_at is not None and one.failing_since is not None and ends_here:
                spans.append((one.failing_since, following.back_at if following and following.back_at else self.ends))
        return spans

    def end_of(self, row: Overruling) -> datetime:
        """When a person's word ended: by its time, by its withdrawal, by the next word, by a look that agreed. Or not yet."""
        ends = [other.made_at for other in self.overrulings if other.made_at > row.made_at]
        ends += [look.at for _pk, look in self._history if look.at > row.made_at and agree(look.outcome, row.outcome)]
        return min([*ends, row.expires_at or self.ends, self.ends])

    @cached_property
    def in_text(self) -> list[LinkOccurrence]:
        """Where it stands in current texts that this person may see, the article with the newest activity first."""
        rows = LinkOccurrence.objects.filter(link=self.link, revision__current_of__in=self._articles)
        chosen = rows.select_related("revision__article", "occurrence__claim").defer(
            "revision__original", "revision__text"
        )
        return list(chosen.order_by("-revision__article__activity_at", "position")[:USES])

    @cached_property
    def evidence(self) -> list[Evidence]:
        """On which claims it is evidence; ``wording`` is the claim's newest."""
        newest = ClaimOccurrence.objects.filter(claim=OuterRef("claim")).order_by("-revision__number")
        rows = Evidence.objects.filter(link=self.link, claim__article__in=self._articles)
        chosen = rows.select_related("claim__article", "added_by").annotate(wording=Subquery(newest.values("text")[:1]))
        return list(chosen.order_by("-pk")[:USES])

    @cached_property
    def quotes(self) -> list[QuoteLine]:
        """What was quoted from it, and whether it says so; what it does not say first."""
        return quotes_in(self.link, self.person)

    @cached_property
    def is_used(self) -> bool:
        return bool(self.in_text or self.evidence)

    @property
    def _articles(self) -> "QuerySet[Article]":
        return Article.objects.visible_to(self.person)

    @property
    def hops(self) -> Sequence[dict[str, object]]:
        """The way that the newest look went, where it was led on."""
        hops: Sequence[dict[str, object]] = self.link.latest_check.hops if self.link.latest_check else []
        return hops if len(hops) > 1 else []


def _change(before: Standing, after: Standing) -> str:
    if after.dead_at and not before.dead_at:
        return "dead"
    if before.dead_at and not after.dead_at:
        return "back"
    return "failing" if after.failures == 1 and before.failures == 0 else ""
