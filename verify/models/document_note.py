"""What stands beside a text and is no part of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import Revision


class DocumentNote(models.Model):
    """A footnote, a comment or a tracked change of the uploaded file, kept apart from the revision's text. Never a claim.

    ``start`` is the offset in the text where it hangs; ``author`` and ``written_at`` are as the file has them, or empty.
    """

    class Kind(models.TextChoices):
        FOOTNOTE = "footnote", _("Footnote")
        ENDNOTE = "endnote", _("Endnote")
        COMMENT = "comment", _("Comment")
        INSERTION = "insertion", _("Tracked insertion")
        DELETION = "deletion", _("Tracked deletion")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="document_notes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField()
    start = models.PositiveIntegerField()
    author = models.CharField(max_length=200, blank=True)
    written_at = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="document_note_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="document_note_says_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["footnote", "endnote", "comment", "insertion", "deletion"]),
                name="document_note_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
