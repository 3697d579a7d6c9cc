"""Copies on the pages: beside the evidence, as plain text, as downloads, and the buttons that ask for them."""

import uuid
from typing import Any

import pytest
from django.template import engines
from django.test import Client

from tests.factories import (
    Cast,
    archived_copy,
    claims_of,
    hang_link,
    kept_copy,
    looked_at_link,
    looked_for_quote,
    plain_article,
)
from tests.views.pages import parsed
from verify.models import Article, Claim, Evidence, Keeping, Link, Snapshot
from verify.services.reviewing import NewEvidence, add_evidence

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "claim-card"}


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


@pytest.fixture
def link() -> Link:
    return looked_at_link("http://127.0.0.1:9/minutes")


@pytest.fixture
def piece(claim: Claim, link: Link, cast: Cast) -> Evidence:
    """The page as evidence, its copy not kept yet."""
    evidence = NewEvidence(link.url, "supports", "We lost two cranes")
    return add_evidence(claim, cast.reviewer, evidence, idempotency_key=uuid.uuid4())


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


def kept(link: Link) -> Snapshot:
    snapshot = kept_copy(link, "First paragraph.\n<b>Second</b> & last.")
    Keeping.objects.filter(link=link).update(state="done", snapshot=snapshot)
    return snapshot


def beside(client: Client, claim: Claim) -> Any:
    page = parsed(client.get(f"/articles/{claim.article_id}/?claim={claim.pk}"))
    [element] = page.xpath("//li[@class='evidence-item']//*[@class='kept']")
    return element


def test_a_copy_that_is_being_kept_says_so_and_asks_again_by_itself(
    client: Client, claim: Claim, piece: Evidence
) -> None:
    shown = beside(client, claim)
    assert "A copy is being kept…" in shown.text_content()
    assert (shown.get("hx-get"), shown.get("hx-trigger")) == (f"/evidence/{piece.pk}/kept/?card=1", "every 2s")
    assert shown.xpath(".//button") == []


def test_what_is_asked_again_is_the_same_partial_with_its_button(
    client: Client, claim: Claim, piece: Evidence, link: Link
) -> None:
    snapshot = kept(link)
    fragment = parsed(client.get(f"/evidence/{piece.pk}/kept/?card=1"))
    [shown] = fragment.xpath("//*[@class='kept']")
    assert shown.get("hx-get") is None
    assert shown.xpath(".//a/@href") == [f"/snapshots/{snapshot.pk}/"]
    assert shown.xpath(".//button/@formaction") == [f"/claims/{claim.pk}/keep/"]
    assert beside(client, claim).xpath(".//button/@value") == [str(link.pk)]


def test_why_nothing_was_kept_is_said_beside_the_evidence(
    client: Client, claim: Claim, piece: Evidence, link: Link
) -> None:
    Keeping.objects.update(state="failed", sentence="No copy was kept. The site is down.")
    assert "No copy was kept. The site is down." in beside(client, claim).text_content()


def test_a_quotation_with_differences_shows_the_pages_own_words(
    client: Client, claim: Claim, piece: Evidence, link: Link
) -> None:
    looked_for_quote(claim, link, "We lost two cranes", piece, "We lost three cranes")
    shown = beside(client, claim)
    [line] = shown.xpath(".//*[@class='quote-line']")
    assert line.get("data-result") == "different"
    assert "found with differences" in line.text_content()
    assert [e.text.strip() for e in line.xpath(".//del | .//ins")] == ["two", "three"]


def test_the_claims_own_quotations_are_shown_with_its_links_while_they_are_its_words(
    client: Client, article: Article, claim: Claim, link: Link
) -> None:
    hang_link(article, link)
    wording = claim.occurrences.get().text
    looked_for_quote(claim, link, wording[4:-1])
    looked_for_quote(claim, link, "words that the claim once had")
    page = parsed(client.get(f"/articles/{article.pk}/?claim={claim.pk}"))
    [line] = page.xpath("//dl[contains(@class, 'facts')]//*[@class='quote-line']")
    assert line.get("data-result") == "missing"
    assert wording[4:-1] in line.text_content()


