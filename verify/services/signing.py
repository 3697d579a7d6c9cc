"""Two pairs of eyes: who may sign a review, and the signing and returning of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from verify import ledger
from verify.models import Claim, Person, Review, SignOff
from verify.notifying import tell_of_return
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .locks import sent_before

Answer = SignOff.Answer


def refusal(review: Review, person: Person) -> str:
    """Why this person may not sign this review, in a sentence; empty where they may. A superuser is a person like others."""
    if not person.is_editor:
        return _("Only editors sign: ask one of them.")
    if review.reviewer_id == person.pk:
        return _("You decided this yourself: another editor has to sign it.")
    if review.claim.article.uploaded_by_id == person.pk:
        return _("You uploaded this article: another editor has to sign it.")
    if set(review.evidence.values_list("added_by", flat=True)) == {person.pk}:
        return _("All of its evidence is yours: another editor has to sign it.")
    return ""


@one_transaction
def sign_off(review: Review, person: Person, answer: str, note: str, *, idempotency_key: UUID) -> SignOff:
    """Agree with the claim's newest review, or return it with a note; the same key twice is one answer.

    Raises ledger.StaleClaim when the claim was decided anew since, Refused for whom ``refusal`` names, without a note for a
    return, and for a second answer of the same person.
    """
    already = sent_before(SignOff.objects.all(), idempotency_key, review=review, person=person)
    if already is not None:
        return already
    claim = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("article").get(pk=review.claim_id)
    review.claim = claim
    if claim.version != review.claim_version:
        raise ledger.StaleClaim(claim)
    if not claim.is_decided:
        raise Refused(_("Nobody has decided this claim: there is nothing to sign."))
    if reason := refusal(review, person):
        raise Refused(reason)
    if answer == Answer.RETURNED and not note.strip():
        raise Refused(_("Returning needs a note: say what is missing."), "note")
    if SignOff.objects.filter(review=review, person=person).exists():
        raise Refused(_("You have answered this review already."))
    note_activity(claim.article_id)
    signed = SignOff.objects.create(
        review=review, person=person, answer=answer, note=note.strip(), idempotency_key=idempotency_key
    )
    if signed.is_return:
        tell_of_return(signed)
    return signed
