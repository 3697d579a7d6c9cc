"""One normal form per URL, and the reason where there is nothing to ask for."""

import subprocess
import sys

import pytest

from verify.checking import InvalidTarget, Outcome, normalise_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://desk.example", "http://desk.example/"),
        ("HTTP://Desk.Example:80/A/../b?q=1#part", "http://desk.example/b?q=1"),
        ("https://desk.example:443/", "https://desk.example/"),
        ("https://desk.example:8443/x", "https://desk.example:8443/x"),
        ("  https://desk.example/a b\n", "https://desk.example/a%20b"),
        ("https://desk.example/ä?ö=ü", "https://desk.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://desk.example\\news", "https://desk.example/news"),
        ("https:desk.example/x", "https://desk.example/x"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("https://editor:word@desk.example/x", "https://desk.example/x"),
        ("https://desk.example/#:~:text=bridge", "https://desk.example/"),
        ("https://desk.example/?", "https://desk.example/?"),
    ],
)
def test_a_url_has_one_normal_form(url: str, normal: str) -> None:
    assert normalise_url(url) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("/news?a=1", "https://desk.example/news?a=1"),
        ("b.html", "https://desk.example/a/b.html"),
        ("//other.example/x", "https://other.example/x"),
        ("?page=2", "https://desk.example/a/story?page=2"),
        ("http://other.example/", "http://other.example/"),
    ],
)
def test_a_relative_link_is_read_from_the_page_it_stands_on(url: str, normal: str) -> None:
    assert normalise_url(url, "https://desk.example/a/story") == normal


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "placeholder"),
        ("#", "placeholder"),
        (" # ", "placeholder"),
        ("#notes", "placeholder"),
        ("TODO", "placeholder"),
        ("url", "placeholder"),
        ("https://", "placeholder"),
        ("about:blank", "placeholder"),
        ("mailto:desk@desk.example", "mailto"),
        ("MAILTO:desk@desk.example", "mailto"),
        ("tel:+123456", "tel"),
        ("sms:+123456", "tel"),
        ("data:text/html,hello", "data"),
        ("blob:https://desk.example/1", "data"),
        ("javascript:void(0)", "javascript"),
        ("java\nscript:alert(1)", "javascript"),
        (" javascript:alert(1)", "javascript"),
        ("desk.example/news", "relative"),
        ("desk.example:8080/news", "relative"),
        ("/news", "relative"),
        ("//desk.example/", "relative"),
        ("just words", "relative"),
        ("http://", "placeholder"),
        ("http://?q", "malformed"),
        ("http://a b.example/", "malformed"),
        ("http://desk.example:99999/", "malformed"),
        ("http://[::1", "malformed"),
        ("http://[fe80::1%25eth0]/", "malformed"),
        ("http://256.1.1.1/", "malformed"),
        ("http://1.2.3.4.5/", "malformed"),
        ("http://desk..example/", "malformed"),
        ("http://desk.example%00.evil.example/", "malformed"),
        ("http://desk<x>.example/", "malformed"),
        ("http://%zz/", "malformed"),
        ("http://\udc80/", "malformed"),
        ("http://desk.example/" + "a" * 9000, "too_long"),
    ],
)
def test_what_names_no_page_is_invalid_with_its_reason(url: str, reason: str) -> None:
    with pytest.raises(InvalidTarget) as caught:
        normalise_url(url)
    assert (caught.value.reason, caught.value.outcome) == (reason, Outcome.INVALID)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "url", ["ftp://desk.example/", "file:///etc/passwd", "ws://desk.example/", "gopher://a.example/"]
)
def test_a_scheme_that_is_never_opened_is_blocked(url: str) -> None:
    with pytest.raises(InvalidTarget) as caught:
        normalise_url(url)
    assert (caught.value.reason, caught.value.outcome) == ("forbidden_scheme", Outcome.BLOCKED)


def test_a_placeholder_on_a_page_with_an_address_stays_a_placeholder() -> None:
    with pytest.raises(InvalidTarget):
        normalise_url("#", "https://desk.example/story")


def test_importing_the_public_names_loads_no_network_library() -> None:
    script = (
        "import sys, verify.checking; print([m for m in ('aiohttp', 'PIL', 'av', 'lxml', 'ssl') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30)
    assert run.stdout.strip() == "[]"
