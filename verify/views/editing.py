"""What editors do to claims: bounds, splitting, merging, adding, speaker, kind, scope; and taking it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verify.forms import AddClaimForm, EditClaimForm, UndoForm
from verify.ledger import StaleClaim
from verify.models import Article, Claim, ClaimEdit, Scope
from verify.services import editing
from verify.services.errors import Refused

from .access import DeskRequest, article_for, claim_for, editors_only
from .edit_page import EditPage

Act = EditClaimForm.Act

ACTS: dict[str, Callable[[editing.EditRequest, EditClaimForm], ClaimEdit]] = {
    Act.BOUNDS: lambda request, form: editing.set_bounds(request, form.cleaned_data["start"], form.cleaned_data["end"]),
    Act.SPLIT: lambda request, form: editing.split_claim(request, form.cleaned_data["start"]),
    Act.ADD: lambda request, form: editing.add_claim(
        request.claim.article,
        request.person,
        form.cleaned_data["start"],
        form.cleaned_data["end"],
        idempotency_key=request.idempotency_key,
    ),
    Act.MERGE: lambda request, form: editing.merge_with_next(request),
    Act.SPEAKER: lambda request, form: editing.set_speaker(
        request, form.cleaned_data["speaker"], form.cleaned_data["mode"] or "indirect"
    ),
    Act.KIND: lambda request, form: editing.set_kind(request, form.cleaned_data["kind"] or "fact"),
    Act.SCOPE_OUT: lambda request, form: editing.set_scope(request, True, form.cleaned_data["note"]),
    Act.SCOPE_IN: lambda request, form: editing.set_scope(request, False, form.cleaned_data["note"]),
    Act.ONLY_SAID: lambda request, form: editing.require_scope(request, Scope.ATTRIBUTION),
    Act.SO_TOO: lambda request, form: editing.require_scope(request, Scope.SUBSTANCE),
    Act.WITHDRAW: lambda request, form: editing.withdraw_claim(request, form.cleaned_data["note"]),
}


@editors_only
def edit_claim(request: DeskRequest, pk: int) -> HttpResponse:
    """The editor's tools for one claim. 409 when somebody changed it since, 422 when something is missing."""
    claim = claim_for(request, pk)
    page = EditPage(claim)
    if page.occurrence is None:
        messages.info(request, _("This claim is not in the current text: its history is kept here."))
        return redirect(claim)
    if request.method != "POST":
        return render(request, "verify/edit_claim.html", {"page": page, "form": page.form()})
    form = page.form(request.POST)
    status = 422
    if form.is_valid():
        data = form.cleaned_data
        wanted = editing.EditRequest(claim, request.user, data["version"], data["key"])
        try:
            edit = ACTS[data["act"]](wanted, form)
            return _back(request, edit)
        except StaleClaim:
            status = 409
            form.add_error(None, _("Somebody changed this claim since you opened it: look at it again, then edit."))
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    return render(request, "verify/edit_claim.html", {"page": page, "form": form}, status=status)


@require_POST
@editors_only
def add_claim(request: DeskRequest, pk: int) -> HttpResponse:
    """A claim from words selected in the text."""
    article = article_for(request, pk)
    form = AddClaimForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Select the words of the new claim in the text first."))
        return redirect(article)
    data = form.cleaned_data
    try:
        edit = editing.add_claim(article, request.user, data["start"], data["end"], idempotency_key=data["key"])
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(article)
    return _back(request, edit)


@require_POST
@editors_only
def undo_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an edit back, as a new one."""
    visible = Article.objects.visible_to(request.user)
    edits = ClaimEdit.objects.select_related("revision__article", "claim").filter(revision__article__in=visible)
    edit = get_object_or_404(edits, pk=pk)
    try:
        undone = editing.undo_edit(edit, request.user, idempotency_key=UndoForm(request.POST).idempotency_key())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(edit.claim)
    return _back(request, undone)


def _back(request: DeskRequest, edit: ClaimEdit) -> HttpResponse:
    """To the claim's place in the article, with a sentence and the way to take the edit back."""
    messages.success(request, _("Done: %(act)s.") % {"act": edit.get_act_display()})
    claim: Claim = edit.claim
    if not claim.occurrences.standing().filter(revision=edit.revision).exists():
        return redirect(claim)
    return redirect(f"{reverse('article', args=[claim.article_id])}?claim={claim.pk}")
