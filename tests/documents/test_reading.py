from datetime import date

import pytest

from verify.documents import Document, DocumentFormat, LinkKind, PassageKind, UnreadableDocument, read

STORY = """# Ferry Runs Aground off Northport

By Jane Doe

May 4, 2023

A ferry rests on a sandbank near Northport. **Harbour Watch / Telegram**

The ferry *Aurora* ran aground on Wednesday, the [coast guard](#) said.

“Nobody was hurt,” read a [statement](https://example.org/statement) by the company.

## Embed:

⚓ Паром сел на мель у входа в порт

Пассажиров снимают катерами... [pic.twitter.com/Ab12Cd34](https://pic.twitter.com/Ab12Cd34)

— NORTH (@North\\_Port) [May 4, 2023](#)

The harbour opened in 1987 and was rebuilt in 2004.

## What comes next

Divers will look at the hull on Friday.

Original url:

<https://example.org/2023/05/04/ferry-a1>
"""
PLAIN = """The ferry Aurora ran aground on Wednesday, the coast guard said.
“Nobody was hurt,” read a statement by the company.
The harbour opened in 1987 and was rebuilt in 2004.
Divers will look at the hull on Friday."""


def passages(document: Document, kind: PassageKind) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages if passage.kind == kind]


@pytest.fixture(scope="module")
def story() -> Document:
    return read(STORY.encode(), filename="story.md")


def test_markup_is_gone_and_passages_are_parted_by_empty_lines(story: Document) -> None:
    assert story.format == DocumentFormat.MARKDOWN
    assert "The ferry Aurora ran aground on Wednesday, the coast guard said.\n\n“Nobody" in story.text
    assert "(@North_Port)" in story.text


def test_title_byline_date_credit_and_address_are_recognised(story: Document) -> None:
    assert story.title == "Ferry Runs Aground off Northport"
    assert story.byline == "Jane Doe"
    assert story.published_on == date(2023, 5, 4)
    assert story.credit == "Harbour Watch / Telegram"
    assert story.source_url == "https://example.org/2023/05/04/ferry-a1"


def test_every_passage_gets_its_kind(story: Document) -> None:
    assert [passage.kind.value for passage in story.passages] == [
        "headline", "byline", "dateline", "caption", "credit", "body", "body", "subheading", "embed",
        "body", "subheading", "body", "footer", "footer",
    ]  # fmt: skip


def test_a_post_is_one_passage_with_its_signature_and_its_own_language(story: Document) -> None:
    (post,) = passages(story, PassageKind.EMBED)
    assert post.startswith("⚓ Паром")
    assert post.endswith("— NORTH (@North_Port) May 4, 2023")
    assert [passage.language for passage in story.passages if passage.kind == PassageKind.EMBED] == ["ru"]
    assert story.language == "en"
    assert [(embed.provider, embed.url) for embed in story.embeds] == [("twitter", "https://pic.twitter.com/Ab12Cd34")]


def test_placeholders_are_told_from_links_and_anchors_stand_in_the_text(story: Document) -> None:
    assert [link.anchor for link in story.links if link.kind == LinkKind.PLACEHOLDER] == ["coast guard", "May 4, 2023"]
    assert all(story.text[link.start : link.end] == link.anchor for link in story.links)


def test_plain_text_stays_as_it_is_and_each_line_is_a_body_passage() -> None:
    document = read(PLAIN.encode())
    assert document.text == PLAIN
    assert passages(document, PassageKind.BODY) == PLAIN.split("\n")


def test_both_renderings_of_a_story_have_the_same_body(story: Document) -> None:
    assert passages(story, PassageKind.BODY) == passages(read(PLAIN.encode()), PassageKind.BODY)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council met on Monday evening to decide about the new\n"
        "bridge over the river, which has been planned since the\n"
        "spring of last year.\n\n"
        "Nobody spoke against it."
    )
    document = read(text.encode())
    assert document.text == text
    assert len(passages(document, PassageKind.BODY)) == 2


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Bridge Closed for Three Days", True),
        ("Who Closed the Bridge?", True),
        ("The bridge is closed.", False),
        ("May 4, 2023", False),
    ],
)
def test_a_first_line_is_a_headline_only_if_it_looks_like_one(first: str, is_headline: bool) -> None:
    document = read(f"{first}\n\nThe bridge over the river was closed on Monday by the council.".encode())
    assert (document.title == first) is is_headline


