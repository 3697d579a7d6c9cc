"""Flags that links raise on the claims that lean on them: the source is missing, the link is dead."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verify.flags import Notice, show_flags
from verify.models import Article, Evidence, Flag, Health, Link, LinkOccurrence

KINDS = (Flag.Kind.LINK_DEAD, Flag.Kind.PLACEHOLDER_LINK)


def flag_article(article: Article) -> None:
    """Make the article's open flags of these kinds what its current text and the evidence on its claims come to now."""
    show_flags(article, KINDS, [*_missing(article), *_dead_in_text(article), *_dead_evidence(article)])


def flag_link(link_id: int) -> None:
    """The same for every article whose current text, or evidence, leans on a link that is dead, or was when they were flagged."""
    link = Link.objects.get(pk=link_id)
    flagged = Flag.objects.open().filter(kind=Flag.Kind.LINK_DEAD, link=link_id)
    if link.health != Health.DEAD and not flagged.exists():
        return
    in_text = Q(current_revision__link_occurrences__link=link_id)
    leaning = Article.objects.filter(in_text | Q(claims__evidence__link=link_id) | Q(flags__in=flagged))
    for article in leaning.distinct().order_by("pk").iterator(100):
        flag_article(article)


def _occurrences(article: Article) -> "Iterator[LinkOccurrence]":
    """The links of the current text on which a claim leans that counts."""
    rows = LinkOccurrence.objects.filter(
        revision=article.current_revision_id, occurrence__withdrawn=False, occurrence__claim__out_of_scope=False
    ).select_related("link__latest_check", "occurrence__claim")
    yield from rows.filter(Q(kind=LinkOccurrence.Kind.PLACEHOLDER) | Q(link__health=Health.DEAD)).order_by("position")


def _missing(article: Article) -> Iterator[Notice]:
    for row in _occurrences(article):
        if row.link is None and row.occurrence is not None:
            yield Notice(
                Flag.Kind.PLACEHOLDER_LINK,
                f"placeholder {row.anchor}",
                _("“%(anchor)s” is to be a link and leads nowhere: put the address of the source in.")
                % {"anchor": row.anchor[:200]},
                row.occurrence.claim,
                words=[(row.start, row.end)],
            )


def _dead_in_text(article: Article) -> Iterator[Notice]:
    for row in _occurrences(article):
        if row.link is not None and row.occurrence is not None:
            yield Notice(
                Flag.Kind.LINK_DEAD,
                _cause(row.link),
                _reason(row.link),
                row.occurrence.claim,
                words=[(row.start, row.end)],
                link=row.link,
                link_check=row.link.latest_check,
            )


def _dead_evidence(article: Article) -> Iterator[Notice]:
    rows = Evidence.objects.filter(
        claim__article=article, claim__out_of_scope=False, claim__occurrences__revision=article.current_revision_id,
        link__health=Health.DEAD,
    )  # fmt: skip
    for piece in rows.select_related("link__latest_check", "claim").distinct():
        if piece.link is not None:
            yield Notice(
                Flag.Kind.LINK_DEAD,
                _cause(piece.link),
                _reason(piece.link),
                piece.claim,
                link=piece.link,
                link_check=piece.link.latest_check,
            )


def _cause(link: Link) -> str:
    """One death: the same page dying again is another one, which a person dismisses anew."""
    return f"dead {link.pk} {link.failing_since.isoformat() if link.failing_since else ''}"


def _reason(link: Link) -> str:
    since = date_format(link.failing_since, "j F Y") if link.failing_since else ""
    return _("%(host)s has not answered with this page since %(date)s: find another source or a kept copy.") % {
        "host": link.host or link.url[:60],
        "date": since,
    }
