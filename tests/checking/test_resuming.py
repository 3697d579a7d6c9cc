"""Downloads that break off in the middle: the rest is asked for where it is surely the rest, and else the whole again."""

import asyncio
import hashlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from tests.checking.files import video
from tests.checking.web import QUICK, Asked, Serve, Web, Writer, look, page
from verify.checking import CheckRequest, CheckResult, MediaKind, Outcome
from verify.checking.check import run_checks
from verify.checking.resuming import strong_validator

FILM = video()
HALF = len(FILM) // 2
CHANGED = {"Last-Modified": "Tue, 12 Mar 2024 14:00:00 GMT", "Date": "Tue, 12 Mar 2024 15:00:00 GMT"}
PATIENT = replace(QUICK, retries=2)

Answering = Callable[["Cutting", Asked], tuple[int, dict[str, str], bytes]]


def part_of(film: bytes, start: int) -> dict[str, str]:
    return {"Content-Range": f"bytes {start}-{len(film) - 1}/{len(film)}"}


@dataclass
class Cutting:
    """Serves a film with a strong ETag and parts of it, and cuts the connection after ``cuts`` bytes, each once.

    ``go_on`` is what it answers to a question for a part; ``named`` goes with every answer.
    """

    film: bytes = FILM
    cuts: list[int] = field(default_factory=lambda: [HALF])
    named: dict[str, str] = field(default_factory=lambda: {"ETag": '"one"', "Accept-Ranges": "bytes"})
    go_on: Answering | None = None
    sent: int = 0

    async def __call__(self, asked: Asked, writer: Writer) -> None:
        status, headers, body = self._answer(asked)
        fields = {"Content-Type": "video/mp4", "Content-Length": str(len(body))} | self.named | headers
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        writer.write(f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode())
        cut = self.cuts.pop(0) if self.cuts and asked.method == "GET" and status < 300 else None
        body = b"" if asked.method == "HEAD" else body[:cut]
        self.sent += len(body)
        writer.write(body)
        await writer.drain()

    def _answer(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        wanted = asked.headers.get("range")
        if wanted is None:
            return 200, {}, self.film
        if self.go_on is not None:
            return self.go_on(self, asked)
        if asked.headers["if-range"] not in self.named.values():
            return 200, {}, self.film
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        return 206, part_of(self.film, start), self.film[start:]


def watch(web: Web, serve: Serve, retries: int = 2, path: str = "/film.mp4", cap: int = QUICK.media_cap) -> CheckResult:
    return look(web, web.add(path, serve), replace(QUICK, retries=retries, media_cap=cap), MediaKind.VIDEO)


def asked_of(web: Web) -> list[tuple[str, str, str]]:
    return [(a.method, a.headers.get("range", ""), a.headers.get("if-range", "")) for a in web.asked]


def assert_whole(result: CheckResult, film: bytes = FILM) -> None:
    assert (result.outcome, result.reason, result.status, result.size) == (Outcome.OK, "fetched", 200, len(film))
    assert result.media is not None
    assert (result.media.sha256, result.media.problems) == (hashlib.sha256(film).hexdigest(), ())


def test_a_download_that_breaks_off_goes_on_where_it_ended(web: Web) -> None:
    server = Cutting()
    result = watch(web, server)
    assert_whole(result)
    assert asked_of(web) == [("HEAD", "", ""), ("GET", "", ""), ("GET", f"bytes={HALF}-", '"one"')]
    assert server.sent == len(FILM)
    assert (result.etag, [hop.status for hop in result.hops]) == ('"one"', [200])


def test_it_goes_on_as_often_as_anything_is_tried_again(web: Web) -> None:
    server = Cutting(cuts=[HALF, 20_000])
    assert_whole(watch(web, server))
    assert [wanted for _, wanted, _ in asked_of(web)] == ["", "", f"bytes={HALF}-", f"bytes={HALF + 20_000}-"]
    assert server.sent == len(FILM)


def test_a_download_that_always_breaks_off_ends_with_the_tries(web: Web) -> None:
    result = watch(web, Cutting(cuts=[9_000] * 9))
    assert (result.outcome, result.reason, result.media) == (Outcome.UNREACHABLE, "reset", None)
    assert len(web.asked) == 4


def test_where_there_is_no_etag_the_date_of_change_says_that_it_is_the_same_file(web: Web) -> None:
    assert_whole(watch(web, Cutting(named={"Accept-Ranges": "bytes"} | CHANGED)))
    assert asked_of(web)[-1] == ("GET", f"bytes={HALF}-", CHANGED["Last-Modified"])


def test_a_fault_between_the_two_halves_is_waited_for(web: Web) -> None:
    faults: list[tuple[int, dict[str, str], bytes]] = [(503, {}, b"")]

    def busy(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        return faults.pop() if faults else (206, part_of(FILM, HALF), FILM[HALF:])

    assert_whole(watch(web, Cutting(go_on=busy)))
    assert [wanted for _, wanted, _ in asked_of(web)] == ["", "", f"bytes={HALF}-", f"bytes={HALF}-"]


OTHER = video(seconds=3)


def whole_again(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, FILM


def another_film(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    server.named["ETag"] = '"two"'
    server.film = OTHER
    return 200, {}, OTHER


def part_of_another(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    """It ignores If-Range."""
    server.named["ETag"] = '"two"'
    server.film = OTHER
    return 206, part_of(OTHER, HALF), OTHER[HALF:]


def part_without_a_name(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 206, part_of(FILM, HALF) | {"ETag": ""}, FILM[HALF:]


def wrong_part(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 206, part_of(FILM, 0), FILM


def unsaid_part(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 206, {}, FILM[HALF:]


def part_of_a_longer_one(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 206, {"Content-Range": f"bytes {HALF}-{len(FILM) + 9}/{len(FILM) + 10}"}, FILM[HALF:] + b"\0" * 10


def no_such_part(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
    return 416, {"Content-Range": f"bytes */{len(FILM)}"}, b""


@pytest.mark.parametrize(
    ("go_on", "film", "questions"),
    [
        (whole_again, FILM, 3),
        (another_film, OTHER, 3),
        (part_of_another, OTHER, 5),
        (part_without_a_name, FILM, 5),
        (wrong_part, FILM, 5),
        (unsaid_part, FILM, 5),
        (part_of_a_longer_one, FILM, 5),
        (no_such_part, FILM, 5),
    ],
)
def test_what_is_not_surely_the_rest_is_fetched_from_the_start(
    web: Web, go_on: Answering, film: bytes, questions: int
) -> None:
    assert_whole(watch(web, Cutting(go_on=go_on)), film)
    # Where the answer to the question for the rest is of no use, it is forgotten and the file asked for as at first.
    assert [wanted for _, wanted, _ in asked_of(web)] == ["", "", f"bytes={HALF}-", "", ""][:questions]


def test_a_part_that_ends_early_is_not_taken_for_the_rest(web: Web) -> None:
    def less(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        start = int(asked.headers["range"].removeprefix("bytes=").rstrip("-"))
        end = min(start + 30_000, len(FILM))
        return 206, {"Content-Range": f"bytes {start}-{end - 1}/{len(FILM)}"}, FILM[start:end]

    assert_whole(watch(web, Cutting(cuts=[len(FILM) - 50_000], go_on=less)))
    assert [a.headers.get("range", "") for a in web.asked][2:] == [
        f"bytes={len(FILM) - 50_000}-",
        f"bytes={len(FILM) - 20_000}-",
    ]


@pytest.mark.parametrize(
    "named",
    [
        {"ETag": '"one"'},
        {"ETag": '"one"', "Accept-Ranges": "none"},
        {"ETag": 'W/"one"', "Accept-Ranges": "bytes"} | CHANGED,
        {"Accept-Ranges": "bytes"},
        {"Accept-Ranges": "bytes", "Last-Modified": CHANGED["Last-Modified"]},
        {"Accept-Ranges": "bytes"} | CHANGED | {"Date": CHANGED["Last-Modified"]},
    ],
    ids=["no word of parts", "no parts", "weak name", "no name", "no clock", "changed just now"],
)
def test_a_file_whose_server_cannot_say_that_it_is_the_same_is_fetched_from_the_start(
    web: Web, named: dict[str, str]
) -> None:
    assert_whole(watch(web, Cutting(named=named)))
    assert {a.headers.get("range", "") for a in web.asked} == {""}


def test_a_page_that_breaks_off_is_asked_for_as_a_whole(web: Web) -> None:
    story = page("word " * 80_000, "Nine boats")
    server = Cutting(film=story, named={"ETag": '"one"', "Accept-Ranges": "bytes", "Content-Type": "text/html"})
    result = look(web, web.add("/story", server), PATIENT)
    assert (result.title, result.size) == ("Nine boats", len(story))
    assert asked_of(web) == [("GET", "", ""), ("GET", "", "")]


def test_a_page_that_comes_instead_of_the_rest_is_judged_as_a_page(web: Web) -> None:
    def gone(server: Cutting, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "text/html"}, page("Nothing here", "404 Not Found")

    assert watch(web, Cutting(go_on=gone)).reason == "title_says_missing"


def test_the_cap_holds_for_both_halves_together(web: Web) -> None:
    long = FILM + b"\0" * 200_000
    server = Cutting(film=long, named={"ETag": '"one"', "Accept-Ranges": "bytes", "Content-Length": ""})

    async def chunked(asked: Asked, writer: Writer) -> None:
        """No length beforehand, and a connection that is reset in the middle of the body."""
        if "range" in asked.headers or asked.method == "HEAD":
            await server(asked, writer)
            return
        head = 'HTTP/1.1 200 So\r\nContent-Type: video/mp4\r\nETag: "one"\r\nAccept-Ranges: bytes\r\n'
        writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\n{HALF:x}\r\n".encode() + FILM[:HALF] + b"\r\n")
        await writer.drain()
        sock: socket.socket = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))

    server.cuts.clear()
    result = watch(web, chunked, cap=len(FILM))
    assert (result.outcome, result.reason) == (Outcome.TOO_LARGE, "media_too_large")
    assert result.media is None
    whole = watch(web, chunked, path="/again.mp4", cap=len(long))
    assert whole.media is not None
    assert whole.media.sha256 == hashlib.sha256(long).hexdigest()


def test_who_keeps_what_was_received_gets_it_in_one_piece(web: Web) -> None:
    url = web.add("/film.mp4", Cutting())
    config = replace(PATIENT, allow=(web.allow,))
    [result] = run_checks([CheckRequest(url, MediaKind.VIDEO, keep=True)], config)
    assert_whole(result)
    assert result.exchange is not None
    assert (result.exchange.body.read(), result.exchange.cut) == (FILM, False)
    result.close()
    assert {a.headers.get("range", "") for a in web.asked} == {""}


def test_many_broken_downloads_are_each_made_whole_with_few_lying_around(web: Web) -> None:
    urls = [web.add(f"/{n}.mp4", Cutting()) for n in range(8)]
    config = replace(PATIENT, allow=(web.allow,), downloads=2)
    for result in run_checks([CheckRequest(url, MediaKind.VIDEO) for url in urls], config):
        assert_whole(result)


def test_a_rest_that_never_comes_is_cut_with_the_time_of_the_check(web: Web) -> None:
    server = Cutting()

    async def saying_nothing_more(asked: Asked, writer: Writer) -> None:
        if "range" not in asked.headers:
            await server(asked, writer)
            return
        fields = {"ETag": '"one"', "Content-Length": str(len(FILM) - HALF)} | part_of(FILM, HALF)
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(f"HTTP/1.1 206 So\r\n{lines}\r\n".encode())
        await writer.drain()
        await asyncio.sleep(30)

    result = look(web, web.add("/film.mp4", saying_nothing_more), replace(PATIENT, timeout=1), MediaKind.VIDEO)
    assert (result.outcome, result.reason) == (Outcome.TIMEOUT, "slow_body")


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ({"ETag": '"a"'}, '"a"'),
        ({"ETag": 'W/"a"'} | CHANGED, ""),
        ({"ETag": "bare"}, ""),
        (CHANGED, CHANGED["Last-Modified"]),
        ({"Last-Modified": "yesterday", "Date": CHANGED["Date"]}, ""),
        ({}, ""),
    ],
)
def test_only_what_names_these_very_bytes_is_asked_with(headers: dict[str, str], validator: str) -> None:
    assert strong_validator(headers) == validator
