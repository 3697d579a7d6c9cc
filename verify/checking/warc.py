"""An answer as it was received, as a WARC file: what a browser's archive player and any archivist's tool can read.

Source: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import base64
import hashlib
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from verify.checking.config import USER_AGENT
from verify.checking.model import Exchange

IN_MEMORY = 1024 * 1024
CHUNK = 65_536
_VERSION = "WARC/1.1"
_HTTP = "application/http; msgtype="
_FIELDS = "application/warc-fields"
_CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A copy kept before, to refer to where the body is the same: its payload's SHA-256 (hex), address and time."""

    payload_sha256: str
    url: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class WarcFile:
    """``content`` is the whole file, gzip for each record. ``repeats`` says that the body is that of the earlier copy and is
    not in it again. ``payload_size`` in bytes as received."""

    content: bytes
    payload_sha256: str
    payload_size: int
    repeats: bool


class _Writer(WARCWriter):  # type: ignore[misc]
    """Digests in SHA-256; warcio's own are SHA-1."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class _Head:
    """The head of a revisit record, which warcio takes from here alone, to be written as it was received."""

    def __init__(self, head: bytes) -> None:
        self.headers_buff = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """It is there already."""


def write_warc(exchange: Exchange, notes: Mapping[str, str], earlier: Earlier | None = None) -> WarcFile:
    """The exchange as four records: warcinfo, response (or revisit), request and metadata with ``notes`` as its fields."""
    digest, size = digest_of(exchange.body)
    repeats = earlier is not None and size > 0 and earlier.payload_sha256 == digest.hex()
    with tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="warc-") as file:
        writer = _Writer(file, gzip=True, warc_version=_VERSION)
        writer.write_record(_info(exchange))
        response_id = f"<urn:uuid:{uuid.uuid4()}>"
        with tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="response-") as block:
            block.write(_head(exchange.status_line, exchange.headers))
            if not repeats:
                _copy(exchange.body, block)
            writer.write_record(_response(exchange, block, response_id, digest, earlier if repeats else None))
        writer.write_record(_request(exchange, response_id))
        writer.write_record(_metadata(exchange, response_id, notes))
        file.seek(0)
        return WarcFile(file.read(), digest.hex(), size, repeats)


def digest_of(body: IO[bytes]) -> tuple[bytes, int]:
    """(SHA-256, bytes) of the whole file."""
    body.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := body.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.digest(), size


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    source.seek(0)
    while chunk := source.read(CHUNK):
        target.write(chunk)


def _head(first_line: str, headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    lines = [first_line.encode("utf-8", "surrogateescape"), *(name + b": " + value for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _record(
    kind: str, exchange: Exchange, block: IO[bytes], content_type: str, more: Mapping[str, str]
) -> ArcWarcRecord:
    """A record over the whole of ``block``; its bytes are written as they are, never parsed."""
    length = block.seek(0, 2)
    block.seek(0)
    headers = StatusAndHeaders("", [("WARC-Type", kind)], protocol=_VERSION)
    named = {"WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>", "WARC-Date": _date(exchange.asked_at), **more}
    for name, value in named.items():
        headers.add_header(name, value)
    record = ArcWarcRecord("warc", kind, headers, block, None, content_type, length)
    record.payload_length = length
    return record


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest_header(digest: bytes) -> str:
    return "sha256:" + base64.b32encode(digest).decode()


def _info(exchange: Exchange) -> ArcWarcRecord:
    fields = {"software": USER_AGENT, "format": "WARC File Format 1.1", "conformsTo": _CONFORMS_TO}
    return _record("warcinfo", exchange, _fields(fields), _FIELDS, {})


def _response(
    exchange: Exchange, block: IO[bytes], record_id: str, digest: bytes, earlier: Earlier | None
) -> ArcWarcRecord:
    more = {
        "WARC-Record-ID": record_id,
        "WARC-Target-URI": exchange.url,
        "WARC-Payload-Digest": _digest_header(digest),
    }
    if exchange.cut:
        more["WARC-Truncated"] = "length"
    if earlier is None:
        return _record("response", exchange, block, _HTTP + "response", more)
    more |= {
        "WARC-Profile": _REVISIT,
        "WARC-Refers-To-Target-URI": earlier.url,
        "WARC-Refers-To-Date": _date(earlier.asked_at),
    }
    record = _record("revisit", exchange, BytesIO(), _HTTP + "response", more)
    block.seek(0)
    record.http_headers = _Head(block.read())
    return record


def _request(exchange: Exchange, response_id: str) -> ArcWarcRecord:
    block = BytesIO(_head(exchange.request, exchange.request_headers))
    more = {
        "WARC-Target-URI": exchange.url,
        "WARC-Concurrent-To": response_id,
        "WARC-Payload-Digest": _digest_header(hashlib.sha256(b"").digest()),
    }
    return _record("request", exchange, block, _HTTP + "request", more)


def _metadata(exchange: Exchange, response_id: str, notes: Mapping[str, str]) -> ArcWarcRecord:
    more = {"WARC-Target-URI": exchange.url, "WARC-Refers-To": response_id}
    return _record("metadata", exchange, _fields(notes), _FIELDS, more)


def _fields(fields: Mapping[str, str]) -> IO[bytes]:
    lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items() if value.strip()]
    return BytesIO("".join(lines).encode("utf-8", "replace"))
