"""What colleagues do together is open to everybody: search, palette, signatures, flags, clearance, links, news, long texts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.sight import Findings
from tests.factories import (
    Cast,
    citing_claim,
    claims_of,
    decide,
    edit_of,
    evidence_on,
    flag_on,
    hang_link,
    looked_at_link,
    plain_article,
    verdict,
)
from verify.models import Article
from verify.services.reviewing import review_claim

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def findings() -> Findings:
    return Findings()


@pytest.fixture
def article(cast: Cast) -> Article:
    """A claim that cites somebody, decided and waiting for a signature, with a flag and an edit; a disputed one; an open one."""
    made = plain_article(
        cast.editor, 3, f"The {LONG_WORD} answers", lambda place: f"The {LONG_WORD} has {place} boats."
    )
    Article.objects.update(sign_off="all")
    citing_claim(made)
    first, second, _third = claims_of(made)
    edit_of(first, cast.editor)
    decide(first, cast.reviewer, "verified", note=LONG_WORD)
    decide(second, cast.reviewer, "disputed")
    flag_on(first, reason=f"Only the {LONG_WORD} says so.")
    evidence_on(first, cast.reviewer2, source="http://127.0.0.1:9/minutes")
    hang_link(made, looked_at_link(f"http://127.0.0.1:9/{'a-long-address/' * 6}", "broken"), anchor=LONG_WORD)
    return made


def test_what_stands_around_the_card_is_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    first = claims_of(article)[0]
    page = open_page(cast.administrator, f"/articles/{article.pk}/?claim={first.pk}")
    expect(page.get_by_role("button", name="Sign off")).to_be_visible()
    page.locator("#flags details summary").first.click()
    findings.look(page, "a claim to sign, with a flag")
    page.get_by_role("button", name="Return").click()
    expect(page.locator("#claim-card .note[data-level=error]")).to_contain_text("Returning needs a note")
    findings.look(page, "a signature refused")
    check_news_and_conflict(open_page, cast, article, findings)
    page.goto(f"/claims/{first.pk}/")
    findings.look(page, "a claim's own page")
    assert not findings.lines, findings.report()


def check_news_and_conflict(open_page: OpenPage, cast: Cast, article: Article, findings: Findings) -> None:
    third = claims_of(article)[2]
    page = open_page(cast.reviewer2, f"/articles/{article.pk}/?claim={third.pk}")
    page.get_by_label("Note").fill("Half a thought")
    decide(third, cast.reviewer, "verified")
    expect(page.locator("#card-news")).not_to_be_empty()
    findings.look(page, "news on the open claim")
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.get_by_role("button", name="Record as disagreement")).to_be_visible()
    findings.look(page, "a conflict with its offers")
    page.get_by_role("button", name="Record as disagreement").click()
    expect(page.locator("#disagreement")).to_be_visible()
    findings.look(page, "a disagreement")


def test_the_gate_is_open_to_everybody(open_page: OpenPage, cast: Cast, article: Article, findings: Findings) -> None:
    page = open_page(cast.editor, f"/articles/{article.pk}/clearance/")
    page.get_by_role("button", name="Clear the article").click()
    expect(page.locator(".note[data-level=error]").first).to_be_visible()
    findings.look(page, "a clearance refused")
    for field in page.locator("input[name^=reason-]").all():
        field.fill(f"The lawyer read it: {LONG_WORD}.")
    page.get_by_role("button", name="Clear the article").click()
    expect(page.locator(".article-head")).to_contain_text("Cleared by")
    findings.look(page, "a cleared article")
    page.goto(f"/articles/{article.pk}/clearance/")
    findings.look(page, "a clearance that stands")
    check_paper(page)
    assert not findings.lines, findings.report()


def check_paper(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".panel").first).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw the clearance")).to_be_hidden()
    page.emulate_media(media="screen")


def test_finding_and_links_are_open_to_everybody(
    open_page: OpenPage, cast: Cast, article: Article, findings: Findings
) -> None:
    page = open_page(cast.reviewer, "/search/?q=boats")
    page.get_by_label("Keep this search as").fill(LONG_WORD)
    page.get_by_role("button", name="Keep", exact=True).click()
    findings.look(page, "what was found, and a kept search")
    page.goto("/search/?q=nothingatall")
    findings.look(page, "nothing found")
    page.keyboard.press("Control+k")
    page.keyboard.type("the")
    expect(page.locator("#palette [aria-selected=true]")).to_be_visible()
    findings.look(page, "the palette")
    link = article.revisions.get().link_occurrences.get().link_id
    for name, address in {
        "links of the desk": "/links/?show=all",
        "links of an article": f"/articles/{article.pk}/links/",
        "a link": f"/links/{link}/",
    }.items():
        page.goto(address)
        findings.look(page, name)
    assert not findings.lines, findings.report()


def test_forced_colours_and_no_motion_keep_signature_flag_and_conflict_apart(
    open_page: OpenPage, cast: Cast, article: Article
) -> None:
    first, _second, third = claims_of(article)
    options = {"reduced_motion": "reduce", "forced_colors": "active"}
    page = open_page(cast.administrator, f"/articles/{article.pk}/?claim={first.pk}", **options)
    flag = page.locator("#flags .note").first
    assert flag.evaluate("note => getComputedStyle(note).borderTopStyle") == "solid"
    expect(flag.locator(".icon").first).to_be_visible()
    expect(page.locator("#signature")).to_contain_text("waits for a signature")
    page = open_page(cast.reviewer2, f"/articles/{article.pk}/?claim={third.pk}", **options)
    review_claim(third, cast.reviewer, verdict(third))
    page.get_by_role("button", name="Mark as Disputed").click()
    expect(page.get_by_role("alert")).to_have_css("border-top-style", "solid")
    moving = "[...document.querySelectorAll('*')].filter(part => part.getAnimations().length).length"
    assert page.evaluate(moving) == 0
