"""What stands beside a piece of evidence: the copy that is kept of its page, and whether the quoted words stand in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db.models import Q

from verify.checking.folding import fold
from verify.models import FINE, ArchiveCopy, Evidence, Keeping, Link, Person, QuoteCheck, Snapshot

from .word_diff import DiffPiece, word_diff


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quotation and what became of looking for it."""

    check: QuoteCheck

    @property
    def diff(self) -> list[DiffPiece]:
        """From the quoted words to the page's own, where they differ."""
        return (
            word_diff(self.check.quote, self.check.passage) if self.check.result == QuoteCheck.Result.DIFFERENT else []
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """``asked`` are the askings for copies, the newest first; ``archive`` is the web archive's newest answer."""

    asked: Sequence[Keeping] = ()
    archive: ArchiveCopy | None = None
    quotes: Sequence[QuoteLine] = ()

    @property
    def is_pending(self) -> bool:
        return any(keeping.is_pending for keeping in self.asked)

    @property
    def snapshot(self) -> Snapshot | None:
        return next((keeping.snapshot for keeping in self.asked if keeping.snapshot), None)

    @property
    def refusal(self) -> str:
        """Why the newest asking kept nothing."""
        return self.asked[0].sentence if self.asked else ""


def kept_beside(pieces: Sequence[Evidence], quotes: Sequence[QuoteLine]) -> dict[int, Kept]:
    """{evidence: what stands beside it} for those pieces of one claim that name a page. One query, two with a web archive."""
    of_links = [piece for piece in pieces if piece.link_id]
    if not of_links:
        return {}
    links = {piece.link_id for piece in of_links if piece.link_id}
    asked = Keeping.objects.filter(Q(evidence__in=of_links) | Q(evidence=None, link__in=links), what=Keeping.What.COPY)
    askings = list(asked.select_related("snapshot").defer("snapshot__text", "snapshot__timestamp_token"))
    archive = {row.link_id: row for row in _newest_archived(links)} if settings.WAYBACK_URL else {}
    return {
        piece.pk: Kept(
            [row for row in askings if row.link_id == piece.link_id and row.evidence_id in (piece.pk, None)],
            archive.get(piece.link_id or 0),
            [
                line
                for line in quotes
                if line.check.link_id == piece.link_id and line.check.evidence_id in (piece.pk, None)
            ],
        )
        for piece in of_links
    }


def _newest_archived(links: set[int]) -> Sequence[ArchiveCopy]:
    return list(ArchiveCopy.objects.filter(link__in=links).order_by("link_id", "-asked_at", "-pk").distinct("link_id"))


def quotes_of(claim_id: int, wording: str) -> list[QuoteLine]:
    """The newest answer on each quotation of a claim and of its evidence, in one query.

    ``wording`` is the claim's own: quotations that stand in it no more are left out.
    """
    rows = QuoteCheck.objects.filter(claim=claim_id).order_by("link_id", "evidence_id", "quote", "-checked_at", "-pk")
    said = fold(wording).text
    return [
        QuoteLine(row)
        for row in rows.distinct("link_id", "evidence_id", "quote")
        if row.evidence_id is not None or fold(row.quote).text.strip() in said
    ]


@dataclass
class LinkCopies:
    """The copies of one link, for the link's own page."""

    link: Link
    person: Person
    shown: int = field(default=50)

    @cached_property
    def snapshots(self) -> list[Snapshot]:
        """The newest ones."""
        return list(self.link.snapshots.for_list()[: self.shown])

    @cached_property
    def kept(self) -> Kept:
        asked = list(self.link.keepings.filter(what=Keeping.What.COPY)[:20])
        return Kept(asked, next(iter(_newest_archived({self.link.pk})), None))

    @cached_property
    def at_archive(self) -> Kept:
        return Kept(list(self.link.keepings.filter(what=Keeping.What.ARCHIVE)[:1]))

    @property
    def may_keep(self) -> bool:
        return self.person.is_reviewer and not self.kept.is_pending

    @property
    def may_save(self) -> bool:
        is_there = self.link.latest_check is not None and self.link.latest_check.outcome in FINE
        return (
            self.person.is_reviewer and bool(settings.WAYBACK_SAVE_URL) and is_there and not self.at_archive.is_pending
        )


type KeptByEvidence = Mapping[int, Kept]
