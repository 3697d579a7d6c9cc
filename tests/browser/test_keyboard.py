"""Deciding claims without touching a mouse, and keys that never act where somebody is writing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, plain_article
from verify.models import Article, Review


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, claims=4)


@pytest.fixture
def page(open_page: OpenPage, cast: Cast, article: Article) -> Page:
    return open_page(cast.reviewer, f"/articles/{article.pk}/")


def expect_claim(page: Page, number: int) -> None:
    """Claim ``number`` is the current one in the card, the list and the text."""
    expect(page.locator(".card-head")).to_contain_text(f"Claim {number} of ")
    expect(page.locator('#claims [aria-current="true"] .meta span').first).to_have_text(str(number))
    expect(page.locator('#text .mark[aria-current="true"] .mark-number')).to_have_text(str(number))


def focus_stance(page: Page) -> None:
    """Walk on with Tab as far as the stance of the evidence."""
    for _step in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "evidence_stance":
            return
    raise AssertionError("the stance cannot be reached with Tab")


def requests_for_claims(page: Page) -> list[str]:
    """What the page asks the desk for from now on, pictures apart; the list grows as it does."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    return asked


def test_every_claim_is_decided_by_keyboard_alone(page: Page, article: Article) -> None:
    live = page.locator("#live")
    page.keyboard.press("v")
    source = page.locator("#id_evidence_source")
    expect(source).to_be_focused()
    expect(source).to_have_attribute("aria-invalid", "true")
    described_by = str(source.get_attribute("aria-describedby")).split()[-1]
    expect(page.locator(f"#{described_by}")).to_contain_text("“Verified” rests on evidence")
    page.keyboard.type("I read the minutes of the council.")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(live).to_have_text("Claim 1 is marked: Verified.")
    expect_claim(page, 2)
    expect(page.locator("#claim-title")).to_be_focused()

    page.keyboard.press("u")
    note = page.locator("#id_note")
    expect(note).to_be_focused()
    expect(page.locator(".field-error")).to_contain_text("say what you tried")
    page.keyboard.type("Called twice.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(live).to_have_text("Claim 2 is marked: Unverified.")
    expect_claim(page, 3)

    page.keyboard.press("e")
    expect(source).to_be_focused()
    page.keyboard.type("The harbour log says seven.")
    focus_stance(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("d")
    expect(live).to_have_text("Claim 3 is marked: Disputed.")
    expect_claim(page, 4)

    page.keyboard.press("n")
    expect(note).to_be_focused()
    page.keyboard.type("No second source.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(live).to_have_text("Claim 4 is marked: Unverified. Every claim is decided.")
    assert [claim.status for claim in claims_of(article)] == ["verified", "unverified", "disputed", "unverified"]


def test_counters_list_and_text_follow_a_verdict_and_z_takes_it_back(page: Page, article: Article) -> None:
    first = claims_of(article)[0]
    page.keyboard.press("n")
    page.keyboard.type("Called twice.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect_claim(page, 2)
    for place in ("#claims", "#text"):
        expect(page.locator(f'{place} [data-claim="{first.pk}"]')).to_have_attribute("data-status", "unverified")
    expect(page.locator("#progress")).to_contain_text("1 of 4 decided")
    expect(page.locator("#progress rect[data-status=unverified]")).to_have_attribute("width", "1")
    expect(page.locator("#claims-tools")).to_contain_text("Open 3")
    page.keyboard.press("z")
    expect(page.locator("#live")).to_have_text("Claim 1: the last step is taken back. It is now: Not checked.")
    expect_claim(page, 1)
    expect(page.locator("#progress")).to_contain_text("0 of 4 decided")
    expect(page.locator(f'#claims [data-claim="{first.pk}"]')).to_have_attribute("data-status", "unchecked")
    assert [row.act for row in Review.objects.order_by("pk")] == ["verdict", "undo"]


def test_j_and_k_move_through_the_claims_and_stop_at_both_ends(page: Page, article: Article) -> None:
    ids = [claim.pk for claim in claims_of(article)]
    page.keyboard.press("k")
    expect_claim(page, 1)
    for number in (2, 3, 4):
        page.keyboard.press("j")
        expect_claim(page, number)
        expect(page).to_have_url(re.compile(rf"\?claim={ids[number - 1]}$"))
    page.keyboard.press("j")
    expect_claim(page, 4)
    page.keyboard.press("k")
    expect_claim(page, 3)


def test_what_was_typed_waits_while_another_claim_is_looked_at(page: Page, article: Article) -> None:
    page.keyboard.press("n")
    page.keyboard.type("Ask the clerk")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("The minutes")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect_claim(page, 2)
    expect(page.locator("#id_note")).to_have_value("")
    page.keyboard.press("k")
    expect_claim(page, 1)
    expect(page.locator("#id_note")).to_have_value("Ask the clerk")
    expect(page.locator("#id_evidence_source")).to_have_value("The minutes")
    expect(page.locator("#id_evidence_source")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator("#live")).to_have_text("There is nothing of yours to take back in this article.")
    expect(page.locator("#id_note")).to_have_value("Ask the clerk")
    page.keyboard.press("u")
    expect_claim(page, 2)
    page.keyboard.press("k")
    expect_claim(page, 1)
    expect(page.locator("#id_note")).to_have_value("")
    assert Review.objects.get().note == "Ask the clerk"


def test_a_question_mark_shows_the_keys_and_hides_them_again(page: Page) -> None:
    keys = page.get_by_role("region", name="Keys")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()


def test_letters_typed_into_a_field_are_only_letters(page: Page) -> None:
    asked = requests_for_claims(page)
    page.keyboard.press("n")
    page.keyboard.type("jkvudnez?")
    expect(page.locator("#id_note")).to_have_value("jkvudnez?")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("vud jk z?")
    expect(page.locator("#id_evidence_source")).to_have_value("vud jk z?")
    expect_claim(page, 1)
    expect(page.get_by_role("region", name="Keys")).to_be_hidden()
    assert asked == []


def test_keys_held_with_control_alt_or_meta_belong_to_the_browser(page: Page) -> None:
    asked = requests_for_claims(page)
    page.locator("#claim-title").focus()
    for combination in ("Control+v", "Control+u", "Alt+d", "Meta+z", "Control+j", "Alt+e"):
        page.keyboard.press(combination)
    expect(page.locator("#claim-title")).to_be_focused()
    # Whatever those keys had asked for would have gone out before this.
    page.keyboard.press("j")
    expect_claim(page, 2)
    assert len(asked) == 1
    assert Review.objects.count() == 0


def test_the_keys_can_be_switched_off(page: Page, article: Article) -> None:
    page.goto("/me/")
    page.get_by_label("Keyboard shortcuts").uncheck()
    page.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    page.goto(f"/articles/{article.pk}/")
    asked = requests_for_claims(page)
    for key in "jkvudnez?":
        page.keyboard.press(key)
    expect(page.get_by_role("region", name="Keys")).to_be_hidden()
    expect(page.locator("#id_note")).not_to_be_focused()
    page.locator("#claims .claim-row").nth(1).click()
    expect_claim(page, 2)
    assert len(asked) == 1, "only the click may ask for anything"
