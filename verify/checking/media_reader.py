"""Reads one media file in a process of its own: ``python -I media_reader.py KIND < file`` prints one JSON object.

It imports nothing of the project and runs under limits, because the bytes it decodes come from strangers and the
decoders are large. Keys: see ``_Facts``; ``preview`` is base64. Whatever it cannot read it names in ``problems``.
"""

import base64
import contextlib
import io
import json
import os
import re
import resource
import sys
import warnings
from datetime import datetime
from typing import Any, BinaryIO, TypedDict

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 15
MAX_PIXELS = 100_000_000
PREVIEW_SIDE = 640
# Containers only: no playlist, no concatenation, no image sequence, which would name other files to open.
CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpeg,mpegts,mp3,aac,wav,flac,ogg"
# Formats that decode themselves: none of these starts another program, as EPS would.
PICTURES = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "ICO", "JPEG2000")
_CAPTURED = (36867, 36868, 306)  # DateTimeOriginal, DateTimeDigitized, DateTime
_OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "none", "probesize": "5000000"}


class _Facts(TypedDict, total=False):
    kind: str
    width: int
    height: int
    duration: float
    captured_at: str
    latitude: float
    longitude: float
    software: str
    camera: str
    problems: list[str]
    preview: str


def _limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError):
        # Where the system lets us, the reader has no network at all.
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def _text(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(c for c in text if c.isprintable()).strip()[:200]


def _when(value: object) -> str:
    for pattern in ("%Y:%m:%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(_text(value)[:19], pattern).isoformat()  # noqa: DTZ007 - cameras write no zone
    return ""


def _degrees(parts: Any, sign: object, negative: str, limit: float) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= limit:
        return None
    return round(-value if _text(sign).upper().startswith(negative) else value, 7)


def _read_exif(picture: Any, facts: _Facts) -> None:
    exif = picture.getexif()
    inner, gps = exif.get_ifd(0x8769), exif.get_ifd(0x8825)
    moments = (_when(inner.get(tag) or exif.get(tag)) for tag in _CAPTURED)
    captured = next((moment for moment in moments if moment), "")
    if captured:
        facts["captured_at"] = captured
    facts["software"] = _text(exif.get(305))
    facts["camera"] = " ".join(dict.fromkeys((_text(exif.get(271)) + " " + _text(exif.get(272))).split()))
    latitude = _degrees(gps.get(2), gps.get(1), "S", 90)
    longitude = _degrees(gps.get(4), gps.get(3), "W", 180)
    if latitude is not None and longitude is not None:
        facts["latitude"], facts["longitude"] = latitude, longitude


def _preview(picture: Any) -> str:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture) or picture
    small = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    # A new picture carries no metadata of the old one.
    clean = Image.new(small.mode, small.size)
    clean.paste(small)
    buffer = io.BytesIO()
    clean.save(buffer, "WEBP", quality=70, method=2)
    return base64.b64encode(buffer.getvalue()).decode()


def read_picture(file: BinaryIO, facts: _Facts) -> None:
    """Dimensions first, from the header; a picture with too many pixels is never decoded."""
    from PIL import Image

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    problems = facts["problems"]
    try:
        picture = Image.open(file, formats=PICTURES)
    except Exception:  # decoders of strangers' bytes raise whatever they like
        problems.append("This picture cannot be opened: it is damaged or of a kind the program does not know.")
        return
    facts["width"], facts["height"] = picture.size
    if picture.width * picture.height > MAX_PIXELS:
        problems.append("This picture unfolds to more pixels than the program opens; it may be a decompression bomb.")
        return
    try:
        _read_exif(picture, facts)
    except Exception:
        problems.append("The notes the camera left in this picture cannot be read.")
    try:
        picture.draft("RGB", (PREVIEW_SIDE * 2, PREVIEW_SIDE * 2))
        picture.load()
        facts["preview"] = _preview(picture)
    except MemoryError:
        problems.append("This picture needs more memory than the program gives it; it was not opened.")
    except Exception:
        problems.append("This picture is truncated or damaged: it breaks off before its end.")


def _first_frame(container: Any, facts: _Facts) -> None:
    stream = container.streams.video[0]
    stream.thread_type, stream.thread_count = "NONE", 1
    facts["width"], facts["height"] = stream.width, stream.height
    if stream.width * stream.height > MAX_PIXELS:
        facts["problems"].append("The frames of this video are larger than the program opens.")
        return
    for frame in container.decode(stream):
        facts["preview"] = _preview(frame.to_image())
        return


def _read_tags(container: Any, facts: _Facts) -> None:
    tags = {key.lower(): value for key, value in container.metadata.items()}
    captured = _when(tags.get("com.apple.quicktime.creationdate") or tags.get("creation_time") or tags.get("date"))
    if captured:
        facts["captured_at"] = captured
    facts["software"] = _text(tags.get("com.apple.quicktime.software") or tags.get("encoder") or tags.get("software"))
    maker = tags.get("com.apple.quicktime.make", tags.get("make", ""))
    model = tags.get("com.apple.quicktime.model", tags.get("model", ""))
    facts["camera"] = _text(f"{maker} {model}")
    place = _text(tags.get("com.apple.quicktime.location.iso6709") or tags.get("location"))
    _read_place(place, facts)


def _read_place(place: str, facts: _Facts) -> None:
    match = re.match(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)", place)
    if match and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180:
        facts["latitude"], facts["longitude"] = float(match[1]), float(match[2])


def _has_picture(container: Any) -> bool:
    # A cover picture in a sound file is a video stream to the library, and no video to a person.
    return any(not stream.disposition & stream.disposition.__class__.attached_pic for stream in container.streams.video)


def read_recording(file: BinaryIO, facts: _Facts) -> None:
    """Duration, dimensions, tags and one frame of a video or sound; what breaks off early is named."""
    import av

    av.logging.set_level(None)
    problems = facts["problems"]
    try:
        container = av.open(file, "r", options=_OPTIONS)
    except Exception:
        problems.append(
            "This recording cannot be opened: it is truncated, damaged or of a kind the program does not know."
        )
        return
    with container:
        is_video = _has_picture(container)
        facts["kind"] = "video" if is_video else "sound"
        if container.duration:
            facts["duration"] = round(container.duration / 1_000_000, 3)
        _read_tags(container, facts)
        if not is_video and not container.streams.audio:
            problems.append("This recording holds neither picture nor sound.")
        try:
            if is_video:
                _first_frame(container, facts)
        except Exception:
            problems.append("No frame of this video can be shown: it is truncated or damaged.")
        _check_end(file, facts)


def _check_end(file: BinaryIO, facts: _Facts) -> None:
    """Adds up the packets: a recording whose packets end well before its stated duration breaks off early."""
    import av

    file.seek(0)
    last = 0.0
    with contextlib.suppress(Exception), av.open(file, "r", options=_OPTIONS) as container:
        for packet in container.demux():
            if packet.pts is not None and packet.time_base:
                last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    stated = facts.get("duration", 0.0)
    if stated > 1 and last < stated * 0.9:
        facts["problems"].append("This recording breaks off before its stated end: it is truncated.")


def main() -> None:
    _limit_itself()
    facts: _Facts = {"problems": []}
    with os.fdopen(0, "rb") as file:
        reader = read_picture if sys.argv[1] == "picture" else read_recording
        try:
            reader(file, facts)
        except MemoryError:
            facts["problems"].append(
                "This file needs more memory than the program gives it; it was not read to the end."
            )
        json.dump(facts, sys.stdout)
        sys.stdout.flush()
    # The decoders' own threads and atexit handlers are no longer needed.
    os._exit(0)


if __name__ == "__main__":
    main()
