"""What the links table of an article tells of each page, beside its outcome."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import Cast, hang_link, looked_at_link, plain_article
from tests.views.pages import parsed
from verify.models import Article, LinkCheck, LinkOccurrence

pytestmark = pytest.mark.django_db


def row_of(cast: Cast, notes: list[dict[str, str]] | None = None, outcome: str = "ok", **facts: Any) -> str:
    """The words of the one row of an article's links table."""
    article = plain_article(cast.editor)
    link = looked_at_link("https://news.example/bridge", outcome)
    link.latest_check = LinkCheck.objects.create(link=link, outcome=outcome, sentence="The address answers.", **facts)
    link.save()
    hang_link(article, link)
    LinkOccurrence.objects.update(notes=notes or [])
    client = Client()
    client.force_login(cast.editor)
    return shown(client, article)


def shown(client: Client, article: Article) -> str:
    [row] = parsed(client.get(article.get_absolute_url())).xpath("//section[@id='links']//tbody/tr")
    return " ".join(row.text_content().split())


def test_a_page_tells_who_published_it_when_and_in_which_language(cast: Cast) -> None:
    people: dict[str, Any] = {"title": "Bridge opens", "site": "The Post", "author": "Mara Holt"}
    days: dict[str, Any] = {"published_on": date(2024, 3, 5), "modified_on": date(2024, 3, 7)}
    row = row_of(cast, None, "ok", **people, **days, language="de", words=1)
    assert "Bridge opens · The Post · Mara Holt · 5 March 2024, changed 7 March 2024 · German, 1 word" in row


def test_a_page_that_says_nothing_adds_nothing(cast: Cast) -> None:
    assert "The address answers. claim 1" in row_of(cast)


def test_a_site_that_the_title_names_is_not_named_again(cast: Cast) -> None:
    assert row_of(cast, title="Bridge opens | The Post", site="The Post").count("The Post") == 1


def test_flags_and_notes_are_told_in_sentences(cast: Cast) -> None:
    row = row_of(cast, [{"word": "source_too_old", "sentence": "It is of 2019."}], flags=["paywall", "unheard_of"])
    assert "Only subscribers see the whole page: somebody with access must read the rest. It is of 2019." in row


def test_a_page_that_moved_shows_where_it_is_now(cast: Cast) -> None:
    assert "Now at https://news.example/new" in row_of(cast, outcome="redirected", final_url="https://news.example/new")


def test_what_a_page_says_about_itself_is_shown_as_words(cast: Cast) -> None:
    hostile = "<script>alert(1)</script>"
    row = row_of(cast, [{"word": "x", "sentence": hostile}], title=hostile, site=hostile + "s", author=hostile)
    assert row.count(hostile) >= 3


def test_a_note_is_told_on_the_claim_s_card_and_on_the_link_s_page(cast: Cast) -> None:
    row_of(cast, [{"word": "source_too_old", "sentence": "It is of 2019."}], flags=["paywall"])
    [row] = LinkOccurrence.objects.select_related("occurrence__claim", "link")
    assert row.occurrence is not None
    assert row.link is not None
    client = Client()
    client.force_login(cast.viewer)
    address = f"{row.revision.article.get_absolute_url()}?claim={row.occurrence.claim_id}"
    card = parsed(client.get(address)).xpath("//dl[@class='facts']")[0].text_content()
    assert "It is of 2019." in card
    assert "Only subscribers see the whole page" in card
    uses = parsed(client.get(row.link.get_absolute_url())).xpath("//ul[@class='uses']")[0].text_content()
    assert "It is of 2019." in uses
    assert "Only subscribers" not in uses
    table = parsed(client.get(f"/articles/{row.revision.article_id}/links/"))
    assert "It is of 2019." in table.xpath("//tbody")[0].text_content()
