"""A claim's place in the queues: what triggers keep is what the articles and their texts say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import (
    HARBOUR,
    Cast,
    claims_of,
    decide,
    flag_on,
    plain_article,
    revise,
    split_article,
)
from verify.models import QUEUES, Article, Claim, ClaimOccurrence, Flag
from verify.services.articles import edit_details
from verify.services.editing import EditRequest, split_claim, undo_edit, withdraw_claim
from verify.services.intake import Details
from verify.services.signing import sign_off

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(minute=10, second=0, microsecond=0)


def expected(claim: Claim) -> tuple[int | None, bool]:
    """(place, reworded) as decision 0009 has them, reckoned in Python from the rows that they follow."""
    article = Article.objects.get(pk=claim.article_id)
    row = ClaimOccurrence.objects.filter(claim=claim, revision=article.current_revision_id, withdrawn=False).first()
    if row is None:
        return None, False
    hour = int(article.deadline.timestamp() // 3600) if article.deadline else 2**31 - 1
    return hour * 1001 + 1000 - round(row.checkworthiness * 1000), row.origin == "reworded"


def assert_true_everywhere() -> None:
    claims = list(Claim.objects.all())
    assert claims
    assert {claim.pk: (claim.place, claim.reworded) for claim in claims} == {
        claim.pk: expected(claim) for claim in claims
    }
    for flag in Flag.objects.filter(state="open", claim__isnull=False).select_related("claim"):
        assert flag.claim is not None
        assert flag.place == flag.claim.place


def test_the_place_follows_the_text_through_split_revisions_edits_and_deadlines(cast: Cast) -> None:
    article = split_article(cast.editor)
    assert_true_everywhere()
    flag_on(claims_of(article)[0])
    details = Details(title=article.title, deadline=NOW)
    edit_details(article, details)
    assert_true_everywhere()
    decide(claims_of(article)[0], cast.reviewer, "verified")
    revise(article, cast.editor, HARBOUR.replace("Nine ships", "Eleven ships").replace("three days", "four days"))
    assert Claim.objects.filter(reworded=True).exists()
    assert_true_everywhere()
    first, second = claims_of(article)[:2]
    edit = withdraw_claim(EditRequest(first, cast.editor, first.version, uuid4()), "No claim.")
    assert_true_everywhere()
    undo_edit(edit, cast.editor, idempotency_key=uuid4())
    row = second.occurrences.get(revision=article.current_revision)
    second.refresh_from_db()
    at = row.start + row.text.index(" ") + 1
    split_claim(EditRequest(second, cast.editor, second.version, uuid4()), at)
    assert_true_everywhere()
    edit_details(article, Details(title=article.title))
    assert_true_everywhere()
    revise(article, cast.editor, "The council closed three bridges on Monday.")
    assert Claim.objects.filter(place__isnull=True).exists()
    assert_true_everywhere()


def test_the_deadlines_hour_comes_before_the_worth_and_the_worth_before_the_order_of_arrival(cast: Cast) -> None:
    soon, later, never = (plain_article(cast.editor, 2, title) for title in ("soon", "later", "never"))
    Article.objects.filter(pk=soon.pk).update(deadline=NOW)
    Article.objects.filter(pk=later.pk).update(deadline=NOW + timedelta(minutes=45))
    first = claims_of(soon)
    ClaimOccurrence.objects.filter(claim=claims_of(later)[1]).update(checkworthiness=0.4)
    ClaimOccurrence.objects.filter(claim=claims_of(never)[0]).update(checkworthiness=1)
    found = list(Claim.objects.in_queue("unassigned", cast.reviewer).values_list("pk", flat=True))
    # Forty-five minutes apart is the same hour: what is worth more comes first there.
    wanted = [claims_of(later)[1], *first, claims_of(later)[0], *claims_of(never)]
    assert found == [claim.pk for claim in wanted]
    assert (
        list(
            Claim.objects.in_queue("unassigned", cast.reviewer).behind(
                Claim.objects.get(pk=first[0].pk).place or 0, first[0].pk
            )
        )
        == wanted[2:]
    )


@pytest.mark.parametrize("name", QUEUES)
def test_each_queue_is_read_in_order_from_its_own_index(cast: Cast, name: str) -> None:
    plain_article(cast.editor, 3)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = Claim.objects.filter(place__isnull=False).in_queue(name, cast.editor)[:50].explain()
    assert f"queue_{name}" in plan


def test_an_answer_to_a_review_is_gone_with_the_next_review(cast: Cast) -> None:
    claim = claims_of(plain_article(cast.reviewer2))[0]
    review = decide(claim, cast.reviewer, "verified")
    sign_off(review, cast.editor, "agreed", "", idempotency_key=uuid4())
    claim.refresh_from_db()
    assert claim.answered
    decide(claim, cast.reviewer, "disputed")
    claim.refresh_from_db()
    assert not claim.answered


def test_what_moves_in_a_queue_alone_is_no_news_on_the_articles_page(cast: Cast) -> None:
    article = plain_article(cast.editor)
    before = article.changes.count()
    Article.objects.filter(pk=article.pk).update(deadline=NOW)
    assert article.changes.count() == before
    assert Claim.objects.exclude(place=None).count() == 3
