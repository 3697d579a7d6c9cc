"""When a whole batch reaches nobody: whose fault that is, and what the looks then say of their links."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import looked_at_link
from verify.checking import CheckRequest, CheckResult, Outcome
from verify.checking.model import Hop
from verify.checking.reasons import outcome_of, sentence_of
from verify.jobs.checking import store_check
from verify.jobs.outage import NO_CONTACT, line_is_down, reached_nobody, without_outage, witness_requests
from verify.models import Link, LinkCheck


def met(host: str, reason: str = "not_found", hops: tuple[Hop, ...] = ()) -> CheckResult:
    return CheckResult(f"http://{host}/a", outcome_of(reason), reason, sentence_of(reason), hops=hops)


class Network:
    """How the self-check's questions end; what was asked is kept."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.asked: list[str] = []

    def __call__(self, requests: Sequence[CheckRequest]) -> Iterable[tuple[int, CheckResult]]:
        self.asked += [request.url for request in requests]
        return [(index, met("witness.example", self.reason)) for index, _request in enumerate(requests)]


def batch(*results: CheckResult, line: Network) -> dict[str, str]:
    """{host: the reason that is stored for it}."""
    return {result.url.split("/")[2]: result.reason for _index, result in without_outage(enumerate(results), line)}


@pytest.mark.parametrize(
    ("contact", "witnesses", "down"),
    [
        ([False] * 10, [False, False, False], True),
        ([False] * 9 + [True], [False], True),
        ([False] * 8 + [True] * 2, [False], False),
        ([False] * 10, [False, True, False], False),
        ([False] * 10, [], False),
        ([False], [False], True),
        ([], [False], False),
    ],
    ids=["all", "nearly all", "many", "a witness answers", "no witness", "the only one", "nothing asked"],
)
def test_the_line_is_down_when_nearly_all_hosts_and_all_witnesses_are_out_of_reach(
    contact: list[bool], witnesses: list[bool], down: bool
) -> None:
    hosts = {f"host{number}.example": reached for number, reached in enumerate(contact)}
    assert line_is_down(hosts, witnesses) is down


@pytest.mark.parametrize("reason", sorted(NO_CONTACT))
def test_a_site_that_refuses_or_fails_was_reached(reason: str) -> None:
    assert reached_nobody(met("a.example", reason))
    assert not reached_nobody(met("a.example", reason, (Hop("http://a.example/a", 301), Hop("http://b.example/", 0))))
    for answered in ("refused", "reset", "server_error", "not_found", "no_answer"):
        assert not reached_nobody(met("a.example", answered))


@pytest.mark.django_db
def test_an_outage_excuses_the_looks_that_reached_nobody_and_no_others() -> None:
    looked_at_link("http://127.0.0.1:9/witness")
    dead = [met(f"host{number}.example", "dns_failure") for number in range(10)]
    line = Network("no_route")
    stored = batch(*dead, met("up.example", "refused"), line=line)
    assert line.asked == ["http://127.0.0.1:9/witness"]
    assert stored == {f"host{number}.example": "line_down" for number in range(10)} | {"up.example": "refused"}


@pytest.mark.django_db
def test_dead_hosts_stay_dead_while_anybody_else_answers() -> None:
    looked_at_link("http://127.0.0.1:9/witness")
    dead = [met(f"host{number}.example", "dns_failure") for number in range(4)]
    assert set(batch(*dead, line=Network("not_found")).values()) == {"dns_failure"}
    line = Network("no_route")
    stored = batch(*dead, met("up.example"), line=line)
    assert stored["host1.example"] == "dns_failure"
    assert line.asked == []


@pytest.mark.django_db
def test_without_anybody_who_ever_answered_no_look_is_excused() -> None:
    looked_at_link("http://127.0.0.1:9/never", "unreachable")
    assert batch(met("a.example", "dns_failure"), line=Network("no_route")) == {"a.example": "dns_failure"}


@pytest.mark.django_db
def test_the_witnesses_are_the_hosts_that_answered_last_and_none_of_the_batch() -> None:
    for number in range(6):
        link = looked_at_link(f"http://127.0.0.{number}:9/a")
        looked_at_link(f"http://127.0.0.{number}:9/b")
        Link.objects.filter(host="127.0.0.1", pk__gte=link.pk).update(host=f"127.0.0.{number}")
    urls = [request.url for request in witness_requests(["127.0.0.5"])]
    assert urls == [f"http://127.0.0.{number}:9/b" for number in (4, 3, 2)]


@pytest.mark.django_db
def test_a_look_during_an_outage_brings_no_link_nearer_to_death_or_back_to_life() -> None:
    link = looked_at_link("http://127.0.0.1:9/a")
    since = timezone.now() - timedelta(days=9)
    Link.objects.filter(pk=link.pk).update(failing_since=since, failures=2)
    down = CheckResult(link.url, Outcome.UNREACHABLE, "line_down", sentence_of("line_down"))
    for _look in range(3):
        check = store_check(link, down)
    link.refresh_from_db()
    assert (link.failures, link.failing_since, link.dead_at) == (2, since, None)
    assert not check.look.fails
    assert not check.look.works
    assert link.due_at is not None
    assert link.due_at < timezone.now() + timedelta(hours=2)
    assert LinkCheck.objects.filter(reason="line_down").count() == 3
