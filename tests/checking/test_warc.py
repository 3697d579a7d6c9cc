"""A kept answer as a WARC file: read back by the library that archives use, record by record."""

import base64
import gzip
import hashlib
import io
import zlib
from datetime import UTC, datetime
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.checking.test_exchange import exchange_of, keep
from tests.checking.web import Asked, Web, Writer, answer, page
from verify.checking.model import Exchange
from verify.checking.warc import Earlier, WarcFile, write_warc

NOTES = {"outcome": "ok", "title": "Harbour\nnews", "empty": ""}


def records(content: bytes) -> dict[str, tuple[dict[str, str], bytes]]:
    """{type: (headers, block as written)}; every digest in the file is held against what it stands for."""
    for record in ArchiveIterator(io.BytesIO(content), check_digests="raise"):
        record.content_stream().read()
    found: dict[str, tuple[dict[str, str], bytes]] = {}
    for record in ArchiveIterator(io.BytesIO(content), no_record_parse=True):
        found[record.rec_type] = (dict(record.rec_headers.headers), record.raw_stream.read())
    return found


def kept(web: Web, serve: Any, path: str = "/story") -> tuple[Exchange, WarcFile]:
    exchange = exchange_of(keep(web, web.add(path, serve)))
    return exchange, write_warc(exchange, NOTES)


def test_request_and_response_stand_in_it_to_the_byte(web: Web) -> None:
    body = gzip.compress(page("Nine boats left."))
    exchange, warc = kept(web, answer(200, body, content_encoding="gzip", X_Odd="caf\udce9  two"))
    found = records(warc.content)
    assert list(found) == ["warcinfo", "response", "request", "metadata"]
    head, _, rest = found["response"][1].partition(b"\r\n\r\n")
    assert rest == body
    assert head.split(b"\r\n")[0] == b"HTTP/1.1 200 Whatever"
    assert b"X-Odd: caf\xe9  two" in head.split(b"\r\n")
    assert found["request"][1].startswith(b"GET /story HTTP/1.1\r\n")
    assert (warc.payload_sha256, warc.payload_size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert exchange.url == found["response"][0]["WARC-Target-URI"]


def test_records_name_each_other_and_carry_digests_in_sha_256(web: Web) -> None:
    exchange, warc = kept(web, answer(200, page("Nine boats left.")))
    found = records(warc.content)
    response = found["response"][0]
    assert (
        response["WARC-Record-ID"]
        == found["request"][0]["WARC-Concurrent-To"]
        == found["metadata"][0]["WARC-Refers-To"]
    )
    digest = base64.b32encode(bytes.fromhex(warc.payload_sha256)).decode()
    assert response["WARC-Payload-Digest"] == f"sha256:{digest}"
    assert all(headers["WARC-Block-Digest"].startswith("sha256:") for headers, _block in found.values())
    asked = datetime.fromisoformat(response["WARC-Date"])
    assert abs((asked - exchange.asked_at).total_seconds()) < 0.001
    assert found["metadata"][1] == b"outcome: ok\r\ntitle: Harbour news\r\n"


def test_each_record_is_a_gzip_member_of_its_own(web: Web) -> None:
    _exchange, warc = kept(web, answer(200, page("Nine boats left.")))
    rest, members = warc.content, []
    while rest:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        members.append(member.decompress(rest))
        rest = member.unused_data
    assert [member.split(b"\r\n")[0] for member in members] == [b"WARC/1.1"] * 4


def test_the_archivists_own_checker_finds_no_fault(web: Web, tmp_path: Any, capsys: Any) -> None:
    _exchange, warc = kept(web, answer(200, page("Nine boats left.")))
    file = tmp_path / "kept.warc.gz"
    file.write_bytes(warc.content)

    class Asked:
        inputs = [str(file)]
        verbose = True

    checker = Checker(Asked())
    checker.process_all()
    assert (checker.exit_value, "digest failed" in capsys.readouterr().out) == (0, False)


async def in_chunks(_: Asked, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n")
    for piece in (b"<p>Nine boats", b" left.</p>"):
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    writer.write(b"0\r\n\r\n")
    await writer.drain()


def test_a_body_that_came_in_chunks_is_read_back_whole(web: Web) -> None:
    _exchange, warc = kept(web, in_chunks)
    [response] = [
        r.content_stream().read() for r in ArchiveIterator(io.BytesIO(warc.content)) if r.rec_type == "response"
    ]
    assert response == b"<p>Nine boats left.</p>"


def test_the_same_body_again_is_a_revisit_that_leads_to_the_first(web: Web) -> None:
    first_exchange, first = kept(web, answer(200, page("Nine boats left.")))
    again = exchange_of(keep(web, web.url("/story")))
    earlier = Earlier(first.payload_sha256, first_exchange.url, first_exchange.asked_at)
    second = write_warc(again, NOTES, earlier)
    assert (second.repeats, second.payload_sha256) == (True, first.payload_sha256)
    headers, block = records(second.content)["revisit"]
    assert headers["WARC-Refers-To-Target-URI"] == first_exchange.url
    assert headers["WARC-Refers-To-Date"] == records(first.content)["response"][0]["WARC-Date"]
    assert block.startswith(b"HTTP/1.1 200 Whatever\r\n")
    assert block.endswith(b"\r\n\r\n")
    assert len(second.content) < len(first.content) + 200
    both = [record.rec_type for record in ArchiveIterator(io.BytesIO(first.content + second.content))]
    assert both.count("response") == both.count("revisit") == 1


def test_another_body_is_written_whole_whatever_came_earlier(web: Web) -> None:
    exchange = exchange_of(keep(web, web.add("/story", answer(200, page("Nine boats left.")))))
    warc = write_warc(exchange, NOTES, Earlier("0" * 64, exchange.url, datetime.now(UTC)))
    assert not warc.repeats
    assert "response" in records(warc.content)


def test_what_was_cut_says_so(web: Web) -> None:
    url = web.add("/long", answer(200, page("boats " * 400_000)))
    warc = write_warc(exchange_of(keep(web, url)), NOTES)
    assert records(warc.content)["response"][0]["WARC-Truncated"] == "length"
