"""The members of an Office file, read from memory within limits that a hostile archive runs into early.

Nothing is written to disk and no member's name is ever used as a path. Sizes that the archive declares decide only
about refusing it; what is unpacked is counted while it is unpacked.
"""

import struct
import zipfile
import zlib
from io import BytesIO

from verify.documents.model import UnreadableDocument

MOST_MEMBERS = 5_000
"""Files in one archive; a book with a picture on every page has some hundreds."""
MOST_DIRECTORY_BYTES = 2_000_000
"""Table of contents of the archive, checked before it is read: 20,000 short names are about 1 MB."""
MOST_DECLARED_BYTES = 400_000_000
"""Sum of the unpacked sizes that the archive declares, pictures included."""
MOST_MEMBER_BYTES = 32_000_000
"""Unpacked bytes of one member that is read; a million words of Word text are about 20 MB."""
MOST_RATIO = 250
"""Unpacked to packed size of the whole archive, beyond 10 MB; the text of an article packs 5 to 20 times smaller."""
_RATIO_MATTERS_FROM = 10_000_000
_CHUNK = 262_144
_END_RECORD = b"PK\x05\x06"
_END_LENGTH = 22
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = "The file is damaged and cannot be opened: save the article again, or paste its text."


class Archive:
    """Read access to the members of one archive by name. Every error is an UnreadableDocument."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
            raise UnreadableDocument(_DAMAGED) from error
        self._members = _checked(self._zip.infolist(), len(data))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        """The member's bytes, empty where there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return b""
        try:
            return self._unpack(member)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise UnreadableDocument(_DAMAGED) from error

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        parts, length = [], 0
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                length += len(chunk)
                if length > MOST_MEMBER_BYTES:
                    raise UnreadableDocument(_too_large())
                parts.append(chunk)
        return b"".join(parts)


def _too_large() -> str:
    return (
        "The file unpacks to far more than an article holds and was not read: "
        "save the article's text as a file of its own."
    )


def _check_directory(data: bytes) -> None:
    """Refuses a table of contents that is too long before the library makes an object of every entry."""
    at = data.rfind(_END_RECORD)
    if at < 0 or len(data) - at < _END_LENGTH:
        raise UnreadableDocument(_DAMAGED)
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries > MOST_MEMBERS or size > MOST_DIRECTORY_BYTES:
        raise UnreadableDocument(_too_many())


def _too_many() -> str:
    return f"The file holds more than {MOST_MEMBERS:,} parts and was not read: save the article alone and try again."


def _checked(members: list[zipfile.ZipInfo], length: int) -> dict[str, zipfile.ZipInfo]:
    if len(members) > MOST_MEMBERS:
        raise UnreadableDocument(_too_many())
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    stretched = declared > _RATIO_MATTERS_FROM and declared > MOST_RATIO * max(1, packed)
    # Entries that share the same packed bytes add up to more than the file has.
    if declared > MOST_DECLARED_BYTES or stretched or packed > length:
        raise UnreadableDocument(_too_large())
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        _check_member(member)
        if member.filename in found:
            raise UnreadableDocument(_DAMAGED)
        found[member.filename] = member
    return found


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name[:3] or ".." in name.split("/") or "\x00" in member.orig_filename:
        raise UnreadableDocument(
            "The file names parts outside of itself, as no word processor does, and was not read: "
            "save the article again from the program it was written in."
        )
    if member.flag_bits & 0x1:
        raise UnreadableDocument("The file is protected with a password: save it without one and try again.")
    if member.compress_type not in _METHODS:
        raise UnreadableDocument(_DAMAGED)
