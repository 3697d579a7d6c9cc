"""The fetcher against a web of our own that answers well, badly, slowly, endlessly or not at all."""

import asyncio
import gzip
import resource
import socket
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from tests.checking.web import QUICK, Asked, Serve, Web, Writer, answer, look, page, redirect
from verify.checking import CheckRequest, CheckResult, Outcome
from verify.checking.check import check_urls, run_checks

OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def raw(data: bytes) -> Serve:
    async def serve(_: Asked, writer: Writer) -> None:
        writer.write(data)
        await writer.drain()

    return serve


def endless(head: bytes, chunk: bytes, pause: float = 0.0) -> Serve:
    async def serve(_: Asked, writer: Writer) -> None:
        writer.write(head)
        while True:
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(pause)

    return serve


async def silent(_: Asked, writer: Writer) -> None:
    await asyncio.sleep(30)


async def resetting(_: Asked, writer: Writer) -> None:
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def in_turn(*serves: Serve) -> Serve:
    left = list(serves)

    async def serve(asked: Asked, writer: Writer) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(asked, writer)

    return serve


def test_a_page_is_ok_with_its_title_date_and_size(web: Web) -> None:
    body = (
        b"<!doctype html><title> Two  bridges\n opened </title>"
        b'<meta property="article:published_time" content="2024-03-05T10:00:00Z"><p>Text</p>'
    )
    result = look(web, web.add("/story", answer(200, body)))
    assert (result.outcome, result.reason, result.status) == (Outcome.OK, "fetched", 200)
    assert (result.title, str(result.published_on), result.size) == ("Two bridges opened", "2024-03-05", len(body))
    assert [(hop.url, hop.status) for hop in result.hops] == [(web.url("/story"), 200)]
    assert result.content_type == "text/html"


def test_the_request_says_who_asks_and_carries_no_credentials(web: Web) -> None:
    web.add("/", answer(200, page("x")))
    result = look(web, f"http://editor:secret@127.0.0.1:{web.port}/")
    headers = web.asked[0].headers
    assert headers["user-agent"].startswith("NewsroomVerify/")
    assert "authorization" not in headers
    assert "referer" not in headers
    assert "secret" not in result.final_url
    assert result.flags == ("credentials_in_url",)


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        (404, "broken", "not_found"),
        (410, "broken", "gone"),
        (400, "broken", "client_error"),
        (405, "broken", "client_error"),
        (418, "broken", "client_error"),
        (401, "restricted", "unauthorized"),
        (402, "restricted", "payment_required"),
        (403, "restricted", "forbidden"),
        (407, "restricted", "proxy_authentication"),
        (429, "restricted", "rate_limited"),
        (451, "restricted", "legal_reasons"),
        (999, "restricted", "refuses_programs"),
        (500, "server_error", "server_error"),
        (502, "server_error", "server_error"),
        (503, "server_error", "server_error"),
        (599, "server_error", "server_error"),
        (300, "broken", "bad_redirect"),
        (302, "broken", "bad_redirect"),
        (200, "ok", "fetched"),
        (203, "ok", "fetched"),
    ],
)
def test_a_status_has_its_outcome(web: Web, status: int, outcome: str, reason: str) -> None:
    result = look(web, web.add("/a", answer(status, page("Plain words", "Some page"))))
    assert (result.outcome, result.reason, result.status) == (outcome, reason, status)


def test_a_redirect_to_another_page_is_redirected_with_every_hop(web: Web) -> None:
    web.add("/b", redirect("/c?x=1", 301))
    web.add("/c?x=1", answer(200, page("x")))
    result = look(web, web.add("/a", redirect("b", 307)))
    assert (result.outcome, result.final_url) == (Outcome.REDIRECTED, web.url("/c?x=1"))
    assert [hop.status for hop in result.hops] == [307, 301, 200]


@pytest.mark.parametrize(("asked", "final"), [("/news", "/news/"), ("/news/", "/news"), ("/News", "/news")])
def test_a_closing_slash_or_letter_case_is_the_same_address(web: Web, asked: str, final: str) -> None:
    web.add(final, answer(200, page("x")))
    assert look(web, web.add(asked, redirect(final))).outcome is Outcome.OK


