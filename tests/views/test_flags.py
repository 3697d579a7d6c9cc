"""Flags on the claim card and their dismissal, with and without scripts."""

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, flag_on, plain_article
from tests.views.pages import parsed
from verify.models import Claim, Flag
from verify.services.flagging import dismiss_flag

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "claim-card"}


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor))[1]


@pytest.fixture
def flag(claim: Claim) -> Flag:
    return flag_on(claim)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


def card_of(claim: Claim) -> str:
    return f"/articles/{claim.article_id}/?claim={claim.pk}"


def test_the_card_of_a_claim_shows_what_was_noticed_on_it_and_no_other_does(client: Client, flag: Flag) -> None:
    assert flag.claim is not None
    page = parsed(client.get(card_of(flag.claim)))
    [shown] = page.xpath("//*[@id='flags']//*[@data-flag]")
    assert shown.get("data-kind") == "single_source"
    assert "Only the port says so." in shown.text_content()
    other = claims_of(flag.article)[0]
    assert parsed(client.get(card_of(other))).xpath("//*[@data-flag]") == []


def test_a_dismissal_leads_back_to_the_claim_and_keeps_the_flag_as_history(client: Client, flag: Flag) -> None:
    response = client.post(f"/flags/{flag.pk}/dismiss/", {"note": "The mayor says so too."}, follow=True)
    assert response.redirect_chain == [(f"/articles/{flag.article_id}/?claim={flag.claim_id}#flags", 302)]
    page = parsed(response)
    [line] = page.xpath("//*[@id='flags']//li[@data-state='dismissed']")
    assert "Dismissed by Rosa Aguilar" in line.text_content()
    assert "The mayor says so too." in line.text_content()
    assert "The flag is dismissed." in page.xpath("//*[contains(@class, 'notes')]")[0].text_content()


def test_htmx_gets_the_card_again_and_the_live_region_says_so(client: Client, flag: Flag) -> None:
    response = client.post(f"/flags/{flag.pk}/dismiss/", {"note": "The mayor says so too."}, headers=HTMX)
    assert response.status_code == 200
    page = parsed(response)
    assert page.xpath("//*[@id='claim-card']/@data-claim") == [str(flag.claim_id)]
    assert page.xpath("//*[@id='live']")[0].text_content() == "The flag is dismissed."


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["fragment", "page"])
def test_a_dismissal_without_a_note_says_what_is_missing(client: Client, flag: Flag, headers: dict[str, str]) -> None:
    response = client.post(f"/flags/{flag.pk}/dismiss/", {"note": ""}, headers=headers)
    assert response.status_code == 422
    assert "Dismissing needs a note" in parsed(response).xpath("//*[@id='flags']")[0].text_content()
    flag.refresh_from_db()
    assert flag.is_open


def test_a_viewer_reads_flags_and_has_no_button(cast: Cast, flag: Flag) -> None:
    viewer = Client()
    viewer.force_login(cast.viewer)
    assert flag.claim is not None
    page = parsed(viewer.get(card_of(flag.claim)))
    assert len(page.xpath("//*[@data-flag]")) == 1
    assert page.xpath("//form[contains(@action, 'dismiss')]") == []


def test_a_claims_own_page_lists_open_and_closed_flags(client: Client, claim: Claim, cast: Cast) -> None:
    dismiss_flag(flag_on(claim, "name_variant", "Starov or Starow?"), cast.editor, "Both are right.")
    flag_on(claim)
    page = parsed(client.get(f"/claims/{claim.pk}/"))
    assert page.xpath("//li[@data-flag]/@data-state") == ["open", "dismissed"]
