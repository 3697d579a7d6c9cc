"""What earlier looks at links are good for in the next one: asking only whether anything has changed."""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from verify.checking import CheckResult, Known
from verify.models import FINE, Evidence, Link, LinkCheck, LinkOccurrence, MediaCheck

FULL_LOOK = timedelta(days=30)
"""The longest that a server's word for "nothing has changed" is taken without reading the content again."""


CONTENT = (
    *("title", "published_on", "site", "author", "modified_on", "dated_by", "language", "canonical_url", "words"),
    *("content_type", "size"),
)
"""What a look that found nothing changed says of the content in the words of the look that read it."""


def known_looks(link_ids: Sequence[int], as_media: Container[int]) -> dict[int, Known]:
    """{link id: what its newest look left}, for links whose newest look found something good; one query.

    Not those that serve as evidence, or that came to stand in an article since the content was read: it is to be compared with
    what they say. Of the links ``as_media``, which articles show as media, only those that were media at that look.
    """
    now = timezone.now()
    read_at = Coalesce("latest_check__same_as__checked_at", "latest_check__checked_at")
    newer = LinkOccurrence.objects.filter(link=OuterRef("pk"), revision__uploaded_at__gt=OuterRef("read_at"))
    links = (
        Link.objects.filter(pk__in=link_ids, latest_check__outcome__in=FINE)
        .annotate(read_at=read_at)
        .exclude(Exists(Evidence.objects.filter(link=OuterRef("pk"))) | Exists(newer))
    )
    found: dict[int, Known] = {}
    for link in links.select_related("latest_check__same_as", "latest_check__media_check"):
        check = link.latest_check
        if check is None or (link.pk in as_media and not hasattr(check, "media_check")):
            continue
        known = _known(check, now)
        if known is not None:
            found[link.pk] = known
    return found


def _known(check: LinkCheck, now: datetime) -> Known | None:
    if now - check.source.checked_at > FULL_LOOK:
        return None
    is_file = bool(check.content_type) and "html" not in check.content_type
    if not (check.etag or check.last_modified or is_file):
        return None
    return Known(
        url=check.final_url,
        reason=check.reason,
        flags=tuple(check.flags),
        etag=check.etag,
        last_modified=check.last_modified,
        content_type=check.content_type,
        size=check.size,
        is_file=is_file,
    )


def repeated(link: Link, result: CheckResult) -> dict[str, Any]:
    """The columns of a look that found nothing changed; none where the look read the content itself."""
    if not result.unchanged or link.latest_check is None:
        return {}
    source = link.latest_check.source
    return {"same_as": source} | {name: getattr(source, name) for name in CONTENT}


def repeat_media(check: LinkCheck) -> None:
    """The same file was seen again: one dated look more at the same item."""
    if check.same_as is None:
        return
    for media in MediaCheck.objects.filter(link_check=check.same_as):
        MediaCheck.objects.create(
            link_id=check.link_id, link_check=check, item_id=media.item_id, problems=media.problems
        )
