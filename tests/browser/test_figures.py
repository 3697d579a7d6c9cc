"""The figures of the desk and of an article, in a browser."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.sight import Findings
from tests.factories import Cast, claims_of, decide, plain_article, verdict
from verify.services.reviewing import review_claim


def test_figures_lead_from_the_desk_to_the_oldest_claim_and_axe_finds_nothing(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, 6, title="What the council counted")
    first, second, third, *_rest = claims_of(article)
    decide(first, cast.reviewer, "verified")
    review_claim(second, cast.reviewer, verdict(second))
    page = open_page(cast.viewer, "/dashboard/")
    findings = Findings()
    findings.look(page, "dashboard")
    expect(page.get_by_role("region", name="Progress")).to_contain_text("2 of 6 claims decided")
    expect(page.get_by_role("row", name="2", exact=False).last).to_be_attached()
    page.get_by_role("link", name="The council counted 3 boats.").click()
    expect(page.locator("#claim-card")).to_have_attribute("data-claim", str(third.pk))
    page.locator("#progress a").click()
    expect(page.get_by_role("heading", name="What the council counted")).to_be_visible()
    findings.look(page, "an article's figures")
    assert not findings.lines, findings.report()
