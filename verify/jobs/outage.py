"""Whether it was our own line that was down, and not the sites that did not answer.

The rule: of the hosts of one batch nearly all could not be reached at all, and of the hosts that answered last, asked again
now, none can be. Then the looks of this batch that reached nobody say nothing of their links: they are stored with the
reason ``line_down``, which counts neither for a death nor against one, and the links are looked at again within the hour.
A batch in which anybody answered proves that the line was up, and so does any answer to the self-check, whatever it says.
Where nothing has ever answered there is nobody to ask, and no look is excused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from verify.checking import CheckRequest, CheckResult, Outcome
from verify.checking.reasons import sentence_of
from verify.models import Health, Link, host_of

NO_CONTACT = frozenset({"dns_failure", "dns_timeout", "connect_timeout", "no_route"})
"""Reasons of looks that reached nobody. A refused or broken connection is none of them: somebody did that."""
NEARLY_ALL = 0.9
"""The part of the hosts of a batch from which on it is worth asking whether the line is down."""
WITNESSES = 3
"""Hosts that the self-check asks."""
NEWEST = 60
"""Links that answered last, among which the witnesses are chosen."""
LINE_DOWN = "line_down"
UNASKED = frozenset({Outcome.INVALID, Outcome.BLOCKED})
"""Outcomes that may come about without a packet: they say nothing of the line."""

type Results = Iterable[tuple[int, CheckResult]]


def reached_nobody(result: CheckResult) -> bool:
    """Nobody answered, refused or broke off, not even at the first of several hosts."""
    return result.reason in NO_CONTACT and not any(hop.status for hop in result.hops)


def looks_like_outage(contact: Mapping[str, bool]) -> bool:
    """Whether nearly all of the hosts, {host: whether anybody there was reached}, were out of reach."""
    return bool(contact) and sum(not reached for reached in contact.values()) >= NEARLY_ALL * len(contact)


def line_is_down(contact: Mapping[str, bool], witnesses: Sequence[bool]) -> bool:
    """The rule, from what the batch met and whether each of the witnesses was reached."""
    return looks_like_outage(contact) and bool(witnesses) and not any(witnesses)


def without_outage(
    results: Results, ask: Callable[[Sequence[CheckRequest]], Results]
) -> Iterator[tuple[int, CheckResult]]:
    """The same (index, result) pairs. Those that reached nobody come last: they wait until it is known whose fault that was.

    ``ask`` is how the self-check asks, where there is reason for one.
    """
    contact: dict[str, bool] = {}
    waiting: list[tuple[int, CheckResult]] = []
    for index, result in results:
        if result.outcome not in UNASKED and result.postponed is None and (host := host_of(result.url)):
            contact[host] = contact.get(host, False) or not reached_nobody(result)
        if reached_nobody(result):
            waiting.append((index, result))
        else:
            yield index, result
    down = looks_like_outage(contact) and line_is_down(contact, _self_check(contact, ask))
    for index, result in waiting:
        yield index, excused(result) if down else result


def _self_check(contact: Mapping[str, bool], ask: Callable[[Sequence[CheckRequest]], Results]) -> list[bool]:
    """Whether each witness was reached; one that asked to be left alone bears no witness."""
    requests = witness_requests(list(contact))
    return [not reached_nobody(result) for _index, result in ask(requests) if result.postponed is None]


def witness_requests(hosts: Sequence[str]) -> list[CheckRequest]:
    """Requests to a few other hosts: those whose pages were there when looked at last, the newest looks first; one query."""
    there = Link.objects.filter(health__in=[Health.OK, Health.REDIRECTED], latest_check__isnull=False)
    rows = there.exclude(host__in=[*hosts, ""]).order_by("-latest_check_id").values_list("host", "url")[:NEWEST]
    chosen: dict[str, str] = {}
    for host, url in rows:
        chosen.setdefault(host, url)
    return [CheckRequest(url) for url in list(chosen.values())[:WITNESSES]]


def excused(result: CheckResult) -> CheckResult:
    """The same observation as one of an outage of ours."""
    return replace(result, reason=LINE_DOWN, sentence=sentence_of(LINE_DOWN))
