"""What stands behind ``href``: one normal form per URL, or the reason why there is nothing to ask for.

Parsing is ada's, the WHATWG parser that browsers use, so that what is judged here is what a reader's click would open.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import ada_url

from verify.checking.model import Outcome
from verify.checking.reasons import outcome_of, sentence_of

PLACEHOLDERS = frozenset(
    {"", "#", "#!", "/#", "url", "link", "todo", "tbd", "tk", "xxx", "http://", "https://", "about:blank"}
)
MAX_URL_LENGTH = 8_192

_NOT_A_PAGE = {
    "mailto": "mailto",
    "tel": "tel",
    "sms": "tel",
    "data": "data",
    "blob": "data",
    "javascript": "javascript",
    "vbscript": "javascript",
    "about": "placeholder",
}
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_STRIPPED_BY_BROWSERS = "".join(map(chr, range(0x21)))


class InvalidTarget(ValueError):
    """There is nothing to ask for. ``reason`` is a machine word, ``sentence`` tells a person what to do next.

    ``outcome`` is ``invalid``, or ``blocked`` for a scheme that the program never opens (ftp, file).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(sentence_of(reason))
        self.reason = reason
        self.sentence = sentence_of(reason)
        self.outcome: Outcome = outcome_of(reason)


@dataclass(frozen=True, slots=True)
class Target:
    """A parsed http(s) URL: ``href`` is its normal form, ``host`` lower-case ASCII, no brackets, no trailing dot."""

    href: str
    scheme: str
    host: str
    port: int
    path: str
    had_credentials: bool = False

    @property
    def origin(self) -> tuple[str, int]:
        return self.host, self.port


_FRONT_PATH = re.compile(r"^/(index|default|home|main)?(\.\w{2,5})?/?$", re.IGNORECASE)


def site_of(target: Target) -> str:
    """The host without the ``www.`` that means nothing."""
    return target.host.removeprefix("www.")


@lru_cache(2048)
def query_of(target: Target) -> str:
    """The query with its question mark, or empty."""
    return ada_url.URL(target.href).search


def is_front_path(path: str) -> bool:
    """Whether a path is that of a site's front page."""
    return _FRONT_PATH.match(path) is not None


def is_same_address(asked: Target, final: Target) -> bool:
    """Whether a redirect only changed the manner: http to https, ``www.``, a closing slash, the case of escapes."""
    if asked is final:
        return True
    same_path = asked.path.rstrip("/").lower() == final.path.rstrip("/").lower()
    same_port = asked.port == final.port or {asked.port, final.port} <= {80, 443}
    return same_path and same_port and site_of(asked) == site_of(final) and query_of(asked) == query_of(final)


def _refuse_scheme(scheme: str) -> None:
    if scheme not in ("http", "https"):
        raise InvalidTarget(_NOT_A_PAGE.get(scheme, "forbidden_scheme"))


def _check_text(text: str, base: str | None) -> None:
    if text.lower() in PLACEHOLDERS or text.startswith("#"):
        raise InvalidTarget("placeholder")
    if len(text) > MAX_URL_LENGTH:
        raise InvalidTarget("too_long")
    scheme = _SCHEME.match(text)
    # "example.com:8080/x" reads as a scheme to every parser; a dot in it tells that a person left out https://.
    if base is None and (scheme is None or "." in scheme[1]):
        raise InvalidTarget("relative")
    if scheme:
        _refuse_scheme(scheme[1].lower())


def _parse(text: str, base: str | None) -> ada_url.URL:
    try:
        return ada_url.URL(text, base=base) if base else ada_url.URL(text)
    except (ValueError, UnicodeError) as error:
        raise InvalidTarget("malformed") from error


@lru_cache(2048)
def parse_target(url: str, base: str | None = None) -> Target:
    """The target that ``url`` names, seen from the page ``base``. Credentials and fragment never travel with it.

    Raises InvalidTarget for a placeholder, a malformed or relative URL and for every scheme but http and https.
    """
    text = url.strip(_STRIPPED_BY_BROWSERS).replace("\t", "").replace("\n", "").replace("\r", "")
    _check_text(text, base)
    parsed = _parse(text, base)
    scheme = parsed.protocol.rstrip(":")
    _refuse_scheme(scheme)
    had_credentials = bool(parsed.username or parsed.password)
    if had_credentials:
        parsed.username = parsed.password = ""
    hostname = parsed.hostname
    host = hostname.strip("[]").rstrip(".").lower()
    if not host or ".." in hostname:
        raise InvalidTarget("malformed")
    named_port = parsed.port
    port = int(named_port) if named_port else {"http": 80, "https": 443}[scheme]
    return Target(parsed.href.split("#", 1)[0], scheme, host, port, parsed.pathname, had_credentials)


def site_named(url: str) -> str:
    """The site that ``url`` names, as ``site_of``; empty where there is nothing to ask for."""
    try:
        return site_of(parse_target(url))
    except InvalidTarget:
        return ""


def normalise_url(url: str, base: str | None = None) -> str:
    """One text per URL: as a browser would write it, without fragment, default port and credentials.

    ``base`` is the page the link stands on, for relative links. Raises InvalidTarget (see ``parse_target``).
    Source: https://url.spec.whatwg.org/
    """
    return parse_target(url, base).href
