"""Bytes that people uploaded or that the program fetched. They are hostile: attachments, never pages, except our own previews."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from verify.models import Article, Evidence, LinkOccurrence, MediaItem

from .access import DeskRequest, article_for


@require_GET
def original(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """A revision's bytes as received."""
    found = get_object_or_404(article_for(request, pk).revisions, number=number)
    name = found.filename or f"article-{pk}-revision-{number}.txt"
    return attachment(bytes(found.original), name)


@require_GET
def evidence_file(request: DeskRequest, pk: int) -> HttpResponse:
    """A file that somebody gave as evidence."""
    visible = Article.objects.visible_to(request.user)
    found = get_object_or_404(Evidence.objects.select_related("file"), pk=pk, claim__article__in=visible)
    if found.file is None:
        raise Http404
    return attachment(bytes(found.file.content), found.filename)


@require_GET
@cache_control(private=True, max_age=86400, immutable=True)
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """Our own small re-encoded picture of a media file, if an article this person may see uses it."""
    visible = Article.objects.visible_to(request.user)
    found = get_object_or_404(MediaItem, pk=pk, has_preview=True)
    used = LinkOccurrence.objects.filter(link__media_checks__item=found, revision__article__in=visible)
    if not used.exists():
        raise Http404
    return HttpResponse(bytes(found.preview), content_type="image/webp")


def attachment(content: bytes, name: str) -> HttpResponse:
    """Bytes to be saved, never shown: no browser guesses what they are, and what opens them anyway is in a sandbox."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
