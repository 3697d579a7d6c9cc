"""What is kept of an exchange: the bytes of both sides as they went over the wire."""

import gzip
import zlib
from dataclasses import replace

import pytest

from tests.checking.files import picture
from tests.checking.web import QUICK, Web, answer, no_names, page, redirect
from verify.checking import CheckRequest, CheckResult, Exchange
from verify.checking.body import read_content
from verify.checking.check import run_checks


def keep(web: Web, url: str, **changes: float) -> CheckResult:
    config = replace(QUICK, allow=(web.allow,), resolve=no_names, **changes)  # type: ignore[arg-type]
    return run_checks([CheckRequest(url, keep=True)], config)[0]


def exchange_of(result: CheckResult) -> Exchange:
    assert result.exchange is not None
    return result.exchange


def test_a_body_is_kept_as_it_was_received_and_read_as_it_was_meant(web: Web) -> None:
    said = page("Nine boats left.", "Harbour news")
    packed = gzip.compress(said)
    url = web.add("/story?day=1", answer(200, packed, content_encoding="gzip", X_Served_By="a b"))
    kept = exchange_of(keep(web, url))
    assert kept.body.read() == packed
    assert read_content(kept, 1_000_000) == said
    assert read_content(kept, 10) == said[:10]
    assert not kept.cut


def test_both_heads_are_kept_word_for_word(web: Web) -> None:
    url = web.add("/story?day=1", answer(200, page("x"), X_Served_By="a  b"))
    kept = exchange_of(keep(web, url))
    assert (kept.url, kept.request, kept.status_line) == (url, "GET /story?day=1 HTTP/1.1", "HTTP/1.1 200 Whatever")
    assert (b"X-Served-By", b"a  b") in kept.headers
    assert [name for name, _ in kept.headers][:2] == [b"content-type", b"content-length"]
    sent = {name.decode().lower(): value.decode() for name, value in kept.request_headers}
    assert sent == web.asked[0].headers


def test_only_the_last_answer_is_kept(web: Web) -> None:
    new = web.add("/new", answer(200, page("Here", "New")))
    web.add("/between", answer(200, page('<meta http-equiv=refresh content="0;/new">')))
    kept = exchange_of(keep(web, web.add("/old", redirect("/between"))))
    assert kept.url == new
    assert kept.body.read() == page("Here", "New")


def test_an_error_page_is_kept_with_its_status(web: Web) -> None:
    kept = exchange_of(keep(web, web.add("/gone", answer(410, page("Gone")))))
    assert (kept.status_line, kept.body.read()) == ("HTTP/1.1 410 Whatever", page("Gone"))


def test_a_picture_is_kept_and_examined(web: Web) -> None:
    body = picture()
    result = keep(web, web.add("/a.jpg", answer(200, body, content_type="image/jpeg")))
    assert result.media is not None
    assert exchange_of(result).body.read() == body


def test_what_is_too_long_is_kept_up_to_the_cut(web: Web) -> None:
    said = b"<html>" + b"word " * 20_000
    kept = exchange_of(keep(web, web.add("/long", answer(200, said)), page_cap=10_000))
    assert kept.cut
    assert said.startswith(kept.body.read())


def test_nothing_is_kept_of_a_refused_address_or_without_being_asked_to(web: Web) -> None:
    inside = web.add("/inside", redirect("http://10.0.0.1/"))
    assert keep(web, inside).exchange is None
    plain = run_checks([CheckRequest(web.add("/a", answer(200, page("x"))))], replace(QUICK, allow=(web.allow,)))
    assert plain[0].exchange is None


def test_with_a_receiver_the_exchange_is_the_receivers_alone(web: Web) -> None:
    url = web.add("/a", answer(200, page("x")))
    told: list[CheckResult] = []
    config = replace(QUICK, allow=(web.allow,))
    left = run_checks([CheckRequest(url, keep=True)], config, lambda _, result: told.append(result))
    assert left[0].exchange is None
    assert exchange_of(told[0]).body.read() == page("x")


@pytest.mark.parametrize("encoding", ["deflate", "x-gzip", "GZIP"])
def test_an_encoding_is_read_in_the_spellings_that_servers_use(web: Web, encoding: str) -> None:
    bare = zlib.compressobj(wbits=-15)
    said = page("x", "Pressed")
    packed = bare.compress(said) + bare.flush() if encoding == "deflate" else gzip.compress(said)
    result = keep(web, web.add("/a", answer(200, packed, content_encoding=encoding)))
    assert result.title == "Pressed"


def test_two_pressed_halves_make_one_page(web: Web) -> None:
    said = page("x" * 200_000, "Halves")
    packed = gzip.compress(said[:100]) + gzip.compress(said[100:])
    result = keep(web, web.add("/a", answer(200, packed, content_encoding="gzip")))
    assert (result.title, result.size) == ("Halves", len(said))


def test_a_body_that_never_decompresses_to_anything_is_cut(web: Web) -> None:
    nothing = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"n" * 400_000
    result = keep(web, web.add("/a", answer(200, nothing, content_encoding="gzip")), media_cap=200_000)
    assert exchange_of(result).cut
    assert (result.outcome, result.reason) == ("too_large", "page_too_large")
