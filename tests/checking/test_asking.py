"""HEAD, ranges and conditions: asking for less where less will do, and for everything where the answer is not to be trusted."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tests.checking.files import picture, video
from tests.checking.test_fetch import in_turn, silent
from tests.checking.web import QUICK, Asked, Serve, Web, Writer, answer, look, no_names, page, redirect
from verify.checking import CheckRequest, CheckResult, FetchConfig, Known, MediaKind, Outcome
from verify.checking.asking import validator
from verify.checking.check import check_urls, run_checks

MP4 = "video/mp4"
ZIP = b"PK\x03\x04" + b"\0" * 5000


def by_method(head: Serve, get: Serve) -> Serve:
    async def serve(asked: Asked, writer: Writer) -> None:
        await (head if asked.method == "HEAD" else get)(asked, writer)

    return serve


def conditional(body: bytes, **headers: str) -> Serve:
    """A server that keeps its word: "not modified" to whoever names the validator it gave."""

    async def serve(asked: Asked, writer: Writer) -> None:
        etag, since = headers.get("etag", ""), headers.get("last_modified", "")
        same = (etag and asked.headers.get("if-none-match") == etag) or (
            since and "if-none-match" not in asked.headers and asked.headers.get("if-modified-since") == since
        )
        await (answer(304, b"", content_length="", **headers) if same else answer(200, body, **headers))(asked, writer)

    return serve


def ask(web: Web, request: CheckRequest, config: FetchConfig = QUICK) -> CheckResult:
    return run_checks([request], replace(config, allow=(web.allow,), resolve=no_names))[0]


def known_after(result: CheckResult, **changes: Any) -> Known:
    """What a desk would remember of a first look."""
    remembered = Known(
        result.final_url,
        result.reason,
        result.flags,
        result.etag,
        result.last_modified,
        result.content_type,
        result.size,
        is_file="html" not in result.content_type,
    )
    return replace(remembered, **changes)


def methods(web: Web) -> list[str]:
    return [asked.method for asked in web.asked]


# Conditions


@pytest.mark.parametrize(
    "validators",
    [{"etag": '"a1"'}, {"etag": 'W/"a1"'}, {"last_modified": "Tue, 12 Mar 2024 14:00:00 GMT"}],
    ids=["strong", "weak", "date"],
)
def test_a_page_that_has_not_changed_is_not_sent_again(web: Web, validators: dict[str, str]) -> None:
    body = page("Nine boats left.", "Harbour news")
    url = web.add("/story", conditional(body, **validators))
    first = look(web, url)
    again = ask(web, CheckRequest(url, known=known_after(first)))
    assert (again.unchanged, again.outcome, again.status) == (True, Outcome.OK, 304)
    assert (again.reason, again.etag, again.last_modified) == (first.reason, first.etag, first.last_modified)
    assert (again.content_type, again.size) == ("text/html", len(body))
    assert not first.unchanged


def test_a_page_that_has_changed_is_read_and_judged(web: Web) -> None:
    url = web.add("/story", conditional(page("Nine boats."), etag='"a1"'))
    known = known_after(look(web, url))
    web.add("/story", conditional(page("Nothing here", "404 Not Found"), etag='"a2"'))
    again = ask(web, CheckRequest(url, known=known))
    assert (again.unchanged, again.reason, again.etag) == (False, "title_says_missing", '"a2"')


def test_conditions_are_for_the_address_that_gave_them(web: Web) -> None:
    web.add("/new", conditional(page("Here"), etag='"a1"'))
    url = web.add("/old", redirect("/new"))
    first = look(web, url)
    again = ask(web, CheckRequest(url, known=known_after(first)))
    assert (again.unchanged, again.outcome, [hop.status for hop in again.hops]) == (
        True,
        Outcome.REDIRECTED,
        [302, 304],
    )
    assert ["if-none-match" in asked.headers for asked in web.asked] == [False, False, False, True]
    web.add("/other", answer(200, page("Elsewhere")))
    web.add("/old", redirect("/other"))
    assert not ask(web, CheckRequest(url, known=known_after(first))).unchanged
    assert "if-none-match" not in web.asked[-1].headers


@pytest.mark.parametrize("needs", [{"keep": True}, {"fragments": ("section",)}])
def test_who_needs_the_whole_page_makes_no_conditions(web: Web, needs: dict[str, Any]) -> None:
    url = web.add("/story", conditional(page("Nine boats."), etag='"a1"'))
    again = ask(web, CheckRequest(url, known=known_after(look(web, url)), **needs))
    assert (again.unchanged, again.status) == (False, 200)


def test_not_modified_without_a_condition_is_no_answer(web: Web) -> None:
    result = look(web, web.add("/a", answer(304, content_length="")))
    assert (result.outcome, result.unchanged) == (Outcome.BROKEN, False)


def test_a_picture_that_has_not_changed_is_not_downloaded_again(web: Web) -> None:
    url = web.add("/a.jpg", conditional(picture(), etag='"p"', content_type="image/jpeg"))
    first = ask(web, CheckRequest(url, MediaKind.PICTURE))
    assert first.media is not None
    again = ask(web, CheckRequest(url, MediaKind.PICTURE, known=known_after(first)))
    assert (again.unchanged, again.outcome, again.media) == (True, Outcome.OK, None)


@pytest.mark.parametrize("value", ["x" * 501, '"caf\xe9"', '"a\x01"'])
def test_a_validator_that_cannot_be_sent_again_is_not_kept(value: str) -> None:
    assert validator({"ETag": value}, "ETag") == ""


# HEAD


def test_pages_are_fetched_without_a_question_before(web: Web) -> None:
    look(web, web.add("/story", answer(200, page("x"))))
    ask(web, CheckRequest(web.add("/a.jpg", answer(200, picture(), content_type="image/jpeg")), MediaKind.PICTURE))
    assert methods(web) == ["GET", "GET"]


def test_a_video_is_asked_about_and_then_fetched(web: Web) -> None:
    result = ask(web, CheckRequest(web.add("/clip", answer(200, video(), content_type=MP4)), MediaKind.VIDEO))
    assert (result.outcome, methods(web)) == (Outcome.OK, ["HEAD", "GET"])
    assert result.media is not None
    assert [(hop.url, hop.status) for hop in result.hops] == [(web.url("/clip"), 200)]


def big(ranges: bool, kind: str = MP4) -> Serve:
    """A film of 80 MB, of which the server would send as much as the client takes."""
    film = video()

    async def serve(asked: Asked, writer: Writer) -> None:
        wanted = asked.headers.get("range") if ranges else None
        head = b"HTTP/1.1 200 OK\r\n" if wanted is None else b"HTTP/1.1 206 Partial\r\n"
        head += f"Content-Type: {kind}\r\n".encode()
        if wanted:
            head += b"Content-Range: bytes 0-65535/80000000\r\nContent-Length: 65536\r\n\r\n"
            writer.write(head + film[:65_536].ljust(65_536, b"\0"))
        else:
            writer.write(head + b"Content-Length: 80000000\r\n\r\n")
            sent = 0
            while asked.method == "GET" and sent < 80_000_000:
                writer.write((film if not sent else b"").ljust(100_000, b"\0"))
                sent += 100_000
                await writer.drain()
        await writer.drain()

    return serve


@pytest.mark.parametrize("ranges", [True, False], ids=["ranges", "no-ranges"])
def test_of_a_film_that_is_too_large_only_the_beginning_is_asked_for(web: Web, ranges: bool) -> None:
    result = look(web, web.add("/film.mp4", big(ranges)))
    assert (result.outcome, result.reason, result.media) == (Outcome.TOO_LARGE, "media_too_large", None)
    assert methods(web) == ["HEAD", "GET"]
    assert web.asked[1].headers["range"] == "bytes=0-65535"


def test_a_page_behind_a_film_s_address_is_judged_as_a_page(web: Web) -> None:
    lie = answer(200, b"", content_type=MP4, content_length="80000000")
    truth = answer(200, page("Gone", "404 Not Found"))
    result = look(web, web.add("/film.mp4", by_method(lie, truth)))
    assert (result.reason, methods(web)) == ("title_says_missing", ["HEAD", "GET", "GET"])
    assert "range" not in web.asked[2].headers


@pytest.mark.parametrize(
    "head",
    [
        *(answer(status, content_type=MP4) for status in (400, 401, 403, 404, 405, 410, 429, 500, 501, 503)),
        redirect("/elsewhere"),
        answer(200, page("x")),
        answer(200, b"", content_type=""),
        answer(200, b"", content_type=MP4, content_length=""),
        answer(200, b"", content_type=MP4, content_length="many"),
        silent,
    ],
)
def test_an_answer_to_head_that_is_not_to_be_trusted_is_followed_by_get(
    web: Web, head: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.checking.fetch.HEAD_SECONDS", 0.2)
    result = look(web, web.add("/clip.mp4", by_method(head, answer(200, video(), content_type=MP4))))
    assert (result.outcome, result.reason, len(result.hops)) == (Outcome.OK, "fetched", 1)
    assert methods(web) == ["HEAD", "GET"]


def test_a_long_wait_asked_for_by_the_answer_to_head_is_kept(web: Web) -> None:
    serve = by_method(answer(429, retry_after="90"), answer(200, video(), content_type=MP4))
    result = look(web, web.add("/clip.mp4", serve))
    assert result.postponed is not None
    assert methods(web) == ["HEAD"]


def test_a_file_without_validators_is_the_same_if_type_and_length_are(web: Web) -> None:
    url = web.add("/archive.zip", answer(200, ZIP, content_type="application/zip"))
    first = look(web, url)
    assert first.outcome is Outcome.OK
    web.asked.clear()
    again = ask(web, CheckRequest(url, known=known_after(first)))
    assert (again.unchanged, again.outcome, again.size, methods(web)) == (True, Outcome.OK, len(ZIP), ["HEAD"])


@pytest.mark.parametrize(
    "now",
    [
        answer(200, ZIP + b"more", content_type="application/zip"),
        answer(200, ZIP, content_type="application/x-zip"),
        answer(200, page("Sold", "Domain for sale")),
        answer(404, page("x")),
    ],
    ids=["longer", "other type", "page", "gone"],
)
def test_a_file_that_is_not_the_same_is_fetched(web: Web, now: Serve) -> None:
    url = web.add("/archive.zip", answer(200, ZIP, content_type="application/zip"))
    known = known_after(look(web, url))
    web.add("/archive.zip", now)
    web.asked.clear()
    assert not ask(web, CheckRequest(url, known=known)).unchanged
    assert methods(web) == ["HEAD", "GET"]


def test_a_document_that_was_only_begun_is_no_measure(web: Web) -> None:
    body = b"%PDF-1.7\n" + b"x" * 5_000_000
    url = web.add("/a.pdf", answer(200, body, content_type="application/pdf"))
    first = look(web, url)
    assert first.flags == ("body_cut",)
    assert not ask(web, CheckRequest(url, known=known_after(first))).unchanged


# Refresh header, downloads, addresses


def test_a_refresh_header_is_followed_through_the_guard(web: Web) -> None:
    web.add("/new", answer(200, page("x", "New place")))
    result = look(web, web.add("/old", answer(200, page("Moved"), refresh="0; url=/new")))
    assert (result.outcome, result.title) == (Outcome.REDIRECTED, "New place")
    inside = look(web, web.add("/in", answer(200, page("x"), refresh="1;http://192.168.0.1/")))
    assert (inside.outcome, inside.reason, inside.title) == (Outcome.BLOCKED, "private_address", "")
    assert look(web, web.add("/slow", answer(200, page("x"), refresh="300; url=/new"))).reason == "fetched"


def slowly(body: bytes, kind: str, inside: list[int]) -> Serve:
    async def serve(asked: Asked, writer: Writer) -> None:
        inside[0] += 1
        inside[1] = max(inside)
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        writer.write(body[:5000])
        await writer.drain()
        await asyncio.sleep(0.05)
        inside[0] -= 1
        writer.write(body[5000:])
        await writer.drain()

    return serve


@pytest.mark.parametrize("suffix", [".jpg", ""], ids=["expected", "unexpected"])
def test_only_so_many_files_are_downloaded_at_once_and_pages_are_not_held_up(web: Web, suffix: str) -> None:
    inside = [0, 0]
    body = picture()
    urls = [web.add(f"/p{n}{suffix}", slowly(body, "image/jpeg", inside)) for n in range(12)]
    urls += [web.add(f"/page{n}", answer(200, page("x"))) for n in range(12)]
    config = replace(QUICK, allow=(web.allow,), rate=0, per_host=30, downloads=2, siblings=False)
    results = run_checks([CheckRequest(url) for url in urls], config)
    assert {result.outcome for result in results} == {Outcome.OK}
    assert all(result.media for result in results[:12])
    # Where nothing in the address tells of a file, its head has come before it is known to be one too many.
    assert inside[1] <= (2 if suffix else 12)


def test_a_download_that_breaks_off_gives_its_place_back(web: Web) -> None:
    broken = answer(200, picture()[:3000], content_type="image/jpeg", content_length="90000")
    urls = [web.add(f"/b{n}.jpg", broken) for n in range(5)]
    urls += [web.add("/late.jpg", in_turn(broken, answer(200, picture(), content_type="image/jpeg")))]
    config = replace(QUICK, allow=(web.allow,), downloads=1, retries=1)
    results = run_checks([CheckRequest(url) for url in urls], config)
    assert [result.reason for result in results] == ["reset"] * 5 + ["fetched"]


@pytest.mark.parametrize("literal", ["[::1]", "[0:0:0:0:0:0:0:1]", "[0::0:1]", "[::0001]"])
def test_an_ipv6_loopback_literal_is_refused_and_allowed_only_by_name(web: Web, literal: str) -> None:
    url = f"http://{literal}:{web.port}/"
    refused = run_checks([CheckRequest(url)], replace(QUICK, allow=(web.allow,)))[0]
    assert refused.outcome is Outcome.BLOCKED
    allowed = run_checks([CheckRequest(url)], replace(QUICK, allow=(f"[::1]:{web.port}",)))[0]
    # The web listens on IPv4 only: the address was dialled and nobody was there.
    assert (allowed.outcome, allowed.reason) == (Outcome.UNREACHABLE, "refused")
    assert web.asked == []


def test_an_ipv6_server_on_loopback_is_asked_where_that_is_allowed() -> None:
    async def story() -> list[CheckResult]:
        there = Web(host="[::1]")
        there.add("/", answer(200, page("x", "Six")))
        server = await asyncio.start_server(there.handle, "::1", 0)
        there.port = server.sockets[0].getsockname()[1]
        try:
            return await check_urls([CheckRequest(there.url())], replace(QUICK, allow=(there.allow,)))
        finally:
            server.close()

    [result] = asyncio.run(story())
    assert (result.outcome, result.title) == (Outcome.OK, "Six")
