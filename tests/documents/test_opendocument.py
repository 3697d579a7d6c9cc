import pytest

from tests.documents.zips import archive
from verify.documents import Document, DocumentFormat, NoteKind, PassageKind, UnreadableDocument, read

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
    )
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
LOOKS = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Text_20_body"/>'
)


def odt(body: str, manifest: str = "<manifest/>") -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{LOOKS}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {NAMES}/>",
            "META-INF/manifest.xml": manifest,
        }
    )


def bodies(document: Document, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [document.text[one.start : one.end] for one in document.passages if one.kind == kind]


def test_styles_lists_and_headings_give_the_kinds() -> None:
    document = read(
        odt(
            '<text:p text:style-name="P1">Ferry Runs Aground</text:p>'
            '<text:p text:style-name="P3">The ferry<text:s text:c="3"/>sank.</text:p>'
            '<text:h text:outline-level="2">What comes next</text:h><text:p text:style-name="P2">“Nobody was hurt.”</text:p>'
            "<text:list><text:list-item><text:p>A point.</text:p></text:list-item></text:list>"
        )
    )
    assert document.format == DocumentFormat.OPENDOCUMENT
    assert document.title == "Ferry Runs Aground"
    assert bodies(document) == ["The ferry sank.", "A point."]
    assert bodies(document, PassageKind.SUBHEADING) == ["What comes next"]
    assert bodies(document, PassageKind.QUOTE) == ["“Nobody was hurt.”"]


def test_links_tables_and_pictures_are_read() -> None:
    document = read(
        odt(
            '<text:p>See <text:a xlink:href="https://example.org/a">the log</text:a>.</text:p>'
            "<table:table><table:table-row><table:table-cell><text:p>Ship</text:p></table:table-cell>"
            "<table:table-cell><text:p>Dead</text:p></table:table-cell></table:table-row></table:table>"
            "<text:p><draw:frame><draw:text-box><text:p><draw:frame>"
            '<draw:image xlink:href="Pictures/1.png"/><svg:desc>A ferry</svg:desc>'
            "</draw:frame>The ferry in 1999.</text:p></draw:text-box></draw:frame></text:p>"
        )
    )
    assert document.text == "See the log.\n\nShip | Dead\n\nThe ferry in 1999."
    assert [(link.anchor, link.target) for link in document.links] == [("the log", "https://example.org/a")]
    assert [(one.target, one.alt) for one in document.images] == [("Pictures/1.png", "A ferry")]


def test_the_text_is_the_accepted_one_and_notes_stand_beside_it() -> None:
    who = "<office:change-info><dc:creator>Ann</dc:creator><dc:date>2024-03-13</dc:date></office:change-info>"
    document = read(
        odt(
            f'<text:tracked-changes><text:changed-region text:id="c1">'
            f"<text:deletion>{who}<text:p>14</text:p></text:deletion></text:changed-region>"
            f'<text:changed-region text:id="c2"><text:insertion>{who}</text:insertion></text:changed-region></text:tracked-changes>'
            '<text:p>It carried <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>41'
            '<text:change-end text:change-id="c2"/> people.'
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>Log, page 4.</text:p></text:note-body></text:note>"
            "<office:annotation><dc:creator>Bo</dc:creator><text:p>Sure?</text:p></office:annotation></text:p>"
        )
    )
    assert document.text == "It carried 41 people."
    assert [(note.kind, note.text, note.start, note.author) for note in document.notes] == [
        (NoteKind.DELETION, "14", 11, "Ann"),
        (NoteKind.INSERTION, "41", 11, "Ann"),
        (NoteKind.FOOTNOTE, "Log, page 4.", 21, ""),
        (NoteKind.COMMENT, "Sure?", 21, "Bo"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt("<text:p>x</text:p>", "<manifest><encryption-data/></manifest>"), "password"),
        (odt(""), "holds no text"),
        (odt("<text:p>"), "XML is broken"),
        (odt("<text:section>" * 100 + "<text:p>x</text:p>"), "XML is broken"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read(data)
