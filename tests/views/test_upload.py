"""Articles and revisions that come in through the browser."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.factories import HARBOUR, Cast, plain_article, revision_of, split_article
from tests.views.pages import parsed
from verify.models import Article, Revision

RUSSIAN = "Паром вышел в рейс 14 августа 2025 года.\r\n".encode("cp1251")


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


def file(name: str = "harbour.md", content: bytes = HARBOUR.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def words(client: Client, address: str) -> str:
    return " ".join(parsed(client.get(address)).text_content().split())


def test_a_pasted_text_becomes_an_article_and_leads_to_it(editor: Client, cast: Cast) -> None:
    response = editor.post(
        "/upload/", {"text": "Nine ships waited.", "title": "Ships", "byline": "L. B.", "published_on": "2025-03-12"}
    )
    article = Article.objects.get()
    assert response["Location"] == f"/articles/{article.pk}/"
    assert (article.title, article.byline, str(article.published_on)) == ("Ships", "L. B.", "2025-03-12")
    assert bytes(Revision.objects.get().original) == b"Nine ships waited."
    assert article.uploaded_by == cast.editor
    assert "Waiting for a worker" in words(editor, response["Location"])


@pytest.mark.parametrize(
    "content", [RUSSIAN, "Nine ships\r\n".encode("utf-16"), b"\xef\xbb\xbfNine ships", b"tail \xff\xfe"]
)
def test_a_file_is_kept_byte_by_byte(editor: Client, content: bytes) -> None:
    assert editor.post("/upload/", {"files": file("ferry.txt", content)}).status_code == 302
    assert bytes(Revision.objects.get().original) == content
    address = f"/articles/{Article.objects.get().pk}/revisions/1/original"
    assert editor.get(address).content == content


def test_several_files_become_several_articles_on_the_desk(editor: Client) -> None:
    response = editor.post("/upload/", {"files": [file(f"{n}.txt", b"Ships: %d" % n) for n in range(3)]})
    assert response["Location"] == "/"
    assert Article.objects.count() == 3
    assert set(Revision.objects.values_list("filename", flat=True)) == {"0.txt", "1.txt", "2.txt"}


def test_one_bad_file_among_several_keeps_no_good_one_out(editor: Client) -> None:
    response = editor.post("/upload/", {"files": [file(), file("empty.txt", b"  ")]})
    assert response["Location"] == "/"
    assert Revision.objects.get().filename == "harbour.md"
    assert "empty.txt is empty" in words(editor, "/")


def test_the_same_bytes_again_lead_to_the_article_and_say_so(editor: Client) -> None:
    first = editor.post("/upload/", {"files": file()})
    again = editor.post("/upload/", {"files": file("renamed.md")})
    assert first["Location"] == again["Location"]
    assert "already holds these very bytes" in words(editor, again["Location"])
    assert Article.objects.count() == 1


def test_an_outsiders_upload_of_restricted_bytes_looks_like_any_other(editor: Client, cast: Cast) -> None:
    secret = split_article(cast.administrator)
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    response = editor.post("/upload/", {"files": file()})
    mine = Article.objects.exclude(pk=secret.pk).get()
    assert response["Location"] == f"/articles/{mine.pk}/"
    assert "already" not in words(editor, response["Location"])


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Drop a file here or paste the text"),
        ({"text": " \n "}, "Drop a file here or paste the text"),
        ({"files": file("empty.txt", b"")}, "empty.txt is empty: choose another file"),
        ({"files": file("large.txt", b"x" * 3000)}, "large.txt has 2.9 KB; the limit is 2.0 KB"),
        ({"text": "x" * 3000}, "the limit is 2.0 KB"),
        ({"files": [file(f"{n}.txt", b"%d" % n) for n in range(5)]}, "That is 5 files; upload 4 at a time"),
        ({"text": "Ships.", "published_on": "soon"}, "Enter a valid date"),
        ({"text": "Ships.", "files": file(), "title": "Both"}, "leave them empty when you upload several"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_of_the_form_stays(
    editor: Client, settings: Settings, form: dict[str, Any], sentence: str
) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_FILES = 2048, 4
    response = editor.post("/upload/", {"byline": "", "title": "Kept"} | form)
    assert response.status_code == 422
    page = parsed(response)
    assert sentence in page.text_content().replace("\xa0", " ")
    assert page.xpath("//input[@name='title']/@value") == [form.get("title", "Kept")]
    assert not Article.objects.exists()


def test_the_form_says_how_much_it_takes(editor: Client) -> None:
    assert "10.0 MB each, 20 at once" in words(editor, "/upload/")


def test_a_new_revision_comes_in_the_same_way(editor: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    response = editor.post(f"/articles/{article.pk}/revise/", {"files": file("two.md")})
    assert response["Location"] == f"/articles/{article.pk}/"
    revision = article.revisions.get(number=2)
    assert (revision.filename, revision.uploaded_by, revision.split_state) == ("two.md", cast.editor, "pending")
    page = parsed(editor.get(response["Location"]))
    assert "Splitting the text into claims" in page.text_content()
    assert page.xpath("//@data-revision") == ["1"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": ""}, "Drop a file here or paste the text"),
        ({"files": [file("a.txt"), file("b.txt", b"x")]}, "A revision is one text"),
        ({"files": file("empty.txt", b" ")}, "empty.txt is empty"),
    ],
)
def test_a_revision_that_cannot_be_taken_says_why(
    editor: Client, cast: Cast, form: dict[str, Any], sentence: str
) -> None:
    article = plain_article(cast.editor)
    response = editor.post(f"/articles/{article.pk}/revise/", form)
    assert response.status_code == 422
    assert sentence in parsed(response).text_content()
    assert article.revisions.get() == revision_of(article)


def test_a_revision_of_the_same_bytes_is_refused(editor: Client, cast: Cast) -> None:
    article = split_article(cast.editor)
    response = editor.post(f"/articles/{article.pk}/revise/", {"text": HARBOUR})
    assert response.status_code == 422
    assert "very bytes of revision 1" in parsed(response).text_content()


def test_a_failed_split_is_tried_again_at_a_press(editor: Client, cast: Cast) -> None:
    editor.post("/upload/", {"text": "Ships."})
    revision = Revision.objects.get()
    Revision.objects.update(split_state="failed", split_error="The splitter stopped.", split_attempts=3)
    address = f"/articles/{revision.article_id}/"
    assert "The splitter stopped." in words(editor, address)
    assert editor.post(f"{address}revisions/1/retry/")["Location"] == address
    revision.refresh_from_db()
    assert (revision.split_state, revision.split_attempts) == ("pending", 0)
    editor.post(f"{address}revisions/1/retry/")
    assert "not waiting for a retry any more" in words(editor, address)


def test_details_are_corrected_by_an_editor(editor: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    form = {
        "title": "Boats counted",
        "published_on": "2025-03-12",
        "source_url": "https://example.org/boats",
        "deadline": "2025-03-13T10:00",
    }
    assert editor.post(f"/articles/{article.pk}/details/", form)["Location"] == f"/articles/{article.pk}/"
    article.refresh_from_db()
    assert (article.title, str(article.published_on), article.source_url) == (
        "Boats counted",
        "2025-03-12",
        "https://example.org/boats",
    )


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"source_url": "javascript:alert(1)"}, "should begin with https://"),
        ({"published_on": "soon"}, "Enter a valid date"),
        ({"title": "x" * 501}, "at most 500 characters"),
    ],
)
def test_details_that_make_no_sense_are_refused_and_shown_again(
    editor: Client, cast: Cast, form: dict[str, str], sentence: str
) -> None:
    article = plain_article(cast.editor)
    response = editor.post(f"/articles/{article.pk}/details/", {"title": "Other"} | form)
    assert response.status_code == 422
    assert sentence in parsed(response).text_content()
    article.refresh_from_db()
    assert (article.title, article.source_url) == ("A made article", "")
