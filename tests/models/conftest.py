"""One claim that has been through something, with a row in every table of history."""

import uuid
from dataclasses import dataclass

import pytest

from tests.factories import (
    Cast,
    archived_copy,
    claims_of,
    decide,
    edit_of,
    hang_link,
    kept_copy,
    looked_at_link,
    looked_at_picture,
    looked_for_quote,
    overruled,
    plain_article,
    revision_of,
    said_on,
    settled,
)
from verify.models import AcceptedRisk, Article, Assignment, Claim, Clearance, Review
from verify.services.signing import sign_off


@dataclass(frozen=True)
class Past:
    """A verified claim of an article with a checked link and a checked picture."""

    article: Article
    claim: Claim
    review: Review


@pytest.fixture
def past(cast: Cast) -> Past:
    article = plain_article(cast.editor)
    claim = claims_of(article)[0]
    review = decide(claim, cast.reviewer, "verified")
    sign_off(review, cast.administrator, "agreed", "", idempotency_key=uuid.uuid4())
    cleared = Clearance.objects.create(article=article, revision=revision_of(article), act="clear", person=cast.editor)
    AcceptedRisk.objects.create(clearance=cleared, kind="open", claim=claim, words="Open.", reason="The mayor waits.")
    link = looked_at_link("http://127.0.0.1:9/boats.png")
    looked_at_picture(link)
    hang_link(article, link, kind="image")
    kept_copy(link)
    archived_copy(link)
    looked_for_quote(claim, link)
    overruled(looked_at_link("http://127.0.0.1:9/gone", "broken"), cast.reviewer)
    settled(said_on(claim, cast.reviewer, "Who counted, @editor?"), cast.editor)
    edit_of(claim, cast.editor)
    Assignment.objects.create(claim=claim, act="given", assignee=cast.reviewer, person=cast.editor)
    claim.refresh_from_db()
    return Past(article, claim, review)
