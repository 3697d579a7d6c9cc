"""Lists of links with the worst first: of one article, and of the whole desk. Each in a constant number of queries."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, QuerySet

from verify.models import (
    FIRST_WITHOUT_TROUBLE,
    Article,
    Evidence,
    Health,
    Link,
    LinkOccurrence,
    Person,
)
from verify.models.link import LinkOccurrenceQuerySet, LinkQuerySet

ROWS = 50
"""Links on one page."""
UP_TO = 100
"""Links of one outcome that are counted for the whole desk; more are "100+"."""
NAMED = 5
"""Articles with placeholders that are named."""
NO_LOOK_HELPS = (Health.INVALID,)
TROUBLE, ALL, HELD, REMARKS = "trouble", "all", "held", "remarks"


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its word in the address, its Health (None for the filters over several), how many links it shows, told."""

    name: str
    health: Health | None
    count: str
    current: bool

    @property
    def outcome(self) -> str:
        """The outcome whose word names the filter; empty for what is no outcome of a look."""
        return "" if self.health in (None, Health.DEAD, Health.WAITING, Health.GIVEN_UP) else self.name


@dataclass(frozen=True, slots=True)
class Row:
    """A link with where it is used. ``occurrence`` is set in an article's list; ``link`` is None for a placeholder."""

    link: Link | None
    occurrence: LinkOccurrence | None = None
    article: Article | None = None
    more: int = 0
    claims: int = 0

    @property
    def key(self) -> str:
        return f"o{self.occurrence.pk}" if self.occurrence else f"l{self.link.pk if self.link else 0}"

    @property
    def may_be_looked_at(self) -> bool:
        return self.link is not None and self.link.health not in NO_LOOK_HELPS


@dataclass(frozen=True, slots=True)
class NoTarget:
    """Placeholders of the whole desk, and the articles with most of them; each has how many, as ``placeholders``."""

    links: int
    articles: int
    named: list[Article]

    @property
    def more(self) -> int:
        return self.articles - len(self.named)


@dataclass
class LinkList(ABC):
    """What both lists share. ``show`` is a filter's name, ``host`` a host name or empty, ``after`` a row's key."""

    person: Person
    show: str = TROUBLE
    host: str = ""
    after: str = ""
    asked: int = field(default=0, init=False)

    @property
    def health(self) -> Health | None:
        return next((each for each in Health if each.name.lower() == self.show), None)

    @property
    def query(self) -> dict[str, str]:
        """What the address says, without the page."""
        words = {"show": self.show if self.show != TROUBLE else "", "host": self.host}
        return {name: value for name, value in words.items() if value}

    @property
    def suffix(self) -> str:
        return f"?{urlencode(self.query)}" if self.query else ""

    @cached_property
    @abstractmethod
    def counts(self) -> dict[int, int]:
        """{health: how many links stand so}."""

    @cached_property
    @abstractmethod
    def page(self) -> list[Row]:
        """The rows that are shown, and one more where others follow."""

    @property
    def rows(self) -> list[Row]:
        return self.page[:ROWS]

    @property
    def pending(self) -> int:
        return sum(row.link is not None and row.link.is_pending for row in self.rows)

    def told(self, count: int) -> str:
        """A number for people; empty for a filter that shows nothing."""
        return str(count) if count or self.show == TROUBLE else ""

    @property
    def choices(self) -> list[Choice]:
        """The filters that show something, and the one that is chosen."""
        troubled = sum(n for health, n in self.counts.items() if health < FIRST_WITHOUT_TROUBLE)
        chips = [Choice(TROUBLE, None, self.told(troubled), self.show == TROUBLE)]
        chips += [
            Choice(each.name.lower(), each, self.told(self.counts.get(each, 0)), self.health == each)
            for each in Health
            if self.counts.get(each) or self.health == each
        ]
        return [*chips, Choice(HELD, None, "", self.show == HELD), Choice(ALL, None, "", self.show == ALL)]

    @property
    def failing(self) -> str:
        """How many of what the filter shows a fresh look may change, told; empty for none."""
        shown = [self.health] if self.health is not None else list(Health)
        some = [each for each in shown if each < FIRST_WITHOUT_TROUBLE and each not in NO_LOOK_HELPS]
        count = sum(self.counts.get(each, 0) for each in some)
        return self.told(count) if count else ""


