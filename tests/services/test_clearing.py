"""The gate: what is missing, who may clear, what is accepted by name, and what takes the clearance back."""

import uuid
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories import (
    Cast,
    at_once,
    claims_of,
    decide,
    make_cast,
    plain_article,
    revise,
    revision_of,
    split_article,
    verdict,
)
from tests.views.pages import parsed
from verify.flags import Notice, show_flags
from verify.models import AcceptedRisk, Article, Claim, Clearance, Flag, HistoryIsFixed, Person, Review
from verify.services import editing
from verify.services.clearing import NotAccepted, checklist, clear_article, withdraw_clearance
from verify.services.errors import Refused
from verify.services.reviewing import review_claim
from verify.services.signing import sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def decided(article: Article, cast: Cast) -> Article:
    for claim in claims_of(article):
        decide(claim, cast.reviewer, "verified")
    return article


def clear(article: Article, person: Person, reasons: dict[str, str] | None = None) -> Clearance:
    return clear_article(article, person, reasons or {}, idempotency_key=uuid.uuid4())


def stands(article: Article) -> bool:
    return article.pk in Clearance.objects.standing_of([article.pk])


def newest(article: Article) -> Clearance:
    return Clearance.objects.filter(article=article).latest("pk")


def flag(article: Article, claim: Claim | None = None) -> Flag:
    (raised,) = show_flags(article, ["conflict"], [Notice("conflict", "cause", "Two figures disagree.", claim)])
    return raised


def test_an_article_is_ready_when_nothing_is_missing(decided: Article, cast: Cast) -> None:
    assert checklist(decided) == []
    cleared = clear(decided, cast.editor)
    assert (cleared.act, cleared.person, cleared.revision) == ("clear", cast.editor, decided.current_revision)
    assert stands(decided)


def test_the_checklist_says_what_is_missing_kind_by_kind_and_leads_there(article: Article, cast: Cast) -> None:
    first, second, third = claims_of(article)
    Article.objects.filter(pk=article.pk).update(sign_off="all")
    decide(second, cast.reviewer, "disputed")
    decide(third, cast.reviewer, "verified")
    open_flag = flag(article, third)
    found = [(item.kind, item.number, item.claim, item.flag) for item in checklist(article)]
    assert found == [
        ("open", 1, first.pk, None),
        ("disputed", 2, second.pk, None),
        ("unsigned", 2, second.pk, None),
        ("unsigned", 3, third.pk, None),
        ("flag", 3, third.pk, open_flag.pk),
    ]
    assert {item.address for item in checklist(article)} >= {
        f"{article.get_absolute_url()}?claim={first.pk}", f"{article.get_absolute_url()}?claim={third.pk}#flags",
    }  # fmt: skip


def test_a_signature_that_stands_is_not_missing_and_one_that_is_void_is(article: Article, cast: Cast) -> None:
    Article.objects.filter(pk=article.pk).update(sign_off="all")
    claims = claims_of(article)
    reviews = [decide(claim, cast.reviewer, "verified") for claim in claims]
    for review in reviews:
        sign_off(review, cast.administrator, "agreed", "", idempotency_key=uuid.uuid4())
    assert checklist(article) == []
    review_claim(claims[0], cast.reviewer2, verdict(claims[0]))
    assert [(item.kind, item.claim) for item in checklist(article)] == [("unsigned", claims[0].pk)]


def test_what_is_out_of_the_work_or_gone_from_the_text_is_not_asked_for(article: Article, cast: Cast) -> None:
    first, second, third = claims_of(article)
    Claim.objects.filter(pk=first.pk).update(out_of_scope=True)
    flag(article, second)
    second.occurrences.update(withdrawn=True)
    decide(third, cast.reviewer, "verified")
    assert checklist(article) == []


def test_what_stays_open_is_accepted_by_name_each_with_its_reason(article: Article, cast: Cast) -> None:
    claims = claims_of(article)
    decide(claims[2], cast.reviewer, "verified")
    flag(article)
    missing = checklist(article)
    with pytest.raises(NotAccepted) as refused:
        clear(article, cast.editor, {missing[0].key: "The mayor confirms tomorrow.", missing[1].key: "  "})
    assert [item.key for item in refused.value.missing] == [missing[1].key, missing[2].key]
    assert not Clearance.objects.exists()
    cleared = clear(article, cast.editor, {item.key: f"Because of {item.key}." for item in missing})
    risks = [(risk.kind, risk.claim_id, risk.reason, risk.words) for risk in cleared.risks.all()]
    assert risks == [
        ("open", claims[0].pk, f"Because of open-{claims[0].pk}.", "The council counted 1 boats."),
        ("open", claims[1].pk, f"Because of open-{claims[1].pk}.", "The council counted 2 boats."),
        ("flag", None, f"Because of {missing[2].key}.", "Two figures disagree."),
    ]


def test_only_editors_clear(decided: Article, cast: Cast) -> None:
    for person in (cast.reviewer, cast.viewer):
        with pytest.raises(Refused, match="Only editors"):
            clear(decided, person)
        with pytest.raises(DatabaseError, match="only editors"), transaction.atomic():
            Clearance.objects.create(article=decided, revision=revision_of(decided), act="clear", person=person)


def test_the_same_key_twice_is_one_clearance_and_another_key_is_told(decided: Article, cast: Cast) -> None:
    key = uuid.uuid4()
    first = clear_article(decided, cast.editor, {}, idempotency_key=key)
    assert clear_article(decided, cast.editor, {}, idempotency_key=key) == first
    with pytest.raises(Refused, match="cleared already"):
        clear(decided, cast.administrator)


