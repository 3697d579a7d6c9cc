"""The services that a newsroom may name in its settings: a time-stamping authority and a web archive, stood in for by ours."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.checking.tsa import Authority, make_authority
from tests.checking.web import QUICK, Web, answer, no_names, redirect, running
from verify.checking.ask import AskFailed, Question, ask
from verify.checking.config import FetchConfig
from verify.checking.timestamp import NotStamped, stamp, verify_stamp
from verify.checking.wayback import Capture, look_up, save

CONTENT = b"WARC/1.1 and all that"
PAGE = "http://harbour.example/a page?x=1&y=2"


@pytest.fixture
def config(web: Web) -> FetchConfig:
    return replace(QUICK, allow=(web.allow,), resolve=no_names, timeout=20)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tsa"))


def test_a_file_gets_a_token_with_the_authoritys_time(web: Web, config: FetchConfig, authority: Authority) -> None:
    given = stamp(CONTENT, web.add("/tsa", authority.serve()), authority.root, config)
    assert abs(given.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert verify_stamp(given.token, CONTENT, authority.root) == given.at
    assert web.asked[0].headers["content-type"] == "application/timestamp-query"


def test_a_token_holds_for_the_very_bytes_alone(web: Web, config: FetchConfig, authority: Authority) -> None:
    given = stamp(CONTENT, web.add("/tsa", authority.serve()), authority.root, config)
    with pytest.raises(NotStamped, match="does not hold"):
        verify_stamp(given.token, CONTENT + b".", authority.root)


def test_an_authority_that_nobody_trusts_is_not_believed(
    web: Web, config: FetchConfig, authority: Authority, tmp_path: Path
) -> None:
    stranger = make_authority(tmp_path)
    address = web.add("/tsa", authority.serve())
    for roots in (stranger.root, ""):
        with pytest.raises(NotStamped, match="does not hold"):
            stamp(CONTENT, address, roots, config)


def test_an_old_answer_sent_again_is_not_believed(web: Web, config: FetchConfig, authority: Authority) -> None:
    first = stamp(CONTENT, web.add("/tsa", authority.serve()), authority.root, config)
    web.add("/tsa", answer(200, first.token, content_type="application/timestamp-reply"))
    with pytest.raises(NotStamped, match="Nonce"):
        stamp(CONTENT, web.url("/tsa"), authority.root, config)


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [(b"", 503, "answered 503"), (b"no token", 200, "does not hold"), (b"", 200, "does not hold")],
)
def test_what_is_no_token_is_told_in_a_sentence(
    web: Web, config: FetchConfig, authority: Authority, body: bytes, status: int, says: str
) -> None:
    with pytest.raises(NotStamped, match=says):
        stamp(CONTENT, web.add("/tsa", answer(status, body)), authority.root, config)


def test_a_file_of_certificates_that_is_not_there_is_named(web: Web, config: FetchConfig, authority: Authority) -> None:
    with pytest.raises(NotStamped, match="TIMESTAMP_CA"):
        stamp(CONTENT, web.add("/tsa", authority.serve()), "/nowhere/roots.pem", config)


def test_a_service_inside_the_network_is_not_asked_unless_it_is_allowed(web: Web, config: FetchConfig) -> None:
    web.add("/tsa", answer(200, b"x"))
    web.add("/away", redirect(web.url("/tsa")))
    closed = replace(config, allow=())
    for address in (web.url("/tsa"), "http://10.0.0.1/tsa", "http://169.254.169.254/", "file:///etc/passwd", "#"):
        with pytest.raises(AskFailed):
            ask(Question(address, b"x"), closed)
    assert web.asked == []


def test_a_redirect_is_followed_through_the_guard_and_never_with_a_body(web: Web, config: FetchConfig) -> None:
    web.add("/new", answer(200, b'{"a": 1}'))
    web.add("/old", redirect("/new"))
    web.add("/in", redirect("http://10.0.0.1/secret"))
    assert ask(Question(web.url("/old")), config).as_json() == {"a": 1}
    assert ask(Question(web.url("/old"), b"x"), config).status == 302
    with pytest.raises(AskFailed):
        ask(Question(web.url("/in")), config)
    web.add("/loop", redirect("/loop"))
    with pytest.raises(AskFailed, match="ten times"):
        ask(Question(web.url("/loop")), config)


def test_an_endless_answer_is_cut(web: Web, config: FetchConfig) -> None:
    with pytest.raises(AskFailed, match="more than anybody"):
        ask(Question(web.add("/long", answer(200, b"x" * 2_000_000))), config)


@pytest.fixture
def archive(web: Web) -> str:
    return web.url("").rstrip("/")


def available(web: Web, found: object) -> None:
    web.add(
        "/wayback/available?url=http%3A%2F%2Fharbour.example%2Fa%20page%3Fx%3D1%26y%3D2",
        answer(200, json.dumps(found).encode()),
    )


def closest(address: str, timestamp: str = "20250312094500") -> dict[str, object]:
    snapshot = {"status": "200", "available": True, "url": address, "timestamp": timestamp}
    return {"url": PAGE, "archived_snapshots": {"closest": snapshot}}


def test_the_archives_copy_is_found_with_its_time(web: Web, config: FetchConfig, archive: str) -> None:
    available(web, closest("http://archive.example/web/20250312094500/x"))
    found = look_up(PAGE, archive, config)
    assert found == Capture("http://archive.example/web/20250312094500/x", datetime(2025, 3, 12, 9, 45, tzinfo=UTC))


def test_no_copy_is_no_copy(web: Web, config: FetchConfig, archive: str) -> None:
    available(web, {"url": PAGE, "archived_snapshots": {}})
    assert look_up(PAGE, archive, config) is None


@pytest.mark.parametrize("found", [closest("javascript:alert(1)"), closest("")])
def test_an_address_that_no_browser_should_open_is_not_taken(
    web: Web, config: FetchConfig, archive: str, found: object
) -> None:
    available(web, found)
    with pytest.raises(AskFailed, match="cannot be read"):
        look_up(PAGE, archive, config)


@pytest.mark.parametrize("found", [[], "x", {"archived_snapshots": {"closest": []}}])
def test_an_odd_answer_is_no_copy(web: Web, config: FetchConfig, archive: str, found: object) -> None:
    available(web, found)
    assert look_up(PAGE, archive, config) is None


def test_an_archive_that_is_down_is_told_in_a_sentence(web: Web, config: FetchConfig, archive: str) -> None:
    with pytest.raises(AskFailed, match="answered 404"):
        look_up(PAGE, archive, config)
    with pytest.raises(AskFailed):
        look_up(PAGE, "http://127.0.0.1:1", replace(config, allow=("127.0.0.1:1",)))


@pytest.mark.parametrize("header", ["location", "content_location"])
def test_a_copy_is_made_at_our_asking(web: Web, config: FetchConfig, archive: str, header: str) -> None:
    status = 302 if header == "location" else 200
    web.add(
        "/save/http://harbour.example/boats",
        answer(status, b"", **{header: "/web/20261122030405/http://harbour.example/boats"}),
    )
    made = save("http://harbour.example/boats", f"{archive}/save/", config)
    assert made.address == f"{archive}/web/20261122030405/http://harbour.example/boats"
    assert made.captured_at == datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def test_a_copy_that_was_not_made_is_told_in_a_sentence(web: Web, config: FetchConfig, archive: str) -> None:
    with pytest.raises(AskFailed, match="made no copy"):
        save("http://harbour.example/boats", f"{archive}/save/", config)
    web.add("/save/http://harbour.example/boats", answer(200, b"saved"))
    with pytest.raises(AskFailed, match="did not say where"):
        save("http://harbour.example/boats", f"{archive}/save/", config)


def test_nobody_else_is_asked(config: FetchConfig) -> None:
    with running(Web()) as other:
        other.add("/wayback/available?url=x", answer(200, b"{}"))
        with pytest.raises(AskFailed):
            look_up("x", other.url("").rstrip("/"), config)
        assert other.asked == []
