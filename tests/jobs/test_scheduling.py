"""Which links are taken for another look, and what one more look does to where a link stands."""

import itertools
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import looked_at_link
from tests.jobs.processes import address_of_test_database
from verify.checking import CheckResult, Outcome
from verify.jobs import scheduling
from verify.jobs.checking import store_check
from verify.jobs.scheduling import due_links, end_overrulings, take_due
from verify.models import Health, Link, LinkCheck, standing_after

pytestmark = pytest.mark.django_db


def links(count: int, due_in: timedelta | None = None) -> list[Link]:
    made = [looked_at_link(f"http://127.0.0.1:9/{number}") for number in range(count)]
    if due_in is not None:
        Link.objects.update(due_at=timezone.now() + due_in)
    return made


def looked(link: Link, outcome: str, reason: str = "") -> Link:
    store_check(link, CheckResult(link.url, Outcome(outcome), reason, "A sentence."))
    return Link.objects.select_related("held", "latest_check").get(pk=link.pk)


def test_what_is_due_is_queued_and_what_is_not_stays() -> None:
    due, early, never = links(3)
    Link.objects.filter(pk=due.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    Link.objects.filter(pk=early.pk).update(due_at=timezone.now() + timedelta(minutes=1))
    assert list(take_due()) == [[due.pk]]
    assert list(take_due()) == []
    states = dict(Link.objects.values_list("pk", "check_state"))
    assert states == {due.pk: "pending", early.pk: "done", never.pk: "done"}


def test_the_most_overdue_comes_first_and_handfuls_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "HANDFUL", 2)
    made = links(5)
    for age, link in enumerate(made):
        Link.objects.filter(pk=link.pk).update(due_at=timezone.now() - timedelta(hours=age + 1))
    assert list(take_due()) == [[made[4].pk, made[3].pk], [made[2].pk, made[1].pk], [made[0].pk]]


def test_no_more_is_queued_than_may_be_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "IN_FLIGHT", 3)
    links(5, -timedelta(hours=1))
    assert [len(taken) for taken in take_due()] == [3]
    assert list(take_due()) == []
    assert Link.objects.filter(due_at__isnull=False).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_take_each_link_once() -> None:
    first, second = links(2, -timedelta(hours=1))
    with psycopg.connect(address_of_test_database()) as other:
        other.execute("SELECT 1 FROM verify_link WHERE id = %s FOR UPDATE", [first.pk])
        assert list(take_due()) == [[second.pk]]
    assert list(take_due()) == [[first.pk]]


def test_the_due_links_are_found_by_their_index_among_many() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verify_link (url, digest, host, check_state, check_attempts, check_queued_at, first_seen_at,"
            " due_at, failures, health) SELECT 'http://127.0.0.1/' || n, md5(n::text), '127.0.0.1', 'done', 0, now(), now(),"
            " now() + (n - 1000) * interval '1 minute', 0, 220 FROM generate_series(1, 5000) n"
        )
        cursor.execute("ANALYZE verify_link")
    plan = due_links(500).explain()
    assert "Index Scan using link_due" in plan, plan
    assert "Seq Scan" not in plan, plan


def test_three_failures_over_days_make_a_link_dead_and_one_answer_brings_it_back(settings: Any) -> None:
    settings.DEAD_AFTER_DAYS = 0
    [link] = links(1)
    for expected in (Health.BROKEN, Health.BROKEN, Health.DEAD):
        link = looked(link, "broken", "not_found")
        assert link.health == expected
    assert (link.failures, link.is_dead) == (3, True)
    assert link.failing_since == LinkCheck.objects.filter(outcome="broken").earliest("checked_at").checked_at
    link = looked(link, "ok")
    assert (link.failures, link.is_dead, link.health) == (0, False, Health.OK)
    assert link.latest_check is not None
    assert link.back_at == link.latest_check.checked_at


def test_where_a_link_stands_is_what_its_looks_come_to(settings: Any) -> None:
    settings.DEAD_AFTER_DAYS = 0
    words = ("ok", "broken", "restricted", "timeout")
    for number, outcomes in enumerate(itertools.product(words, repeat=3)):
        link = looked_at_link(f"http://127.0.0.1:9/each/{number}")
        for outcome in (*outcomes, "broken"):
            link = looked(link, outcome)
        history = LinkCheck.objects.filter(link=link).order_by("checked_at", "pk")
        assert link.standing == standing_after(check.look for check in history), outcomes


def test_every_look_says_when_the_next_one_comes_unless_none_would_help() -> None:
    [link] = links(1)
    assert looked(link, "ok").due_at is not None
    assert looked(link, "invalid").due_at is None


def test_a_link_under_way_has_no_next_look() -> None:
    [link] = links(1, timedelta(days=1))
    with pytest.raises(Exception, match="link_due_only_at_rest"), connection.cursor() as cursor:
        cursor.execute("UPDATE verify_link SET check_state = 'pending' WHERE id = %s", [link.pk])


def test_nothing_has_run_out_where_nobody_overruled() -> None:
    links(2)
    assert end_overrulings() == []
