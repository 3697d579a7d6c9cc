"""What was typed on the claim card and not sent waits in the tab: through a reload, and through a login that ran out."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import PASSWORD, Cast, claims_of, plain_article
from verify.models import Article, Review

SOURCE = "Paste a URL, or write what you saw"


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, claims=3)


@pytest.fixture
def page(open_page: OpenPage, cast: Cast, article: Article) -> Page:
    """Rosa has typed a note and a piece of evidence on the second claim, and sent nothing."""
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?claim={claims_of(article)[1].pk}")
    page.get_by_label("Note").fill("The clerk does not answer.")
    page.locator("#evidence .evidence-add summary").click()
    page.get_by_label(SOURCE).fill("I read the minutes.")
    return page


def drafts_in(page: Page) -> list[str]:
    """What the tab keeps of unsent words."""
    kept: list[str] = page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))")
    return kept


def log_in(page: Page, username: str) -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_login_that_ran_out_costs_no_word_that_was_typed(page: Page, article: Article) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Mark as Verified").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    log_in(page, "reviewer")
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 3")
    expect(page.get_by_label("Note")).to_have_value("The clerk does not answer.")
    expect(page.get_by_label(SOURCE)).to_have_value("I read the minutes.")
    expect(page.get_by_label(SOURCE)).to_be_visible()
    page.get_by_role("button", name="Mark as Verified").click()
    expect(page.locator("#live")).to_have_text("Claim 2 is marked: Verified.")
    assert Review.objects.get().note == "The clerk does not answer."


def test_a_reload_keeps_what_was_typed_until_it_is_sent(page: Page, article: Article) -> None:
    assert len(drafts_in(page)) == 1
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("The clerk does not answer.")
    page.get_by_role("button", name="Mark as Verified").click()
    expect(page.locator("#live")).to_have_text("Claim 2 is marked: Verified.")
    page.goto(f"/articles/{article.pk}/?claim={claims_of(article)[1].pk}")
    expect(page.locator(".card-head .status")).to_have_text("Verified")
    expect(page.get_by_label("Note")).to_have_value("")
    assert drafts_in(page) == []


def test_what_was_wiped_out_does_not_come_back(page: Page) -> None:
    page.get_by_label("Note").fill("")
    page.get_by_label(SOURCE).fill("")
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("")
    assert drafts_in(page) == []


def test_a_colleague_in_the_same_tab_does_not_see_it(page: Page, article: Article) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.reload()
    log_in(page, "reviewer2")
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 3")
    expect(page.get_by_label("Note")).to_have_value("")


def test_who_logs_out_leaves_nothing_in_the_tab(page: Page) -> None:
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="You are logged out")).to_be_visible()
    assert drafts_in(page) == []
