"""Writing, resolving and reopening comments on a claim."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verify.comment_forms import CommentForm, SettleForm
from verify.models import Article, Claim, Comment
from verify.services.commenting import comment_on, settle_comment
from verify.services.errors import Refused

from .access import DeskRequest, claim_for, reviewers_only
from .claim_page import ClaimPage
from .talk import talk_on


@require_POST
@reviewers_only
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Write a comment; the rest of the page stays as it is. 422 keeps what was typed and says what is wrong."""
    claim, form = claim_for(request, pk), CommentForm(request.POST)
    if not form.is_valid():
        return _thread(request, claim, form, status=422)
    data = form.cleaned_data
    try:
        written = comment_on(
            claim, request.user, data["comment"], tell=data["tell"], seen=data["occurrence"],
            idempotency_key=data["comment_key"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        return _thread(request, claim, form, status=422)
    return _done(request, claim, written, _("Your comment is there."))


@require_POST
@reviewers_only
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Resolve a comment or take it up again."""
    visible = Article.objects.visible_to(request.user)
    found = get_object_or_404(Comment.objects.select_related("claim__article"), pk=pk, claim__article__in=visible)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _thread(request, found.claim, CommentForm(), status=422, live=_("Choose: resolve or reopen."))
    data = form.cleaned_data
    settle_comment(found, request.user, data["act"], idempotency_key=data["key"])
    live = _("The comment is resolved.") if data["act"] == "resolve" else _("The comment is open again.")
    return _done(request, found.claim, found, live)


def _done(request: DeskRequest, claim: Claim, about: Comment, live: str) -> HttpResponse:
    """The thread for htmx; for others the way back to where the form stood."""
    if request.htmx:
        return _thread(request, claim, live=live)
    messages.success(request, live)
    return redirect(f"{_way_back(request, claim)}#comment-{about.pk}")


def _way_back(request: DeskRequest, claim: Claim) -> str:
    """The claim in its article where it still stands there and the form did not come from the claim's own page."""
    current = claim.occurrences.standing().filter(revision=claim.article.current_revision_id)
    if request.POST.get("page") == "claim" or not current.exists():
        return claim.get_absolute_url()
    return f"{claim.article.get_absolute_url()}?claim={claim.pk}"


def _thread(
    request: DeskRequest, claim: Claim, form: CommentForm | None = None, *, status: int = 200, live: str = ""
) -> HttpResponse:
    """The thread alone for htmx, else the claim's own page around it."""
    if form is not None and form.errors:
        form.make_sendable()
    page = ClaimPage(claim, request.user, form, is_talking=True)
    if request.htmx:
        page.latest.claim = claim
        talk = talk_on(page.latest, request.user, form, is_open=True)
        context = {"talk": talk, "live": live or _first_error(form), "on": request.POST.get("page", "")}
        return render(request, "verify/comments/thread_alone.html", context, status=status)
    if live:
        messages.error(request, live)
    return render(request, "verify/claim.html", {"page": page}, status=status)


def _first_error(form: CommentForm | None) -> str:
    errors = [str(error) for found in form.errors.values() for error in found] if form else []
    return errors[0] if errors else ""
