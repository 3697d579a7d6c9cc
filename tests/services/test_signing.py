"""Two pairs of eyes: who may sign, what that names, and what voids it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories import (
    Cast,
    at_once,
    claims_of,
    decide,
    evidence_on,
    make_cast,
    plain_article,
    verdict,
)
from tests.views.pages import parsed
from verify.ledger import StaleClaim
from verify.models import Article, Claim, ClaimOccurrence, HistoryIsFixed, Person, Review, Role, SignOff
from verify.services.errors import Refused
from verify.services.reviewing import review_claim, undo_last_review
from verify.services.signing import refusal, sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(cast: Cast) -> Person:
    """A second editor: the first one uploads the articles here."""
    return Person.objects.create(username="chief", role=Role.EDITOR, first_name="Ines", last_name="Duarte")


@pytest.fixture(autouse=True)
def rule(settings: Any) -> Any:
    settings.SIGN_OFF = "all"
    return settings


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


@pytest.fixture
def review(claim: Claim, cast: Cast) -> Review:
    return decide(claim, cast.reviewer, "verified")


def sign(
    review: Review, person: Person, answer: str = "agreed", note: str = "", key: uuid.UUID | None = None
) -> SignOff:
    return sign_off(review, person, answer, note, idempotency_key=key or uuid.uuid4())


def straight_in(review: Review, person: Person, answer: str = "agreed", note: str = "") -> SignOff:
    """Past the service, as a script would."""
    with transaction.atomic():
        return SignOff.objects.create(
            review=review, person=person, answer=answer, note=note, idempotency_key=uuid.uuid4()
        )


def waiting(person: Person) -> list[int]:
    """What waits for this person: the list of all and the queue, which are asked differently, hold the same."""
    found = list(Claim.objects.waiting_for_signature_of(person).values_list("pk", flat=True))
    assert sorted(Claim.objects.in_queue("signature", person).values_list("pk", flat=True)) == sorted(found)
    return found


def test_an_editor_agrees_with_one_exact_review(review: Review, chief: Person) -> None:
    assert waiting(chief) == [review.claim_id]
    signed = sign(review, chief)
    assert (signed.review, signed.person, signed.answer) == (review, chief, "agreed")
    assert waiting(chief) == []


def test_a_later_review_voids_it_and_the_new_one_waits_again(
    review: Review, claim: Claim, cast: Cast, chief: Person
) -> None:
    sign(review, chief)
    review_claim(claim, cast.reviewer2, verdict(claim))
    assert waiting(chief) == [claim.pk]
    with pytest.raises(StaleClaim):
        sign(review, cast.administrator)


def test_an_undo_is_a_later_review_too(review: Review, claim: Claim, cast: Cast, chief: Person) -> None:
    second = decide(claim, cast.reviewer2, "disputed")
    sign(second, chief)
    undo_last_review(claim.article, cast.reviewer2, idempotency_key=uuid.uuid4())
    assert waiting(chief) == [claim.pk]


def test_a_return_needs_a_note_and_takes_the_claim_off_the_list(review: Review, chief: Person) -> None:
    with pytest.raises(Refused, match="needs a note"):
        sign(review, chief, "returned", " \n")
    assert sign(review, chief, "returned", "The minutes are of another year.").is_return
    assert waiting(chief) == []


Who = Callable[[Cast, Person], Person]


@pytest.mark.parametrize("who", ["reviewer", "uploader", "giver", "no editor", "superuser"])
def test_who_is_no_second_person_is_refused_by_the_service_and_by_the_database(
    article: Article, claim: Claim, cast: Cast, chief: Person, who: str
) -> None:
    boss = cast.administrator
    reviewers = {"reviewer": chief, "superuser": boss}
    signer = {
        "reviewer": chief,
        "uploader": cast.editor,
        "giver": chief,
        "no editor": cast.reviewer2,
        "superuser": boss,
    }[who]
    evidence_on(claim, chief if who == "giver" else cast.reviewer2)
    made = review_claim(claim, reviewers.get(who, cast.reviewer), verdict(claim, "verified"))
    assert made is not None
    assert refusal(made, signer)
    with pytest.raises(Refused, match=r"another editor|Only editors"):
        sign(made, signer)
    with pytest.raises(DatabaseError, match="sign"):
        straight_in(made, signer)
    assert claim.pk not in waiting(signer)
    assert not SignOff.objects.exists()


def test_a_superuser_who_uploaded_the_article_or_gave_all_the_evidence_is_refused_like_others(cast: Cast) -> None:
    boss = cast.administrator
    uploaded = claims_of(plain_article(boss))[0]
    evidence_on(uploaded, cast.reviewer)
    given = claims_of(plain_article(cast.editor))[0]
    evidence_on(given, boss)
    for claim in (uploaded, given):
        made = review_claim(claim, cast.reviewer, verdict(claim, "verified"))
        assert made is not None
        with pytest.raises(Refused):
            sign(made, boss)
        with pytest.raises(DatabaseError):
            straight_in(made, boss)
    assert waiting(boss) == []


def test_who_gave_some_of_the_evidence_may_sign(claim: Claim, cast: Cast, chief: Person) -> None:
    evidence_on(claim, chief)
    evidence_on(claim, cast.reviewer)
    made = review_claim(claim, cast.reviewer, verdict(claim, "verified"))
    assert made is not None
    assert waiting(chief) == [claim.pk]
    assert sign(made, chief)


def test_a_verdict_without_evidence_is_signed_too(claim: Claim, cast: Cast, chief: Person) -> None:
    made = review_claim(claim, cast.reviewer, verdict(claim))
    assert made is not None
    assert sign(made, chief)


def test_nobody_answers_a_review_twice(review: Review, chief: Person) -> None:
    sign(review, chief)
    with pytest.raises(Refused, match="answered"):
        sign(review, chief, "returned", "On second thoughts.")
    with pytest.raises(DatabaseError):
        straight_in(review, chief, "returned", "On second thoughts.")


def test_a_withdrawn_verdict_is_not_signed(claim: Claim, review: Review, cast: Cast, chief: Person) -> None:
    withdrawn = review_claim(claim, cast.reviewer, verdict(claim, "unchecked", "Too soon."))
    assert withdrawn is not None
    with pytest.raises(Refused, match="nothing to sign"):
        sign(withdrawn, chief)
    with pytest.raises(DatabaseError, match="stands on"):
        straight_in(withdrawn, chief)


def test_an_answer_is_history(review: Review, chief: Person) -> None:
    signed = sign(review, chief)
    with pytest.raises(HistoryIsFixed):
        signed.save()
    with pytest.raises(HistoryIsFixed):
        SignOff.objects.all().delete()
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        SignOff.objects.all()._raw_delete("default")


def test_the_same_key_twice_is_one_answer(review: Review, chief: Person) -> None:
    key = uuid.uuid4()
    assert sign(review, chief, key=key) == sign(review, chief, key=key)
    assert SignOff.objects.count() == 1


@pytest.mark.parametrize(("rule_", "expected"), [("none", 0), ("high-risk", 1), ("all", 3)])
@pytest.mark.parametrize("where", ["desk", "article"])
def test_the_rule_says_which_claims_wait(
    article: Article, cast: Cast, chief: Person, rule: Any, rule_: str, expected: int, where: str
) -> None:
    if where == "desk":
        rule.SIGN_OFF = rule_
    else:
        rule.SIGN_OFF = "none" if rule_ != "none" else "all"
        Article.objects.filter(pk=article.pk).update(sign_off=rule_)
    claims = claims_of(article)
    ClaimOccurrence.objects.filter(claim=claims[0]).update(checkworthiness=0.7)
    ClaimOccurrence.objects.filter(claim=claims[1]).update(checkworthiness=0.69)
    for claim in claims:
        decide(claim, cast.reviewer, "verified")
    assert len(waiting(chief)) == expected
    assert expected != 1 or waiting(chief) == [claims[0].pk]


@pytest.mark.parametrize("why", ["disputed", "names a number of casualties", "speaks of dead or wounded"])
def test_a_disputed_claim_and_one_about_harm_are_high_risk(
    article: Article, claim: Claim, cast: Cast, chief: Person, rule: Any, why: str
) -> None:
    rule.SIGN_OFF = "high-risk"
    ClaimOccurrence.objects.filter(claim=claim).update(reasons=[why, "has a figure"])
    decide(claim, cast.reviewer, "disputed" if why == "disputed" else "verified")
    decide(claims_of(article)[1], cast.reviewer, "verified")
    assert waiting(chief) == [claim.pk]


def test_what_is_out_of_the_work_undecided_or_not_ones_own_does_not_wait(
    article: Article, cast: Cast, chief: Person
) -> None:
    first, second, _third = claims_of(article)
    decide(first, cast.reviewer, "verified")
    decide(second, cast.reviewer, "verified")
    Claim.objects.filter(pk=first.pk).update(out_of_scope=True)
    assert waiting(chief) == [second.pk]
    Article.objects.filter(pk=article.pk).update(restricted=True)
    assert waiting(chief) == []
    article.people.add(chief)
    assert waiting(chief) == [second.pk]
    assert waiting(cast.reviewer2) == []


def test_a_signature_and_a_new_review_at_once_leave_no_signed_claim_that_nobody_signed(transactional_db: None) -> None:
    cast = make_cast()
    claims = claims_of(plain_article(cast.editor, 4))
    for claim in claims:
        made = decide(claim, cast.reviewer, "verified")
        anew = verdict(claim)
        at_once(
            lambda made=made: sign(made, cast.administrator),  # type: ignore[misc]
            lambda claim=claim, anew=anew: review_claim(claim, cast.reviewer2, anew),  # type: ignore[misc]
        )
        claim.refresh_from_db()
        newest = claim.reviews.get(claim_version=claim.version)
        assert newest.new_status == "unverified"
        assert not newest.sign_offs.exists()
        assert claim.pk in waiting(cast.administrator)


def test_two_answers_of_one_person_at_once_are_one(transactional_db: None) -> None:
    cast = make_cast()
    made = decide(claims_of(plain_article(cast.editor))[0], cast.reviewer, "verified")
    said = at_once(*(lambda: sign(made, cast.administrator) for _turn in range(3)))
    assert sum(isinstance(answer, SignOff) for answer in said) == 1
    assert SignOff.objects.count() == 1


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("htmx", [True, False])
def test_the_card_takes_the_answer_and_shows_who_gave_it(review: Review, chief: Person, htmx: bool) -> None:
    client = browser(chief)
    address = f"{review.claim.article.get_absolute_url()}?claim={review.claim_id}"
    form = parsed(client.get(address)).xpath("//form[@id='sign-form']")[0]
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")} | {
        "answer": "agreed"
    }
    headers = {"HX-Request": "true", "HX-Target": "claim-card"} if htmx else {}
    answer = client.post(form.get("action"), sent, headers=headers, follow=True)
    assert answer.status_code == 200
    page = parsed(answer)
    assert "Ines Duarte agreed" in " ".join(page.xpath("//*[@id='signature']")[0].text_content().split())
    assert "Signed off." in page.text_content()
    assert page.xpath("//form[@id='sign-form']") == []
    assert "Ines Duarte agreed" in " ".join(parsed(client.get(review.claim.get_absolute_url())).text_content().split())


def test_a_return_without_its_note_comes_back_and_one_that_is_late_says_so(
    review: Review, claim: Claim, cast: Cast, chief: Person
) -> None:
    client = browser(chief)
    sent = {"review": review.pk, "answer": "returned", "missing": "", "key": uuid.uuid4()}
    answer = client.post(f"/claims/{claim.pk}/sign/", sent)
    assert answer.status_code == 422
    assert "Returning needs a note" in answer.content.decode()
    review_claim(claim, cast.reviewer2, verdict(claim))
    answer = client.post(f"/claims/{claim.pk}/sign/", sent | {"missing": "Which year is it?"})
    assert answer.status_code == 409
    page = parsed(answer)
    assert "decided this claim since" in page.xpath("//*[@id='signature']")[0].text_content()
    assert page.xpath("//textarea[@id='id_sign_note']")[0].text.strip() == "Which year is it?"


def test_an_editor_says_for_one_article_which_claims_are_signed(article: Article, cast: Cast) -> None:
    client = browser(cast.editor)
    assert "as for the whole desk: all" in client.get(f"{article.get_absolute_url()}details/").content.decode()
    client.post(f"{article.get_absolute_url()}details/", {"title": "Boats", "sign_off": "none"})
    article.refresh_from_db()
    assert article.sign_off == "none"
