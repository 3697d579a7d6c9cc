"""Bytes to Document: one reader per format, and what each passage of an article is."""

from verify.documents.encodings import decode
from verify.documents.model import (
    CLAIM_BEARING,
    Document,
    DocumentFormat,
    Embed,
    Image,
    Link,
    LinkKind,
    Note,
    NoteKind,
    Passage,
    PassageKind,
    UnreadableDocument,
)
from verify.documents.reading import read

__all__ = [
    "CLAIM_BEARING",
    "Document",
    "DocumentFormat",
    "Embed",
    "Image",
    "Link",
    "LinkKind",
    "Note",
    "NoteKind",
    "Passage",
    "PassageKind",
    "UnreadableDocument",
    "decode",
    "read",
]
