"""An article, its immutable revisions and the passages of each."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from .person import Person
from .words import Words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Everything open, and the restricted ones that name this person. Being an administrator changes nothing."""
        if not person.is_authenticated:
            return self.none()
        named = Article.people.through.objects.filter(article=models.OuterRef("pk"), person=person.pk)
        return self.filter(Q(restricted=False) | models.Exists(named))

    def with_text(self) -> Self:
        """With the current revision and its text, without the bytes it was uploaded as."""
        return self.select_related("current_revision").defer("current_revision__original")

    def for_desk(self) -> Self:
        """The rows of the desk: newest activity first, with what each row prints."""
        return (
            self.select_related("current_revision", "uploaded_by")
            .defer("current_revision__original", "current_revision__text")
            .order_by("-activity_at", "-pk")
        )

    def after_row(self, key: str) -> Self:
        """The rows that follow the one with this ``desk_key``; all of them for an empty or unreadable key."""
        moment, _separator, pk = key.rpartition("_")
        try:
            at = parse_datetime(moment.replace(" ", "+")) if pk.isdecimal() else None
        except ValueError:  # the thirteenth month
            at = None
        if at is None or at.tzinfo is None:
            return self
        return self.filter(Q(activity_at__lt=at) | Q(activity_at=at, pk__lt=int(pk)))


class SignOffRule(models.TextChoices):
    """Which decided claims a second person has to agree to."""

    NONE = "none", _("None")
    HIGH_RISK = "high-risk", _("The high-risk ones")
    ALL = "all", _("All")


class Article(models.Model):
    """One story through its whole life. ``published_on`` is the dateline's day, ``deadline`` a moment."""

    title = models.CharField(_("title"), max_length=500, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    credit = models.CharField(_("photo credit"), max_length=300, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="und")
    source_url = models.CharField(_("original address"), max_length=4000, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    details_edited = models.BooleanField(default=False)
    """A person corrected the details: no later text fills what they left empty."""
    sign_off = models.CharField(
        _("claims that a second person has to sign"), max_length=9, choices=SignOffRule, blank=True
    )
    """Empty: as the desk's setting SIGN_OFF says."""
    restricted = models.BooleanField(_("restricted"), default=False)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="named_on", blank=True)
    current_revision = models.ForeignKey(
        "verify.Revision", models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploaded_articles")
    created_at = models.DateTimeField(db_default=Now())
    activity_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[ArticleQuerySet] = ArticleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["-activity_at", "-id"], name="article_by_activity"),
            GinIndex(Words("language", "title", "byline", "credit"), name="article_by_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sign_off__in=["", *SignOffRule.values]), name="article_sign_off_known")
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled article"))

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def desk_key(self) -> str:
        """This article's place on the desk, for the address of the page that follows it."""
        return f"{self.activity_at.isoformat()}_{self.pk}"


class SplitState(models.TextChoices):
    """Where the splitting of a revision stands. RUNNING holds only while a worker's advisory lock does."""

    PENDING = "pending", _("Waiting")
    RUNNING = "running", _("Splitting")
    DONE = "done", _("Split")
    FAILED = "failed", _("Failed")


class Revision(models.Model):
    """One uploaded text of an article. What was uploaded never changes; only the splitting's own fields do.

    ``original`` is the bytes as received; ``text`` the canonical text, empty until the worker has read it.
    """

    class Format(models.TextChoices):
        UNKNOWN = "", _("not read yet")
        TEXT = "text", _("Plain text")
        MARKDOWN = "markdown", "Markdown"
        HTML = "html", "HTML"
        WORD = "docx", "Word"
        OPENDOCUMENT = "odt", "OpenDocument"
        RTF = "rtf", "RTF"
        PDF = "pdf", "PDF"
        MAIL = "eml", _("E-mail")
        NINJS = "ninjs", "ninjs"
        NEWSML = "newsml", "NewsML-G2"
        NITF = "nitf", "NITF"

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    original = models.BinaryField()
    filename = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=16, choices=Format, blank=True)
    encoding = models.CharField(max_length=32, blank=True)
    text = models.TextField(blank=True)
    notices = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploaded_revisions")
    uploaded_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(null=True, blank=True)

    split_state = models.CharField(max_length=8, choices=SplitState, default=SplitState.PENDING)
    split_attempts = models.PositiveSmallIntegerField(default=0)
    split_queued_at = models.DateTimeField(db_default=Now())
    split_done = models.PositiveIntegerField(default=0)
    split_total = models.PositiveIntegerField(default=0)
    split_error = models.TextField(blank=True)
    splitter_version = models.CharField(max_length=32, blank=True)
    kept = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["uploaded_by", "idempotency_key", "sha256"], name="revision_upload_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
            models.CheckConstraint(condition=Q(split_state__in=SplitState.values), name="revision_state_known"),
            models.CheckConstraint(
                condition=~Q(split_state=SplitState.FAILED) | ~Q(split_error=""), name="revision_failure_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="revision_by_sha256"),
            models.Index(
                fields=["split_queued_at"], name="revision_pending", condition=Q(split_state__in=["pending", "running"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"

    @property
    def is_splitting(self) -> bool:
        return self.split_state in (SplitState.PENDING, SplitState.RUNNING)

    @property
    def percent(self) -> int:
        """How far the splitter is, 0..100, counted in sentences."""
        return round(100 * self.split_done / self.split_total) if self.split_total else 0


class Passage(models.Model):
    """A run of a revision's text with one kind; offsets count code points."""

    class Kind(models.TextChoices):
        HEADLINE = "headline", _("Headline")
        DATELINE = "dateline", _("Date line")
        BYLINE = "byline", _("Byline")
        BODY = "body", _("Body")
        QUOTE = "quote", _("Quotation")
        SUBHEADING = "subheading", _("Subheading")
        CAPTION = "caption", _("Caption")
        CREDIT = "credit", _("Credit")
        EMBED = "embed", _("Embedded post")
        FOOTER = "footer", _("Footer")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8, default="und")
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="passage_position_once"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_not_empty"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "headline", "dateline", "byline", "body", "quote",
                        "subheading", "caption", "credit", "embed", "footer",
                    ]
                ),
                name="passage_kind_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"
