"""The pages of links, and what people do with them there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from verify.forms import OverruleForm, WithdrawForm
from verify.models import Article, Link
from verify.services import links as link_services
from verify.services import reviewing
from verify.services.errors import Refused

from .access import DeskRequest, article_for, reviewers_only
from .link_lists import ALL, TROUBLE, ArticleLinks, DeskLinks, LinkList
from .link_page import LinkPage

AT_MOST = 5000
"""Links that one press of "check all failing" queues."""


def link_for(request: DeskRequest, pk: int) -> Link:
    """The link if this person may see an article that has it, else 404."""
    links = Link.objects.visible_to(request.user).select_related("latest_check", "held__person")
    return get_object_or_404(links, pk=pk)


@require_GET
def links(request: DeskRequest) -> HttpResponse:
    """The links of the whole desk, the worst first."""
    asked = request.GET
    page = DeskLinks(request.user, asked.get("show", TROUBLE), asked.get("host", "")[:255], asked.get("after", ""))
    return _list(request, page, "verify/links.html")


@require_GET
def article_links(request: DeskRequest, pk: int) -> HttpResponse:
    """The links of one article as a table."""
    asked, article = request.GET, article_for(request, pk)
    show, host = asked.get("show", ALL), asked.get("host", "")[:255]
    page = ArticleLinks(request.user, show, host, asked.get("after", ""), article=article)
    return _list(request, page, "verify/article_links.html", article=article)


def _list(request: DeskRequest, page: LinkList, template: str, **more: object) -> HttpResponse:
    if request.htmx.target == "link-progress" and not request.htmx.history_restore_request:
        template = "verify/links/progress.html"
    return render(request, template, {"page": page, "fragment": "progress" in template, **more})


@require_POST
@reviewers_only
def check_links(request: DeskRequest) -> HttpResponse:
    """Look again at the links that were ticked, or at all that trouble somebody, in the list the form came from."""
    asked = request.POST
    page: DeskLinks | ArticleLinks
    show, host = asked.get("show", TROUBLE), asked.get("host", "")[:255]
    if asked.get("article", "").isdecimal():
        page = ArticleLinks(request.user, show, host, article=article_for(request, int(asked["article"][:16])))
        back = reverse("article_links", args=[page.article.pk])
    else:
        page, back = DeskLinks(request.user, show, host), reverse("links")
    ids = page.failing_ids(AT_MOST) if "all" in asked else page.chosen_ids(asked.getlist("link"))
    queued = link_services.check_links_again(ids)
    sentence = ngettext("%(n)d link is being checked.", "%(n)d links are being checked.", queued) % {"n": queued}
    messages.info(request, sentence if ids else _("Tick the links that shall be checked again."))
    return redirect(f"{back}{page.suffix}")


@require_GET
def link(request: DeskRequest, pk: int) -> HttpResponse:
    """One link: every dated look, the facts of the newest, and who leans on it."""
    before = request.GET.get("before", "")
    page = LinkPage(
        link_for(request, pk), request.user, int(before) if before.isdecimal() and len(before) < 16 else None
    )
    return render(request, "verify/link.html", {"page": page, "link": page.link})


@require_POST
@reviewers_only
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """Look at a link again now; back to the article it was asked from, or to the link's own page."""
    found = link_for(request, pk)
    asked = request.POST.get("article", "")
    visible = Article.objects.visible_to(request.user)
    used = visible.filter(revisions__link_occurrences__link=pk) | visible.filter(claims__evidence__link=pk)
    article = used.filter(pk=int(asked) if asked.isdecimal() else 0).first() or used.first()
    if article is None:
        raise Http404
    if not reviewing.check_again(found):
        messages.info(request, _("This link is being checked already."))
    if request.htmx:
        return redirect("checks", pk=article.pk)
    return redirect(found if "own_page" in request.POST else f"{reverse('article', args=[article.pk])}#links")


@require_POST
@reviewers_only
def overrule(request: DeskRequest, pk: int) -> HttpResponse:
    """Hold what a person saw instead of what the program found; 422 with the form when something is missing."""
    found, form = link_for(request, pk), OverruleForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            link_services.overrule_link(found, request.user, data["outcome"], data["note"], idempotency_key=data["key"])
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Your word stands on this link."))
            return redirect(found)
    page = LinkPage(found, request.user, form=form)
    return render(request, "verify/link.html", {"page": page, "link": found}, status=422)


@require_POST
@reviewers_only
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the link back to what the program found; 422 with the form when something is missing."""
    found, form = link_for(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            link_services.withdraw_overruling(
                found, request.user, data["withdraw_note"], idempotency_key=data["withdraw_key"]
            )
        except Refused as refused:
            form.add_error("withdraw_note" if refused.field else None, str(refused))
        else:
            messages.success(request, _("The overruling is withdrawn."))
            return redirect(found)
    page = LinkPage(found, request.user, withdraw_form=form)
    return render(request, "verify/link.html", {"page": page, "link": found}, status=422)
