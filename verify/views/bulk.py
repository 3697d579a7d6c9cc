"""Acting on many claims at once, with a word on each, and taking that back."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from verify.list_forms import BulkForm
from verify.models import Claim, ClaimOccurrence
from verify.services.bulk import Outcome, Result, act_on_many, undo_batch
from verify.services.errors import Refused

from .access import DeskRequest, reviewers_only
from .choosing import Choosing, ListPage, claims_chosen, list_named, template_of
from .claim_lists import places_of


@require_POST
@reviewers_only
def bulk(request: DeskRequest) -> HttpResponse:
    """What became of each chosen claim. 422 with the list, as ticked, when the whole order lacks something."""
    form = BulkForm(request.POST)
    page = list_named(request, request.POST.get("source", ""), request.POST.get("after", ""))
    if not form.is_valid():
        return _again(request, page, form)
    try:
        chosen = claims_chosen(page, request.POST.getlist("claim"), whole=form.cleaned_data["whole"])
        outcomes = act_on_many(form.order(request.user), chosen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _again(request, page, form, refused.field)
    return _results(request, page, form.cleaned_data["key"], outcomes)


@require_POST
@reviewers_only
def undo_bulk(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Take a batch of one's own back; what came after it stands and is named."""
    page = list_named(request, request.POST.get("source", ""))
    outcomes = undo_batch(batch, request.user, Claim.objects.visible_to(request.user))
    if not outcomes:
        raise Http404
    return _results(request, page, None, outcomes)


def _again(request: DeskRequest, page: ListPage, form: BulkForm, refused_field: str = "") -> HttpResponse:
    values = request.POST.getlist("claim")
    choosing = Choosing(
        page,
        picked={value.partition(":")[0] for value in values},
        whole="whole" in request.POST,
        note=request.POST.get("note", ""),
        refused=" ".join(str(error) for errors in form.errors.values() for error in errors),
        refused_field=refused_field,
    )
    context = {"page": page, "choosing": choosing, "article": getattr(page, "article", None)}
    return render(request, template_of(page), context, status=422)


def _results(request: DeskRequest, page: ListPage, batch: UUID | None, outcomes: Sequence[Outcome]) -> HttpResponse:
    places: dict[int, ClaimOccurrence] = places_of([each.claim for each in outcomes])
    counts = Counter(each.result for each in outcomes)
    # What was not done stands first: a person has to look at it.
    rows = sorted(outcomes, key=lambda each: each.result != Result.REFUSED)
    context = {
        "page": page,
        "rows": [(each, places.get(each.claim.pk)) for each in rows],
        "done": counts[Result.DONE],
        "same": counts[Result.SAME],
        "refused": counts[Result.REFUSED],
        "batch": batch if counts[Result.DONE] else None,
        "taken_back": batch is None,
    }
    return render(request, "verify/bulk.html", context)
