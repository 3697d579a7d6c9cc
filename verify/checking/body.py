"""A body as it is read: decompressed piece by piece, never more at once than asked for, and as received for who keeps it."""

from collections.abc import Iterator
from typing import IO

import aiohttp
from aiohttp.compression_utils import BrotliDecompressor, DecompressionBaseHandler, ZLibDecompressor, ZSTDDecompressor

from verify.checking.model import Exchange

CHUNK = 65_536


class BodyTooLong(Exception):
    """More came over the wire than any body that is read may have, whatever it would decompress to."""


class Decoder:
    """One ``Content-Encoding``: gzip, deflate (with and without its header), br, zstd; anything else passes unchanged."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding.strip().lower().removeprefix("x-")
        self._handler: DecompressionBaseHandler | None = None

    def _handler_for(self, first: bytes) -> DecompressionBaseHandler | None:
        match self._encoding:
            case "br":
                return BrotliDecompressor()
            case "zstd":
                return ZSTDDecompressor()
            case "deflate":
                # RFC 9110 means zlib's format; some servers send the bare stream, which begins otherwise.
                return ZLibDecompressor("deflate", suppress_deflate_header=first[0] & 0xF != 8)
            case "gzip":
                return ZLibDecompressor("gzip")
        return None

    def decode(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces of ``data``, none much longer than CHUNK. Raises ClientPayloadError where it is damaged."""
        if self._handler is None and data:
            self._handler = self._handler_for(data)
        if self._handler is None:
            if data:
                yield data
            return
        while True:
            try:
                piece = self._handler.decompress_sync(data, max_length=CHUNK)
            except Exception as error:
                # Each of the four libraries has an exception class of its own.
                raise aiohttp.ClientPayloadError(f"content-encoding: cannot decompress {self._encoding}") from error
            if piece:
                yield piece
            if not piece or not self._handler.data_available:
                return
            data = b""


class Body:
    """Reads one response. With ``keep``, every byte is also written there as it was received."""

    def __init__(self, response: aiohttp.ClientResponse, most: int, keep: IO[bytes] | None = None) -> None:
        self._content = response.content
        self._decoder = Decoder(response.headers.get("Content-Encoding", ""))
        self._pieces: Iterator[bytes] = iter(())
        self._most = most
        self._keep = keep
        self.received = 0

    async def read(self) -> bytes:
        """The next decoded piece, empty at the end. Raises BodyTooLong past ``most`` received bytes."""
        while True:
            piece = next(self._pieces, b"")
            if piece:
                return piece
            data = await self._content.read(CHUNK)
            if not data:
                return b""
            self.received += len(data)
            if self.received > self._most:
                raise BodyTooLong
            if self._keep is not None:
                self._keep.write(data)
            self._pieces = self._decoder.decode(data)


def read_content(exchange: Exchange, cap: int) -> bytes:
    """What the kept body says once decompressed, at most ``cap`` bytes. Raises ClientPayloadError where it is damaged."""
    encodings = [value for name, value in exchange.headers if name.lower() == b"content-encoding"]
    decoder = Decoder(encodings[-1].decode("latin-1") if encodings else "")
    content = bytearray()
    exchange.body.seek(0)
    while len(content) < cap and (data := exchange.body.read(CHUNK)):
        for piece in decoder.decode(data):
            content += piece
            if len(content) >= cap:
                break
    exchange.body.seek(0)
    return bytes(content[:cap])
