"""Whether the words in quotation marks stand in the page they are said to come from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .evidence import Evidence
from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link
from .link_check import LinkCheck
from .snapshot import Snapshot


class QuoteCheck(AppendOnly):
    """One quotation looked for in one page text, once for each change of the answer.

    ``quote`` stands in the claim's own words, or in the quotation field of ``evidence``. ``passage`` is the page's wording
    where something like it was found; ``start`` and ``end`` count code points of the page's main text. ``score`` 0..100.
    """

    class Result(models.TextChoices):
        VERBATIM = "verbatim", _("found verbatim")
        DIFFERENT = "different", _("found with differences")
        MISSING = "missing", _("not found")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="quote_checks")
    link = models.ForeignKey(Link, models.PROTECT, related_name="quote_checks")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="quote_checks")
    link_check = models.ForeignKey(LinkCheck, models.PROTECT, related_name="quote_checks")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="quote_checks")
    quote = models.TextField()
    result = models.CharField(max_length=10, choices=Result)
    passage = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(default=0)
    checked_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[AppendOnlyQuerySet["QuoteCheck"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["claim", "link", "-checked_at"], name="quotecheck_by_claim")]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["verbatim", "different", "missing"]), name="quotecheck_result_known"
            ),
            models.CheckConstraint(
                condition=Q(result="missing", passage="") | (~Q(result="missing") & ~Q(passage="")),
                name="quotecheck_found_has_passage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote[:40]}: {self.result}"
