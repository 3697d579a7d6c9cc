"""axe-core finds nothing on any page, and nothing is wider than a small phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.sight import SMALL, Findings, show
from tests.factories import (
    PASSWORD,
    Cast,
    claims_of,
    evidence_on,
    plain_article,
    said_on,
    settled,
    split_article,
    verdict,
)
from verify.models import Article, Status
from verify.services.reviewing import review_claim

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TEXT = f"""# The {LONG_WORD} answers at last

March 12, 2025

By Lena Brandt

The {LONG_WORD} counted 9 boats in the harbour on Monday, according to harbour master Anna Wester.

Two cranes [fell](#) into the basin. The [log](http://127.0.0.1:9/{"a-very-long-address/" * 8}) reportedly names 4 witnesses.

## Embed:

Порт Нордхавна закрыл половину причалов после шторма

— HARBOUR WATCH (@harbour_watch) [March 12, 2025](#)
"""


@pytest.fixture
def findings() -> Findings:
    return Findings()


@pytest.fixture
def article(cast: Cast) -> Article:
    """With a decided claim, evidence of each kind and a reworded claim."""
    made = split_article(cast.editor, TEXT)
    first, second, *_rest = claims_of(made)
    evidence_on(first, cast.reviewer, source=f"http://127.0.0.1:9/{'evidence-' * 20}")
    evidence_on(first, cast.reviewer, source=f"I read the minutes of the {LONG_WORD}.", stance="context")
    review_claim(first, cast.reviewer, verdict(first, Status.VERIFIED, LONG_WORD))
    review_claim(second, cast.reviewer2, verdict(second))
    return made


def test_the_pages_around_an_article_are_open_to_everybody(open_page: OpenPage, cast: Cast, findings: Findings) -> None:
    page = open_page(None, "/login/")
    findings.look(page, "login")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".note[data-level=error]")).to_be_visible()
    findings.look(page, "login refused")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="The desk is clear")).to_be_visible()
    page.locator(".menu summary").click()
    findings.look(page, "empty desk with its menu")
    page.goto("/upload/")
    findings.look(page, "upload")
    page.locator("form button[type=submit]", has_text="Upload").click()
    expect(page.locator(".field-error")).to_be_visible()
    findings.look(page, "upload refused")
    for name, address in {"settings": "/me/", "password": "/password/", "404": "/nothing/here/"}.items():
        page.goto(address)
        findings.look(page, name)
    page = open_page(cast.viewer, "/upload/")
    expect(page.get_by_role("heading", name="This page is not open to you")).to_be_visible()
    findings.look(page, "403")
    assert not findings.lines, findings.report()


def test_the_pages_of_an_article_are_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    first = claims_of(article)[0]
    page = open_page(cast.editor, "/")
    findings.look(page, "desk")
    addresses = {
        "revisions": f"/articles/{article.pk}/revisions/",
        "revision": f"/articles/{article.pk}/revisions/1/",
        "claim": f"/claims/{first.pk}/",
        "details": f"/articles/{article.pk}/details/",
        "new revision": f"/articles/{article.pk}/revise/",
    }
    for name, address in addresses.items():
        page.goto(address)
        findings.look(page, name)
    assert not findings.lines, findings.report()


def test_comments_and_notifications_are_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    first = claims_of(article)[0]
    settled(said_on(first, cast.editor, f"@reviewer: {LONG_WORD}?"), cast.reviewer2)
    page = open_page(cast.reviewer, "/notifications/")
    findings.look(page, "notifications")
    page.goto(f"{article.get_absolute_url()}?claim={first.pk}")
    page.keyboard.press("c")
    findings.look(page, "the comments on the card")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comments .field-error")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_be_focused()
    findings.look(page, "a comment refused")
    page.goto(f"/claims/{first.pk}/")
    findings.look(page, "the comments on the claim's page")
    assert not findings.lines, findings.report()


def test_every_state_of_the_claim_card_is_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    claims = claims_of(article)
    address = f"/articles/{article.pk}/"
    page = open_page(cast.reviewer, address)
    findings.look(page, "an open claim")
    check_error_and_conflict(page, cast, article, findings)
    page.goto(f"{address}?claim={claims[0].pk}")
    findings.look(page, "a decided claim with evidence")
    page.keyboard.press("?")
    findings.look(page, "the list of keys")
    page.goto(address)
    show(page, SMALL)
    page.locator(".drawer-handle").click()
    findings.look(page, "the drawer of claims")
    findings.look(open_page(cast.viewer, address), "a viewer's card")
    assert not findings.lines, findings.report()


def check_error_and_conflict(page: Page, cast: Cast, article: Article, findings: Findings) -> None:
    third = claims_of(article)[2]
    page.keyboard.press("v")
    expect(page.locator("#id_evidence_source")).to_be_focused()
    findings.look(page, "a refused verdict")
    review_claim(third, cast.reviewer2, verdict(third))
    page.get_by_label("Note").fill(f"{LONG_WORD} {LONG_WORD}")
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.get_by_role("alert")).to_contain_text("Milan Kovac was faster")
    findings.look(page, "a conflict")


def test_a_reworded_claim_and_an_article_without_claims_are_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    page = open_page(cast.editor, f"/articles/{article.pk}/revise/")
    page.get_by_label("Drop files here, or paste the text").fill(TEXT.replace("9 boats", "11 boats"))
    page.locator("form button[type=submit]", has_text="Upload").click()
    expect(page.locator("#desk")).to_have_attribute("data-revision", "2")
    page.locator("#claims .claim-row").filter(has_text="check again").click()
    expect(page.locator("#claim-card ins")).to_be_visible()
    findings.look(page, "a claim to check again")
    empty = split_article(cast.editor, "# Nothing but a headline\n\nMarch 12, 2025\n", "empty.md")
    page.goto(f"/articles/{empty.pk}/")
    expect(page.get_by_role("heading", name="No claims")).to_be_visible()
    findings.look(page, "an article without claims")
    broken = split_article(cast.editor, bytes(range(256)) * 8, "broken.txt")
    page.goto(f"/articles/{broken.pk}/")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    findings.look(page, "a failed split")
    page.goto("/")
    findings.look(page, "a desk with a failed split")
    assert not findings.lines, findings.report()


def test_axe_does_find_what_is_wrong(open_page: OpenPage, cast: Cast, findings: Findings) -> None:
    """The measure itself: without this, a silent axe would look like a clean desk."""
    plain_article(cast.editor)
    page = open_page(cast.editor, "/upload/")
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<input><pre>' + 'x'.repeat(900) + '</pre>')"
    )
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    findings.look(page, "spoiled")
    found = "\n".join(findings.lines)
    assert "label" in found
    assert "color-contrast" in found
    assert "spoiled at 320 px: html" in found
