"""From the login page to the outcomes of the links, as an editor goes through it with a mouse and a clipboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection, transaction
from playwright.sync_api import FilePayload, Page, expect

from tests.browser import articles
from tests.browser.conftest import OpenPage
from tests.browser.linkserver import LinkServer
from tests.factories import PASSWORD, Cast, split_article
from verify.models import Article, Claim, Person, Status
from verify.services.reviewing import NewEvidence, Verdict, review_claim

UPLOAD_BOX = "Drop files here, or paste the text"


@contextmanager
def splitting_held_up() -> Iterator[None]:
    """No worker can store what it split until the block ends; everybody can read meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE verify_passage IN EXCLUSIVE MODE")
        yield


def stay(page: Page) -> None:
    """Leave a mark on the page that only a reload wipes away."""
    page.evaluate("window.stayed = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def paste(page: Page, text: str) -> None:
    """Through the clipboard, with the keys that people press."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.get_by_label(UPLOAD_BOX).focus()
    page.keyboard.press("Control+V")


def upload_button(page: Page) -> None:
    page.locator("form button[type=submit]", has_text="Upload").click()


def log_in_by_typing(page: Page, person: Person) -> None:
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_pasted_article_becomes_marked_claims_and_checked_links_without_a_reload(
    open_page: OpenPage, cast: Cast, web: LinkServer
) -> None:
    page = open_page(None, "/upload/")
    log_in_by_typing(page, cast.editor)
    expect(page.get_by_role("heading", name="Upload an article")).to_be_visible()
    paste(page, articles.markdown(web))
    with web.held_back():
        with splitting_held_up():
            upload_button(page)
            expect(page.get_by_role("heading", name="Splitting the text into claims")).to_be_visible()
            expect(page.get_by_role("progressbar", name="Splitting")).to_be_visible()
            stay(page)
        expect(page.locator("#claims .claim-row").first).to_be_visible()
        expect(page.locator("#text .link-mark[data-outcome=pending]").first).to_be_visible()
        expect(page.locator("#links-title")).to_contain_text("of 11 checked")
    expect(page).to_have_title(f"{articles.TITLE} · Newsroom Verify")
    check_claims_and_furniture(page)
    check_links_come_in(page, web)
    check_picture(page)
    assert has_stayed(page)
    assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight"), "text and card scroll apart"


def check_claims_and_furniture(page: Page) -> None:
    rows = page.locator("#claims .claim-row")
    for sentence in articles.SENTENCES:
        expect(rows.filter(has_text=sentence)).to_have_count(1)
    assert rows.count() == page.locator("#text .mark[id]").count()
    marked = " ".join(page.locator("#text .mark").all_inner_texts())
    for word in " ".join(articles.SENTENCES).split():
        assert word.strip(".,") in marked, f"“{word}” stands in no claim"
    for kind in ("headline", "dateline", "credit", "subheading", "footer"):
        passage = page.locator(f"#text [data-kind={kind}]")
        assert passage.count() > 0, f"no {kind} was recognised"
        assert passage.locator(".mark").count() == 0, f"a claim stands in the {kind}"
    embed = page.locator("#text [data-kind=embed]")
    expect(embed).to_have_count(1)
    expect(embed.locator("blockquote")).to_have_attribute("lang", "ru")
    expect(embed).to_contain_text("Embedded post · Russian")


def check_links_come_in(page: Page, web: LinkServer) -> None:
    expect(page.locator("#text .link-mark[data-outcome=invalid]")).to_have_count(4)
    expect(page.locator("#links tr[data-outcome=invalid]")).to_have_count(4)
    expect(page.get_by_text("4 links have no target")).to_be_visible()
    outcomes = {
        web.url("/report"): "ok",
        web.url("/moved"): "redirected",
        web.url("/missing"): "broken",
        web.unreachable: "unreachable",
        web.url("/private"): "restricted",
        web.url("/pier.png"): "ok",
    }
    for address, outcome in outcomes.items():
        row = page.locator("#links tr").filter(has=page.locator(f'th > a.url[title="{address}"]'))
        expect(row).to_have_attribute("data-outcome", outcome, timeout=20_000)
    for outcome in ("ok", "redirected", "broken", "unreachable", "restricted"):
        expect(page.locator(f"#text .link-mark[data-outcome={outcome}]").first).to_be_visible()
    expect(page.get_by_text("3 links need a look")).to_be_visible()
    assert page.locator("#checks").get_attribute("hx-get") is None, "it still polls though nothing is pending"


def check_picture(page: Page) -> None:
    card = page.locator("#media .media-card")
    expect(card).to_contain_text("640 × 400")
    card.locator("img").scroll_into_view_if_needed()
    expect(card.locator("img")).to_have_js_property("naturalWidth", 640)


def decide_all(article: Article, person: Person) -> None:
    for claim in Claim.objects.filter(article=article):
        evidence = NewEvidence("I read the log of the harbour master.", "supports")
        review_claim(claim, person, Verdict("verified", "both", "", claim.version, claim_key(claim)), evidence)


def claim_key(claim: Claim) -> UUID:
    return uuid5(NAMESPACE_URL, str(claim.pk))


def test_a_new_revision_keeps_every_decided_claim_whose_wording_stayed(
    open_page: OpenPage, cast: Cast, web: LinkServer
) -> None:
    article = split_article(cast.editor, articles.markdown(web), "storm.md")
    decide_all(article, cast.reviewer)
    before = Claim.objects.filter(article=article).count()
    page = open_page(cast.editor, f"/articles/{article.pk}/")
    page.get_by_role("link", name="New revision").click()
    file = FilePayload(name="storm.txt", mimeType="text/plain", buffer=articles.plain(web).encode())
    page.get_by_label("Files", exact=True).set_input_files(file)
    upload_button(page)
    expect(page.locator("#desk")).to_have_attribute("data-revision", "2")
    expect(page.locator("#article-meta")).to_contain_text(f"{before - 1} kept, 1 changed, 0 new, 0 removed")
    for sentence in articles.SENTENCES[:3] + articles.SENTENCES[4:]:
        row = page.locator("#claims .claim-row").filter(has_text=sentence)
        expect(row).to_have_attribute("data-status", Status.VERIFIED)
    changed = page.locator("#claims .claim-row").filter(has_text="Seven ships")
    expect(changed).to_have_attribute("data-status", Status.UNCHECKED)
    expect(changed).to_contain_text("check again")
    changed.click()
    card = page.locator("#claim-card")
    expect(card.locator("del")).to_have_text("Nine")
    expect(card.locator("ins")).to_have_text("Seven")
    expect(card).to_contain_text("It was decided by Rosa Aguilar: Verified")
    expect(page.locator("#progress")).to_contain_text(f"{before - 1} of {before} decided")


def test_the_earlier_revision_stays_readable_with_its_own_words(
    open_page: OpenPage, cast: Cast, web: LinkServer
) -> None:
    article = split_article(cast.editor, articles.markdown(web), "storm.md")
    page = open_page(cast.editor, f"/articles/{article.pk}/revise/")
    page.get_by_label(UPLOAD_BOX).fill(articles.plain(web))
    upload_button(page)
    expect(page.locator("#desk")).to_have_attribute("data-revision", "2")
    page.get_by_role("link", name="Revisions").click()
    expect(page.locator("li.revision[data-revision]")).to_have_count(2)
    page.get_by_role("link", name="Read revision 1").click()
    expect(page.locator(".text")).to_contain_text("Nine ships reportedly waited")
    expect(page.locator(".text")).not_to_contain_text("Seven ships")


def test_nobody_who_is_typing_is_interrupted_when_a_new_revision_is_ready(
    open_page: OpenPage, cast: Cast, web: LinkServer
) -> None:
    article = split_article(cast.editor, articles.markdown(web), "storm.md")
    reviewer = open_page(cast.reviewer)
    editor = open_page(cast.editor, f"/articles/{article.pk}/revise/")
    editor.get_by_label(UPLOAD_BOX).fill(articles.plain(web))
    with splitting_held_up():
        upload_button(editor)
        expect(editor.locator("#splitting")).to_be_visible()
        reviewer.goto(f"/articles/{article.pk}/")
        reviewer.get_by_label("Note").fill("The insurer calls back at four.")
        with reviewer.expect_response(lambda response: response.url.endswith(f"/articles/{article.pk}/")):
            """One look at the progress while the note is half written."""
        expect(reviewer.get_by_label("Note")).to_have_value("The insurer calls back at four.")
        expect(reviewer.get_by_label("Note")).to_be_focused()
    expect(editor.locator("#desk")).to_have_attribute("data-revision", "2")
    show = reviewer.get_by_role("link", name="Show revision 2")
    expect(show).to_be_visible()
    expect(reviewer.get_by_label("Note")).to_have_value("The insurer calls back at four.")
    show.click()
    expect(reviewer.locator("#desk")).to_have_attribute("data-revision", "2")


def test_a_failed_split_says_why_and_keeps_the_upload(open_page: OpenPage, cast: Cast) -> None:
    content = bytes(range(256)) * 8
    page = open_page(cast.editor, "/upload/")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "storm.txt", "mimeType": "text/plain", "buffer": content}
    )
    upload_button(page)
    panel = page.locator("#splitting")
    expect(panel.get_by_role("heading", name="Revision 1 is not split")).to_be_visible()
    expect(panel).to_contain_text("This is not text but a binary file: save the article as")
    with page.expect_download() as download:
        panel.get_by_role("link", name="The upload as received").click()
    assert download.value.suggested_filename == "storm.txt"
    assert download.value.path().read_bytes() == content
    panel.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Revision 1 is not split")).to_be_visible()
    assert Article.objects.get().revisions.get().split_attempts == 1, "a retry begins with a fresh count"
    page.goto("/")
    expect(page.get_by_role("row").filter(has_text="Not split: look why")).to_be_visible()
