"""Rich Text Format (.rtf): paragraphs, links, headings by style, notes and tracked deletions kept apart.

An own reader, because links must keep their place in the text. Source: Rich Text Format Specification 1.9.1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from verify.documents.assembly import cleaned, finished, headings_by_look, noted
from verify.documents.blocks import Block, Inline, Reading, Role
from verify.documents.model import Image, Note, NoteKind, UnreadableDocument
from verify.documents.rich_marks import (
    CHARACTERS,
    CHARSETS,
    DESTINATIONS,
    HEADING,
    MACHINES,
    NOT_A_SECRET,
    SKIPPED,
    STYLE_ROLES,
    SYMBOLS,
    TOKEN,
    codec,
    decoded,
)
from verify.documents.word_story import link_of_field

MOST_DEPTH = 400
"""Groups within groups; word processors stay below 30."""
MOST_RTF_BYTES = 64_000_000
"""Pictures are written as hexadecimal digits, so that a short article can be many megabytes long."""


@dataclass(slots=True)
class _State:
    """What a group inherits. ``where`` is the destination: body, skip, fonts, styles, code, note, comment, author, alt."""

    where: str = "body"
    charset: str = "cp1252"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1
    link: bool = False
    fresh: bool = True
    starred: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: int = 0
    outline: int = 9
    in_table: bool = False


@dataclass(slots=True)
class _Collected:
    """What is being read beside the text, by destination."""

    code: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    alt: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def read_rich_text(data: bytes) -> Reading:
    """The text of an RTF file. Raises UnreadableDocument for anything that is none, or goes beyond the limits."""
    start = data[:1024].find(b"{\\rtf")
    if start < 0:
        raise UnreadableDocument("This is not a Rich Text file: save the article as .rtf, or paste its text.")
    if len(data) > MOST_RTF_BYTES:
        raise UnreadableDocument("The file is too large for an article: save it without pictures and try again.")
    story = _Story()
    story.run(data, start)
    if not story.blocks:
        raise UnreadableDocument("The file holds no text: choose the file with the article, or paste the text.")
    headings_by_look(story.blocks)
    reading = noted(story.blocks, story.anchored)
    reading.images = story.images
    return reading


class _Story:
    """Takes tokens one by one; the group stack is bounded, nothing is recursive."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.anchored: list[tuple[int, Note]] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._inline = Inline()
        self._paragraph = _Paragraph()
        self._kept = _Collected()
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, tuple[Role, int]] = {}
        self._style = 0
        self._bytes = bytearray()
        self._units: list[int] = []
        self._skip = 0
        self._group = 0
        self._layouts: dict[str, Callable[[int | None], None]] = {
            "par": self._end_paragraph, "sect": self._end_paragraph, "page": self._end_paragraph, "row": self._end_row,
            "nestrow": self._end_row, "cell": self._end_cell, "nestcell": self._end_cell, "line": self._line,
            "pard": self._reset, "intbl": self._in_table, "s": self._style_of, "outlinelevel": self._outline,
        }  # fmt: skip

    def run(self, data: bytes, start: int) -> None:
        position = start
        while match := TOKEN.match(data, position):
            position = match.end()
            kind = match.lastgroup
            if kind == "number" or kind == "word":
                number = int(match["number"]) if match["number"] else None
                word = match["word"].decode("ascii")
                if word == "bin":
                    position += max(0, min(number or 0, len(data)))
                    continue
                self._word(word, number)
            elif kind is not None:
                self._token(kind, match[kind])
            if not self._stack and kind == "close":
                break
        self._flush()

    def _token(self, kind: str, value: bytes) -> None:
        match kind:
            case "text":
                self._raw(value)
            case "hex":
                self._raw(bytes([int(value, 16)]))
            case "open":
                self._settle()
                if len(self._stack) >= MOST_DEPTH:
                    raise UnreadableDocument(
                        "The file is nested too deeply to be an article: paste the article's text."
                    )
                self._stack.append(self._state)
                self._state = replace(self._state, fresh=True, starred=False, link=False)
            case "close":
                self._settle()
                self._leave()
            case "symbol":
                self._symbol(value.decode("latin-1"))

    # characters

    def _raw(self, value: bytes) -> None:
        self._state.fresh = False
        if self._skip:
            drop = min(self._skip, len(value))
            self._skip -= drop
            value = value[drop:]
        if value and self._state.where != "skip":
            self._flush_units()
            self._bytes += value

    def _settle(self) -> None:
        """Bytes become text at the end of a run: a character of some codepages takes two of them."""
        self._flush_units()
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._put(decoded(raw, self._state.charset))
        self._skip = 0

    def _flush_units(self) -> None:
        if self._units:
            units, self._units = self._units, []
            raw = b"".join(unit.to_bytes(2, "little") for unit in units)
            self._put(raw.decode("utf-16-le", errors="replace"))

    def _put(self, text: str) -> None:
        state = self._state
        if state.hidden and state.where == "body":
            return
        text = cleaned(text)
        if state.deleted and state.where == "body":
            self._kept.deleted.append(text)
        elif state.where == "body":
            self._inline.add(text)
        elif state.where in {"code", "name", "note", "author", "alt"}:
            getattr(self._kept, state.where).append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._state.starred = True
            return
        if symbol in "\r\n":
            self._word("par", None)
        elif symbol in SYMBOLS:
            if self._skip:
                self._skip -= 1
                return
            self._settle()
            self._put(SYMBOLS[symbol])

    def _unicode(self, number: int) -> None:
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._put(decoded(raw, self._state.charset))
        if self._state.where != "skip":
            self._units.append(number & 0xFFFF)
        self._skip = self._state.fallback

    # control words

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._settle()
        fresh, self._state.fresh = self._state.fresh, False
        if fresh and self._destination(word):
            return
        if self._state.where == "skip":
            return
        if word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif not self._look(word, number):
            self._layout(word, number)

    def _destination(self, word: str) -> bool:
        """Whether the word opens a destination of its own; an unknown starred one is skipped, as the format demands."""
        state = self._state
        if state.where == "skip":
            return True
        known = DESTINATIONS.get(word)
        if known:
            state.where = known
            if known == "note":
                self._kept.note = []
            return True
        if word == "fldrslt":
            target = link_of_field("".join(self._kept.code))
            self._kept.code = []
            if target is not None:
                self._inline.open_link(target)
                state.link = True
            return True
        if word in SKIPPED or (state.starred and word not in NOT_A_SECRET):
            state.where = "skip"
            return True
        return False

    def _look(self, word: str, number: int | None) -> bool:
        state = self._state
        match word:
            case "b":
                self._weigh(number != 0)
            case "v":
                state.hidden = number != 0
            case "deleted":
                state.deleted = number != 0
            case "plain":
                self._weigh(False)
                state.hidden = state.deleted = False
            case "uc":
                state.fallback = max(0, min(number or 0, 16))
            case _:
                return self._charset(word, number)
        return True

    def _charset(self, word: str, number: int | None) -> bool:
        state = self._state
        if word == "ansicpg" or word in MACHINES:
            self._default = state.charset = MACHINES.get(word) or codec(f"cp{number}")
        elif word == "f":
            self._font = number or 0
            state.charset = self._fonts.get(self._font, self._default)
        elif word == "fcharset":
            self._fonts[self._font] = CHARSETS.get(number, self._default) if number else self._default
        else:
            return False
        return True

    def _weigh(self, bold: bool) -> None:
        if bold != self._state.bold and self._state.where == "body":
            (self._inline.open_strong if bold else self._inline.close_strong)()
        self._state.bold = bold

    def _layout(self, word: str, number: int | None) -> None:
        if self._state.where == "name" and word in {"s", "cs", "ds", "ts"}:
            self._style = number or 0 if word == "s" else -1
        elif self._state.where == "note" and word == "par":
            self._kept.note.append(" ")
        elif self._state.where == "body" and word in self._layouts:
            self._layouts[word](number)

    def _end_paragraph(self, number: int | None) -> None:
        if self._paragraph.in_table:
            self._inline.add(" ")
        else:
            self._flush()

    def _end_row(self, number: int | None) -> None:
        self._flush()

    def _end_cell(self, number: int | None) -> None:
        if self._inline.length:
            self._inline.add(" | ", collapse=False)

    def _line(self, number: int | None) -> None:
        self._inline.line_break()

    def _reset(self, number: int | None) -> None:
        self._paragraph = _Paragraph()

    def _in_table(self, number: int | None) -> None:
        self._paragraph.in_table = True

    def _style_of(self, number: int | None) -> None:
        self._paragraph.style = number or 0

    def _outline(self, number: int | None) -> None:
        self._paragraph.outline = 9 if number is None else number

    # ends

    def _leave(self) -> None:
        state = self._state
        if self._stack:
            self._state = self._stack.pop()
        outer = self._state
        if state.link:
            self._inline.close_link()
        if state.where == "body" and state.bold and not outer.bold:
            self._inline.close_strong()
        if state.deleted and not outer.deleted:
            self._keep(NoteKind.DELETION, self._kept.deleted)
        if state.where == "name" == outer.where:
            self._named()
        elif state.where != outer.where:
            self._end_destination(state.where)

    def _end_destination(self, where: str) -> None:
        if where == "note":
            self._end_note()
        elif where == "alt":
            self.images.append(Image("", alt=" ".join("".join(self._kept.alt).split())))
            self._kept.alt = []

    def _end_note(self) -> None:
        kind = NoteKind.COMMENT if self._kept.author else NoteKind.FOOTNOTE
        author = " ".join("".join(self._kept.author).split())
        self._kept.author = []
        self._keep(kind, self._kept.note, author)

    def _keep(self, kind: NoteKind, parts: list[str], author: str = "") -> None:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            self.anchored.append((len(self.blocks), Note(kind, text, self._inline.length, author)))

    def _named(self) -> None:
        """The end of one entry of the style sheet: its number is known, its name collected."""
        name = "".join(self._kept.name).strip().rstrip(";").strip().lower()
        self._kept.name = []
        match = HEADING.match(name)
        if self._style >= 0:
            self._styles[self._style] = (
                (Role.HEADING, max(1, min(6, int(match[1])))) if match else STYLE_ROLES.get(name, (Role.PARAGRAPH, 0))
            )
        self._style = 0

    def _flush(self) -> None:
        self._settle()
        role, level = self._styles.get(self._paragraph.style, (Role.PARAGRAPH, 0))
        if role == Role.PARAGRAPH and 0 <= self._paragraph.outline < 6:
            role, level = Role.HEADING, self._paragraph.outline + 1
        if role == Role.QUOTE and not (self.blocks and self.blocks[-1].role == Role.QUOTE):
            self._group += 1
        block = finished(self._inline, role, level=level, group=self._group if role == Role.QUOTE else 0)
        self._inline = Inline()
        if self._state.bold:
            self._inline.open_strong()
        if block is not None:
            if block.text.endswith(" |"):
                block.text = block.text[:-2].rstrip()
            self.blocks.append(block)
