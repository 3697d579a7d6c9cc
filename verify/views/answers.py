"""One place decides whether an answer is a fragment for htmx or a page for everybody else."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from verify.forms import ReviewForm
from verify.models import Article, Claim, ClaimOccurrence, Review, Status

from .access import DeskRequest
from .article_page import ArticlePage
from .claim_card import Conflict
from .claim_lists import NAMES, behind_in_queue


def page_for(
    request: DeskRequest,
    article: Article,
    *,
    claim_id: int | None = None,
    form: ReviewForm | None = None,
    conflict: Conflict | None = None,
) -> ArticlePage:
    """The article page with the list filtered and ordered as the address says."""
    came_from = request.GET.get("from", "")
    show, order = request.GET.get("show", "all"), request.GET.get("order", "text")
    return ArticlePage(
        article,
        request.user,
        show,
        order,
        claim_id,
        form,
        conflict,
        asked_part=request.GET.get("part", ""),
        came_from=came_from if came_from in NAMES else "",
    )


def answer_card(
    request: DeskRequest, page: ArticlePage, *, live: str = "", status: int = 200, redraw: bool = False
) -> HttpResponse:
    """The claim card as it is now: alone for htmx, within its page otherwise.

    With ``redraw`` and after a conflict (409) list, text and counters are drawn again too: they still show what was before.
    """
    template = "verify/article/card_alone.html" if request.htmx else "verify/article.html"
    context: dict[str, object] = {"page": page, "card": page.card, "article": page.article, "live": live}
    if request.htmx and (redraw or status == 409) and page.current:
        template = "verify/article/decided.html"
        context |= {"decided": page.current, "redrawn": page.passages_of(page.current)}
    return render(request, template, context, status=status)


def answer_decided(request: DeskRequest, claim: Claim, review: Review | None, *, stay: bool = False) -> HttpResponse:
    """After a verdict: the next claim's card, and out of band whatever the verdict changed on the page."""
    article = Article.objects.with_text().get(pk=claim.article_id)
    page = page_for(request, article, claim_id=claim.pk)
    decided = page.current
    if decided is None or decided.claim_id != claim.pk:
        return answer_gone(request, claim)
    sentence = _what_happened(review, decided.number)
    stay = stay or not decided.claim.is_decided
    if page.came_from and not stay and not decided.claim.is_open:
        return _answer_queue(request, page, claim, sentence)
    following = None if stay else page.after(claim.pk)
    if following is not None and page.is_elsewhere(following):
        return _answer_elsewhere(request, page, following, sentence)
    page.claim_id = following.claim_id if following else claim.pk
    page.forget_current()
    if not stay and following is None and review is not None:
        sentence = f"{sentence} {_('Every claim is decided.')}"
    address = f"{reverse('article', args=[article.pk])}?{urlencode(page.query | {'claim': page.claim_id})}"
    if not request.htmx:
        messages.success(request, sentence)
        return redirect(address)
    context = {
        "page": page,
        "card": page.card,
        "article": article,
        "live": sentence,
        "decided": decided,
        "redrawn": page.passages_of(decided),
    }
    response = render(request, "verify/article/decided.html", context)
    response["HX-Push-Url"] = address
    return response


def _answer_queue(request: DeskRequest, page: ArticlePage, claim: Claim, sentence: str) -> HttpResponse:
    """To the next claim of the queue that the reviewer came from; to the queue itself when that was its last."""
    following = behind_in_queue(page.came_from, request.user, claim)
    address = reverse("queue", args=[page.came_from])
    if following is not None:
        query = urlencode({"claim": following.pk, "from": page.came_from})
        address = f"{reverse('article', args=[following.article_id])}?{query}"
    messages.success(request, sentence)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _answer_elsewhere(request: DeskRequest, page: ArticlePage, claim: ClaimOccurrence, sentence: str) -> HttpResponse:
    """To the part of a long text where the next open claim stands: list and text are others there."""
    messages.success(request, sentence)
    kept = {name: value for name, value in page.query.items() if name != "part"}
    address = f"{page.address}?{urlencode(kept | {'claim': claim.claim_id})}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def answer_gone(request: DeskRequest, claim: Claim) -> HttpResponse:
    """To the claim's own page: a new revision or an editor took it out of the text while somebody was at it."""
    messages.info(request, _("This claim is not in the current revision any more; its history is kept here."))
    address = claim.get_absolute_url()
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _what_happened(review: Review | None, number: int) -> str:
    if review is None:
        return _("Claim %(number)s already stood there: nothing was changed.") % {"number": number}
    words = {"number": number, "status": Status(review.verdict).label}
    if review.act == Review.Act.UNDO:
        return _("Claim %(number)s: the last step is taken back. It is now: %(status)s.") % words
    if review.act == Review.Act.CORROBORATION:
        return _("Claim %(number)s: your verdict is added to the one that stands.") % words
    if review.act == Review.Act.DISAGREEMENT:
        return _("Claim %(number)s: the disagreement is recorded; a third person or an editor decides.") % words
    if review.act == Review.Act.WITHDRAWAL:
        return _("Claim %(number)s: the verdict is withdrawn.") % words
    return _("Claim %(number)s is marked: %(status)s.") % words
