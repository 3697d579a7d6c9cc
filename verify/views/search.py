"""Finding claims, notes, evidence and articles; the address is the whole state of a search."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from verify.models import Article, Status
from verify.services.errors import Refused
from verify.services.finding import forget_filter, save_filter

from .access import DeskRequest
from .search_page import SearchPage
from .search_query import asked_in

PALETTE_ROWS = 6


@require_GET
def search(request: DeskRequest) -> HttpResponse:
    """What was found, of one kind at a time."""
    page = SearchPage(request.user, asked_in(request.GET), request.GET.get("after", ""))
    return render(request, "verify/search.html", {"page": page, "statuses": Status})


@require_GET
def palette(request: DeskRequest) -> JsonResponse:
    """Articles whose title holds the words, the newest activity first, for the command palette."""
    words = request.GET.get("q", "").replace("\0", " ")[:200].split()
    articles = Article.objects.visible_to(request.user) if words else Article.objects.none()
    for word in words:
        articles = articles.filter(title__icontains=word)
    rows = articles.only("title").order_by("-activity_at", "-pk")[:PALETTE_ROWS]
    return JsonResponse({"articles": [{"title": str(row), "address": row.get_absolute_url()} for row in rows]})


@require_POST
def save(request: DeskRequest) -> HttpResponse:
    """Keep the search of the page under a name."""
    question = asked_in(QueryDict(request.POST.get("query", "")[:2000]))
    try:
        saved = save_filter(request.user, request.POST.get("name", ""), "" if question.is_empty else question.address())
    except Refused as refused:
        page = SearchPage(request.user, question)
        context = {"page": page, "statuses": Status, "refused": str(refused)}
        return render(request, "verify/search.html", context, status=422)
    messages.success(request, _("The search “%(name)s” is kept.") % {"name": saved.name})
    return redirect(f"{reverse('search')}?{saved.query}")


@require_POST
def forget(request: DeskRequest, pk: int) -> HttpResponse:
    """Throw one of one's own kept searches away; one that is gone, or somebody else's, is not kept any more."""
    if forget_filter(request.user, pk):
        messages.success(request, _("The search is forgotten."))
    else:
        messages.info(request, _("This search is not kept any more."))
    return redirect("search")
