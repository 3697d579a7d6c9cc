"""A link known once to the whole newsroom, where it stands, and each dated look at it."""

from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .article import Article, Passage, Revision
from .claim import ClaimOccurrence
from .standing import Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .person import Person


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


HOST_LENGTH = 255


def host_of(url: str) -> str:
    """The name or number of the site that an address leads to, without port and user; empty where it names none."""
    try:
        return (urlsplit(url).hostname or "")[:HOST_LENGTH]
    except ValueError:
        return ""


def agree(one: str, other: str) -> bool:
    """Whether two outcomes say the same of a page: it is there, here or moved, or the same trouble."""
    return one == other or {one, other} <= set(FINE)


class Health(models.IntegerChoices):
    """Every link's place in a list with the worst first: what people must look at comes before what works."""

    DEAD = 10, _("Dead")
    BROKEN = 20, _("Broken")
    SOFT_404 = 30, _("Page is gone")
    UNREACHABLE = 40, _("Unreachable")
    SERVER_ERROR = 50, _("Server error")
    TIMEOUT = 60, _("Timed out")
    TLS_ERROR = 70, _("Certificate problem")
    NOT_MEDIA = 80, _("Not a media file")
    INVALID = 90, _("No target")
    RESTRICTED = 100, _("Needs a look")
    BLOCKED = 110, _("Not allowed")
    TOO_LARGE = 120, _("Too large")
    GIVEN_UP = 130, _("Could not be checked")
    WAITING = 200, _("Not checked yet")
    REDIRECTED = 210, _("Moved")
    OK = 220, _("Works")


FIRST_WITHOUT_TROUBLE = Health.WAITING
"""From here on nobody has to look."""


class CheckState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    RUNNING = "running", _("Checking")
    DONE = "done", _("Checked")
    FAILED = "failed", _("Could not be checked")


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Those that stand in some revision, or are evidence on a claim, of an article that this person may see."""
        articles = Article.objects.visible_to(person)
        in_text = LinkOccurrence.objects.filter(link=OuterRef("pk"), revision__article__in=articles)
        return self.filter(Exists(in_text) | _as_evidence(articles))

    def in_use_for(self, person: "Person | AnonymousUser") -> Self:
        """Those of an article that this person may see in whose current text, or on whose claims, they are."""
        articles = Article.objects.visible_to(person)
        in_text = LinkOccurrence.objects.filter(link=OuterRef("pk"), revision__current_of__in=articles)
        return self.filter(Exists(in_text) | _as_evidence(articles))

    def one_by_one(self, person: "Person | AnonymousUser") -> Self:
        """As ``in_use_for``, for the first few of a list: each link is looked up by itself, in the order of the list, and
        reading ends where the list does. A plain EXISTS would first gather every link that the person may see.
        """
        articles = Article.objects.visible_to(person)
        in_text = LinkOccurrence.objects.filter(link=OuterRef("pk"), revision__current_of__in=articles)
        as_evidence = Link.objects.filter(pk=OuterRef("pk"), evidence__claim__article__in=articles)
        one = Coalesce(Subquery(in_text.order_by().values("pk")[:1]), Subquery(as_evidence.values("pk")[:1]))
        return self.alias(seen_in=one).filter(seen_in__isnull=False)

    def troubled(self) -> Self:
        """Those that a person should look at."""
        return self.filter(health__lt=FIRST_WITHOUT_TROUBLE)

    def for_list(self) -> Self:
        """With what a list of links prints, the worst first."""
        return self.select_related("latest_check", "held__person").order_by("health", "pk")

    def after_row(self, key: str) -> Self:
        """The rows that follow the one with this ``list_key``; all of them for an empty or unreadable key."""
        health, _separator, pk = key.partition("-")
        if not (health.isdecimal() and pk.isdecimal() and len(key) < 24):
            return self
        return self.filter(Q(health__gt=int(health)) | Q(health=int(health), pk__gt=int(pk)))

    def used_by(self, article: Article) -> Self:
        """What the article's current text leans on, and the evidence on its claims."""
        in_text = LinkOccurrence.objects.filter(link=OuterRef("pk"), revision=article.current_revision_id)
        as_evidence = Link.objects.filter(evidence__claim__article=article).values("pk")
        return self.filter(Exists(in_text) | Q(pk__in=as_evidence))


def _as_evidence(articles: "models.QuerySet[Article]") -> Exists:
    return Exists(Link.objects.filter(pk=OuterRef("pk"), evidence__claim__article__in=articles))


