"""How articles and revisions come in: the bytes as received, each once, and never lost."""

import hashlib
import uuid
from functools import partial

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.factories import HARBOUR, Cast, at_once, make_cast, plain_article, split_article
from verify.doorbell import SPLIT_REVISION
from verify.models import Article, Revision
from verify.services.errors import Refused
from verify.services.intake import Details, Received, Upload, retry_split, upload_article, upload_revision

RUSSIAN = "Паром вышел в рейс 14 августа 2025 года.\r\nНа борту было 120 пассажиров.\r\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251", "koi8-r"]


def send(
    cast: Cast, content: bytes | str = HARBOUR, filename: str = "harbour.md", details: Details | None = None
) -> Received:
    content = content.encode() if isinstance(content, str) else content
    return upload_article(cast.editor, Upload(content, filename), details or Details())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_bytes_are_kept_as_they_were_received(cast: Cast, encoding: str) -> None:
    content = RUSSIAN.encode(encoding)
    article = send(cast, content, "ferry.txt").article
    revision = Revision.objects.get()
    assert bytes(revision.original) == content
    assert revision.sha256 == hashlib.sha256(content).hexdigest()
    assert (revision.article, revision.number, revision.filename) == (article, 1, "ferry.txt")
    assert (revision.uploaded_by, revision.split_state, revision.text) == (cast.editor, "pending", "")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_in_any_of_these_encodings_is_read_and_its_bytes_stay(cast: Cast, encoding: str) -> None:
    content = RUSSIAN.encode(encoding)
    article = split_article(cast.editor, content, "ferry.txt")
    revision = Revision.objects.get()
    assert revision.split_state == "done"
    assert "На борту было 120 пассажиров." in revision.text
    assert bytes(revision.original) == content
    assert (article.current_revision, article.language) == (revision, "ru")


def test_splitting_is_rung_for_when_the_upload_is_committed_and_not_before(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as rung:
        send(cast)
    revision = Revision.objects.get()
    assert [bell.args for bell in rung if isinstance(bell, partial)] == [(SPLIT_REVISION, revision.pk)]


def test_what_the_editor_said_about_the_article_is_kept(cast: Cast) -> None:
    article = send(cast, details=Details(title="Storm", byline="L. B.", source_url="http://127.0.0.1:9/storm")).article
    assert (article.title, article.byline, article.source_url) == ("Storm", "L. B.", "http://127.0.0.1:9/storm")
    assert article.uploaded_by == cast.editor


def test_the_same_bytes_again_lead_to_the_article_that_has_them(cast: Cast) -> None:
    first = send(cast)
    again = send(cast, filename="renamed.txt")
    assert (first.created, again.created) == (True, False)
    assert first.article == again.article == Article.objects.get()
    assert Revision.objects.count() == 1


def test_the_bytes_of_a_later_revision_lead_to_its_article_too(cast: Cast) -> None:
    article = split_article(cast.editor)
    later = HARBOUR + "\nMore ships came."
    upload_revision(article, cast.editor, Upload(later.encode()))
    assert send(cast, later) == Received(article, created=False)


def test_texts_that_differ_in_one_byte_are_two_articles(cast: Cast) -> None:
    assert send(cast, HARBOUR + "\n").article != send(cast).article


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_sent_at_once_make_one_article() -> None:
    cast = make_cast()
    results = at_once(*[partial(send, cast)] * 4)
    received = [result for result in results if isinstance(result, Received)]
    assert len(received) == 4, results
    assert sorted(result.created for result in received) == [False, False, False, True]
    assert {result.article for result in received} == {Article.objects.get()}
    assert Revision.objects.count() == 1


def test_an_outsider_who_has_the_bytes_of_a_restricted_article_learns_nothing_of_it(cast: Cast) -> None:
    secret = send(cast).article
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    secret.people.add(cast.editor)
    theirs = upload_article(cast.outsider, Upload(HARBOUR.encode(), "harbour.md"), Details())
    assert theirs.created
    assert theirs.article != secret
    assert theirs.article.revisions.get().number == 1
    assert send(cast).article == secret


@pytest.mark.parametrize("content", [b"", b" \r\n\t "])
@pytest.mark.parametrize(("filename", "name"), [("empty.txt", "empty.txt"), ("", "The pasted text")])
def test_an_empty_text_is_refused_by_its_name(cast: Cast, content: bytes, filename: str, name: str) -> None:
    with pytest.raises(Refused, match=f"^{name} is empty: choose another file or paste the text.$"):
        send(cast, content, filename)
    assert not Article.objects.exists()


def test_a_text_as_large_as_the_limit_is_taken_and_one_byte_more_is_not(cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 100
    assert send(cast, b"a" * 100).created
    with pytest.raises(Refused, match="the limit is 100\xa0bytes"):
        send(cast, b"a" * 101)
    assert Revision.objects.count() == 1


def test_a_new_revision_stands_beside_the_first_and_becomes_current_when_it_is_split(cast: Cast) -> None:
    article = split_article(cast.editor)
    revision = upload_revision(article, cast.editor, Upload(b"Ten ships waited.", "two.txt"))
    article.refresh_from_db()
    assert (revision.number, revision.split_state) == (2, "pending")
    assert article.current_revision is not None
    assert article.current_revision.number == 1
    assert bytes(article.revisions.get(number=1).original) == HARBOUR.encode()


def test_the_very_bytes_of_the_newest_revision_are_no_revision(cast: Cast) -> None:
    article = split_article(cast.editor)
    with pytest.raises(Refused, match="very bytes of revision 1"):
        upload_revision(article, cast.editor, Upload(HARBOUR.encode()))
    assert article.revisions.count() == 1


def test_a_revision_waits_until_the_one_before_it_is_split(cast: Cast) -> None:
    article = send(cast).article
    with pytest.raises(Refused, match="still being split"):
        upload_revision(article, cast.editor, Upload(b"Ten ships waited."))
    assert article.revisions.count() == 1


def test_a_revision_sent_twice_is_stored_once(cast: Cast) -> None:
    article, key = plain_article(cast.editor), uuid.uuid4()
    sent = [upload_revision(article, cast.editor, Upload(b"Ten boats."), idempotency_key=key) for _time in range(2)]
    assert sent[0] == sent[1]
    assert article.revisions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_revisions_sent_at_once_one_is_told_to_wait() -> None:
    cast = make_cast()
    article = plain_article(cast.editor)
    texts = [b"Ten boats.", b"Eleven boats."]
    results = at_once(*[partial(upload_revision, article, cast.editor, Upload(text)) for text in texts])
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Revision"]
    assert sorted(article.revisions.values_list("number", flat=True)) == [1, 2]


def test_a_failed_split_can_be_tried_again_once_with_fresh_attempts(cast: Cast) -> None:
    article = send(cast).article
    rows = article.revisions
    rows.update(split_state="failed", split_error="The file is no text: save it as UTF-8.", split_attempts=3)
    assert retry_split(rows.get())
    assert not retry_split(rows.get())
    assert (rows.get().split_state, rows.get().split_attempts) == ("pending", 0)
