"""The gate: what is missing before an article may be published, and the clearing of it."""

from collections.abc import Mapping
from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verify.forms import ClearanceForm
from verify.models import AcceptedRisk, Article, Clearance
from verify.services.clearing import Missing, checklist, clear_article, withdraw_clearance
from verify.services.errors import Refused

from .access import DeskRequest, article_for, editors_only


class Gate:
    """What is missing, kind by kind, each with the reason typed so far; what stands; and what was before."""

    def __init__(self, article: Article, typed: Mapping[str, str]) -> None:
        self.missing = checklist(article)
        self.standing = Clearance.objects.standing_of([article.pk]).get(article.pk)
        self.history = list(Clearance.objects.filter(article=article).for_timeline())
        self.typed = typed

    @property
    def kinds(self) -> list[tuple[str, str, list[tuple[Missing, str]]]]:
        """(kind, its label, [(what is missing, the reason typed for it), …])"""
        return [
            (
                kind,
                str(AcceptedRisk.Kind(kind).label),
                [(item, self.typed.get(f"reason-{item.key}", "")) for item in items],
            )
            for kind, items in groupby(self.missing, lambda item: item.kind)
        ]

    def reasons(self) -> dict[str, str]:
        """{key: reason}: its own, or the one that was given for all of its kind."""
        for_all = {item.key: self.typed.get(f"all-{item.kind}", "") for item in self.missing}
        return {key: self.typed.get(f"reason-{key}", "").strip() or reason for key, reason in for_all.items()}


@editors_only
def clearance(request: DeskRequest, pk: int) -> HttpResponse:
    """The checklist with the form under it; 422 while something is missing that nobody accepted."""
    article = article_for(request, pk)
    gate = Gate(article, request.POST)
    form = ClearanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key: UUID = form.cleaned_data["key"]
        try:
            if form.cleaned_data["act"] == Clearance.Act.CLEAR:
                clear_article(article, request.user, gate.reasons(), idempotency_key=key)
                messages.success(request, _("The article is cleared, in your name."))
            else:
                withdraw_clearance(article, request.user, form.cleaned_data["note"], idempotency_key=key)
                messages.success(request, _("The clearance is withdrawn."))
            return redirect(article)
        except Refused as refused:
            form.add_error("note" if refused.field == "note" else None, str(refused))
    status = 422 if request.method == "POST" else 200
    context = {"article": article, "gate": gate, "form": form, "key": uuid4()}
    return render(request, "verify/clearance.html", context, status=status)
