"""The only writer of Review rows and of a claim's status.

Every act takes the claim by compare-and-set on its version first and writes history second, in one transaction, so that of
two people who saw the same version exactly one wins. The same rules stand as triggers in migration 0002.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from verify.models import (
    Claim,
    ClaimOccurrence,
    Evidence,
    Person,
    Review,
    ReviewEvidence,
    Scope,
    SignOff,
    Stance,
    Status,
)

MOVES: dict[str, frozenset[str]] = {
    Status.UNCHECKED: frozenset({Status.VERIFIED, Status.UNVERIFIED, Status.DISPUTED}),
    Status.VERIFIED: frozenset({Status.UNVERIFIED, Status.DISPUTED, Status.UNCHECKED}),
    Status.UNVERIFIED: frozenset({Status.VERIFIED, Status.DISPUTED, Status.UNCHECKED}),
    Status.DISPUTED: frozenset({Status.VERIFIED, Status.UNVERIFIED, Status.UNCHECKED}),
}
"""Allowed moves of one track. Staying where it is is no move: it changes nothing and writes nothing."""


class StaleClaim(Exception):
    """Somebody else's act came first. ``claim`` is the claim as it is now; nothing was written."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"claim {claim.pk} is at version {claim.version}")
        self.claim = claim


class GroundMissing(Exception):
    """The verdict lacks what DOMAIN asks of it. ``field`` is "evidence" or "note"; ``str(error)`` says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class ThirdPersonNeeded(Exception):
    """Two reviewers disagree: neither of them decides. ``disagreement`` is the review that says so."""

    def __init__(self, disagreement: Review) -> None:
        super().__init__(f"claim {disagreement.claim_id} waits for a third person")
        self.disagreement = disagreement


CONFIRMING = (Review.Act.CORROBORATION, Review.Act.REISSUE, Review.Act.DISAGREEMENT)
"""Acts that are written though they may leave the status where it is."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Both verdicts of a claim; ``attribution`` is None where it cites nobody."""

    substance: str
    attribution: str | None

    def after(self, verdict: str, scope: str) -> "Tracks":
        """The tracks once ``verdict`` is set on those that ``scope`` covers."""
        substance = self.substance if scope == Scope.ATTRIBUTION else self._move(self.substance, verdict)
        covers_attribution = self.attribution is not None and scope != Scope.SUBSTANCE
        attribution = (
            self._move(self.attribution or Status.UNCHECKED, verdict) if covers_attribution else self.attribution
        )
        return Tracks(substance, attribution)

    @staticmethod
    def _move(old: str, new: str) -> str:
        return new if new in MOVES[old] else old


def effective_scope(claim: Claim, scope: str) -> str:
    """A claim that cites nobody has only its substance to decide."""
    return scope if claim.cites else Scope.SUBSTANCE


def require_grounds(verdict: str, note: str, stances: Collection[str]) -> None:
    """Raise GroundMissing unless note and evidence carry the verdict (DOMAIN, "Status of a claim")."""
    if verdict == Status.VERIFIED and not {Stance.SUPPORTS, Stance.CONTEXT} & set(stances):
        raise GroundMissing(
            "evidence", _("“Verified” rests on evidence: paste a URL, add a file or write what you saw.")
        )
    if verdict == Status.DISPUTED and Stance.REFUTES not in stances:
        raise GroundMissing(
            "evidence", _("“Disputed” needs evidence against the claim: add a piece and mark it “Refutes”.")
        )
    if verdict == Status.UNVERIFIED and not note.strip():
        raise GroundMissing("note", _("“Unverified” needs a note: say what you tried."))
    if verdict == Status.UNCHECKED and not note.strip():
        raise GroundMissing("note", _("Withdrawing needs a note: say why the verdict no longer stands."))


