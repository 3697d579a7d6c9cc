"""One dated look at a link: what was found, and what to tell a person about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from verify.checking.reasons import flag_sentence

from .history import AppendOnly, AppendOnlyQuerySet
from .link import Link, Outcome
from .standing import Look


class LinkCheck(AppendOnly):
    """One dated observation of one link. ``seconds`` is the whole time taken, ``size`` the decoded bytes read.

    ``etag`` and ``last_modified`` are what the next look can ask with. ``same_as`` is the look at whose answer nothing has
    changed: this one read no body, and what its columns say of the content is that one's.
    """

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
    site = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=500, blank=True)
    modified_on = models.DateField(null=True, blank=True)
    dated_by = models.CharField(max_length=8, blank=True)
    """``markup`` where the page states its day of publication, ``text`` where it was found beside the text, less surely."""
    language = models.CharField(max_length=8, blank=True)
    canonical_url = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    """Words of the main text; the text itself is kept in snapshots only."""
    missing_fragments = models.JSONField(default=list, blank=True)
    """Places in the page that links name behind their ``#`` and the page does not have."""
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats", db_index=False)

    objects: ClassVar[AppendOnlyQuerySet["LinkCheck"]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["link", "-checked_at"], name="linkcheck_by_link")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="linkcheck_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.reason})"

    @property
    def told(self) -> str:
        """``sentence`` in the reader's language."""
        return gettext(self.sentence) if self.sentence else ""

    @property
    def flag_sentences(self) -> list[str]:
        """What a person should know beside the outcome. Places that are missing are told where the link stands."""
        told = (flag_sentence(flag) for flag in self.flags if flag != "fragment_missing")
        return [gettext(sentence) for sentence in told if sentence]

    @property
    def source(self) -> "LinkCheck":
        """The look that read the content this one found: itself, or the one it repeats."""
        return self.same_as or self

    @property
    def look(self) -> Look:
        return Look(self.checked_at, self.outcome, self.reason)
