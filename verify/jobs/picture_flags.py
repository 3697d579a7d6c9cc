"""Flags on pictures that were used before under another caption."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from verify.flags import Notice
from verify.matching import normalise
from verify.models import Claim, Flag, LinkOccurrence, MediaCheck

from .flag_scene import FlagScene

SAME = 85
"""Per cent of words in common (whatever their order) from which on two captions are one."""
MOST = 500
"""Earlier uses that are compared; a picture that was used more often is furniture."""


def notices(scene: FlagScene) -> Iterator[Notice]:
    """Two queries: the pictures of this text by their bytes, and where else those stand. Only articles that everybody may
    read are compared, and the article itself."""
    mine = [row for row in _with_item(_pictures().filter(revision=scene.article.current_revision_id)) if row.caption]
    items = {_item(row) for row in mine}
    if not items:
        return
    seen_at = MediaCheck.objects.filter(item__in=items).order_by().values("link")
    everybodys = Q(revision__article__restricted=False, revision__article__created_at__lt=scene.article.created_at)
    elsewhere = _pictures().filter(everybodys | Q(revision__article=scene.article), link__in=seen_at)
    others = [row for row in _with_item(elsewhere.filter(revision__current_of__isnull=False))[:MOST] if row.caption]
    claims = {row.claim_id: row.claim for row in scene.rows}
    for row in mine:
        if (before := _before(row, others)) is not None:
            yield _notice(scene, row, before, claims)


def _pictures() -> QuerySet[LinkOccurrence]:
    rows = LinkOccurrence.objects.media().select_related("revision__article", "occurrence")
    rows = rows.defer("revision__text", "revision__original", "occurrence__reasons", "occurrence__weights")
    return rows.order_by("revision__article__created_at", "revision__article", "position")


def _with_item(rows: QuerySet[LinkOccurrence]) -> QuerySet[LinkOccurrence]:
    """Those that were looked at, with ``item``, the file that the newest look found."""
    newest = MediaCheck.objects.filter(link=OuterRef("link")).order_by("-checked_at", "-pk").values("item")[:1]
    return rows.annotate(item=Subquery(newest)).filter(item__isnull=False)


def _item(row: LinkOccurrence) -> int:
    return int(getattr(row, "item", 0))


def _before(row: LinkOccurrence, others: Sequence[LinkOccurrence]) -> LinkOccurrence | None:
    """The first use of the same file that says something else: in an earlier article, or further up in this one."""
    for other in others:
        is_here = other.revision_id == row.revision_id
        if _item(other) != _item(row) or (is_here and other.position >= row.position):
            continue
        if not _same_caption(row.caption, other.caption):
            return other
    return None


def _same_caption(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(normalise(one).lower(), normalise(other).lower()) >= SAME


def _notice(scene: FlagScene, row: LinkOccurrence, before: LinkOccurrence, claims: Mapping[int, Claim]) -> Notice:
    article = before.revision.article
    day = date_format(article.published_on or article.created_at.date(), "j F Y")
    return Notice(
        Flag.Kind.MEDIA_REUSED,
        f"picture {_item(row)} {normalise(row.caption)} {before.revision.article_id} {normalise(before.caption)}",
        _("The same file stood above “%(caption)s” on %(day)s: make sure that it shows what is said here.")
        % {"caption": before.caption[:200], "day": day},
        claims.get(row.occurrence.claim_id) if row.occurrence else None,
        words=[(row.start, row.end)] if row.end > row.start else [],
        other_article=article,
        other_claim=before.occurrence.claim_id if before.occurrence else None,
    )
