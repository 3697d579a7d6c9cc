"""What reviewers do on the claim card, and the claim's own page."""

from collections.abc import Callable
from typing import cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from verify.forms import EvidenceForm, ReviewForm, UndoForm
from verify.ledger import GroundMissing, StaleClaim, ThirdPersonNeeded
from verify.models import Claim, Link, Person, Review, Status
from verify.services import reviewing
from verify.services.errors import Refused
from verify.services.keeping import keep_copy
from verify.services.reviewing import NewEvidence, Verdict

from .access import DeskRequest, article_for, claim_for, reviewers_only
from .answers import answer_card, answer_decided, answer_gone, page_for
from .claim_card import Conflict, conflict_on
from .claim_page import ClaimPage


@require_GET
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """One claim through all revisions: its wordings and everything that happened to it."""
    return render(request, "verify/claim.html", {"page": ClaimPage(claim_for(request, pk), request.user)})


@require_POST
@reviewers_only
def review(request: DeskRequest, pk: int) -> HttpResponse:
    """Decide a claim. 409 when somebody was faster, 422 when something is missing; both keep what was typed."""
    return _decide(request, claim_for(request, pk), reviewing.review_claim)


@require_POST
@reviewers_only
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """What the slower of two says to the verdict that came first: corroboration or disagreement. Answers as ``review`` does."""
    return _decide(request, claim_for(request, pk), reviewing.answer_review, answering=True)


type Decision = Callable[[Claim, Person, Verdict, NewEvidence | None], Review | None]


def _decide(request: DeskRequest, found: Claim, decision: Decision, *, answering: bool = False) -> HttpResponse:
    form = ReviewForm(request.POST, request.FILES)
    if not form.is_valid():
        return _card(request, found, form, status=422)
    try:
        return answer_decided(request, found, decision(found, request.user, form.verdict(), form.evidence()))
    except StaleClaim as stale:
        conflict = conflict_on(stale.claim, request.user, form.verdict())
        return _card(request, found, _as_typed_on(stale.claim, form), status=409, conflict=conflict)
    except GroundMissing as missing:
        if missing.field == "evidence" and form.cleaned_data["status"] == Status.DISPUTED:
            form.expect_evidence_against()
        form.add_error("evidence_source" if missing.field == "evidence" else missing.field, str(missing))
    except ThirdPersonNeeded:
        form.add_error(None, _("You are one of the two who disagree: a third person or an editor decides this claim."))
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
    again = conflict_on(found, request.user, form.verdict()) if answering else None
    return _card(request, found, form, status=422, conflict=again)


@require_POST
@reviewers_only
def evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a piece of evidence; the note and the rest of the card stay as typed."""
    found = claim_for(request, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            key: UUID = form.cleaned_data["evidence_key"]
            reviewing.add_evidence(found, request.user, form.evidence(), idempotency_key=key)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    if form.errors:
        return _card(request, found, form, status=422)
    kept = {"version": request.POST.get("version") or found.version, "note": form.cleaned_data["note"]}
    kept["scope"] = form.cleaned_data["scope"] or "both"
    return _card(request, found, ReviewForm(initial=kept), live=_("The evidence is added."))


@require_POST
@reviewers_only
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    """Have a copy kept of a page that the claim rests on; what is typed on the card stays."""
    found = claim_for(request, pk)
    asked = request.POST.get("keep", "")
    links = Link.objects.filter(evidence__claim=found, pk=int(asked) if asked.isdecimal() else 0)
    link = get_object_or_404(links.select_related("latest_check").distinct())
    said, status = _("A copy is being kept."), 200
    try:
        keep_copy(link, request.user)
    except Refused as refused:
        said, status = str(refused), 422
    if not request.htmx:
        messages.add_message(request, messages.SUCCESS if status == 200 else messages.ERROR, said)
    typed = ("version", "note", "scope", "evidence_source", "evidence_stance", "evidence_quotation")
    form = ReviewForm(initial={name: request.POST[name] for name in typed if request.POST.get(name)})
    return _card(request, found, form, live=said, status=status)


@require_POST
@reviewers_only
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back this person's last review in the article, as a new Review."""
    article = article_for(request, pk)
    form = UndoForm(request.POST)
    try:
        written = reviewing.undo_last_review(article, request.user, idempotency_key=form.idempotency_key())
    except Refused as refused:
        return answer_card(request, page_for(request, article), live=str(refused), status=422)
    except StaleClaim as stale:
        page = page_for(request, article, claim_id=stale.claim.pk)
        sentence = _("Somebody decided this claim after you: what they decided stands.")
        return answer_card(request, page, live=sentence, status=409)
    return answer_decided(request, written.claim, written, stay=True)


def _card(
    request: DeskRequest,
    found: Claim,
    form: ReviewForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
    live: str = "",
) -> HttpResponse:
    if form.is_damaged:
        form.data = _sound(found, form)
    page = page_for(request, article_for(request, found.article_id), claim_id=found.pk, form=form, conflict=conflict)
    if page.current_id != found.pk:
        return answer_gone(request, found)
    return answer_card(request, page, live=live, status=status)


def _as_typed_on(claim: Claim, form: ReviewForm) -> ReviewForm:
    """The same words on the claim as it is now, as a new act: who has read what the colleague decided may decide again."""
    again = ReviewForm(_sound(claim, form))
    again.is_valid()
    return again


def _sound(claim: Claim, form: ReviewForm) -> QueryDict:
    """What was typed, with keys and a version that can be sent."""
    typed = cast("QueryDict", form.data).copy()
    typed["version"], typed["key"], typed["evidence_key"] = str(claim.version), str(uuid4()), str(uuid4())
    for name in {"scope", "evidence_stance"} & set(form.errors):
        typed[name] = form.fields[name].initial
    return typed
