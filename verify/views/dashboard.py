"""How the work stands: the desk's figures, and one article's."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .access import DeskRequest, article_for
from .figures import Figures


@require_GET
def dashboard(request: DeskRequest) -> HttpResponse:
    """Of every article that this person may see."""
    return render(request, "verify/dashboard.html", {"figures": Figures(request.user)})


@require_GET
def figures(request: DeskRequest, pk: int) -> HttpResponse:
    """Of one article."""
    article = article_for(request, pk)
    context = {"figures": Figures(request.user, article), "article": article}
    return render(request, "verify/dashboard.html", context)