@transaction.atomic
def record_review(
    claim_id: int,
    *,
    reviewer: Person,
    verdict: str,
    scope: str,
    note: str,
    seen_version: int,
    idempotency_key: UUID,
    batch: UUID | None = None,
) -> Review | None:
    """Set ``verdict`` on the tracks of ``scope`` and write its Review; None where that changes nothing.

    The same ``idempotency_key`` twice is one Review. Raises StaleClaim when the claim is no longer at ``seen_version``, and
    GroundMissing when the verdict lacks its evidence or note, and ThirdPersonNeeded for either side of an open disagreement.
    A verdict that a second person returned may be given again as it is.
    """
    if (
        same := Review.objects.filter(idempotency_key=idempotency_key, claim=claim_id, reviewer=reviewer).first()
    ) is not None:
        return same
    claim = _as_seen(claim_id, seen_version)
    _leave_to_a_third_person(claim, reviewer)
    scope = effective_scope(claim, scope)
    evidence = list(claim.evidence.all())
    require_grounds(verdict, note, [piece.stance for piece in evidence])
    old = Tracks(claim.status, claim.attribution_status)
    new = old.after(verdict, scope)
    act = Review.Act.WITHDRAWAL if verdict == Status.UNCHECKED else Review.Act.VERDICT
    if new == old and verdict != Status.UNCHECKED and _was_returned(claim):
        act = Review.Act.REISSUE
    review = Review(
        claim=claim,
        act=act,
        scope=scope,
        reviewer=reviewer,
        note=note.strip(),
        idempotency_key=idempotency_key,
        batch=batch,
    )
    return _write(review, old, new, evidence)


@transaction.atomic
def record_answer(
    claim_id: int, *, reviewer: Person, mine: str, scope: str, note: str, seen_version: int, idempotency_key: UUID
) -> Review:
    """What the slower of two reviewers says to the verdict that came first: the same verdict corroborates it and changes
    nothing but the count; another one is a disagreement, which makes the status disputed and waits for a third person.

    Raises StaleClaim when the claim is no longer at ``seen_version`` or stands on nobody else's verdict, GroundMissing when
    ``mine`` lacks its evidence or note, and ThirdPersonNeeded for either side of an open disagreement.
    """
    claim = _as_seen(claim_id, seen_version)
    _leave_to_a_third_person(claim, reviewer)
    first = newest_review(claim)
    if first is None or first.reviewer_id == reviewer.pk or Status.UNCHECKED in (first.verdict, mine):
        raise StaleClaim(claim)
    scope = effective_scope(claim, scope)
    evidence = list(claim.evidence.all())
    require_grounds(mine, note, [piece.stance for piece in evidence])
    old = Tracks(claim.status, claim.attribution_status)
    review = Review(claim=claim, scope=scope, reviewer=reviewer, note=note.strip(), idempotency_key=idempotency_key)
    if old.after(mine, scope) == old:
        review.act, new = Review.Act.CORROBORATION, old
    else:
        if not note.strip():
            raise GroundMissing("note", _("A disagreement needs a note: say why you see it otherwise."))
        review.act, review.held, review.disagrees_with = Review.Act.DISAGREEMENT, mine, first
        new = old.after(Status.DISPUTED, scope)
    written = _write(review, old, new, evidence)
    if written is None:
        raise StaleClaim(claim)
    return written


def newest_review(claim: Claim) -> Review | None:
    """The review that the claim stands on; None where nothing was decided, or its wording changed since."""
    return (
        claim.reviews.filter(claim_version=claim.version).select_related("reviewer", "disagrees_with__reviewer").first()
    )


def is_party(disagreement: Review, person: Person) -> bool:
    """One of the two who disagree; editors decide even then."""
    first = disagreement.disagrees_with
    return person.pk in (disagreement.reviewer_id, first and first.reviewer_id) and not person.is_editor


def _as_seen(claim_id: int, seen_version: int) -> Claim:
    claim = Claim.objects.get(pk=claim_id)
    if claim.version != seen_version:
        raise StaleClaim(claim)
    return claim


def _leave_to_a_third_person(claim: Claim, reviewer: Person) -> None:
    if Status.DISPUTED not in (claim.status, claim.attribution_status):
        return
    stands = newest_review(claim)
    while stands is not None and stands.act == Review.Act.UNDO and stands.undoes is not None:
        # Who takes a step back stands again on what was there before it.
        stands = claim.reviews.filter(claim_version__lt=stands.undoes.claim_version).last()
    if stands is not None and stands.act == Review.Act.DISAGREEMENT and is_party(stands, reviewer):
        raise ThirdPersonNeeded(stands)


def _was_returned(claim: Claim) -> bool:
    return claim.reviews.filter(claim_version=claim.version, sign_offs__answer=SignOff.Answer.RETURNED).exists()


