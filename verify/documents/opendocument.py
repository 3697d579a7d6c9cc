"""OpenDocument text (.odt): the text as accepted, with what its styles say; notes and changes kept apart."""

import re
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from verify.documents.addresses import link_kind
from verify.documents.archives import Archive
from verify.documents.assembly import cleaned, finished, headings_by_look, noted
from verify.documents.blocks import Block, Inline, Reading, Role
from verify.documents.model import Image, Link, LinkKind, Note, NoteKind, UnreadableDocument
from verify.documents.trees import attribute, child, descendants, local, parse_xml, words_of

_NOT_ODT = "This is not an OpenDocument text: save the article as .odt, or paste its text."
_HEADING = re.compile(r"heading(?: (\d))?")
_ROLES = {
    "title": (Role.HEADING, 1),
    "subtitle": (Role.HEADING, 2),
    "quotations": (Role.QUOTE, 0),
    "quote": (Role.QUOTE, 0),
    "caption": (Role.CAPTION, 0),
    "illustration": (Role.CAPTION, 0),
    "figure": (Role.CAPTION, 0),
    "drawing": (Role.CAPTION, 0),
    "byline": (Role.BYLINE, 0),
    "author": (Role.BYLINE, 0),
    "dateline": (Role.DATE, 0),
    "date": (Role.DATE, 0),
    "credit": (Role.CREDIT, 0),
}
_DEEPEST_STYLE = 12
_MOST_OPEN_CHANGES = 8
"""Insertions that may overlap; more would make each word of the text count many times."""
_OUT = frozenset(["tracked-changes", "table-of-content", "alphabetical-index", "illustration-index", "bibliography"])
_Look = tuple[Role, int, bool]
_PLAIN: _Look = (Role.PARAGRAPH, 0, False)


def read_opendocument(data: bytes) -> Reading:
    """The accepted text of an .odt file. Raises UnreadableDocument for anything that is none, or goes beyond the limits."""
    archive = Archive(data)
    # Only the list of parts says that a part is encrypted; the part itself is noise.
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableDocument("The file is protected with a password: save it without one and try again.")
    content = parse_xml(archive.read("content.xml") or b"<none/>")
    body = child(content, "body", "text")
    if body is None:
        raise UnreadableDocument(_NOT_ODT)
    styles = archive.read("styles.xml")
    story = _Story(_looks([content, *([parse_xml(styles)] if styles else [])]), _changes(body))
    try:
        story.body(body)
    except RecursionError as error:
        raise UnreadableDocument("The file is nested too deeply to be an article: paste the article's text.") from error
    if not story.blocks:
        raise UnreadableDocument("The file holds no text: choose the file with the article, or paste the text.")
    headings_by_look(story.blocks)
    reading = noted(story.blocks, story.anchored)
    reading.images = story.images
    about = archive.read("meta.xml")
    reading.title = words_of(next(descendants(parse_xml(about), "title"), None)) if about else ""
    return reading


def _looks(roots: list[etree._Element]) -> dict[str, _Look]:
    """Style name to (role, heading level, bold), automatic styles seen through to the named ones."""
    raw = {attribute(style, "name"): style for root in reversed(roots) for style in descendants(root, "style")}
    return {name: _look(name, raw) for name in raw}


def _look(name: str, raw: dict[str, etree._Element]) -> _Look:
    role, level, bold = _PLAIN
    for _ in range(_DEEPEST_STYLE):
        style = raw.get(name)
        if style is None:
            break
        weight = child(style, "text-properties")
        bold = bold or (weight is not None and attribute(weight, "font-weight") in {"bold", "700", "800", "900"})
        if role == Role.PARAGRAPH:
            role, level = _role_of(attribute(style, "display-name") or name)
        name = attribute(style, "parent-style-name")
    else:
        return role, level, bold
    # A parent may be a built-in style that the file does not carry.
    return (*_role_of(name), bold) if role == Role.PARAGRAPH else (role, level, bold)


