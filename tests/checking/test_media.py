"""Media through the whole way: fetched, typed by its bytes, hashed, read in a child process, and never trusted."""

import hashlib
import io
import os
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.checking import files
from tests.checking.web import QUICK, Asked, Web, Writer, answer, look, page
from verify.checking import CheckResult, MediaFacts, MediaKind, Outcome
from verify.checking.media import READER


def see(
    web: Web, body: bytes, path: str = "/file", content_type: str = "", expect: MediaKind | None = None
) -> CheckResult:
    return look(web, web.add(path, answer(200, body, content_type=content_type)), expect=expect)


def facts(result: CheckResult) -> MediaFacts:
    assert result.media is not None, result
    return result.media


def test_a_picture_tells_what_the_camera_wrote(web: Web) -> None:
    body = files.picture("JPEG", exif=files.camera_exif())
    result = see(web, body, "/photo.jpg", "image/jpeg", MediaKind.PICTURE)
    media = facts(result)
    assert (result.outcome, media.kind, media.mime) == (Outcome.OK, MediaKind.PICTURE, "image/jpeg")
    assert (media.width, media.height, media.size) == (1200, 800, len(body))
    assert media.sha256 == hashlib.sha256(body).hexdigest()
    assert media.captured_at == datetime(2024, 3, 12, 14, 5, 9)  # noqa: DTZ001 - as the camera wrote it
    assert media.latitude == pytest.approx(-33.8598333)
    assert media.longitude == pytest.approx(-70.5)
    assert (media.camera, media.software, media.problems) == ("Lumen X2", "Darkroom 3.1", ())


def test_a_preview_is_small_upright_and_carries_no_metadata(web: Web) -> None:
    body = files.picture("JPEG", exif=files.camera_exif())
    preview = Image.open(io.BytesIO(facts(see(web, body)).preview))
    assert preview.format == "WEBP"
    # The camera was held on its side: the notes say so, and the preview stands upright.
    assert preview.size == (427, 640)
    assert dict(preview.getexif()) == {}
    assert "exif" not in preview.info


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
    ],
)
def test_a_picture_is_typed_by_its_bytes(web: Web, kind: str, mime: str) -> None:
    media = facts(see(web, files.picture(kind), content_type="application/octet-stream"))
    assert (media.kind, media.mime, media.width, media.problems) == (MediaKind.PICTURE, mime, 1200, ())
    assert media.preview


def test_a_bitmap_counts_where_the_site_says_picture(web: Web) -> None:
    assert facts(see(web, files.picture("BMP"), "/a.bmp", "image/bmp")).mime == "image/bmp"
    assert see(web, b"BM is how this sentence begins.", content_type="text/plain").media is None


@pytest.mark.parametrize(
    ("kind", "codec", "mime"),
    [
        ("mp4", "mpeg4", "video/mp4"),
        ("mov", "mpeg4", "video/quicktime"),
        ("webm", "libvpx", "video/webm"),
        ("matroska", "mpeg4", "video/x-matroska"),
        ("avi", "mpeg4", "video/x-msvideo"),
        ("mpegts", "mpeg2video", "video/mp2t"),
    ],
)
def test_a_video_tells_its_size_and_duration_and_shows_a_frame(web: Web, kind: str, codec: str, mime: str) -> None:
    media = facts(see(web, files.video(kind, codec), expect=MediaKind.VIDEO))
    assert (media.kind, media.mime, media.width, media.height) == (MediaKind.VIDEO, mime, 320, 240)
    assert media.duration == pytest.approx(2, abs=0.3)
    assert media.problems == ()
    assert Image.open(io.BytesIO(media.preview)).size == (320, 240)


def test_a_video_tells_when_and_where_it_was_taken(web: Web) -> None:
    body = files.video("mp4", creation_time="2024-03-12T14:05:09Z", location="+50.5997+036.5983/")
    media = facts(see(web, body))
    assert media.captured_at == datetime(2024, 3, 12, 14, 5, 9)  # noqa: DTZ001 - as the camera wrote it
    assert (media.latitude, media.longitude) == (50.5997, 36.5983)


@pytest.mark.parametrize(
    ("kind", "codec", "mime"),
    [
        ("wav", "pcm_s16le", "audio/wav"),
        ("mp3", "libmp3lame", "audio/mpeg"),
        ("flac", "flac", "audio/flac"),
        ("ipod", "aac", "audio/mp4"),
    ],
)
def test_a_sound_tells_its_duration(web: Web, kind: str, codec: str, mime: str) -> None:
    media = facts(see(web, files.sound(kind, codec), expect=MediaKind.SOUND))
    assert (media.kind, media.mime, media.width, media.preview) == (MediaKind.SOUND, mime, None, b"")
    assert media.duration == pytest.approx(2, abs=0.2)
    assert media.problems == ()


def test_a_lying_ending_and_a_lying_site_are_named(web: Web) -> None:
    media = facts(see(web, files.picture("PNG"), "/photo.jpg", "image/webp"))
    assert media.mime == "image/png"
    assert "ends in .jpg, but the file is image/png" in media.problems[0]
    assert "calls the file image/webp" in media.problems[1]


