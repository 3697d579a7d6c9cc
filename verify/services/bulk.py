"""One act on many claims: each decided for itself, with a word on each, under one batch that can be taken back as a whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verify import ledger
from verify.models import Assignment, Claim, ClaimEdit, Person, Review, Scope, Status

from .assigning import assign, take_assignment_back
from .editing import EditRequest, set_scope, undo_edit
from .errors import Refused
from .locks import FORM_KEY, wait_turn
from .reviewing import Verdict, review_claim

MOST = 200
"""Claims of one batch: as many as are done within the time of a request."""


class Act(models.TextChoices):
    """What can be done to many claims at once."""

    VERIFIED = "verified", gettext_lazy("Verified")
    UNVERIFIED = "unverified", gettext_lazy("Unverified")
    DISPUTED = "disputed", gettext_lazy("Disputed")
    ASSIGN = "assign", gettext_lazy("Assign")
    OUT = "out", gettext_lazy("Do not check")


@dataclass(frozen=True, slots=True)
class Order:
    """Who does what; ``batch`` is the key of the form and the name of the batch."""

    act: Act
    person: Person
    batch: UUID
    note: str = ""
    assignee: Person | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A claim and the version that was seen of it."""

    claim: Claim
    version: int


class Result(models.TextChoices):
    """What became of one claim."""

    DONE = "done", gettext_lazy("Done")
    SAME = "same", gettext_lazy("Nothing to change")
    REFUSED = "refused", gettext_lazy("Not done")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim of a batch; ``reason`` says why, or is empty."""

    claim: Claim
    result: Result
    reason: str = ""


def act_on_many(order: Order, chosen: Iterable[Chosen]) -> list[Outcome]:
    """Do it to each claim in a transaction of its own, in the order given; the same batch again does nothing twice.

    Raises Refused for more than MOST claims, for none, and for what the whole order lacks.
    """
    rows = list({each.claim.pk: each for each in chosen}.values())
    _refuse(order, rows)
    doing = {Act.ASSIGN: _assign, Act.OUT: _take_out}.get(order.act, _review)
    return [_outcome(each.claim, partial(doing, order, each)) for each in rows]


def undo_batch(batch: UUID, person: Person, claims: "models.QuerySet[Claim]") -> list[Outcome]:
    """Take this person's batch back, claim by claim, as far as nothing came after it; what came after stands and is named.

    ``claims`` are those the person may see. Twice is once.
    """
    of_mine = {"batch": batch, "claim__in": claims}
    reviews = Review.objects.filter(reviewer=person, **of_mine).exclude(act=Review.Act.UNDO)
    edits = ClaimEdit.objects.filter(person=person, **of_mine).exclude(act=ClaimEdit.Act.UNDO)
    assignments = Assignment.objects.filter(person=person, **of_mine)
    acts: list[tuple[Claim, Callable[[], object]]] = []
    acts += [(row.claim, partial(_undo_review, row, person)) for row in reviews.order_by("pk").select_related("claim")]
    acts += [
        (row.claim, partial(_undo_edit, row, person)) for row in edits.select_related("claim", "revision__article")
    ]
    acts += [(row.claim, partial(take_assignment_back, row, person)) for row in assignments.select_related("claim")]
    return [_outcome(claim, act) for claim, act in acts]


def _refuse(order: Order, rows: Sequence[Chosen]) -> None:
    if not rows:
        raise Refused(_("Choose at least one claim: tick its box, or press X on it."), "claim")
    if len(rows) > MOST:
        raise Refused(
            _("That is %(n)s claims; choose at most %(most)s at a time.") % {"n": len(rows), "most": MOST}, "claim"
        )
    if order.act == Act.OUT and not order.person.is_editor:
        raise Refused(_("Only editors take claims out of the work: ask one of them."))
    if order.act in (Act.UNVERIFIED, Act.OUT) and not order.note.strip():
        raise Refused(_("This needs a note, which goes with every claim: say why."), "note")
    if order.act == Act.ASSIGN and order.assignee is None:
        raise Refused(_("Choose who is to work on them."), "assignee")


def _outcome(claim: Claim, act: Callable[[], object]) -> Outcome:
    """Do it, and put what happened in words; nothing that one claim lacks stops the others."""
    try:
        with transaction.atomic():
            done = act()
    except ledger.StaleClaim as stale:
        return Outcome(stale.claim, Result.REFUSED, _who_was_faster(stale.claim))
    except ledger.ThirdPersonNeeded:
        return Outcome(
            claim, Result.REFUSED, _("You are one of the two who disagree: a third person or an editor decides it.")
        )
    except (ledger.GroundMissing, Refused) as refused:
        return Outcome(claim, Result.REFUSED, str(refused))
    claim.refresh_from_db(fields=["status", "attribution_status", "version", "out_of_scope", "assignee"])
    return Outcome(claim, Result.DONE if done else Result.SAME)


def _who_was_faster(claim: Claim) -> str:
    newest = ledger.newest_review(claim)
    if newest is None:
        return _("Its wording changed since: look at it by itself.")
    words = {"name": newest.reviewer, "status": Status(newest.verdict).label}
    return _("%(name)s decided it since: %(status)s. That stands.") % words


def _review(order: Order, each: Chosen) -> Review | None:
    key = _key(order.batch, "review", each.claim.pk)
    verdict = Verdict(order.act.value, Scope.BOTH, order.note, each.version, key, order.batch)
    return review_claim(each.claim, order.person, verdict)


def _assign(order: Order, each: Chosen) -> Assignment | None:
    return assign(each.claim, order.assignee, order.person, key=order.batch)


def _take_out(order: Order, each: Chosen) -> ClaimEdit | None:
    key = _key(order.batch, "edit", each.claim.pk)
    wait_turn(FORM_KEY, key.hex)
    already = ClaimEdit.objects.filter(idempotency_key=key).first()
    now = Claim.objects.get(pk=each.claim.pk)
    if already is not None or now.out_of_scope:
        return already
    return set_scope(EditRequest(each.claim, order.person, each.version, key, order.batch), True, order.note)


def _undo_review(review: Review, person: Person) -> Review | None:
    key = _key(review.batch or review.idempotency_key, "undo", review.claim_id)
    wait_turn(FORM_KEY, key.hex)
    if Review.objects.filter(undoes=review).exists():
        return None
    return ledger.undo_review(review, reviewer=person, idempotency_key=key)


def _undo_edit(edit: ClaimEdit, person: Person) -> ClaimEdit | None:
    key = _key(edit.batch or edit.idempotency_key, "undo", edit.claim_id)
    wait_turn(FORM_KEY, key.hex)
    if ClaimEdit.objects.filter(undoes=edit).exists():
        return None
    return undo_edit(edit, person, idempotency_key=key)


def _key(batch: UUID, act: str, claim: int) -> UUID:
    """The key of one claim's act within a batch: the same batch sent twice has the same keys."""
    return uuid5(batch, f"{act} {claim}")