def test_the_web_archives_copy_is_linked_where_one_is_set_up(
    client: Client, claim: Claim, piece: Evidence, link: Link, settings: Any
) -> None:
    settings.WAYBACK_URL = "http://127.0.0.1:9"
    copy = archived_copy(link)
    assert copy.address in beside(client, claim).xpath(".//a/@href")


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["fragment", "page"])
def test_a_copy_is_asked_for_on_the_card_and_what_was_typed_stays(
    client: Client, claim: Claim, piece: Evidence, link: Link, headers: dict[str, str]
) -> None:
    kept(link)
    form = {"keep": link.pk, "version": 0, "note": "Half a thought", "evidence_source": "http://127.0.0.1:9/b"}
    response = client.post(f"/claims/{claim.pk}/keep/", form, headers=headers)
    assert response.status_code == 200
    assert Keeping.objects.filter(link=link, evidence=None, state="pending").count() == 1
    page = parsed(response)
    assert page.xpath("//textarea[@name='note']")[0].text.strip() == "Half a thought"
    assert page.xpath("//input[@name='evidence_source'] | //textarea[@name='evidence_source']")
    assert page.xpath("//*[@id='live']")[0].text_content() == "A copy is being kept."
    again = client.post(f"/claims/{claim.pk}/keep/", form, headers=headers)
    assert again.status_code == 422
    assert "being kept already" in parsed(again).xpath("//*[@id='live']")[0].text_content()


def test_a_link_of_another_claim_is_not_kept_from_here(client: Client, claim: Claim) -> None:
    other = looked_at_link("http://127.0.0.1:9/other")
    for asked in (other.pk, "x", "", -1, 10**30):
        assert client.post(f"/claims/{claim.pk}/keep/", {"keep": asked}).status_code == 404


def test_a_copy_is_read_as_plain_text(client: Client, piece: Evidence, link: Link) -> None:
    page = parsed(client.get(f"/snapshots/{kept(link).pk}/"))
    [text] = page.xpath("//*[contains(@class, 'kept-text')]")
    assert "<b>Second</b> & last." in text.text_content()
    assert text.xpath(".//b") == []
    assert page.xpath("//code/text()")[0] == Snapshot.objects.get().payload_sha256


def test_a_copy_is_taken_away_as_it_is_stored(client: Client, piece: Evidence, link: Link) -> None:
    snapshot = kept(link)
    response = client.get(f"/snapshots/{snapshot.pk}/warc")
    assert response.content == b"WARC/1.1"
    assert response["Content-Disposition"] == f"attachment; filename*=UTF-8''{snapshot.warc_name}"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"/snapshots/{snapshot.pk}/timestamp").status_code == 404


def test_a_repeated_copy_begins_with_the_one_it_refers_to(
    client: Client, piece: Evidence, link: Link, cast: Cast
) -> None:
    first = kept(link)
    again = looked_at_link("http://127.0.0.1:9/again")
    assert again.latest_check is not None
    row = Snapshot.objects.create(
        link=link,
        link_check=again.latest_check,
        warc=kept_copy(looked_at_link("http://127.0.0.1:9/third"), content=b"revisit").warc,
        refers_to=first,
        payload_sha256=first.payload_sha256,
        payload_size=1,
    )
    assert client.get(f"/snapshots/{row.pk}/warc").content == b"WARC/1.1revisit"


def test_a_copy_is_not_there_for_whom_the_article_is_not(
    client: Client, article: Article, piece: Evidence, link: Link
) -> None:
    snapshot = kept(link)
    Article.objects.filter(pk=article.pk).update(restricted=True)
    for address in (f"/snapshots/{snapshot.pk}/", f"/snapshots/{snapshot.pk}/warc", f"/evidence/{piece.pk}/kept/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/links/{link.pk}/keep/").status_code == 404


@pytest.mark.parametrize(
    ("what", "says"), [("copy", "A copy is being kept."), ("archive", "No web archive is set up here")]
)
def test_a_copy_is_asked_for_on_the_links_own_page(
    client: Client, article: Article, piece: Evidence, link: Link, what: str, says: str
) -> None:
    kept(link)
    response = client.post(f"/links/{link.pk}/keep/", {"what": what}, follow=True)
    assert says in response.content.decode()
    assert Keeping.objects.filter(evidence=None, what=what).count() == (what == "copy")


def test_the_list_of_copies_says_when_and_why_each_was_taken(
    cast: Cast, piece: Evidence, link: Link, settings: Any
) -> None:
    settings.WAYBACK_SAVE_URL = "http://127.0.0.1:9/save/"
    snapshot = kept(link)
    source = "{% include 'verify/link/snapshots.html' %}"
    html = engines["django"].from_string(source).render({"link": link, "user": cast.reviewer})
    assert f'data-snapshot="{snapshot.pk}"' in html
    assert "somebody relied on it" in html
    assert html.count("<button") == 2
    assert "<button" not in engines["django"].from_string(source).render({"link": link, "user": cast.viewer})
