"""What the article page shows while the worker is at work behind it."""

import pytest

from tests.factories import Cast, make_cast, split_article
from verify.jobs.splitting import split_revision
from verify.models import Article
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
