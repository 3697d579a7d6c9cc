"""A link known once to the whole newsroom, where it stands, and each dated look at it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Passage, Revision
from .claim import ClaimOccurrence
from .history import AppendOnly, AppendOnlyQuerySet


class Outcome(models.TextChoices):
    """What a check found; the words are DOMAIN's."""

    OK = "ok", _("Works")
    REDIRECTED = "redirected", _("Moved")
    SOFT_404 = "soft_404", _("Page is gone")
    BROKEN = "broken", _("Broken")
    SERVER_ERROR = "server_error", _("Server error")
    UNREACHABLE = "unreachable", _("Unreachable")
    TIMEOUT = "timeout", _("Timed out")
    TLS_ERROR = "tls_error", _("Certificate problem")
    RESTRICTED = "restricted", _("Needs a look")
    BLOCKED = "blocked", _("Not allowed")
    INVALID = "invalid", _("No target")
    TOO_LARGE = "too_large", _("Too large")
    NOT_MEDIA = "not_media", _("Not a media file")


FINE = (Outcome.OK, Outcome.REDIRECTED)


class CheckState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    RUNNING = "running", _("Checking")
    DONE = "done", _("Checked")
    FAILED = "failed", _("Could not be checked")


class Link(models.Model):
    """One normalised URL. ``digest`` is the SHA-256 of it, since a URL may be longer than an index entry."""

    url = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255, blank=True)
    check_state = models.CharField(max_length=8, choices=CheckState, default=CheckState.PENDING)
    check_attempts = models.PositiveSmallIntegerField(default=0)
    check_queued_at = models.DateTimeField(db_default=Now())
    latest_check = models.ForeignKey("verify.LinkCheck", models.PROTECT, null=True, blank=True, related_name="+")
    first_seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["check_queued_at"], name="link_pending", condition=Q(check_state__in=["pending", "running"])
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(check_state__in=CheckState.values), name="link_state_known"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_pending(self) -> bool:
        return self.check_state in (CheckState.PENDING, CheckState.RUNNING)


class LinkOccurrenceQuerySet(models.QuerySet["LinkOccurrence"]):
    def for_table(self) -> Self:
        """What the links table of an article prints; one query whatever the number."""
        return self.select_related("link__latest_check", "occurrence").order_by("position")

    def media(self) -> Self:
        return self.filter(kind__in=LinkOccurrence.MEDIA_KINDS)

    def problems_by_revision(self, revision_ids: list[int]) -> dict[int, dict[str, int]]:
        """{revision: {"no_target": n, "problem": n, "pending": n}} for the rows of the desk; one query."""
        placeholder = Q(kind=LinkOccurrence.Kind.PLACEHOLDER)
        pending = ~placeholder & Q(link__check_state__in=["pending", "running"])
        troubled = ~placeholder & Q(link__latest_check__isnull=False) & ~Q(link__latest_check__outcome__in=FINE)
        rows = (
            self.filter(revision__in=revision_ids)
            .order_by()
            .values("revision")
            .annotate(
                no_target=Count("pk", filter=placeholder),
                problem=Count("pk", filter=troubled),
                pending=Count("pk", filter=pending),
                all=Count("pk"),
            )
        )
        return {
            row["revision"]: {
                "no_target": row["no_target"],
                "problem": row["problem"],
                "pending": row["pending"],
                "all": row["all"],
            }
            for row in rows
        }


class LinkOccurrence(models.Model):
    """Where a link stands in one revision. A placeholder has no Link: there is nothing to ask."""

    class Kind(models.TextChoices):
        LINK = "link", _("Link")
        IMAGE = "image", _("Picture")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Sound")
        EMBED = "embed", _("Embed")
        PLACEHOLDER = "placeholder", _("Placeholder")

    MEDIA_KINDS = (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO)

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="link_occurrences")
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="occurrences")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="link_occurrences")
    occurrence = models.ForeignKey(
        ClaimOccurrence, models.SET_NULL, null=True, blank=True, related_name="link_occurrences"
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    anchor = models.TextField(blank=True)
    target = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    caption = models.TextField(blank=True)

    objects: ClassVar[LinkOccurrenceQuerySet] = LinkOccurrenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="link_occurrence_position_once"),
            models.CheckConstraint(
                condition=Q(kind="placeholder", link__isnull=True) | (~Q(kind="placeholder") & Q(link__isnull=False)),
                name="link_occurrence_placeholder_has_no_link",
            ),
        ]

    def __str__(self) -> str:
        return self.anchor or self.target

    @property
    def mark_id(self) -> str:
        """The value of ``data-link``: the link's id, or for a placeholder, which has none, the occurrence's."""
        return str(self.link_id) if self.link_id else f"placeholder-{self.pk}"

    @property
    def outcome(self) -> str:
        """The newest outcome, ``invalid`` for a placeholder, ``pending`` before the first check, ``failed`` when none came."""
        if self.link is None:
            return Outcome.INVALID
        if self.link.is_pending and self.link.latest_check is None:
            return "pending"
        if self.link.latest_check is None:
            return "failed"
        return self.link.latest_check.outcome


class LinkCheck(AppendOnly):
    """One dated observation of one link. ``seconds`` is the whole time taken, ``size`` the decoded bytes read."""

    link = models.ForeignKey(Link, models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=16, choices=Outcome)
    reason = models.CharField(max_length=64, blank=True)
    sentence = models.TextField(blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    final_url = models.TextField(blank=True)
    hops = models.JSONField(default=list, blank=True)
    content_type = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    title = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    flags = models.JSONField(default=list, blank=True)

    objects: ClassVar[AppendOnlyQuerySet["LinkCheck"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["link", "-checked_at"], name="linkcheck_by_link")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="linkcheck_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.reason})"
