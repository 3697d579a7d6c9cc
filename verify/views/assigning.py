"""Who works on what: on the claim card, and for a whole article."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verify.list_forms import AssignForm, ShareForm
from verify.models import QUEUES, Article, Claim, Person
from verify.services.assigning import assign, assign_open, may_work_on, share_unassigned
from verify.services.errors import Refused

from .access import DeskRequest, article_for, claim_for, editors_only, reviewers_only
from .answers import answer_card, page_for


@require_POST
@reviewers_only
def assign_claim(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a claim, give it to somebody, or put it back: an empty ``assignee``. 422 when that may not be."""
    claim = claim_for(request, pk)
    form = AssignForm(request.POST)
    live, status = _("This form came in damaged: nothing was changed. Send it again."), 422
    if form.is_valid():
        assignee: Person | None = form.cleaned_data["assignee"]
        try:
            assign(claim, assignee, request.user, key=form.cleaned_data["key"])
            live, status = _("%(name)s works on it now.") % {"name": assignee} if assignee else _("Put back."), 200
        except Refused as refused:
            live = str(refused)
    page = page_for(request, article_for(request, claim.article_id), claim_id=claim.pk)
    if status == 200 and not request.htmx:
        messages.success(request, live)
        return redirect(page.here)
    return answer_card(request, page, live=live, status=status, redraw=True)


@editors_only
def assign_article(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the open claims of an article to one person, or share those that nobody has."""
    article = article_for(request, pk)
    people = may_work_on(article)
    form = ShareForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _done(article, request.user, form))
            return redirect("assign_article", pk)
        except Refused as refused:
            form.add_error("people" if refused.field == "people" else None, str(refused))
    context = {"article": article, "form": form, "key": uuid4(), **_figures(article, people)}
    return render(request, "verify/assign.html", context, status=422 if request.method == "POST" else 200)


def _done(article: Article, person: Person, form: ShareForm) -> str:
    chosen, key = list(form.cleaned_data["people"]), form.cleaned_data["key"]
    if form.cleaned_data["act"] == ShareForm.Act.SHARE:
        hands = share_unassigned(article, chosen, person, key=key)
        shares = ", ".join(f"{each} {number}" for each, number in hands.items())
        return _("Shared: %(shares)s.") % {"shares": shares}
    if len(chosen) != 1:
        raise Refused(_("Choose one person to give all open claims to."), "people")
    number = assign_open(article, chosen[0], person, key=key)
    words = {"n": number, "name": chosen[0]}
    return ngettext("%(name)s has %(n)d claim more.", "%(name)s has %(n)d claims more.", number) % words


def _figures(article: Article, people: list[Person]) -> dict[str, object]:
    """How many open claims there are, how many nobody has, and how many each of the people has here and on the whole desk."""
    open_here = Claim.objects.filter(QUEUES["mine"] | QUEUES["unassigned"], article=article)
    free = open_here.filter(assignee=None).count()
    has = Claim.objects.filter(QUEUES["mine"], assignee__in=people).order_by().values("assignee")
    counted = has.annotate(here=Count("pk", filter=Q(article=article)), all=Count("pk"))
    rows = {each: (here, total) for each, here, total in counted.values_list("assignee", "here", "all")}
    return {
        "open": open_here.count(),
        "free": free,
        "rows": [(person, *rows.get(person.pk, (0, 0))) for person in people],
    }
