"""The only writer of Flag rows: raised when their cause is there, resolved when it is gone, dismissed by a person with a note.

Whoever computes a kind says which flags should stand now, and for what part of the article; what is new is raised, what is
gone is resolved, what stands or was dismissed stays. Doing it twice changes nothing.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from verify.models import Article, Claim, Flag, Link, LinkCheck, MediaItem, Person, Snapshot
from verify.notifying import tell_of_flags


@dataclass(frozen=True, slots=True)
class Notice:
    """One flag that should stand. ``cause`` is any text that stays the same while the cause does; ``reason`` is the sentence
    that a person reads. A claim of None is the whole article; ``words`` are (start, end) in the current revision's text; for
    ``diff`` and the other side see Flag."""

    kind: str
    cause: str
    reason: str
    claim: Claim | None = None
    words: Sequence[tuple[int, int]] = ()
    diff: Sequence[tuple[str, str]] = ()
    link: Link | None = None
    snapshot: Snapshot | None = None
    link_check: LinkCheck | None = None
    media_item: MediaItem | None = None
    other_article: Article | None = None
    other_claim: int | None = None

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.cause.encode("utf-8", "replace")).hexdigest()

    @property
    def key(self) -> tuple[int | None, str, str]:
        return (self.claim.pk if self.claim else None, self.kind, self.fingerprint)


@transaction.atomic
def show_flags(
    article: Article,
    kinds: Collection[str],
    notices: Sequence[Notice],
    *,
    claims: Collection[int] | None = None,
    link: Link | None = None,
) -> list[Flag]:
    """Make the open flags of these ``kinds`` exactly ``notices``; the rows that were raised now.

    ``claims`` (ids) or ``link`` narrow what was looked at: open flags outside of it are left alone. Words that moved in a new
    revision are moved with them. Raises ValueError for a notice of a kind that is not among ``kinds``.
    """
    if strangers := {str(notice.kind) for notice in notices} - {str(kind) for kind in kinds}:
        raise ValueError(f"notices of other kinds than were looked for: {sorted(strangers)}")
    # Two workers that look at the same article at once raise each flag once: the second waits here and then finds it.
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    looked_at = Flag.objects.filter(article=article, kind__in=kinds)
    if claims is not None:
        looked_at = looked_at.filter(claim__in=claims)
    if link is not None:
        looked_at = looked_at.filter(link=link)
    standing = {(row.claim_id, row.kind, row.fingerprint): row for row in looked_at.exclude(state=Flag.State.RESOLVED)}
    wanted = {notice.key: notice for notice in notices}
    gone = [row.pk for key, row in standing.items() if row.is_open and key not in wanted]
    Flag.objects.filter(pk__in=gone, state=Flag.State.OPEN).update(state=Flag.State.RESOLVED, resolved_at=Now())
    _move_words([(standing[key], notice) for key, notice in wanted.items() if key in standing])
    raised = Flag.objects.bulk_create(_raised(article, notice) for key, notice in wanted.items() if key not in standing)
    tell_of_flags(raised)
    return raised


def dismiss(flag: Flag, person: Person, note: str) -> bool:
    """Close one open flag in this person's name; False when it was not open any more. ``note`` is not empty."""
    closed = Flag.objects.filter(pk=flag.pk, state=Flag.State.OPEN).update(
        state=Flag.State.DISMISSED, dismissed_by=person, dismissed_at=Now(), dismissal_note=note
    )
    return bool(closed)


def _raised(article: Article, notice: Notice) -> Flag:
    return Flag(
        article=article,
        claim=notice.claim,
        kind=notice.kind,
        fingerprint=notice.fingerprint,
        reason=notice.reason,
        words=[list(span) for span in notice.words],
        diff=[list(piece) for piece in notice.diff],
        link=notice.link,
        snapshot=notice.snapshot,
        link_check=notice.link_check,
        media_item=notice.media_item,
        other_article=notice.other_article,
        other_claim_id=notice.other_claim,
    )


def _move_words(pairs: Sequence[tuple[Flag, Notice]]) -> None:
    moved = []
    for row, notice in pairs:
        words = [list(span) for span in notice.words]
        if (row.words, row.reason) != (words, notice.reason):
            row.words, row.reason = words, notice.reason
            moved.append(row)
    Flag.objects.bulk_update(moved, ["words", "reason"], 500)