def test_a_clearance_is_taken_back_by_name_with_a_note(decided: Article, cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing to withdraw"):
        withdraw_clearance(decided, cast.editor, "x", idempotency_key=uuid.uuid4())
    clear(decided, cast.editor)
    with pytest.raises(Refused, match="needs a note"):
        withdraw_clearance(decided, cast.administrator, " ", idempotency_key=uuid.uuid4())
    withdraw_clearance(decided, cast.administrator, "The source called.", idempotency_key=uuid.uuid4())
    assert not stands(decided)
    assert clear(decided, cast.editor)


@pytest.mark.parametrize("status", ["unchecked", "disputed"])
def test_a_review_that_leaves_a_claim_open_or_disputed_withdraws_it(decided: Article, cast: Cast, status: str) -> None:
    clear(decided, cast.editor)
    claim = claims_of(decided)[1]
    review_claim(claim, cast.reviewer2, verdict(claim, status))
    assert not stands(decided)
    act = newest(decided)
    assert (act.act, act.cause, act.person, act.claim) == ("withdraw", "review", cast.reviewer2, claim)


def test_a_review_that_leaves_it_decided_does_not(decided: Article, cast: Cast) -> None:
    clear(decided, cast.editor)
    claim = claims_of(decided)[1]
    review_claim(claim, cast.reviewer2, verdict(claim, "unverified"))
    assert stands(decided)


def test_other_words_set_by_an_editor_withdraw_it(decided: Article, cast: Cast) -> None:
    clear(decided, cast.editor)
    editing.add_claim(decided, cast.editor, 4, 11, idempotency_key=uuid.uuid4())
    assert (newest(decided).act, newest(decided).cause) == ("withdraw", "text")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("# Boats\n\nThe council counted 9 boats.\n\nThe ferry sailed at noon.\n", False),
        ("# Boats\n\nThe council counted 8 boats.\n\nThe ferry sailed at noon.\n\nTwo cranes fell.\n", False),
        ("# Boats and a ferry\n\nThe council counted 8 boats.\n\nThe ferry sailed at noon.\n", True),
    ],
    ids=["reworded", "new", "headline"],
)
def test_a_new_revision_with_any_changed_claim_withdraws_it(text: str, still: bool) -> None:
    cast = make_cast()
    article = split_article(
        cast.editor, "# Boats\n\nThe council counted 8 boats.\n\nThe ferry sailed at noon.\n", "a.md"
    )
    for claim in claims_of(article):
        decide(claim, cast.reviewer, "verified")
    clear(article, cast.editor, {item.key: "Fine." for item in checklist(article)})
    revise(article, cast.editor, text, "a.md")
    assert stands(article) == still
    assert still or (newest(article).cause, newest(article).person) == ("text", cast.editor)


def test_a_clearance_and_what_it_accepted_are_history(article: Article, cast: Cast) -> None:
    cleared = clear(article, cast.editor, {item.key: "Tomorrow." for item in checklist(article)})
    with pytest.raises(HistoryIsFixed):
        cleared.save()
    for model in (Clearance, AcceptedRisk):
        with pytest.raises(DatabaseError, match="history"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_of_a_clearance_and_a_dispute_at_once_none_leaves_a_disputed_article_cleared(transactional_db: None) -> None:
    cast = make_cast()
    for _turn in range(4):
        article = plain_article(cast.editor, 2)
        claims = claims_of(article)
        for claim in claims:
            decide(claim, cast.reviewer, "verified")
        dispute = verdict(claims[0], "disputed")
        said = at_once(partial(clear, article, cast.editor), partial(review_claim, claims[0], cast.reviewer2, dispute))
        assert isinstance(said[1], Review)
        assert isinstance(said[0], Clearance | NotAccepted)
        assert not stands(article)


def test_two_editors_at_once_clear_it_once(transactional_db: None) -> None:
    cast = make_cast()
    article = plain_article(cast.editor, 1)
    decide(claims_of(article)[0], cast.reviewer, "verified")
    said = at_once(*(partial(clear, article, person) for person in (cast.editor, cast.administrator)))
    assert sorted(type(answer).__name__ for answer in said) == ["Clearance", "Refused"]
    assert Clearance.objects.filter(article=article).count() == 1


def test_the_page_lists_what_is_missing_and_clears_with_the_reasons(article: Article, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.editor)
    address = f"{article.get_absolute_url()}clearance/"
    assert parsed(client.get(article.get_absolute_url())).xpath("//a[@id='clear-link']/@href") == [address]
    page = parsed(client.get(address))
    claims = claims_of(article)
    assert [link for link in page.xpath("//main//li/a/@href") if "claim=" in link] == [
        f"{article.get_absolute_url()}?claim={claim.pk}" for claim in claims
    ]
    one = {"key": uuid.uuid4(), "act": "clear", f"reason-open-{claims[0].pk}": "The mayor says so."}
    refused = client.post(address, one)
    assert refused.status_code == 422
    assert "The mayor says so." in refused.content.decode()
    assert client.post(address, one | {"all-open": "It runs tonight."}).status_code == 302
    assert [risk.reason for risk in newest(article).risks.all()] == ["The mayor says so.", *2 * ["It runs tonight."]]
    for place in (article.get_absolute_url(), "/"):
        assert "leared by Edith Okafor" in client.get(place).content.decode()
    assert (
        client.post(address, {"key": uuid.uuid4(), "act": "withdraw", "note": "The source called."}).status_code == 302
    )
    assert "leared by Edith Okafor" not in client.get(article.get_absolute_url()).content.decode()
    assert "The source called." in client.get(address).content.decode()
