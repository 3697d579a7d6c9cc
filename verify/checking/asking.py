"""How a URL is asked for: HEAD where the answer to HEAD can save a download, conditions where an earlier look left some.

Pages are always fetched with GET, since what they say is what is judged. HEAD comes first for what is a large file by its
name or by the article's word, and for a file that was there at the last look but left nothing to make a condition of.
"""

import re
from collections.abc import Mapping

from verify.checking.config import CheckRequest, Known
from verify.checking.model import MediaKind
from verify.checking.targets import Target

HEAD_SECONDS = 5.0
"""Some servers never answer HEAD; they must not use up the time of the check."""
FIRST_BYTES = 65_536
"""What is asked of a file that is too large to be read: enough to see what it is."""
_MEDIA = r"jpe?g|png|gif|webp|bmp|tiff?|avif|hei[cf]|"
_LARGE = r"mp4|m4v|mov|webm|mkv|avi|mpe?g|flv|3gp|mp3|m4a|aac|wav|flac|og[gav]|opus|zip|7z|rar|tgz|gz|bz2|xz|iso|dmg|exe|msi|apk"
_LARGE_PATH = re.compile(rf"\.({_LARGE})$", re.IGNORECASE)
_MEDIA_PATH = re.compile(rf"\.({_MEDIA}{_LARGE})$", re.IGNORECASE)
_MOST_VALIDATOR = 500


def known_at(target: Target, request: CheckRequest) -> Known | None:
    """What the last good look left of this very address. Whoever keeps the body, or looks for a place in it, needs it all."""
    known = request.known
    needs_body = request.keep or request.fragments or "#" in request.url
    return known if known is not None and not needs_body and known.url == target.href else None


def is_large(target: Target, request: CheckRequest) -> bool:
    return request.expect in (MediaKind.VIDEO, MediaKind.SOUND) or bool(_LARGE_PATH.search(target.path))


def is_download(target: Target, request: CheckRequest) -> bool:
    """Whether a media file is to be expected here, so that a place among the downloads is taken before it is asked for."""
    return request.expect is not None or bool(_MEDIA_PATH.search(target.path))


def conditions(known: Known | None) -> dict[str, str]:
    """The headers that let a server say "not modified"."""
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}


def length_of(status: int, headers: Mapping[str, str]) -> int | None:
    """The length of a file by the answer to HEAD, or None where that is not to be trusted: any other status than 200, a
    page or no type at all, no length or that of something compressed.
    """
    kind = headers.get("Content-Type", "").split(";")[0].strip().lower()
    length = headers.get("Content-Length", "")
    if status != 200 or not kind or "html" in kind or "Content-Encoding" in headers:
        return None
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None


def is_same_file(known: Known, length: int, headers: Mapping[str, str]) -> bool:
    kind = headers.get("Content-Type", "").split(";")[0].strip().lower()
    return known.size == length > 0 and known.content_type == kind


def validator(headers: Mapping[str, str], name: str) -> str:
    """The value of ETag or Last-Modified, where it is one that can be stored and sent again."""
    value = headers.get(name, "").strip()
    return value if len(value) <= _MOST_VALIDATOR and value.isascii() and value.isprintable() else ""
