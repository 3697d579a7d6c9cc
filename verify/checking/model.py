"""What one look at one URL found. Nothing here knows Django; the worker and ``check_urls`` share these objects."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import IO


class Outcome(StrEnum):
    """The outcomes of a check, in the domain's words. RESTRICTED means that a person must look, never "broken"."""

    OK = "ok"
    REDIRECTED = "redirected"
    SOFT_404 = "soft_404"
    BROKEN = "broken"
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS_ERROR = "tls_error"
    RESTRICTED = "restricted"
    BLOCKED = "blocked"
    INVALID = "invalid"
    TOO_LARGE = "too_large"
    NOT_MEDIA = "not_media"


class MediaKind(StrEnum):
    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way: the URL asked for and the status it answered (0 where none came)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the bytes of a media file say. Sizes in bytes and pixels, duration in seconds, GPS in degrees (WGS 84).

    ``problems`` are sentences for a person: a lying extension, a truncated file, a decompression bomb. ``preview`` is a
    small re-encoded picture (WebP, at most 640 px on the long side) or empty. ``captured_at`` is as the camera wrote
    it, without a zone.
    """

    kind: MediaKind
    sha256: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    captured_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    software: str = ""
    camera: str = ""
    problems: tuple[str, ...] = ()
    preview: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Postponed:
    """Why a check should be made again in ``seconds``. ``by_site``: the site asked to be left alone for so long;
    otherwise this batch had no time left for it and nobody was asked.
    """

    seconds: float
    by_site: bool


@dataclass(slots=True)
class Exchange:
    """The last request of a check and its answer as they went over the wire, which is what a WARC record holds.

    ``request`` and ``status_line`` have no line ends; header names and values are bytes in the order they came. ``body``
    is as received, still compressed where a header says so, without the framing of chunks; ``cut`` says that more
    followed. ``body.read_content`` decompresses it. Who takes an exchange closes it.
    """

    url: str
    request: str
    request_headers: tuple[tuple[bytes, bytes], ...]
    asked_at: datetime
    body: IO[bytes] = field(repr=False)
    status_line: str = ""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    cut: bool = False

    def close(self) -> None:
        self.body.close()


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a page says about itself as a source; empty text or None where it says nothing.

    ``author`` names several people with "; " between them, ``language`` is an ISO 639 code, ``text`` the main text with
    "\\n" between paragraphs, ``words`` the number of its words divided by white space. ``complete`` is False where the
    page was too much for the readers: ``text`` then is how its visible text begins. ``dated_by`` is "markup" where the
    page states its day of publication, "text" where it was found beside the text, which is less sure.
    """

    title: str = ""
    site: str = ""
    author: str = ""
    published_on: date | None = None
    modified_on: date | None = None
    language: str = ""
    canonical_url: str = ""
    text: str = field(default="", repr=False)
    words: int = 0
    complete: bool = True
    dated_by: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One dated observation of one URL.

    ``reason`` is a short machine word (``dns_failure``), ``sentence`` says the same to a person. ``status`` is the
    last HTTP status or None, ``seconds`` the whole time taken, ``size`` the decoded bytes read. ``exchange`` is there
    where the request said ``keep`` and something answered. ``source`` holds the facts of an HTML page that is there (ok
    or redirected), ``missing_fragments`` the places the links name that the page does not have. With ``postponed`` it is no
    observation of the page: whoever can come back later should, and forget this one. ``etag`` and ``last_modified`` are for
    the next look; ``unchanged`` says that nothing has changed since the one that the request knew: no body was read.
    """

    url: str
    outcome: Outcome
    reason: str
    sentence: str
    status: int | None = None
    final_url: str = ""
    hops: tuple[Hop, ...] = ()
    content_type: str = ""
    size: int = 0
    title: str = ""
    published_on: date | None = None
    seconds: float = 0.0
    media: MediaFacts | None = None
    flags: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    postponed: Postponed | None = None
    exchange: Exchange | None = field(default=None, repr=False, compare=False)
    source: SourceFacts | None = None
    missing_fragments: tuple[str, ...] = ()

    def close(self) -> None:
        """Let go of what was kept of the answer."""
        if self.exchange is not None:
            self.exchange.close()
