"""Acting on many claims at once, as forms send it: with a word on each, with what was ticked kept, without JavaScript."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import Cast, claims_of, decide, evidence_on, plain_article
from tests.views.pages import Answer, faults, parsed
from verify.models import Article, Claim, Person, Review

pytestmark = pytest.mark.django_db
HOSTILE = "\"'><xss onfocus=alert(1)><script>alert('pwned')</script>"


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 4)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form_of(page: Answer, *rows: int) -> dict[str, object]:
    """What the list's form sends with the boxes of these rows ticked."""
    form = parsed(page).xpath("//form[@id='choose']")[0]
    sent: dict[str, object] = {
        field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")
    }
    boxes = form.xpath(".//input[@name='claim']/@value")
    return sent | {"claim": [boxes[row] for row in rows]}


def results(page: Answer) -> list[str]:
    return [str(row) for row in parsed(page).xpath("//li[@data-result]/@data-result")]


@pytest.mark.parametrize("where", ["queue", "article"])
def test_ticked_claims_are_decided_and_the_whole_is_taken_back_by_plain_forms(
    article: Article, cast: Cast, where: str
) -> None:
    client = browser(cast.reviewer)
    address = "/queues/unassigned/" if where == "queue" else f"/articles/{article.pk}/claims/"
    sent = form_of(client.get(address), 0, 2)
    answer = client.post("/bulk/", sent | {"act": "unverified", "note": "I called twice."})
    assert results(answer) == ["done", "done"]
    assert [claim.status for claim in claims_of(article)] == ["unverified", "unchecked", "unverified", "unchecked"]
    assert "2 claims done" in answer.content.decode()
    again = client.post("/bulk/", sent | {"act": "unverified", "note": "I called twice."})
    assert results(again) == ["done", "done"]
    assert Review.objects.count() == 2
    undo = parsed(answer).xpath("//form[contains(@action, '/undo/')]")[0]
    fields = {field.get("name"): field.get("value") for field in undo.xpath(".//input")}
    taken_back = client.post(undo.get("action"), fields)
    assert results(taken_back) == ["done", "done"]
    assert [claim.status for claim in claims_of(article)] == ["unchecked"] * 4


def test_the_whole_list_is_chosen_by_one_box_and_only_what_its_filter_shows(article: Article, cast: Cast) -> None:
    client = browser(cast.reviewer)
    decide(claims_of(article)[0], cast.reviewer2, "verified")
    sent = form_of(client.get(f"/articles/{article.pk}/claims/?show=open"))
    answer = client.post("/bulk/", sent | {"act": "unverified", "note": "I called.", "whole": "1"})
    assert results(answer) == ["done"] * 3
    assert claims_of(article)[0].status == "verified"


def test_the_whole_queue_is_chosen_up_to_the_most_that_goes_at_once(cast: Cast) -> None:
    plain_article(cast.editor, 203)
    client = browser(cast.reviewer)
    sent = form_of(client.get("/queues/unassigned/"))
    answer = client.post("/bulk/", sent | {"act": "assign", "whole": "1"})
    assert len(results(answer)) == 200
    assert Claim.objects.filter(assignee=cast.reviewer).count() == 200


def test_what_is_not_done_comes_first_with_its_reason(article: Article, cast: Cast) -> None:
    evidence_on(claims_of(article)[0], cast.reviewer)
    client = browser(cast.reviewer)
    sent = form_of(client.get("/queues/unassigned/"), 0, 1)
    answer = client.post("/bulk/", sent | {"act": "verified"})
    assert results(answer) == ["refused", "done"]
    assert "rests on evidence" in answer.content.decode()


def test_what_the_order_lacks_is_said_on_the_list_with_boxes_and_note_as_they_were(
    article: Article, cast: Cast
) -> None:
    client = browser(cast.reviewer)
    sent = form_of(client.get("/queues/unassigned/"), 1, 3)
    answer = client.post("/bulk/", sent | {"act": "unverified", "note": " "})
    assert answer.status_code == 422
    page = parsed(answer)
    assert page.xpath("//input[@name='claim'][@checked]/@value") == sent["claim"]
    assert page.xpath("//textarea[@id='choose-note']/@aria-invalid") == ["true"]
    assert "needs a note" in page.xpath("//*[@role='alert']")[0].text_content()
    nothing = client.post("/bulk/", form_of(client.get("/queues/unassigned/")) | {"act": "unverified", "note": "x"})
    assert nothing.status_code == 422
    assert "at least one claim" in nothing.content.decode()
    damaged = client.post("/bulk/", sent | {"act": "nonsense", "key": "x", "note": HOSTILE})
    assert damaged.status_code == 422
    assert list(faults(parsed(damaged))) == []
    assert HOSTILE in parsed(damaged).xpath("//textarea[@id='choose-note']")[0].text_content()


