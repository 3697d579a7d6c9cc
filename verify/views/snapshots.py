"""Copies of pages: read as plain text, taken away as files, and asked for. What they hold is hostile: nothing of it is a page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from verify.models import Article, Evidence, Link, Snapshot
from verify.services import keeping
from verify.services.errors import Refused

from .access import DeskRequest, reviewers_only
from .files import attachment
from .kept import kept_beside, quotes_of


@require_GET
def snapshot(request: DeskRequest, pk: int) -> HttpResponse:
    """A copy's main text, and all that is known of the copy."""
    found = _snapshot_for(request, pk)
    return render(request, "verify/snapshot.html", {"snapshot": found, "link": found.link, "check": found.link_check})


@require_GET
def warc(request: DeskRequest, pk: int) -> HttpResponse:
    """The copy as a WARC file. One that repeats an earlier body begins with that copy, so that the file is whole by itself."""
    found = _snapshot_for(request, pk)
    first = bytes(found.refers_to.warc.content) if found.refers_to else b""
    return attachment(first + bytes(found.warc.content), found.warc_name)


@require_GET
def timestamp(request: DeskRequest, pk: int) -> HttpResponse:
    """The authority's token over the SHA-256 of the copy's own WARC."""
    found = _snapshot_for(request, pk)
    if not found.timestamp_token:
        raise Http404
    return attachment(bytes(found.timestamp_token), found.warc_name.replace(".warc.gz", ".tsr"))


@require_POST
@reviewers_only
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    """Have a copy of a link kept here, or made at the web archive; back to the link's own page."""
    link = _link_for(request, pk)
    try:
        if request.POST.get("what") == "archive":
            keeping.save_at_archive(link, request.user)
            messages.success(request, _("The web archive is being asked for a copy."))
        else:
            keeping.keep_copy(link, request.user)
            messages.success(request, _("A copy is being kept."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("link", pk=link.pk)


@require_GET
def evidence_kept(request: DeskRequest, pk: int) -> HttpResponse:
    """What stands beside a piece of evidence, asked for while its copy is being kept."""
    visible = Article.objects.visible_to(request.user)
    piece = get_object_or_404(Evidence.objects.select_related("claim__article"), pk=pk, claim__article__in=visible)
    wording = piece.claim.occurrences.order_by("-revision__number").values_list("text", flat=True).first() or ""
    kept = kept_beside([piece], quotes_of(piece.claim_id, wording)).get(piece.pk)
    on_card = request.user.is_reviewer and "card" in request.GET
    return render(request, "verify/article/kept.html", {"piece": piece, "kept": kept, "on_card": on_card})


def _snapshot_for(request: DeskRequest, pk: int) -> Snapshot:
    rows = Snapshot.objects.select_related("link", "link_check", "warc", "refers_to__warc")
    found = get_object_or_404(rows, pk=pk)
    _link_for(request, found.link_id)
    return found


def _link_for(request: DeskRequest, pk: int) -> Link:
    """The link, if an article that this person may see leans on it."""
    visible = Article.objects.visible_to(request.user)
    used = visible.filter(revisions__link_occurrences__link=pk) | visible.filter(claims__evidence__link=pk)
    if not used.exists():
        raise Http404
    return get_object_or_404(Link.objects.select_related("latest_check"), pk=pk)
