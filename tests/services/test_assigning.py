"""Assignment: given, taken, shared out, put back, reminded of; recorded, and never a lock."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.factories import Cast, at_once, claims_of, decide, plain_article
from verify.jobs.reminding import remind_stale
from verify.models import Article, Assignment, Claim, ClaimOccurrence, HistoryIsFixed, Person, Role
from verify.services.assigning import assign, assign_open, may_work_on, share_unassigned
from verify.services.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 4)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def give(claim: Claim, assignee: Person | None, person: Person, key: uuid.UUID | None = None) -> Assignment | None:
    return assign(claim, assignee, person, key=key or uuid.uuid4())


def mine(person: Person) -> list[int]:
    return list(Claim.objects.in_queue("mine", person).values_list("pk", flat=True))


def test_a_reviewer_takes_a_claim_a_colleague_takes_it_over_and_puts_it_back_all_recorded(
    claim: Claim, cast: Cast
) -> None:
    give(claim, cast.reviewer, cast.reviewer)
    assert mine(cast.reviewer) == [claim.pk]
    give(claim, cast.reviewer2, cast.reviewer2)
    assert (mine(cast.reviewer), mine(cast.reviewer2)) == ([], [claim.pk])
    give(claim, None, cast.reviewer2)
    assert mine(cast.reviewer2) == []
    recorded = list(claim.assignments.values_list("act", "assignee", "person"))
    assert recorded == [
        ("given", cast.reviewer.pk, cast.reviewer.pk),
        ("given", cast.reviewer2.pk, cast.reviewer2.pk),
        ("released", None, cast.reviewer2.pk),
    ]
    assert [row.is_taken for row in claim.assignments.all()] == [True, True, False]


def test_an_editor_gives_it_to_somebody_and_others_may_decide_it_all_the_same(claim: Claim, cast: Cast) -> None:
    given = give(claim, cast.reviewer, cast.editor)
    assert given is not None
    assert not given.is_taken
    decide(claim, cast.reviewer2, "verified")
    claim.refresh_from_db()
    assert (claim.status, claim.assignee) == ("verified", cast.reviewer)
    assert mine(cast.reviewer) == []


def test_reviewers_give_claims_to_nobody_but_themselves(claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="Only editors give"):
        give(claim, cast.reviewer2, cast.reviewer)
    give(claim, cast.reviewer2, cast.reviewer2)
    with pytest.raises(Refused, match="Only editors give"):
        give(claim, None, cast.reviewer)
    with pytest.raises(Refused, match="Only reviewers"):
        give(claim, cast.viewer, cast.viewer)
    assert Assignment.objects.count() == 1


def test_nobody_is_given_what_they_may_not_decide_or_see(article: Article, claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="only reads"):
        give(claim, cast.viewer, cast.editor)
    Article.objects.filter(pk=article.pk).update(restricted=True)
    article.refresh_from_db()
    article.people.add(cast.editor, cast.reviewer, cast.viewer)
    with pytest.raises(Refused, match="may not see"):
        give(claim, cast.outsider, cast.editor)
    with pytest.raises(Refused, match="may not see"):
        share_unassigned(article, [cast.reviewer, cast.outsider], cast.editor, key=uuid.uuid4())
    assert set(may_work_on(article)) == {cast.editor, cast.reviewer}
    assert not Assignment.objects.exists()


def test_what_is_so_already_writes_nothing_and_the_same_key_is_one_act(claim: Claim, cast: Cast) -> None:
    key = uuid.uuid4()
    first = give(claim, cast.reviewer, cast.editor, key)
    assert give(claim, cast.reviewer, cast.editor) is None
    give(claim, cast.reviewer2, cast.reviewer2)
    assert give(claim, cast.reviewer, cast.editor, key) == first
    claim.refresh_from_db()
    assert claim.assignee == cast.reviewer2
    assert Assignment.objects.count() == 2


def test_all_open_claims_of_an_article_go_to_one_person(article: Article, cast: Cast) -> None:
    decided, out, had, free = claims_of(article)
    decide(decided, cast.reviewer2, "verified")
    Claim.objects.filter(pk=out.pk).update(out_of_scope=True)
    give(had, cast.reviewer2, cast.reviewer2)
    key = uuid.uuid4()
    assert assign_open(article, cast.reviewer, cast.editor, key=key) == 2
    assert assign_open(article, cast.reviewer, cast.editor, key=key) == 2
    assert mine(cast.reviewer) == [had.pk, free.pk]
    assert Assignment.objects.filter(batch=key).count() == 2


@pytest.mark.parametrize("claims", [1, 7, 12])
def test_the_unassigned_are_shared_evenly_by_number_and_by_worth(cast: Cast, claims: int) -> None:
    article = plain_article(cast.editor, claims)
    for index, claim in enumerate(claims_of(article)):
        ClaimOccurrence.objects.filter(claim=claim).update(checkworthiness=round(0.95 - 0.07 * index, 2))
    people = [cast.reviewer, cast.reviewer2, cast.editor]
    key = uuid.uuid4()
    dealt = share_unassigned(article, people, cast.editor, key=key)
    assert sum(dealt.values()) == claims
    assert max(dealt.values()) - min(dealt.values()) <= 1
    assert share_unassigned(article, people, cast.editor, key=key) == dealt
    if claims == 12:
        rows = ClaimOccurrence.objects.filter(claim__article=article)
        worths = [sum(rows.filter(claim__assignee=each).values_list("checkworthiness", flat=True)) for each in people]
        assert max(worths) - min(worths) < 0.1
    assert share_unassigned(article, people, cast.editor, key=uuid.uuid4()) == dict.fromkeys(people, 0)


def test_sharing_among_nobody_is_refused(article: Article, cast: Cast) -> None:
    with pytest.raises(Refused, match="at least one person"):
        share_unassigned(article, [], cast.editor, key=uuid.uuid4())


def test_of_two_who_take_a_claim_at_once_one_has_it_and_both_are_recorded(transactional_db: None) -> None:
    from tests.factories import make_cast

    cast = make_cast()
    claims = claims_of(plain_article(cast.editor, 3))
    for claim in claims:
        at_once(*(lambda each=each, claim=claim: give(claim, each, each) for each in (cast.reviewer, cast.reviewer2)))
        claim.refresh_from_db()
        acts = list(claim.assignments.all())
        assert len(acts) == 2
        assert claim.assignee_id == acts[-1].assignee_id


def test_two_editors_who_share_at_once_deal_every_claim_once(transactional_db: None) -> None:
    from tests.factories import make_cast

    cast = make_cast()
    article = plain_article(cast.editor, 9)
    people = [cast.reviewer, cast.reviewer2]
    said = at_once(*(lambda: share_unassigned(article, people, cast.editor, key=uuid.uuid4()) for _turn in range(3)))
    assert sorted(sum(each.values()) for each in said if isinstance(each, dict)) == [0, 0, 9]
    assert Assignment.objects.count() == 9


def test_an_assignment_is_history(claim: Claim, cast: Cast) -> None:
    act = give(claim, cast.reviewer, cast.reviewer)
    assert act is not None
    with pytest.raises(HistoryIsFixed):
        act.save()
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        Assignment.objects.all()._raw_delete("default")


def test_a_stale_claim_is_reminded_of_once_and_again_only_after_it_changed_hands(
    article: Article, cast: Cast, settings: Any
) -> None:
    settings.ASSIGNMENT_STALE_HOURS = 24
    stale, fresh, decided, free = claims_of(article)
    for each in (stale, fresh, decided):
        give(each, cast.reviewer, cast.reviewer)
    Claim.objects.filter(pk__in=[stale.pk, decided.pk]).update(assigned_at=timezone.now() - timedelta(hours=25))
    decide(decided, cast.reviewer, "verified")
    assert [row.claim_id for handful in remind_stale() for row in handful] == [stale.pk]
    assert list(remind_stale()) == []
    reminder = stale.assignments.last()
    assert reminder is not None
    assert (reminder.act, reminder.assignee, reminder.person) == ("reminded", cast.reviewer, None)
    give(stale, cast.reviewer2, cast.reviewer2)
    stale.refresh_from_db()
    assert stale.reminded_at is None
    Claim.objects.filter(pk=stale.pk).update(assigned_at=timezone.now() - timedelta(hours=25))
    assert [row.assignee for handful in remind_stale() for row in handful] == [cast.reviewer2]
    assert free.assignments.count() == 0


def test_two_workers_remind_once(transactional_db: None) -> None:
    from tests.factories import make_cast

    cast = make_cast()
    for claim in claims_of(plain_article(cast.editor, 6)):
        give(claim, cast.reviewer, cast.editor)
    Claim.objects.update(assigned_at=timezone.now() - timedelta(days=9))
    at_once(*(lambda: list(remind_stale()) for _turn in range(3)))
    list(remind_stale())
    assert Assignment.objects.filter(act="reminded").count() == 6


def test_a_person_with_a_lower_role_later_may_still_be_relieved(claim: Claim, cast: Cast) -> None:
    give(claim, cast.reviewer, cast.editor)
    Person.objects.filter(pk=cast.reviewer.pk).update(role=Role.VIEWER)
    give(claim, None, cast.editor)
    claim.refresh_from_db()
    assert claim.assignee is None
