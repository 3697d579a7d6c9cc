"""Acts that meet: what the database has to end is done again, and nobody who works on a claim waits for its article."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection, transaction

from tests.factories import at_once, claims_of, decide, make_cast, plain_article
from verify.models import Article, Claim, Review
from verify.transactions import ATTEMPTS, in_one_transaction, one_transaction


def hold(claim: Claim) -> None:
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_that_wait_for_each_other_both_are_done() -> None:
    first, second, *_others = claims_of(plain_article(make_cast().editor))
    meeting = Barrier(2)
    tries: list[str] = []

    def act(name: str, mine: Claim, theirs: Claim) -> str:
        tries.append(name)
        hold(mine)
        if len(tries) <= 2:
            meeting.wait(20)
        hold(theirs)
        return name

    done = at_once(
        partial(in_one_transaction, partial(act, "one", first, second)),
        partial(in_one_transaction, partial(act, "other", second, first)),
    )
    assert done == ["one", "other"]
    assert len(tries) == 3


@pytest.mark.django_db(transaction=True)
def test_what_fails_for_another_reason_is_done_once_and_leaves_nothing() -> None:
    article = plain_article(make_cast().editor)
    tries: list[int] = []

    @one_transaction
    def act() -> None:
        tries.append(1)
        Article.objects.filter(pk=article.pk).update(title="Half of it")
        raise ValueError("not this")

    with pytest.raises(ValueError, match="not this"):
        act()
    with pytest.raises(BrokenBarrierError):
        in_one_transaction(_broken(tries), BrokenBarrierError)
    assert len(tries) == 1 + ATTEMPTS
    article.refresh_from_db()
    assert article.title != "Half of it"


def _broken(tries: list[int]) -> Callable[[], None]:
    def act() -> None:
        tries.append(1)
        raise BrokenBarrierError

    return act


@pytest.mark.django_db(transaction=True)
def test_a_verdict_does_not_wait_for_who_works_on_the_article() -> None:
    cast = make_cast()
    article = plain_article(cast.editor)
    before = article.activity_at

    def verdict() -> Review:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'")
        return decide(claims_of(article)[0], cast.reviewer, "unverified")

    with transaction.atomic():
        Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        (given,) = at_once(verdict)
    assert given == Review.objects.get()
    article.refresh_from_db()
    assert article.activity_at == before
    decide(claims_of(article)[1], cast.reviewer, "unverified")
    article.refresh_from_db()
    assert article.activity_at > before
