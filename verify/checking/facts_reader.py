"""Reads pages in a process of its own: ``python -I facts_reader.py``, one page after another until standard input ends.

A page comes as one line of JSON (``url``, ``bytes``, ``published``) and that many bytes of UTF-8; one line of JSON goes
back, with the keys of ``_Facts``. It imports nothing of the project, opens no socket and runs under limits, because the
pages come from strangers. A page that takes too much processor time ends the process: the caller starts another.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TypedDict

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 6.0
MOST_TAGS = 60_000
MOST_TEXT = 200_000
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto")


class _Facts(TypedDict, total=False):
    author: str
    site: str
    published: str
    modified: str
    text: str
    problem: str


def _limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError):
        # Where the system lets us, the reader has no network at all.
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            raise PermissionError("a page is read without a network")

    sys.addaudithook(refuse)


def _dates(root: Any, url: str, facts: _Facts, published: str) -> None:
    from htmldate import find_date

    # A quick search believes what is marked as a date; an extensive one would take any year of the text for one.
    def search(original: bool) -> str:
        return find_date(root, False, original, url=url, min_date="1990-01-01") or ""

    first = published or search(True)
    last = search(False)
    facts["published"] = first
    facts["modified"] = last if first and last > first else ""


def _main_text(root: Any, url: str, facts: _Facts) -> None:
    from trafilatura import bare_extraction

    found = bare_extraction(root, url=url, include_comments=False, include_tables=True, with_metadata=False)
    facts["text"] = (getattr(found, "text", "") or "").strip()[:MOST_TEXT]


def _people(root: Any, url: str, facts: _Facts) -> None:
    from trafilatura import extract_metadata

    said = extract_metadata(root, default_url=url, extensive=False)
    facts["author"] = (getattr(said, "author", "") or "")[:500]
    facts["site"] = (getattr(said, "sitename", "") or "")[:200]


def _parsed(body: bytes) -> Any:
    from lxml import html

    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", remove_comments=True))


def read(body: bytes, url: str, published: str) -> _Facts:
    """What can be read of one page. A part that cannot be read leaves its keys out and names itself in ``problem``."""
    facts: _Facts = {}
    if body.count(b"<") > MOST_TAGS:
        return {"problem": "too_many_tags"}
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("dates", lambda: _dates(_parsed(body), url, facts, published)),
        ("people", lambda: _people(_parsed(body), url, facts)),
        ("text", lambda: _main_text(_parsed(body), url, facts)),
    )
    for name, part in parts:
        try:
            part()
        except (Exception, RecursionError, MemoryError):  # readers of strangers' pages raise whatever they like
            facts["problem"] = name
    return facts


def serve(source: BinaryIO) -> None:
    """Answer page after page; the limit of processor time counts for each page by itself."""
    while line := source.readline():
        asked = json.loads(line)
        body = source.read(asked["bytes"])
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        facts = read(body, asked["url"], asked["published"])
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _limit_itself()
    serve(sys.stdin.buffer)
