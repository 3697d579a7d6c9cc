"""Signing, disagreeing, clearing and finding: by plain forms without scripts, and by keys alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, decide, evidence_on, plain_article, verdict
from verify.models import Article, Clearance, Review, SavedFilter, SignOff, Status
from verify.services.reviewing import review_claim


@pytest.fixture
def article(cast: Cast) -> Article:
    made = plain_article(cast.editor, claims=2)
    Article.objects.update(sign_off="all")
    return made


def test_two_disagree_one_signs_and_one_clears_without_scripts(
    open_page: OpenPage, cast: Cast, article: Article
) -> None:
    first, second = claims_of(article)
    evidence_on(first, cast.reviewer2)
    milan = open_page(cast.reviewer2, f"/articles/{article.pk}/?claim={first.pk}", java_script_enabled=False)
    review_claim(first, cast.reviewer, verdict(first))
    milan.get_by_label("Note").fill("It is in the minutes.")
    milan.get_by_role("button", name="Mark as Verified").click()
    expect(milan.get_by_role("alert")).to_contain_text("Rosa Aguilar was faster")
    expect(milan.get_by_label("Note")).to_have_value("It is in the minutes.")
    milan.get_by_role("button", name="Record as disagreement").click()
    expect(milan.locator("#disagreement, .notes").first).to_contain_text("disagree")
    assert Review.objects.latest("pk").act == Review.Act.DISAGREEMENT
    decide(first, cast.outsider, "verified")
    decide(second, cast.reviewer, "verified")
    chief = open_page(cast.administrator, f"/articles/{article.pk}/?claim={first.pk}", java_script_enabled=False)
    chief.get_by_role("button", name="Return").click()
    expect(chief.locator("#claim-card .note[data-level=error]")).to_contain_text("Returning needs a note")
    chief.get_by_role("button", name="Sign off").click()
    expect(chief.locator(".notes")).to_contain_text("Signed off.")
    assert SignOff.objects.get().review.claim == first
    clear_without_scripts(chief, article)


def clear_without_scripts(page: Page, article: Article) -> None:
    page.get_by_role("link", name="Clear article").click()
    page.get_by_role("button", name="Clear the article").click()
    expect(page.locator("form .note[data-level=error]").first).to_be_visible()
    for field in page.locator("input[name^=reason-]").all():
        field.fill("The lawyer read it.")
    page.get_by_role("button", name="Clear the article").click()
    expect(page.locator(".article-head")).to_contain_text("Cleared by")
    assert Clearance.objects.get().risks.count() == 1


def test_a_search_is_made_kept_and_opened_without_scripts(open_page: OpenPage, cast: Cast, article: Article) -> None:
    page = open_page(cast.reviewer, "/search/", java_script_enabled=False)
    page.locator("input[name=q]").fill("boats")
    page.keyboard.press("Enter")
    expect(page.locator(".found li")).to_have_count(2)
    page.get_by_label("Keep this search as").fill("All the boats")
    page.get_by_role("button", name="Keep", exact=True).click()
    assert SavedFilter.objects.get().name == "All the boats"
    page.get_by_role("link", name="All the boats").click()
    page.locator(".found a").first.click()
    expect(page.locator(".card-head")).to_contain_text("of 2")


def test_an_article_is_signed_and_cleared_by_keys_alone(open_page: OpenPage, cast: Cast, article: Article) -> None:
    for claim in claims_of(article):
        decide(claim, cast.reviewer, Status.VERIFIED)
    page = open_page(cast.administrator, f"/articles/{article.pk}/?claim={claims_of(article)[0].pk}")
    page.keyboard.press("y")
    expect(page.locator("#live")).to_contain_text("Signed off.")
    page.keyboard.press("j")
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 2")
    page.keyboard.press("y")
    expect(page.locator("#signature .note")).to_contain_text("agreed")
    expect(page.locator("#signature")).not_to_contain_text("waits for a signature")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clearance")
    press_with_tab(page, "Clear the article")
    expect(page.locator(".article-head")).to_contain_text("Cleared by")
    assert (SignOff.objects.count(), Clearance.objects.get().person) == (2, cast.administrator)


def press_with_tab(page: Page, words: str) -> None:
    """Go on with Tab until the focus stands on this button, seen, and press it."""
    button = page.get_by_role("button", name=words)
    for _step in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    assert button.evaluate("button => getComputedStyle(button).outlineStyle") != "none"
    page.keyboard.press("Enter")
