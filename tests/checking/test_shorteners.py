"""Short addresses: followed in every way they lead on, with the page they stand for shown."""

from dataclasses import replace

import pytest

from tests.checking.web import QUICK, Serve, Web, answer, look, page, redirect
from verify.checking import CheckResult, Outcome
from verify.checking.shorteners import is_shortener

STORY = answer(
    200, page("<p>The council opened the new bridge on Tuesday, and buses cross it at night.</p>", "Bridge opens")
)


def short(web: Web, serve: Serve) -> CheckResult:
    """What is said of http://t.co/abc, where t.co is a name for this machine."""
    web.add("/abc", serve)

    async def resolve(host: str) -> list[str]:
        return ["127.0.0.1"]

    config = replace(QUICK, allow=(f"t.co:{web.port}", web.allow), resolve=resolve)
    return look(web, f"http://t.co:{web.port}/abc", config)


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_short_address_is_followed_and_its_target_shown(web: Web, status: int) -> None:
    result = short(web, redirect(web.add("/2024/bridge", STORY), status))
    assert (result.outcome, result.reason) == (Outcome.REDIRECTED, "short_address")
    assert (result.final_url, result.title) == (web.url("/2024/bridge"), "Bridge opens")


def test_the_page_that_a_shortener_shows_to_browsers_is_followed_too(web: Web) -> None:
    target = web.add("/2024/bridge", STORY)
    shown = f"<noscript><META http-equiv='refresh' content='0;URL={target}'></noscript><script>location.replace('{target}')</script>"
    result = short(web, answer(200, f"<head>{shown}<title>{target}</title></head>".encode()))
    assert (result.reason, result.final_url) == ("short_address", target)


def test_such_a_hint_for_browsers_without_scripts_leads_nowhere_else(web: Web) -> None:
    hint = "<noscript><meta http-equiv=refresh content='0;url=/no-scripts'></noscript><p>The bridge is open.</p>"
    assert look(web, web.add("/a", answer(200, page(hint)))).outcome is Outcome.OK


def test_a_short_address_that_leads_inside_is_blocked(web: Web) -> None:
    assert short(web, redirect("http://10.0.0.1/")).reason == "private_address"


def test_a_short_address_of_a_page_that_is_gone_is_broken(web: Web) -> None:
    result = short(web, redirect(web.url("/gone")))
    assert (result.outcome, result.reason) == (Outcome.BROKEN, "not_found")


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://t.co/x", True), ("https://www.bit.ly/x", True), ("https://not.co/x", False), ("x", False)],
)
def test_a_shortener_is_known_by_its_host(url: str, expected: bool) -> None:
    assert is_shortener(url) is expected
