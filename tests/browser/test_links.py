"""Links in the browser: looked at again by tick and by keyboard, overruled without scripts, on a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.linkserver import LinkServer
from tests.factories import Cast, hang_link, looked_at_link, plain_article
from verify.models import Article, Link, Overruling


def article_with(cast: Cast, *urls: str) -> Article:
    """Its links were looked at once and found broken."""
    article = plain_article(cast.editor, 3, title="Harbour")
    for place, url in enumerate(urls):
        hang_link(article, looked_at_link(url, "broken"), position=place, anchor=f"log {place}")
    return article


def test_ticked_links_are_checked_again_and_the_table_tells_when_they_are_done(
    open_page: OpenPage, cast: Cast, web: LinkServer
) -> None:
    base = f"http://127.0.0.1:{web.port}"
    article = article_with(cast, f"{base}/none/1", f"{base}/none/2")
    page: Page = open_page(cast.reviewer, f"/articles/{article.pk}/links/")
    box = page.get_by_role("checkbox").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.get_by_role("button", name="Check the ticked again").press("Enter")
    expect(page.get_by_text("1 link is being checked.")).to_be_visible()
    expect(page.locator("#live")).to_have_text("All links are checked.")
    assert Link.objects.filter(checks__checked_at__lt=timezone.now()).distinct().count() == 2
    assert sorted(link.checks.count() for link in Link.objects.all()) == [1, 2]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_reviewer_overrules_a_link_on_a_phone(open_page: OpenPage, cast: Cast, scripts: bool) -> None:
    article_with(cast, "http://127.0.0.1:9/a-very-long-address/" + "and-more-" * 20)
    phone = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": scripts}
    page = open_page(cast.reviewer, "/links/", **phone)
    page.locator("tbody th a").first.click()
    page.get_by_text("I looked myself: overrule the program").click()
    page.get_by_label("What you saw").select_option("ok")
    page.get_by_label("How you looked").fill("Checked in a browser, it is there.")
    page.get_by_role("button", name="Hold this").click()
    expect(page.get_by_text("held by Rosa Aguilar until")).to_be_visible()
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Overruling.objects.get().person == cast.reviewer
    page.goto("/links/")
    expect(page.get_by_text("No link needs you")).to_be_visible()
