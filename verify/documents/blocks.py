"""The common ground of the readers: a block of rendered text with its marks, and inline text as it is being collected."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from verify.documents.addresses import link_kind
from verify.documents.model import Image, Link, Note

Span = tuple[int, int]
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


class Role(StrEnum):
    """What the markup says a block is; what it is in the article is decided later, from its words and place."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATE = "date"
    POST = "post"


@dataclass(slots=True)
class Block:
    """``start`` is the block's offset in the canonical text; links and ``strong`` count from there while collecting."""

    role: Role
    text: str
    level: int = 0
    start: int = 0
    group: int = 0
    """Blocks of one quotation or post share a number; 0 stands alone."""
    alone: bool = True
    """Whether empty lines (or markup) part it from its neighbours."""
    links: list[Link] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    slanted: bool = False
    """The whole block is emphasised."""
    url: str = ""
    """Address of the post or player that a POST block shows."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Reading:
    """What a reader hands on: the canonical text, its blocks in order, pictures, and what the page says of itself."""

    text: str
    blocks: list[Block]
    images: list[Image] = field(default_factory=list)
    title: str = ""
    byline: str = ""
    published: str = ""
    source_url: str = ""
    loose_links: list[Link] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Inline:
    """Collects rendered inline text with white space collapsed, and the links and strong runs that stand in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int]] = []
        self.links: list[Link] = []
        self.strong: list[Span] = []
        self._strong_from: list[int] = []
        self.slanted_length = 0

    @property
    def length(self) -> int:
        return self._length

    def add(self, text: str, *, collapse: bool = True) -> None:
        if collapse:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (not self._length or self._parts[-1][-1] in " \n"):
                text = text[1:]
        if text:
            self._parts.append(text)
            self._length += len(text)

    def line_break(self) -> None:
        if self._length and self._parts[-1].endswith(" "):
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
            if not self._parts[-1]:
                self._parts.pop()
        if self._length:
            self._parts.append("\n")
            self._length += 1

    def open_link(self, target: str) -> None:
        self._open.append((target, self._length))

    def close_link(self) -> None:
        if self._open:
            target, start = self._open.pop()
            self.add_link(target, start, self._length)

    def add_link(self, target: str, start: int, end: int) -> None:
        self.links.append(Link(link_kind(target), "", target, start, end))

    def open_strong(self) -> None:
        self._strong_from.append(self._length)

    def close_strong(self) -> None:
        if self._strong_from:
            self.strong.append((self._strong_from.pop(), self._length))

    def block(self, role: Role, *, level: int = 0, group: int = 0) -> Block | None:
        """The collected text as a block, or None where there is none; links keep their anchors within it."""
        while self._open:
            self.close_link()
        raw = "".join(self._parts)
        text = raw.rstrip()
        if not text:
            return None
        block = Block(role, text, level=level, group=group)
        for link in self.links:
            start, end = min(link.start, len(text)), min(link.end, len(text))
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            block.links.append(Link(link.kind, text[start:end], link.target, start, end))
        block.strong = [(min(start, len(text)), min(end, len(text))) for start, end in self.strong]
        block.slanted = self.slanted_length >= len(text) > 0
        return block


def join_blocks(blocks: list[Block]) -> str:
    """The canonical text of rendered markup: blocks with an empty line between; sets each block's ``start``."""
    position = 0
    for block in blocks:
        block.start = position
        position += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks)