def _role_of(name: str) -> tuple[Role, int]:
    plain = name.replace("_20_", " ").lower()
    match = _HEADING.fullmatch(plain)
    if match:
        # The bare "Heading" is only the common parent of title and headings.
        return (Role.HEADING, max(1, min(6, int(match[1])))) if match[1] else (Role.PARAGRAPH, 0)
    return _ROLES.get(plain, (Role.PARAGRAPH, 0))


def _changes(body: etree._Element) -> dict[str, Note]:
    """Tracked changes by identifier; the words of an insertion are those of the text between its marks."""
    found: dict[str, Note] = {}
    for region in descendants(body, "changed-region"):
        for change in region:
            kind = {"deletion": NoteKind.DELETION, "insertion": NoteKind.INSERTION}.get(local(change))
            if kind is None:
                continue
            author, date = _who(change)
            text = " ".join(words_of(part) for part in change if local(part) in {"p", "h", "list"})
            found[attribute(region, "id")] = Note(kind, cleaned(text), 0, author, date)
    return found


def _who(element: etree._Element) -> tuple[str, str]:
    return (
        words_of(next(descendants(element, "creator"), None)),
        words_of(next(descendants(element, "date"), None)),
    )


class _Story:
    """Collects blocks, pictures and notes of the text body."""

    def __init__(self, looks: dict[str, _Look], changes: dict[str, Note]) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.anchored: list[tuple[int, Note]] = []
        self._looks = looks
        self._changes = changes
        self._inserting: dict[str, list[str]] = {}
        self._places: dict[str, int] = {}
        self._inline = Inline()
        self._frames: list[etree._Element] = []
        self._group = 0
        self._takes: dict[str, Callable[[etree._Element], None]] = {
            "s": self._space, "tab": self._space, "line-break": self._break, "a": self._link, "span": self._span,
            "note": self._note, "annotation": self._comment, "frame": self._frame, "change": self._change,
            "soft-page-break": _nothing, "annotation-end": _nothing, "hidden-text": _nothing,
            "change-start": self._change_start, "change-end": self._change_end, "ruby-text": _nothing, "custom-shape": self._frame,
        }  # fmt: skip

    def body(self, element: etree._Element) -> None:
        for part in element:
            match local(part):
                case "h" | "p":
                    self._paragraph(part)
                case "table":
                    self._table(part)
                case "frame":
                    self._frame(part)
                    self._boxes()
                case "change" | "change-start" | "change-end" as name:
                    self._takes[name](part)
                case (
                    "list" | "list-item" | "list-header" | "section" | "index-body" | "numbered-paragraph" | "text-box"
                ):
                    self.body(part)

    def _paragraph(self, element: etree._Element) -> None:
        role, level, bold = self._looks.get(attribute(element, "style-name"), _role_and_weight(element))
        if local(element) == "h":
            stated = attribute(element, "outline-level")
            # A title that is also in the outline stays the title.
            level = level if role == Role.HEADING else max(1, min(6, int(stated) if stated.isdecimal() else 1))
            role = Role.HEADING
        if bold:
            self._inline.open_strong()
        self._content(element)
        if bold:
            self._inline.close_strong()
        self._flush(role, level)

    def _flush(self, role: Role, level: int = 0) -> None:
        if role == Role.QUOTE and not (self.blocks and self.blocks[-1].role == Role.QUOTE):
            self._group += 1
        block = finished(self._inline, role, level=level, group=self._group if role == Role.QUOTE else 0)
        loose = [link for link in self._inline.links if link.kind == LinkKind.IMAGE]
        self._inline = Inline()
        if block is not None:
            self.blocks.append(block)
        elif self.blocks:
            end = len(self.blocks[-1].text)
            self.blocks[-1].links += [replace(link, start=end, end=end) for link in loose]
        self._boxes()

    def _boxes(self) -> None:
        frames, self._frames = self._frames, []
        for frame in frames:
            self.body(frame)

    def _table(self, element: etree._Element) -> None:
        for row in descendants(element, "table-row"):
            if next(part for part in row.iterancestors() if local(part) == "table") is not element:
                continue
            cells = [cell for cell in row if local(cell) == "table-cell"]
            if len(cells) == 1:
                self.body(cells[0])
                continue
            for cell in cells:
                if self._inline.length:
                    self._inline.add(" | ", collapse=False)
                for number, paragraph in enumerate(descendants(cell, "p", "h")):
                    if number:
                        self._inline.add(" ")
                    self._content(paragraph)
            self._flush(Role.PARAGRAPH)

    def _content(self, element: etree._Element) -> None:
        self._add(element.text)
        for part in element:
            name = local(part)
            take = self._takes.get(name)
            if take:
                take(part)
            elif name and name not in _OUT:
                self._content(part)
            self._add(part.tail)

    def _add(self, text: str | None) -> None:
        words = cleaned(text or "")
        self._inline.add(words)
        for inserted in self._inserting.values():
            inserted.append(words)

    def _space(self, element: etree._Element) -> None:
        self._inline.add(" ")

    def _break(self, element: etree._Element) -> None:
        self._inline.line_break()

    def _link(self, element: etree._Element) -> None:
        self._inline.open_link(attribute(element, "href"))
        self._content(element)
        self._inline.close_link()

    def _span(self, element: etree._Element) -> None:
        bold = self._looks.get(attribute(element, "style-name"), _PLAIN)[2]
        if bold:
            self._inline.open_strong()
        self._content(element)
        if bold:
            self._inline.close_strong()

    def _keep(self, note: Note) -> None:
        self.anchored.append((len(self.blocks), replace(note, start=self._inline.length)))

    def _note(self, element: etree._Element) -> None:
        kind = NoteKind.ENDNOTE if attribute(element, "note-class") == "endnote" else NoteKind.FOOTNOTE
        body = child(element, "note-body")
        text = " ".join(words_of(part) for part in body) if body is not None else ""
        if text.strip():
            self._keep(Note(kind, cleaned(text), 0))

    def _comment(self, element: etree._Element) -> None:
        author, date = _who(element)
        text = " ".join(words_of(part) for part in element if local(part) in {"p", "list"})
        if text.strip():
            self._keep(Note(NoteKind.COMMENT, cleaned(text), 0, author, date))

    def _change(self, element: etree._Element) -> None:
        note = self._changes.get(attribute(element, "change-id"))
        if note is not None and note.text:
            self._keep(note)

    def _change_start(self, element: etree._Element) -> None:
        identifier = attribute(element, "change-id")
        note = self._changes.get(identifier)
        if note is not None and note.kind == NoteKind.INSERTION and len(self._inserting) < _MOST_OPEN_CHANGES:
            self._inserting[identifier] = []
            self._keep(note)
            self._places[identifier] = len(self.anchored) - 1

    def _change_end(self, element: etree._Element) -> None:
        identifier = attribute(element, "change-id")
        words = self._inserting.pop(identifier, None)
        if words is not None:
            block, note = self.anchored[self._places[identifier]]
            self.anchored[self._places[identifier]] = block, replace(note, text="".join(words))

    def _frame(self, element: etree._Element) -> None:
        """A picture, a text box (which often holds a picture with its caption), or both as alternatives."""
        self._frames += [box for box in element if local(box) == "text-box"]
        if local(element) == "custom-shape":
            self._frames.append(element)
        picture = child(element, "image")
        if picture is None:
            return
        alt = words_of(child(element, "desc")) or words_of(child(element, "title"))
        target = attribute(picture, "href")
        self.images.append(Image(target, alt=cleaned(alt)))
        # A picture inside the file has no address that could be asked.
        if "://" in target and link_kind(target) != LinkKind.PLACEHOLDER:
            place = self._inline.length
            self._inline.links.append(Link(LinkKind.IMAGE, "", target, place, place))


def _nothing(element: etree._Element) -> None:
    """For what is no part of the text."""


def _role_and_weight(element: etree._Element) -> _Look:
    """The look of a paragraph whose named style the file does not define."""
    return (*_role_of(attribute(element, "style-name")), False)