def test_a_redirect_in_a_circle_is_broken(web: Web) -> None:
    web.add("/b", redirect("/a"))
    result = look(web, web.add("/a", redirect("/b")))
    assert (result.outcome, result.reason) == (Outcome.BROKEN, "redirect_loop")
    assert web.paths == ["/a", "/b"]


def test_the_eleventh_redirect_is_not_followed(web: Web) -> None:
    for number in range(20):
        web.add(f"/{number}", redirect(f"/{number + 1}"))
    assert look(web, web.url("/0")).reason == "too_many_redirects"
    assert len(web.asked) == 11


def test_a_cookie_lives_through_one_check_and_no_longer(web: Web) -> None:
    async def door(asked: Asked, writer: Writer) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            await answer(200, page("Welcome"))(asked, writer)
        else:
            await redirect("/door", set_cookie="seen=1; Path=/")(asked, writer)

    url = web.add("/door", door)
    assert look(web, url).outcome is Outcome.OK
    assert look(web, url).outcome is Outcome.OK
    assert [("cookie" in asked.headers) for asked in web.asked] == [False, True, False, True]


@pytest.mark.parametrize(
    ("location", "outcome", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "blocked", "link_local_address"),
        ("http://2852039166/", "blocked", "link_local_address"),
        ("http://10.0.0.1/admin", "blocked", "private_address"),
        ("http://[::1]/", "blocked", "loopback_address"),
        ("http://[::ffff:a9fe:a9fe]/", "blocked", "mapped_address"),
        ("http://localhost/", "blocked", "local_name"),
        ("http://127.0.0.1:6379/", "blocked", "forbidden_port"),
        ("//0x7f.1/", "blocked", "loopback_address"),
        ("\\\\127.0.0.1\\x", "blocked", "loopback_address"),
        ("file:///etc/passwd", "blocked", "forbidden_scheme"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "blocked", "forbidden_scheme"),
        ("ftp://127.0.0.1/", "blocked", "forbidden_scheme"),
        ("javascript:alert(1)", "broken", "bad_redirect"),
        ("data:text/html,x", "broken", "bad_redirect"),
        ("http://", "broken", "bad_redirect"),
        ("http://[::1", "broken", "bad_redirect"),
    ],
)
def test_a_redirect_goes_through_the_guard_again(web: Web, location: str, outcome: str, reason: str) -> None:
    result = look(web, web.add("/a", redirect(location)))
    assert (result.outcome, result.reason) == (outcome, reason)
    assert web.paths == ["/a"]
    assert result.title == ""


def test_a_redirect_to_a_name_that_leads_inside_is_blocked_and_nothing_is_dialled(web: Web) -> None:
    async def resolve(host: str) -> list[str]:
        return ["10.9.8.7"]

    result = look(web, web.add("/a", redirect("http://desk.example/x")), replace(QUICK, resolve=resolve))
    assert (result.outcome, result.reason) == (Outcome.BLOCKED, "private_address")
    assert "10.9.8.7" not in repr(result)


def test_a_meta_refresh_is_followed_through_the_guard(web: Web) -> None:
    web.add("/new", answer(200, page("x", "New place")))
    refresh = '<meta http-equiv="refresh" content="0; url=/new"><p>Moved</p>'
    result = look(web, web.add("/old", answer(200, page(refresh))))
    assert (result.outcome, result.title) == (Outcome.REDIRECTED, "New place")
    inside = "<meta http-equiv=Refresh content=\"1;URL='http://192.168.0.1/'\">"
    assert look(web, web.add("/in", answer(200, page(inside)))).reason == "private_address"


def test_a_location_with_raw_bytes_is_read_as_a_browser_does(web: Web) -> None:
    web.add("/caf%E9", answer(200, page("x")))
    web.add("/%D0%B0", answer(200, page("x")))
    broken = b"HTTP/1.1 302 Found\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n"
    assert look(web, web.add("/a", raw(broken))).final_url == web.url("/caf%E9")
    cyrillic = "HTTP/1.1 302 Found\r\nLocation: /а\r\nContent-Length: 0\r\n\r\n".encode()
    assert look(web, web.add("/b", raw(cyrillic))).final_url == web.url("/%D0%B0")


