"""Dates, numbers and names as they stand in a text."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .article import Revision
from .claim import ClaimOccurrence


class MentionQuerySet(models.QuerySet["Mention"]):
    def within(self, occurrence: ClaimOccurrence) -> list["Mention"]:
        """Those that touch the claim's own pieces of text, in their order; one query."""
        rows = self.filter(revision=occurrence.revision_id, start__lt=occurrence.end, end__gt=occurrence.start)
        return [
            row
            for row in rows.order_by("start", "pk")
            if any(row.start < end and start < row.end for start, end in occurrence.spans)
        ]


class Mention(models.Model):
    """A date, a number or a name as it stands in one revision.

    ``value`` is the date in ISO 8601 at the precision written, the number in digits, or the name that its variants in this
    article go by; ``note`` says what does not fit ("Wednesday, March 12" was a Tuesday), empty where all fits.
    """

    class Kind(models.TextChoices):
        DATE = "date", _("Date")
        NUMBER = "number", _("Number")
        PERSON = "person", _("Person")
        ORGANIZATION = "organization", _("Organisation")
        PLACE = "place", _("Place")
        OTHER = "other", _("Name")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    value = models.CharField(max_length=500, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    approximate = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    rule = models.CharField(max_length=60, blank=True)
    also = models.JSONField(default=list, blank=True)
    """Other spellings in this article that may be the same name."""

    objects: ClassVar[MentionQuerySet] = MentionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start"]
        indexes = [
            models.Index(fields=["revision", "start"], name="mention_by_place"),
            GinIndex(
                OpClass(F("text"), name="gin_trgm_ops"),
                name="name_by_spelling",
                condition=Q(kind__in=["person", "organization", "place", "other"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="mention_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=["date", "number", "person", "organization", "place", "other"]),
                name="mention_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_reference(self) -> bool:
        """A time without a day ("now", "recently"), which says nothing that could be checked."""
        return self.kind == self.Kind.DATE and self.value.endswith("_REF")

    @property
    def is_open(self) -> bool:
        """Whether the text and the article's date leave part of the value open ("XXXX-03": a March)."""
        return self.kind == self.Kind.DATE and "X" in self.value
