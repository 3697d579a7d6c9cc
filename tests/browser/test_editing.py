"""Editors work on claims by selecting text, with the mouse and with the keyboard alone, and take it back."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.factories import Cast, claims_of, plain_article
from verify.models import Article, ClaimEdit, ClaimOccurrence


def words_of(article: Article) -> list[str]:
    rows = ClaimOccurrence.objects.standing().filter(revision__article=article).order_by("position")
    return [row.text for row in rows]


def drag_over(page: Page, passage: int, first: str, last: str) -> None:
    """Press the button before the word ``first`` of a passage and let it go behind the word ``last``.

    A font that arrives between the measuring and the dragging would move the words.
    """
    places = page.evaluate(
        """async ([index, first, last]) => {
            await document.fonts.ready;
            const passage = document.querySelectorAll("#text .passage")[index];
            const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
            const found = {};
            while (walker.nextNode()) {
                const text = walker.currentNode;
                for (const [name, word] of [["first", first], ["last", last]]) {
                    const at = text.data.indexOf(word);
                    if (at < 0 || found[name]) continue;
                    const range = document.createRange();
                    range.setStart(text, at);
                    range.setEnd(text, at + word.length);
                    found[name] = range.getBoundingClientRect().toJSON();
                }
            }
            return found;
        }""",
        [passage, first, last],
    )
    begin, end = places["first"], places["last"]
    page.mouse.move(begin["left"] + 1, begin["top"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["right"] - 1, end["top"] + end["height"] / 2, steps=6)
    page.mouse.up()


def test_an_editor_selects_words_with_the_mouse_and_makes_a_claim_of_them(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 3)
    page = open_page(cast.editor, f"/articles/{article.pk}/")
    drag_over(page, 1, "council", "counted")
    page.get_by_role("button", name="New claim from them").click()
    expect(page.locator("#claim-title")).to_have_text("“council counted”")
    assert words_of(article)[2] == "council counted"
    assert ClaimEdit.objects.get().person == cast.editor


def test_an_editor_sets_the_bounds_of_the_open_claim_with_the_mouse(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 3)
    claim = claims_of(article)[1]
    page = open_page(cast.editor, f"/articles/{article.pk}/?claim={claim.pk}")
    drag_over(page, 1, "council", "boats")
    page.get_by_role("button", name="Make them the words of the open claim").click()
    expect(page.locator("#claim-title")).to_have_text("“council counted 2 boats”")
    assert words_of(article)[1] == "council counted 2 boats"


def test_a_click_on_a_claim_still_opens_it_for_an_editor(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 3)
    page = open_page(cast.editor, f"/articles/{article.pk}/")
    page.locator("#text .mark").nth(2).click()
    expect(page.locator("#claim-card .card-head")).to_contain_text("Claim 3 of 3")
    expect(page.locator("#selection-bar")).to_be_hidden()


def test_reviewers_are_offered_no_editing(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 3)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/")
    drag_over(page, 1, "council", "counted")
    expect(page.locator("#selection-bar")).to_have_count(0)
    expect(page.locator("#edit-link")).to_have_count(0)


def test_an_editor_edits_and_takes_it_back_with_the_keyboard_alone(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 2)
    begun = words_of(article)
    page = open_page(cast.editor, f"/articles/{article.pk}/")
    page.keyboard.press("b")
    page.wait_for_url("**/edit/")
    page.locator("#passage-words").focus()
    page.keyboard.press("Control+Home")
    for _word in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.locator("#id_end option:checked")).to_have_text("3 · counted")
    page.get_by_role("button", name="Set these bounds").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-title")).to_have_text("“The council counted”")
    page.keyboard.press("b")
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-title")).to_have_text(f"“{begun[0]}”")
    assert words_of(article) == begun


def test_the_editors_page_works_without_javascript(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 2)
    claim = claims_of(article)[0]
    page = open_page(cast.editor, f"/claims/{claim.pk}/edit/", java_script_enabled=False)
    page.get_by_label("From").select_option(label="3 · counted")
    page.get_by_role("button", name="Split before the first word").click()
    assert words_of(article) == ["The council", "counted 1 boats.", "The council counted 2 boats."]
    page.goto(f"/claims/{claim.pk}/edit/")
    page.get_by_role("button", name="This is no claim").click()
    expect(page.locator("#main")).to_contain_text("Say why this is no claim.")
    page.get_by_label("The speaker as written").fill("Anna Wester")
    page.get_by_role("button", name="Set the speaker").click()
    expect(page.locator("#claim-card .facts")).to_contain_text("Anna Wester")


def test_touch_finds_the_tools_on_a_phone(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 2)
    claim = claims_of(article)[0]
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    page = open_page(cast.editor, f"/claims/{claim.pk}/edit/", **phone)
    page.get_by_label("To", exact=True).select_option(label="3 · counted")
    page.get_by_role("button", name="Set these bounds").tap()
    expect(page.locator("#claim-title")).to_have_text("“The council counted”")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_is_ordered_by_worth_and_keeps_that_order_while_deciding(cast: Cast, open_page: OpenPage) -> None:
    article = plain_article(cast.editor, 3)
    rows = ClaimOccurrence.objects.filter(revision__article=article).order_by("position")
    for row, worth in zip(rows, (0.2, 0.9, 0.5), strict=True):
        ClaimOccurrence.objects.filter(pk=row.pk).update(checkworthiness=worth)
    page = open_page(cast.reviewer, f"/articles/{article.pk}/?order=worth")
    assert [row.split("\n")[0] for row in page.locator("#claims .claim-row").all_inner_texts()] == [
        "The council counted 2 boats.",
        "The council counted 3 boats.",
        "The council counted 1 boats.",
    ]
    page.keyboard.press("n")
    page.keyboard.type("Nobody answered.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.locator("#claim-card .card-head")).to_contain_text("Claim 3 of 3")
    assert "order=worth" in page.url
