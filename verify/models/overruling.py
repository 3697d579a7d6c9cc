"""A person looked for themselves and holds something else than the program found."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link, Outcome
from .link_check import LinkCheck


class Overruling(AppendOnly):
    """One act of a person on a link: they hold an outcome until a day, or withdraw that.

    ``link_check`` is the look that was overruled. It ends by its withdrawal, by a later overruling, at ``expires_at``, or with
    the first later look that agrees; ``Link.held`` names the one that stands.
    """

    class Act(models.TextChoices):
        HELD = "held", _("overruled")
        WITHDRAWN = "withdrawn", _("withdrew the overruling")

    MAY_HOLD = (Outcome.OK, Outcome.REDIRECTED, Outcome.SOFT_404, Outcome.BROKEN)

    link = models.ForeignKey(Link, models.PROTECT, related_name="overrulings")
    link_check = models.ForeignKey(LinkCheck, models.PROTECT, related_name="overrulings")
    act = models.CharField(max_length=10, choices=Act, default=Act.HELD)
    outcome = models.CharField(max_length=16, choices=Outcome)
    note = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="overrulings")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="withdrawal")
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[AppendOnlyQuerySet["Overruling"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["link", "-made_at"], name="overruling_by_link")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="overruling_outcome_known"),
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="overruling_has_a_note"),
            models.CheckConstraint(
                condition=Q(act="held", withdraws__isnull=True, expires_at__isnull=False, expires_at__gt=F("made_at"))
                | Q(act="withdrawn", withdraws__isnull=False, expires_at__isnull=True),
                name="overruling_is_one_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} holds {self.outcome} of link {self.link_id}"

    @property
    def stands(self) -> bool:
        """Not run out yet. Whether something else ended it, ``Link.held`` says."""
        return self.expires_at is not None and self.expires_at > timezone.now()
