"""What people decided: append-only acts, and the evidence they rest on."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim, ClaimOccurrence, Scope, Status
from .evidence import Evidence
from .history import AppendOnly, AppendOnlyQuerySet
from .words import Words

FIRST_VERDICT = Q(act="verdict", old_status=Status.UNCHECKED)
"""A verdict on a claim of which nobody had decided whether it is so."""


class ReviewQuerySet(AppendOnlyQuerySet["Review"]):
    def first_verdicts(self) -> Self:
        return self.filter(FIRST_VERDICT)

    def for_timeline(self) -> Self:
        """What a claim's history prints, newest first: each act with who answered it; two queries whatever the number."""
        return (
            self.select_related("reviewer", "disagrees_with__reviewer")
            .prefetch_related("sign_offs__person")
            .order_by("-claim_version")
        )


class Review(AppendOnly):
    """One act on one claim: both tracks before and after it, the wording it saw, the evidence it rests on.

    ``claim_version`` is the version that this act made, so that a claim's history has no gap and no double. The attribution
    track is null where the claim cites nobody. Triggers hold the rules of the verdicts (migration 0002).
    """

    class Act(models.TextChoices):
        VERDICT = "verdict", _("decided")
        WITHDRAWAL = "withdrawal", _("withdrew the verdict")
        UNDO = "undo", _("took the last step back")
        REWORDING = "rewording", _("the wording changed")
        CORROBORATION = "corroboration", _("corroborated it")
        REISSUE = "reissue", _("decided the same again")
        DISAGREEMENT = "disagreement", _("disagreed")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    claim_version = models.PositiveIntegerField()
    act = models.CharField(max_length=13, choices=Act, default=Act.VERDICT)
    scope = models.CharField(max_length=12, choices=Scope)
    old_status = models.CharField(max_length=10, choices=Status)
    new_status = models.CharField(max_length=10, choices=Status)
    old_attribution_status = models.CharField(max_length=10, choices=Status, null=True, blank=True)
    new_attribution_status = models.CharField(max_length=10, choices=Status, null=True, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    note = models.TextField(blank=True)
    occurrence = models.ForeignKey(ClaimOccurrence, models.PROTECT, related_name="reviews")
    wording = models.TextField()
    evidence: "models.ManyToManyField[Evidence, ReviewEvidence]" = models.ManyToManyField(
        Evidence, through="verify.ReviewEvidence", related_name="reviews"
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    held = models.CharField(max_length=10, choices=Status, blank=True)
    """What the author of a disagreement would have decided; the status is disputed by it."""
    disagrees_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="disagreements")
    idempotency_key = models.UUIDField(unique=True)
    batch = models.UUIDField(null=True, blank=True)
    """The act on many claims that this one was part of."""
    created_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["claim_version"]
        indexes = [
            GinIndex(Words("", "note"), name="review_by_words"),
            models.Index(fields=["created_at", "id"], name="review_first_verdict", condition=FIRST_VERDICT),
            models.Index(fields=["batch"], name="review_by_batch", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "claim_version"], name="review_one_for_each_version"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="review_scope_known"),
            models.CheckConstraint(condition=Q(old_status__in=Status.values), name="review_old_status_known"),
            models.CheckConstraint(condition=Q(new_status__in=Status.values), name="review_new_status_known"),
            models.CheckConstraint(
                condition=Q(
                    act__in=[
                        "verdict",
                        "withdrawal",
                        "undo",
                        "rewording",
                        "corroboration",
                        "reissue",
                        "disagreement",
                    ]
                ),
                name="review_act_known",
            ),
            models.CheckConstraint(
                condition=Q(act="disagreement", disagrees_with__isnull=False, held__in=Status.values)
                | (~Q(act="disagreement") & Q(disagrees_with__isnull=True, held="")),
                name="review_disagreement_names_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} v{self.claim_version}: {self.old_status} → {self.new_status}"

    @property
    def verdict(self) -> str:
        """The status this act set on the tracks of its scope."""
        if self.scope == Scope.ATTRIBUTION:
            return self.new_attribution_status or Status.UNCHECKED
        return self.new_status

    @property
    def held_label(self) -> str:
        return str(Status(self.held).label) if self.held else ""

    @property
    def verdict_label(self) -> str:
        return str(Status(self.verdict).label)

    @property
    def is_two_track(self) -> bool:
        """The claim cited somebody when this was decided."""
        return self.new_attribution_status is not None


class ReviewEvidence(AppendOnly):
    """The evidence a review rested on at the moment it was made."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="evidence_rows")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="review_rows")

    objects: ClassVar[AppendOnlyQuerySet["ReviewEvidence"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "evidence"], name="review_evidence_once")]

    def __str__(self) -> str:
        return f"{self.review_id} rests on {self.evidence_id}"
