"""Files that are no pages: pictures, videos, sounds, documents, and what only claims to be one."""

import gzip
from collections.abc import Iterator

from tests.checking.files import picture, sound, video
from tests.checking.judged.model import Case, html
from tests.checking.web import Serve, answer


def _file(name: str, outcome: str, reason: str, serve: Serve, flags: str = "") -> Case:
    return Case(
        f"a file: {name}", outcome, reason, f"/files/{name}", {f"/files/{name}": serve}, frozenset(flags.split())
    )


def cases() -> Iterator[Case]:
    photograph = picture()
    for name, body, kind in (
        ("harbour.jpg", photograph, "image/jpeg"),
        ("harbour.png", picture("PNG"), "image/png"),
        ("harbour.gif", picture("GIF"), "image/gif"),
        ("harbour.webp", picture("WEBP"), "image/webp"),
        ("harbour.mp4", video(), "video/mp4"),
        ("harbour.wav", sound(), "audio/wav"),
        ("lying.png", photograph, "image/png"),
        ("nameless", photograph, ""),
        ("cut.jpg", photograph[: len(photograph) // 2], "image/jpeg"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><circle r='4'/></svg>", "image/svg+xml"),
        ("minutes.pdf", b"%PDF-1.7\n" + b"0" * 2_000, "application/pdf"),
        ("minutes.txt", b"The council met on Tuesday.", "text/plain; charset=utf-8"),
        ("minutes.json", b'{"council": "met"}', "application/json"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel><title>Post</title></channel></rss>", "application/rss+xml"),
        ("archive.zip", b"PK\x03\x04" + b"\0" * 500, "application/zip"),
    ):
        yield _file(name, "ok", "fetched", answer(200, body, content_type=kind))
    yield _file(
        "long.pdf",
        "ok",
        "fetched",
        answer(200, b"%PDF-1.7\n" + b"0" * 2_200_000, content_type="application/pdf"),
        "body_cut",
    )
    endless = b"<html><title>All of it</title>" + b"<p>word " * 400_000
    yield _file("endless", "too_large", "page_too_large", answer(200, endless))
    bomb = gzip.compress(b"<html>" + b" " * 30_000_000, 9)
    yield _file("bomb", "too_large", "page_too_large", answer(200, bomb, content_encoding="gzip"))
    pressed = gzip.compress(html("Pressed", "<p>The presses of the Post were oiled on Monday.</p>"))
    yield _file("pressed", "ok", "fetched", answer(200, pressed, content_encoding="gzip"))
    yield _file("gone.jpg", "broken", "gone", answer(410, content_type="image/jpeg"))
    yield _file("locked.jpg", "restricted", "forbidden", answer(403, content_type="image/jpeg"))
