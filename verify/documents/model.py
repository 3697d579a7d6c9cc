"""What a reader makes of the bytes it was given: the canonical text and what stands where in it.

Offsets count Unicode code points of ``Document.text``, ``start`` inclusive, ``end`` exclusive. Nothing here knows Django;
the same objects serve the worker, the ``split`` command and the tests.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PassageKind(StrEnum):
    """The kinds of a run of text. Only BODY, QUOTE, CAPTION and EMBED can hold claims."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    QUOTE = "quote"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CREDIT = "credit"
    EMBED = "embed"
    FOOTER = "footer"


CLAIM_BEARING = frozenset({PassageKind.BODY, PassageKind.QUOTE, PassageKind.CAPTION, PassageKind.EMBED})


class LinkKind(StrEnum):
    """What a link is in the article. A PLACEHOLDER has no target to ask (``#``, empty, ``javascript:``)."""

    LINK = "link"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    EMBED = "embed"
    PLACEHOLDER = "placeholder"


class DocumentFormat(StrEnum):
    """The formats that have a reader."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "docx"
    OPENDOCUMENT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    MAIL = "eml"
    NINJS = "ninjs"
    NEWSML = "newsml"
    NITF = "nitf"


FORMAT_NAMES: dict[DocumentFormat, str] = {
    DocumentFormat.TEXT: "plain text",
    DocumentFormat.MARKDOWN: "Markdown",
    DocumentFormat.HTML: "HTML",
    DocumentFormat.WORD: ".docx",
    DocumentFormat.OPENDOCUMENT: ".odt",
    DocumentFormat.RTF: ".rtf",
    DocumentFormat.PDF: "PDF with text",
    DocumentFormat.MAIL: ".eml",
    DocumentFormat.NINJS: "ninjs",
    DocumentFormat.NEWSML: "NewsML-G2",
    DocumentFormat.NITF: "NITF",
}
"""Each format as a person is told of it."""

SUPPORTED = " or ".join((", ".join(list(FORMAT_NAMES.values())[:-1]), list(FORMAT_NAMES.values())[-1]))
"""What every refusal says can be read: all of it."""


class UnreadableDocument(Exception):
    """The input cannot be read; ``str(error)`` is one sentence for a person that says what to do next."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the text with one kind. ``language`` is an ISO 639-1 code, or ``und``; ``level`` is 1..6 for headings, else 0."""

    kind: PassageKind
    start: int
    end: int
    language: str = "und"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: ``anchor`` is ``text[start:end]``, ``target`` the address as it stands in the source."""

    kind: LinkKind
    anchor: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Embed:
    """A post or player of another site that stands in the text. ``provider``: twitter, telegram, youtube, instagram, other."""

    provider: str
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the text shows. Caption and credit are as written, empty where there is none."""

    target: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class NoteKind(StrEnum):
    """An INSERTION stands in the text (it reads as if accepted), a DELETION does not."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text and is no part of it.

    ``start`` is the offset in the canonical text where it is anchored; author and date are as written, or empty.
    """

    kind: NoteKind
    text: str
    start: int
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One read input. For plain text ``text`` equals the input but for line endings and a leading byte order mark."""

    text: str
    format: DocumentFormat
    encoding: str
    language: str
    title: str = ""
    byline: str = ""
    credit: str = ""
    published_on: date | None = None
    source_url: str = ""
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()
    images: tuple[Image, ...] = ()
    notices: tuple[str, ...] = field(default=())
    """Sentences for a person about what was doubtful in the reading (an encoding guessed, a control character removed)."""
    notes: tuple[Note, ...] = ()
    """Footnotes, comments and tracked changes, kept apart from the text, in order of place."""
