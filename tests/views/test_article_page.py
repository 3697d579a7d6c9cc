"""What the article page shows while the worker is at work behind it."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import Cast, make_cast, plain_article, split_article
from verify.jobs.splitting import split_revision
from verify.models import Article
from verify.services.clearing import checklist, clear_article
from verify.services.intake import Details, Upload, upload_article, upload_revision
from verify.views.article_page import ArticlePage
from verify.views.desk_rows import desk_rows

pytestmark = pytest.mark.django_db

FIRST = "The harbour\n\nNine ships waited outside the breakwater on Monday.\n"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_page_asked_for_just_as_splitting_ends_shows_the_new_text(cast: Cast) -> None:
    article = split_article(cast.editor, FIRST, "harbour.txt")
    revision = upload_revision(article, cast.editor, Upload(FIRST.replace("Nine", "Seven").encode()))
    read_before = Article.objects.select_related("current_revision").get(pk=article.pk)
    split_revision(revision.pk)
    page = ArticlePage(read_before, cast.editor)
    assert not page.is_splitting
    assert page.revision == revision
    assert [row.text for row in page.occurrences] == ["Seven ships waited outside the breakwater on Monday."]


def test_a_desk_asked_for_just_as_splitting_ends_shows_the_title_and_the_claims(cast: Cast) -> None:
    received = upload_article(cast.editor, Upload(FIRST.encode(), "harbour.txt"), Details())
    read_before = list(Article.objects.all())
    split_revision(received.article.revisions.get().pk)
    row = desk_rows(read_before)[0]
    assert row.article.title
    assert row.progress.total == 1
    assert not row.is_pending


def test_a_page_keeps_the_earlier_text_while_the_new_one_is_split(cast: Cast) -> None:
    article = split_article(cast.editor, FIRST, "harbour.txt")
    upload_revision(article, cast.editor, Upload(FIRST.replace("Nine", "Seven").encode()))
    page = ArticlePage(Article.objects.get(pk=article.pk), cast.editor)
    assert page.is_splitting
    assert page.revision == article.current_revision


def test_a_deadline_that_has_passed_is_called_overdue_until_the_article_is_cleared(cast: Cast, client: Client) -> None:
    article = plain_article(cast.editor)
    client.force_login(cast.editor)
    addresses = ("/", f"/articles/{article.pk}/", "/queues/unassigned/")

    def said(deadline: datetime) -> list[str]:
        Article.objects.filter(pk=article.pk).update(deadline=deadline)
        shown = (client.get(address).content.decode() for address in addresses)
        return [word for page in shown for word in ("overdue", "Overdue:", "was due") if word in page]

    assert said(timezone.now() + timedelta(hours=1)) == []
    assert said(timezone.now() - timedelta(hours=1)) == ["overdue", "Overdue:", "was due"]
    reasons = {item.key: "The editors know." for item in checklist(article)}
    clear_article(article, cast.editor, reasons, idempotency_key=uuid.uuid4())
    assert said(timezone.now() - timedelta(hours=1)) == ["was due"]
