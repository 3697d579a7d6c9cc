"""What people answer to what the program noticed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verify.models import Article, Flag
from verify.services.errors import Refused
from verify.services.flagging import dismiss_flag

from .access import DeskRequest, article_for, reviewers_only
from .answers import answer_card, page_for


@require_POST
@reviewers_only
def dismiss(request: DeskRequest, pk: int) -> HttpResponse:
    """Close a flag with a note; back to the claim it stands on, or to its article."""
    visible = Article.objects.visible_to(request.user)
    found = get_object_or_404(Flag.objects.select_related("article"), pk=pk, article__in=visible)
    live, status = _("The flag is dismissed."), 200
    try:
        dismiss_flag(found, request.user, request.POST.get("note", ""))
    except Refused as refused:
        live, status = str(refused), 422
    if request.htmx or status == 422:
        page = page_for(request, article_for(request, found.article_id), claim_id=found.claim_id)
        page.refused_flag = (found.pk, live) if status == 422 else None
        return answer_card(request, page, live=live, status=status)
    messages.success(request, live)
    return redirect(f"{found.article.get_absolute_url()}?claim={found.claim_id or ''}#flags")
