"""Word files (.docx, Office Open XML, transitional and strict): the text as accepted, with what its styles say.

Footnotes, comments and tracked changes are kept apart as notes; headers, footers and hidden text are left out.
"""

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from verify.documents.archives import Archive
from verify.documents.assembly import headings_by_look, noted
from verify.documents.blocks import Reading, Role
from verify.documents.model import NoteKind, UnreadableDocument
from verify.documents.trees import attribute, child, descendants, local, parse_xml, words_of
from verify.documents.word_story import Kept, Parts, Story, Style

_HEADING_NAME = re.compile(r"heading (\d)")
_ROLES = {
    "title": (Role.HEADING, 1),
    "subtitle": (Role.HEADING, 2),
    "quote": (Role.QUOTE, 0),
    "intense quote": (Role.QUOTE, 0),
    "quotations": (Role.QUOTE, 0),
    "block text": (Role.QUOTE, 0),
    "caption": (Role.CAPTION, 0),
    "byline": (Role.BYLINE, 0),
    "author": (Role.BYLINE, 0),
    "date": (Role.DATE, 0),
    "dateline": (Role.DATE, 0),
    "credit": (Role.CREDIT, 0),
    "photo credit": (Role.CREDIT, 0),
}
_OUT = re.compile(r"toc \d|toc heading|table of figures|index \d|header|footer")
_DEEPEST_STYLE = 12
_OFF = frozenset({"0", "false", "off"})
# What programs write when nobody gave the document a title.
_NO_TITLE = re.compile(r"(?:microsoft word.*|(?:word )?document ?\d*|untitled.*|.*\.docx?|presentation.*)", re.I)
_NOT_WORD = "This is not a Word document: save the article as .docx, or paste its text."


def read_word(data: bytes) -> Reading:
    """The accepted text of a .docx file. Raises UnreadableDocument for anything that is none, or goes beyond the limits."""
    package = _Package(Archive(data))
    try:
        story = Story(package.parts)
        story.body(package.body)
    except RecursionError as error:
        raise UnreadableDocument("The file is nested too deeply to be an article: paste the article's text.") from error
    if not story.blocks:
        raise UnreadableDocument("The Word file holds no text: choose the file with the article, or paste the text.")
    headings_by_look(story.blocks)
    reading = noted(story.blocks, story.anchored)
    reading.images = story.images
    reading.title = package.title()
    return reading


@dataclass(slots=True)
class _Package:
    """The parts of a .docx that are read, found through its relationships as the format demands."""

    archive: Archive
    main: str = ""
    body: etree._Element = field(init=False)
    parts: Parts = field(init=False)

    def __post_init__(self) -> None:
        roots = self._relations("")
        self.main = next((target for kind, target in roots.values() if kind == "officeDocument"), "word/document.xml")
        if self.main not in self.archive:
            raise UnreadableDocument(_NOT_WORD)
        body = child(parse_xml(self.archive.read(self.main)), "body")
        if body is None or "wordprocessingml" not in str(body.tag):
            raise UnreadableDocument(_NOT_WORD)
        self.body = body
        relations = self._relations(self.main)
        of_kind = dict(relations.values())
        self.parts = Parts(
            styles=self._styles(of_kind.get("styles", "")),
            targets={identifier: target for identifier, (_, target) in relations.items()},
            footnotes=self._kept(of_kind.get("footnotes", ""), NoteKind.FOOTNOTE),
            endnotes=self._kept(of_kind.get("endnotes", ""), NoteKind.ENDNOTE),
            comments=self._kept(of_kind.get("comments", ""), NoteKind.COMMENT),
        )

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier to (last word of the type, target): a part's name, or an address where it is external."""
        folder, name = posixpath.split(part)
        data = self.archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in parse_xml(data) if data else ():
            target = attribute(relation, "Target")
            if attribute(relation, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attribute(relation, "Id")] = attribute(relation, "Type").rpartition("/")[2], target
        return found

    def _styles(self, part: str) -> dict[str, Style]:
        data = self.archive.read(part)
        if not data:
            return {}
        raw = {attribute(style, "styleId"): style for style in descendants(parse_xml(data), "style")}
        return {identifier: _style(identifier, raw) for identifier in raw}

    def _kept(self, part: str, kind: NoteKind) -> dict[str, Kept]:
        data = self.archive.read(part)
        kept: dict[str, Kept] = {}
        for note in parse_xml(data) if data else ():
            text = accepted_words(note)
            if text and attribute(note, "type") in {"", "normal"}:
                kept[attribute(note, "id")] = Kept(kind, text, attribute(note, "author"), attribute(note, "date"))
        return kept

    def title(self) -> str:
        data = self.archive.read("docProps/core.xml")
        title = words_of(next(descendants(parse_xml(data), "title"), None)) if data else ""
        return "" if _NO_TITLE.fullmatch(title) else title


def accepted_words(element: etree._Element) -> str:
    """The text of a note in one line, deletions left out."""
    found = descendants(element, "t", "p", "br", "tab")
    parts = [str(part.text or "") if local(part) == "t" else " " for part in found]
    return " ".join("".join(parts).split())


def _style(identifier: str, raw: dict[str, etree._Element]) -> Style:
    """Role, level and weight, from the nearest style in the chain it is based on that has something to say."""
    role, level, bold, seen = Role.PARAGRAPH, 0, False, 0
    out = False
    while identifier in raw and seen < _DEEPEST_STYLE:
        style = raw[identifier]
        name = attribute(named, "val").lower() if (named := child(style, "name")) is not None else ""
        weight = child(style, "rPr", "b")
        bold = bold or (weight is not None and attribute(weight, "val") not in _OFF)
        out = out or bool(_OUT.fullmatch(name))
        if role == Role.PARAGRAPH:
            role, level = _role_of(name, style)
        parent = child(style, "basedOn")
        identifier = attribute(parent, "val") if parent is not None else ""
        seen += 1
    return Style(role, level, bold, out)


def _role_of(name: str, style: etree._Element) -> tuple[Role, int]:
    match = _HEADING_NAME.fullmatch(name)
    if match:
        return Role.HEADING, max(1, min(6, int(match[1])))
    outline = child(style, "pPr", "outlineLvl")
    if name not in _ROLES and outline is not None and attribute(outline, "val") in set("012345"):
        return Role.HEADING, int(attribute(outline, "val")) + 1
    return _ROLES.get(name, (Role.PARAGRAPH, 0))
