import pytest

from tests.documents.zips import archive, p, r, word, word_members
from verify.documents import Document, DocumentFormat, LinkKind, NoteKind, PassageKind, UnreadableDocument, read

FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Harbour log, page 4.</w:t></w:r></w:p></w:footnote>'
)
COMMENTS = '<w:comment w:id="7" w:author="Ann Desk" w:date="2024-03-13T09:00:00Z"><w:p><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment>'


def bodies(document: Document, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [document.text[one.start : one.end] for one in document.passages if one.kind == kind]


def test_styles_in_any_language_and_styles_based_on_them_give_the_kinds() -> None:
    document = read(
        word(
            p("Contents ... 3", "Inhalt") + p("Ferry Runs Aground", "Titel") + p("By Jane Doe") + p("May 4, 2023")
            + p("The ferry ran aground on Wednesday.") + p("What comes next", "Own")
            + p("“Nobody was hurt.”", "Zitat") + p("Divers look at the hull.") + p("A ferry on a sandbank.", "Bild")
        )
    )  # fmt: skip
    assert document.format == DocumentFormat.WORD
    assert document.title == "Ferry Runs Aground"
    assert document.byline == "Jane Doe"
    assert str(document.published_on) == "2023-05-04"
    assert [one.kind.value for one in document.passages] == [
        "headline", "byline", "dateline", "body", "subheading", "quote", "body", "caption",
    ]  # fmt: skip


def test_bold_lines_are_headings_where_no_style_marks_any() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = p("Ferry Runs Aground", look=bold) + p("The ferry ran aground.") + p("What comes next", look=bold)
    document = read(word(body + p("Divers look at the hull.") + p("They start on Friday.")))
    assert document.title == "Ferry Runs Aground"
    assert bodies(document, PassageKind.SUBHEADING) == ["What comes next"]


def test_a_text_without_bold_or_styles_is_read_like_plain_text() -> None:
    document = read(word(p("Ferry Runs Aground off Northport") + p("The ferry ran aground on Wednesday.")))
    assert document.title == "Ferry Runs Aground off Northport"


def test_the_text_is_the_accepted_one_and_changes_are_notes() -> None:
    body = (
        "<w:p>" + r("The ferry carried ")
        + '<w:ins w:id="1" w:author="Ann" w:date="2024-03-13T09:00:00Z">' + r("41") + "</w:ins>"
        + '<w:del w:id="2" w:author="Bo"><w:r><w:delText>14</w:delText></w:r></w:del>' + r(" people.") + "</w:p>"
    )  # fmt: skip
    document = read(word(body))
    assert document.text == "The ferry carried 41 people."
    assert [(note.kind, note.text, note.start, note.author) for note in document.notes] == [
        (NoteKind.INSERTION, "41", 18, "Ann"),
        (NoteKind.DELETION, "14", 20, "Bo"),
    ]
    assert any("as if all changes were accepted" in notice for notice in document.notices)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Ann"/></w:rPr></w:pPr>' + r("The ferry ran ") + "</w:p>"
    assert read(word(first + p("aground."))).text == "The ferry ran aground."


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = (
        "<w:p><w:moveFrom w:id='1' w:author='A'>" + r("Gone. ") + "</w:moveFrom>" + r("First.") + "</w:p>"
        "<w:p>" + r("Second. ") + "<w:moveTo w:id='2' w:author='A'>" + r("Here.") + "</w:moveTo></w:p>"
    )  # fmt: skip
    assert read(word(body)).text == "First.\n\nSecond. Here."


def test_footnotes_and_comments_are_anchored_and_not_in_the_text() -> None:
    body = (
        "<w:p>" + r("The log says so.") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + r(" The ")
        + '<w:commentRangeStart w:id="7"/>' + r("ministry") + '<w:commentRangeEnd w:id="7"/>'
        + '<w:r><w:commentReference w:id="7"/></w:r>' + r(" agrees.") + "</w:p>"
    )  # fmt: skip
    document = read(word(body, footnotes=FOOTNOTES, comments=COMMENTS))
    assert document.text == "The log says so. The ministry agrees."
    footnote, comment = document.notes
    assert (footnote.kind, footnote.text, footnote.start) == (NoteKind.FOOTNOTE, "Harbour log, page 4.", 16)
    assert (comment.text, comment.author, document.text[comment.start :][:8]) == (
        "Who says so?",
        "Ann Desk",
        "ministry",
    )


def test_links_and_link_fields_keep_target_and_place() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" \\l "top" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("a statement")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr="HYPERLINK https://example.org/c">' + r("third") + "</w:fldSimple>"
    body = (
        "<w:p>"
        + r("See ")
        + '<w:hyperlink r:id="h1">'
        + r("the log")
        + "</w:hyperlink>"
        + r(", ")
        + field
        + r(" and a ")
        + simple
        + "</w:p>"
    )
    document = read(word(body, links="h1=https://example.org/a"))
    assert document.text == "See the log, a statement and a third"
    assert [(link.anchor, link.target) for link in document.links] == [
        ("the log", "https://example.org/a"),
        ("a statement", "https://example.org/b#top"),
        ("third", "https://example.org/c"),
    ]
    assert all(document.text[link.start : link.end] == link.anchor for link in document.links)


def test_the_result_of_another_field_is_text_and_its_code_is_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "d"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("13 March")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(word("<w:p>" + r("On ") + field + r(" it sank.") + "</w:p>")).text == "On 13 March it sank."


def test_a_table_gives_one_line_a_row_and_a_frame_of_one_cell_gives_its_paragraphs() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    table = (
        "<w:tbl><w:tr>" + cell("Ship") + cell("Dead") + "</w:tr><w:tr>" + cell("Aurora") + cell("3") + "</w:tr></w:tbl>"
    )
    frame = "<w:tbl><w:tr><w:tc>" + p("It sank at noon.") + p("It was raised.") + "</w:tc></w:tr></w:tbl>"
    assert read(word(table + frame)).text.split("\n\n") == [
        "Ship | Dead",
        "Aurora | 3",
        "It sank at noon.",
        "It was raised.",
    ]


def test_pictures_have_their_description_and_linked_ones_are_links() -> None:
    def picture(name: str, alt: str, how: str) -> str:
        drawn = f'<wp:docPr id="1" name="x" descr="{alt}"/><a:blip r:{how}="{name}"/>'
        return f"<w:r><w:drawing><wp:inline>{drawn}</wp:inline></w:drawing></w:r>"

    body = "<w:p>" + picture("i1", "A ferry", "embed") + r("Text.") + picture("i2", "A map", "link") + "</w:p>"
    document = read(word(body, links="i1=media/image1.png i2=https://example.org/map.png"))
    assert [(one.target, one.alt) for one in document.images] == [
        ("word/media/image1.png", "A ferry"),
        ("https://example.org/map.png", "A map"),
    ]
    assert [(link.kind, link.target) for link in document.links] == [(LinkKind.IMAGE, "https://example.org/map.png")]


def test_hidden_text_is_left_out_and_breaks_hyphens_and_tabs_are_kept() -> None:
    body = (
        "<w:p>" + r("One") + "<w:r><w:br/></w:r>" + r("secret", "<w:rPr><w:vanish/></w:rPr>") + r("two")
        + "<w:r><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t><w:softHyphen/><w:t>teen</w:t></w:r></w:p>"
    )  # fmt: skip
    assert read(word(body)).text == "One\ntwo three-fourteen"


def test_a_text_box_is_read_once_although_the_file_holds_it_twice() -> None:
    box = f"<w:txbxContent>{p('A pull quote.')}</w:txbxContent>"
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(word(f"<w:p>{r('The text.')}<w:r>{twice}</w:r></w:p>" + p("More text.")))
    assert document.text == "The text.\n\nA pull quote.\n\nMore text."


def test_a_document_in_the_strict_flavour_is_read() -> None:
    members = word_members(p("The ferry sank."))
    strict = {
        name: content.replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("schemas.openxmlformats.org/officeDocument/2006/relationships", "purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in members.items() if isinstance(content, str)
    }  # fmt: skip
    assert read(archive(strict)).text == "The ferry sank."


def test_controls_and_marks_of_direction_do_no_harm() -> None:
    document = read(word(p("The \u202eferry\u202c sank &#x9; twice.")))
    assert document.text == "The \u202eferry\u202c sank twice."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (word(""), "holds no text"),
        (archive({"[Content_Types].xml": "<a/>", "word/other.xml": "<a/>"}), "not a Word document"),
        (archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a>"}), "XML is broken"),
        (archive({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
        (archive({"letter.docx": b"PK\x03\x04"}), "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"old Office file.*\.docx"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read(data, filename="story.docx")
