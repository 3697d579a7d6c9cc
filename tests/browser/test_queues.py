"""A queue worked off without a mouse, and many claims decided and taken back in one go."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, plain_article
from verify.models import Claim, Review


def test_a_queue_is_walked_chosen_from_and_taken_back_by_keyboard_alone(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=6)
    page = open_page(cast.reviewer, "/queues/unassigned/")
    rows = page.locator(".queue-row")
    page.keyboard.press("j")
    expect(rows.nth(0).locator("a")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("#live")).to_have_text("3 claims chosen")
    expect(page.locator(".pick :checked")).to_have_count(3)
    page.keyboard.press("n")
    page.keyboard.type("jkx: called, nobody answered.")
    expect(page.locator(".pick :checked")).to_have_count(3)
    page.locator('.choose-bar button[value="unverified"]').press("Enter")
    expect(page.locator('[data-result="done"]')).to_have_count(3)
    assert [claim.status for claim in claims_of(article)] == ["unverified"] * 3 + ["unchecked"] * 3
    page.get_by_role("button", name="Take all of it back").press("Enter")
    expect(page.locator("h1")).to_have_text("Taken back")
    assert set(Claim.objects.values_list("status", flat=True)) == {"unchecked"}
    assert Review.objects.count() == 6


def test_enter_opens_a_claim_a_verdict_leads_to_the_next_of_the_queue_and_back_to_the_same_place(
    open_page: OpenPage, cast: Cast
) -> None:
    first, second = plain_article(cast.editor, 1, "First"), plain_article(cast.editor, 1, "Second")
    page = open_page(cast.reviewer, "/queues/unassigned/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("First")
    page.go_back()
    expect(page.locator(".queue-row")).to_have_count(2)
    page.go_forward()
    page.keyboard.press("a")
    expect(page.locator("#live")).to_have_text("Rosa Aguilar works on it now.")
    page.keyboard.press("n")
    page.keyboard.type("I called, nobody answered.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.locator("h1")).to_have_text("Second")
    expect(page.locator(".notes")).to_contain_text("is marked: Unverified.")
    assert [claims_of(article)[0].status for article in (first, second)] == ["unverified", "unchecked"]


def test_the_list_of_an_article_opens_with_the_claim_at_hand_chosen(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=3)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?claim={claims_of(article)[1].pk}")
    page.keyboard.press("x")
    expect(page.locator(".pick :checked")).to_have_count(1)
    expect(page.locator(".queue-row").nth(1).locator("a")).to_be_focused()
    expect(page.locator("#chosen")).to_have_text("1 claim chosen")
