"""One act on many claims: a word on each, once however often it is sent, and taken back as a whole."""

import uuid
from dataclasses import replace

import pytest

from tests.factories import Cast, at_once, claims_of, decide, evidence_on, make_cast, plain_article, revise, settle
from verify.models import Article, Assignment, Claim, ClaimEdit, Person, Review
from verify.services.assigning import assign
from verify.services.bulk import MOST, Act, Chosen, Order, Outcome, act_on_many, undo_batch
from verify.services.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 4)


def order(act: str, person: Person, note: str = "Called, nobody answered.", assignee: Person | None = None) -> Order:
    return Order(Act(act), person, uuid.uuid4(), note, assignee)


def chosen(claims: list[Claim]) -> list[Chosen]:
    return [
        Chosen(claim, claim.version)
        for claim in Claim.objects.filter(pk__in=[each.pk for each in claims]).order_by("pk")
    ]


def results(outcomes: list[Outcome]) -> list[str]:
    return [str(each.result) for each in outcomes]


def undo(batch: uuid.UUID, person: Person) -> list[Outcome]:
    return undo_batch(batch, person, Claim.objects.visible_to(person))


def statuses(article: Article) -> list[str]:
    return [claim.status for claim in claims_of(article)]


def test_many_are_decided_with_one_note_each_by_its_own_review_under_one_batch(article: Article, cast: Cast) -> None:
    ordered = order("unverified", cast.reviewer)
    assert results(act_on_many(ordered, chosen(claims_of(article)))) == ["done"] * 4
    settle()
    reviews = Review.objects.filter(batch=ordered.batch)
    assert reviews.count() == 4
    assert set(reviews.values_list("new_status", "note", "reviewer")) == {
        ("unverified", "Called, nobody answered.", cast.reviewer.pk)
    }


def test_verified_and_disputed_stand_only_where_the_evidence_is_and_the_others_say_what_is_missing(
    article: Article, cast: Cast
) -> None:
    first, second, *_others = claims_of(article)
    evidence_on(first, cast.reviewer)
    evidence_on(second, cast.reviewer, "refutes")
    outcomes = act_on_many(order("verified", cast.reviewer, ""), chosen(claims_of(article)))
    assert results(outcomes) == ["done", "refused", "refused", "refused"]
    assert all("rests on evidence" in each.reason for each in outcomes[1:])
    outcomes = act_on_many(order("disputed", cast.reviewer, ""), chosen(claims_of(article)[1:]))
    assert results(outcomes) == ["done", "refused", "refused"]
    assert statuses(article) == ["verified", "disputed", "unchecked", "unchecked"]
    settle()


def test_the_same_batch_sent_twice_is_one_and_what_is_so_already_is_said(article: Article, cast: Cast) -> None:
    ordered, rows = order("unverified", cast.reviewer), chosen(claims_of(article))
    act_on_many(ordered, rows)
    assert results(act_on_many(ordered, rows)) == ["done"] * 4
    assert Review.objects.count() == 4
    again = act_on_many(order("unverified", cast.reviewer), chosen(claims_of(article)))
    assert results(again) == ["same"] * 4
    assert Review.objects.count() == 4


def test_what_a_colleague_decided_since_is_left_and_named(article: Article, cast: Cast) -> None:
    rows = chosen(claims_of(article))
    decide(claims_of(article)[1], cast.reviewer2, "verified")
    outcomes = act_on_many(order("unverified", cast.reviewer), rows)
    assert results(outcomes) == ["done", "refused", "done", "done"]
    assert outcomes[1].reason == "Milan Kovac decided it since: Verified. That stands."
    assert statuses(article) == ["unverified", "verified", "unverified", "unverified"]


def test_a_batch_is_taken_back_by_new_reviews_and_what_came_after_it_stands(article: Article, cast: Cast) -> None:
    decide(claims_of(article)[0], cast.reviewer2, "verified")
    ordered = order("unverified", cast.reviewer)
    act_on_many(ordered, chosen(claims_of(article)))
    decide(claims_of(article)[2], cast.reviewer2, "disputed")
    outcomes = undo(ordered.batch, cast.reviewer)
    assert results(outcomes) == ["done", "done", "refused", "done"]
    assert "Milan Kovac decided it since: Disputed" in outcomes[2].reason
    assert statuses(article) == ["verified", "unchecked", "disputed", "unchecked"]
    assert Review.objects.filter(act="undo", reviewer=cast.reviewer).count() == 3
    settle()
    assert results(undo(ordered.batch, cast.reviewer)) == ["same", "same", "refused", "same"]
    assert Review.objects.filter(act="undo").count() == 3


def test_nobody_takes_another_persons_batch_back(article: Article, cast: Cast) -> None:
    ordered = order("unverified", cast.reviewer)
    act_on_many(ordered, chosen(claims_of(article)))
    assert undo(ordered.batch, cast.reviewer2) == []
    assert undo(ordered.batch, cast.editor) == []


