from verify.documents import Document, DocumentFormat, NoteKind, PassageKind, read

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset204 Arial;}}"
    rb"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Quote;}{\*\cs10 Default;}}{\info{\title No text}}{\header Running head\par}"
)


def rtf(body: bytes) -> Document:
    return read(HEAD + body + b"}")


def test_paragraphs_styles_and_tables_are_read_and_everything_else_is_not() -> None:
    document = rtf(
        rb"\pard\s1\b Ferry Runs Aground\b0\par\pard\plain The ferry {\b Aurora} sank.\par\pard\s2 Nobody was hurt.\par"
        rb"\trowd\pard\intbl Ship\cell Dead\cell\row\pard {\pict\pngblip 89504e47}Last{\*\unknown secret}{\v hidden} line.\par"
    )
    assert document.format == DocumentFormat.RTF
    assert document.title == "Ferry Runs Aground"
    assert (
        document.text == "Ferry Runs Aground\n\nThe ferry Aurora sank.\n\nNobody was hurt.\n\nShip | Dead\n\nLast line."
    )
    assert [one.kind for one in document.passages][2] == PassageKind.QUOTE


def test_codepages_unicode_and_typographic_marks_become_characters() -> None:
    document = rtf(
        rb"\'93So\'94, \ldblquote so\rdblquote\emdash {\f1\'cf\'f0\'e8\'e2\'e5\'f2} \uc1\u233? "
        rb"{\uc2\u1071\'d0\'af} \u-10179?\u-8704? \{x\}\~y.\par"
    )
    assert document.text == "“So”, “so”—Привет é Я 😀 {x}\u00a0y."


def test_links_keep_their_place() -> None:
    document = rtf(
        rb'See {\field{\*\fldinst{HYPERLINK "https://example.org/a"}}{\fldrslt{\ul the log}}} and '
        rb"{\field{\*\fldinst PAGE}{\fldrslt 3}}.\par"
    )
    assert document.text == "See the log and 3."
    assert [(link.anchor, link.target) for link in document.links] == [("the log", "https://example.org/a")]


def test_notes_comments_and_deletions_stand_beside_the_text() -> None:
    document = rtf(
        rb"It carried {\deleted 14}41 people.{\footnote\pard\plain Log, page 4.}"
        rb"{\*\atnid B}{\*\atnauthor Bo}\chatn{\*\annotation\pard Sure?}\par"
    )
    assert document.text == "It carried 41 people."
    assert [(note.kind, note.text, note.author) for note in document.notes] == [
        (NoteKind.DELETION, "14", ""),
        (NoteKind.FOOTNOTE, "Log, page 4.", ""),
        (NoteKind.COMMENT, "Sure?", "Bo"),
    ]
