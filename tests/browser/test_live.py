"""What a colleague does appears on an open page without a reload, and takes nothing from who is typing there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, decide, edit_of, plain_article, said_on
from verify.models import Article


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, claims=40)


@pytest.fixture
def rosa(cast: Cast, open_page: OpenPage, article: Article) -> Page:
    return open_page(cast.reviewer, article.get_absolute_url())


def test_a_colleagues_verdict_appears_and_the_half_typed_note_and_the_focus_stay(
    cast: Cast, rosa: Page, article: Article
) -> None:
    second = claims_of(article)[1]
    rosa.get_by_label("Note").fill("I called the")
    decide(second, cast.reviewer2, "unverified")
    for place in ("#claims", "#text"):
        expect(rosa.locator(f'{place} [data-claim="{second.pk}"]')).to_have_attribute("data-status", "unverified")
    expect(rosa.locator("#progress")).to_contain_text("1 of 40 decided")
    expect(rosa.locator("#live")).to_have_text("Milan Kovac marked claim 2: Unverified.")
    expect(rosa.get_by_label("Note")).to_be_focused()
    rosa.keyboard.type(" clerk.")
    expect(rosa.get_by_label("Note")).to_have_value("I called the clerk.")


def test_a_verdict_on_the_open_claim_is_told_beside_what_was_typed(cast: Cast, rosa: Page, article: Article) -> None:
    first = claims_of(article)[0]
    rosa.get_by_label("Note").fill("I called the clerk.")
    decide(first, cast.reviewer2, "verified")
    expect(rosa.locator("#card-news")).to_contain_text("Milan Kovac marked claim 1: Verified.")
    expect(rosa.get_by_label("Note")).to_have_value("I called the clerk.")
    rosa.get_by_role("link", name="Show the claim as it is now").click()
    expect(rosa.locator(".card-head .status")).to_have_text("Verified")


def test_the_place_in_the_text_and_a_focused_row_stay(cast: Cast, rosa: Page, article: Article) -> None:
    last = claims_of(article)[-1]
    row = rosa.locator(f'#claims [data-claim="{last.pk}"]')
    row.focus()
    pane = rosa.locator(".text-pane")
    before = pane.evaluate("pane => (pane.scrollTop = 120, pane.scrollTop)")
    decide(last, cast.reviewer2, "unverified")
    expect(row).to_have_attribute("data-status", "unverified")
    expect(row).to_be_focused()
    assert pane.evaluate("pane => pane.scrollTop") == before


def test_colleagues_see_who_is_on_which_claim(cast: Cast, rosa: Page, open_page: OpenPage, article: Article) -> None:
    milan = open_page(cast.reviewer2, f"{article.get_absolute_url()}?claim={claims_of(article)[4].pk}")
    expect(rosa.locator("#presence")).to_contain_text("Milan Kovac is on claim 5")
    expect(milan.locator("#presence")).to_contain_text("Rosa Aguilar is on claim 1")


def test_an_edited_text_is_offered_and_not_pushed(cast: Cast, rosa: Page, article: Article) -> None:
    edit_of(claims_of(article)[3], cast.editor)
    expect(rosa.locator("#text-news")).to_contain_text("An editor changed the claims of this text.")
    rosa.locator("#text-news").get_by_role("link", name="Show it").click()
    expect(rosa.locator("#text-news")).to_be_empty()


def test_a_hidden_tab_asks_for_nothing(rosa: Page) -> None:
    with rosa.expect_response(lambda answer: "/live/" in answer.url):
        pass
    rosa.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            window.asked = 0;
            const real = window.fetch;
            window.fetch = (...all) => (window.asked++, real(...all));
        }"""
    )
    rosa.wait_for_timeout(4500)
    assert rosa.evaluate("window.asked") == 0
    rosa.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: false, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    rosa.wait_for_function("window.asked > 0")


def test_a_colleagues_comment_appears_while_ones_own_is_half_typed(cast: Cast, rosa: Page, article: Article) -> None:
    rosa.keyboard.press("c")
    own = rosa.get_by_label("Your comment")
    expect(own).to_be_focused()
    rosa.keyboard.type("I would")
    said_on(claims_of(article)[0], cast.reviewer2, "Who counted?")
    expect(rosa.locator("#comment-list")).to_contain_text("Who counted?")
    expect(own).to_be_focused()
    rosa.keyboard.type(" ask @editor.")
    expect(own).to_have_value("I would ask @editor.")
    rosa.reload()
    expect(own).to_have_value("I would ask @editor.")
    rosa.get_by_role("button", name="Comment", exact=True).click()
    expect(rosa.locator("#comment-list li")).to_have_count(2)
    expect(own).to_have_value("")
    assert rosa.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))") is False
