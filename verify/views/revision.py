"""An article's revisions: each stays readable as it was."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from verify.models import Claim, ClaimOccurrence
from verify.services import intake

from .access import DeskRequest, article_for, editors_only
from .marked_text import mark_text


@require_GET
def revisions(request: DeskRequest, pk: int) -> HttpResponse:
    """All revisions, newest first, with what each did to the claims, and the claims that are gone."""
    article = article_for(request, pk)
    rows = article.revisions.select_related("uploaded_by").defer("original", "text").order_by("-number")
    here = ClaimOccurrence.objects.filter(revision=article.current_revision)
    gone = Claim.objects.filter(article=article).exclude(occurrences__in=here).prefetch_related("occurrences")
    return render(request, "verify/revisions.html", {"article": article, "revisions": rows, "gone": gone})


@require_GET
def revision(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """One revision to read, with its claims marked as they stand today."""
    article = article_for(request, pk)
    found = get_object_or_404(article.revisions.select_related("uploaded_by").defer("original"), number=number)
    links = list(found.link_occurrences.for_table())
    occurrences = list(found.occurrences.for_list())
    context = {
        "article": article,
        "revision": found,
        "passages": mark_text(found.text, list(found.passages.all()), occurrences, links),
        "occurrences": occurrences,
    }
    return render(request, "verify/revision.html", context)


@require_POST
@editors_only
def retry(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Split a failed revision once more."""
    article = article_for(request, pk)
    if not intake.retry_split(get_object_or_404(article.revisions.defer("original", "text"), number=number)):
        messages.info(request, _("This revision is not waiting for a retry any more."))
    return redirect(article)
