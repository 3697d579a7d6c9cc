"""The thread of comments on the claim card and on the claim's own page, with and without scripts."""

import uuid

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, plain_article, revise, said_on, settled, split_article
from tests.views.pages import Answer, parsed
from verify.models import Claim, Comment

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "comments"}


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor))[1]


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


def card_of(claim: Claim) -> str:
    return f"/articles/{claim.article_id}/?claim={claim.pk}"


def form(text: str = "Who counted?", **more: object) -> dict[str, object]:
    return {"comment": text, "tell": "", "comment_key": uuid.uuid4()} | more


def send(client: Client, claim: Claim, data: dict[str, object], **headers: str) -> Answer:
    return client.post(f"/claims/{claim.pk}/comment/", data, headers=headers or None)


def words(answer: Answer, where: str) -> str:
    return " ".join(parsed(answer).get_element_by_id(where).text_content().split())


def test_the_card_shows_the_thread_folded_with_its_number(client: Client, claim: Claim, cast: Cast) -> None:
    said_on(claim, cast.editor, "Who counted?")
    said_on(claim, cast.reviewer2, "I did.")
    page = parsed(client.get(card_of(claim)))
    [fold] = page.xpath("//*[@id='comments']/details")
    assert fold.get("open") is None
    assert " ".join(fold.xpath("summary")[0].text_content().split()).startswith("Comments 2")
    assert page.xpath("//*[@id='comments']//blockquote/text()") == ["Who counted?", "I did."]


def test_a_comment_without_scripts_leads_back_to_it_on_the_card(client: Client, claim: Claim) -> None:
    answer = send(client, claim, form())
    assert answer.headers["Location"] == f"{card_of(claim)}#comment-{Comment.objects.get().pk}"


def test_a_comment_from_the_claims_own_page_leads_back_there(client: Client, claim: Claim) -> None:
    answer = send(client, claim, form(page="claim"))
    assert answer.headers["Location"] == f"/claims/{claim.pk}/#comment-{Comment.objects.get().pk}"