@pytest.mark.parametrize(
    "source", ["", "queue:everything", "article:x:all", "article:99999999:all", "article:1:\x00", "list:1"]
)
def test_a_list_that_is_not_there_is_not_found(article: Article, cast: Cast, source: str) -> None:
    sent = {"source": source, "act": "unverified", "note": "x", "key": uuid.uuid4()}
    assert browser(cast.reviewer).post("/bulk/", sent).status_code == 404


def test_claims_of_an_article_that_one_may_not_see_are_passed_over(article: Article, cast: Cast) -> None:
    Article.objects.filter(pk=article.pk).update(restricted=True)
    claim = claims_of(article)[0]
    sent = {
        "source": "queue:unassigned",
        "act": "unverified",
        "note": "x",
        "key": uuid.uuid4(),
        "claim": f"{claim.pk}:0",
    }
    answer = browser(cast.administrator).post("/bulk/", sent)
    assert answer.status_code == 422
    assert not Review.objects.exists()
    article.people.add(cast.reviewer)
    assert results(browser(cast.reviewer).post("/bulk/", sent | {"key": uuid.uuid4()})) == ["done"]
    batch = Review.objects.get().batch
    article.people.remove(cast.reviewer)
    assert browser(cast.reviewer).post(f"/bulk/{batch}/undo/", {"source": "queue:mine"}).status_code == 404


def test_an_editor_gives_the_ticked_claims_to_somebody(article: Article, cast: Cast) -> None:
    client = browser(cast.editor)
    page = client.get(f"/articles/{article.pk}/claims/?claim={claims_of(article)[1].pk}")
    assert len(parsed(page).xpath("//input[@name='claim'][@checked]")) == 1
    answer = client.post("/bulk/", form_of(page, 1) | {"act": "assign", "assignee": cast.reviewer.pk})
    assert results(answer) == ["done"]
    assert claims_of(article)[1].assignee == cast.reviewer
    listed = client.get(f"/articles/{article.pk}/")
    assert "Rosa Aguilar works on it" in listed.content.decode()
    assert "Rosa Aguilar on it" in client.get("/").content.decode()


@pytest.mark.parametrize("htmx", [True, False])
def test_a_claim_is_taken_on_its_card_taken_over_and_put_back(article: Article, cast: Cast, htmx: bool) -> None:
    claim = claims_of(article)[0]
    headers = {"HX-Request": "true", "HX-Target": "claim-card"} if htmx else {}
    for person, words in (
        (cast.reviewer, "Rosa Aguilar works on it now."),
        (cast.reviewer2, "Milan Kovac works on it now."),
    ):
        client = browser(person)
        card = parsed(client.get(f"/articles/{article.pk}/?claim={claim.pk}")).xpath("//form[@id='assign-form']")[0]
        sent = {"key": card.xpath(".//input[@name='key']/@value")[0], "assignee": card.xpath(".//button/@value")[0]}
        answer = client.post(card.get("action"), sent, headers=headers, follow=True)
        assert answer.status_code == 200
        assert words in answer.content.decode()
        claim.refresh_from_db()
        assert claim.assignee == person
    answer = client.post(
        f"/claims/{claim.pk}/assign/", {"key": uuid.uuid4(), "assignee": ""}, headers=headers, follow=True
    )
    assert "Put back." in answer.content.decode()
    refused = client.post(
        f"/claims/{claim.pk}/assign/", {"key": uuid.uuid4(), "assignee": cast.viewer.pk}, headers=headers
    )
    assert refused.status_code == 422


def test_an_editor_shares_an_article_out_and_gives_it_whole(article: Article, cast: Cast) -> None:
    client = browser(cast.editor)
    address = f"/articles/{article.pk}/assign/"
    sent = {"act": "share", "key": uuid.uuid4(), "people": [cast.reviewer.pk, cast.reviewer2.pk]}
    page = client.post(address, sent, follow=True)
    assert "Shared: " in page.content.decode()
    assert "2 here, 2 in all" in page.content.decode()
    one = {"act": "give", "key": uuid.uuid4(), "people": [cast.reviewer2.pk]}
    assert "Milan Kovac has 2 claims more." in client.post(address, one, follow=True).content.decode()
    for people in ([], [cast.reviewer.pk, cast.reviewer2.pk], [cast.viewer.pk]):
        refused = client.post(address, one | {"people": people, "key": uuid.uuid4()})
        assert refused.status_code == 422
        assert parsed(refused).xpath("//*[@id='people-error']")


def test_an_articles_list_asks_as_much_for_fifty_claims_as_for_one(cast: Cast) -> None:
    client, asked = browser(cast.editor), set()
    for size in (1, 80):
        article = plain_article(cast.editor, size)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/articles/{article.pk}/claims/")
        asked.add(len(queries))
    assert len(asked) == 1
    assert len(parsed(page).xpath("//ol[@id='rows']/li")) == 50
    rest = parsed(client.get(parsed(page).xpath("//a[@rel='next']/@href")[0]))
    assert len(rest.xpath("//ol[@id='rows']/li")) == 30
