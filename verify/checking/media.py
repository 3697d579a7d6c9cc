"""A media file's facts: what its bytes say, read in a child process with limits."""

import asyncio
import base64
import json
import os
import sys
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import unquote

from verify.checking.model import MediaFacts, MediaKind
from verify.checking.sniff import Sniffed

READER = Path(__file__).with_name("media_reader.py")
MAX_REPORT = 4 * 1024 * 1024
_SVG = "image/svg+xml"
# Endings that promise one type. Kinds that are commonly mixed up without meaning anything share a word.
_PROMISES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".heic": "image/heic",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".svg": _SVG,
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".avi": "video/x-msvideo",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
}
_SAME = {
    "video/quicktime": "mpeg-4",
    "video/mp4": "mpeg-4",
    "audio/mp4": "mpeg-4",
    "video/x-matroska": "matroska",
    "video/webm": "matroska",
    "audio/webm": "matroska",
    "audio/x-wav": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
}


def _family(mime: str) -> str:
    return _SAME.get(mime, mime)


def lying_names(path: str, content_type: str, mime: str) -> list[str]:
    """Sentences about a file name or a server's word that promise another type than the bytes are."""
    problems: list[str] = []
    ending = PurePosixPath(unquote(path)).suffix.lower()
    promised = _PROMISES.get(ending)
    if promised and _family(promised) != _family(mime):
        problems.append(f"The name ends in {ending}, but the file is {mime}: ask where it was changed.")
    media = content_type.startswith(("image/", "video/", "audio/"))
    if media and "x-" not in content_type and _family(content_type) != _family(mime):
        problems.append(f"The site calls the file {content_type}, but it is {mime}.")
    return problems


async def _run_reader(file: IO[bytes], kind: MediaKind, seconds: float) -> tuple[dict[str, Any], str]:
    file.flush()
    file.seek(0)
    reader = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-B",
        str(READER),
        "picture" if kind is MediaKind.PICTURE else "recording",
        stdin=file,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        cwd="/",
    )
    try:
        async with asyncio.timeout(seconds):
            report = await _read_all(reader.stdout) if reader.stdout else b""
            await reader.wait()
    except TimeoutError:
        return {}, "This file takes too long to read: its contents could not be described. Look at it by hand."
    finally:
        if reader.returncode is None:
            reader.kill()
            await reader.wait()
    try:
        facts = json.loads(report)
    except ValueError:
        return {}, "Reading this file ended in a crash: its contents could not be described. Treat it with care."
    return facts, ""


async def _read_all(stream: asyncio.StreamReader) -> bytes:
    parts = bytearray()
    while len(parts) < MAX_REPORT and (chunk := await stream.read(65_536)):
        parts += chunk
    return bytes(parts)


def _facts_of(report: dict[str, Any], sniffed: Sniffed, sha256: str, size: int, problems: list[str]) -> MediaFacts:
    kind = MediaKind(report.get("kind", sniffed.kind.value))
    mime = sniffed.mime
    if kind is MediaKind.SOUND and mime.startswith("video/"):
        mime = "audio/" + mime.removeprefix("video/").replace("quicktime", "mp4")
    captured = report.get("captured_at")
    return MediaFacts(
        kind=kind,
        sha256=sha256,
        mime=mime,
        size=size,
        width=report.get("width"),
        height=report.get("height"),
        duration=report.get("duration"),
        captured_at=datetime.fromisoformat(captured) if captured else None,
        latitude=report.get("latitude"),
        longitude=report.get("longitude"),
        software=report.get("software", ""),
        camera=report.get("camera", ""),
        problems=(*problems, *report.get("problems", ())),
        preview=base64.b64decode(report.get("preview", "")),
    )


async def describe_media(
    file: IO[bytes], sniffed: Sniffed, sha256: str, size: int, path: str, content_type: str, seconds: float
) -> MediaFacts:
    """The facts of one fetched file. ``path`` and ``content_type`` are what its address and its server promise.

    Never raises for the file: a reader that crashes, runs out of memory or takes longer than ``seconds`` is a
    problem of the file, told in a sentence.
    """
    problems = lying_names(path, content_type, sniffed.mime)
    if sniffed.mime == _SVG:
        problems.append("This is an SVG drawing: it is never opened here, so it has no preview.")
        return _facts_of({}, sniffed, sha256, size, problems)
    report, failure = await _run_reader(file, sniffed.kind, seconds)
    if failure:
        problems.append(failure)
    return _facts_of(report, sniffed, sha256, size, problems)
