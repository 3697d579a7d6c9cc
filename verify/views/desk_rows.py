"""The figures of the desk's rows, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from verify.models import (
    QUEUES,
    Article,
    Claim,
    ClaimOccurrence,
    Clearance,
    Flag,
    LinkOccurrence,
    Person,
    Progress,
    Revision,
)

ROWS = 50
"""Articles on one page."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An article with what its row prints. ``newest`` may be a revision that is still being split."""

    article: Article
    newest: Revision
    progress: Progress
    links: dict[str, int]
    people: Sequence[Person] = ()
    """Who has open claims of it."""
    clearance: Clearance | None = None
    flags: int = 0
    """Open ones."""

    @property
    def is_pending(self) -> bool:
        return self.newest.is_splitting or bool(self.links.get("pending"))

    @property
    def has_problems(self) -> bool:
        return bool(
            self.flags
            or self.progress.disputed
            or any(self.links.get(name) for name in ("pending", "no_target", "problem"))
        )

    @property
    def checks_done(self) -> int:
        return self.links.get("all", 0) - self.links.get("pending", 0)


def desk_rows(articles: Sequence[Article]) -> list[DeskRow]:
    """One row for each article, in the same order."""
    newest = _newest(articles)
    articles = _as_split(articles, newest)
    revision_ids = [article.current_revision_id for article in articles if article.current_revision_id]
    progress = _progress(revision_ids)
    cleared = Clearance.objects.standing_of(article.pk for article in articles)
    flags = Flag.objects.open_by_article(article.pk for article in articles)
    links = LinkOccurrence.objects.problems_by_revision(revision_ids)
    people = _people(articles)
    return [
        DeskRow(
            article,
            newest[article.pk],
            Progress(progress.get(article.current_revision_id or 0, {})),
            links.get(article.current_revision_id or 0, {}),
            people.get(article.pk, ()),
            cleared.get(article.pk),
            flags.get(article.pk, 0),
        )
        for article in articles
    ]


def _as_split(articles: Sequence[Article], newest: dict[int, Revision]) -> list[Article]:
    """The same articles; one whose splitting ended after it was read is read again, or its row would stay as it was before."""
    behind = [
        article.pk
        for article in articles
        if newest[article.pk].split_state == "done" and newest[article.pk].pk != article.current_revision_id
    ]
    read_again = Article.objects.in_bulk(behind) if behind else {}
    return [read_again.get(article.pk, article) for article in articles]


def _progress(revision_ids: list[int]) -> dict[int, dict[str, int]]:
    rows = (
        ClaimOccurrence.objects.in_work()
        .filter(revision__in=revision_ids)
        .order_by()
        .values_list("revision", "claim__counted_status")
        .annotate(n=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for revision_id, status, number in rows:
        counts.setdefault(revision_id, {})[status] = number
    return counts


def _people(articles: Sequence[Article]) -> dict[int, list[Person]]:
    """{article: those to whom open claims of it are assigned}, by name."""
    rows = Claim.objects.filter(QUEUES["mine"], article__in=[article.pk for article in articles]).order_by()
    found: dict[int, list[Person]] = {}
    names = ("assignee__first_name", "assignee__last_name", "assignee__username")
    for article_id, first, last, username in sorted(rows.values_list("article", *names).distinct()):
        found.setdefault(article_id, []).append(Person(first_name=first, last_name=last, username=username))
    return found


def _newest(articles: Sequence[Article]) -> dict[int, Revision]:
    rows = Revision.objects.filter(article__in=[article.pk for article in articles]).defer(
        "original", "text", "notices"
    )
    return {row.article_id: row for row in rows.order_by("article", "-number").distinct("article")}
