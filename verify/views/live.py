"""What open article pages ask for every few seconds: nothing new (304), or what changed as fragments."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from verify.models import Change, ClaimOccurrence, Review, Status
from verify.services.presence import Colleague, note_presence

from .access import DeskRequest, article_for
from .answers import page_for
from .article import asked_claim
from .article_page import ArticlePage
from .pulse import Pulse, pulse_of

SPOKEN = 3
"""Verdicts that are told in one breath; more are a number."""


@require_GET
def live(request: DeskRequest, pk: int) -> HttpResponse:
    """304 in three queries while nothing changed. No vanished article is told apart from one that may not be seen."""
    pulse = pulse_of(request, pk)
    if pulse is None:
        raise Http404
    pulse = replace(pulse, colleagues=tuple(note_presence(pk, request.user, asked_claim(request) or 0)))
    known = request.headers.get("If-None-Match", "")
    answer = HttpResponseNotModified() if known.removeprefix("W/") == pulse.etag else _news(request, pk, pulse, known)
    answer["ETag"], answer["Cache-Control"] = pulse.etag, "private, no-cache"
    return answer


def _news(request: DeskRequest, pk: int, pulse: Pulse, known: str) -> HttpResponse:
    new = pulse.unknown_to(known)
    changes = list(Change.objects.filter(pk__in=new)) if new else []
    kinds = {change.kind for change in changes}
    page = page_for(request, article_for(request, pk), claim_id=asked_claim(request))
    touched = {change.claim_id for change in changes if change.kind == Change.Kind.CLAIM}
    rows = [row for row in page.occurrences if row.claim_id in touched]
    card = page.card
    talked = any(change.kind == Change.Kind.TALK and change.claim_id == page.current_id for change in changes)
    verdicts = _verdicts_of_others(request, rows)
    context = {
        "page": page,
        "article": page.article,
        "rows": rows,
        "redrawn": page.passages_of(*rows) if rows else [],
        "links": Change.Kind.LINKS in kinds,
        "reload": _why_reload(new, kinds),
        "card_news": _card_news(page, rows, verdicts),
        "colleagues": _where(page, pulse.colleagues),
        "talk": card.talk if talked and card else None,
        "live": " ".join(filter(None, [_spoken(verdicts), card.talk.news if talked and card else ""])),
        "fragment": True,
    }
    return render(request, "verify/article/news.html", context)


def _why_reload(new: set[int] | None, kinds: set[str]) -> str:
    """The sentence beside a link that loads the page anew, where fragments would not do; empty where they do."""
    if Change.Kind.REVISION in kinds:
        return _("A new revision of this article is here.")
    if Change.Kind.TEXT in kinds:
        return _("An editor changed the claims of this text.")
    return _("A lot has changed since this page was loaded.") if new is None else ""


type Told = list[tuple[ClaimOccurrence, Review]]


def _verdicts_of_others(request: DeskRequest, rows: list[ClaimOccurrence]) -> Told:
    """The newest review of each touched claim, where a colleague wrote it and it made the claim what it is."""
    if not rows:
        return []
    newest = Review.objects.filter(claim__in=[row.claim_id for row in rows]).order_by("claim", "-claim_version")
    reviews = {review.claim_id: review for review in newest.distinct("claim").select_related("reviewer")}
    found = [(row, reviews[row.claim_id]) for row in rows if row.claim_id in reviews]
    return [(row, review) for row, review in found if review.reviewer_id != request.user.pk]


def _spoken(verdicts: Told) -> str:
    if len(verdicts) > SPOKEN:
        return _("Colleagues decided %(n)s claims.") % {"n": len(verdicts)}
    return " ".join(
        _("%(person)s marked claim %(number)s: %(status)s.")
        % {"person": review.reviewer, "number": row.number, "status": Status(review.verdict).label}
        for row, review in verdicts
    )


def _card_news(page: ArticlePage, rows: list[ClaimOccurrence], verdicts: Told) -> str:
    """What to say on the open card, whose fields are left alone: somebody may be typing in them."""
    if page.current_id not in {row.claim_id for row in rows}:
        return ""
    mine = [(row, review) for row, review in verdicts if row.claim_id == page.current_id]
    return _spoken(mine) or _("Something on this claim has changed.")


def _where(page: ArticlePage, colleagues: tuple[Colleague, ...]) -> list[tuple[str, ClaimOccurrence | None]]:
    """(name, the claim that colleague has open if it is shown here)."""
    shown = {row.claim_id: row for row in page.occurrences}
    return [(colleague.name, shown.get(colleague.claim_id)) for colleague in colleagues]
