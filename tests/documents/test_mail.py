from datetime import date
from email.message import EmailMessage

import pytest

from verify.documents import DocumentFormat, UnreadableDocument, read


def message(text: str = "The ferry sank on Wednesday.\n\nNobody was hurt.\n", **heads: str) -> EmailMessage:
    made = EmailMessage()
    heads = {
        "From": "Ann Reporter <ann@example.org>",
        "To": "desk@example.org",
        "Subject": "Ferry sinks off Nörthport",
        **heads,
    }
    heads.setdefault("Date", "Wed, 13 Mar 2024 23:30:00 -0500")
    for name, value in heads.items():
        made[name] = value
    made.set_content(text)
    return made


def test_subject_sender_and_date_are_the_details_of_the_text() -> None:
    document = read(message().as_bytes())
    assert document.format == DocumentFormat.MAIL
    assert document.text.rstrip() == "The ferry sank on Wednesday.\n\nNobody was hurt."
    assert (document.title, document.byline) == ("Ferry sinks off Nörthport", "Ann Reporter")
    assert document.published_on == date(2024, 3, 13)


def test_the_page_is_preferred_to_the_plain_part_because_it_has_links() -> None:
    made = message()
    made.add_alternative(
        '<p>The <a href="https://example.org/a">ferry</a> sank.</p><p>Nobody was hurt.</p>', subtype="html"
    )
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="map.pdf")
    document = read(made.as_bytes())
    assert document.text == "The ferry sank.\n\nNobody was hurt."
    assert [(link.anchor, link.target) for link in document.links] == [("ferry", "https://example.org/a")]
    assert document.notices == ("Attached to the mail and not read: map.pdf.",)


def test_signatures_and_the_mail_that_is_answered_are_no_text() -> None:
    text = "The ferry sank.\n\n> When did it sink?\n> We need it by noon.\n-- \nAnn Reporter\n+00 000\n"
    assert read(message(text).as_bytes()).text.strip() == "The ferry sank."


def test_flowed_lines_are_one_paragraph() -> None:
    made = message("The ferry sank \non Wednesday.\n")
    made.set_param("format", "flowed")
    assert read(made.as_bytes()).text.strip() == "The ferry sank on Wednesday."


def test_an_unknown_charset_is_guessed() -> None:
    raw = message("Паром сел на мель у входа в порт.", Subject="x").as_bytes().replace(b"utf-8", b"x-none")
    assert read(raw).text.strip() == "Паром сел на мель у входа в порт."


def test_a_text_that_begins_with_labels_is_no_mail() -> None:
    assert read(b"From: the harbour\nTo: the sea\n\nThe ferry sank on Wednesday.").format == DocumentFormat.TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"From: a@example.org\nSubject: x\nDate: y\nContent-Type: image/png\n\nabc", "no text of its own"),
        (
            b"From: a@example.org\nSubject: x\nDate: y\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx",
            "encrypted",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read(data)
