"""How a check treats a site that asks for patience."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import pytest

from tests.checking.test_fetch import in_turn
from tests.checking.web import QUICK, Web, answer, look, page
from verify.checking import CheckRequest, FetchConfig, Outcome, Postponed
from verify.checking.check import run_checks
from verify.checking.fetch import seconds_in

PATIENT = replace(QUICK, retries=2)
NOW = datetime(2024, 3, 12, 14, 0, tzinfo=UTC)


async def here(host: str) -> list[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("Tue, 12 Mar 2024 14:00:30 GMT", 30),
        ("Tuesday, 12-Mar-24 14:00:30 GMT", 30),
        ("Tue, 12 Mar 2024 14:00:30", 30),
        ("Tue, 12 Mar 2024 13:00:00 GMT", 0),
        ("", 0),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("٣٠", 0),
        ("9" * 5000, 86_400),
        ("Tue, 12 Mar 2099 13:00:00 GMT", 86_400),
        ("Tue, 99 Mar 2024 13:00:00 GMT", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float) -> None:
    assert seconds_in(header, NOW) == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_for_a_moment_gets_it_outside_the_time_of_the_check(web: Web, status: int) -> None:
    url = web.add("/a", in_turn(answer(status, retry_after="2"), answer(200, page("x"))))
    began = monotonic()
    result = look(web, url, replace(PATIENT, timeout=1.5))
    assert (result.outcome, result.postponed, len(web.asked)) == (Outcome.OK, None, 2)
    assert monotonic() - began >= 2
    assert result.seconds < 1.5


def test_a_moment_named_by_the_clock_is_waited_for_too(web: Web) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    url = web.add("/a", in_turn(answer(503, retry_after=until), answer(200, page("x"))))
    began = monotonic()
    assert look(web, url, PATIENT).outcome is Outcome.OK
    assert monotonic() - began > 1


def test_while_one_host_is_waited_for_the_others_are_asked(web: Web) -> None:
    web.add("/busy", in_turn(answer(429, retry_after="3"), answer(200, page("x"))))
    web.add("/a", answer(200, page("x")))
    names = (f"busy.example:{web.port}", f"calm.example:{web.port}")
    config = replace(PATIENT, allow=names, resolve=here, concurrency=1)
    told: list[int] = []
    urls = [f"http://{names[0]}/busy", f"http://{names[0]}/a", *(f"http://{names[1]}/a?{n}" for n in range(3))]
    for number in range(3):
        web.add(f"/a?{number}", answer(200, page("x")))
    results = run_checks([CheckRequest(url) for url in urls], config, lambda index, _: told.append(index))
    assert {result.outcome for result in results} == {Outcome.OK}
    assert set(told[:3]) == {2, 3, 4}
    assert set(told[3:]) == {0, 1}


@pytest.mark.parametrize(("status", "reason"), [(429, "rate_limited"), (503, "server_error")])
def test_a_site_that_asks_for_long_is_postponed_and_left_alone_by_every_check(
    web: Web, status: int, reason: str
) -> None:
    urls = [web.add(f"/{n}", answer(status, page("Later"), retry_after="120")) for n in range(5)]
    config = replace(PATIENT, allow=(web.allow,), per_host=1)
    first, *others = run_checks([CheckRequest(url) for url in urls], config)
    assert (first.reason, first.status, first.postponed) == (reason, status, Postponed(120, by_site=True))
    assert len(web.asked) == 1
    for result in others:
        assert (result.reason, result.status, [hop.status for hop in result.hops]) == ("rate_limited", None, [0])
        assert result.postponed is not None
        assert result.postponed.by_site
        assert 60 < result.postponed.seconds <= 120


def test_a_wall_for_programs_is_no_request_for_patience(web: Web) -> None:
    wall = page("<script>window._cf_chl_opt={}</script>", "Just a moment...")
    result = look(web, web.add("/a", answer(503, wall, retry_after="120")), PATIENT)
    assert (result.reason, result.postponed) == ("bot_challenge", None)


def test_what_has_no_time_left_in_its_batch_is_postponed_without_a_request(web: Web) -> None:
    urls = [web.add(f"/{n}", answer(200, page("x"))) for n in range(4)]
    config = replace(QUICK, allow=(web.allow,), rate=0.1, per_host=1, batch_seconds=5)
    results = run_checks([CheckRequest(url) for url in urls], config)
    assert results[0].outcome is Outcome.OK
    assert [result.postponed.by_site for result in results[1:] if result.postponed] == [False] * 3
    assert len(web.asked) == 1


def test_a_refused_address_takes_no_turn_of_a_host(web: Web) -> None:
    config = FetchConfig(rate=0.001, per_host=1, retries=0)
    results = run_checks([CheckRequest("http://10.0.0.1/") for _ in range(20)], config)
    assert {result.reason for result in results} == {"private_address"}
