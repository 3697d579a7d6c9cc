"""A download that broke off: whether its rest can be asked for, and whether what comes is that rest (RFC 9110, 13.1.5 and 15.3.7)."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from verify.checking.answer import Answer
from verify.checking.asking import validator

PARTIAL = 206
NO_SUCH_RANGE = 416
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", re.IGNORECASE)
_OLD_ENOUGH = timedelta(seconds=1)
"""A file that changed twice within a second would have one date for two contents (RFC 9110, 8.8.2.2)."""


def strong_validator(headers: Mapping[str, str]) -> str:
    """What names these very bytes: an ETag that is not weak, else a date of last change before that of the answer; or nothing."""
    etag = validator(headers, "ETag")
    if etag:
        return etag if etag.startswith('"') else ""
    changed, sent = _moment(headers.get("Last-Modified", "")), _moment(headers.get("Date", ""))
    old_enough = changed is not None and sent is not None and sent - changed >= _OLD_ENOUGH
    return validator(headers, "Last-Modified") if old_enough else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def can_go_on(answer: Answer) -> bool:
    """Whether ``answer`` is a media file that broke off and whose server gives parts of a file that it can name."""
    if answer.file is None or answer.sha256 or answer.cut or "Content-Encoding" in answer.headers:
        return False
    gives_parts = answer.headers.get("Accept-Ranges", "").strip().lower() == "bytes"
    return gives_parts and answer.status == 200 and bool(strong_validator(answer.headers))


def rest_of(begun: Answer) -> dict[str, str]:
    """The headers that ask for the rest, and for the whole where the file is no longer the same."""
    return {"Range": f"bytes={begun.size}-", "If-Range": strong_validator(begun.headers)}


def whole_length(headers: Mapping[str, str]) -> int | None:
    """The length of the whole file by the Content-Range of a part of it."""
    match = _RANGE.fullmatch(headers.get("Content-Range", "").strip())
    return int(match[3]) if match else None


def goes_on(begun: Answer, status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer is the rest of ``begun``: the bytes that follow, of a file with the same name, date and length.

    A part may leave out the date where the question named it, and must repeat the ETag (RFC 9110, 15.3.7).
    """
    match = _RANGE.fullmatch(headers.get("Content-Range", "").strip())
    if status != PARTIAL or match is None or int(match[1]) != begun.size or "Content-Encoding" in headers:
        return False
    said = begun.headers.get("Content-Length", match[3])
    changed = begun.headers.get("Last-Modified", "")
    same_name = headers.get("ETag", "").strip() == begun.headers.get("ETag", "").strip()
    return same_name and said == match[3] and headers.get("Last-Modified", changed) == changed
