"""Asking a web archive for a copy of a page, and asking it to make one.

Source: https://archive.org/help/wayback_api.php; saving as at web.archive.org/save/.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urljoin

from verify.checking.ask import AskFailed, Question, Reply, ask
from verify.checking.config import FetchConfig

_CAPTURE = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Capture:
    """One copy at the archive: its address there and when it was made."""

    address: str
    captured_at: datetime | None


def look_up(url: str, archive: str, config: FetchConfig) -> Capture | None:
    """The archive's newest copy of ``url``, None where it has none. Raises AskFailed."""
    reply = ask(Question(f"{archive.rstrip('/')}/wayback/available?url={quote(url, safe='')}"), config)
    if reply.status != 200:
        raise AskFailed(f"The web archive answered {reply.status}: ask again later.")
    found = reply.as_json()
    closest = found.get("archived_snapshots", {}).get("closest", {}) if isinstance(found, dict) else {}
    if not isinstance(closest, dict) or not closest.get("available"):
        return None
    address = str(closest.get("url", ""))
    if not address.lower().startswith(("http://", "https://")):
        raise AskFailed("The web archive answered with something that cannot be read.")
    return Capture(address, _moment(str(closest.get("timestamp", ""))))


def save(url: str, save_address: str, config: FetchConfig) -> Capture:
    """Ask the archive to make a copy now. Raises AskFailed."""
    reply = ask(Question(save_address.rstrip("/") + "/" + url, follow=False), config)
    if reply.status >= 400:
        raise AskFailed(f"The web archive answered {reply.status} and made no copy: ask again later.")
    address = _made(reply)
    match = _CAPTURE.search(address)
    if match is None:
        raise AskFailed("The web archive did not say where its copy is: look for it there by hand.")
    return Capture(address, _moment(match[1]))


def _made(reply: Reply) -> str:
    where = reply.headers.get("Content-Location") or reply.headers.get("Location") or ""
    return urljoin(reply.url, where) if where else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
