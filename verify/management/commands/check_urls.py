"""``manage.py check_urls``: what one look at each URL finds, one JSON line per URL."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from verify.checking import CheckRequest, CheckResult, FetchConfig, MediaFacts, SourceFacts
from verify.checking.check import run_checks


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


class Command(BaseCommand):
    help = "Checks each URL (arguments, or one per line on standard input) and prints one JSON line per URL, in order."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="*", metavar="URL", help="none: one URL per line on standard input")
        parser.add_argument("--text", action="store_true", help="print the main text of each page, too")
        parser.add_argument("--no-facts", action="store_true", help="only look whether the pages are there: faster")

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
        waiting: dict[int, CheckResult] = {}
        printed = 0

        def print_in_order(index: int, result: CheckResult) -> None:
            nonlocal printed
            waiting[index] = result
            while printed in waiting:
                line = json.dumps(result_as_json(waiting.pop(printed)), ensure_ascii=False)
                self.stdout.write(line.encode("utf-8", "replace").decode())
                printed += 1
            self.stdout.flush()

        try:
            run_checks([CheckRequest(url) for url in urls], config, print_in_order)
        except ValueError as error:
            raise CommandError(str(error)) from error
