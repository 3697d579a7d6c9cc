"""Two pairs of eyes: a second person's agreement with one exact review, or its return."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .history import AppendOnly, AppendOnlyQuerySet
from .review import Review


class SignOff(AppendOnly):
    """What one person said of one review; it holds as long as that review is the newest of its claim.

    A trigger refuses the review's author, the article's uploader, whoever gave all of the evidence, anybody but editors, and a
    review that is not the newest (migration ``sign_off``).
    """

    class Answer(models.TextChoices):
        AGREED = "agreed", _("agreed")
        RETURNED = "returned", _("returned it")

    review = models.ForeignKey(Review, models.PROTECT, related_name="sign_offs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs")
    answer = models.CharField(max_length=8, choices=Answer)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[AppendOnlyQuerySet["SignOff"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="signoff_once_for_each_person"),
            models.CheckConstraint(condition=Q(answer__in=["agreed", "returned"]), name="signoff_answer_known"),
            models.CheckConstraint(
                condition=~Q(answer="returned") | Q(note__regex=r"\S"), name="signoff_return_has_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.answer} review {self.review_id}"

    @property
    def is_return(self) -> bool:
        return self.answer == self.Answer.RETURNED