def test_many_are_given_to_somebody_and_go_back_to_whoever_had_them(article: Article, cast: Cast) -> None:
    first, second, third, fourth = claims_of(article)
    assign(first, cast.reviewer2, cast.editor, key=uuid.uuid4())
    assign(fourth, cast.reviewer, cast.editor, key=uuid.uuid4())
    ordered = order("assign", cast.editor, "", cast.reviewer)
    assert results(act_on_many(ordered, chosen(claims_of(article)))) == ["done", "done", "done", "same"]
    assign(third, cast.reviewer2, cast.reviewer2, key=uuid.uuid4())
    outcomes = undo(ordered.batch, cast.editor)
    assert results(outcomes) == ["done", "done", "refused"]
    assert "changed hands" in outcomes[2].reason
    assert [claim.assignee for claim in claims_of(article)] == [cast.reviewer2, None, cast.reviewer2, cast.reviewer]
    assert results(undo(ordered.batch, cast.editor))[:2] == ["same", "same"]
    assert Assignment.objects.filter(claim=second).count() == 2


def test_a_reviewer_takes_many_but_gives_none_to_others(article: Article, cast: Cast) -> None:
    rows = chosen(claims_of(article))
    assert results(act_on_many(order("assign", cast.reviewer, "", cast.reviewer), rows)) == ["done"] * 4
    assert set(results(act_on_many(order("assign", cast.reviewer, "", cast.reviewer2), rows))) == {"refused"}


def test_an_editor_takes_many_out_of_the_work_and_brings_them_back(article: Article, cast: Cast) -> None:
    ordered, rows = order("out", cast.editor, "Opinion."), chosen(claims_of(article)[:2])
    assert results(act_on_many(ordered, rows)) == ["done", "done"]
    assert results(act_on_many(ordered, rows)) == ["done", "done"]
    assert [claim.out_of_scope for claim in claims_of(article)] == [True, True, False, False]
    assert ClaimEdit.objects.filter(batch=ordered.batch, note="Opinion.").count() == 2
    assert results(act_on_many(replace(ordered, batch=uuid.uuid4()), rows)) == ["same", "same"]
    assert results(undo(ordered.batch, cast.editor)) == ["done", "done"]
    assert [claim.out_of_scope for claim in claims_of(article)] == [False] * 4


@pytest.mark.parametrize(
    ("act", "who", "note", "said"),
    [
        ("unverified", "reviewer", " ", "needs a note"),
        ("out", "editor", "", "needs a note"),
        ("out", "reviewer", "Opinion.", "Only editors"),
        ("assign", "editor", "", "Choose who"),
    ],
)
def test_what_the_whole_order_lacks_is_said_once_and_nothing_is_done(
    article: Article, cast: Cast, act: str, who: str, note: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        act_on_many(order(act, getattr(cast, who), note), chosen(claims_of(article)))
    assert not Review.objects.exists()


def test_none_and_too_many_are_refused(article: Article, cast: Cast) -> None:
    with pytest.raises(Refused, match="at least one"):
        act_on_many(order("unverified", cast.reviewer), [])
    many = [Chosen(Claim(pk=number), 0) for number in range(MOST + 1)]
    with pytest.raises(Refused, match="at most 200"):
        act_on_many(order("unverified", cast.reviewer), many)


def test_of_two_batches_at_once_each_claim_has_one_verdict_and_each_loser_its_reason(transactional_db: None) -> None:
    cast = make_cast()
    article = plain_article(cast.editor, 6)
    rows = chosen(claims_of(article))
    said = at_once(
        *(lambda each=each: act_on_many(order("unverified", each), rows) for each in (cast.reviewer, cast.reviewer2))
    )
    mine, theirs = (each for each in said if isinstance(each, list))
    assert sorted(results(mine) + results(theirs)) == ["done"] * 6 + ["refused"] * 6
    assert Review.objects.count() == 6


def test_one_batch_sent_twice_at_once_is_one(transactional_db: None) -> None:
    cast = make_cast()
    article = plain_article(cast.editor, 6)
    ordered, rows = order("unverified", cast.reviewer), chosen(claims_of(article))
    said = at_once(*(lambda: act_on_many(ordered, rows) for _turn in range(3)))
    assert [results(each) for each in said if isinstance(each, list)] == [["done"] * 6] * 3
    assert Review.objects.count() == 6
    said = at_once(*(lambda: undo(ordered.batch, cast.reviewer) for _turn in range(3)))
    assert (
        sorted(word for each in said if isinstance(each, list) for word in results(each))
        == ["done"] * 6 + ["same"] * 12
    )
    assert statuses(article) == ["unchecked"] * 6


def test_a_claim_whose_wording_changed_since_is_left_alone(cast: Cast) -> None:
    from tests.factories import split_article

    article = split_article(cast.editor, "The council closed three bridges.\n", "a.md")
    rows = chosen(claims_of(article))
    decide(claims_of(article)[0], cast.reviewer2, "verified")
    revise(article, cast.editor, "The council closed four bridges.\n", "a.md")
    [outcome] = act_on_many(order("unverified", cast.reviewer), rows)
    assert outcome.result == "refused"
    assert statuses(article) == ["unchecked"]
