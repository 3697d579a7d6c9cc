"""Bytes to Document: choose the reader by content, read, recognise what each passage is."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from verify.documents.addresses import provider_of
from verify.documents.blocks import Reading, Role
from verify.documents.datelines import day_of_stamp
from verify.documents.detecting import detect_by_bytes
from verify.documents.encodings import decode
from verify.documents.furniture import Piece, Recognised, recognise
from verify.documents.language import language_of
from verify.documents.mail import read_mail
from verify.documents.marked import read_markdown
from verify.documents.model import (
    SUPPORTED,
    Document,
    DocumentFormat,
    Embed,
    Image,
    Link,
    LinkKind,
    Passage,
    PassageKind,
    UnreadableDocument,
)
from verify.documents.opendocument import read_opendocument
from verify.documents.pages import read_html
from verify.documents.pdf import read_pdf
from verify.documents.plain import read_plain
from verify.documents.rich import read_rich_text
from verify.documents.wire import read_newsml, read_ninjs, read_nitf
from verify.documents.word import read_word

_READERS: dict[DocumentFormat, Callable[[str], Reading]] = {
    DocumentFormat.TEXT: read_plain,
    DocumentFormat.MARKDOWN: read_markdown,
    DocumentFormat.HTML: read_html,
}
_BYTE_READERS: dict[DocumentFormat, Callable[[bytes], Reading]] = {
    DocumentFormat.WORD: read_word,
    DocumentFormat.OPENDOCUMENT: read_opendocument,
    DocumentFormat.RTF: read_rich_text,
    DocumentFormat.PDF: read_pdf,
    DocumentFormat.MAIL: read_mail,
    DocumentFormat.NINJS: read_ninjs,
    DocumentFormat.NEWSML: read_newsml,
    DocumentFormat.NITF: read_nitf,
}
_HEAD = 100_000
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_HTML_BLOCK = re.compile(r"</(?:p|div|article|section|h[1-6]|ul|li|blockquote|figure|body|html)\s*>", re.I)
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6}[ \t]+\S", re.M),
    re.compile(r"!?\[[^\]\n]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]*\")?\)"),
    re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]{0,300}\*\*(?!\w)"),
    re.compile(r"<https?://[^\s<>]{3,500}>"),
    re.compile(r"^[^\s>#|*-][^\n]{2,200}\n(?:=|-){3,}[ \t]*$", re.M),
    re.compile(r"^>[ \t]?\S", re.M),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.M),
    re.compile(r"^(?:```|~~~)", re.M),
)
_BINARY_NAMES = ("docx", "doc", "pdf", "odt", "rtf", "pages", "epub", "xlsx", "pptx", "zip")


def read(data: bytes, *, filename: str = "", format: DocumentFormat | None = None) -> Document:
    """The document in ``data``. ``format`` overrides what the content says; ``filename`` is only a hint.

    Raises UnreadableDocument, whose words are for a person, for empty, binary and unsupported input.
    """
    chosen = format or detect_by_bytes(data)
    encoding, notices = "", tuple[str, ...]()
    if chosen in _BYTE_READERS:
        reading = _BYTE_READERS[chosen](data)
    else:
        text, encoding, notices = _decoded(data, filename)
        chosen = chosen or detect_format(text, filename)
        reading = _READERS[chosen](text)
    if not reading.text.strip() or not reading.blocks:
        raise UnreadableDocument(
            "There is no text to read: choose a file that holds the article's text, or paste the text."
        )
    recognised = recognise(reading.blocks, marked=_has_marked_headings(reading, chosen))
    return _document(reading, recognised, chosen, encoding, (*notices, *reading.notices))


def _has_marked_headings(reading: Reading, chosen: DocumentFormat) -> bool:
    """Markup without a single heading says nothing about them, except where headings are how one writes."""
    if chosen in {DocumentFormat.MARKDOWN, DocumentFormat.HTML}:
        return True
    return chosen != DocumentFormat.TEXT and any(block.role == Role.HEADING for block in reading.blocks)


def _decoded(data: bytes, filename: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return decode(data)
    except UnreadableDocument as error:
        extension = filename.rpartition(".")[2].lower()
        if data.strip() and extension in _BINARY_NAMES:
            raise UnreadableDocument(
                f"The file is named .{extension} but holds something else: save the article again as {SUPPORTED}."
            ) from error
        raise


def detect_format(text: str, filename: str = "") -> DocumentFormat:
    """By content; the file name decides only where the content leaves it open."""
    head, extension = text[:_HEAD], filename.rpartition(".")[2].lower()
    tags = len(_HTML_BLOCK.findall(head))
    if _HTML_START.match(head) or (tags and (head.lstrip().startswith("<") or extension in {"html", "htm", "xhtml"})):
        return DocumentFormat.HTML
    signs = sum(bool(sign.search(head)) for sign in _MARKDOWN_SIGNS)
    strong = any(sign.search(head) for sign in _MARKDOWN_SIGNS[:2])
    needed = {"md": 0, "markdown": 0, "mdown": 0, "txt": 2}.get(extension, 1)
    if signs >= needed and (strong or signs >= 2 or extension in {"md", "markdown", "mdown"}):
        return DocumentFormat.MARKDOWN
    return DocumentFormat.TEXT


def _document(
    reading: Reading, found: Recognised, chosen: DocumentFormat, encoding: str, notices: tuple[str, ...]
) -> Document:
    passages, language = _passages(reading.text, found.pieces)
    links = _links(reading)
    return Document(
        text=reading.text,
        format=chosen,
        encoding=encoding,
        language=language,
        title=found.title or reading.title,
        byline=found.byline or reading.byline,
        credit=found.credit,
        published_on=day_of_stamp(reading.published) or found.published_on,
        source_url=found.source_url or reading.source_url,
        passages=passages,
        links=links,
        embeds=_embeds(links, found.embeds),
        images=_images(reading.images, found),
        notices=notices,
        notes=tuple(reading.notes),
    )


def _passages(text: str, pieces: list[Piece]) -> tuple[tuple[Passage, ...], str]:
    """Passages with their languages, and the language most of the body is in (by length)."""
    body = [piece for piece in pieces if piece.kind == PassageKind.BODY] or pieces
    overall = language_of(" ".join(text[piece.start : piece.end] for piece in body[:40]))
    passages = []
    weight: Counter[str] = Counter()
    for piece in pieces:
        language = language_of(text[piece.start : piece.end], overall)
        passages.append(Passage(piece.kind, piece.start, piece.end, language, piece.level))
        if piece.kind == PassageKind.BODY:
            weight[language] += piece.end - piece.start
    return tuple(passages), weight.most_common(1)[0][0] if weight else overall


def _links(reading: Reading) -> tuple[Link, ...]:
    links = list(reading.loose_links)
    for block in reading.blocks:
        links += [replace(link, start=link.start + block.start, end=link.end + block.start) for link in block.links]
    return tuple(sorted(links, key=lambda link: (link.start, link.end)))


def _embeds(links: tuple[Link, ...], posts: list[Embed]) -> tuple[Embed, ...]:
    """Posts in the text, and players that stand beside it."""
    players = [
        Embed(provider_of(link.target), link.target, link.start, link.end)
        for link in links
        if link.kind == LinkKind.EMBED
    ]
    return tuple(sorted([*posts, *players], key=lambda embed: embed.start))


def _images(images: list[Image], found: Recognised) -> tuple[Image, ...]:
    """The first picture takes the article's caption and credit where it has none of its own."""
    if not images:
        return ()
    first = images[0]
    first = replace(first, caption=first.caption or found.caption, credit=first.credit or found.credit)
    return (first, *images[1:])
