"""Who is told of what: once, in the same transaction, never of their own acts, never of what they may not see."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from tests.factories import Cast, claims_of, decide, evidence_on, flag_on, plain_article, said_on, verdict
from verify.jobs.reminding import remind_stale
from verify.models import Article, Claim, Notification, Person, Review
from verify.services.assigning import assign, share_unassigned
from verify.services.notifying import mark_all_read
from verify.services.reviewing import answer_review, review_claim, undo_last_review
from verify.services.signing import sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def told(person: Person) -> list[str]:
    """What this person was told, oldest first, as ``kind by whom``."""
    rows = Notification.objects.filter(person=person).select_related("actor").order_by("pk")
    return [f"{row.kind} by {row.actor.username}" if row.actor else str(row.kind) for row in rows]


def test_who_is_mentioned_is_told_and_the_author_is_not(claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.reviewer, "@editor, @reviewer: who counted?")
    assert told(cast.editor) == ["mentioned by reviewer"]
    assert told(cast.reviewer) == []
    row = Notification.objects.get()
    assert row.address == f"/articles/{claim.article_id}/?claim={claim.pk}#comment-{comment.pk}"
    assert row.sentence == "Rosa Aguilar mentioned you in a comment"


def test_whose_verdict_stands_is_told_of_a_comment_once(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "unverified")
    claim.refresh_from_db()
    said_on(claim, cast.reviewer2, "Really?")
    said_on(claim, cast.reviewer2, "@reviewer: really?")
    said_on(claim, cast.reviewer, "Yes.")
    assert told(cast.reviewer) == ["comment by reviewer2", "mentioned by reviewer2"]


@override_settings(SIGN_OFF="all")
def test_editors_who_may_sign_are_told_once_until_they_have_read_it(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "unverified")
    decide(claims_of(claim.article)[1], cast.reviewer, "unverified")
    assert told(cast.administrator) == ["signature"]
    assert told(cast.editor) == [], "who uploaded the article does not sign"
    assert mark_all_read(cast.administrator) == 1
    decide(claims_of(claim.article)[2], cast.reviewer, "unverified")
    assert told(cast.administrator) == ["signature", "signature"]


@override_settings(SIGN_OFF="all")
@pytest.mark.parametrize("alone", [True, False])
def test_who_gave_all_the_evidence_does_not_sign_and_is_not_told(claim: Claim, cast: Cast, alone: bool) -> None:
    evidence_on(claim, cast.administrator)
    if not alone:
        evidence_on(claim, cast.reviewer2)
    review_claim(claim, cast.reviewer, verdict(claim))
    assert told(cast.administrator) == ([] if alone else ["signature"])


@override_settings(SIGN_OFF="none")
def test_nobody_is_told_of_a_verdict_that_waits_for_nobody(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "unverified")
    assert not Notification.objects.exists()


def test_a_returned_verdict_is_told_to_who_gave_it(claim: Claim, cast: Cast) -> None:
    review = decide(claim, cast.reviewer, "verified")
    sign_off(review, cast.administrator, "returned", "Call the port too.", idempotency_key=uuid.uuid4())
    assert told(cast.reviewer) == ["returned by admin"]


@override_settings(SIGN_OFF="none")
def test_a_verdict_that_is_contradicted_is_told_to_who_gave_it_and_one_that_is_shared_is_not(
    claim: Claim, cast: Cast
) -> None:
    decide(claim, cast.reviewer, "verified")
    answer_review(claim, cast.editor, verdict(claim, "verified"))
    assert told(cast.reviewer) == []
    decide(claim, cast.reviewer2, "unverified")
    assert told(cast.editor) == ["contradicted by reviewer2"]
    undo_last_review(claim.article, cast.reviewer2, idempotency_key=uuid.uuid4())
    assert told(cast.reviewer2) == []


def test_a_disagreement_is_told_to_the_first_of_the_two(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    evidence_on(claim, cast.reviewer2, "refutes")
    written = answer_review(claim, cast.reviewer2, verdict(claim, "disputed"))
    assert written.act == Review.Act.DISAGREEMENT
    assert "contradicted by reviewer2" in told(cast.reviewer)


def test_who_is_given_claims_is_told_once_for_each_act_with_their_number(article: Article, cast: Cast) -> None:
    first = claims_of(article)[0]
    assign(first, cast.reviewer, cast.editor, key=uuid.uuid4())
    assign(claims_of(article)[1], cast.reviewer2, cast.reviewer2, key=uuid.uuid4())
    assert (told(cast.reviewer), told(cast.reviewer2)) == (["assigned by editor"], [])
    article = plain_article(cast.editor, 5)
    share_unassigned(article, [cast.reviewer], cast.editor, key=uuid.uuid4())
    newest = Notification.objects.latest("pk")
    assert newest.sentence == "Edith Okafor assigned 5 claims to you"
    assert newest.address == f"/articles/{article.pk}/"


def test_a_reminder_of_assigned_work_is_told_too(claim: Claim, cast: Cast) -> None:
    assign(claim, cast.reviewer, cast.reviewer, key=uuid.uuid4())
    Claim.objects.filter(pk=claim.pk).update(assigned_at=timezone.now() - timedelta(days=9))
    assert len(list(remind_stale())) == 1
    assert told(cast.reviewer) == ["reminded"]


def test_a_flag_on_a_decided_claim_is_told_to_whose_verdict_it_is(article: Article, cast: Cast) -> None:
    first, second, _third = claims_of(article)
    decide(first, cast.reviewer, "unverified")
    flag_on(first)
    flag_on(second)
    assert told(cast.reviewer) == ["flag"]


def test_nothing_is_told_of_an_act_that_did_not_happen(claim: Claim, cast: Cast) -> None:
    class Elsewhere(Exception):
        pass

    def act() -> None:
        with transaction.atomic():
            said_on(claim, cast.reviewer, "@editor?")
            assert Notification.objects.exists()
            raise Elsewhere

    with pytest.raises(Elsewhere):
        act()
    assert not Notification.objects.exists()


@override_settings(SIGN_OFF="all")
def test_who_may_not_see_the_article_is_told_nothing(article: Article, cast: Cast) -> None:
    Article.objects.filter(pk=article.pk).update(restricted=True)
    article.people.add(cast.reviewer, cast.editor)
    claim = Claim.objects.filter(article=article).earliest("pk")
    decide(claim, cast.reviewer, "unverified")
    assert told(cast.administrator) == []
