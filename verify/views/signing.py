"""The second pair of eyes: an editor's answer to a review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verify.forms import SignForm
from verify.ledger import StaleClaim
from verify.models import SignOff
from verify.services.errors import Refused
from verify.services.signing import sign_off

from .access import DeskRequest, article_for, claim_for, editors_only
from .answers import answer_card, page_for


@require_POST
@editors_only
def sign(request: DeskRequest, pk: int) -> HttpResponse:
    """Agree with the review a claim stands on, or return it. 409 when it was decided anew, 422 when something is missing."""
    claim = claim_for(request, pk)
    form = SignForm(request.POST)
    live, status = _("This form came in damaged: nothing was saved. Send it again."), 422
    if form.is_valid():
        data = form.cleaned_data
        review = get_object_or_404(claim.reviews, pk=data["review"])
        try:
            signed = sign_off(review, request.user, data["answer"], data["missing"], idempotency_key=data["key"])
            live, status = _said(signed), 200
        except StaleClaim:
            live, status = _("Somebody decided this claim since: read what stands now, then sign that."), 409
        except Refused as refused:
            live = str(refused)
    if status == 200 and not request.htmx:
        messages.success(request, live)
        return redirect(f"{reverse('article', args=[claim.article_id])}?claim={claim.pk}")
    page = page_for(request, article_for(request, claim.article_id), claim_id=claim.pk)
    if status != 200:
        form.add_error(None, live)
        page.sign_form = form
    return answer_card(request, page, live=live, status=status)


def _said(signed: SignOff) -> str:
    return _("Returned: the claim is to be decided again.") if signed.is_return else _("Signed off.")
