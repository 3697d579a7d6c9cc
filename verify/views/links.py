"""What people do with links."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verify.models import Article, Link
from verify.services import reviewing

from .access import DeskRequest, reviewers_only


@require_POST
@reviewers_only
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """Look at a link again now; back to the article it was asked from."""
    visible = Article.objects.visible_to(request.user)
    used = visible.filter(revisions__link_occurrences__link=pk) | visible.filter(claims__evidence__link=pk)
    asked = request.POST.get("article", "")
    article = used.filter(pk=int(asked) if asked.isdecimal() else 0).first() or used.first()
    if article is None:
        raise Http404
    if not reviewing.check_again(get_object_or_404(Link, pk=pk)):
        messages.info(request, _("This link is being checked already."))
    if request.htmx:
        return redirect("checks", pk=article.pk)
    return redirect(f"{reverse('article', args=[article.pk])}#links")
