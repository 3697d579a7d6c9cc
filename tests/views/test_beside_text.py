"""Footnotes, comments and tracked changes of the file stand under the text, and are no claims."""

import pytest
from django.test import Client

from tests.documents.test_opendocument import odt
from tests.documents.zips import r, word
from tests.factories import Cast, plain_article, split_article
from tests.views.pages import parsed
from verify.models import Article, ClaimOccurrence, DocumentNote

pytestmark = pytest.mark.django_db

FOOTNOTES = '<w:footnote w:id="1"><w:p><w:r><w:t>Harbour log, page 4.</w:t></w:r></w:p></w:footnote>'
COMMENTS = (
    '<w:comment w:id="7" w:author="Ann Desk" w:date="2024-03-13T09:00:00Z">'
    "<w:p><w:r><w:t>Twelve crews left the port at noon.</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="8" w:author="Ann Desk"><w:p></w:p></w:comment>'
)
BODY = (
    '<w:p><w:r><w:t xml:space="preserve">The ferry ran aground on Monday</w:t></w:r>'
    '<w:r><w:footnoteReference w:id="1"/></w:r>'
    + r(". The mayor closed ")
    + '<w:ins w:id="3" w:author="Bo Sub" w:date="2024-03-14T08:30:00Z">'
    + r("three ")
    + "</w:ins>"
    + '<w:del w:id="4" w:author="Bo Sub"><w:r><w:delText>two </w:delText></w:r></w:del>'
    + r("bridges in the town.")
    + '<w:r><w:commentReference w:id="7"/></w:r><w:r><w:commentReference w:id="8"/></w:r></w:p>'
)
STORED = [
    ("footnote", "Harbour log, page 4.", "", ""),
    ("insertion", "three ", "Bo Sub", "2024-03-14T08:30:00Z"),
    ("deletion", "two ", "Bo Sub", ""),
    ("comment", "Twelve crews left the port at noon.", "Ann Desk", "2024-03-13T09:00:00Z"),
]


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.viewer)
    return client


@pytest.fixture
def article(cast: Cast) -> Article:
    return split_article(cast.editor, word(BODY, footnotes=FOOTNOTES, comments=COMMENTS), "ferry.docx")


def test_what_stands_beside_a_word_text_is_stored_with_its_revision_and_gives_no_claim(article: Article) -> None:
    notes = DocumentNote.objects.filter(revision=article.current_revision)
    assert [(note.kind, note.text, note.author, note.written_at) for note in notes] == STORED
    claims = ClaimOccurrence.objects.filter(revision=article.current_revision)
    assert [row.text for row in claims] == [
        "The ferry ran aground on Monday.",
        "The mayor closed three bridges in the town.",
    ]


def test_the_page_tells_kind_author_date_and_place_under_the_text(client: Client, article: Article) -> None:
    page = parsed(client.get(f"/articles/{article.pk}/"))
    [section] = page.xpath("//article//section[@aria-labelledby='beside-title']")
    lines = [" ".join(item.text_content().split()) for item in section.xpath(".//li")]
    assert lines == [
        "Footnote · at “The ferry ran aground on Monday” Harbour log, page 4.",
        "Tracked insertion · Bo Sub · Thu 14 March 2024, 08:30 · at “ferry ran aground on Monday. The mayor closed” three",
        "Tracked deletion · Bo Sub · at “ran aground on Monday. The mayor closed three” two",
        "Comment · Ann Desk · Wed 13 March 2024, 09:00 · at “The mayor closed three bridges in the town.” "
        "Twelve crews left the port at noon.",
    ]
    for link in section.xpath(".//li//a/@href"):
        assert "The ferry ran aground on Monday" in page.get_element_by_id(link.removeprefix("#")).text_content()
    assert [element.tag for element in section.xpath(".//ins | .//del")] == ["ins", "del"]


def test_the_comment_of_an_opendocument_text_stands_there_too(client: Client, cast: Cast) -> None:
    body = (
        "<text:p>The ferry ran aground on Monday.<office:annotation><dc:creator>Bo</dc:creator>"
        "<dc:date>2024-03-13T09:00:00</dc:date><text:p>Sure?</text:p></office:annotation></text:p>"
    )
    article = split_article(cast.editor, odt(body), "ferry.odt")
    page = parsed(client.get(f"/articles/{article.pk}/"))
    [line] = page.xpath("//section[@aria-labelledby='beside-title']//li")
    assert " ".join(line.text_content().split()) == (
        "Comment · Bo · Wed 13 March 2024, 09:00 · at “The ferry ran aground on Monday.” Sure?"
    )


def test_a_text_without_notes_has_nothing_beside_it(client: Client, cast: Cast) -> None:
    page = parsed(client.get(f"/articles/{plain_article(cast.editor).pk}/"))
    assert page.xpath("//*[@id='beside-title']") == []
