"""What the article page and its fragments show, gathered in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db.models import Count

from verify.forms import ReviewForm, SignForm
from verify.models import (
    Article,
    ClaimOccurrence,
    Clearance,
    Evidence,
    Flag,
    LinkOccurrence,
    MediaCheck,
    Person,
    Progress,
    Review,
    Revision,
    Scope,
    Status,
)

from .article_part import Part, part_of
from .beside_text import BesideText, beside_text
from .claim_card import ClaimCard, Conflict
from .marked_text import MarkedPassage, mark_text


@dataclass
class ArticlePage:
    """The article's current revision with its claims, links and media, and one current claim."""

    article: Article
    person: Person
    show: str = "all"
    order: str = "text"
    claim_id: int | None = None
    form: ReviewForm | None = None
    conflict: Conflict | None = None
    refused_flag: tuple[int, str] | None = None
    sign_form: SignForm | None = None
    asked_part: str = ""
    came_from: str = ""
    """The queue that led here, whose next claim follows a verdict."""
    newest: Revision | None = field(init=False)

    def __post_init__(self) -> None:
        self.newest = self.article.revisions.defer("original", "text").order_by("-number").first()
        # Splitting may have ended between reading the article and reading its newest revision: the page would then show the
        # earlier text and not ask again.
        done = self.newest is not None and self.newest.split_state == "done"
        if self.newest is not None and done and self.newest.pk != self.article.current_revision_id:
            self.article.refresh_from_db()

    @property
    def query(self) -> dict[str, str]:
        """What the claims list keeps in its addresses."""
        kept = {"show": self.show} if self.show == "open" else {}
        kept |= {"order": self.order} if self.order == "worth" else {}
        kept |= {"from": self.came_from} if self.came_from else {}
        return kept | ({"part": str(self.part.number)} if self.part.number > 1 else {})

    @cached_property
    def part(self) -> Part:
        return part_of(self.revision, self.asked_part, self.claim_id) if self.revision else Part()

    @cached_property
    def suffix(self) -> str:
        """What follows ``?claim=…`` in every address of the list and the text."""
        return f"&{urlencode(self.query)}" if self.query else ""

    @cached_property
    def address(self) -> str:
        return self.article.get_absolute_url()

    @property
    def here(self) -> str:
        """The address of this page with its current claim."""
        return f"{self.address}?{urlencode(self.query | ({'claim': self.current_id} if self.current_id else {}))}"

    @cached_property
    def selection_key(self) -> UUID:
        return uuid4()

    @property
    def revision(self) -> Revision | None:
        return self.article.current_revision

    @property
    def is_splitting(self) -> bool:
        return self.newest is not None and self.newest.is_splitting

    @property
    def split_failed(self) -> bool:
        return self.newest is not None and self.newest.split_state == "failed"

    @cached_property
    def occurrences(self) -> list[ClaimOccurrence]:
        if self.revision is None:
            return []
        rows = self.revision.occurrences.for_list().filter(**self.part.within("passage__start"))
        return list(rows.prefetch_related("hedges"))

    @cached_property
    def listed(self) -> list[ClaimOccurrence]:
        """The claims list as filtered and ordered; the current claim stays in it."""
        if self.show == "open":
            return [row for row in self.ordered if row.claim.is_open or row.claim_id == self.current_id]
        return self.ordered

    @property
    def ordered(self) -> list[ClaimOccurrence]:
        """By place in the text, or with those first that deserve a reviewer's time most."""
        if self.order == "worth":
            return sorted(self.occurrences, key=lambda row: (-row.checkworthiness, row.position))
        return self.occurrences

    @cached_property
    def clearance(self) -> Clearance | None:
        """The clearance that stands."""
        return Clearance.objects.standing_of([self.article.pk]).get(self.article.pk)

    @cached_property
    def open_flags(self) -> dict[int | None, dict[str, int]]:
        """{claim, or None for the article as a whole: {kind: open flags}}, of the whole text."""
        return Flag.objects.open_by_claim(self.article.pk)

    @property
    def flag_count(self) -> int:
        return sum(sum(kinds.values()) for kinds in self.open_flags.values())

    @property
    def first_flagged(self) -> int | None:
        """A claim with an open flag, the first of this part if it has one."""
        here = (row.claim_id for row in self.occurrences if row.claim_id in self.open_flags)
        return next(here, None) or next((claim for claim in self.open_flags if claim is not None), None)

    @cached_property
    def article_flags(self) -> list[Flag]:
        """Open flags on the article as a whole."""
        return list(self.article.flags.filter(claim__isnull=True).for_card().open()) if None in self.open_flags else []

    @cached_property
    def progress(self) -> Progress:
        if self.revision and not self.part.is_all:
            in_work = self.revision.occurrences.in_work().order_by().values_list("claim__counted_status")
            return Progress(dict(in_work.annotate(n=Count("pk"))))
        by_status = dict.fromkeys(Status.values, 0)
        for row in self.occurrences:
            if not row.claim.out_of_scope:
                by_status[row.claim.counted] += 1
        return Progress(by_status)

    @cached_property
    def assignees(self) -> dict[int, Person]:
        """Who works on the listed claims, by id; no query where nobody does."""
        ids = {row.claim.assignee_id for row in self.listed} - {None}
        return Person.objects.in_bulk([each for each in ids if each]) if ids else {}

    @property
    def current_id(self) -> int | None:
        return self.current.claim_id if self.current else None

    @cached_property
    def current(self) -> ClaimOccurrence | None:
        """The claim asked for, else the first one that nobody has decided, else the first."""
        asked = next((row for row in self.occurrences if row.claim_id == self.claim_id), None)
        first_open = next((row for row in self.ordered if row.claim.is_open), None)
        return asked or first_open or next(iter(self.ordered), None)

    def is_elsewhere(self, occurrence: ClaimOccurrence) -> bool:
        """Whether this claim stands in another part than the one that is shown."""
        return all(row.claim_id != occurrence.claim_id for row in self.occurrences)

    def forget_current(self) -> None:
        """Choose the current claim anew, after ``claim_id`` was set."""
        for name in ("current", "card"):
            self.__dict__.pop(name, None)

    @cached_property
    def card(self) -> ClaimCard | None:
        if self.current is None or self.revision is None:
            return None
        self.current.revision = self.revision
        left = self.current.claim.left if self.current.claim.cites else []
        scope = left[0] if len(left) == 1 else Scope.BOTH
        form = self.form or ReviewForm(initial={"version": self.current.claim.version, "scope": scope})
        return ClaimCard(self.current, self.total, form, self.person, self.conflict, self.refused_flag, self.sign_form)

    @cached_property
    def people(self) -> list[Person]:
        """Whom a comment on a claim can be told to."""
        return list(Person.objects.readers_of(self.article))

    @cached_property
    def total(self) -> int:
        """Claims of the whole revision, in scope or not."""
        if self.revision and not self.part.is_all:
            return self.revision.occurrences.standing().count()
        return len(self.occurrences)

    @cached_property
    def links(self) -> list[LinkOccurrence]:
        if self.revision is None:
            return []
        return list(self.revision.link_occurrences.for_table().filter(**self.part.within("start")))

    @property
    def link_rows(self) -> list[LinkOccurrence]:
        """The links table: what needs a person first, in the order of the text within."""
        order = {"invalid": 0, "pending": 2, "ok": 3, "redirected": 3}
        return sorted(self.links, key=lambda row: order.get(row.outcome, 1))

    @cached_property
    def media(self) -> "list[MediaRow]":
        rows = [row for row in self.links if row.kind in LinkOccurrence.MEDIA_KINDS]
        checks: dict[int, MediaCheck] = {}
        link_ids = {row.link_id for row in rows}
        if link_ids:
            found = MediaCheck.objects.filter(link__in=link_ids).select_related("item").defer("item__preview")
            checks = {check.link_id: check for check in found.order_by("checked_at", "pk")}
        return [MediaRow(row, checks.get(row.link_id or 0)) for row in rows]

    @property
    def no_target(self) -> int:
        return sum(row.kind == LinkOccurrence.Kind.PLACEHOLDER for row in self.links)

    @property
    def link_problems(self) -> int:
        fine = ("ok", "redirected", "pending")
        return sum(row.outcome not in fine for row in self.links) - self.no_target

    @property
    def checks_pending(self) -> int:
        return sum(row.link is not None and row.link.is_pending for row in self.links)

    @property
    def checks_done(self) -> int:
        return len(self.links) - self.checks_pending

    @cached_property
    def passages(self) -> list[MarkedPassage]:
        if self.revision is None:
            return []
        passages = list(self.revision.passages.filter(**self.part.within("start")))
        return mark_text(self.revision.text, passages, self.occurrences, self.links)

    @cached_property
    def beside(self) -> list[BesideText]:
        return beside_text(self.revision, self.part, [each.passage for each in self.passages]) if self.revision else []

    @cached_property
    def printed(self) -> "list[PrintedClaim]":
        """The list behind the text on paper: each claim with its newest review and its evidence, in two queries."""
        ids = [row.claim_id for row in self.occurrences]
        newest = Review.objects.filter(claim__in=ids).select_related("reviewer").order_by("claim", "-claim_version")
        reviews = {review.claim_id: review for review in newest.distinct("claim")}
        evidence: dict[int, list[Evidence]] = {}
        for piece in Evidence.objects.filter(claim__in=ids).select_related("link"):
            evidence.setdefault(piece.claim_id, []).append(piece)
        return [
            PrintedClaim(row, reviews.get(row.claim_id), evidence.get(row.claim_id, [])) for row in self.occurrences
        ]

    def passages_of(self, *occurrences: ClaimOccurrence) -> list[MarkedPassage]:
        """The passages that these claims stand in, to be drawn again."""
        if self.revision is None:
            return []
        passages = list(self.revision.passages.filter(pk__in={row.passage_id for row in occurrences}))
        if not passages:
            return []
        start, end = min(each.start for each in passages), max(each.end for each in passages)
        links = self.revision.link_occurrences.for_table().filter(start__gte=start, start__lt=end)
        return mark_text(self.revision.text, passages, self.occurrences, list(links))

    def after(self, claim_id: int) -> ClaimOccurrence | None:
        """The next claim of the list that nobody has decided, from this one on and round to the start; None if all are."""
        rows: Sequence[ClaimOccurrence] = self.ordered
        here = next((index for index, row in enumerate(rows) if row.claim_id == claim_id), 0)
        round_trip = [*rows[here + 1 :], *rows[: here + 1]]
        return next((row for row in round_trip if row.claim.is_open), None) or self._open_elsewhere()

    def _open_elsewhere(self) -> ClaimOccurrence | None:
        """The first open claim of a later part, else of an earlier one."""
        if self.revision is None or self.part.is_all or not self.occurrences:
            return None
        open_rows = (
            self.revision.occurrences.in_work().filter(claim__counted_status=Status.UNCHECKED).order_by("position")
        )
        last = self.occurrences[-1].position
        return open_rows.filter(position__gt=last).first() or open_rows.first()


@dataclass(frozen=True, slots=True)
class MediaRow:
    """A picture, video or sound of the text and the newest look at its bytes, None before or without one."""

    link: LinkOccurrence
    check: MediaCheck | None


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A claim as it stands on paper."""

    occurrence: ClaimOccurrence
    review: Review | None
    evidence: list[Evidence]
