"""Markdown (CommonMark with tables): the rendered text and what its markup says."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from verify.documents.blocks import Block, Inline, Reading, Role, join_blocks
from verify.documents.model import Image, Link, LinkKind
from verify.documents.plain import bare_links, read_plain

_MOST = 3_000_000
_LONGEST_BLOCK = 200_000
_MOST_BRACKETS = 5_000
_TAG = re.compile(r"<[^<>]{0,1000}>")
_BREAK = re.compile(r"<br\s*/?>", re.I)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # The address must stay as written, and a ``javascript:`` one must be seen as a link to be reported.
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


def _as_written(url: str) -> str:
    return url


def _any_address(url: str) -> bool:
    return True


def read_markdown(text: str) -> Reading:
    """Blocks of the rendered text. Input too large or too knotted to parse is read as plain text, with a notice."""
    if _too_knotted(text):
        reading = read_plain(text)
        reading.notices.append("The Markdown is too large or too deeply nested to render; it was read as plain text.")
        return reading
    walk = _Walk()
    for token in _parser().parse(text):
        walk.take(token)
    return Reading(join_blocks(walk.blocks), walk.blocks, images=walk.images, loose_links=walk.loose_links)


def _too_knotted(text: str) -> bool:
    if len(text) > _MOST:
        return True
    parts = text.split("\n\n")
    return any(len(part) > _LONGEST_BLOCK or part.count("[") > _MOST_BRACKETS for part in parts)


class _Walk:
    """Takes block tokens one by one; keeps where it stands in quotations, lists and tables."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.loose_links: list[Link] = []
        self._quotes = 0
        self._group = 0
        self._level = 0
        self._row: Inline | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._quotes += 1
                self._group += self._quotes == 1
            case "blockquote_close":
                self._quotes -= 1
            case "heading_open":
                self._level = int(token.tag[1])
            case "heading_close":
                self._level = 0
            case "tr_open":
                self._row = Inline()
            case "tr_close":
                self._finish(self._row)
                self._row = None
            case "inline" | "fence" | "code_block" | "html_block":
                self._take_text(token)

    def _take_text(self, token: Token) -> None:
        inline = self._row or Inline()
        if self._row is not None and self._row.length:
            inline.add(" | ", collapse=False)
        if token.type == "inline":
            render_inline(token.children or [], inline, self.images)
        elif token.type == "html_block":
            inline.add(_TAG.sub(" ", re.sub(r"<!--.*?-->", " ", token.content, flags=re.S)))
        else:
            inline.add(token.content.rstrip("\n"), collapse=False)
        if self._row is None:
            self._finish(inline)

    def _finish(self, inline: Inline | None) -> None:
        if inline is None:
            return
        role = Role.HEADING if self._level else Role.QUOTE if self._quotes else Role.PARAGRAPH
        block = inline.block(role, level=self._level, group=self._group if self._quotes else 0)
        if block is None:
            self._keep_pictures(inline.links)
            return
        taken = [(link.start, link.end) for link in block.links]
        for link in bare_links(block.text):
            if not any(start < link.end and link.start < end for start, end in taken):
                block.links.append(link)
        block.links.sort(key=lambda link: link.start)
        self.blocks.append(block)

    def _keep_pictures(self, links: list[Link]) -> None:
        """A paragraph that is only a picture has no text: its link stands at the end of the text before it."""
        if not self.blocks:
            self.loose_links.extend(links)
            return
        before = self.blocks[-1]
        end = len(before.text)
        before.links.extend(Link(link.kind, "", link.target, end, end) for link in links)


def render_inline(tokens: list[Token], inline: Inline, images: list[Image]) -> None:
    """Adds the text of inline tokens to ``inline``; pictures go to ``images`` and leave an IMAGE link without anchor."""
    slant_from: list[int] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "text_special":
                inline.add(token.content)
            case "softbreak":
                inline.add(" ")
            case "em_open":
                slant_from.append(inline.length)
            case "em_close":
                inline.slanted_length += inline.length - slant_from.pop()
            case "image":
                _add_image(token, inline, images)
            case _:
                _mark(token, inline)


def _mark(token: Token, inline: Inline) -> None:
    match token.type:
        case "link_open":
            inline.open_link(str(token.attrGet("href") or ""))
        case "link_close":
            inline.close_link()
        case "strong_open":
            inline.open_strong()
        case "strong_close":
            inline.close_strong()
        case "hardbreak":
            inline.line_break()
        case "html_inline" if _BREAK.fullmatch(token.content):
            inline.line_break()


def _add_image(token: Token, inline: Inline, images: list[Image]) -> None:
    target = str(token.attrGet("src") or "")
    images.append(Image(target, alt=token.content, caption=str(token.attrGet("title") or "")))
    kind = LinkKind.IMAGE if target and not target.startswith("#") else LinkKind.PLACEHOLDER
    inline.links.append(Link(kind, "", target, inline.length, inline.length))
