"""The walk through the body of a Word document: paragraphs, table rows, fields, pictures, changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from verify.documents.addresses import link_kind
from verify.documents.assembly import cleaned, finished
from verify.documents.blocks import Block, Inline, Role
from verify.documents.model import Image, Link, LinkKind, Note, NoteKind
from verify.documents.trees import attribute, child, descendants, local

_OFF = frozenset({"0", "false", "off", "none"})
_HYPERLINK = re.compile(r"\s*HYPERLINK\b(?:\s+(?!\\)(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\\]\S*)))?", re.I)
_PLACE = re.compile(r"\\l\s+\"?([^\"\s]+)", re.I)
_PASS_THROUGH = frozenset({"smartTag", "customXml", "dir", "bdo", "sdtContent", "Choice", "rubyBase", "ruby", "r"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says of its text; ``out`` is a table of contents and the like."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    bold: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A footnote, endnote or comment as its own part of the file holds it."""

    kind: NoteKind
    text: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the body refers to: styles, link and picture targets, notes; each by identifier."""

    styles: dict[str, Style] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, Kept] = field(default_factory=dict)
    endnotes: dict[str, Kept] = field(default_factory=dict)
    comments: dict[str, Kept] = field(default_factory=dict)


@dataclass(slots=True)
class _Field:
    """A complex field: its code while that is being read, then whether its result is an open link."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True
    linked: bool = False


