"""Lists of claims to work off: the queues, and an article's claims to choose among."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .access import DeskRequest, article_for
from .choosing import Choosing, template_of
from .claim_lists import NAMES, SHOWN, ArticleClaims, QueuePage


@require_GET
def queue(request: DeskRequest, name: str) -> HttpResponse:
    """One queue, the most urgent first; pages go by the last row's place, not by its number."""
    if name not in NAMES:
        raise Http404
    page = QueuePage(request.user, name, request.GET.get("after", ""))
    return render(request, template_of(page), {"page": page, "choosing": Choosing(page)})


@require_GET
def article_claims(request: DeskRequest, pk: int) -> HttpResponse:
    """An article's claims with a box beside each, to act on many of them."""
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    page = ArticleClaims(request.user, article_for(request, pk), show, request.GET.get("after", ""))
    choosing = Choosing(page, picked={request.GET.get("claim", "")})
    return render(request, template_of(page), {"page": page, "choosing": choosing, "article": page.article})
