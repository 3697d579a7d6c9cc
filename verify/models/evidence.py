"""What a verdict rests on."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Context")


class StoredFile(models.Model):
    """Bytes that somebody gave as evidence, kept once by their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Evidence(AppendOnly):
    """A URL, a file or a written note with a stance on one claim. Exactly one of the three is there."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=8, choices=Stance)
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    filename = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    quotation = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[AppendOnlyQuerySet["Evidence"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_known"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, file__isnull=True, text="")
                | Q(link__isnull=True, file__isnull=False, text="")
                | (Q(link__isnull=True, file__isnull=True) & ~Q(text="")),
                name="evidence_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.title}"

    @property
    def title(self) -> str:
        """What a list shows: the address without its scheme, the file's name, or the note."""
        if self.link is not None:
            return self.link.url.partition("://")[2].removesuffix("/")
        return self.filename or self.text
