"""Which format a file has, told from its bytes; the name of the file has no say, since it is often wrong."""

import re

from verify.documents.archives import Archive
from verify.documents.mail import looks_like_mail
from verify.documents.model import SUPPORTED, DocumentFormat, UnreadableDocument
from verify.documents.wire import looks_like_ninjs, looks_like_wire

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*[{\[]")
_ODT = b"application/vnd.oasis.opendocument.text"
_OTHER_OFFICE = {
    "xl/": "a spreadsheet",
    "ppt/": "a presentation",
    "visio/": "a drawing",
    "OEBPS/": "an e-book",
    "EPUB/": "an e-book",
    "Index/": "a Pages, Numbers or Keynote file",
}


def detect_by_bytes(data: bytes) -> DocumentFormat | None:
    """The format of office, PDF, mail and wire files; None for what is to be read as text, Markdown or HTML.

    Raises UnreadableDocument for archives and office files that have no reader, saying what they are.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(Archive(data))
    if data.startswith(_OLD_OFFICE):
        raise UnreadableDocument(
            "The file is protected with a password: save it without one and try again."
            if _ENCRYPTED in data
            else "This is an old Office file (.doc): save the article as .docx, or paste its text."
        )
    if b"%PDF-" in data[:1024]:
        return DocumentFormat.PDF
    if data[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return DocumentFormat.RTF
    return _by_words(data)


def _by_words(data: bytes) -> DocumentFormat | None:
    wire = looks_like_wire(data)
    if wire:
        return DocumentFormat.NEWSML if wire == "newsml" else DocumentFormat.NITF
    if _JSON_START.match(data) and looks_like_ninjs(data[:400_000].replace(b"\x00", b"").decode("utf-8", "replace")):
        return DocumentFormat.NINJS
    return DocumentFormat.MAIL if looks_like_mail(data) else None


def _in_archive(archive: Archive) -> DocumentFormat:
    if archive.read("mimetype")[:200].strip().startswith(_ODT):
        return DocumentFormat.OPENDOCUMENT
    if "[Content_Types].xml" in archive and any(name.startswith("word/") for name in archive.names):
        return DocumentFormat.WORD
    what = next(
        (what for prefix, what in _OTHER_OFFICE.items() if any(name.startswith(prefix) for name in archive.names)),
        "an archive",
    )
    raise UnreadableDocument(f"This is {what}, not an article: unpack it, or save the article as {SUPPORTED}.")
