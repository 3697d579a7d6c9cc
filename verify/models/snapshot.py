"""What a page or file was when somebody relied on it, who asked to keep it, and what a web archive has of it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .evidence import Evidence, StoredFile
from .history import AppendOnly, AppendOnlyQuerySet
from .link import CheckState, Link
from .link_check import LinkCheck


class SnapshotQuerySet(AppendOnlyQuerySet["Snapshot"]):
    def for_list(self) -> Self:
        """What a list of copies prints, newest first, without their texts and bytes; one query whatever the number."""
        return (
            self.select_related("link_check", "warc")
            .defer("text", "timestamp_token", "warc__content")
            .order_by("-taken_at", "-pk")
        )


class Snapshot(AppendOnly):
    """One kept answer of a link. ``warc`` holds request, response and metadata records (WARC 1.1, gzip for each record).

    ``payload_sha256`` and ``payload_size`` (bytes) are those of the body as received. Where the body is that of an earlier
    copy of the same link, ``refers_to`` names it and ``warc`` holds a revisit record in the place of a second body.
    ``text`` is the main text; where and how it was fetched stands in ``link_check``.
    """

    class Occasion(models.TextChoices):
        RELIED_ON = "relied_on", _("somebody relied on it")
        CHANGED = "changed", _("it no longer said what was kept")

    link = models.ForeignKey(Link, models.PROTECT, related_name="snapshots")
    link_check = models.OneToOneField(LinkCheck, models.PROTECT, related_name="snapshot")
    occasion = models.CharField(max_length=12, choices=Occasion, default=Occasion.RELIED_ON)
    taken_at = models.DateTimeField(db_default=Now())
    warc = models.ForeignKey(StoredFile, models.PROTECT, related_name="snapshots")
    refers_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    payload_sha256 = models.CharField(max_length=64)
    payload_size = models.PositiveBigIntegerField()
    headers = models.JSONField(default=list)
    """[[name, value], …] as received."""
    text = models.TextField(blank=True)
    timestamp_token = models.BinaryField(blank=True, default=b"")
    """The RFC 3161 answer over the SHA-256 of the WARC's bytes, verified when it came."""
    timestamped_at = models.DateTimeField(null=True, blank=True)
    timestamp_authority = models.TextField(blank=True)
    timestamp_problem = models.TextField(blank=True)

    objects: ClassVar[SnapshotQuerySet] = SnapshotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["link", "-taken_at"], name="snapshot_by_link")]
        constraints = [
            models.CheckConstraint(condition=Q(occasion__in=["relied_on", "changed"]), name="snapshot_occasion_known"),
            models.CheckConstraint(
                condition=Q(timestamp_token=b"", timestamped_at__isnull=True)
                | (~Q(timestamp_token=b"") & Q(timestamped_at__isnull=False, timestamp_problem="")),
                name="snapshot_token_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.link_id} at {self.taken_at:%Y-%m-%d %H:%M}"

    @property
    def final_url(self) -> str:
        """Where the answer came from, after every redirect."""
        return self.link_check.final_url or self.link.url

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def warc_name(self) -> str:
        return f"link-{self.link_id}-{self.taken_at:%Y%m%dT%H%M%S}Z.warc.gz"


class ArchiveCopy(AppendOnly):
    """One dated answer of the web archive about a link. ``address`` is empty where it has no copy."""

    link = models.ForeignKey(Link, models.PROTECT, related_name="archive_copies")
    asked_at = models.DateTimeField(db_default=Now())
    address = models.TextField(blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    saved_for_us = models.BooleanField(default=False)
    """The archive made this copy because the desk asked for it."""

    objects: ClassVar[AppendOnlyQuerySet["ArchiveCopy"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "archive copies"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["link", "-asked_at"], name="archivecopy_by_link")]

    def __str__(self) -> str:
        return self.address or "no copy"


class Keeping(models.Model):
    """Somebody relied on a link, or asked for a copy of it: one job, its state, and what came of it.

    ``evidence`` is the piece that relies on it, null where a person asked by hand. ``sentence`` says why nothing was kept.
    """

    class What(models.TextChoices):
        COPY = "copy", _("a copy here")
        ARCHIVE = "archive", _("a copy at the web archive")

    link = models.ForeignKey(Link, models.PROTECT, related_name="keepings")
    what = models.CharField(max_length=8, choices=What, default=What.COPY)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="keepings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="keepings")
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, choices=CheckState, default=CheckState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(db_default=Now())
    sentence = models.TextField(blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="keepings")
    archive_copy = models.ForeignKey(ArchiveCopy, models.PROTECT, null=True, blank=True, related_name="keepings")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["queued_at"], name="keeping_pending", condition=Q(state__in=["pending", "running"])),
            models.Index(fields=["link", "-asked_at"], name="keeping_by_link"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "what"], name="keeping_once_for_a_piece_of_evidence"),
            models.UniqueConstraint(
                fields=["link", "what"],
                condition=Q(evidence__isnull=True, state__in=["pending", "running"]),
                name="keeping_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(what__in=["copy", "archive"]), name="keeping_what_known"),
            models.CheckConstraint(condition=Q(state__in=CheckState.values), name="keeping_state_known"),
            models.CheckConstraint(
                condition=~Q(state=CheckState.FAILED) | ~Q(sentence=""), name="keeping_failure_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckState.DONE) | Q(snapshot__isnull=False) | Q(archive_copy__isnull=False),
                name="keeping_done_has_its_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of link {self.link_id}: {self.state}"

    @property
    def is_pending(self) -> bool:
        return self.state in (CheckState.PENDING, CheckState.RUNNING)