def test_a_truncated_picture_is_named_and_keeps_its_dimensions(web: Web) -> None:
    body = files.picture("JPEG")
    media = facts(see(web, body[: len(body) // 3]))
    assert (media.width, media.height) == (1200, 800)
    assert "truncated" in media.problems[0]


def test_a_picture_that_is_only_its_first_bytes_is_named(web: Web) -> None:
    media = facts(see(web, b"\x89PNG\r\n\x1a\n" + b"\0" * 40))
    assert "cannot be opened" in media.problems[0]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_truncated_video_is_named(web: Web, share: float) -> None:
    body = files.video("matroska", seconds=5)
    media = facts(see(web, body[: int(len(body) * share)]))
    assert media.kind is MediaKind.VIDEO
    assert any("truncated" in problem for problem in media.problems)


def test_a_truncated_mp4_is_named(web: Web) -> None:
    body = files.video("mp4", seconds=5)
    media = facts(see(web, body[: len(body) // 2]))
    assert "cannot be opened" in media.problems[0]


def test_a_pixel_bomb_is_named_and_not_unfolded(web: Web) -> None:
    media = facts(see(web, files.pixel_bomb()))
    assert (media.width, media.height, media.preview) == (60_000, 60_000, b"")
    assert "decompression bomb" in media.problems[0]


def test_a_drawing_is_a_picture_that_is_never_opened(web: Web) -> None:
    body = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    media = facts(see(web, body, "/plan.svg", "image/svg+xml", MediaKind.PICTURE))
    assert (media.kind, media.mime, media.preview) == (MediaKind.PICTURE, "image/svg+xml", b"")
    assert "SVG" in media.problems[0]


def test_a_postscript_file_is_never_run(web: Web) -> None:
    body = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n"
    result = see(web, body, "/a.eps", "image/x-eps", MediaKind.PICTURE)
    assert (result.outcome, result.media) == (Outcome.NOT_MEDIA, None)


def test_a_playlist_is_no_video_and_nothing_it_names_is_opened(web: Web) -> None:
    web.add("/secret.ts", answer(200, b"x"))
    playlist = f"#EXTM3U\n#EXTINF:1,\n{web.url('/secret.ts')}\nfile:///etc/passwd\n".encode()
    result = see(web, playlist, "/live.m3u8", "application/vnd.apple.mpegurl", MediaKind.VIDEO)
    assert (result.outcome, result.reason) == (Outcome.NOT_MEDIA, "other_file")
    assert set(web.paths) == {"/live.m3u8"}


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (page("A page"), "text/html", "page_instead"),
        (page("A page"), "image/jpeg", "page_instead"),
        (b"just text", "text/plain", "page_instead"),
        (b"%PDF-1.7\n", "application/pdf", "other_file"),
        (b"PK\x03\x04" + b"\0" * 40, "application/zip", "other_file"),
        (b"", "image/png", "empty"),
    ],
)
def test_what_is_no_media_where_media_was_expected_is_named(
    web: Web, body: bytes, content_type: str, reason: str
) -> None:
    result = see(web, body, "/photo.jpg", content_type, MediaKind.PICTURE)
    assert (result.outcome, result.reason, result.media) == (Outcome.NOT_MEDIA, reason, None)


def test_a_missing_picture_is_broken_not_not_media(web: Web) -> None:
    assert look(web, web.url("/gone.jpg"), expect=MediaKind.PICTURE).outcome is Outcome.BROKEN


def test_a_file_that_says_it_is_too_large_is_not_read(web: Web) -> None:
    async def huge(_: Asked, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n" + files.picture("PNG")[:5000])
        await writer.drain()

    result = look(web, web.add("/huge.png", huge))
    assert (result.outcome, result.reason, result.media) == (Outcome.TOO_LARGE, "media_too_large", None)


def test_an_endless_file_is_cut_at_the_cap(web: Web) -> None:
    async def endless(_: Asked, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + files.picture("PNG"))
        while True:
            writer.write(b"\0" * 65_536)
            await writer.drain()

    result = look(web, web.add("/endless.png", endless), replace(QUICK, media_cap=3_000_000))
    assert (result.outcome, result.reason, result.media) == (Outcome.TOO_LARGE, "media_too_large", None)


def test_a_reader_that_takes_too_long_is_ended_and_named(web: Web) -> None:
    url = web.add("/a.png", answer(200, files.picture("PNG")))
    media = facts(look(web, url, replace(QUICK, media_timeout=0.01)))
    assert "too long" in media.problems[0]
    assert (media.width, media.preview) == (None, b"")


def test_a_reader_that_crashes_is_named(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashing = tmp_path / "media_reader.py"
    crashing.write_text("import os\nos.abort()\n")
    monkeypatch.setattr("verify.checking.media.READER", crashing)
    media = facts(see(web, files.picture("PNG")))
    assert "crash" in media.problems[0]


def test_the_reader_inherits_no_secrets_and_runs_under_limits(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The real reader, with one line added that reports what it could reach."""
    report = (
        "reached = [*os.environ, str(resource.getrlimit(resource.RLIMIT_AS)[0])]; "
        "reached.append(str(sorted(map(int, os.listdir('/proc/self/fd')))))"
        "; facts['software'] = ' '.join(reached)"
    )
    curious = tmp_path / "media_reader.py"
    curious.write_text(
        READER.read_text().replace("        json.dump(facts", f"        {report}\n        json.dump(facts")
    )
    monkeypatch.setattr("verify.checking.media.READER", curious)
    monkeypatch.setenv("DATABASE_URL", "postgres://desk:secret@127.0.0.1/desk")
    media = facts(see(web, files.picture("PNG")))
    assert "DATABASE_URL" not in media.software
    assert str(1536 * 1024 * 1024) in media.software
    # Standard input, output, errors, and the listing of the folder itself.
    assert "[0, 1, 2, 3]" in media.software


def test_no_file_is_left_behind(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert facts(see(web, files.picture("PNG"))).width == 1200
    assert os.listdir(tmp_path) == []
