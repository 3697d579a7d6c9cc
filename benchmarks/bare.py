"""What the desk and the review would be in Django without any of our code: the peers of the two pages."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from benchmarks.tape import Tape, identifiers
from verify.models import Article, Claim, Review
from verify.views import claim as claim_views
from verify.views import desk as desk_views

ROWS = 50
_ROWS_TEMPLATE = Engine().from_string("<ul>{% for row in rows %}<li>{{ row.0 }} {{ row.1 }}</li>{% endfor %}</ul>")
_tapes: dict[str, Tape] = {}


def _page(rows: Any) -> HttpResponse:
    return HttpResponse(_ROWS_TEMPLATE.render(Context({"rows": rows})))


def desk(request: HttpRequest) -> HttpResponse:
    """One indexed query and its fifty rows in a list."""
    return _page(Article.objects.order_by("-activity_at", "-pk").values_list("pk", "title")[:ROWS])


def desk_same_sql(request: HttpRequest) -> HttpResponse:
    """Every statement of the real page, through a cursor, and fifty rows in a list. The first call is the real page."""
    tape = _tapes.get("desk")
    if tape is None:
        tape = _tapes["desk"] = Tape()
        with tape.recording():
            return desk_views.desk(request)  # type: ignore[arg-type]
    results = tape.play({})
    return _page(next(rows for rows in results if len(rows) >= ROWS)[:ROWS])


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One compare-and-set and one INSERT in one transaction."""
    given = request.POST
    with transaction.atomic():
        taken = Claim.objects.filter(pk=pk, version=int(given["version"])).update(
            status=given["status"], version=F("version") + 1
        )
        if not taken:
            return HttpResponse("Somebody was faster.", status=409)
        Review.objects.create(
            claim_id=pk,
            claim_version=int(given["version"]) + 1,
            scope="substance",
            old_status="unchecked",
            new_status=given["status"],
            reviewer_id=int(given["reviewer"]),
            note=given["note"],
            occurrence_id=int(given["occurrence"]),
            wording=given["wording"],
            idempotency_key=UUID(given["key"]),
        )
    return HttpResponse("Done.")


def review_same_sql(request: HttpRequest, pk: int) -> HttpResponse:
    """Every statement of the real review, for this claim. The first call is the real review."""
    tape = _tapes.get("review")
    here = identifiers(pk) | {request.POST["key"]: "key", UUID(request.POST["key"]): "key"}
    if tape is None:
        tape = _tapes["review"] = Tape(here)
        with tape.recording():
            return claim_views.review(request, pk)  # type: ignore[arg-type]
    with transaction.atomic():
        tape.play({name: value for value, name in here.items()})
    assert connection.in_atomic_block is False
    return HttpResponse("Done.")
