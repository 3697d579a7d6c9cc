"""Pages for what goes wrong: each says so in a sentence and has a way back."""

import pytest
from django.db import connection
from django.test import Client

from tests.factories import Cast, plain_article
from tests.views.pages import Answer, faults, parsed
from verify.models import Article


@pytest.fixture
def viewer(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.viewer)
    return client


def has_a_way_back(response: Answer, heading: str) -> bool:
    page = parsed(response)
    assert page.xpath("//h1/text()") == [heading]
    assert list(faults(page)) == []
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    return bool(page.xpath("//main//a[@href='/']"))


@pytest.mark.parametrize("address", ["/nowhere/", "/articles/0/", "/claims/0/", "/media/0/preview", "/articles/x/"])
def test_an_address_with_nothing_behind_it_leads_back_to_the_desk(viewer: Client, address: str) -> None:
    response = viewer.get(address)
    assert response.status_code == 404
    assert has_a_way_back(response, "There is nothing at this address")


def test_a_page_that_a_role_does_not_open_leads_back_to_the_desk(viewer: Client) -> None:
    response = viewer.get("/upload/")
    assert response.status_code == 403
    assert has_a_way_back(response, "This page is not open to you")


def test_a_failure_of_ours_leads_back_and_shows_no_inner_words(viewer: Client, cast: Cast) -> None:
    plain_article(cast.editor)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE verify_linkoccurrence RENAME TO verify_mislaid")
    response = viewer.get("/")
    assert response.status_code == 500
    assert has_a_way_back(response, "Something went wrong on our side")
    assert "mislaid" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_a_form_that_lay_too_long_says_what_to_do(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    response = client.post("/upload/", {"text": "Ships."})
    assert response.status_code == 403
    assert parsed(response).xpath("//main//a[@href='/']")
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "2025-13-45T00:00:00+00:00_1",
        "2025-01-01T00:00:00_1",
        "2025-01-01T00:00:00+00:00_²",
        "_1",
        "\x00",
        "9" * 400,
    ],
)
def test_a_place_on_the_desk_that_cannot_be_read_is_its_beginning(viewer: Client, cast: Cast, after: str) -> None:
    plain_article(cast.editor, title="Boats counted")
    response = viewer.get("/", {"after": after})
    assert response.status_code == 200
    assert "Boats counted" in response.content.decode()


def test_the_desk_goes_on_after_its_last_row(viewer: Client, cast: Cast) -> None:
    made = [plain_article(cast.editor, 1, title=f"Article {number:02}") for number in range(52)]
    first = parsed(viewer.get("/"))
    titles = [text for text in first.xpath("//main//a/text()") if "Article" in text]
    assert titles == [f"Article {number:02}" for number in range(51, 1, -1)]
    (further,) = first.xpath("//a[contains(@href, 'after=')]/@href")
    second = parsed(viewer.get(f"/{further}"))
    assert [text for text in second.xpath("//main//a/text()") if "Article" in text] == ["Article 01", "Article 00"]
    assert len(made) == 52
