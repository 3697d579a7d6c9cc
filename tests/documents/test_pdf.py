from datetime import date

import pypdfium2
import pytest

from tests.documents.pdfs import lines, pdf, picture
from verify.documents import Document, DocumentFormat, NoteKind, PassageKind, UnreadableDocument, read

LEFT = [
    "The ferry Aurora ran aground on a",
    "sandbank off Northport on Wednes-",
    "day morning, the coast guard said.",
    "Nobody was hurt when the ship",
    "stopped within sight of the pier.",
    "Its owner sent two tugs, and the",
]
RIGHT = [
    "harbour master closed the channel",
    "to all traffic until the evening.",
    "Passengers were taken to the town",
    "by boat and spent the night there.",
    "The ship was built in 1987 and has",
    "been rebuilt twice, in 1999 and 2004.",
]


def bodies(document: Document, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [document.text[one.start : one.end] for one in document.passages if one.kind == kind]


def test_columns_are_read_one_after_the_other_and_hyphens_at_line_ends_go() -> None:
    page = [(72.0, 790.0, 22.0, "Ferry Runs Aground"), *lines(LEFT), *lines(RIGHT, left=310)]
    document = read(pdf([page]))
    assert document.format == DocumentFormat.PDF
    assert document.title == "Ferry Runs Aground"
    assert bodies(document) == [
        "The ferry Aurora ran aground on a sandbank off Northport on Wednesday morning, the coast guard said. Nobody was "
        "hurt when the ship stopped within sight of the pier. Its owner sent two tugs, and the harbour master closed the "
        "channel to all traffic until the evening. Passengers were taken to the town by boat and spent the night there. "
        "The ship was built in 1987 and has been rebuilt twice, in 1999 and 2004."
    ]


def test_columns_come_in_order_however_the_file_mixes_their_lines() -> None:
    mixed = [line for pair in zip(lines(LEFT), lines(RIGHT, left=310), strict=True) for line in reversed(pair)]
    assert read(pdf([mixed])).text == read(pdf([[*lines(LEFT), *lines(RIGHT, left=310)]])).text


def test_running_heads_and_page_numbers_are_dropped_and_sentences_go_on_across_pages() -> None:
    def page(number: int, words: list[str]) -> list[tuple[float, float, float, str]]:
        return [(240.0, 810.0, 9.0, "THE NORTHPORT HERALD"), *lines(words), (290.0, 30.0, 9.0, f"Page {number} of 2")]

    document = read(pdf([page(1, LEFT), page(2, RIGHT)]))
    assert "HERALD" not in document.text
    assert "Page" not in document.text
    assert "two tugs, and the harbour master" in document.text


def test_a_gap_a_larger_size_and_bold_part_paragraphs_and_headings() -> None:
    page = [
        *lines(LEFT[:3]), (72.0, 700.0, 11.0, "What comes next"), *lines(LEFT[3:5], top=680),
        (72.0, 640.0, 11.0, "A second paragraph that stands alone."),
    ]  # fmt: skip
    document = read(pdf([page], bold=["What comes next"]))
    assert bodies(document, PassageKind.SUBHEADING) + bodies(document, PassageKind.HEADLINE) == ["What comes next"]
    assert bodies(document)[1:] == [
        "Nobody was hurt when the ship stopped within sight of the pier.",
        "A second paragraph that stands alone.",
    ]


def test_links_of_the_page_stand_at_their_words() -> None:
    page = lines(
        ["The statement of the coast guard is here, and more is at", "https://example.org/more for everybody."]
    )
    document = read(pdf([page], links=[((70, 757, 125, 772), "https://example.org/statement")]))
    first, second = document.links
    assert first.target == "https://example.org/statement"
    assert first.anchor.startswith("The state")
    assert second.target == "https://example.org/more"
    assert all(document.text[link.start : link.end] == link.anchor for link in document.links)


def test_a_compound_keeps_its_hyphen_at_a_line_end() -> None:
    words = [
        "The co-owner of the ship spoke first, and then the co-",
        "owner left. A self-",
        "made man, he owned the 1990-",
        "2004 fleet.",
    ]
    assert read(pdf([lines(words)])).text == (
        "The co-owner of the ship spoke first, and then the co-owner left. A self-made man, he owned the 1990-2004 fleet."
    )


def test_small_print_under_the_text_is_a_footnote_and_a_raised_figure_is_no_digit_of_the_number() -> None:
    page = [
        *lines(["The storm killed 12 people in the town and left", "many more without a home for weeks, it is said."])
    ]
    page += [(320.0, 764.5, 6.0, "1"), (72.0, 90.0, 7.0, "1 Harbour log, page 4.")]
    document = read(pdf([page]))
    assert [(note.kind, note.text) for note in document.notes] == [(NoteKind.FOOTNOTE, "1 Harbour log, page 4.")]
    assert "log" not in document.text


def test_a_page_that_lies_on_its_side_is_read_as_it_is_shown() -> None:
    assert "ran aground" in read(pdf([lines(LEFT)], rotate=90)).text
    assert read(pdf([lines(LEFT)], rotate=90)).text == read(pdf([lines(LEFT)])).text


def test_a_date_line_dates_the_article_and_the_title_of_the_file_helps_out() -> None:
    page = [*lines(["May 4, 2023"]), *lines(LEFT[:3], top=720)]
    document = read(pdf([page], title="Ferry Runs Aground"))
    assert (document.published_on, document.title) == (date(2023, 5, 4), "Ferry Runs Aground")


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"no text layer.*OCR"):
        read(picture())


def test_a_pdf_with_a_password_is_refused_with_what_to_do() -> None:
    # Encrypted with RC4, 40 bits, and passwords that nobody was told.
    encrypt = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"ab" * 32, b"cd" * 32)
    plain = pdf([lines(LEFT)])
    locked = plain.replace(b"/Info 4 0 R", b"/ID[<00><00>]/Encrypt " + encrypt)
    with pytest.raises(UnreadableDocument, match=r"protected with a password"):
        read(locked)


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.4\n" + bytes(5000), pdf([lines(LEFT)])[:300]])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"damaged|no text layer"):
        read(data)


def test_what_the_native_reader_opens_is_what_was_written() -> None:
    """The hand-made files are true PDFs, so that the tests above test the reader and not its leniency."""
    made = pypdfium2.PdfDocument(pdf([lines(LEFT), lines(RIGHT)]))
    assert len(made) == 2
    assert made[0].get_textpage().get_text_range().startswith("The ferry Aurora")