def test_a_single_line_is_never_a_headline() -> None:
    assert [passage.kind for passage in read(b"Bridge closed for three days").passages] == [PassageKind.BODY]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 13, 2024", date(2024, 3, 13)),
        ("Wednesday, 13 March 2024, 14:05 GMT", date(2024, 3, 13)),
        ("Published: 13 March 2024", date(2024, 3, 13)),
        ("Updated on March 13, 2024 at 2:05 p.m.", date(2024, 3, 13)),
        ("2024-03-13T10:00:00Z", date(2024, 3, 13)),
        ("13.03.2024", date(2024, 3, 13)),
        ("13 марта 2024 года", date(2024, 3, 13)),
    ],
)
def test_a_date_line_under_the_headline_dates_the_article(line: str, day: date) -> None:
    document = read(f"# A Headline\n\n{line}\n\nThe bridge was closed on Monday.".encode())
    assert document.published_on == day
    assert passages(document, PassageKind.DATELINE) == [line]


def test_a_sentence_that_begins_with_a_date_is_body() -> None:
    document = read(b"# A Headline\n\nMarch 13, 2024 was a Wednesday like any other in the town.\n\nNothing happened.")
    assert document.published_on is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Ann Lee / Reuters", "Ann Lee / Reuters"),
        ("© Harbour Press", "© Harbour Press"),
        ("Фото: ТАСС", "ТАСС"),
    ],
)
def test_a_credit_line_gives_the_credit_and_no_body(line: str, credit: str) -> None:
    document = read(f"# A Headline\n\nThe bridge was closed.\n\n{line}\n\nIt opened again.".encode())
    assert document.credit == credit
    assert passages(document, PassageKind.CREDIT) == [line]


def test_a_caption_and_its_credit_are_parted_without_markup_too() -> None:
    text = "A ferry rests on a sandbank near Northport. Harbour Watch / Telegram\n\nThe ferry ran aground on Wednesday."
    document = read(text.encode())
    assert passages(document, PassageKind.CAPTION) == ["A ferry rests on a sandbank near Northport."]
    assert document.credit == "Harbour Watch / Telegram"


def test_footers_are_no_body() -> None:
    text = "The ferry ran aground.\n\nDivers looked at it.\n\n"
    text += "This story was first published by Harbour News.\n\nRead more: our series on ferries"
    assert passages(read(text.encode()), PassageKind.BODY) == ["The ferry ran aground.", "Divers looked at it."]


def test_kinds_of_targets_are_told_by_their_spelling() -> None:
    text = (
        "A [film](https://e.org/a.mp4?x=1), a [song](https://e.org/a.MP3), a [picture](https://e.org/a.jpg), a [page](https://e.org/a), "
        "[nothing](), [script](javascript:void(0)), [top](#top) and ![a boat](https://e.org/boat.png)"
    )
    document = read(text.encode())
    kinds = {link.target: link.kind.value for link in document.links}
    assert kinds == {
        "https://e.org/a.mp4?x=1": "video", "https://e.org/a.MP3": "audio", "https://e.org/a.jpg": "image", "https://e.org/a": "link",
        "": "placeholder", "javascript:void(0)": "placeholder", "#top": "placeholder", "https://e.org/boat.png": "image",
    }  # fmt: skip
    assert [(image.target, image.alt) for image in document.images] == [("https://e.org/boat.png", "a boat")]


def test_addresses_in_plain_text_are_links_without_the_punctuation_around_them() -> None:
    document = read("See https://example.org/a_(b), or (www.example.org/x). And “https://example.org/é”.".encode())
    assert [link.target for link in document.links] == [
        "https://example.org/a_(b)",
        "www.example.org/x",
        "https://example.org/é",
    ]


def test_a_target_is_kept_as_written() -> None:
    assert (
        read("A [page](https://example.org/ünï?q=%zz) here.".encode(), filename="a.md").links[0].target
        == "https://example.org/ünï?q=%zz"
    )


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<!doctype html><p>Hello there.</p>", "", "html"),
        ("<p>Hello there.</p>", "a.html", "html"),
        ("Less < more & that is <b>it</b>.", "", "text"),
        ("# A heading\n\nText.", "", "markdown"),
        ("Just words.", "a.md", "markdown"),
        ("Just words.", "a.txt", "text"),
        ("#1 in the world is Smith.", "", "text"),
        ("5 * 3 * 2 is thirty.", "", "text"),
    ],
)
def test_the_format_is_told_from_the_content_with_the_name_as_a_hint(text: str, name: str, expected: str) -> None:
    assert read(text.encode(), filename=name).format.value == expected


def test_a_stated_format_wins() -> None:
    assert read(b"# A heading\n\nText.", format=DocumentFormat.TEXT).text.startswith("# A")


def test_an_office_file_by_name_is_refused_with_the_formats_that_work() -> None:
    with pytest.raises(UnreadableDocument, match="Markdown"):
        read(b"\x01\x02\x03garbage\x00\x00" * 30, filename="story.docx")


def test_quotations_and_tables_of_markdown_are_read() -> None:
    document = read(b"# T\n\n> A quoted line.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert passages(document, PassageKind.QUOTE) == ["A quoted line."]
    assert passages(document, PassageKind.BODY) == ["a | b", "1 | 2"]
