"""What was quoted from a page, on the page of its link: whether it says so now, and since which look."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import Cast, claims_of, evidence_on, looked_at_link, looked_for_quote, plain_article
from tests.views.pages import parsed
from verify.models import Article, Link, LinkCheck, Person, QuoteCheck

pytestmark = pytest.mark.django_db
QUOTE = "the port lost two cranes"


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, title="Harbour")


@pytest.fixture
def link(article: Article, cast: Cast) -> Link:
    link = looked_at_link("http://127.0.0.1:9/minutes")
    evidence_on(claims_of(article)[0], cast.reviewer, source=link.url)
    return link


def page_of(link: Link, person: Person) -> Any:
    client = Client()
    client.force_login(person)
    return parsed(client.get(f"/links/{link.pk}/"))


def told(link: Link, person: Person) -> list[str]:
    rows = page_of(link, person).xpath("//section[@aria-labelledby='quotes-title']//li")
    return [" ".join(row.text_content().split()) for row in rows]


def test_what_a_page_does_not_say_stands_first_with_its_claim_and_the_words_that_differ(
    article: Article, link: Link, cast: Cast
) -> None:
    claim = claims_of(article)[0]
    piece = claim.evidence.get()
    looked_for_quote(claim, link, QUOTE, piece, passage="the port lost three cranes")
    looked_for_quote(claim, link, "nobody was hurt", piece)
    first, second = told(link, cast.reviewer)
    assert first.startswith("not found nobody was hurt Quoted in the evidence on The council counted 1 boats.")
    assert second.startswith(f"found with differences {QUOTE}")
    assert "Harbour" in second
    assert "so since the look of" in second
    words = page_of(link, cast.reviewer).xpath("//section[@aria-labelledby='quotes-title']//*[self::del or self::ins]")
    assert [(word.tag, word.text_content().strip()) for word in words] == [("del", "two"), ("ins", "three")]


def test_only_the_newest_answer_counts_and_the_timeline_keeps_each(article: Article, link: Link, cast: Cast) -> None:
    claim = claims_of(article)[0]
    piece = claim.evidence.get()
    now = timezone.now()
    for day, passage in ((3, QUOTE), (1, "")):
        link.latest_check = LinkCheck.objects.create(
            link=link, outcome="ok", sentence=f"{day} days ago.", checked_at=now - timedelta(days=day)
        )
        QuoteCheck.objects.create(
            claim=claim, link=link, link_check=link.latest_check, evidence=piece, quote=QUOTE, passage=passage,
            result="verbatim" if passage else "missing", checked_at=now - timedelta(days=day),
        )  # fmt: skip
    assert [line.partition(" the ")[0] for line in told(link, cast.reviewer)] == ["not found"]
    looks = page_of(link, cast.reviewer).xpath("//table[contains(@class, 'looks')]//tbody/tr")
    rows = [" ".join(row.text_content().split()) for row in looks]
    [lost] = [row for row in rows if "1 days ago." in row]
    [found] = [row for row in rows if "3 days ago." in row]
    assert lost.endswith(f"not found {QUOTE}")
    assert found.endswith(f"found verbatim {QUOTE}")


def test_a_quotation_that_its_claim_gave_up_is_history(article: Article, link: Link, cast: Cast) -> None:
    claim = claims_of(article)[0]
    looked_for_quote(claim, link, "counted 1 boats")
    looked_for_quote(claim, link, "counted nine boats")
    [line] = told(link, cast.reviewer)
    assert line.startswith("not found counted 1 boats Quoted in The council counted 1 boats.")


def test_quotations_of_a_restricted_article_are_seen_by_its_people_alone(
    article: Article, link: Link, cast: Cast
) -> None:
    hidden = plain_article(cast.editor, title="Hidden")
    looked_for_quote(claims_of(hidden)[0], link, "counted 1 boats")
    Article.objects.filter(pk=hidden.pk).update(restricted=True)
    hidden.people.add(cast.reviewer2)
    assert told(link, cast.reviewer) == []
    assert "counted 1 boats" not in page_of(link, cast.reviewer).xpath("string(//table)")
    [line] = told(link, cast.reviewer2)
    assert "Hidden" in line
    assert "counted 1 boats" in page_of(link, cast.reviewer2).xpath("string(//table)")


def test_a_page_that_nobody_quotes_has_no_such_part(link: Link, cast: Cast) -> None:
    assert "Quoted from it" not in page_of(link, cast.reviewer).text_content()