class Story:
    """Collects blocks, pictures and notes. ``anchored`` holds (index of a block, note with its start in that block)."""

    def __init__(self, parts: Parts) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.anchored: list[tuple[int, Note]] = []
        self._parts = parts
        self._inline = Inline()
        self._fields: list[_Field] = []
        self._boxes: list[etree._Element] = []
        self._pictures: list[tuple[int, int]] = []
        self._commented: set[str] = set()
        self._group = 0
        self._bold = False
        self._takes: dict[str, Callable[[etree._Element], None]] = {
            "t": self._text, "tab": self._space, "ptab": self._space, "br": self._break, "cr": self._break,
            "noBreakHyphen": self._hyphen, "sym": self._symbol, "r": self._run, "hyperlink": self._hyperlink,
            "ins": self._inserted, "moveTo": self._inserted, "del": self._deleted, "moveFrom": self._deleted,
            "fldSimple": self._simple_field, "fldChar": self._field_mark, "instrText": self._field_code,
            "footnoteReference": self._note, "endnoteReference": self._note, "commentReference": self._note,
            "commentRangeStart": self._note, "drawing": self._drawing, "pict": self._drawing, "object": self._drawing,
            "sdt": self._control, "oMath": self._formula, "oMathPara": self._formula, "AlternateContent": self._choice,
        }  # fmt: skip

    # blocks

    def body(self, element: etree._Element) -> None:
        """The blocks of a body, a table cell, a content control or a text box."""
        for part in element:
            match local(part):
                case "p":
                    self._paragraph(part)
                case "tbl":
                    self._table(part)
                case "sdt":
                    content = child(part, "sdtContent")
                    if content is not None:
                        self.body(content)
                case "customXml" | "ins" | "moveTo":
                    self.body(part)
        self._flush(Style())

    def _paragraph(self, element: etree._Element) -> None:
        named = child(element, "pPr", "pStyle")
        style = self._parts.styles.get(attribute(named, "val"), Style()) if named is not None else Style()
        outline = child(element, "pPr", "outlineLvl")
        if outline is not None and attribute(outline, "val") in set("012345"):
            style = replace(style, role=Role.HEADING, level=int(attribute(outline, "val")) + 1)
        if style.out:
            return
        self._bold = style.bold
        self._content(element)
        # A deleted paragraph mark joins this paragraph to the next one.
        mark = child(element, "pPr", "rPr")
        if mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None):
            return
        self._flush(style)

    def _flush(self, style: Style) -> None:
        if style.role == Role.QUOTE and not (self.blocks and self.blocks[-1].role == Role.QUOTE):
            self._group += 1
        group = self._group if style.role == Role.QUOTE else 0
        block = finished(self._inline, style.role, level=style.level, group=group)
        loose = [link for link in self._inline.links if block is None and link.kind == LinkKind.IMAGE]
        self._inline = Inline()
        if block is not None:
            if block.role == Role.CAPTION:
                self._caption(block.text)
            self.blocks.append(block)
        elif self.blocks:
            end = len(self.blocks[-1].text)
            self.blocks[-1].links += [replace(link, start=end, end=end) for link in loose]
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.body(box)

    def _caption(self, text: str) -> None:
        """For the pictures right above; the first picture's caption and credit are told apart with the whole article."""
        for image, block in self._pictures:
            if image and block == len(self.blocks):
                self.images[image] = replace(self.images[image], caption=text)

    def _table(self, element: etree._Element) -> None:
        for row in descendants(element, "tr"):
            if next((part for part in row.iterancestors() if local(part) == "tbl"), None) is not element:
                continue
            if child(row, "trPr", "del") is not None:
                continue
            cells = [cell for cell in descendants(row, "tc") if _row_of(cell) is row]
            if len(cells) == 1:
                self.body(cells[0])
                continue
            self._bold = False
            for cell in cells:
                if self._inline.length:
                    self._inline.add(" | ", collapse=False)
                self._cell(cell)
            self._flush(Style())

    def _cell(self, cell: etree._Element) -> None:
        for number, paragraph in enumerate(descendants(cell, "p")):
            if number:
                self._inline.add(" ")
            self._content(paragraph)

    # inline content

    def _content(self, element: etree._Element) -> None:
        for part in element:
            name = local(part)
            take = self._takes.get(name)
            if take:
                take(part)
            elif name in _PASS_THROUGH:
                self._content(part)

    def _run(self, element: etree._Element) -> None:
        look = child(element, "rPr")
        if look is not None and _is_on(look, "vanish"):
            return
        bold = self._is_bold(look)
        if bold:
            self._inline.open_strong()
        before = self._inline.length
        self._content(element)
        if look is not None and _is_on(look, "i"):
            self._inline.slanted_length += self._inline.length - before
        if bold:
            self._inline.close_strong()

    def _is_bold(self, look: etree._Element | None) -> bool:
        if look is None:
            return self._bold
        weight, named = child(look, "b"), child(look, "rStyle")
        if weight is not None:
            return attribute(weight, "val") not in _OFF
        styled = named is not None and self._parts.styles.get(attribute(named, "val"), Style()).bold
        return styled or self._bold

    def _add(self, text: str) -> None:
        if not any(part.in_code for part in self._fields):
            self._inline.add(text)

    def _text(self, element: etree._Element) -> None:
        self._add(cleaned(element.text or ""))

    def _space(self, element: etree._Element) -> None:
        self._add(" ")

    def _hyphen(self, element: etree._Element) -> None:
        self._add("-")

    def _break(self, element: etree._Element) -> None:
        if attribute(element, "type") in {"", "textWrapping"}:
            self._inline.line_break()

    def _symbol(self, element: etree._Element) -> None:
        """Symbols outside the private area of symbol fonts, whose codes name no character."""
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800:
            self._add(chr(code))

    def _hyperlink(self, element: etree._Element) -> None:
        target = self._parts.targets.get(attribute(element, "id"), "")
        place = attribute(element, "anchor")
        self._inline.open_link(f"{target}#{place}" if place else target)
        self._content(element)
        self._inline.close_link()

    # fields

    def _simple_field(self, element: etree._Element) -> None:
        target = link_of_field(attribute(element, "instr"))
        if target is not None:
            self._inline.open_link(target)
        self._content(element)
        if target is not None:
            self._inline.close_link()

    def _field_code(self, element: etree._Element) -> None:
        if self._fields and self._fields[-1].in_code:
            self._fields[-1].code.append(element.text or "")

    def _field_mark(self, element: etree._Element) -> None:
        match attribute(element, "fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                top = self._fields[-1]
                top.in_code = False
                target = link_of_field("".join(top.code))
                if target is not None and not top.linked:
                    top.linked = True
                    self._inline.open_link(target)
            case "end" if self._fields and self._fields.pop().linked:
                self._inline.close_link()

    # what is kept apart

    def _keep(self, kept: Kept) -> None:
        note = Note(kept.kind, kept.text, self._inline.length, kept.author, kept.date)
        self.anchored.append((len(self.blocks), note))

    def _note(self, element: etree._Element) -> None:
        name, identifier = local(element), attribute(element, "id")
        if name.startswith("comment"):
            if identifier not in self._commented and identifier in self._parts.comments:
                self._commented.add(identifier)
                self._keep(self._parts.comments[identifier])
            return
        shelf = self._parts.footnotes if name == "footnoteReference" else self._parts.endnotes
        if identifier in shelf:
            self._keep(shelf[identifier])

    def _inserted(self, element: etree._Element) -> None:
        text = _words(element, "t")
        if text:
            self._keep(Kept(NoteKind.INSERTION, text, attribute(element, "author"), attribute(element, "date")))
        self._content(element)

    def _deleted(self, element: etree._Element) -> None:
        text = _words(element, "t", "delText")
        if text:
            self._keep(Kept(NoteKind.DELETION, text, attribute(element, "author"), attribute(element, "date")))

    # pictures, boxes, controls

    def _drawing(self, element: etree._Element) -> None:
        self._boxes += list(descendants(element, "txbxContent"))
        described = next(descendants(element, "docPr", "shape"), None)
        alt = ""
        if described is not None:
            alt = attribute(described, "descr") or attribute(described, "alt") or attribute(described, "title")
        for picture in descendants(element, "blip", "imagedata"):
            identifier = attribute(picture, "link") or attribute(picture, "embed") or attribute(picture, "id")
            target = self._parts.targets.get(identifier, "")
            self._pictures.append((len(self.images), len(self.blocks)))
            self.images.append(Image(target, alt=" ".join(cleaned(alt).split())))
            # A picture inside the file has no address that could be asked.
            if "://" in target:
                place = self._inline.length
                kind = LinkKind.IMAGE if link_kind(target) != LinkKind.PLACEHOLDER else LinkKind.PLACEHOLDER
                self._inline.links.append(Link(kind, "", target, place, place))

    def _choice(self, element: etree._Element) -> None:
        chosen = child(element, "Choice")
        self._content(chosen if chosen is not None else element)

    def _control(self, element: etree._Element) -> None:
        content = child(element, "sdtContent")
        if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
            self._content(content)

    def _formula(self, element: etree._Element) -> None:
        self._add(_words(element, "t"))


def link_of_field(code: str) -> str | None:
    """The target of a HYPERLINK field code, None for any other field."""
    match = _HYPERLINK.match(code[:8000])
    if not match:
        return None
    place = _PLACE.search(code[match.end() : 8000])
    target = match["quoted"] or match["bare"] or ""
    return f"{target}#{place[1]}" if place else target


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((part for part in cell.iterancestors() if local(part) == "tr"), None)


def _is_on(look: etree._Element, name: str) -> bool:
    mark = child(look, name)
    return mark is not None and attribute(mark, "val") not in _OFF


def _words(element: etree._Element, *names: str) -> str:
    return cleaned("".join(part.text or "" for part in descendants(element, *names)))
