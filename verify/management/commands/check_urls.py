"""``manage.py check_urls``: what one look at each URL finds, one JSON line per URL."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from verify.checking import CheckRequest, CheckResult, FetchConfig, MediaFacts, SourceFacts
from verify.checking.sharing import check_shared

EARLY_IN_MEMORY = 16 * 1024 * 1024
INTERRUPTED = 130
"""The exit status of what Ctrl-C ended, as shells say it."""


def media_as_json(media: MediaFacts) -> dict[str, Any]:
    """The facts of a media file without its preview picture; ``bytes`` is its size."""
    facts = asdict(media)
    facts.pop("preview")
    facts["bytes"] = facts.pop("size")
    facts["captured_at"] = media.captured_at.isoformat() if media.captured_at else None
    return facts


def source_as_json(source: SourceFacts) -> dict[str, Any]:
    """The facts of a page. Its title and its day of publication stand beside them already."""
    return {
        "site": source.site,
        "author": source.author,
        "modified_on": source.modified_on.isoformat() if source.modified_on else None,
        "dated_by": source.dated_by,
        "language": source.language,
        "canonical_url": source.canonical_url,
        "words": source.words,
        "complete": source.complete,
    } | ({"text": source.text} if source.text else {})


def result_as_json(result: CheckResult) -> dict[str, Any]:
    return {
        "url": result.url,
        "outcome": result.outcome,
        "reason": result.reason,
        "sentence": result.sentence,
        "status": result.status,
        "final_url": result.final_url,
        "hops": [asdict(hop) for hop in result.hops],
        "content_type": result.content_type,
        "bytes": result.size,
        "title": result.title,
        "published_on": result.published_on.isoformat() if result.published_on else None,
        "seconds": result.seconds,
        "media": media_as_json(result.media) if result.media else None,
        "flags": list(result.flags),
        "missing_fragments": list(result.missing_fragments),
        "source": source_as_json(result.source) if result.source else None,
    }


def line_of(result: CheckResult) -> str:
    """One line of JSON; what is no text in any encoding becomes a question mark."""
    return json.dumps(result_as_json(result), ensure_ascii=False).encode("utf-8", "replace").decode()


class Lines:
    """Prints numbered lines in order, each as soon as all before it are known.

    Those that came too early lie in a file without a name once they are many: one slow site at the head of a long list
    must not hold everything after it in memory.
    """

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._next = 0
        self._early: dict[int, tuple[int, int]] = {}
        self._store = tempfile.SpooledTemporaryFile(EARLY_IN_MEMORY, prefix="checked-lines-")  # noqa: SIM115

    def take(self, number: int, line: str) -> None:
        if number != self._next:
            data = line.encode()
            self._early[number] = (self._store.seek(0, os.SEEK_END), len(data))
            self._store.write(data)
            return
        self._print(line)
        while self._next in self._early:
            start, length = self._early.pop(self._next)
            self._store.seek(start)
            self._print(self._store.read(length).decode())
        if not self._early:
            self._store.truncate(0)
        self._out.flush()

    def _print(self, line: str) -> None:
        self._out.write(line)
        self._next += 1


class Command(BaseCommand):
    help = "Checks each URL (arguments, or one per line on standard input) and prints one JSON line per URL, in order."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="*", metavar="URL", help="none: one URL per line on standard input")
        parser.add_argument("--text", action="store_true", help="print the main text of each page, too")
        parser.add_argument("--no-facts", action="store_true", help="only look whether the pages are there: faster")
        parser.add_argument(
            "--processes",
            type=int,
            default=0,
            metavar="N",
            help="share the URLs among N (default: one per core, at most 4)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        urls = options["urls"] or [line.rstrip("\r\n") for line in sys.stdin]
        config = FetchConfig(
            allow=tuple(settings.FETCH_ALLOW),
            timeout=settings.FETCH_TIMEOUT,
            concurrency=settings.FETCH_CONCURRENCY,
            per_host=settings.FETCH_PER_HOST,
            facts=not options["no_facts"],
            keep_text=options["text"],
            rate=settings.FETCH_RATE_PER_HOST,
        )
        lines = Lines(self.stdout)
        try:
            requests = [CheckRequest(url) for url in urls]
            check_shared(requests, config, line_of, lines.take, max(0, options["processes"]))
        except ValueError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            # Whoever read the lines has enough of them.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