def test_a_closed_port_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        web = Web(port=unused.getsockname()[1])
        result = look(web, web.url())
    assert (result.outcome, result.reason) == (Outcome.UNREACHABLE, "refused")


def test_an_unknown_name_is_unreachable(web: Web) -> None:
    assert look(web, "https://nowhere.example/").reason == "dns_failure"


def test_a_name_service_that_never_answers_is_a_timeout(web: Web) -> None:
    async def resolve(host: str) -> list[str]:
        await asyncio.sleep(30)
        return []

    result = look(web, "https://slow.example/", replace(QUICK, resolve=resolve, connect_timeout=0.3))
    assert (result.outcome, result.reason) == (Outcome.TIMEOUT, "dns_timeout")
    assert result.seconds < 1


@pytest.mark.parametrize(
    ("serve", "outcome", "reason"),
    [
        (resetting, "unreachable", "reset"),
        (raw(b""), "unreachable", "reset"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "unreachable", "bad_answer"),
        (raw(b"+PONG\r\n" * 10), "unreachable", "bad_answer"),
        (raw(OK_HEAD + b"Content-Length: 500\r\n\r\nshort"), "unreachable", "reset"),
        (raw(OK_HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nx"), "unreachable", "bad_answer"),
        (raw(OK_HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"), "unreachable", "bad_answer"),
        (raw(OK_HEAD + b"X-Long: " + b"a" * 40_000 + b"\r\n\r\n"), "too_large", "headers_too_large"),
        (raw(OK_HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(5000)) + b"\r\n"), "too_large", "headers_too_large"),
        (endless(b"HTTP/1.1 200 OK\r\nX-Endless: ", b"a" * 4096), "too_large", "headers_too_large"),
        (endless(OK_HEAD, b"X-A: b\r\n" * 100), "too_large", "headers_too_large"),
        (endless(OK_HEAD + b"\r\n", b"word " * 10_000), "too_large", "page_too_large"),
        (silent, "timeout", "no_answer"),
        (endless(b"", b"H", 0.05), "unreachable", "bad_answer"),
        (endless(OK_HEAD + b"Content-Length: 100000\r\n\r\n<html>", b"x", 0.05), "timeout", "slow_body"),
        (endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), "timeout", "no_answer"),
        (endless(b"HTTP/1.1 404 No\r\n\r\n", b"x", 0.05), "broken", "not_found"),
    ],
)
def test_a_server_that_misbehaves_is_cut_off_and_named(web: Web, serve: Serve, outcome: str, reason: str) -> None:
    started = monotonic()
    result = look(web, web.add("/a", serve), replace(QUICK, timeout=1))
    assert (result.outcome, result.reason) == (outcome, reason)
    assert monotonic() - started < 3


def _zlib_bomb(size: int) -> bytes:
    return zlib.compress(b"\0" * size, 9)


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, 9),
    "deflate": lambda data: zlib.compress(data, 9),
    "br": lambda data: bytes(brotli.compress(data, quality=5)),
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("encoding", sorted(BOMBS))
def test_a_compressed_page_is_read(web: Web, encoding: str) -> None:
    body = BOMBS[encoding](page("x", "Pressed"))
    assert look(web, web.add("/a", answer(200, body, content_encoding=encoding))).title == "Pressed"
    assert encoding in web.asked[0].headers["accept-encoding"]


@pytest.mark.parametrize("encoding", sorted(BOMBS))
def test_a_decompression_bomb_is_cut_at_the_cap_and_takes_no_memory(web: Web, encoding: str) -> None:
    bomb = BOMBS[encoding](b"<html>" + b" " * 200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = look(web, web.add("/a", answer(200, bomb, content_encoding=encoding)), replace(QUICK, timeout=10))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert (result.outcome, result.reason) == (Outcome.TOO_LARGE, "page_too_large")
    assert result.size == QUICK.page_cap
    assert grown < 60


def test_a_long_document_is_ok_and_only_its_beginning_is_read(web: Web) -> None:
    body = b"%PDF-1.7\n" + b"x" * 5_000_000
    result = look(web, web.add("/a.pdf", answer(200, body, content_type="application/pdf")))
    assert (result.outcome, result.flags, result.size) == (Outcome.OK, ("body_cut",), QUICK.page_cap)


@pytest.mark.parametrize(
    "fault", [answer(503, page("x")), answer(500), answer(429), resetting], ids=["503", "500", "429", "reset"]
)
def test_a_passing_fault_is_tried_again(web: Web, fault: Serve) -> None:
    url = web.add("/a", in_turn(fault, fault, answer(200, page("x"))))
    result = look(web, url, replace(QUICK, retries=2))
    assert (result.outcome, len(web.asked), len(result.hops)) == (Outcome.OK, 3, 1)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(answer(502), "server_error"), (resetting, "reset"), (raw(b""), "reset")],
    ids=["502", "reset", "end"],
)
def test_a_lasting_fault_is_tried_three_times_and_no_more(web: Web, fault: Serve, reason: str) -> None:
    assert look(web, web.add("/a", fault), replace(QUICK, retries=2)).reason == reason
    assert len(web.asked) == 3


