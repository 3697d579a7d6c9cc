"""The article page and its fragments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from verify.forms import DetailsForm
from verify.services.articles import edit_details

from .access import DeskRequest, article_for, editors_only
from .answers import page_for
from .pulse import pulse_of


def asked_claim(request: DeskRequest) -> int | None:
    """The claim that the address names, if it names one."""
    value = request.GET.get("claim", "")
    return int(value) if value.isdecimal() and len(value) < 16 else None


@require_GET
def article(request: DeskRequest, pk: int) -> HttpResponse:
    """The page where the work happens; htmx gets the claim card alone when it asks for it."""
    fragment = request.htmx.target == "claim-card" and not request.htmx.history_restore_request
    # The pulse comes first: what changes while the page is read is news to it then.
    pulse = None if fragment else pulse_of(request, pk)
    page = page_for(request, article_for(request, pk), claim_id=asked_claim(request))
    context = {"page": page, "card": page.card, "article": page.article, "pulse": pulse}
    alone = fragment and page.card is not None
    return render(request, "verify/article/card_alone.html" if alone else "verify/article.html", context)


@require_GET
def checks(request: DeskRequest, pk: int) -> HttpResponse:
    """Links and media with their outcomes, polled while something is pending."""
    page = page_for(request, article_for(request, pk))
    return render(request, "verify/article/checks.html", {"page": page, "article": page.article, "fragment": True})


@editors_only
def details(request: DeskRequest, pk: int) -> HttpResponse:
    """Title, byline, date and the rest, as recognised and as corrected."""
    found = article_for(request, pk)
    form = DetailsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        edit_details(found, form.details())
        messages.success(request, _("The details are saved."))
        return redirect(found)
    context = {"form": form, "article": found}
    return render(request, "verify/details.html", context, status=422 if request.method == "POST" else 200)