def test_htmx_gets_the_thread_alone_and_the_live_region_says_so(client: Client, claim: Claim) -> None:
    answer = send(client, claim, form(), **HTMX)
    assert answer.status_code == 200
    page = parsed(answer)
    assert page.xpath("//*[@id='claim-card']") == []
    assert "Who counted?" in words(answer, "comment-list")
    assert words(answer, "live") == "Your comment is there."
    assert page.xpath("//textarea[@name='comment']/text()") in ([], ["\n"])


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["fragment", "page"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (form(" "), "needs words"),
        (form("Look, @nobody-here!"), "“nobody-here” cannot be mentioned here"),
        (form(comment_key="damaged"), "came in damaged"),
        (form(occurrence="x"), "came in damaged"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed_with_a_sentence(
    client: Client, claim: Claim, data: dict[str, object], sentence: str, headers: dict[str, str]
) -> None:
    answer = send(client, claim, data, **headers)
    assert answer.status_code == 422
    assert sentence in words(answer, "comments")
    assert str(data["comment"]) in parsed(answer).xpath("//textarea[@name='comment']")[0].text_content()
    assert not Comment.objects.exists()


def test_after_a_damaged_form_the_next_one_can_be_sent(client: Client, claim: Claim) -> None:
    answer = send(client, claim, form(comment_key="damaged"), **HTMX)
    [key] = parsed(answer).xpath("//form[@id='comment-form']//input[@name='comment_key']/@value")
    assert send(client, claim, form(comment_key=key), **HTMX).status_code == 200


def test_a_comment_shows_what_changed_in_the_wording_since(cast: Cast, client: Client) -> None:
    article = split_article(cast.editor, "The council closed nine bridges on Monday.\n", "a.md")
    claim = claims_of(article)[0]
    said_on(claim, cast.reviewer, "Nine?")
    revise(article, cast.editor, "The council closed ten bridges on Monday.\n", "a.md")
    page = parsed(client.get(f"/claims/{claim.pk}/"))
    assert page.xpath("//*[@id='comments']//del/text()") == ["nine "]
    assert page.xpath("//*[@id='comments']//ins/text()") == ["ten "]
    [link] = page.xpath("//*[@id='comments']//li//a/@href")
    assert link == f"/claims/{claim.pk}/#wording-1"
    assert "nine bridges" in page.get_element_by_id("wording-1").text_content()


def test_a_comment_is_resolved_and_reopened_from_the_page(client: Client, claim: Claim, cast: Cast) -> None:
    comment = said_on(claim, cast.editor)
    address = f"/comments/{comment.pk}/settle/"
    answer = client.post(address, {"act": "resolve", "key": uuid.uuid4()})
    assert answer.headers["Location"] == f"{card_of(claim)}#comment-{comment.pk}"
    page = parsed(client.get(card_of(claim)))
    assert page.xpath(f"//*[@id='comment-{comment.pk}']/@data-resolved") == ["yes"]
    assert page.xpath("//*[@id='comments']//button[@name='act']/@value") == ["reopen"]
    answer = client.post(address, {"act": "reopen", "key": uuid.uuid4()}, headers=HTMX)
    assert words(answer, "live") == "The comment is open again."
    assert "Rosa Aguilar resolved it" in words(answer, "comment-list")


def test_a_viewer_reads_and_has_no_form(cast: Cast, claim: Claim) -> None:
    said_on(claim, cast.editor)
    viewer = Client()
    viewer.force_login(cast.viewer)
    page = parsed(viewer.get(card_of(claim)))
    assert page.xpath("//*[@id='comments']//blockquote/text()") == ["Who counted them?"]
    assert page.xpath("//*[@id='comments']//form") == []
    assert page.xpath("//datalist") == []


def test_the_names_offered_are_those_who_may_see_the_article(cast: Cast, client: Client, claim: Claim) -> None:
    offered = parsed(client.get(card_of(claim))).xpath("//datalist[@id='people']/option/@value")
    assert {"editor", "viewer", "outsider"} <= set(offered)
    claim.article.restricted = True
    claim.article.save()
    claim.article.people.add(cast.reviewer, cast.viewer)
    for address in (card_of(claim), f"/claims/{claim.pk}/"):
        offered = parsed(client.get(address)).xpath("//datalist[@id='people']/option/@value")
        assert set(offered) == {"reviewer", "viewer"}


def test_a_colleagues_comment_comes_into_the_open_card_and_touches_no_form(
    cast: Cast, client: Client, claim: Claim
) -> None:
    etag = str(parsed(client.get(card_of(claim))).get_element_by_id("desk").get("data-pulse"))
    comment = said_on(claim, cast.editor, "Who counted?")
    answer = client.get(f"/articles/{claim.article_id}/live/", {"claim": claim.pk}, headers={"If-None-Match": etag})
    assert "Who counted?" in words(answer, "comment-list")
    assert words(answer, "comment-count") == "1"
    assert words(answer, "live") == "Edith Okafor commented on this claim."
    page = parsed(answer)
    assert page.xpath("//*[@id='card-news'] | //textarea | //*[@id='comments']") == []
    settled(comment, cast.editor)
    later = client.get(
        f"/articles/{claim.article_id}/live/", {"claim": claim.pk}, headers={"If-None-Match": answer["ETag"]}
    )
    assert words(later, "live") == "Edith Okafor resolved a comment on this claim."


def test_ones_own_comment_is_not_told_to_oneself_nor_one_on_another_claim(
    cast: Cast, client: Client, claim: Claim
) -> None:
    etag = str(parsed(client.get(card_of(claim))).get_element_by_id("desk").get("data-pulse"))
    said_on(claim, cast.reviewer)
    said_on(claims_of(claim.article)[0], cast.editor, "Elsewhere.")
    answer = client.get(f"/articles/{claim.article_id}/live/", {"claim": claim.pk}, headers={"If-None-Match": etag})
    page = parsed(answer)
    assert page.xpath("//*[@id='live']") == []
    assert "Elsewhere." not in page.text_content()
