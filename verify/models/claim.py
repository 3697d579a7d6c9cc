"""A claim with an identity that outlives revisions, and where and how it stands in each of them."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .article import Article, Passage, Revision
from .claim_lists import QUEUE_INDEXES, ClaimLists
from .words import Words


class Status(models.TextChoices):
    """The one enum of verdicts, for both tracks. UNCHECKED means that nobody has decided; it is not UNVERIFIED."""

    UNCHECKED = "unchecked", _("Not checked")
    VERIFIED = "verified", _("Verified")
    UNVERIFIED = "unverified", _("Unverified")
    DISPUTED = "disputed", _("Disputed")


DECIDED = (Status.VERIFIED, Status.UNVERIFIED, Status.DISPUTED)


class Scope(models.TextChoices):
    """Which track a review decides: that somebody said it, that it is so, or both at once."""

    BOTH = "both", _("Both")
    ATTRIBUTION = "attribution", _("Said")
    SUBSTANCE = "substance", _("True")


class ClaimQuerySet(ClaimLists["Claim"]):
    """Claims, with the questions about many of them at once."""


class Claim(models.Model):
    """One checkable statement. ``status`` and ``attribution_status`` are written by ``verify.ledger`` alone.

    ``status`` says whether it is so; ``attribution_status`` whether the person it cites did say it, null where the claim
    cites nobody. ``version`` counts what happened to the claim; a review form carries the version it saw.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    status = models.CharField(max_length=10, choices=Status, default=Status.UNCHECKED)
    attribution_status = models.CharField(max_length=10, choices=Status, null=True, blank=True)
    required_scope = models.CharField(
        max_length=12, choices=[(Scope.SUBSTANCE, _("That it is so")), (Scope.ATTRIBUTION, _("Only who said it"))],
        default=Scope.SUBSTANCE,
    )  # fmt: skip
    """Which track has to be decided. ATTRIBUTION counts only while the claim cites somebody."""
    counted_status = models.GeneratedField(
        expression=Case(
            When(required_scope=Scope.ATTRIBUTION, then=Coalesce("attribution_status", "status")), default="status"
        ),
        output_field=models.CharField(max_length=10, choices=Status),
        db_persist=True,
    )
    """The verdict that counts, for questions to the database; ``counted`` says the same of a claim in hand."""
    version = models.PositiveIntegerField(default=0)
    out_of_scope = models.BooleanField(default=False)
    """Taken out of the work, with a reason in its ClaimEdit: an opinion, a prediction. It can be brought back."""
    created_at = models.DateTimeField(db_default=Now())
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assigned", db_index=False
    )
    """Who works on it: advice to colleagues, never a lock. Its history is in Assignment."""
    assigned_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When its assignee was reminded of it, for the last time since it was assigned."""
    place = models.BigIntegerField(null=True, editable=False)
    """Its place in every queue, the smallest first: the hour of the article's deadline, within it the check-worthiness. Null
    where it does not stand in the current text. Kept by triggers, as ``reworded`` and ``answered`` are (decision 0009)."""
    reworded = models.BooleanField(default=False, db_default=False, editable=False)
    """The current text words it otherwise than the text in which somebody decided it."""
    answered = models.BooleanField(default=False, db_default=False, editable=False)
    """Somebody signed or returned the review that it stands on."""

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = QUEUE_INDEXES
        constraints = [
            models.CheckConstraint(
                condition=Q(assignee__isnull=True, assigned_at__isnull=True)
                | Q(assignee__isnull=False, assigned_at__isnull=False),
                name="claim_assignment_is_dated",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="claim_status_known"),
            models.CheckConstraint(
                condition=Q(attribution_status__isnull=True) | Q(attribution_status__in=Status.values),
                name="claim_attribution_status_known",
            ),
            models.CheckConstraint(
                condition=Q(required_scope__in=["substance", "attribution"]), name="claim_required_scope_known"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def counted(self) -> str:
        """The verdict on the track that has to be decided."""
        if self.required_scope == Scope.ATTRIBUTION:
            return self.attribution_status or self.status
        return self.status

    @property
    def is_decided(self) -> bool:
        return self.counted in DECIDED

    @property
    def only_said_counts(self) -> bool:
        """An editor said that only who said it matters here."""
        return self.cites and self.required_scope == Scope.ATTRIBUTION

    @property
    def left(self) -> list[str]:
        """The tracks that nobody has decided, as scopes."""
        tracks = {Scope.ATTRIBUTION: self.attribution_status, Scope.SUBSTANCE: self.status}
        return [str(scope) for scope, status in tracks.items() if status == Status.UNCHECKED]

    @property
    def is_open(self) -> bool:
        """Somebody still has to decide it."""
        return not self.is_decided and not self.out_of_scope

    @property
    def cites(self) -> bool:
        """Whether the claim cites somebody, so that it has two tracks."""
        return self.attribution_status is not None


class Attribution(models.Model):
    """Who says it, in one revision. Spans are lists of [start, end]; ``inside`` is the attribution around this one."""

    class Mode(models.TextChoices):
        DIRECT = "direct", _("direct quotation")
        INDIRECT = "indirect", _("indirect")
        MIXED = "mixed", _("partly quoted")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="attributions")
    speaker_text = models.CharField(max_length=500, blank=True)
    cue_text = models.CharField(max_length=500, blank=True)
    mode = models.CharField(max_length=8, choices=Mode)
    speaker = models.JSONField(default=list)
    cue = models.JSONField(default=list)
    content = models.JSONField(default=list)
    rules = models.JSONField(default=list, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """The person who named the speaker, null where the splitter found it."""
    inside = models.ForeignKey("self", models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=["direct", "indirect", "mixed"]), name="attribution_mode_known")
        ]

    def __str__(self) -> str:
        return f"{self.speaker_text} ({self.mode})"


class OccurrenceQuerySet(models.QuerySet["ClaimOccurrence"]):
    def for_list(self) -> Self:
        """What the claims list of an article prints, in the order of the text; one query whatever the number."""
        return self.standing().select_related("claim", "attribution").defer(*self.model.EXPLAINING).order_by("position")

    def standing(self) -> Self:
        """Without those that an editor took out of the list."""
        return self.filter(withdrawn=False)

    def in_work(self) -> Self:
        """Those that count for progress: standing, and in scope."""
        return self.standing().filter(claim__out_of_scope=False)


class Progress:
    """Counts of claims by status: ``total``, ``decided``, ``left`` and one figure for each status."""

    def __init__(self, by_status: dict[str, int]) -> None:
        self.verified = by_status.get(Status.VERIFIED, 0)
        self.unverified = by_status.get(Status.UNVERIFIED, 0)
        self.disputed = by_status.get(Status.DISPUTED, 0)
        self.unchecked = by_status.get(Status.UNCHECKED, 0)

    @property
    def by_status(self) -> list[tuple[str, int]]:
        return [(str(status), getattr(self, status)) for status in Status]

    @property
    def decided(self) -> int:
        return self.verified + self.unverified + self.disputed

    @property
    def left(self) -> int:
        return self.unchecked

    @property
    def total(self) -> int:
        return self.decided + self.unchecked


class ClaimOccurrence(models.Model):
    """Where and in which exact wording a claim stands in one revision.

    ``text`` is the wording a reviewer reads alone, ``spans`` the pieces of the canonical text it is made of ([start, end] in
    code points), ``start`` and ``end`` the outer bounds of them. ``normalised`` is for matching only.
    """

    class Origin(models.TextChoices):
        """How the claim came into this revision."""

        NEW = "new", _("New in this revision")
        EQUAL = "equal", _("Carried over")
        CONTEXT_CHANGED = "context", _("Carried over, context changed")
        REWORDED = "reworded", _("Wording changed")

    class Kind(models.TextChoices):
        """What sort of statement it is; all but FACT are proposed as out of scope."""

        FACT = "fact", _("Fact")
        OPINION = "opinion", _("Opinion")
        QUESTION = "question", _("Question")
        INSTRUCTION = "instruction", _("Instruction")
        PREDICTION = "prediction", _("Prediction")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="occurrences")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="occurrences")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="occurrences")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.JSONField()
    text = models.TextField()
    normalised = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    """Of the passage; by its rules the words are looked up."""
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.FACT)
    hand_made = models.BooleanField(default=False)
    """A person set these bounds: no later split overrides them."""
    withdrawn = models.BooleanField(default=False)
    """An editor took it out of the list: it is no claim. Its history stays."""
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.NEW)
    attribution = models.ForeignKey(Attribution, models.SET_NULL, null=True, blank=True, related_name="occurrences")
    checkworthiness = models.FloatField(default=0.0)
    reasons = models.JSONField(default=list, blank=True)
    weights = models.JSONField(default=list, blank=True)
    """How much each reason raised ``checkworthiness``."""
    rules = models.JSONField(default=list, blank=True)
    """Names of the rules that set its bounds and its kind; ``verify.claims.rules`` has their sentences."""
    candidates = models.ManyToManyField(Claim, related_name="candidate_for", blank=True)
    """Removed claims that this new wording might continue; shown to a person, never chosen by the program."""

    EXPLAINING: ClassVar[tuple[str, ...]] = ("reasons", "weights", "rules")
    """What only the panel that explains a claim reads."""

    objects: ClassVar[OccurrenceQuerySet] = OccurrenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position"]
        indexes = [GinIndex(Words("language", "text"), name="occurrence_by_words")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "revision"], name="occurrence_once_in_a_revision"),
            # Deferred, since an edit numbers the claims behind it anew in one statement after the other.
            models.UniqueConstraint(
                fields=["revision", "position"],
                name="occurrence_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="occurrence_not_empty"),
            models.CheckConstraint(condition=~Q(text=""), name="occurrence_has_wording"),
            models.CheckConstraint(
                condition=Q(checkworthiness__gte=0) & Q(checkworthiness__lte=1), name="occurrence_checkworthiness_range"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["new", "equal", "context", "reworded"]), name="occurrence_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["fact", "opinion", "question", "instruction", "prediction"]),
                name="occurrence_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def number(self) -> int:
        """The claim's place in the revision, from one, as people count."""
        return self.position + 1

    @property
    def needs_recheck(self) -> bool:
        """The wording changed since somebody decided, and nobody has decided again."""
        return self.origin == self.Origin.REWORDED and not self.claim.is_decided


class Hedge(models.Model):
    """Wording that limits claims, in one revision."""

    class Class(models.TextChoices):
        UNVERIFIABLE = "unverifiable", _("could not be verified")
        UNCLEAR = "unclear", _("unclear")
        CLAIMED = "claimed", _("claimed")
        APPEARANCE = "appearance", _("by appearance")
        CONDITIONAL = "conditional", _("conditional")
        APPROXIMATE = "approximate", _("approximate")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="hedges")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    hedge_class = models.CharField(max_length=16, choices=Class)
    rules = models.JSONField(default=list, blank=True)
    occurrences = models.ManyToManyField(ClaimOccurrence, related_name="hedges")

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="hedge_not_empty")]

    def __str__(self) -> str:
        return self.text
