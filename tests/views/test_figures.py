"""The figures of the desk and of an article: what they count, for whom, and how many questions that takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import Cast, citing_claim, claims_of, decide, hang_link, looked_at_link, plain_article, verdict
from tests.views.pages import parsed
from verify.models import Article, Claim, Health, Link
from verify.services.reviewing import review_claim
from verify.views.figures import Figures, in_words

pytestmark = pytest.mark.django_db


def test_progress_counts_the_claims_in_the_work_by_the_verdict_that_counts(cast: Cast) -> None:
    article = plain_article(cast.editor, 5)
    first, second, third, *_rest = claims_of(article)
    decide(first, cast.reviewer, "verified")
    decide(second, cast.reviewer, "disputed")
    Claim.objects.filter(pk=third.pk).update(out_of_scope=True)
    for figures in (Figures(cast.viewer), Figures(cast.viewer, article)):
        assert (figures.progress.total, figures.progress.decided, figures.progress.disputed) == (4, 2, 1)


def test_a_restricted_article_counts_only_for_those_who_are_named(cast: Cast) -> None:
    plain_article(cast.editor, 2)
    secret = plain_article(cast.editor, 3, wording=lambda index: f"The pier holds {index} boats.")
    review_claim(claims_of(secret)[0], cast.reviewer, verdict(claims_of(secret)[0]))
    hang_link(secret, looked_at_link("http://127.0.0.1:9/gone"))
    Link.objects.update(health=Health.DEAD)
    secret.people.add(cast.viewer)
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    named, outsider = Figures(cast.viewer), Figures(cast.outsider)
    assert (named.progress.total, named.month, named.recent.verdicts, named.dead_links) == (5, 1, 1, 1)
    assert (outsider.progress.total, outsider.month, outsider.recent.verdicts, outsider.dead_links) == (2, 0, 0, 0)
    assert len(named.oldest) == 4
    assert {row.claim.article_id for row in outsider.oldest}.isdisjoint({secret.pk})


def test_first_verdicts_are_counted_on_their_day_and_second_ones_are_not(cast: Cast) -> None:
    article = plain_article(cast.editor)
    first, second, third = claims_of(article)
    decide(first, cast.reviewer, "verified")
    decide(first, cast.reviewer2, "disputed")
    decide(second, cast.reviewer, "verified")
    review_claim(third, cast.reviewer, verdict(third))
    figures = Figures(cast.viewer, article)
    today = timezone.localdate()
    assert [(day.on, day.verdicts, day.height) for day in figures.days if day.verdicts] == [(today, 3, 100)]
    assert (len(figures.days), figures.days[0].on, figures.most) == (30, today - timedelta(days=29), 3)


def test_the_wait_is_the_median_and_disagreements_are_a_share(cast: Cast) -> None:
    article = plain_article(cast.editor, 3)
    now = timezone.now()
    for claim, hours in zip(claims_of(article), (1, 5, 99), strict=True):
        Claim.objects.filter(pk=claim.pk).update(created_at=now - timedelta(hours=hours))
        review_claim(claim, cast.reviewer, verdict(claim))
    recent = Figures(cast.viewer).recent
    assert (recent.verdicts, recent.disagreed, recent.share) == (3, 0, "0 %")
    assert recent.wait.startswith("5 hours")


def test_spans_are_told_by_their_two_largest_parts() -> None:
    spans = [timedelta(days=1, hours=2, minutes=3), timedelta(minutes=61), timedelta(seconds=59), timedelta(days=2)]
    assert [in_words(span) for span in spans] == ["1 day 2 hours", "1 hour 1 minute", "less than a minute", "2 days"]


def test_the_claims_that_are_open_the_longest_are_named_the_oldest_first(cast: Cast) -> None:
    article = plain_article(cast.editor, 12)
    claims = claims_of(article)
    Claim.objects.filter(pk=claims[7].pk).update(created_at=timezone.now() - timedelta(days=3))
    decide(claims[0], cast.reviewer, "verified")
    oldest = [row.claim_id for row in Figures(cast.viewer).oldest]
    assert oldest == [claims[7].pk, *(claim.pk for claim in [*claims[1:7], claims[8]])]


def test_the_chart_stands_as_a_table_for_those_who_listen(cast: Cast) -> None:
    article = plain_article(cast.editor)
    citing_claim(article)
    decide(claims_of(article)[1], cast.reviewer, "verified")
    client = Client()
    client.force_login(cast.viewer)
    for address in ("/dashboard/", f"/articles/{article.pk}/figures/"):
        page = parsed(client.get(address))
        assert [row.text_content().split()[-1] for row in page.xpath("//div[@class='sr-only']//tbody/tr")][-1] == "1"
        assert page.xpath("//figure[@aria-hidden='true']//*[local-name()='rect']/@height") == ["100"]
        assert len(page.xpath("//ol[@class='oldest']/li")) == 2


def test_the_dashboard_asks_as_much_for_many_articles_as_for_few(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.viewer)
    counts = []
    for articles, claims in ((2, 3), (12, 40)):
        for _article in range(articles):
            article = plain_article(cast.editor, claims)
            decide(claims_of(article)[0], cast.reviewer, "verified")
        for address in ("/dashboard/", f"/articles/{article.pk}/figures/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12, counts
