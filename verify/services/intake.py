"""How an article comes in: the bytes are stored as received, in one transaction, and splitting is rung for on commit."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.doorbell import SPLIT_REVISION, ring
from verify.models import Article, Person, Revision, SplitState
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .locks import UPLOAD_BYTES, wait_turn


@dataclass(frozen=True, slots=True)
class Upload:
    """One text as it came in; ``filename`` is empty for pasted text."""

    content: bytes
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What a person said about the article; empty fields are filled from the text when it has been read."""

    title: str = ""
    byline: str = ""
    credit: str = ""
    published_on: date | None = None
    source_url: str = ""
    deadline: datetime | None = None
    sign_off: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """Where an upload went; ``created`` is False when an existing article already holds these bytes."""

    article: Article
    created: bool


def refuse_unusable(upload: Upload) -> None:
    """Raise Refused for an empty or a too large upload, before anything is stored."""
    name, field = upload.filename or _("The pasted text"), "files" if upload.filename else "text"
    if not upload.content.strip():
        raise Refused(_("%(name)s is empty: choose another file or paste the text.") % {"name": name}, field)
    if len(upload.content) > settings.UPLOAD_MAX_BYTES:
        sizes = {
            "name": name,
            "size": filesizeformat(len(upload.content)),
            "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
        }
        raise Refused(
            _("%(name)s has %(size)s and the limit is %(limit)s: upload the text without its media.") % sizes, "files"
        )


@one_transaction
def upload_article(
    person: Person, upload: Upload, details: Details, *, idempotency_key: UUID | None = None
) -> Received:
    """Store a new article with its first revision, or lead to the visible article that has these very bytes."""
    refuse_unusable(upload)
    digest = hashlib.sha256(upload.content).hexdigest()
    wait_turn(UPLOAD_BYTES, digest)
    existing = Article.objects.visible_to(person).filter(revisions__sha256=digest).order_by("pk").first()
    if existing is not None:
        return Received(existing, created=False)
    article = Article.objects.create(**asdict(details), uploaded_by=person)
    _store_revision(article, 1, person, upload, digest, idempotency_key)
    return Received(article, created=True)


@one_transaction
def upload_revision(
    article: Article, person: Person, upload: Upload, *, idempotency_key: UUID | None = None
) -> Revision:
    """Store a new revision; every earlier one stays. Raises Refused when nothing changed or the last one is still split."""
    refuse_unusable(upload)
    field = "files" if upload.filename else "text"
    locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    digest = hashlib.sha256(upload.content).hexdigest()
    if idempotency_key and (same := locked.revisions.filter(idempotency_key=idempotency_key).first()):
        return same
    newest = locked.revisions.defer("original", "text").latest("number")
    if newest.sha256 == digest:
        raise Refused(
            _("These are the very bytes of revision %(number)s: there is nothing new to check.")
            % {"number": newest.number}
        )
    if newest.is_splitting:
        raise Refused(
            _("Revision %(number)s is still being split: try again in a moment.") % {"number": newest.number}, field
        )
    number = (locked.revisions.aggregate(top=Max("number"))["top"] or 0) + 1
    return _store_revision(locked, number, person, upload, digest, idempotency_key)


@one_transaction
def retry_split(revision: Revision) -> bool:
    """Start a failed split again with a fresh count of attempts; False when there was nothing to retry."""
    waiting = Revision.objects.filter(pk=revision.pk, split_state=SplitState.FAILED).update(
        split_state=SplitState.PENDING, split_attempts=0, split_done=0, split_total=0, split_queued_at=timezone.now()
    )
    if waiting:
        transaction.on_commit(partial(ring, SPLIT_REVISION, revision.pk))
    return bool(waiting)


def _store_revision(
    article: Article, number: int, person: Person, upload: Upload, digest: str, key: UUID | None
) -> Revision:
    revision = Revision.objects.create(
        article=article,
        number=number,
        original=upload.content,
        filename=upload.filename[:255],
        sha256=digest,
        uploaded_by=person,
        idempotency_key=key,
    )
    note_activity(article.pk)
    transaction.on_commit(partial(ring, SPLIT_REVISION, revision.pk))
    return revision
