"""What editors do with an article as a whole."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from verify.doorbell import NOTE_REVISION, ring
from verify.models import Article, Claim, Link
from verify.transactions import one_transaction

from .intake import Details
from .links import look_soon

URGENT = timedelta(days=1)
"""A deadline that is set as near as this makes every link of the article due at once."""


@one_transaction
def edit_details(article: Article, details: Details) -> None:
    """Write what a person corrected; the claims and the splitting are not touched."""
    before = Article.objects.get(pk=article.pk)
    if details.deadline != before.deadline:
        # Another deadline moves the claims in the queues. Reviewers hold a claim before its article: so it is done here.
        held = Claim.objects.filter(article=article).select_for_update(no_key=True).order_by("pk")
        list(held.values_list("pk", flat=True))
    Article.objects.filter(pk=article.pk).update(**asdict(details), details_edited=True, activity_at=timezone.now())
    if (
        details.deadline != before.deadline
        and details.deadline is not None
        and details.deadline < timezone.now() + URGENT
    ):
        look_soon(Link.objects.used_by(article))
    if details.published_on != before.published_on and before.current_revision_id is not None:
        transaction.on_commit(partial(ring, NOTE_REVISION, before.current_revision_id))
