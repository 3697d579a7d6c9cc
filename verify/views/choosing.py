"""Which claims of a list somebody chose, and what the list shows while they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from django.http import Http404

from verify.models import Claim, Person
from verify.services.assigning import may_work_on
from verify.services.bulk import MOST, Chosen

from .access import DeskRequest, article_for
from .claim_lists import NAMES, SHOWN, ArticleClaims, QueuePage, queue, shown_claims

type ListPage = QueuePage | ArticleClaims


@dataclass
class Choosing:
    """The form around a list: what is ticked and typed in it, and why it was not taken."""

    page: ListPage
    picked: set[str] = field(default_factory=set)
    whole: bool = False
    note: str = ""
    refused: str = ""
    refused_field: str = ""
    key: UUID = field(default_factory=uuid4)

    @property
    def may(self) -> bool:
        return self.page.person.is_reviewer

    @property
    def most(self) -> int:
        return MOST

    @cached_property
    def people(self) -> list[Person]:
        """Whom an editor can give claims to; others take them."""
        if not self.page.person.is_editor:
            return []
        return may_work_on(self.page.article if isinstance(self.page, ArticleClaims) else None)


def template_of(page: ListPage) -> str:
    return "verify/article_claims.html" if isinstance(page, ArticleClaims) else "verify/queue.html"


def list_named(request: DeskRequest, source: str, after: str = "") -> ListPage:
    """The list that a form names. Raises Http404 for one that is not there for this person."""
    kind, _separator, rest = source.partition(":")
    if kind == "queue" and rest in NAMES:
        return QueuePage(request.user, rest, after)
    pk, _separator, show = rest.partition(":")
    if kind != "article" or not pk.isdecimal() or len(pk) > 15 or show not in SHOWN:
        raise Http404
    return ArticleClaims(request.user, article_for(request, int(pk)), show, after)


def claims_chosen(page: ListPage, values: Sequence[str], *, whole: bool) -> list[Chosen]:
    """The claims whose boxes were ticked, at the version they showed; or the first MOST of the whole list, as they are now.

    What the person may not see is passed over like what is not there.
    """
    if whole:
        return [Chosen(claim, claim.version) for claim in _all_of(page)]
    versions = dict(_read(values))
    claims = Claim.objects.visible_to(page.person).select_related("article").in_bulk(list(versions))
    return [Chosen(claims[pk], version) for pk, version in versions.items() if pk in claims]


def _all_of(page: ListPage) -> Iterable[Claim]:
    if isinstance(page, ArticleClaims):
        shown = shown_claims(page.article, page.show).select_related("claim__article")
        return [row.claim for row in shown[:MOST]]
    rows = queue(page.name, page.person)
    if page.name != "flags":
        return list(rows.select_related("article")[:MOST])
    flags = rows.exclude(claim=None).select_related("claim__article")[:MOST]
    return list({flag.claim_id: flag.claim for flag in flags}.values())


def _read(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    for value in values:
        pk, _separator, version = value.partition(":")
        if pk.isdecimal() and version.isdecimal() and len(value) < 30:
            yield int(pk), int(version)
