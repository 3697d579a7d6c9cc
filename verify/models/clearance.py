"""An editor's named decision that an article may be published, and what it was accepted with."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article, Revision
from .claim import Claim
from .flag import Flag
from .history import AppendOnly, AppendOnlyQuerySet


class ClearanceQuerySet(AppendOnlyQuerySet["Clearance"]):
    def standing_of(self, articles: Iterable[int]) -> "dict[int, Clearance]":
        """{article id: its clearance} of those that are cleared now; one query."""
        newest = self.filter(article__in=list(articles)).order_by("article", "-pk").distinct("article")
        rows = newest.select_related("person", "revision").defer("revision__original", "revision__text")
        return {row.article_id: row for row in rows if row.act == Clearance.Act.CLEAR}

    def for_timeline(self) -> Self:
        """All of them, newest first, with what was accepted."""
        rows = self.select_related("person", "revision", "claim").defer("revision__original", "revision__text")
        return rows.prefetch_related("risks").order_by("-pk")


class Clearance(AppendOnly):
    """One act: cleared or withdrawn. The article is cleared while its newest act is CLEAR.

    Triggers withdraw it when the text of a claim changes and when a review leaves a claim open or disputed; ``cause`` says
    which, and ``person`` is then whose act it was.
    """

    class Act(models.TextChoices):
        CLEAR = "clear", _("cleared the article")
        WITHDRAW = "withdraw", _("withdrew the clearance")

    class Cause(models.TextChoices):
        PERSON = "person", _("by decision")
        TEXT = "text", _("a claim’s text changed")
        REVIEW = "review", _("a claim is open or disputed again")

    article = models.ForeignKey(Article, models.PROTECT, related_name="clearances")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="clearances")
    act = models.CharField(max_length=8, choices=Act)
    cause = models.CharField(max_length=6, choices=Cause, db_default=Cause.PERSON, default=Cause.PERSON)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="clearances")
    note = models.TextField(blank=True, db_default="")
    created_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True, null=True, blank=True)

    objects: ClassVar[ClearanceQuerySet] = ClearanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "-id"], name="clearance_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=["clear", "withdraw"]), name="clearance_act_known"),
            models.CheckConstraint(
                condition=Q(cause="person") | Q(act="withdraw", cause__in=["text", "review"]),
                name="clearance_cause_known",
            ),
            models.CheckConstraint(
                condition=~Q(act="withdraw", cause="person") | Q(note__regex=r"\S"),
                name="clearance_withdrawal_has_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} article {self.article_id}"


class AcceptedRisk(AppendOnly):
    """One thing that was open when the article was cleared, and why that was accepted, in the name of who cleared it."""

    class Kind(models.TextChoices):
        OPEN = "open", _("not decided")
        DISPUTED = "disputed", _("disputed")
        UNSIGNED = "unsigned", _("without a second person’s signature")
        FLAG = "flag", _("a flag is open")

    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="risks")
    kind = models.CharField(max_length=8, choices=Kind)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="accepted_risks")
    flag = models.ForeignKey(Flag, models.PROTECT, null=True, blank=True, related_name="accepted_risks")
    words = models.TextField()
    """The claim's wording or the flag's reason, as they stood."""
    reason = models.TextField()

    objects: ClassVar[AppendOnlyQuerySet["AcceptedRisk"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["open", "disputed", "unsigned", "flag"]), name="risk_kind_known"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="risk_has_reason"),
            models.CheckConstraint(
                condition=Q(kind="flag", flag__isnull=False)
                | (~Q(kind="flag") & Q(flag__isnull=True, claim__isnull=False)),
                name="risk_names_its_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
