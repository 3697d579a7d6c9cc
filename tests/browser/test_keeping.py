"""A page that becomes evidence is kept, read again as text, and flagged when it changes; all of it by plain forms too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, OpenPage
from tests.browser.linkserver import STORY, LinkServer
from tests.factories import Cast, claims_of, hang_link, plain_article
from verify.models import Article, Flag, Keeping, Link, Snapshot

SAID = (
    "The port authority counted 12 berths after the storm. “We lost two cranes,” said port director Anna Wester. " * 2
)


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, claims=2)


@pytest.fixture
def story(web: LinkServer) -> Iterator[str]:
    STORY["text"] = SAID
    yield web.url("/story")
    STORY["text"] = ""


def add_evidence(page: Page, url: str, quotation: str = "") -> None:
    fold = page.locator("#claim-card .evidence-add").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    page.get_by_label("Paste a URL, or write what you saw").fill(url)
    page.get_by_label("What it says").fill(quotation)
    page.get_by_role("button", name="Add evidence").click()


def test_a_page_is_kept_its_quotation_found_and_its_change_flagged(
    cast: Cast, open_page: OpenPage, article: Article, story: str
) -> None:
    page = open_page(cast.reviewer, article.get_absolute_url())
    add_evidence(page, story, "We lost three cranes")
    item = page.locator(".evidence-item")
    expect(item.get_by_role("link", name="Copy kept")).to_be_visible()
    expect(item.locator(".quote-line")).to_contain_text("found with differences")
    expect(item.locator(".quote-line del")).to_have_text("three")
    item.get_by_role("link", name="Copy kept").click()
    expect(page.locator(".kept-text")).to_contain_text("counted 12 berths after the storm")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the copy").click()
    assert download.value.suggested_filename.endswith(".warc.gz")
    change_and_look_again(page, article, "120 berths")
    flag = page.locator("#flags .note")
    expect(flag).to_contain_text("The source has changed", timeout=2 * PATIENCE)
    assert (flag.locator("del").first.inner_text().strip(), flag.locator("ins").first.inner_text().strip()) == (
        "12",
        "120",
    )
    dismiss(page)


def change_and_look_again(page: Page, article: Article, now: str) -> None:
    """The page says something else, stands in the article besides, and a reviewer presses "Check now"."""
    STORY["text"] = SAID.replace("12 berths", now)
    hang_link(article, Link.objects.get())
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Check now").click()
    page.locator("#card-news").get_by_role("link", name="Show the claim as it is now").click()


def dismiss(page: Page) -> None:
    note = page.locator("#flags .note")
    note.locator("summary").click()
    note.get_by_label("Why it needs nothing more").fill("The claim is about the cranes.")
    note.get_by_role("button", name="Dismiss").click()
    expect(page.locator("#live")).to_have_text("The flag is dismissed.")
    expect(page.locator("#flags .note")).to_have_count(0)
    assert Flag.objects.get().dismissal_note == "The claim is about the cranes."


def test_a_copy_is_asked_for_by_a_button_and_what_was_typed_stays(
    cast: Cast, open_page: OpenPage, article: Article, story: str
) -> None:
    page = open_page(cast.reviewer, article.get_absolute_url())
    add_evidence(page, story)
    button = page.get_by_role("button", name="Keep a copy")
    expect(button).to_be_visible()
    page.get_by_label("Note").fill("I called the")
    button.click()
    expect(page.locator("#live")).to_have_text("A copy is being kept.")
    expect(page.get_by_label("Note")).to_have_value("I called the")
    expect(button).to_be_visible()
    assert Snapshot.objects.count() == Keeping.objects.filter(state="done").count() == 2


def test_without_scripts_a_copy_is_asked_for_and_read(
    cast: Cast, open_page: OpenPage, article: Article, story: str
) -> None:
    page = open_page(cast.reviewer, article.get_absolute_url(), java_script_enabled=False)
    add_evidence(page, story)
    address = f"{article.get_absolute_url()}?claim={claims_of(article)[0].pk}"
    for asked in range(2):
        for _look in range(150):
            page.goto(address)
            if page.get_by_role("button", name="Keep a copy").count():
                break
            page.wait_for_timeout(100)
        if asked == 0:
            page.get_by_label("Note").fill("Half a thought")
            page.get_by_role("button", name="Keep a copy").click()
            expect(page.locator(".notes")).to_contain_text("A copy is being kept.")
            expect(page.get_by_label("Note")).to_have_value("Half a thought")
    assert Snapshot.objects.count() == 2
    page.get_by_role("link", name="Copy kept").click()
    expect(page.locator(".kept-text")).to_contain_text("counted 12 berths after the storm")
