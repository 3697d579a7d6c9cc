"""The facts of a page as a source: who published it and when, in which language, and its main text.

For whoever needs a page's main text (to keep it, to compare it, to look a quotation up):

    facts = read_facts(body, charset, url)          # blocking; in an event loop: await describe_page(...)
    facts.text                                      # main text, paragraphs divided by "\\n", at most 200,000 characters
    facts.words, facts.author, facts.published_on   # see ``SourceFacts``

``body`` is the decoded body of one answer, ``charset`` the header's (or empty), ``url`` where it was fetched. A check's
own facts are in ``CheckResult.source``. The heavy readers (trafilatura, htmldate) run in child processes with limits on
memory, processor time and clock and without a network; this process never imports them. Nothing is ever raised for a
page: one that is too much for the readers has its visible text for main text, and ``complete`` is False.
"""

import asyncio
import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from time import monotonic
from typing import IO, Any, cast

from verify.checking.language import language_of
from verify.checking.model import SourceFacts
from verify.checking.page import PageFacts, decode_page, read_page

READER = Path(__file__).with_name("facts_reader.py")
SECONDS = 30.0
"""Wall clock for one page. The child's own limit of processor time ends it earlier on a machine that is not busy."""
PAGES_OF_A_READER = 500
_MOST_ANSWER = 2_000_000


class _Reader:
    """One child process that reads pages one after another."""

    def __init__(self) -> None:
        self.pages = 0
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-B", str(READER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            cwd="/",
        )
        self._stdin = cast(IO[bytes], self._child.stdin)
        self._stdout = cast(IO[bytes], self._child.stdout)

    def ask(self, html: bytes, url: str, published: str, seconds: float) -> dict[str, Any] | None:
        """The child's answer, or None where it died or took too long; it must be closed then."""
        self.pages += 1
        head = json.dumps({"url": url, "bytes": len(html), "published": published})
        try:
            self._stdin.write(head.encode() + b"\n" + html)
            self._stdin.flush()
            found = json.loads(self._line(monotonic() + seconds))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _line(self, until: float) -> bytes:
        stdout = self._stdout
        line = bytearray()
        while not line.endswith(b"\n") and len(line) < _MOST_ANSWER:
            ready, _, _ = select.select([stdout], [], [], max(0.0, until - monotonic()))
            chunk = os.read(stdout.fileno(), 65_536) if ready else b""
            if not chunk:
                raise OSError("the reader ended or takes too long")
            line += chunk
        return bytes(line)

    def close(self) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in (self._stdin, self._stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


_idle: list[_Reader] = []
_lock = threading.Lock()
# The children belong to the process that started them.
os.register_at_fork(after_in_child=_idle.clear)


def close_readers() -> None:
    """End the children that wait for pages; the next page starts a new one."""
    with _lock:
        readers, _idle[:] = list(_idle), []
    for reader in readers:
        reader.close()


atexit.register(close_readers)


def _asked(html: bytes, url: str, published: str, seconds: float) -> dict[str, Any] | None:
    with _lock:
        reader = _idle.pop() if _idle else None
    reader = reader or _Reader()
    found = reader.ask(html, url, published, seconds)
    if found is None or reader.pages >= PAGES_OF_A_READER:
        reader.close()
    else:
        with _lock:
            _idle.append(reader)
    return found


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _unless_host(site: str, url: str) -> str:
    """The reader names the host where a page names no site; the host is in the address already."""
    return "" if site.lower().removeprefix("www.") in url.lower() else site


def _facts(page: PageFacts, found: dict[str, Any] | None, url: str) -> SourceFacts:
    stated = page.stated
    complete = found is not None and "problem" not in found
    found = found or {}
    text = str(found.get("text") or page.text)
    modified = stated.modified_on or _day(found.get("modified"))
    published = stated.published_on or _day(found.get("published"))
    return SourceFacts(
        title=page.title,
        site=stated.site or _unless_host(str(found.get("site", "")), url),
        author=stated.author or str(found.get("author", "")),
        published_on=published,
        modified_on=modified if modified and (published is None or modified >= published) else None,
        language=stated.language or language_of(text),
        canonical_url=stated.canonical,
        text=text,
        words=len(text.split()),
        complete=complete,
        dated_by="markup" if stated.published_on else "text" if published else "",
    )


def facts_of(page: PageFacts, body: bytes, charset: str, url: str, seconds: float = SECONDS) -> SourceFacts:
    """The facts of a page whose light reading is at hand already. Blocks until a child process has answered."""
    stated = page.stated.published_on
    html = decode_page(body, charset).replace("\0", "").encode("utf-8", "replace")
    found = _asked(html, url, stated.isoformat() if stated else "", seconds)
    return _facts(page, found, url)


def read_facts(body: bytes, charset: str = "", url: str = "", seconds: float = SECONDS) -> SourceFacts:
    """The facts of one HTML page. Blocks until a child process has answered, at most about ``seconds``."""
    return facts_of(read_page(body, charset, url), body, charset, url, seconds)


async def describe_page(page: PageFacts, body: bytes, charset: str, url: str) -> SourceFacts:
    """``facts_of`` for an event loop. As many children run as callers wait: let no more wait than there are processors."""
    return await asyncio.to_thread(facts_of, page, body, charset, url)
