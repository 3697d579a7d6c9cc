"""Pictures, videos and sounds made on the spot, with what a camera would write into them."""

import io
import struct
import zlib
from fractions import Fraction
from typing import Any

import av
import numpy
from PIL import Image, TiffImagePlugin

Rational = TiffImagePlugin.IFDRational


def gradient(width: int = 1200, height: int = 800) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def camera_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[271], exif[272], exif[305] = "Lumen", "Lumen X2", "Darkroom 3.1"
    exif[274] = 6
    exif.get_ifd(0x8769)[36867] = "2024:03:12 14:05:09"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "S", (Rational(33), Rational(51), Rational(3540, 100))
    gps[3], gps[4] = "W", (Rational(70), Rational(30), Rational(0))
    return exif


def picture(kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    gradient().save(buffer, kind, **options)
    return buffer.getvalue()


def pixel_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it holds ``side`` x ``side`` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _write(container: Any, stream: Any, frames: list[Any]) -> None:
    for frame in frames:
        for packet in stream.encode(frame):
            container.mux(packet)
    for packet in stream.encode():
        container.mux(packet)


def video(kind: str = "mp4", codec: str = "mpeg4", seconds: int = 2, **metadata: str) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=kind) as container:
        container.metadata.update(metadata)
        stream: Any = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        noise = numpy.random.default_rng(7)
        frames = []
        for number in range(seconds * 10):
            frame = av.VideoFrame.from_ndarray(noise.integers(0, 255, (240, 320, 3), dtype=numpy.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            frames.append(frame)
        _write(container, stream, frames)
    return buffer.getvalue()


def sound(kind: str = "wav", codec: str = "pcm_s16le", seconds: int = 2) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=kind) as container:
        stream: Any = container.add_stream(codec, rate=44100, layout="mono")
        tone = (numpy.sin(numpy.arange(44100 * seconds) / 20) * 9000).astype(numpy.int16).reshape(1, -1)
        planar = stream.codec_context.format.name
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate, frame.pts = 44100, 0
        resampler = av.AudioResampler(format=planar, layout="mono", rate=44100)
        _write(container, stream, resampler.resample(frame))
    return buffer.getvalue()
