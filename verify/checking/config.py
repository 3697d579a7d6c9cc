"""How to check: limits, exceptions and the two hooks that tests use instead of the outside world."""

import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from verify.checking.model import MediaKind
from verify.checking.politeness import OpenPoliteness, Pace

# host -> its addresses as text; OSError where the name does not resolve.
Resolve = Callable[[str], Awaitable[list[str]]]
# (family, type, protocol) -> a socket that has not been connected.
MakeSocket = Callable[[int, int, int], socket.socket]

USER_AGENT = "NewsroomVerify/0.1 (link check of a newsroom's verification desk)"


@dataclass(frozen=True, slots=True)
class Known:
    """What the last good look at a URL left, to ask whether anything has changed since.

    ``url`` is where that look ended, ``reason`` and ``flags`` what it said; they hold for an answer that nothing has changed.
    ``is_file``: no page; where its server sends neither of the validators, type and length (``size``) must do.
    """

    url: str
    reason: str
    flags: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    size: int = 0
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One URL to look at. ``expect``: the article shows it as a picture, video or sound, so a page is not_media.

    ``keep``: hand the last answer on as it was received, in ``CheckResult.exchange``. ``fragments``: places inside the page
    that links name, as they stand behind the ``#``; the URL's own is looked for in any case.
    """

    url: str
    expect: MediaKind | None = None
    keep: bool = False
    known: Known | None = None
    fragments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Limits of one batch: times in seconds, sizes in bytes after decompression.

    ``allow`` holds ``host:port`` exceptions to the guard. ``ca_file`` (PEM) adds an intranet's own authority.
    ``timeout`` bounds one check with all its redirects and retries, not the time it waits for its turn.
    With ``siblings`` a suspicious page is held beside what its site answers for an address that cannot exist.
    ``facts`` asks for the facts of each page (author, dates, main text), which cost more than fetching it; without
    ``keep_text`` the main text is counted and let go, so that thousands of results stay small.
    ``per_host`` visits to one host at once and ``rate`` begun each second (0: any number). A site that asks to be left
    alone for up to ``patience`` seconds is waited for. ``batch_seconds`` after the start nothing begins any more (None:
    never). ``politeness`` opens the rules that this process shares with others; without it they are its own.
    ``downloads`` media files are fetched and examined at once.
    """

    allow: tuple[str, ...] = ()
    timeout: float = 20.0
    connect_timeout: float = 8.0
    concurrency: int = 64
    per_host: int = 4
    rate: float = 20.0
    patience: float = 30.0
    batch_seconds: float | None = None
    politeness: OpenPoliteness | None = None
    max_redirects: int = 10
    retries: int = 2
    backoff: float = 0.5
    page_cap: int = 2 * 1024 * 1024
    media_cap: int = 50 * 1024 * 1024
    downloads: int = 4
    media_timeout: float = 20.0
    user_agent: str = USER_AGENT
    ca_file: str = ""
    facts: bool = True
    siblings: bool = True
    keep_text: bool = True
    resolve: Resolve | None = None
    make_socket: MakeSocket | None = None

    @property
    def pace(self) -> Pace:
        """The politeness these settings ask for; a run of ``per_host`` visits needs no pause."""
        return Pace(self.rate, burst=max(1, self.per_host), at_once=max(1, self.per_host))
