"""What people say to each other about a claim: written once, settled and taken up again by acts of their own."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim, ClaimOccurrence
from .history import AppendOnly, AppendOnlyQuerySet


class CommentQuerySet(AppendOnlyQuerySet["Comment"]):
    def for_thread(self) -> Self:
        """What a thread prints, oldest first, each with what was done with it; two queries whatever the number."""
        rows = self.select_related("author", "occurrence__revision")
        heavy = ("occurrence__revision__original", "occurrence__revision__text")
        return rows.defer(*heavy).prefetch_related("acts__person").order_by("pk")


class Comment(AppendOnly):
    """One comment in the flat thread of a claim, with the wording its author saw.

    A trigger refuses viewers, and an occurrence of another claim (migration ``comments``).
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    text = models.TextField()
    occurrence = models.ForeignKey(ClaimOccurrence, models.PROTECT, related_name="comments")
    wording = models.TextField()
    mentioned: "models.ManyToManyField[models.Model, CommentMention]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="verify.CommentMention", related_name="mentioned_in"
    )
    created_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(text__regex=r"\S"), name="comment_says_something")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def last_act(self) -> "CommentAct | None":
        """What was done with it last; None while it is as it was written."""
        acts = list(self.acts.all())
        return acts[-1] if acts else None

    @property
    def is_resolved(self) -> bool:
        return self.last_act is not None and self.last_act.act == CommentAct.Act.RESOLVE


class CommentMention(AppendOnly):
    """A person whom a comment names with an @."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[AppendOnlyQuerySet["CommentMention"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="commentmention_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in comment {self.comment_id}"


class CommentAct(AppendOnly):
    """Somebody resolved a comment, or took it up again. The newest act says where it stands."""

    class Act(models.TextChoices):
        RESOLVE = "resolve", _("resolved")
        REOPEN = "reopen", _("reopened")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="acts")
    act = models.CharField(max_length=7, choices=Act)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[AppendOnlyQuerySet["CommentAct"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=["resolve", "reopen"]), name="commentact_act_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.act} comment {self.comment_id}"
