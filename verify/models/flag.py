"""Something the program noticed and a person should look at; never a verdict."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article
from .claim import Claim
from .link import Link
from .link_check import LinkCheck
from .media import MediaItem
from .person import Person
from .snapshot import Snapshot


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> Self:
        return self.filter(state=Flag.State.OPEN)

    def in_queue(self, person: Person) -> Self:
        """The open flags of articles that this person may see, the most urgent first."""
        named = Article.people.through.objects.filter(article=OuterRef("article"), person=person.pk)
        rows = self.open().filter(Q(article__restricted=False) | Exists(named), place__isnull=False)
        return rows.order_by("place", "pk")

    def behind(self, place: int, pk: int) -> Self:
        """Those of the queue that come behind this place."""
        return self.filter(Q(place__gt=place) | Q(pk__gt=pk), place__gte=place)

    def in_work(self) -> Self:
        """Those on the whole article, and those on claims that count in its current text; as the clearance counts them."""
        return self.filter(Q(claim__isnull=True) | Q(claim__place__isnull=False, claim__out_of_scope=False))

    def open_by_claim(self, article: int) -> dict[int | None, dict[str, int]]:
        """{claim, or None for the article as a whole: {kind: open flags}}; one query."""
        rows = self.open().in_work().filter(article=article).order_by("claim").values_list("claim", "kind")
        found: dict[int | None, dict[str, int]] = {}
        for claim, kind, number in rows.annotate(n=Count("pk")):
            found.setdefault(claim, {})[kind] = number
        return found

    def open_by_article(self, articles: Iterable[int]) -> dict[int, int]:
        """{article: open flags}; one query."""
        rows = self.open().in_work().filter(article__in=list(articles)).order_by().values_list("article")
        return dict(rows.annotate(n=Count("pk")))

    def for_card(self) -> Self:
        """What a list of flags prints, open ones first, then newest first; one query whatever the number."""
        rows = self.select_related("link", "snapshot", "link_check", "dismissed_by", "media_item", "other_article")
        deferred = ("snapshot__text", "snapshot__timestamp_token", "media_item__preview")
        is_open = models.Case(models.When(state="open", then=0), default=1)
        return rows.defer(*deferred).order_by(is_open, "-raised_at", "-pk")


class Flag(models.Model):
    """One thing noticed on a claim, or on the whole article where ``claim`` is null. Written by ``verify.flags`` alone.

    ``fingerprint`` tells one cause from another of the same kind: while a flag with it is open or dismissed it is not raised
    again, and when its cause is gone it is resolved and stays as history. ``words`` are [[start, end], …] in code points of
    the text of the article's current revision when it was raised.
    """

    class Kind(models.TextChoices):
        NEEDS_RECHECK = "needs_recheck", _("Wording changed since the verdict")
        EVIDENCE_CHANGED = "evidence_changed", _("The source has changed")
        LINK_DEAD = "link_dead", _("The link is dead")
        PLACEHOLDER_LINK = "placeholder_link", _("The source is missing")
        HEDGED_BUT_VERIFIED = "hedged_but_verified", _("Hedged, but verified")
        UNVERIFIED_BUT_FLAT = "unverified_but_flat", _("Unverified, but stated flatly")
        WEEKDAY_MISMATCH = "weekday_mismatch", _("Day and date do not fit")
        NAME_VARIANT = "name_variant", _("A name in two spellings")
        NUMBER_CONFLICT = "number_conflict", _("Figures that disagree")
        SINGLE_SOURCE = "single_source", _("One source only")
        MEDIA_REUSED = "media_reused", _("The picture was used before")
        CONFLICT = "conflict", _("Statements that disagree")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DISMISSED = "dismissed", _("Dismissed")
        RESOLVED = "resolved", _("No longer so")

    article = models.ForeignKey(Article, models.PROTECT, related_name="flags")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="flags")
    kind = models.CharField(max_length=20, choices=Kind)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    words = models.JSONField(default=list, blank=True)
    diff = models.JSONField(default=list, blank=True)
    """[[kind, text], …] where the cause is a changed text; kind is "same", "gone", "new" or "gap" (text left out here)."""
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="flags")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="flags")
    link_check = models.ForeignKey(LinkCheck, models.PROTECT, null=True, blank=True, related_name="raised_flags")
    media_item = models.ForeignKey(MediaItem, models.PROTECT, null=True, blank=True, related_name="flags")
    other_article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="compared_flags")
    """Where the other side stands, where there are two: this article, or one that was unrestricted when it was raised."""
    other_claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="compared_flags")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    raised_at = models.DateTimeField(db_default=Now())
    resolved_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="dismissed_flags"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissal_note = models.TextField(blank=True)
    place = models.BigIntegerField(null=True, editable=False)
    """Its place in the queue of flags: its claim's, or that of the article's least claim. Kept by triggers."""

    objects: ClassVar[FlagQuerySet] = FlagQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(fields=["article", "claim"], name="flag_open", condition=Q(state="open")),
            models.Index(fields=["claim", "-raised_at"], name="flag_by_claim"),
            models.Index(fields=["place", "id"], name="queue_flags", condition=Q(state="open", place__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "claim", "kind", "fingerprint"],
                condition=Q(state__in=["open", "dismissed"]),
                nulls_distinct=False,
                name="flag_raised_once",
            ),
            models.CheckConstraint(condition=Q(state__in=["open", "dismissed", "resolved"]), name="flag_state_known"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "needs_recheck", "evidence_changed", "link_dead", "placeholder_link", "hedged_but_verified",
                        "unverified_but_flat", "weekday_mismatch", "name_variant", "number_conflict", "single_source",
                        "media_reused", "conflict",
                    ]
                ),
                name="flag_kind_known",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(fingerprint=""), name="flag_has_reason"),
            models.CheckConstraint(
                condition=(~Q(state="dismissed") & Q(dismissed_by__isnull=True, dismissed_at__isnull=True))
                | (
                    Q(state="dismissed", dismissed_by__isnull=False, dismissed_at__isnull=False)
                    & ~Q(dismissal_note="")
                ),
                name="flag_dismissal_is_named",
            ),
            models.CheckConstraint(
                condition=Q(state="resolved", resolved_at__isnull=False)
                | (~Q(state="resolved") & Q(resolved_at__isnull=True)),
                name="flag_resolution_is_dated",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"

    @property
    def pieces(self) -> list[dict[str, str]]:
        """The diff as templates/verify/diff.html takes it."""
        return [{"kind": kind, "text": text} for kind, text in self.diff]

    @property
    def other_address(self) -> str:
        """Where the other side is read; empty where there is none, and where not everybody who reads this may read that."""
        if self.other_article is None:
            return ""
        if self.other_article_id != self.article_id and self.other_article.restricted:
            return ""
        claim = f"?claim={self.other_claim_id}#mark-{self.other_claim_id}" if self.other_claim_id else ""
        return f"{self.other_article.get_absolute_url()}{claim}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class FlagRound(models.Model):
    """That something happened by which an article's flags may be others. Written by triggers, whoever makes the change; taken
    away by the job that computed them since. Rows are only ever added and removed, so that nobody waits for anybody."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="flag_rounds")
    queued_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["queued_at"], name="flag_round_by_age")]

    def __str__(self) -> str:
        return f"flags of article {self.article_id}"
