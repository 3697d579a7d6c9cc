"""That something on an article's page is not as it was: what open pages ask for every few seconds."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article
from .claim import Claim


class ChangeQuerySet(models.QuerySet["Change"]):
    def newest_of(self, articles: models.QuerySet[Article], pk: int) -> list[int] | None:
        """The ids of the newest changes of article ``pk``, newest first; None if it is not among ``articles``. One query."""
        newest = self.filter(article=models.OuterRef("pk")).order_by("-pk").values("pk")[: Change.NEWEST]
        return articles.filter(pk=pk).order_by().values_list(ArraySubquery(newest), flat=True).first()

    def outdated(self) -> "ChangeQuerySet":
        """Those that no open page can still be waiting for."""
        return self.filter(at__lt=Now() - models.Value(Change.KEPT, output_field=models.DurationField()))


class Change(models.Model):
    """Written by triggers, whoever changes the rows; read by the poll alone; thrown away after a day. No history.

    Rows of transactions that commit late come in between: whoever asks compares the newest NEWEST ids as a set.
    """

    NEWEST = 20
    KEPT = timedelta(days=1)

    class Kind(models.TextChoices):
        CLAIM = "claim", _("a claim's verdict, evidence or flags")
        TALK = "talk", _("the comments on a claim")
        TEXT = "text", _("the claims of the text")
        LINKS = "links", _("links and media")
        REVISION = "revision", _("a new revision")

    article = models.ForeignKey(Article, models.CASCADE, related_name="changes", db_index=False)
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(db_default=Now())

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["article", "-id"], name="change_newest_of_article"),
            models.Index(fields=["at"], name="change_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["claim", "talk", "text", "links", "revision"]), name="change_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of article {self.article_id}"
