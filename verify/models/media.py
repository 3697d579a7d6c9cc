"""A picture, video or sound file by its bytes, and each dated look at it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link
from .link_check import LinkCheck


class MediaItem(models.Model):
    """One file, known by its SHA-256. Sizes in bytes and pixels, duration in seconds, GPS in decimal degrees."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        VIDEO = "video", _("Video")
        SOUND = "sound", _("Sound")

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration = models.FloatField(null=True, blank=True)
    captured_at = models.CharField(max_length=32, blank=True)
    """As the camera wrote it, ISO 8601 without a zone: cameras know none."""
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    software = models.CharField(max_length=200, blank=True)
    camera = models.CharField(max_length=200, blank=True)
    preview = models.BinaryField(blank=True, default=b"")
    has_preview = models.GeneratedField(
        expression=~Q(preview=b""),  # type: ignore[arg-type]
        output_field=models.BooleanField(),
        db_persist=True,
    )
    first_seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["picture", "video", "sound"]), name="media_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class MediaCheck(AppendOnly):
    """One dated observation of the file behind a link. ``problems`` are sentences for a person."""

    link = models.ForeignKey(Link, models.PROTECT, related_name="media_checks")
    link_check = models.OneToOneField(LinkCheck, models.PROTECT, related_name="media_check")
    item = models.ForeignKey(MediaItem, models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField(db_default=Now())
    problems = models.JSONField(default=list, blank=True)

    objects: ClassVar[AppendOnlyQuerySet["MediaCheck"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} at {self.link_id}"
