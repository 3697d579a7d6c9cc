"""What the claim card shows: one claim with all that a reviewer needs beside the text."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from verify.forms import ReviewForm, SignForm
from verify.ledger import CONFIRMING, Tracks, effective_scope, is_party
from verify.models import (
    Claim,
    ClaimOccurrence,
    Evidence,
    Flag,
    LinkOccurrence,
    Mention,
    Person,
    Review,
    SignOff,
    Stance,
    Status,
)
from verify.services.reviewing import Verdict
from verify.services.signing import refusal

from .kept import KeptByEvidence, QuoteLine, kept_beside, quotes_of
from .talk import Talk, talk_on
from .why import Why, why
from .word_diff import DiffPiece, word_diff

AGAIN = 30
"""Pieces of evidence that are offered for another use, the newest ones."""


@dataclass(frozen=True, slots=True)
class EvidenceSides:
    """Evidence for and against a claim, and what only helps to understand it."""

    evidence: list[Evidence]
    kept: KeptByEvidence = field(default_factory=dict)

    def _of(self, stance: str) -> list[Evidence]:
        return [piece for piece in self.evidence if piece.stance == stance]

    @property
    def supports(self) -> list[Evidence]:
        return self._of(Stance.SUPPORTS)

    @property
    def refutes(self) -> list[Evidence]:
        return self._of(Stance.REFUTES)

    @property
    def context(self) -> list[Evidence]:
        return self._of(Stance.CONTEXT)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else's review came first: whose, and what the loser had chosen."""

    newest: Review | None
    mine: str
    answer: str = ""
    """How this verdict may be put beside the other: "disagreement", "corroboration", or empty where it cannot."""


def conflict_on(claim: Claim, person: Person, mine: Verdict) -> Conflict:
    """What stands on the claim now against what this person chose, and what may be made of it."""
    newest = claim.reviews.select_related("reviewer").order_by("-claim_version").first()
    stands = newest is not None and newest.claim_version == claim.version and newest.verdict != Status.UNCHECKED
    if not stands or newest is None or newest.reviewer_id == person.pk or mine.status == Status.UNCHECKED:
        return Conflict(newest, mine.status)
    now = Tracks(claim.status, claim.attribution_status)
    same = now.after(mine.status, effective_scope(claim, mine.scope)) == now
    return Conflict(newest, mine.status, "corroboration" if same else "disagreement")


@dataclass(frozen=True, slots=True)
class Signature:
    """A second person's answers to the review that the claim stands on, whether one is needed, and whether this person may
    give one; ``reason`` says why not."""

    review: Review
    answers: list[SignOff]
    needed: bool
    may_sign: bool
    reason: str
    key: UUID = field(default_factory=uuid4)

    @property
    def is_waiting(self) -> bool:
        return self.needed and not self.answers