@transaction.atomic
def undo_review(review: Review, *, reviewer: Person, idempotency_key: UUID) -> Review:
    """Put the claim back to where it stood before ``review``, as a new Review. Raises StaleClaim unless the claim stands where
    ``review`` put it: nothing came after it, or all that came was taken back."""
    claim = Claim.objects.get(pk=review.claim_id)
    if not _stands(review, claim):
        raise StaleClaim(claim)
    undo = Review(
        claim=claim,
        act=Review.Act.UNDO,
        scope=review.scope,
        reviewer=reviewer,
        undoes=review,
        note=_("Took back “%(verdict)s”.") % {"verdict": Status(review.verdict).label},
        idempotency_key=idempotency_key,
    )
    now = Tracks(claim.status, claim.attribution_status)
    # Whether the claim cites somebody may have been seen differently since: a track comes or goes with the text alone.
    cited_before = review.old_attribution_status or Status.UNCHECKED
    before = Tracks(review.old_status, cited_before if claim.cites else None)
    written = _write(undo, now, before, list(claim.evidence.all()))
    if written is None:
        raise StaleClaim(claim)
    return written


@transaction.atomic
def reset_for_rewording(
    occurrence: ClaimOccurrence, *, person: Person, note: str, idempotency_key: UUID
) -> Review | None:
    """A new revision or an editor changed the wording: no verdict is carried over it. Writes a Review where there was a verdict; where
    there was none only the version moves on, so that a form that saw the old wording is refused."""
    claim = Claim.objects.get(pk=occurrence.claim_id)
    old = Tracks(claim.status, claim.attribution_status)
    new = Tracks(Status.UNCHECKED, Status.UNCHECKED if occurrence.attribution_id else None)
    review = Review(
        claim=claim,
        act=Review.Act.REWORDING,
        scope=Scope.BOTH if claim.cites else Scope.SUBSTANCE,
        reviewer=person,
        occurrence=occurrence,
        note=note,
        idempotency_key=idempotency_key,
    )
    decided = old.substance != Status.UNCHECKED or (old.attribution or Status.UNCHECKED) != Status.UNCHECKED
    if decided:
        return _write(review, old, new, [])
    _compare_and_set(claim, new)
    return None


def _stands(review: Review, claim: Claim) -> bool:
    """Every version after the review's is a review that was undone or the undoing of one; a new wording is neither."""
    after = claim.reviews.filter(claim_version__gt=review.claim_version)
    taken_back = after.filter(Q(act=Review.Act.UNDO) | Q(undone_by__isnull=False)).count()
    return claim.version - review.claim_version == taken_back


def note_attribution(occurrence: ClaimOccurrence) -> None:
    """Whether a claim cites somebody may be seen differently than before; a decided track is never touched by that."""
    claim = occurrence.claim
    wanted = Status.UNCHECKED if occurrence.attribution_id else None
    if claim.attribution_status in (None, Status.UNCHECKED) and claim.attribution_status != wanted:
        Claim.objects.filter(pk=claim.pk, version=claim.version).update(attribution_status=wanted)


def _write(review: Review, old: Tracks, new: Tracks, evidence: list[Evidence]) -> Review | None:
    undone = review.undoes
    if new == old and review.act not in CONFIRMING and (undone is None or undone.act not in CONFIRMING):
        return None
    claim = review.claim
    _compare_and_set(claim, new)
    if review.occurrence_id is None:
        review.occurrence = claim.occurrences.select_related(None).latest("revision__number")
    review.wording = review.occurrence.text
    review.claim_version = claim.version
    review.old_status, review.new_status = old.substance, new.substance
    review.old_attribution_status, review.new_attribution_status = old.attribution, new.attribution
    review.save()
    ReviewEvidence.objects.bulk_create(ReviewEvidence(review=review, evidence=piece) for piece in evidence)
    return review


def _compare_and_set(claim: Claim, new: Tracks) -> None:
    """Take the claim if it is still at the version that was read; the losers learn it from the row count."""
    taken = Claim.objects.filter(pk=claim.pk, version=claim.version).update(
        status=new.substance, attribution_status=new.attribution, version=claim.version + 1
    )
    if not taken:
        raise StaleClaim(Claim.objects.get(pk=claim.pk))
    claim.status, claim.attribution_status, claim.version = new.substance, new.attribution, claim.version + 1
