"""What reviewers do with a claim: decide it, take that back, add what it rests on."""

import hashlib
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from verify import ledger
from verify.checking import InvalidTarget, normalise_url
from verify.doorbell import CHECK_LINKS, FLAG_ARTICLE, ring
from verify.models import Article, Claim, Evidence, Person, Review, StoredFile
from verify.models.link import CheckState, Link, host_of
from verify.notifying import tell_of_review
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .keeping import keep_evidence
from .links import look_soon
from .locks import sent_before
from .passages import passage_at


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A piece of evidence as typed: ``source`` is a URL, the address of a passage of another article or a written note."""

    source: str
    stance: str
    quotation: str = ""
    file: bytes = b""
    filename: str = ""
    again: int | None = None
    """A piece of evidence of another claim of the article, by its id, to be used for this one too."""

    def __bool__(self) -> bool:
        return bool(self.source.strip() or self.file or self.again)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A review as the form carries it. ``status`` "unchecked" withdraws; ``version`` is the claim's version the form saw."""

    status: str
    scope: str
    note: str
    version: int
    idempotency_key: UUID
    batch: UUID | None = None
    """The act on many claims that it is part of."""


@one_transaction
def review_claim(claim: Claim, person: Person, verdict: Verdict, evidence: NewEvidence | None = None) -> Review | None:
    """Add the evidence that came with the verdict, then decide the claim; both or neither. None: it changed nothing.

    Raises ledger.StaleClaim, ledger.GroundMissing, Refused (evidence that cannot be taken).
    """
    already = sent_before(Review.objects.all(), verdict.idempotency_key, claim=claim, reviewer=person)
    if already is not None:
        return already
    if evidence:
        # The key of the evidence is the verdict's: a form sent twice adds its evidence once.
        add_evidence(claim, person, evidence, idempotency_key=verdict.idempotency_key)
    review = ledger.record_review(
        claim.pk,
        reviewer=person,
        verdict=verdict.status,
        scope=verdict.scope,
        note=verdict.note,
        seen_version=verdict.version,
        idempotency_key=verdict.idempotency_key,
        batch=verdict.batch,
    )
    if review is not None:
        tell_of_review(review, claim.article)
        _touch(claim)
    return review


@one_transaction
def answer_review(claim: Claim, person: Person, mine: Verdict, evidence: NewEvidence | None = None) -> Review:
    """Corroborate the verdict that came first, or record a disagreement with it; ``mine`` is what this person holds.

    Raises what review_claim does, and ledger.ThirdPersonNeeded.
    """
    already = sent_before(Review.objects.all(), mine.idempotency_key, claim=claim, reviewer=person)
    if already is not None:
        return already
    if evidence:
        add_evidence(claim, person, evidence, idempotency_key=mine.idempotency_key)
    review = ledger.record_answer(
        claim.pk,
        reviewer=person,
        mine=mine.status,
        scope=mine.scope,
        note=mine.note,
        seen_version=mine.version,
        idempotency_key=mine.idempotency_key,
    )
    tell_of_review(review, claim.article)
    _touch(claim)
    return review


@one_transaction
def undo_last_review(article: Article, person: Person, *, idempotency_key: UUID) -> Review:
    """Take this person's newest standing review in the article back, as a new Review.

    Raises Refused when there is none, and ledger.StaleClaim when somebody decided that claim since.
    """
    reviews = Review.objects.select_related("claim")
    already = sent_before(reviews, idempotency_key, claim__article=article, reviewer=person)
    if already is not None:
        return already
    last = (
        Review.objects.filter(claim__article=article, reviewer=person, undone_by__isnull=True)
        .filter(act__in=[Review.Act.VERDICT, Review.Act.WITHDRAWAL, *ledger.CONFIRMING])
        .select_related("claim")
        .order_by("-created_at", "-pk")
        .first()
    )
    if last is None:
        raise Refused(_("There is nothing of yours to take back in this article."))
    undo = ledger.undo_review(last, reviewer=person, idempotency_key=idempotency_key)
    _touch(last.claim)
    return undo


