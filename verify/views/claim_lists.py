"""Lists of claims to work off: the queues of the whole desk, and the claims of one article."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet, Value
from django.urls import reverse

from verify.models import QUEUES, Article, Claim, ClaimOccurrence, Flag, Person, Review, Status

ROWS = 50
"""Claims on one page."""
COUNTED = 100
"""Queues are counted up to here: "100+" says enough, and costs the same on a desk of a million claims."""
NAMES = (*QUEUES, "flags")
SHOWN = ("all", "open", *Status.values)
"""Filters of an article's list."""
ON_ROWS = (
    "status", "attribution_status", "required_scope", "counted_status", "version", "out_of_scope", "place", "article_id",
    "reminded_at", "assigned_at", "article__title", "article__deadline", "article__restricted",
    "assignee__username", "assignee__first_name", "assignee__last_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """One row. ``claim`` is None for a flag on a whole article; ``flag`` is set in the queue of flags alone."""

    article: Article
    address: str
    claim: Claim | None = None
    occurrence: ClaimOccurrence | None = None
    flag: Flag | None = None
    is_disagreement: bool = False

    @property
    def value(self) -> str:
        """What its box sends: the claim and the version that was seen."""
        return f"{self.claim.pk}:{self.claim.version}" if self.claim and self.occurrence else ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue beside the others; ``found`` is a number or "100+"."""

    name: str
    found: str


@dataclass
class QueuePage:
    """One queue as one person has it before them; ``after`` is the place of the last row seen, "12_34"."""

    person: Person
    name: str
    after: str = ""

    @property
    def source(self) -> str:
        """What a form names this list by."""
        return f"queue:{self.name}"

    @property
    def address(self) -> str:
        return reverse("queue", args=[self.name])

    @property
    def query(self) -> dict[str, str]:
        """What the addresses of its pages keep."""
        return {}

    @property
    def names(self) -> list[str]:
        """Signatures are given by editors alone."""
        return [name for name in NAMES if name != "signature" or self.person.is_editor]

    @cached_property
    def tabs(self) -> list[Tab]:
        """All queues with how long they are, in one question."""
        first, *others = [
            queue(name, self.person).annotate(name=Value(name)).values_list("name", flat=True)[: COUNTED + 1]
            for name in self.names
        ]
        found = list(first.union(*others, all=True))
        return [Tab(name, capped(found.count(name))) for name in self.names]

    @property
    def total(self) -> str:
        return next((tab.found for tab in self.tabs if tab.name == self.name), "0")

    @cached_property
    def _found(self) -> list[Any]:
        """One more than a page holds, as what is behind it."""
        rows = queue(self.name, self.person)
        place, _separator, pk = self.after.partition("_")
        if place.lstrip("-").isdecimal() and pk.isdecimal() and len(self.after) < 40:
            rows = rows.behind(int(place), int(pk))
        return list(_with_what_rows_print(rows, self.name)[: ROWS + 1])

    @property
    def next(self) -> str:
        """Where the rows behind these begin; empty where there are none."""
        last = self._found[ROWS - 1] if len(self._found) > ROWS else None
        return f"{last.place}_{last.pk}" if last else ""

    @cached_property
    def rows(self) -> list[ListedClaim]:
        found = self._found[:ROWS]
        claims = [flag.claim for flag in found if flag.claim] if self.name == "flags" else found
        places = places_of(claims)
        disagreeing = _disagreeing(claims) if self.name == "disputed" else set()
        return [_listed(row, self.name, places, disagreeing) for row in found]


@dataclass
class ArticleClaims:
    """The claims of one article to choose among, in the order of the text."""

    person: Person
    article: Article
    show: str = "all"
    after: str = ""

    @property
    def source(self) -> str:
        return f"article:{self.article.pk}:{self.show}"

    @property
    def address(self) -> str:
        return reverse("article_claims", args=[self.article.pk])

    @property
    def query(self) -> dict[str, str]:
        return {"show": self.show} if self.show != "all" else {}

    @cached_property
    def _found(self) -> list[ClaimOccurrence]:
        rows = shown_claims(self.article, self.show)
        if self.after.isdecimal() and len(self.after) < 9:
            rows = rows.filter(position__gt=int(self.after))
        only = [
            "text",
            "language",
            "position",
            "claim_id",
            *(f"claim__{name}" for name in ON_ROWS if "article" not in name),
        ]
        return list(rows.select_related("claim__assignee").only(*only, "claim__article_id")[: ROWS + 1])

    @cached_property
    def total(self) -> str:
        return str(shown_claims(self.article, self.show).order_by().count())

    @property
    def next(self) -> str:
        return str(self._found[ROWS - 1].position) if len(self._found) > ROWS else ""

    @cached_property
    def rows(self) -> list[ListedClaim]:
        here = self.article.get_absolute_url()
        return [ListedClaim(self.article, f"{here}?claim={row.claim_id}", row.claim, row) for row in self._found[:ROWS]]


def queue(name: str, person: Person) -> Any:
    """The claims of a queue, a ClaimQuerySet; or its flags, a FlagQuerySet."""
    return Flag.objects.in_queue(person) if name == "flags" else Claim.objects.in_queue(name, person)


def shown_claims(article: Article, show: str) -> "QuerySet[ClaimOccurrence]":
    """The claims of the article's current text under one of SHOWN, in the order of the text."""
    rows = ClaimOccurrence.objects.standing().filter(revision=article.current_revision_id).order_by("position")
    if show == "open":
        return rows.filter(claim__out_of_scope=False, claim__counted_status=Status.UNCHECKED)
    return rows if show == "all" else rows.filter(claim__counted_status=show)


def behind_in_queue(name: str, person: Person, claim: Claim) -> Claim | None:
    """The claim to go to from this one: the next in the queue, else the first; None where there is no other."""
    rows = queue(name, person)
    rows = rows.exclude(claim=claim).exclude(claim=None) if name == "flags" else rows.exclude(pk=claim.pk)
    found = (rows.behind(claim.place, claim.pk).first() if claim.place is not None else None) or rows.first()
    return found.claim if isinstance(found, Flag) else found


def capped(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _with_what_rows_print(rows: "QuerySet[Any]", name: str) -> "QuerySet[Any]":
    if name == "flags":
        on_claims = [f"claim__{field}" for field in ON_ROWS if "article__" not in field]
        on_articles = [field for field in ON_ROWS if field.startswith("article__")]
        return rows.select_related("article", "claim__assignee").only(
            "kind", "reason", "place", "article_id", *on_claims, *on_articles
        )
    return rows.select_related("article", "assignee").only(*ON_ROWS)


def places_of(claims: Sequence[Claim]) -> dict[int, ClaimOccurrence]:
    """{claim: where it stands in its article's current text}."""
    rows = ClaimOccurrence.objects.standing().filter(
        claim__in=[claim.pk for claim in claims], revision=F("claim__article__current_revision")
    )
    return {row.claim_id: row for row in rows.only("text", "language", "position", "claim_id").order_by()}


def _disagreeing(claims: Sequence[Claim]) -> set[int]:
    """The claims that wait for a third person."""
    rows = Review.objects.filter(
        claim__in=[claim.pk for claim in claims], act=Review.Act.DISAGREEMENT, claim_version=F("claim__version")
    )
    return set(rows.order_by().values_list("claim", flat=True))


def _listed(
    row: Claim | Flag, queue_name: str, places: dict[int, ClaimOccurrence], disagreeing: set[int]
) -> ListedClaim:
    flag, claim = (row, row.claim) if isinstance(row, Flag) else (None, row)
    query = ({"claim": str(claim.pk)} if claim else {}) | {"from": queue_name}
    address = f"{reverse('article', args=[row.article_id])}?{urlencode(query)}"
    occurrence = places.get(claim.pk) if claim else None
    return ListedClaim(row.article, address, claim, occurrence, flag, claim is not None and claim.pk in disagreeing)
