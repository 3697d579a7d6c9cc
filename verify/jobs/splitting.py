"""Splitting a revision: read the bytes, find the claims, carry over what earlier revisions decided, store it all at once."""

import logging
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.claims.mentions import mentions_of
from verify.claims.model import Split
from verify.claims.split import split_document
from verify.documents import Document, DocumentFormat, UnreadableDocument, read
from verify.ledger import StaleClaim
from verify.models import Article, Revision, SplitState
from verify.transactions import in_one_transaction

from .carrying import carry_over, latest_occurrences
from .hand_made import keep_bounds
from .leases import Lease, lease
from .link_flags import flag_article
from .noting import note_revision
from .storing import store_document, store_mentions

log = logging.getLogger(__name__)

PROGRESS_EVERY = 0.3
"""Seconds between two writes of the progress figure."""
STAND_IN_LENGTH = 70
"""Characters of a text's first words that stand for a missing headline."""


@dataclass(frozen=True, slots=True)
class After:
    """What is to be rung for once a revision is split: links to check, revisions that waited for this one, flags."""

    links: list[int] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    """Those whose flags may be others now."""


def split_revision(revision_id: int) -> After:
    """Split one revision unless it is split, another worker is at it, or an earlier one comes first.

    Nothing half-written stays: the result is one transaction. An error is recorded on the revision; after three attempts it
    is final until a person retries. Errors other than unreadable input are raised for the task's retry policy.
    """
    with lease(Lease.SPLIT, revision_id) as mine:
        if not mine:
            return After()
        revision = _start(revision_id)
        if revision is None:
            return After()
        if revision.split_state == SplitState.FAILED:
            return After(revisions=_waiting_behind(revision))
        try:
            return _split(revision)
        except UnreadableDocument as error:
            _fail(revision, str(error))
            return After(revisions=_waiting_behind(revision))
        except Exception as error:
            log.exception("Splitting revision %s failed at attempt %s.", revision, revision.split_attempts)
            if revision.split_attempts < settings.JOB_ATTEMPTS:
                Revision.objects.filter(pk=revision.pk).update(split_error=_unexpected(error))
                raise
            _fail(revision, _unexpected(error))
            return After(revisions=_waiting_behind(revision))


def _start(revision_id: int) -> Revision | None:
    """Count the attempt before the work; the revision if it is to be split now, or FAILED if it was given up just now."""
    revision = Revision.objects.select_related("article").get(pk=revision_id)
    if not revision.is_splitting:
        return None
    earlier = revision.article.revisions.filter(number__lt=revision.number)
    if earlier.filter(split_state__in=[SplitState.PENDING, SplitState.RUNNING]).exists():
        return None
    if revision.split_attempts >= settings.JOB_ATTEMPTS:
        _fail(
            revision,
            revision.split_error
            or _(
                "The worker stopped %(n)s times while splitting this text. The upload is kept: tell the administrator, or try again."
            )
            % {"n": revision.split_attempts},
        )
        return revision
    Revision.objects.filter(pk=revision_id).update(
        split_state=SplitState.RUNNING,
        split_attempts=F("split_attempts") + 1,
        split_queued_at=timezone.now(),
        split_done=0,
        split_total=0,
    )
    revision.refresh_from_db()
    return revision


def _split(revision: Revision) -> After:
    chosen = DocumentFormat(revision.format) if revision.format else None
    document = read(bytes(revision.original), filename=revision.filename, format=chosen)
    published_on = revision.article.published_on or document.published_on
    split = split_document(document, published_on=published_on, progress=_Progress(revision.pk))
    mentions = mentions_of(document, split.sentences, published_on)

    def store() -> list[int]:
        links = _store(revision, document, split)
        store_mentions(revision, mentions)
        note_revision(revision)
        return links

    # Reviewers decide while a new revision of their article is stored: whoever comes second begins anew.
    links = in_one_transaction(store, StaleClaim)
    flag_article(Article.objects.get(pk=revision.article_id))
    log.info("Revision %s: %s claims, %s links to check.", revision, len(split.claims), len(links))
    return After(links=links, revisions=_waiting_behind(revision), articles=[revision.article_id])


def _store(revision: Revision, document: Document, split: Split) -> list[int]:
    """All of it or nothing. The article's row is held, so that no other revision of it is stored at the same time."""
    article = Article.objects.select_for_update(no_key=True, of=("self",)).get(pk=revision.article_id)
    old = latest_occurrences(article, revision)
    split = keep_bounds(document, split, old)
    carried = carry_over(article, revision, split, old)
    links = store_document(revision, document, split, carried)
    Revision.objects.filter(pk=revision.pk).update(
        text=document.text,
        format=document.format.value,
        encoding=document.encoding,
        notices=list(document.notices),
        splitter_version=split.splitter_version,
        split_state=SplitState.DONE,
        split_error="",
        split_done=len(split.sentences),
        split_total=len(split.sentences),
        kept=carried.kept,
        changed=carried.changed,
        added=carried.added,
        removed=carried.removed,
    )
    _fill_details(article, revision, document)
    return links


def _fill_details(article: Article, revision: Revision, document: Document) -> None:
    """What the text says about itself fills what nobody typed, unless a person has corrected the details."""
    if not article.details_edited:
        _read_details(article, document)
    article.language = document.language
    # A retry may come after a later revision was split: the newest text stays the current one.
    if article.current_revision is None or article.current_revision.number < revision.number:
        article.current_revision = revision
    article.activity_at = timezone.now()
    article.save()


def _read_details(article: Article, document: Document) -> None:
    before = article.current_revision
    if before is not None and article.title == stand_in_title(before.text):
        article.title = ""
    article.title = article.title or document.title[:500] or stand_in_title(document.text)
    article.byline = article.byline or document.byline[:300]
    article.credit = article.credit or document.credit[:300]
    article.published_on = article.published_on or document.published_on
    article.source_url = article.source_url or document.source_url[:4000]


def stand_in_title(text: str) -> str:
    """The first words of a text without a headline, so that its row on the desk can be told from others."""
    words = text[:200].split()
    chosen = ""
    for word in words:
        if len(chosen) + len(word) > STAND_IN_LENGTH:
            return f"{chosen} …"
        chosen = f"{chosen} {word}".lstrip()
    return chosen


def _fail(revision: Revision, sentence: str) -> None:
    revision.split_state, revision.split_error = SplitState.FAILED, sentence
    Revision.objects.filter(pk=revision.pk).update(split_state=SplitState.FAILED, split_error=sentence)
    log.warning("Revision %s is not split: %s", revision, sentence)


def _waiting_behind(revision: Revision) -> list[int]:
    later = Revision.objects.filter(
        article=revision.article_id, number__gt=revision.number, split_state=SplitState.PENDING
    )
    return list(later.order_by("number").values_list("pk", flat=True)[:1])


def _unexpected(error: Exception) -> str:
    """Inner words stay in the log; a person gets a sentence and the name of the error to report."""
    return _(
        "The splitter stopped with %(name)s. The upload is kept: try again, and tell the administrator if it stays."
    ) % {"name": type(error).__name__}


class _Progress:
    """Writes how many sentences are done, not more often than the page asks."""

    def __init__(self, revision_id: int) -> None:
        self._revision_id = revision_id
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + PROGRESS_EVERY
            Revision.objects.filter(pk=self._revision_id).update(split_done=done, split_total=total)
