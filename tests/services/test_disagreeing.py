"""The slower of two reviewers: the same verdict corroborates, another one is a disagreement, and a third person resolves it."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories import (
    Cast,
    at_once,
    citing_claim,
    claims_of,
    decide,
    evidence_on,
    make_cast,
    plain_article,
    settle,
    verdict,
)
from tests.views.pages import parsed
from verify.ledger import GroundMissing, StaleClaim, ThirdPersonNeeded
from verify.models import Article, Claim, Evidence, Person, Review
from verify.services.reviewing import NewEvidence, Verdict, answer_review, review_claim, undo_last_review
from verify.services.signing import sign_off

pytestmark = pytest.mark.django_db
Act = Review.Act


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article, cast: Cast) -> Claim:
    """Rosa has verified it."""
    found = claims_of(article)[0]
    decide(found, cast.reviewer, "verified")
    return found


def held(claim: Claim, status: str = "unverified", note: str = "The log is of another harbour.") -> Verdict:
    return verdict(claim, status, note)


def disagree(claim: Claim, cast: Cast) -> Review:
    return answer_review(claim, cast.reviewer2, held(claim))


@transaction.atomic
def straight_in(claim: Claim, person: Person) -> None:
    """A verdict past the service, as a script would write it."""
    version = Claim.objects.get(pk=claim.pk).version + 1
    Claim.objects.filter(pk=claim.pk).update(status="unverified", version=version)
    Review.objects.create(
        claim=claim, claim_version=version, scope="substance", old_status="disputed", new_status="unverified",
        reviewer=person, note="x", occurrence=claim.occurrences.get(), wording="x", idempotency_key=uuid.uuid4(),
    )  # fmt: skip


def test_a_disagreement_keeps_both_reviews_and_makes_the_claim_disputed(claim: Claim, cast: Cast) -> None:
    second = disagree(claim, cast)
    settle()
    claim.refresh_from_db()
    assert claim.status == "disputed"
    assert [row.act for row in claim.reviews.all()] == [Act.VERDICT, Act.DISAGREEMENT]
    first = claim.reviews.first()
    assert (second.disagrees_with, second.held, second.new_status) == (first, "unverified", "disputed")


def test_a_disagreement_over_a_disputed_claim_is_written_too(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "disputed")
    evidence_on(claim, cast.reviewer2)
    second = answer_review(claim, cast.reviewer2, held(claim, "verified"))
    settle()
    assert (second.old_status, second.new_status, second.held) == ("disputed", "disputed", "verified")


def test_a_disagreement_needs_what_its_verdict_needs_and_a_note(article: Article, claim: Claim, cast: Cast) -> None:
    with pytest.raises(GroundMissing, match="note"):
        answer_review(claim, cast.reviewer2, held(claim, note=" "))
    second = claims_of(article)[1]
    review_claim(second, cast.reviewer, verdict(second))
    with pytest.raises(GroundMissing, match="rests on evidence"):
        answer_review(second, cast.reviewer2, held(second, "verified"))
    answer = answer_review(second, cast.reviewer2, held(second, "verified"), NewEvidence("I saw it.", "supports"))
    assert answer.act == Act.DISAGREEMENT
    assert Evidence.objects.get(claim=second).added_by == cast.reviewer2


@pytest.mark.parametrize("who", ["reviewer", "reviewer2"])
@pytest.mark.parametrize("status", ["verified", "unverified", "unchecked"])
def test_neither_of_the_two_decides_it(claim: Claim, cast: Cast, who: str, status: str) -> None:
    disagree(claim, cast)
    with pytest.raises(ThirdPersonNeeded):
        review_claim(claim, getattr(cast, who), verdict(claim, status))
    settle()
    with pytest.raises(DatabaseError, match="third person"):
        straight_in(claim, getattr(cast, who))


@pytest.mark.parametrize("who", ["outsider", "editor", "administrator"])
def test_a_third_person_or_an_editor_resolves_it(claim: Claim, cast: Cast, who: str) -> None:
    disagree(claim, cast)
    review_claim(claim, getattr(cast, who), verdict(claim, "verified", "The log is the right one."))
    claim.refresh_from_db()
    assert claim.status == "verified"
    assert review_claim(claim, cast.reviewer2, verdict(claim)) is not None


def test_an_editor_who_disagrees_may_resolve_it_too(claim: Claim, cast: Cast) -> None:
    answer_review(claim, cast.editor, held(claim))
    assert review_claim(claim, cast.editor, verdict(claim)) is not None
    settle()


def test_who_disagreed_may_take_it_back(claim: Claim, cast: Cast) -> None:
    disagree(claim, cast)
    undo_last_review(claim.article, cast.reviewer2, idempotency_key=uuid.uuid4())
    settle()
    claim.refresh_from_db()
    assert claim.status == "verified"


def test_a_third_person_who_takes_the_decision_back_leaves_the_disagreement_as_it_was(claim: Claim, cast: Cast) -> None:
    disagree(claim, cast)
    review_claim(claim, cast.outsider, verdict(claim, "verified"))
    undo_last_review(claim.article, cast.outsider, idempotency_key=uuid.uuid4())
    settle()
    claim.refresh_from_db()
    assert claim.status == "disputed"
    with pytest.raises(ThirdPersonNeeded):
        review_claim(claim, cast.reviewer, verdict(claim))
    with pytest.raises(DatabaseError, match="third person"):
        straight_in(claim, cast.reviewer)


def test_the_same_verdict_corroborates_and_changes_nothing_but_the_count(claim: Claim, cast: Cast) -> None:
    before = Claim.objects.get(pk=claim.pk)
    second = answer_review(claim, cast.reviewer2, held(claim, "verified", ""))
    settle()
    claim.refresh_from_db()
    assert second.act == Act.CORROBORATION
    assert (claim.status, claim.version) == ("verified", before.version + 1)
    page = card(cast.viewer, claim)
    assert "Decided by 2 people: Rosa Aguilar, Milan Kovac" in page


def test_a_corroboration_taken_back_does_not_count(claim: Claim, cast: Cast) -> None:
    answer_review(claim, cast.reviewer2, held(claim, "verified", ""))
    undo_last_review(claim.article, cast.reviewer2, idempotency_key=uuid.uuid4())
    settle()
    claim.refresh_from_db()
    assert claim.status == "verified"
    assert "Decided by" not in card(cast.viewer, claim)


def test_nobody_answers_themselves_or_a_claim_that_nobody_decided(article: Article, claim: Claim, cast: Cast) -> None:
    with pytest.raises(StaleClaim):
        answer_review(claim, cast.reviewer, held(claim))
    with pytest.raises(StaleClaim):
        answer_review(claims_of(article)[1], cast.reviewer2, held(claims_of(article)[1]))
    with pytest.raises(StaleClaim):
        answer_review(claim, cast.reviewer2, held(claim, "unchecked"))


def test_on_a_claim_that_cites_somebody_only_the_track_they_differ_on_is_disputed(cast: Cast) -> None:
    claim = citing_claim(plain_article(cast.editor))
    decide(claim, cast.reviewer, "verified")
    mine = Verdict(
        "unverified", "substance", "Nobody has seen it.", Claim.objects.get(pk=claim.pk).version, uuid.uuid4()
    )
    answer_review(claim, cast.reviewer2, mine)
    settle()
    claim.refresh_from_db()
    assert (claim.attribution_status, claim.status) == ("verified", "disputed")


def test_an_answer_sent_twice_is_one(claim: Claim, cast: Cast) -> None:
    mine = held(claim)
    assert answer_review(claim, cast.reviewer2, mine) == answer_review(claim, cast.reviewer2, mine)
    assert claim.reviews.count() == 2


def test_a_verdict_that_was_returned_may_be_given_again_as_it_is(claim: Claim, cast: Cast) -> None:
    first = claim.reviews.get()
    assert review_claim(claim, cast.reviewer, verdict(claim, "verified")) is None
    sign_off(first, cast.administrator, "returned", "Which log?", idempotency_key=uuid.uuid4())
    again = review_claim(claim, cast.reviewer, verdict(claim, "verified", "The log of the 12th."))
    settle()
    assert again is not None
    assert again.act == Act.REISSUE
    assert sign_off(again, cast.administrator, "agreed", "", idempotency_key=uuid.uuid4())


def test_of_three_who_answer_at_once_one_is_heard_and_the_others_are_told(transactional_db: None) -> None:
    cast = make_cast()
    claim = claims_of(plain_article(cast.editor))[0]
    decide(claim, cast.reviewer, "verified")
    people = (cast.reviewer2, cast.outsider, cast.editor)
    mine = [held(claim) for _person in people]
    said = at_once(
        *(
            lambda person=person, mine=each: answer_review(claim, person, mine)
            for person, each in zip(people, mine, strict=True)
        )
    )
    assert sum(isinstance(answer, Review) for answer in said) == 1
    assert sum(isinstance(answer, StaleClaim) for answer in said) == 2
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("disputed", 2)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def card(person: Person, claim: Claim) -> str:
    page = parsed(browser(person).get(f"{claim.article.get_absolute_url()}?claim={claim.pk}"))
    return " ".join(page.xpath("//*[@id='claim-card']")[0].text_content().split())


@pytest.mark.parametrize(
    ("mine", "button"), [("unverified", "Record as disagreement"), ("verified", "Add as corroboration")]
)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_conflict_offers_what_may_be_made_of_it(claim: Claim, cast: Cast, mine: str, button: str, htmx: bool) -> None:
    client = browser(cast.reviewer2)
    headers = {"HX-Request": "true", "HX-Target": "claim-card"} if htmx else {}
    sent: dict[str, Any] = {
        "version": 0,
        "key": uuid.uuid4(),
        "status": mine,
        "note": "I read the log.",
        "scope": "substance",
    }
    conflict = client.post(f"/claims/{claim.pk}/review/", sent, headers=headers)
    assert conflict.status_code == 409
    page = parsed(conflict)
    (offer,) = page.xpath("//*[contains(@class, 'conflict')]//button")
    assert offer.text_content().strip() == button
    form = page.xpath("//form[@id='review-form']")[0]
    again = {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")}
    again |= {"note": form.xpath(".//textarea[@name='note']")[0].text.strip(), offer.get("name"): offer.get("value")}
    answer = client.post(offer.get("formaction"), again, headers=headers, follow=True)
    assert answer.status_code == 200
    newest = claim.reviews.latest("claim_version")
    assert newest.act == ("corroboration" if mine == "verified" else "disagreement")
    assert newest.note == "I read the log."


def test_a_withdrawal_that_came_late_can_only_be_discarded(claim: Claim, cast: Cast) -> None:
    sent = {"version": 0, "key": uuid.uuid4(), "status": "unchecked", "note": "Too soon.", "scope": "substance"}
    page = parsed(browser(cast.reviewer2).post(f"/claims/{claim.pk}/review/", sent))
    assert page.xpath("//*[contains(@class, 'conflict')]//button") == []


def test_the_card_names_the_two_and_tells_them_that_a_third_decides(claim: Claim, cast: Cast) -> None:
    disagree(claim, cast)
    claim.refresh_from_db()
    sentence = "Rosa Aguilar and Milan Kovac disagree: verified against unverified. A third person or an editor decides"
    assert f"{sentence}; you are one of the two." in card(cast.reviewer, claim)
    assert f"{sentence}." in card(cast.outsider, claim)
    sent = {
        "version": claim.version,
        "key": uuid.uuid4(),
        "status": "unverified",
        "note": "Still.",
        "scope": "substance",
    }
    refused = browser(cast.reviewer).post(f"/claims/{claim.pk}/review/", sent)
    assert refused.status_code == 422
    assert "You are one of the two who disagree" in refused.content.decode()
    assert "Still." in refused.content.decode()
