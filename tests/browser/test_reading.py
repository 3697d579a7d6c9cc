"""Finding one's place, seeing only what one may, and the desk on paper, on a phone and without motion."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.sight import PHONE
from tests.factories import Cast, claims_of, evidence_on, plain_article, verdict
from verify.models import Article, Review, Status
from verify.services.reviewing import review_claim

DROP = """([target, files]) => {
  const transfer = new DataTransfer();
  files.forEach(([name, text]) => transfer.items.add(new File([text], name, { type: "text/plain" })));
  for (const kind of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


def edges(locator: Locator) -> tuple[float, float]:
    """The upper and the lower edge on the screen, in px."""
    found = locator.bounding_box()
    assert found is not None
    return found["y"], found["y"] + found["height"]


def test_a_viewer_reads_everything_and_decides_nothing(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor)
    first = claims_of(article)[0]
    evidence_on(first, cast.reviewer)
    page = open_page(cast.viewer, f"/articles/{article.pk}/?claim={first.pk}")
    expect(page.locator(".evidence-item")).to_contain_text("I read the minutes.")
    for sign in ("Mark as", "Undo", "Withdraw", "Add evidence", "Details", "New revision", "Upload"):
        expect(page.locator("main, header").get_by_text(sign)).to_have_count(0)
    expect(page.locator("#claim-card :is(textarea, input)")).to_have_count(0)
    page.keyboard.press("v")
    page.keyboard.press("z")
    page.keyboard.press("j")
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 3")
    assert Review.objects.count() == 0


def test_a_link_to_a_claim_opens_it_with_its_place_in_list_and_text_in_view(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=60)
    claim = claims_of(article)[44]
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?claim={claim.pk}")
    expect(page.locator(".card-head")).to_contain_text("Claim 45 of 60")
    for place in ("#claims", "#text"):
        current = page.locator(f'{place} [data-claim="{claim.pk}"]')
        expect(current).to_have_attribute("aria-current", "true")
        expect(current).to_be_in_viewport(ratio=1)


def test_back_returns_to_the_claim_before(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=5)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/")
    for number in (2, 3):
        page.keyboard.press("j")
        expect(page.locator(".card-head")).to_contain_text(f"Claim {number} of 5")
    page.go_back()
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 5")
    expect(page.locator('#claims [aria-current="true"] .meta span').first).to_have_text("2")
    page.get_by_role("link", name="Revisions").click()
    expect(page.get_by_role("heading", name="Revisions")).to_be_visible()
    page.go_back()
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 5")
    page.go_forward()
    expect(page.get_by_role("heading", name="Revisions")).to_be_visible()


def test_back_after_a_verdict_shows_the_claim_that_was_decided(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=3)
    first = claims_of(article)[0]
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?claim={first.pk}")
    page.get_by_label("Note").fill("Called twice.")
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.locator(".card-head")).to_contain_text("Claim 2 of 3")
    expect(page).to_have_url(re.compile(rf"\?claim={claims_of(article)[1].pk}$"))
    page.go_back()
    expect(page.locator(".card-head")).to_contain_text("Claim 1 of 3")
    expect(page.locator(".card-head .status")).to_have_text("Unverified")


def test_several_dropped_files_become_several_articles(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(cast.editor, "/upload/")
    names = ["one.txt", "two.md", "three.txt"]
    texts = [
        [name, f"Story of {name[:-3]}\n\nThe council counted {n} boats on Monday.\n"] for n, name in enumerate(names, 4)
    ]
    page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), texts])
    expect(page.locator("[data-drop-list] li")).to_have_text([re.compile(re.escape(name)) for name in names])
    page.locator("form button[type=submit]", has_text="Upload").click()
    expect(page).to_have_url(re.compile("/$"))
    expect(page.locator(".desk-table tbody tr")).to_have_count(3)
    assert Article.objects.count() == 3
    # The desk fills by itself as the worker splits them.
    expect(page.locator(".desk-table")).not_to_contain_text("splitting")
    for name in names:
        expect(page.get_by_role("link", name=f"Story of {name[:-3]}")).to_be_visible()


