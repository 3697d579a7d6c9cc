"""The poll of open article pages: the cheapest request in the house while nothing changed, fragments when something did."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    Cast,
    claims_of,
    decide,
    edit_of,
    evidence_on,
    hang_link,
    looked_at_link,
    make_cast,
    plain_article,
)
from tests.views.pages import Answer, parsed
from verify.jobs.sweeping import forget_changes
from verify.models import Article, Change, LinkCheck

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


def pulse_on(client: Client, article: Article) -> str:
    """The ETag that the page starts with."""
    return str(parsed(client.get(article.get_absolute_url())).get_element_by_id("desk").get("data-pulse"))


def ask(client: Client, article: Article, etag: str, claim: int = 0) -> Answer:
    return client.get(
        f"/articles/{article.pk}/live/", {"claim": claim} if claim else {}, headers={"If-None-Match": etag}
    )


def ids(answer: Answer) -> set[str]:
    return {str(part) for part in parsed(answer).xpath("//*[@id]/@id")}


def test_nothing_new_is_304_in_three_queries(reviewer: Client, article: Article) -> None:
    etag = pulse_on(reviewer, article)
    with CaptureQueriesContext(connection) as queries:
        answer = ask(reviewer, article, etag)
    assert answer.status_code == 304
    assert answer.content == b""
    assert len(queries) <= 3
    assert ask(reviewer, article, f"W/{etag}").status_code == 304, "a proxy that compresses weakens the tag"


def test_a_colleagues_verdict_comes_as_its_row_its_words_and_a_sentence(
    cast: Cast, reviewer: Client, article: Article
) -> None:
    first, second, _third = claims_of(article)
    etag = pulse_on(reviewer, article)
    decide(second, cast.reviewer2, "unverified")
    answer = ask(reviewer, article, etag, first.pk)
    assert answer.status_code == 200
    assert f"row-{second.pk}" in ids(answer)
    assert f"row-{first.pk}" not in ids(answer)
    page = parsed(answer)
    assert page.get_element_by_id("live").text_content() == "Milan Kovac marked claim 2: Unverified."
    assert "1 of 3 decided" in page.get_element_by_id("progress").text_content()
    assert "claim-card" not in ids(answer), "somebody may be typing there"
    assert ask(reviewer, article, answer.headers["ETag"]).status_code == 304


def test_a_verdict_on_the_open_claim_is_told_on_its_card(cast: Cast, reviewer: Client, article: Article) -> None:
    claim = claims_of(article)[0]
    etag = pulse_on(reviewer, article)
    decide(claim, cast.reviewer2, "verified")
    news = parsed(ask(reviewer, article, etag, claim.pk)).get_element_by_id("card-news")
    assert "Milan Kovac marked claim 1: Verified." in news.text_content()
    assert f"claim={claim.pk}" in str(news.xpath(".//a/@href")[0])


def test_ones_own_verdict_is_not_told_to_oneself(cast: Cast, reviewer: Client, article: Article) -> None:
    etag = pulse_on(reviewer, article)
    decide(claims_of(article)[0], cast.reviewer, "unverified")
    answer = ask(reviewer, article, etag)
    assert answer.status_code == 200
    assert "live" not in ids(answer)


def test_evidence_by_a_colleague_is_news_too(cast: Cast, reviewer: Client, article: Article) -> None:
    claim = claims_of(article)[0]
    etag = pulse_on(reviewer, article)
    evidence_on(claim, cast.reviewer2)
    news = parsed(ask(reviewer, article, etag, claim.pk)).get_element_by_id("card-news")
    assert "Something on this claim has changed." in news.text_content()


def test_an_edit_of_the_claims_offers_the_page_anew(cast: Cast, reviewer: Client, article: Article) -> None:
    etag = pulse_on(reviewer, article)
    edit_of(claims_of(article)[0], cast.editor)
    news = parsed(ask(reviewer, article, etag)).get_element_by_id("text-news")
    assert "An editor changed the claims of this text." in news.text_content()


def test_a_new_look_at_a_link_brings_the_links(cast: Cast, reviewer: Client, article: Article) -> None:
    link = looked_at_link("https://example.org/report")
    hang_link(article, link)
    etag = pulse_on(reviewer, article)
    LinkCheck.objects.create(link=link, outcome="broken", sentence="It answered 404.")
    assert "checks" in ids(ask(reviewer, article, etag))


def test_more_changes_than_are_remembered_offer_the_page_anew(cast: Cast, reviewer: Client, article: Article) -> None:
    etag = pulse_on(reviewer, article)
    for _turn in range(Change.NEWEST):
        evidence_on(claims_of(article)[0], cast.reviewer2)
    assert "A lot has changed" in ask(reviewer, article, etag).content.decode()


@pytest.mark.parametrize("etag", ["", '"nonsense"', '"1.2.x-0"', '"' + "9." * 600 + '-0"'])
def test_a_tag_that_is_not_ours_is_answered_with_the_pulse(reviewer: Client, article: Article, etag: str) -> None:
    answer = ask(reviewer, article, etag)
    assert answer.status_code == 200
    assert ask(reviewer, article, answer.headers["ETag"]).status_code == 304


def test_who_is_there_is_shown_to_colleagues_with_the_claim_they_are_on(
    cast: Cast, reviewer: Client, article: Article
) -> None:
    milan = Client()
    milan.force_login(cast.reviewer2)
    second = claims_of(article)[1]
    ask(milan, article, "", second.pk)
    etag = pulse_on(reviewer, article)
    answer = ask(reviewer, article, etag)
    assert "Milan Kovac is on claim 2" in parsed(answer).get_element_by_id("presence").text_content()
    assert "Rosa" not in parsed(answer).get_element_by_id("presence").text_content()
    ask(milan, article, "", claims_of(article)[0].pk)
    moved = ask(reviewer, article, answer.headers["ETag"])
    assert "Milan Kovac is on claim 1" in parsed(moved).get_element_by_id("presence").text_content()


def test_changes_are_thrown_away_after_a_day_and_open_pages_stay_right(
    cast: Cast, reviewer: Client, article: Article
) -> None:
    evidence_on(claims_of(article)[0], cast.reviewer2)
    assert forget_changes() == 0
    etag = pulse_on(reviewer, article)
    Change.objects.update(at="2020-01-01T00:00Z")
    assert forget_changes() > 0
    assert not Change.objects.exists()
    answer = ask(reviewer, article, etag)
    assert answer.status_code == 200
    assert "text-news" not in ids(answer)
