"""What editors did to the claims themselves: append-only acts with the state before and after, so that each can be undone."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Revision
from .claim import Claim
from .history import AppendOnly, AppendOnlyQuerySet


class ClaimEditQuerySet(AppendOnlyQuerySet["ClaimEdit"]):
    def of(self, claim: Claim) -> Self:
        """The edits of one claim, newest first, as its pages list them."""
        return self.filter(claim=claim).select_related("person", "undone_by").order_by("-pk")


class ClaimEdit(AppendOnly):
    """One act on the claims of one revision. ``before`` and ``after`` are lists of snapshots of the occurrences it touched
    (see ``verify.services.editing.Snapshot``); a claim that the act made has no snapshot before it."""

    class Act(models.TextChoices):
        REBOUND = "rebound", _("set other bounds")
        SPLIT = "split", _("split the claim in two")
        MERGE = "merge", _("merged two claims")
        ADD = "add", _("added the claim")
        WITHDRAW = "withdraw", _("took the claim out of the list")
        SPEAKER = "speaker", _("set who says it")
        KIND = "kind", _("set the kind")
        SCOPE = "scope", _("changed whether it is checked")
        REQUIRED = "required", _("changed whether only who said it counts")
        UNDO = "undo", _("took an edit back")

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="edits")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="edits")
    act = models.CharField(max_length=8, choices=Act)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claim_edits")
    note = models.TextField(blank=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    idempotency_key = models.UUIDField(unique=True)
    batch = models.UUIDField(null=True, blank=True)
    """The act on many claims that this one was part of."""
    made_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[ClaimEditQuerySet] = ClaimEditQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch"], name="edit_by_batch", condition=Q(batch__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    act__in=[
                        "rebound",
                        "split",
                        "merge",
                        "add",
                        "withdraw",
                        "speaker",
                        "kind",
                        "scope",
                        "required",
                        "undo",
                    ]
                ),
                name="claimedit_act_known",
            ),
            models.CheckConstraint(
                condition=~Q(act="undo") | Q(undoes__isnull=False), name="claimedit_undo_names_what_it_undoes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} of claim {self.claim_id}"