def test_paper_shows_the_text_and_each_claim_with_its_status_and_nothing_to_press(
    open_page: OpenPage, cast: Cast
) -> None:
    article = plain_article(cast.editor, claims=3)
    first = claims_of(article)[0]
    review_claim(first, cast.reviewer, verdict(first, note="Nobody at the council answered."))
    page = open_page(cast.editor, f"/articles/{article.pk}/")
    page.emulate_media(media="print")
    printed = page.locator(".print-only li")
    expect(printed).to_have_count(3)
    expect(printed.nth(0)).to_be_visible()
    expect(printed.nth(0)).to_contain_text("The council counted 1 boats. — Unverified")
    expect(printed.nth(0)).to_contain_text("Nobody at the council answered.")
    expect(printed.nth(1)).to_contain_text("The council counted 2 boats. — Not checked")
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#text .mark-number").first).to_be_visible()
    assert page.locator("#text .mark").first.inner_text().startswith("1The council counted 1 boats.")
    for hidden in (".top", ".claims-pane", ".card-pane", ".article-actions", "#keys"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.pdf().startswith(b"%PDF")


def test_the_verdicts_are_in_reach_of_a_thumb_and_the_claim_is_read_above_the_sheet(
    open_page: OpenPage, cast: Cast
) -> None:
    article = plain_article(cast.editor, claims=60)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?claim={claims_of(article)[30].pk}", viewport=phone())
    check_sheet(page)
    page.locator(".sheet-handle").click()
    expect(page.get_by_label("Note")).to_be_hidden()
    for name in ("Verified", "Unverified", "Disputed"):
        expect(page.get_by_role("button", name=f"Mark as {name}")).to_be_in_viewport(ratio=1)
    page.locator(".sheet-handle").click()
    page.get_by_label("Note").fill("Called twice.")
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.locator(".card-head")).to_contain_text("Claim 32 of 60")
    check_sheet(page)


def phone() -> dict[str, int]:
    return {"width": PHONE[0], "height": PHONE[1]}


def check_sheet(page: Page) -> None:
    for name in ("Verified", "Unverified", "Disputed"):
        button = page.get_by_role("button", name=f"Mark as {name}")
        expect(button).to_be_in_viewport(ratio=1)
        top, bottom = edges(button)
        assert bottom - top >= 44, "a thumb needs 44 px"
        assert top > PHONE[1] * 2 / 3, "a thumb reaches the lower third"
    mark = page.locator('#text .mark[aria-current="true"]')
    expect(mark).to_be_in_viewport(ratio=1)
    top, bottom = edges(mark)
    assert bottom <= edges(page.locator(".card-pane"))[0], "the sheet covers the claim it is about"
    assert top >= edges(page.locator(".claims-pane"))[1], "the head covers the claim"


def test_the_drawer_closes_over_the_claim_that_was_chosen_from_it(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=30)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/", viewport=phone())
    rows = page.locator("#claims .claim-row")
    expect(rows.first).to_be_hidden()
    page.locator(".drawer-handle").click()
    rows.nth(20).click()
    expect(page.locator(".card-head")).to_contain_text("Claim 21 of 30")
    expect(rows.first).to_be_hidden()
    check_sheet(page)


def test_reduced_motion_and_forced_colours_keep_every_state_apart(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor, claims=3)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/", reduced_motion="reduce", forced_colors="active")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--quick')") == "0s"
    rows = page.locator("#claims .claim-row")
    expect(page.locator('#text .mark[aria-current="true"]')).to_have_css("outline-style", "solid")
    colour = "row => getComputedStyle(row).borderInlineStartColor"
    assert rows.nth(0).evaluate(colour) != rows.nth(1).evaluate(colour), (
        "the current claim is marked by more than a fill"
    )
    expect(rows.nth(0)).to_contain_text("Not checked")
    expect(page.locator(".claims-tools [aria-current]")).to_be_visible()


def test_nothing_typed_is_lost_while_the_desk_cannot_be_reached(open_page: OpenPage, cast: Cast) -> None:
    article = plain_article(cast.editor)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/")
    page.get_by_label("Note").fill("Called twice.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.locator("#offline")).to_contain_text("The desk cannot be reached.")
    expect(page.locator("#offline")).to_be_in_viewport()
    expect(page.get_by_label("Note")).to_have_value("Called twice.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Mark as Unverified").click()
    expect(page.locator("#live")).to_have_text("Claim 1 is marked: Unverified.")
    assert claims_of(article)[0].status == Status.UNVERIFIED
