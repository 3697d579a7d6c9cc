"""``manage.py split``: documents in, their claims out as JSON or explained. Needs no database and opens no connection."""

import json
import os
import sys
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verify.claims.as_json import split_as_json
from verify.claims.explaining import explain
from verify.claims.mentions import mentions_of
from verify.claims.model import Split
from verify.claims.parsing import english
from verify.claims.split import split_document
from verify.documents import Document, DocumentFormat, UnreadableDocument, read

_AHEAD = 4
"""Lines that wait for each process: enough to keep it busy, few enough to keep the memory bounded."""


def split_bytes(identifier: str, data: bytes, filename: str, format_name: str, published: str) -> dict[str, Any]:
    """One input's answer; an input that cannot be read gives ``{"id", "error"}``."""
    try:
        document, split, day = _split(data, filename, format_name, published)
    except UnreadableDocument as error:
        return {"id": identifier, "error": str(error)}
    return split_as_json(identifier, document, split, day)


def explain_bytes(identifier: str, data: bytes, filename: str, format_name: str, published: str) -> str:
    """One input's claims with the rules that made them, as text for a person; or a line that says why it cannot be read."""
    try:
        document, split, day = _split(data, filename, format_name, published)
    except UnreadableDocument as error:
        return f"{identifier}: {error}\n"
    return explain(identifier, document, split, mentions_of(document, split.sentences, day or document.published_on))


def _split(data: bytes, filename: str, format_name: str, published: str) -> tuple[Document, Split, date | None]:
    try:
        day = date.fromisoformat(published) if published else None
        chosen = DocumentFormat(format_name) if format_name else None
    except ValueError as error:
        raise UnreadableDocument(f"Give the format as one of {_formats()} and the date as YYYY-MM-DD.") from error
    document = read(data, filename=filename, format=chosen)
    return document, split_document(document, published_on=day), day


def split_line(number: int, line: str) -> str:
    """The answer, as one line of JSON, to one line of JSON lines input."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        identifier = row.get("id", number) if isinstance(row, dict) else number
        answer = {"id": identifier, "error": 'Each line must be a JSON object with "id" and "text".'}
        return _dump(answer)
    identifier = row.get("id", number)
    published, format_name = row.get("published_on") or "", row.get("format") or ""
    data = row["text"].encode("utf-8", errors="replace")
    answer = split_bytes(identifier, data, "", str(format_name), str(published))
    return _dump(answer)


def _answer(identifier: str, data: bytes, filename: str, format_name: str, published: str, *, explained: bool) -> str:
    if explained:
        return explain_bytes(identifier, data, filename, format_name, published)
    return _dump(split_bytes(identifier, data, filename, format_name, published))


def _dump(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _formats() -> str:
    return ", ".join(item.value for item in DocumentFormat)


class Command(BaseCommand):
    """Splits documents into claims and prints one JSON document per input."""

    help = "Split documents into claims; prints JSON. Reads standard input when no FILE is given. Needs no database."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="documents to split; none: one on standard input")
        parser.add_argument("--published", default="", metavar="DATE", help="the article's date, YYYY-MM-DD")
        parser.add_argument(
            "--format",
            default="",
            choices=["", *(item.value for item in DocumentFormat)],
            help="otherwise told from the content",
        )
        parser.add_argument("--jsonl", action="store_true", help="standard input holds one JSON object a line")
        parser.add_argument("--explain", action="store_true", help="say for each claim which rules made it; no JSON")
        parser.add_argument(
            "--workers", type=int, default=0, metavar="N", help="processes for --jsonl (default: all cores)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["published"]:
            try:
                date.fromisoformat(options["published"])
            except ValueError as error:
                raise CommandError("Give --published as YYYY-MM-DD, for example 2024-03-13.") from error
        if options["jsonl"] and options["explain"]:
            raise CommandError("--explain is for people and --jsonl for programs: give one of them.")
        if options["jsonl"]:
            self._lines(options["workers"] or os.process_cpu_count() or 1)
        else:
            self._files(options["files"], options["format"], options["published"], explained=options["explain"])

    def _files(self, files: list[str], format_name: str, published: str, *, explained: bool) -> None:
        if not files:
            data = sys.stdin.buffer.read()
            self._print(_answer("stdin", data, "", format_name, published, explained=explained))
        for name in files:
            try:
                data = Path(name).read_bytes()
            except OSError as error:
                sentence = f"The file cannot be opened ({error.strerror}): check its name."
                self._print(f"{name}: {sentence}\n" if explained else _dump({"id": name, "error": sentence}))
                continue
            self._print(_answer(name, data, name, format_name, published, explained=explained))

    def _lines(self, workers: int) -> None:
        numbered = ((number, line) for number, line in enumerate(_stdin_lines(), start=1) if line.strip())
        if workers == 1:
            for number, line in numbered:
                self._print(split_line(number, line))
            return
        # Each process inherits the model that is loaded here: it starts at once and shares most of its memory. ``manage.py``
        # keeps the numeric libraries of this command to one thread, so that there is none but this one to be forked.
        english()
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            waiting: deque[Future[str]] = deque()
            try:
                for number, line in numbered:
                    waiting.append(pool.submit(split_line, number, line))
                    if len(waiting) >= workers * _AHEAD or waiting[0].done():
                        self._print(waiting.popleft().result())
                while waiting:
                    self._print(waiting.popleft().result())
            except BrokenProcessPool as error:
                raise CommandError("A worker process ended unexpectedly; try again with --workers 1.") from error

    def _print(self, line: str) -> None:
        sys.stdout.buffer.write(line.encode("utf-8", errors="replace") + b"\n")
        sys.stdout.buffer.flush()


def _stdin_lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace")
