"""The memory of a worker's process through the heaviest batches that a web can give it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from tests.checking.files import picture, video
from tests.checking.test_fetch import endless
from tests.checking.web import Asked, Serve, Web, Writer, answer, page

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 250


def film(size: int) -> Serve:
    """A film of ``size`` bytes, made while it is sent."""
    start = video()

    async def serve(asked: Asked, writer: Writer) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {size}\r\n\r\n".encode())
        sent = 0
        while asked.method == "GET" and sent < size:
            piece = (start if not sent else b"").ljust(200_000, b"\0")[: size - sent]
            writer.write(piece)
            sent += len(piece)
            await writer.drain()

    return serve


def test_a_worker_stays_below_its_limit_through_large_pages_bombs_and_films(web: Web) -> None:
    long_page = page("<p>Nine boats left the harbour on Monday.</p>" * 44_000, "Long")
    bombs = [
        gzip.compress(b"<html>" + b" " * 100_000_000, 9),
        brotli.compress(b"<html>" + b" " * 100_000_000, quality=4),
    ]
    endless_page = endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>word</p>" * 6_000)
    urls = [web.add(f"/long/{n}", answer(200, long_page)) for n in range(16)]
    urls += [web.add(f"/gzip/{n}", answer(200, bombs[0], content_encoding="gzip")) for n in range(6)]
    urls += [web.add(f"/br/{n}", answer(200, bombs[1], content_encoding="br")) for n in range(6)]
    urls += [web.add(f"/film/{n}.mp4", film(45_000_000)) for n in range(6)]
    urls += [web.add(f"/photo/{n}.jpg", answer(200, picture(), content_type="image/jpeg")) for n in range(8)]
    urls += [web.add(f"/endless/{n}", endless_page) for n in range(8)]
    assert len(urls) == 50
    given = json.dumps({"allow": web.allow, "urls": urls, "batches": 2})
    run = subprocess.run(
        [sys.executable, "-m", "tests.checking.heavy_batch"],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["peak_mb"] < MOST_MB, told
    assert told["reasons"] == ["fetched"] * 16 + ["page_too_large"] * 12 + ["fetched"] * 14 + ["page_too_large"] * 8
