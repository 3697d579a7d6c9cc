"""Keeping what a link answered with: the WARC as a stored file, its trusted time where one is wanted, and the row that names both."""

import hashlib
import logging
import unicodedata
from dataclasses import dataclass
from email.message import Message
from io import SEEK_END

from django.conf import settings

from verify.checking import CheckResult, Exchange
from verify.checking.body import read_content
from verify.checking.page import decode_page
from verify.checking.timestamp import NotStamped, Stamp, stamp
from verify.checking.warc import Earlier, WarcFile, write_warc
from verify.models import Link, LinkCheck, Snapshot, StoredFile

from .fetching import fetch_config

log = logging.getLogger(__name__)

MOST_BYTES = 16 * 1024 * 1024
"""Bodies above this are not kept: on its way into the database a file takes some seven times its size in the worker's memory."""
TEXT_CAP = 2 * 1024 * 1024
"""Bytes of a plain text that are read as its main text."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What is to be stored of one answer, made before any row is touched: it may ask an authority for the time."""

    exchange: Exchange
    warc: WarcFile
    text: str
    refers_to: Snapshot | None
    stamp: Stamp | None
    problem: str = ""


def main_text(result: CheckResult) -> str | None:
    """The main text of what answered, composed (NFC); None where it has none, or where it was too much to be read."""
    if result.source is not None:
        return clean(result.source.text) if result.source.complete else None
    if result.exchange is None or not result.content_type.startswith("text/") or result.content_type == "text/html":
        return None
    return clean(decode_page(read_content(result.exchange, TEXT_CAP), _charset(result.exchange)))


def _charset(exchange: Exchange) -> str:
    header = Message()
    header["content-type"] = next(
        (v.decode("latin-1") for n, v in exchange.headers if n.lower() == b"content-type"), ""
    )
    return header.get_content_charset("")


def clean(text: str) -> str:
    """Composed, and without what PostgreSQL's text cannot hold."""
    return unicodedata.normalize("NFC", text.replace("\0", "").encode("utf-8", "replace").decode())


def is_too_large(exchange: Exchange) -> bool:
    return exchange.body.seek(0, SEEK_END) > MOST_BYTES


def make_copy(link: Link, result: CheckResult, exchange: Exchange, *, stamped: bool) -> Copy:
    """The WARC of an exchange, with a token over it where TIMESTAMP_URL is set and ``stamped`` says so."""
    text = main_text(result) or ""
    earlier = (
        link.snapshots.filter(refers_to=None).select_related("link_check").defer("text").order_by("-taken_at").first()
    )
    known = Earlier(earlier.payload_sha256, earlier.final_url, earlier.taken_at) if earlier else None
    warc = write_warc(exchange, _notes(link, result, text), known)
    token, problem = _stamp(warc.content) if stamped and settings.TIMESTAMP_URL else (None, "")
    return Copy(exchange, warc, text, earlier if warc.repeats else None, token, problem)


def _notes(link: Link, result: CheckResult, text: str) -> dict[str, str]:
    return {
        "requested-url": link.url,
        "via": " ".join(hop.url for hop in result.hops[:-1]),
        "outcome": result.outcome.value,
        "reason": result.reason,
        "title": clean(result.title),
        "main-text-sha256": hashlib.sha256(text.encode()).hexdigest() if text else "",
    }


def _stamp(content: bytes) -> tuple[Stamp | None, str]:
    try:
        return stamp(content, settings.TIMESTAMP_URL, settings.TIMESTAMP_CA, fetch_config()), ""
    except NotStamped as error:
        log.warning("A copy was kept without a time-stamp: %s", error)
        return None, str(error)


def store_copy(link: Link, check: LinkCheck, copy: Copy, occasion: str = Snapshot.Occasion.RELIED_ON) -> Snapshot:
    """Append the copy to what is kept of the link. The bytes go in whole or not at all, with the rest of the transaction."""
    return Snapshot.objects.create(
        link=link,
        link_check=check,
        occasion=occasion,
        taken_at=copy.exchange.asked_at,
        warc=_stored(copy.warc.content),
        refers_to=copy.refers_to,
        payload_sha256=copy.warc.payload_sha256,
        payload_size=copy.warc.payload_size,
        headers=[[clean(n.decode("latin-1")), clean(v.decode("latin-1"))] for n, v in copy.exchange.headers],
        text=copy.text,
        timestamp_token=copy.stamp.token if copy.stamp else b"",
        timestamped_at=copy.stamp.at if copy.stamp else None,
        timestamp_authority=settings.TIMESTAMP_URL if copy.stamp else "",
        timestamp_problem=copy.problem,
    )


def _stored(content: bytes) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content)}
    )
    return stored