@dataclass
class ClaimCard:
    """One claim with all that a reviewer needs beside the text."""

    occurrence: ClaimOccurrence
    total: int
    form: ReviewForm
    person: Person
    conflict: Conflict | None = None
    refused_flag: tuple[int, str] | None = None
    """The flag that was not dismissed, and why."""
    sign_form: SignForm | None = None
    """The answer to the newest review that was not taken, with what was typed."""

    @property
    def claim(self) -> Claim:
        return self.occurrence.claim

    @property
    def may_review(self) -> bool:
        return self.person.is_reviewer

    @property
    def has_verdict(self) -> bool:
        """Whether there is something to withdraw on either track."""
        return {self.claim.status, self.claim.attribution_status} - {Status.UNCHECKED, None} != set()

    @property
    def evidence_open(self) -> bool:
        """The evidence fields are unfolded while they hold something typed or something missing."""
        fields = ("evidence_source", "evidence_file", "evidence_again", "evidence_quotation")
        return any(self.form[name].errors or self.form[name].value() for name in fields)

    @cached_property
    def assign_key(self) -> UUID:
        return uuid4()

    @cached_property
    def undo_key(self) -> UUID:
        return uuid4()

    @cached_property
    def required_key(self) -> UUID:
        return uuid4()

    @cached_property
    def evidence(self) -> list[Evidence]:
        return list(Evidence.objects.filter(claim=self.claim).to_show(self.person))

    @cached_property
    def sides(self) -> "EvidenceSides":
        return EvidenceSides(self.evidence, kept_beside(self.evidence, self._quotes))

    @cached_property
    def _quotes(self) -> list[QuoteLine]:
        """What became of quotations is asked for only where there is a page to look them up in."""
        return quotes_of(self.claim.pk, self.occurrence.text) if self.evidence or self.links else []

    @property
    def quotes(self) -> list[QuoteLine]:
        """Whether the claim's own quotations stand in the pages that its words link to."""
        links = {row.link_id for row in self.links}
        return [line for line in self._quotes if line.check.evidence_id is None and line.check.link_id in links]

    @cached_property
    def again(self) -> list[Evidence]:
        """What was given for other claims of the article, to be used for this one too."""
        return list(Evidence.objects.to_use_again(self.claim)[:AGAIN])

    @cached_property
    def flags(self) -> list[Flag]:
        """What the program noticed on this claim, what is still open first."""
        return list(self.claim.flags.for_card())

    @property
    def open_flags(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.is_open]

    @property
    def closed_flags(self) -> list[Flag]:
        return [flag for flag in self.flags if not flag.is_open]

    @cached_property
    def history(self) -> list[Review]:
        return list(self.claim.reviews.for_timeline())

    @property
    def disagreement(self) -> Review | None:
        """The open disagreement that the claim waits with."""
        newest = self.newest
        return newest if newest is not None and newest.act == Review.Act.DISAGREEMENT else None

    @property
    def is_party(self) -> bool:
        return self.disagreement is not None and is_party(self.disagreement, self.person)

    @property
    def supporters(self) -> list[Person]:
        """Who stands behind the verdict: its reviewer and those who corroborated it, each once, the first one first."""
        undone = {row.undoes_id for row in self.history}
        found: list[Person] = []
        for row in self.history:
            if row.pk in undone or row.act == Review.Act.UNDO:
                continue
            found.append(row.reviewer)
            if row.act not in CONFIRMING:
                break
        return list(dict.fromkeys(reversed(found)))

    @property
    def newest(self) -> Review | None:
        """The review that the claim stands on."""
        return next((row for row in self.history if row.claim_version == self.claim.version), None)

    @cached_property
    def signature(self) -> "Signature | None":
        """Where the second pair of eyes stands; None where nobody has decided."""
        if self.newest is None or not self.claim.is_decided:
            return None
        needed = Claim.objects.filter(pk=self.claim.pk).needing_signature().exists()
        self.newest.claim = self.claim
        answers = list(self.newest.sign_offs.all())
        answered = any(row.person_id == self.person.pk for row in answers)
        reason = "" if answered else refusal(self.newest, self.person)
        return Signature(self.newest, answers, needed, may_sign=not answered and not reason, reason=reason)

    @cached_property
    def talk(self) -> Talk:
        return talk_on(self.occurrence, self.person)

    @cached_property
    def hedges(self) -> list[str]:
        return list(dict.fromkeys(hedge.text for hedge in self.occurrence.hedges.all()))

    @cached_property
    def why(self) -> Why:
        return why(self.occurrence, self.occurrence.hedges.all(), self.mentions)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Dates, numbers and names in the claim's words."""
        return Mention.objects.within(self.occurrence)

    @property
    def dates(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.kind == Mention.Kind.DATE and not mention.is_reference]

    @property
    def numbers(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.kind == Mention.Kind.NUMBER]

    @property
    def names(self) -> list[Mention]:
        """People, organisations and places, each once."""
        named = {m.value or m.text: m for m in self.mentions if m.kind not in (Mention.Kind.DATE, Mention.Kind.NUMBER)}
        return list(named.values())

    @cached_property
    def links(self) -> list[LinkOccurrence]:
        return list(self.occurrence.link_occurrences.for_table())

    @cached_property
    def previous(self) -> ClaimOccurrence | None:
        """The wording before this revision changed it."""
        if self.occurrence.origin != ClaimOccurrence.Origin.REWORDED:
            return None
        earlier = self.claim.occurrences.filter(revision__number__lt=self.occurrence.revision.number)
        return earlier.select_related("revision").order_by("-revision__number").first()

    @cached_property
    def diff(self) -> list[DiffPiece]:
        return word_diff(self.previous.text, self.occurrence.text) if self.previous else []

    @cached_property
    def voided(self) -> Review | None:
        """The review whose verdict the change of wording voided."""
        reset = next((row for row in self.history if row.act == Review.Act.REWORDING), None)
        if reset is None or not self.occurrence.needs_recheck:
            return None
        return next((row for row in self.history if row.claim_version < reset.claim_version), None)

    @cached_property
    def candidates(self) -> list[ClaimOccurrence]:
        """Removed claims that this one might continue: the program does not choose. A first revision continues nothing."""
        if self.occurrence.revision.number == 1:
            return []
        ids = self.occurrence.candidates.values_list("pk", flat=True)
        if not ids:
            return []
        rows = ClaimOccurrence.objects.filter(claim__in=ids).select_related("claim", "revision")
        latest = {row.claim_id: row for row in rows.order_by("revision__number")}
        return list(latest.values())