def test_a_kept_connection_that_its_server_has_ended_is_no_fault_of_the_next_page() -> None:
    heads: list[int] = []

    async def once(reader: asyncio.StreamReader, writer: Writer) -> None:
        """Answers, says nothing of an end, and hangs up on the second question."""
        body = page("x")
        for number in range(2):
            await reader.readuntil(b"\r\n\r\n")
            heads.append(number)
            if not number:
                writer.write(OK_HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        writer.close()

    async def story() -> list[CheckResult]:
        async with await asyncio.start_server(once, "127.0.0.1", 0) as server:
            host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
            requests = [CheckRequest(f"http://{host}/{number}") for number in range(2)]
            return await check_urls(requests, replace(QUICK, allow=(host,), per_host=1))

    assert [result.reason for result in asyncio.run(story())] == ["fetched", "fetched"]
    assert heads == [0, 1, 0]


@pytest.mark.parametrize(
    "serve",
    [answer(404), answer(403), answer(200, b"x"), answer(429, retry_after="120")],
    ids=["404", "403", "200", "wait"],
)
def test_a_plain_answer_is_not_asked_for_again(web: Web, serve: Serve) -> None:
    look(web, web.add("/a", serve), replace(QUICK, retries=2))
    assert len(web.asked) == 1


def test_retries_stay_within_the_total_time(web: Web) -> None:
    started = monotonic()
    look(web, web.add("/a", silent), replace(QUICK, timeout=0.5, retries=2))
    assert monotonic() - started < 1.5


def test_results_come_in_order_and_are_told_as_they_finish(web: Web) -> None:
    async def slow(asked: Asked, writer: Writer) -> None:
        await asyncio.sleep(0.3)
        await answer(200, page("x"))(asked, writer)

    web.add("/slow", slow)
    web.add("/fast", answer(200, page("x")))
    told: list[int] = []
    urls = [web.url("/slow"), "#", web.url("/fast")]
    config = replace(QUICK, allow=(web.allow,))
    results = run_checks([CheckRequest(url) for url in urls], config, lambda index, _: told.append(index))
    assert [result.url for result in results] == urls
    assert told == [1, 2, 0]


def test_one_host_is_asked_four_times_at_once_and_waiting_is_not_a_timeout(web: Web) -> None:
    async def slow(asked: Asked, writer: Writer) -> None:
        await asyncio.sleep(0.2)
        await answer(200, page("x"))(asked, writer)

    urls = [web.add(f"/{number}", slow) for number in range(24)]
    results = run_checks([CheckRequest(url) for url in urls], replace(QUICK, allow=(web.allow,), timeout=0.6))
    assert {result.outcome for result in results} == {Outcome.OK}
    assert web.open_most == 4


def test_nothing_to_check_is_no_error() -> None:
    assert run_checks([], QUICK) == []
