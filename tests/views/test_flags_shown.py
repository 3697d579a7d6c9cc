"""Where flags are seen: on the rows of claims, in the article's head, on the desk, with ways to the words that caused them."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, flag_on, plain_article
from tests.views.pages import parsed
from verify.flags import Notice, show_flags
from verify.models import Article, Claim, Flag

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str) -> Any:
    return parsed(client.get(address))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def reading(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


def test_open_flags_are_counted_on_the_row_in_the_head_and_on_the_desk(article: Article, reading: Client) -> None:
    claim = claims_of(article)[1]
    flag_on(claim)
    flag_on(claim, Flag.Kind.CONFLICT)
    page = page_of(reading, article.get_absolute_url())
    assert words(page.xpath(f"//li[@id='row-{claim.pk}']//span[@class='flag']")[0]) == "2 flags"
    assert len(page.xpath("//ol[@id='claims']//span[@class='flag']")) == 1
    [head] = page.xpath("//p[@id='article-meta']/a[contains(@href, '#flags')]")
    assert (words(head), head.get("href")) == ("2 flags", f"{article.get_absolute_url()}?claim={claim.pk}#flags")
    assert "2 flags" in words(page_of(reading, "/").xpath("//tbody/tr")[0])


def test_closed_flags_and_those_of_claims_out_of_the_work_are_not_counted(article: Article, reading: Client) -> None:
    first, second, _third = claims_of(article)
    flag_on(first)
    Claim.objects.filter(pk=first.pk).update(out_of_scope=True)
    Flag.objects.filter(pk=flag_on(second).pk).update(state="resolved", resolved_at="2025-03-12T00:00Z")
    page = page_of(reading, article.get_absolute_url())
    assert not page.xpath("//p[@id='article-meta']/a[contains(@href, '#flags')]")
    assert not page.xpath("//ol[@id='claims']//span[@class='flag']")


def test_a_flag_leads_to_its_words_and_to_the_other_place(article: Article, reading: Client) -> None:
    first, second, _third = claims_of(article)
    start = second.occurrences.get().start
    notice = Notice(
        Flag.Kind.NUMBER_CONFLICT, "x", "Two figures.", second, words=[(start, start + 11)],
        other_article=article, other_claim=first.pk,
    )  # fmt: skip
    show_flags(article, [Flag.Kind.NUMBER_CONFLICT], [notice])
    page = page_of(reading, f"{article.get_absolute_url()}?claim={second.pk}")
    addresses = [link.get("href") for link in page.xpath("//section[@id='flags']//p//a")]
    own, other = (f"{article.get_absolute_url()}?claim={claim.pk}#mark-{claim.pk}" for claim in (second, first))
    assert addresses == [f"{own}:~:text=The%20council", other]
    assert page.xpath(f"//a[@id='mark-{second.pk}']")


def test_no_way_leads_to_an_article_that_became_restricted(article: Article, reading: Client, cast: Cast) -> None:
    other = plain_article(cast.editor, title="Kept to a few")
    claim = claims_of(article)[0]
    notice = Notice(
        Flag.Kind.NAME_VARIANT, "x", "Two spellings.", claim, other_article=other, other_claim=claims_of(other)[0].pk
    )
    show_flags(article, [Flag.Kind.NAME_VARIANT], [notice])
    address = f"{article.get_absolute_url()}?claim={claim.pk}"
    assert other.get_absolute_url() in reading.get(address).content.decode()
    Article.objects.filter(pk=other.pk).update(restricted=True)
    assert other.get_absolute_url() not in reading.get(address).content.decode()


def test_a_flag_on_the_whole_article_is_read_and_dismissed_in_its_head(article: Article, reading: Client) -> None:
    notice = Notice(Flag.Kind.MEDIA_REUSED, "x", "The same file stood above <b>boats</b>.", words=[(0, 11)])
    [flag] = show_flags(article, [Flag.Kind.MEDIA_REUSED], [notice])
    page = page_of(reading, article.get_absolute_url())
    [form] = page.xpath("//header//form[@data-kind='media_reused']")
    assert "The same file stood above <b>boats</b>." in words(form)
    assert reading.post(form.get("action"), {"note": "The archive's own picture."}).status_code == 302
    flag.refresh_from_db()
    assert flag.state == "dismissed"