class DeskLinks(LinkList):
    """The links of every article that the person may see."""

    def _shown(self, links: LinkQuerySet) -> LinkQuerySet:
        if self.host:
            links = links.filter(host=self.host)
        if self.health is not None:
            return links.filter(health=self.health)
        if self.show == HELD:
            return links.filter(held__isnull=False)
        return links if self.show == ALL else links.troubled()

    def told(self, count: int) -> str:
        """As LinkList.told, no further than was counted."""
        return f"{UP_TO}+" if count > UP_TO else super().told(count)

    @cached_property
    def counts(self) -> dict[int, int]:
        """Of each trouble, one more than UP_TO at most: each is read from its own place in the index and no further."""
        links = Link.objects.one_by_one(self.person)
        if self.host:
            links = links.filter(host=self.host)
        troubles = [each for each in Health if each < FIRST_WITHOUT_TROUBLE]
        first, *others = (
            links.filter(health=each).order_by("pk").values_list("health", flat=True)[: UP_TO + 1] for each in troubles
        )
        return dict(Counter(first.union(*others, all=True)))

    def rows_asked(self) -> LinkQuerySet:
        """The links of this page and the one after them."""
        links = self._shown(Link.objects.one_by_one(self.person))
        return links.for_list().after_row(self.after)[: ROWS + 1]

    @cached_property
    def page(self) -> list[Row]:
        return _used(list(self.rows_asked()), Article.objects.visible_to(self.person))

    @cached_property
    def no_target(self) -> "NoTarget | None":
        """Placeholders belong to no link, so they have a line of their own, above the first page of any host."""
        if self.host or self.after or self.show not in (TROUBLE, ALL, Health.INVALID.name.lower()):
            return None
        found = LinkOccurrence.objects.placeholders_for(self.person).order_by()
        said = found.aggregate(links=Count("pk"), articles=Count("revision", distinct=True))
        if not said["links"]:
            return None
        articles = Article.objects.visible_to(self.person).filter(
            current_revision__link_occurrences__kind=LinkOccurrence.Kind.PLACEHOLDER
        )
        most = articles.annotate(placeholders=Count("current_revision__link_occurrences")).order_by(
            "-placeholders", "-pk"
        )
        return NoTarget(said["links"], said["articles"], list(most[:NAMED]))

    @property
    def next(self) -> str:
        last = self.page[ROWS - 1].link if len(self.page) > ROWS else None
        return last.list_key if last else ""

    def failing_ids(self, limit: int) -> list[int]:
        """The links that "check all failing" means: those shown that trouble somebody and that a look may change."""
        failing = self._shown(Link.objects.in_use_for(self.person)).troubled().exclude(health__in=NO_LOOK_HELPS)
        return list(failing.order_by("health", "pk").values_list("pk", flat=True)[:limit])

    def chosen_ids(self, ids: Iterable[str]) -> list[int]:
        """Those of the ids from a form that the person may see."""
        return list(Link.objects.in_use_for(self.person).filter(pk__in=_numbers(ids)).values_list("pk", flat=True))


@dataclass
class ArticleLinks(LinkList):
    """The links of one article's current text."""

    article: Article = field(kw_only=True)

    def _all(self) -> QuerySet[LinkOccurrence]:
        return LinkOccurrence.objects.filter(revision=self.article.current_revision_id)

    def _shown(self) -> LinkOccurrenceQuerySet:
        rows = LinkOccurrence.objects.worst_first().filter(revision=self.article.current_revision_id)
        if self.host:
            rows = rows.filter(link__host=self.host)
        if self.health is not None:
            return rows.filter(Q(rank=self.health))
        if self.show == HELD:
            return rows.filter(link__held__isnull=False)
        if self.show == REMARKS:
            return rows.exclude(notes=[])
        return rows if self.show == ALL else rows.filter(Q(rank__lt=FIRST_WITHOUT_TROUBLE))

    @cached_property
    def counts(self) -> dict[int, int]:
        return LinkOccurrence.objects.filter(revision=self.article.current_revision_id).by_rank()

    @property
    def choices(self) -> list[Choice]:
        """With one for the links about which the article's own words and date leave something to ask."""
        remarks = self._all().exclude(notes=[]).count()
        chip = [Choice(REMARKS, None, str(remarks), self.show == REMARKS)] if remarks or self.show == REMARKS else []
        return [*super().choices[:-2], *chip, *super().choices[-2:]]

    @cached_property
    def pending_in_all(self) -> int:
        return self._all().filter(link__check_state__in=["pending", "running"]).count()

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - self.pending_in_all

    @cached_property
    def page(self) -> list[Row]:
        return [Row(row.link, row) for row in self._shown().after_row(self.after)[: ROWS + 1]]

    @property
    def next(self) -> str:
        last = self.page[ROWS - 1].occurrence if len(self.page) > ROWS else None
        return f"{last.rank}-{last.position}" if last else ""  # type: ignore[attr-defined]

    def failing_ids(self, limit: int) -> list[int]:
        """As DeskLinks.failing_ids."""
        rows = self._shown().filter(link__health__lt=FIRST_WITHOUT_TROUBLE).exclude(link__health__in=NO_LOOK_HELPS)
        return list(rows.order_by().values_list("link", flat=True).distinct()[:limit])

    def chosen_ids(self, ids: Iterable[str]) -> list[int]:
        """As DeskLinks.chosen_ids."""
        rows = self._all().filter(link__in=_numbers(ids))
        return list(rows.order_by().values_list("link", flat=True).distinct())


def _numbers(words: Iterable[str]) -> list[int]:
    return [int(word) for word in words if word.isdecimal() and len(word) < 16]


def _used(links: Sequence[Link], articles: "QuerySet[Article]") -> list[Row]:
    """Each link with the newest article that uses it, how many more do, and on how many claims it is evidence."""
    in_text: dict[int | None, tuple[int, int]] = {
        link: (count, newest)
        for link, count, newest in LinkOccurrence.objects.filter(link__in=links, revision__current_of__in=articles)
        .order_by()
        .values_list("link")
        .annotate(n=Count("revision__article", distinct=True), newest=Max("revision__article"))
    }
    evidence: dict[int | None, tuple[int, int]] = {
        link: (count, newest)
        for link, count, newest in Evidence.objects.filter(link__in=links, claim__article__in=articles)
        .order_by()
        .values_list("link")
        .annotate(n=Count("claim", distinct=True), newest=Max("claim__article"))
    }
    nothing = (0, 0)
    newest = {link.pk: in_text.get(link.pk, nothing)[1] or evidence.get(link.pk, nothing)[1] for link in links}
    named = Article.objects.in_bulk(set(newest.values()))
    return [
        Row(
            link,
            article=named.get(newest[link.pk]),
            more=max(in_text.get(link.pk, nothing)[0] - 1, 0),
            claims=evidence.get(link.pk, nothing)[0],
        )
        for link in links
    ]