class Link(models.Model):
    """One normalised URL. ``digest`` is the SHA-256 of it, since a URL may be longer than an index entry."""

    url = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=HOST_LENGTH, blank=True)
    """``host_of`` its URL: all ports of a site are one host."""
    check_state = models.CharField(max_length=8, choices=CheckState, default=CheckState.PENDING)
    check_attempts = models.PositiveSmallIntegerField(default=0)
    check_queued_at = models.DateTimeField(db_default=Now())
    latest_check = models.ForeignKey("verify.LinkCheck", models.PROTECT, null=True, blank=True, related_name="+")
    first_seen_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(null=True, blank=True)
    """When a link at rest is looked at next; null while a look is under way, and where none will come."""
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    dead_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    held = models.ForeignKey(
        "verify.Overruling", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """What a person holds instead of the newest outcome, while it stands."""
    health = models.PositiveSmallIntegerField(choices=Health, default=Health.WAITING)

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                fields=["check_queued_at"], name="link_pending", condition=Q(check_state__in=["pending", "running"])
            ),
            models.Index(fields=["due_at"], name="link_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["health", "id"], name="link_by_health"),
            models.Index(fields=["host", "health", "id"], name="link_by_host"),
            models.Index(fields=["held"], name="link_held", condition=Q(held__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(check_state__in=CheckState.values), name="link_state_known"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(check_state__in=["done", "failed"]), name="link_due_only_at_rest"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True, dead_at__isnull=True)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="link_failures_have_a_beginning",
            ),
            models.CheckConstraint(condition=Q(health__in=Health.values), name="link_health_known"),
        ]

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("link", args=[self.pk])

    @property
    def list_key(self) -> str:
        """This link's place in the list with the worst first, for the address of the page that follows it."""
        return f"{self.health}-{self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.check_state in (CheckState.PENDING, CheckState.RUNNING)

    @property
    def is_dead(self) -> bool:
        return self.dead_at is not None

    @property
    def is_held(self) -> bool:
        """A person's word stands instead of the program's."""
        return self.held is not None and self.held.stands

    @property
    def outcome(self) -> str:
        """What counts now: what a person holds, else the newest outcome; ``pending`` before the first, ``failed`` when none came."""
        if self.held is not None and self.held.stands:
            return self.held.outcome
        if self.latest_check is not None:
            return self.latest_check.outcome
        return "pending" if self.is_pending else "failed"

    @property
    def standing(self) -> Standing:
        return Standing(self.failing_since, self.failures, self.dead_at, self.back_at)

    def health_now(self) -> Health:
        """The place that ``latest_check``, ``dead_at`` and ``held`` give it."""
        if self.is_dead and not self.is_held:
            return Health.DEAD
        named = {"pending": Health.WAITING, "failed": Health.GIVEN_UP}
        return named[self.outcome] if self.outcome in named else Health[self.outcome.upper()]


class LinkOccurrenceQuerySet(models.QuerySet["LinkOccurrence"]):
    def for_table(self) -> Self:
        """What the links table of an article prints; one query whatever the number."""
        return self.select_related("link__latest_check", "link__held__person", "occurrence").order_by("position")

    def worst_first(self) -> Self:
        """The same with the worst first, ``rank`` being a Health; a placeholder counts as a link without a target."""
        return (
            self.for_table().annotate(rank=Coalesce("link__health", int(Health.INVALID))).order_by("rank", "position")
        )

    def by_rank(self) -> dict[int, int]:
        """{rank: how many}, as ``worst_first`` ranks them; one query."""
        ranked = self.annotate(rank=Coalesce("link__health", int(Health.INVALID))).order_by()
        return {row["rank"]: row["n"] for row in ranked.values("rank").annotate(n=Count("pk"))}

    def after_row(self, key: str) -> Self:
        """Of those in that order, the rows that follow the one with this "rank-position"; all for an unreadable key."""
        rank, _separator, position = key.partition("-")
        if not (rank.isdecimal() and position.isdecimal() and len(key) < 16):
            return self
        return self.filter(Q(rank__gt=int(rank)) | Q(rank=int(rank), position__gt=int(position)))

    def placeholders_for(self, person: "Person | AnonymousUser") -> Self:
        """Those in the current texts of articles that this person may see."""
        articles = Article.objects.visible_to(person)
        return self.filter(kind=LinkOccurrence.Kind.PLACEHOLDER, revision__current_of__in=articles)

    def media(self) -> Self:
        return self.filter(kind__in=LinkOccurrence.MEDIA_KINDS)

    def problems_by_revision(self, revision_ids: list[int]) -> dict[int, dict[str, int]]:
        """{revision: {"no_target": n, "problem": n, "pending": n}} for the rows of the desk; one query."""
        placeholder = Q(kind=LinkOccurrence.Kind.PLACEHOLDER)
        pending = ~placeholder & Q(link__check_state__in=["pending", "running"])
        troubled = ~placeholder & Q(link__health__lt=FIRST_WITHOUT_TROUBLE)
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
    notes = models.JSONField(default=list, blank=True)
    """[{"word", "sentence"}, …]: what the article's words make of the newest check, see ``verify.jobs.noting``."""

    objects: ClassVar[LinkOccurrenceQuerySet] = LinkOccurrenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["revision"], name="placeholder_by_revision", condition=Q(kind="placeholder")),
        ]
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
        """That of its link, ``invalid`` for a placeholder."""
        return Outcome.INVALID if self.link is None else self.link.outcome
