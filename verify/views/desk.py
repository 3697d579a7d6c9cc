"""The desk: one row for each article."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from verify.models import Article

from .access import DeskRequest
from .desk_rows import ROWS, desk_rows


@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """The articles this person may see, newest activity first; pages go by the last row's place, not by its number."""
    articles = Article.objects.visible_to(request.user).for_desk()
    page = list(articles.after_row(request.GET.get("after", ""))[: ROWS + 1])
    rows = desk_rows(page[:ROWS])
    context = {
        "rows": rows,
        "next": page[ROWS - 1].desk_key if len(page) > ROWS else "",
        "is_first_page": "after" not in request.GET,
        "left": sum(row.progress.left for row in rows),
        "pending": any(row.is_pending for row in rows),
    }
    return render(request, "verify/desk.html", context)
