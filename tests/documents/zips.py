"""Office files and archives made for the tests, member by member."""

import io
import struct
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House crosshead"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhalt"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""


def archive(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def relations(*rows: tuple[str, str, str], external: tuple[str, ...] = ()) -> str:
    """A relationships part of (identifier, last word of the type, target) rows."""
    made = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode="External"' if name in external else ''}/>"
        for name, kind, target in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def word_members(body: str, **parts: str) -> dict[str, str | bytes]:
    """The members of a .docx whose body is ``body``; ``parts``: links, footnotes, comments, styles."""
    rows = [("rS", "styles", "styles.xml"), ("rF", "footnotes", "footnotes.xml"), ("rC", "comments", "comments.xml")]
    links = dict(pair.split("=", 1) for pair in parts.get("links", "").split())
    rows += [(name, "image" if target.startswith("media/") else "hyperlink", target) for name, target in links.items()]
    external = tuple(name for name, target in links.items() if "://" in target)
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*rows, external=external),
        "word/styles.xml": parts.get("styles", STYLES),
        "word/footnotes.xml": f"<w:footnotes {W}>{parts.get('footnotes', '')}</w:footnotes>",
        "word/comments.xml": f"<w:comments {W}>{parts.get('comments', '')}</w:comments>",
    }


def word(body: str, **parts: str) -> bytes:
    """A .docx file."""
    return archive(word_members(body, **parts))


def p(text: str, style: str = "", look: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """The archive with a lie about the unpacked size of one member, in both of its headers."""
    raw, at = bytearray(data), 0
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            if data[at + name_at : at + name_at + len(name)] == name.encode():
                struct.pack_into("<I", raw, at + size_at, size)
            at += 4
    return bytes(raw)
