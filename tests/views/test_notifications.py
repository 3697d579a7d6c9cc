"""The bell in the header and the list behind it."""

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, plain_article, said_on
from tests.views.pages import Answer, parsed
from verify.models import Article, Claim, Notification, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor, title="Nine boats"))[0]


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.viewer)
    return client


def bell(client: Client) -> str:
    return " ".join(parsed(client.get("/me/")).get_element_by_id("bell").text_content().split())


def sentences(answer: Answer) -> list[str]:
    return [str(words) for words in parsed(answer).xpath("//li[@data-kind]//a/text()")]


def hide(article: Article, *but: Person) -> None:
    Article.objects.filter(pk=article.pk).update(restricted=True)
    article.people.set(but)


def test_the_bell_counts_what_is_unread_up_to_nine(client: Client, claim: Claim, cast: Cast) -> None:
    assert bell(client) == "Notifications"
    for number in range(1, 12):
        said_on(claim, cast.editor, f"@viewer, look: {number}")
        assert bell(client) == f"Notifications{number if number < 10 else '9+'} unread"


def test_the_list_shows_what_happened_and_leads_there(client: Client, claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.editor, "@viewer, a secret word")
    answer = client.get("/notifications/")
    assert sentences(answer) == ["Edith Okafor mentioned you in a comment"]
    page = parsed(answer)
    assert page.xpath("//li[@data-kind]//a/@href") == [
        f"/articles/{claim.article_id}/?claim={claim.pk}#comment-{comment.pk}"
    ]
    assert "Nine boats" in page.text_content()
    assert "secret word" not in page.text_content()


def test_each_is_marked_as_read_and_opened_by_a_form(client: Client, claim: Claim, cast: Cast) -> None:
    said_on(claim, cast.editor, "@viewer, one")
    said_on(claim, cast.editor, "@viewer, two")
    first, second = Notification.objects.order_by("pk")
    assert client.post(f"/notifications/{first.pk}/read/").headers["Location"] == "/notifications/"
    assert bell(client) == "Notifications1 unread"
    answer = client.post(f"/notifications/{second.pk}/read/", {"then": "open"})
    assert answer.headers["Location"] == second.address
    assert bell(client) == "Notifications"
    first.refresh_from_db()
    at = first.read_at
    client.post(f"/notifications/{first.pk}/read/")
    first.refresh_from_db()
    assert first.read_at == at is not None


def test_all_are_marked_as_read_at_once_and_only_ones_own(client: Client, claim: Claim, cast: Cast) -> None:
    said_on(claim, cast.editor, "@viewer and @reviewer")
    page = parsed(client.post("/notifications/read/", follow=True))
    assert "1 notification is marked as read." in page.text_content()
    assert list(Notification.objects.unread().values_list("person__username", flat=True)) == ["reviewer"]
    assert "There was nothing unread." in client.post("/notifications/read/", follow=True).content.decode()


def test_somebody_elses_is_not_there(client: Client, claim: Claim, cast: Cast) -> None:
    said_on(claim, cast.editor, "@reviewer")
    row = Notification.objects.get()
    assert client.post(f"/notifications/{row.pk}/read/").status_code == 404
    assert sentences(client.get("/notifications/")) == []


def test_who_is_taken_off_a_restricted_article_sees_nothing_of_it_any_more(
    client: Client, claim: Claim, cast: Cast
) -> None:
    said_on(claim, cast.editor, "@viewer, look")
    row = Notification.objects.get()
    hide(claim.article, cast.editor)
    assert bell(client) == "Notifications"
    answer = client.get("/notifications/")
    assert sentences(answer) == []
    assert "Nine boats" not in answer.content.decode()
    assert client.post(f"/notifications/{row.pk}/read/", {"then": "open"}).status_code == 404
    client.post("/notifications/read/")
    row.refresh_from_db()
    assert row.read_at is None
    hide(claim.article, cast.viewer)
    assert bell(client) == "Notifications1 unread"


def test_a_long_list_is_read_page_by_page_and_a_new_one_shifts_nothing(
    client: Client, claim: Claim, cast: Cast
) -> None:
    for number in range(60):
        said_on(claim, cast.editor, f"@viewer {number}")
    first = client.get("/notifications/")
    [following] = parsed(first).xpath("//a[@rel='next']/@href")
    said_on(claim, cast.editor, "@viewer, one more")
    second = client.get(f"/notifications/{following}")
    assert (len(sentences(first)), len(sentences(second))) == (50, 10)
    seen = [parsed(page).xpath("//li[@data-kind]//a/@href") for page in (first, second)]
    assert len({*seen[0], *seen[1]}) == 60


@pytest.mark.parametrize("key", ["x", "_", "2025-13-01_1", "2025-01-01T00:00:00+00:00_99999999999999999999999"])
def test_a_damaged_address_shows_the_newest(client: Client, claim: Claim, cast: Cast, key: str) -> None:
    said_on(claim, cast.editor, "@viewer")
    assert len(sentences(client.get("/notifications/", {"after": key}))) == 1
