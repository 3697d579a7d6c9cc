"""Who was asked to work on a claim, by whom and when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .history import AppendOnly, AppendOnlyQuerySet


class Assignment(AppendOnly):
    """One act: a claim given to somebody, taken by them, given back, or its assignee reminded of it.

    ``person`` is who did it, null where the program did. ``Claim.assignee`` is the newest act's ``assignee``.
    """

    class Act(models.TextChoices):
        GIVEN = "given", _("assigned")
        RELEASED = "released", _("put back")
        REMINDED = "reminded", _("reminded")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assignments")
    act = models.CharField(max_length=8, choices=Act)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.UUIDField(null=True, blank=True)
    """The key of the form that this act came with, the same for all its claims."""
    at = models.DateTimeField(db_default=Now())

    objects: ClassVar[AppendOnlyQuerySet["Assignment"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "claim"], name="assignment_once_in_a_batch"),
            models.CheckConstraint(
                condition=Q(act="released", assignee__isnull=True, person__isnull=False)
                | Q(act="given", assignee__isnull=False, person__isnull=False)
                | Q(act="reminded", assignee__isnull=False, person__isnull=True),
                name="assignment_names_whom_it_concerns",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} {self.act}"

    @property
    def is_taken(self) -> bool:
        """Somebody took it for themselves."""
        return self.act == self.Act.GIVEN and self.assignee_id == self.person_id