@one_transaction
def add_evidence(claim: Claim, person: Person, evidence: NewEvidence, *, idempotency_key: UUID) -> Evidence:
    """Store one piece of evidence; the same key twice is one piece. A URL becomes a Link and is checked like any other."""
    already = sent_before(Evidence.objects.all(), idempotency_key, claim=claim, added_by=person)
    if already is not None:
        return already
    piece = Evidence(
        claim=claim,
        stance=evidence.stance,
        quotation=evidence.quotation.strip(),
        added_by=person,
        idempotency_key=idempotency_key,
    )
    _fill(piece, evidence)
    piece.save()
    keep_evidence(piece)
    _touch(claim)
    return piece


def _fill(piece: Evidence, evidence: NewEvidence) -> None:
    """Put in the one thing that it is."""
    if evidence.again is not None:
        _copy(piece, evidence.again)
    elif evidence.file:
        piece.file, piece.filename = _stored_file(evidence.file), (evidence.filename or _("file"))[:255]
    elif passage := passage_at(evidence.source, piece.added_by, not_of=piece.claim.article_id):
        piece.passage = passage
    elif _looks_like_address(evidence.source):
        # The look that keeps a copy is its first check too.
        piece.link = known_link(evidence.source, checked=False)
    elif evidence.source.strip():
        piece.text = evidence.source.strip()
    else:
        raise Refused(_("Paste a URL, choose a file or write what you saw."), "evidence_source")


def _copy(piece: Evidence, again: int) -> None:
    first = Evidence.objects.filter(pk=again, claim__article=piece.claim.article_id).first()
    if first is None:
        raise Refused(
            _("That evidence is not in this article: choose another piece, or paste it anew."), "evidence_again"
        )
    piece.reuses_id = first.reuses_id or first.pk
    piece.link_id, piece.file_id, piece.passage_id = first.link_id, first.file_id, first.passage_id
    piece.filename, piece.text = first.filename, first.text
    piece.quotation = piece.quotation or first.quotation


@one_transaction
def known_link(address: str, *, checked: bool = True) -> Link:
    """The newsroom's one Link for this address, made if it is new and then, where ``checked``, rung for its first check.

    Raises Refused.
    """
    try:
        url = normalise_url(address.strip())
    except InvalidTarget as error:
        raise Refused(str(error), "evidence_source") from error
    link, created = Link.objects.get_or_create(
        digest=hashlib.sha256(url.encode()).hexdigest(), defaults={"url": url, "host": host_of(url)}
    )
    if created and checked:
        transaction.on_commit(partial(ring, CHECK_LINKS, [link.pk]))
    else:
        look_soon(Link.objects.filter(pk=link.pk))
    return link


@one_transaction
def check_again(link: Link) -> bool:
    """Queue a fresh look at a link; False when one is under way already."""
    queued = Link.objects.filter(pk=link.pk, check_state__in=[CheckState.DONE, CheckState.FAILED]).update(
        check_state=CheckState.PENDING, check_attempts=0, check_queued_at=timezone.now(), due_at=None
    )
    if queued:
        transaction.on_commit(partial(ring, CHECK_LINKS, [link.pk]))
    return bool(queued)


def _looks_like_address(source: str) -> bool:
    """One word with a scheme or "www." is an address, anything else a written note."""
    words = source.split()
    return len(words) == 1 and words[0].lower().startswith(("http:", "https:", "www.", "ftp:", "javascript:", "data:"))


def _stored_file(content: bytes) -> StoredFile:
    if len(content) > settings.UPLOAD_MAX_BYTES:
        limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
        raise Refused(
            _("The file is larger than %(limit)s: keep it elsewhere and paste its address.") % {"limit": limit},
            "evidence_file",
        )
    stored, _created = StoredFile.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(), defaults={"content": content, "size": len(content)}
    )
    return stored


def _touch(claim: Claim) -> None:
    note_activity(claim.article_id)
    transaction.on_commit(partial(ring, FLAG_ARTICLE, claim.article_id))
