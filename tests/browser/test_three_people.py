"""Three people on one claim: two disagree, the third resolves it, an editor signs; each sees the others' part."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stack import Stack
from tests.factories import Cast, claims_of, plain_article
from verify.models import Article, Clearance, Evidence, Review, SignOff


def decide(page: Page, word: str, note: str, source: str = "") -> None:
    page.get_by_label("Note").fill(note)
    if source:
        page.locator("#evidence .evidence-add summary").click()
        page.get_by_label("Paste a URL, or write what you saw").fill(source)
    page.get_by_role("button", name=f"Mark as {word}").click()


def test_two_disagree_a_third_resolves_and_an_editor_signs_and_clears(
    open_page: OpenPage, cast: Cast, stack: Stack
) -> None:
    article = plain_article(cast.editor, claims=1)
    Article.objects.filter(pk=article.pk).update(sign_off="all")
    claim = claims_of(article)[0]
    address = f"/articles/{article.pk}/?claim={claim.pk}"
    rosa, milan = open_page(cast.reviewer, address), open_page(cast.reviewer2, address)
    decide(rosa, "Unverified", "The clerk does not answer.")
    expect(rosa.locator("#live")).to_contain_text("Claim 1 is marked: Unverified.")
    decide(milan, "Verified", "It is in the minutes.", "I read the minutes.")
    milan.get_by_role("button", name="Record as disagreement").click()
    expect(milan.locator("#live")).to_contain_text("the disagreement is recorded")
    expect(milan.locator("#disagreement")).to_contain_text(
        "Rosa Aguilar and Milan Kovac disagree: unverified against verified."
    )
    decide(milan, "Verified", "And yet.")
    expect(milan.locator("#claim-card .note[data-level=error]")).to_contain_text("You are one of the two who disagree")
    third = open_page(cast.outsider, address)
    decide(third, "Verified", "The minutes are right.")
    expect(third.locator("#live")).to_contain_text("Claim 1 is marked: Verified.")
    editor = open_page(cast.administrator, address)
    editor.locator("#claim-title").focus()
    editor.keyboard.press("y")
    expect(editor.locator("#live")).to_contain_text("Signed off.")
    assert stack.wait_until_idle(), "the worker is still looking for flags"
    editor.keyboard.press("l")
    editor.get_by_role("button", name="Clear the article").click()
    expect(editor.locator(".article-head")).to_contain_text("Cleared by")
    acts = ["verdict", "disagreement", "verdict"]
    assert [row.act for row in Review.objects.order_by("claim_version")] == acts
    assert SignOff.objects.get().person == cast.administrator
    assert Clearance.objects.get().person == cast.administrator


def test_what_is_dropped_or_pasted_becomes_evidence_when_it_is_sent(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=1)
    page = open_page(cast.reviewer, article.get_absolute_url())
    page.evaluate(
        """() => {
          const pasted = new DataTransfer();
          pasted.setData("text/plain", "http://127.0.0.1:9/minutes");
          document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: pasted, bubbles: true}));
          const dropped = new DataTransfer();
          dropped.items.add(new File(["nine boats"], "boats.txt"));
          document.querySelector("#evidence").dispatchEvent(
            new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_label("Paste a URL, or write what you saw")).to_have_value("http://127.0.0.1:9/minutes")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence-item")).to_contain_text("boats.txt")
    assert Evidence.objects.get().filename == "boats.txt"
