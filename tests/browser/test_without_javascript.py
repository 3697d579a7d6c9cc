"""Everything a newsroom needs works as plain links and forms."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import PASSWORD, Cast, claims_of, plain_article
from verify.models import Article, Evidence, Review

TEXT = """The harbour opens again

The council counted 9 boats in the harbour on Monday.

Two cranes fell into the basin during the night.

"Nobody was hurt," said port director Anna Wester.
"""


def decide(page: Page, verdict: str) -> None:
    page.locator(".verdicts").get_by_role("button", name=f"Mark as {verdict}").click()


def open_evidence(page: Page) -> None:
    fold = page.locator("#evidence .evidence-add")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def test_an_article_goes_from_login_to_the_last_verdict_by_plain_forms(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(None, "/", java_script_enabled=False)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Upload", exact=True).click()
    page.get_by_label("Drop files here, or paste the text").fill(TEXT)
    page.locator("form button[type=submit]", has_text="Upload").click()
    for _look in range(60):
        if page.locator("#claims").count():
            break
        page.get_by_role("link", name="Look again").click()
        page.wait_for_timeout(200)
    total = page.locator("#claims .claim-row").count()
    assert total >= 3
    for number in range(1, total + 1):
        expect(page.locator(".card-head")).to_contain_text(f"Claim {number} of {total}")
        page.get_by_label("Note").fill(f"Called the harbour about {number}.")
        if number % 2:
            open_evidence(page)
            page.get_by_label("Paste a URL, or write what you saw").fill("I read the minutes.")
            decide(page, "Verified")
        else:
            decide(page, "Unverified")
        expect(page.locator("#progress")).to_contain_text(f"{number} of {total} decided")
    expect(page.locator(".notes")).to_contain_text("Every claim is decided.")
    article = Article.objects.get()
    assert [claim.status for claim in claims_of(article)] == [
        ["unverified", "verified"][n % 2] for n in range(1, total + 1)
    ]


@pytest.fixture
def page(open_page: OpenPage, cast: Cast) -> Page:
    article = plain_article(cast.editor, claims=2)
    return open_page(cast.reviewer, f"/articles/{article.pk}/", java_script_enabled=False)


def test_what_was_typed_comes_back_with_the_missing_piece_named(page: Page) -> None:
    page.get_by_label("Note").fill("The clerk confirmed it by telephone.")
    decide(page, "Disputed")
    expect(page.locator(".field-error")).to_contain_text("“Disputed” needs evidence against the claim")
    expect(page.get_by_label("Note")).to_have_value("The clerk confirmed it by telephone.")
    expect(page.locator("#evidence .evidence-add")).to_have_attribute("open", "")
    page.get_by_label("Paste a URL, or write what you saw").fill("The clerk says eleven.")
    page.get_by_label("What it says").fill("Eleven, not one.")
    expect(page.get_by_label("Refutes")).to_be_checked()
    page.get_by_label("Supports").check(force=True)
    decide(page, "Disputed")
    expect(page.get_by_label("Paste a URL, or write what you saw")).to_have_value("The clerk says eleven.")
    expect(page.get_by_label("What it says")).to_have_value("Eleven, not one.")
    page.get_by_label("Refutes").check(force=True)
    decide(page, "Disputed")
    expect(page.locator(".notes")).to_contain_text("Claim 1 is marked: Disputed.")
    assert Review.objects.get().note == "The clerk confirmed it by telephone."
    assert Evidence.objects.get().quotation == "Eleven, not one."


def test_evidence_is_added_by_its_own_button_and_the_note_stays(page: Page) -> None:
    page.get_by_label("Note").fill("Half a thought")
    open_evidence(page)
    page.get_by_label("Paste a URL, or write what you saw").fill("I read the minutes.")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence-item")).to_contain_text("I read the minutes.")
    expect(page.locator("#evidence-title")).to_contain_text("1 for · 0 against")
    expect(page.get_by_label("Note")).to_have_value("Half a thought")
    assert Review.objects.count() == 0


def test_a_verdict_is_withdrawn_with_a_reason_and_undone_without_one(page: Page) -> None:
    page.get_by_label("Note").fill("Called twice.")
    decide(page, "Unverified")
    page.locator("#claims .claim-row").first.click()
    expect(page.locator(".card-head .status")).to_have_text("Unverified")
    page.get_by_role("button", name="Withdraw the verdict").click()
    expect(page.locator(".field-error")).to_contain_text("Withdrawing needs a note")
    page.get_by_label("Note").fill("Wrong harbour.")
    page.get_by_role("button", name="Withdraw the verdict").click()
    expect(page.locator(".notes")).to_contain_text("Claim 1: the verdict is withdrawn.")
    expect(page.locator("#progress")).to_contain_text("0 of 2 decided")
    page.get_by_role("button", name="Undo my last step").click()
    expect(page.locator(".notes")).to_contain_text("Claim 1: the last step is taken back. It is now: Unverified.")
    assert [row.act for row in Review.objects.order_by("pk")] == ["verdict", "withdrawal", "undo"]
