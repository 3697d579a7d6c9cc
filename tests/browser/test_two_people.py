"""Two reviewers on one claim: one wins, the other learns who it was and loses nothing."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, plain_article
from verify.models import Article, Evidence, Review


@dataclass
class Desk:
    article: Article
    rosa: Page
    milan: Page


@pytest.fixture
def desk(open_page: OpenPage, cast: Cast) -> Desk:
    article = plain_article(cast.editor, claims=2)
    address = f"/articles/{article.pk}/"
    return Desk(article, open_page(cast.reviewer, address), open_page(cast.reviewer2, address))


@pytest.fixture
def beaten(desk: Desk) -> Desk:
    """Rosa has decided the first claim; Milan, who saw it open, has just sent his verdict."""
    desk.rosa.get_by_label("Note").fill("The clerk does not answer.")
    desk.rosa.get_by_role("button", name="Mark as Unverified").click()
    expect(desk.rosa.locator("#live")).to_have_text("Claim 1 is marked: Unverified.")
    desk.milan.get_by_label("Note").fill("It is in the minutes.")
    desk.milan.locator("#evidence .evidence-add summary").click()
    desk.milan.get_by_label("Paste a URL, or write what you saw").fill("I read the minutes.")
    with desk.milan.expect_response(lambda response: "/review/" in response.url) as answer:
        desk.milan.get_by_role("button", name="Mark as Verified").click()
    assert answer.value.status == 409
    expect(desk.milan.get_by_role("alert")).to_contain_text("Rosa Aguilar was faster: “Unverified”")
    return desk


def test_the_second_is_told_who_was_faster_and_keeps_what_was_typed(beaten: Desk) -> None:
    milan = beaten.milan
    expect(milan.get_by_role("alert")).to_contain_text("The clerk does not answer.")
    expect(milan.get_by_label("Note")).to_have_value("It is in the minutes.")
    expect(milan.get_by_label("Paste a URL, or write what you saw")).to_have_value("I read the minutes.")
    expect(milan.locator(".card-head .status")).to_have_text("Unverified")
    expect(milan.get_by_role("link", name="Discard mine")).to_be_focused()
    claim = claims_of(beaten.article)[0]
    for place in ("#claims", "#text"):
        expect(milan.locator(f'{place} [data-claim="{claim.pk}"]')).to_have_attribute("data-status", "unverified")
    expect(milan.locator("#progress")).to_contain_text("1 of 2 decided")
    assert Review.objects.count() == 1
    assert Evidence.objects.count() == 0


def test_the_second_may_discard_and_see_the_claim_as_it_stands(beaten: Desk) -> None:
    milan = beaten.milan
    milan.get_by_role("link", name="Discard mine").click()
    expect(milan.get_by_role("alert")).to_have_count(0)
    expect(milan.locator(".card-head")).to_contain_text("Claim 1 of 2")
    expect(milan.locator(".history")).to_contain_text("Rosa Aguilar")
    expect(milan.get_by_label("Note")).to_have_value("")
    expect(milan.locator("#progress")).to_contain_text("1 of 2 decided")
    assert Review.objects.count() == 1


def test_the_second_may_decide_again_having_read_the_first(beaten: Desk) -> None:
    milan = beaten.milan
    milan.get_by_role("button", name="Mark as Verified").click()
    expect(milan.locator("#live")).to_have_text("Claim 1 is marked: Verified.")
    assert claims_of(beaten.article)[0].status == "verified"
    assert [row.reviewer.username for row in Review.objects.order_by("pk")] == ["reviewer", "reviewer2"]
    assert Evidence.objects.get().text == "I read the minutes."
