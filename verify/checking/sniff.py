"""What kind of file some bytes are, by the bytes themselves: the name and the header only say what somebody hopes."""

from dataclasses import dataclass

import puremagic

from verify.checking.model import MediaKind

HEAD_BYTES = 4096
_PICTURE, _VIDEO, _SOUND = MediaKind.PICTURE, MediaKind.VIDEO, MediaKind.SOUND

# puremagic's extension -> what it is, and the name the desk uses for it.
_MEDIA: dict[str, tuple[MediaKind, str]] = {
    ".jpg": (_PICTURE, "image/jpeg"),
    ".jpeg": (_PICTURE, "image/jpeg"),
    ".jfif": (_PICTURE, "image/jpeg"),
    ".png": (_PICTURE, "image/png"),
    ".gif": (_PICTURE, "image/gif"),
    ".webp": (_PICTURE, "image/webp"),
    ".bmp": (_PICTURE, "image/bmp"),
    ".tif": (_PICTURE, "image/tiff"),
    ".tiff": (_PICTURE, "image/tiff"),
    ".avif": (_PICTURE, "image/avif"),
    ".heic": (_PICTURE, "image/heic"),
    ".heif": (_PICTURE, "image/heic"),
    ".ico": (_PICTURE, "image/x-icon"),
    ".jp2": (_PICTURE, "image/jp2"),
    ".jpf": (_PICTURE, "image/jp2"),
    ".svg": (_PICTURE, "image/svg+xml"),
    ".mp4": (_VIDEO, "video/mp4"),
    ".m4v": (_VIDEO, "video/mp4"),
    ".mov": (_VIDEO, "video/quicktime"),
    ".3gp": (_VIDEO, "video/3gpp"),
    ".webm": (_VIDEO, "video/webm"),
    ".mkv": (_VIDEO, "video/x-matroska"),
    ".avi": (_VIDEO, "video/x-msvideo"),
    ".flv": (_VIDEO, "video/x-flv"),
    ".mpg": (_VIDEO, "video/mpeg"),
    ".mpeg": (_VIDEO, "video/mpeg"),
    ".ts": (_VIDEO, "video/mp2t"),
    ".mp3": (_SOUND, "audio/mpeg"),
    ".m4a": (_SOUND, "audio/mp4"),
    ".aac": (_SOUND, "audio/aac"),
    ".wav": (_SOUND, "audio/wav"),
    ".flac": (_SOUND, "audio/flac"),
    ".ogg": (_SOUND, "audio/ogg"),
    ".oga": (_SOUND, "audio/ogg"),
    ".opus": (_SOUND, "audio/ogg"),
}
# Two letters of a text can look like these; they count only where the server says media too.
_WEAK = 0.3
_PAGE_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/json",
    "application/rss",
    "application/atom",
)
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<title")


@dataclass(frozen=True, slots=True)
class Sniffed:
    kind: MediaKind
    mime: str


def _is_media_type(content_type: str) -> bool:
    return content_type.startswith(("image/", "video/", "audio/"))


def sniff_media(head: bytes, content_type: str) -> Sniffed | None:
    """What the first bytes of a file say it is, or None where they are no picture, video or sound.

    ``content_type`` is the server's word; it only decides whether a weak likeness counts.
    """
    if looks_like_html(head):
        return None
    if head[4:8] == b"ftyp" and head[8:12] in (b"M4A ", b"M4B "):
        return Sniffed(_SOUND, "audio/mp4")
    if head[:1] == b"G" and len(head) > 376 and head[188:189] == b"G" and head[376:377] == b"G":
        return Sniffed(_VIDEO, "video/mp2t")
    try:
        matches = puremagic.magic_string(head[:HEAD_BYTES])
    except (puremagic.PureError, ValueError):
        return None
    for match in matches:
        known = _MEDIA.get(match.extension.lower())
        if known and (match.confidence >= _WEAK or _is_media_type(content_type)):
            return Sniffed(*known)
        if match.confidence > _WEAK and match.extension and not known:
            return None
    return None


def looks_like_html(head: bytes) -> bool:
    start = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start.split(b"-->", 1)[1].lstrip()
    return start.startswith(_PAGE_STARTS)


def is_page(head: bytes, content_type: str) -> bool:
    """Whether the answer is to be read as text. An answer that does not say what it is, is one if it looks like one."""
    if looks_like_html(head) or content_type.startswith(_PAGE_TYPES):
        return True
    return not content_type and b"\0" not in head
