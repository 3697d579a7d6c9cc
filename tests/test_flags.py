"""What the program notices: raised once, resolved when its cause is gone, dismissed by name, and history for ever."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories import Cast, at_once, claims_of, decide, flag_on, make_cast, plain_article
from verify.flags import Notice, dismiss, show_flags
from verify.models import Article, Claim, Flag

pytestmark = pytest.mark.django_db
ONE = Flag.Kind.SINGLE_SOURCE
NAME = Flag.Kind.NAME_VARIANT


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def notice(claim: Claim | None, cause: str = "the port", **more: Any) -> Notice:
    return Notice(ONE, cause, "Only the port says so.", claim, **more)


def states(article: Article) -> list[str]:
    return list(Flag.objects.filter(article=article).order_by("pk").values_list("state", flat=True))


def test_what_is_noticed_twice_is_raised_once(article: Article, claim: Claim) -> None:
    raised = show_flags(article, [ONE], [notice(claim)])
    assert [flag.reason for flag in raised] == ["Only the port says so."]
    assert show_flags(article, [ONE], [notice(claim)]) == []
    assert states(article) == ["open"]


def test_a_flag_whose_cause_is_gone_is_resolved_and_stays_as_history(article: Article, claim: Claim) -> None:
    show_flags(article, [ONE], [notice(claim)])
    show_flags(article, [ONE], [])
    flag = Flag.objects.get()
    assert (flag.state, flag.resolved_at is not None) == ("resolved", True)
    show_flags(article, [ONE], [notice(claim)])
    assert states(article) == ["resolved", "open"]


def test_a_dismissed_flag_is_not_raised_again_for_the_same_cause_but_for_another(
    article: Article, claim: Claim, cast: Cast
) -> None:
    [flag] = show_flags(article, [ONE], [notice(claim)])
    assert dismiss(flag, cast.reviewer, "I called a second witness.")
    assert show_flags(article, [ONE], [notice(claim)]) == []
    show_flags(article, [ONE], [])
    assert states(article) == ["dismissed"]
    show_flags(article, [ONE], [notice(claim, cause="the mayor")])
    assert states(article) == ["dismissed", "open"]


def test_a_flag_is_dismissed_once(article: Article, claim: Claim, cast: Cast) -> None:
    flag = flag_on(claim)
    assert dismiss(flag, cast.reviewer, "I called a second witness.")
    assert not dismiss(flag, cast.editor, "So did I.")
    flag.refresh_from_db()
    assert (flag.dismissed_by, flag.dismissal_note) == (cast.reviewer, "I called a second witness.")


def test_only_what_was_looked_at_is_resolved(article: Article) -> None:
    first, second, _third = claims_of(article)
    show_flags(article, [ONE, NAME], [notice(first), notice(second), Notice(NAME, "x", "Two spellings.", first)])
    show_flags(article, [ONE], [], claims=[first.pk])
    standing = Flag.objects.open().order_by("pk").values_list("claim", "kind")
    assert list(standing) == [(second.pk, "single_source"), (first.pk, "name_variant")]


def test_a_flag_may_stand_on_the_article_alone_and_still_only_once(article: Article) -> None:
    for _turn in range(2):
        show_flags(article, [ONE], [notice(None)])
    assert [flag.claim for flag in Flag.objects.all()] == [None]
    with pytest.raises(IntegrityError, match="flag_raised_once"), transaction.atomic():
        Flag.objects.create(article=article, kind=ONE, reason="Again.", fingerprint=Flag.objects.get().fingerprint)


def test_words_move_with_a_new_revision(article: Article, claim: Claim) -> None:
    show_flags(article, [ONE], [notice(claim, words=[(0, 11)])])
    show_flags(article, [ONE], [notice(claim, words=[(40, 51)])])
    assert [(flag.words, flag.state) for flag in Flag.objects.all()] == [([[40, 51]], "open")]


def test_a_notice_of_a_kind_that_was_not_looked_for_is_a_mistake(article: Article, claim: Claim) -> None:
    with pytest.raises(ValueError, match="single_source"):
        show_flags(article, [NAME], [notice(claim)])


def test_a_flag_changes_no_verdict_and_no_version(article: Article, claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    before = Claim.objects.values("status", "version").get(pk=claim.pk)
    show_flags(article, [ONE], [notice(claim)])
    assert Claim.objects.values("status", "version").get(pk=claim.pk) == before


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'conflict'",
        "claim_id = NULL",
        "fingerprint = repeat('0', 64)",
        "raised_at = now() - interval '1 day'",
        "state = 'open', dismissed_by_id = NULL, dismissed_at = NULL, dismissal_note = ''",
        "dismissal_note = 'Better words.'",
    ],
)
def test_the_database_keeps_what_was_noticed_and_what_was_answered(claim: Claim, cast: Cast, change: str) -> None:
    dismiss(flag_on(claim), cast.reviewer, "I called a second witness.")
    before = Flag.objects.values().get()
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE verify_flag SET {change}")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM verify_flag")
    assert Flag.objects.values().get() == before


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "dismissed"}, "flag_dismissal_is_named"),
        ({"state": "resolved"}, "flag_resolution_is_dated"),
        ({"resolved_at": timezone.now()}, "flag_resolution_is_dated"),
        ({"kind": "hunch"}, "flag_kind_known"),
        ({"reason": ""}, "flag_has_reason"),
    ],
)
def test_the_database_refuses_a_flag_that_says_too_little(
    article: Article, fields: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Flag.objects.create(**{"article": article, "kind": ONE, "reason": "So.", "fingerprint": "x"} | fields)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_notice_the_same_at_once_one_raises_it() -> None:
    article = plain_article(make_cast().editor)
    claim = claims_of(article)[0]
    results = at_once(*[partial(show_flags, article, [ONE], [notice(claim)])] * 2)
    assert sorted(len(raised) for raised in results if isinstance(raised, list)) == [0, 1]
    assert states(article) == ["open"]
