"""What a verdict rests on."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now, Substr
from django.utils.translation import gettext_lazy as _

from .article import Article, Passage
from .claim import Claim
from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link
from .person import Person
from .words import Words


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


class EvidenceQuerySet(AppendOnlyQuerySet["Evidence"]):
    def to_show(self, person: Person) -> Self:
        """What a list of evidence prints, for this person: ``passage_open`` says whether they may see the article that a
        passage stands in, ``passage_words`` are its words. One query whatever the number."""
        rows = self.select_related("link__latest_check", "added_by", "file", "passage__revision__article")
        open_to = Article.objects.visible_to(person).filter(pk=OuterRef("passage__revision__article"))
        length = F("passage__end") - F("passage__start")
        return rows.defer("file__content", "passage__revision__original", "passage__revision__text").annotate(
            passage_open=Exists(open_to),
            passage_words=Substr("passage__revision__text", F("passage__start") + 1, length),
        )

    def to_use_again(self, claim: Claim) -> Self:
        """What was given for other claims of the same article and not for this one, newest first."""
        here = Evidence.objects.filter(claim=claim)
        used = Q(pk__in=here.values("reuses")) | Q(link__in=here.values("link")) | Q(file__in=here.values("file"))
        others = self.filter(claim__article=claim.article_id, reuses__isnull=True).exclude(claim=claim).exclude(used)
        return others.select_related("link").order_by("-pk")


class Evidence(AppendOnly):
    """A URL, a file, a written note or a passage of another article, with a stance on one claim. Exactly one of the four is there.

    One that serves several claims is added to each of them with a stance of its own; ``reuses`` names the first.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=8, choices=Stance)
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    filename = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="evidence")
    reuses = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="used_again")
    quotation = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField(db_default=Now())
    idempotency_key = models.UUIDField(unique=True)

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["pk"]
        indexes = [GinIndex(Words("", "text", "quotation", "filename"), name="evidence_by_words")]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_known"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, file__isnull=True, passage__isnull=True, text="")
                | Q(link__isnull=True, file__isnull=False, passage__isnull=True, text="")
                | Q(link__isnull=True, file__isnull=True, passage__isnull=False, text="")
                | (Q(link__isnull=True, file__isnull=True, passage__isnull=True) & ~Q(text="")),
                name="evidence_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.title}"

    @property
    def title(self) -> str:
        """What a list shows: the address without its scheme, the file's name, or the note; of a passage nothing that its
        article would not show to everybody."""
        if self.link is not None:
            return self.link.url.partition("://")[2].removesuffix("/")
        if self.passage_id is not None:
            return str(_("a passage of another article"))
        return self.filename or self.text
