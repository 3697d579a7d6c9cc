"""What quick hands need: a palette of everything, a verdict that shows at once and goes back if it must, nothing lost offline."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, decide, evidence_on, plain_article
from verify.models import Article, Claim, Review

CLAIMS = 20


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, CLAIMS)


@pytest.fixture
def page(open_page: OpenPage, cast: Cast, article: Article) -> Page:
    return open_page(cast.reviewer, f"/articles/{article.pk}/")


def option(page: Page, words: str) -> None:
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text(words)


def test_the_palette_does_what_the_page_can_do(page: Page, article: Article) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-input")).to_be_focused()
    page.keyboard.type("unverif")
    option(page, "Mark as Unverified")
    page.keyboard.press("Enter")
    expect(page.locator("#palette")).to_be_hidden()
    expect(page.locator("#id_note")).to_be_focused()


def test_the_palette_leads_to_claims_pages_articles_and_the_search(cast: Cast, page: Page, article: Article) -> None:
    plain_article(cast.editor, 1, "Ferries stay in port")
    page.keyboard.press("Control+k")
    page.keyboard.type("counted 7")
    option(page, "The council counted 7 boats.")
    page.keyboard.press("Enter")
    expect(page.locator(".card-head")).to_contain_text("Claim 7 of")
    page.keyboard.press("Control+k")
    page.keyboard.type("ferries")
    option(page, "Ferries stay in port")
    page.keyboard.press("ArrowUp")
    option(page, "Search for “ferries”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferries stay in port")


def test_escape_closes_the_palette_and_gives_the_focus_back(page: Page) -> None:
    page.locator("#id_note").focus()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(page.locator("#id_note")).to_be_focused()


def test_twenty_claims_are_decided_with_at_most_twenty_five_keys_and_the_notes(page: Page, article: Article) -> None:
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        presses += 1
        page.keyboard.press(key)

    press("n")
    for number in range(1, CLAIMS + 1):
        expect(page.locator(".card-head")).to_contain_text(f"Claim {number} of")
        expect(page.locator("#id_note")).to_be_focused()
        page.keyboard.type("No answer.")
        press("Control+Enter")
    expect(page.locator("#progress")).to_contain_text(f"{CLAIMS} of {CLAIMS} decided")
    assert presses <= 25
    assert Review.objects.filter(new_status="unverified", note="No answer.").count() == CLAIMS


def test_twenty_claims_with_evidence_are_decided_with_twenty_keys(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, CLAIMS)
    for claim in claims_of(article):
        evidence_on(claim, cast.editor)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/")
    for number in range(1, CLAIMS + 1):
        expect(page.locator(".card-head")).to_contain_text(f"Claim {number} of")
        page.keyboard.press("v")
    expect(page.locator("#progress")).to_contain_text(f"{CLAIMS} of {CLAIMS} decided")
    assert Claim.objects.filter(article=article, status="verified").count() == CLAIMS


def test_a_verdict_shows_before_the_desk_has_answered_and_goes_back_when_it_refuses(
    cast: Cast, page: Page, article: Article
) -> None:
    first = claims_of(article)[0]
    row = page.locator(f'#claims [data-claim="{first.pk}"]')
    held: list[Route] = []
    page.route("**/review/*", lambda route: held.append(route))
    page.route("**/live/*", lambda route: route.fulfill(status=304))  # what is told is the refusal's alone
    decide(first, cast.reviewer2, "disputed")
    page.get_by_label("Note").fill("No answer.")
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(row).to_have_attribute("data-status", "unverified")
    expect(row).to_have_attribute("data-saving", "")
    expect(row.locator(".meta b")).to_have_text("Unverified")
    held[0].continue_()
    expect(page.get_by_role("alert").first).to_contain_text("Milan Kovac was faster")
    expect(row).to_have_attribute("data-status", "disputed")
    expect(row).not_to_have_attribute("data-saving", "")


def test_a_verdict_that_could_not_be_sent_is_kept_and_offered_again(page: Page, article: Article) -> None:
    first = claims_of(article)[0]
    row = page.locator(f'#claims [data-claim="{first.pk}"]')
    page.context.set_offline(True)
    page.get_by_label("Note").fill("No answer.")
    page.get_by_role("button", name="Mark as Unverified").click()
    banner = page.locator("#offline")
    expect(banner).to_contain_text("Your verdict is not saved; it is kept here")
    expect(row).to_have_attribute("data-status", "unchecked")
    expect(row.locator(".meta b")).to_have_text("Not checked")
    expect(page.get_by_label("Note")).to_have_value("No answer.")
    page.context.set_offline(False)
    expect(banner).to_contain_text("The desk is back.")
    banner.get_by_role("button", name="Send the verdict again").click()
    expect(page.locator("#live")).to_have_text("Claim 1 is marked: Unverified.")
    expect(banner).to_be_hidden()
    assert Review.objects.get().note == "No answer."
