"""After each look at a page: does it still say what somebody relied on, and do the quoted words stand in it?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.checking import CheckResult
from verify.checking.drift import GONE, NEW, Drift, compare_texts
from verify.checking.folding import fold
from verify.checking.quotes import PageText, quoted_words
from verify.checking.warc import digest_of
from verify.flags import Notice, show_flags
from verify.models import (
    FINE,
    Article,
    ClaimOccurrence,
    Evidence,
    Flag,
    Keeping,
    Link,
    LinkCheck,
    QuoteCheck,
    Snapshot,
)

from .copying import is_too_large, main_text, make_copy, store_copy

KINDS = (Flag.Kind.EVIDENCE_CHANGED,)
LONGEST_QUOTE = 5_000
OK = 200


@dataclass(slots=True)
class Use:
    """A claim of a current text that rests on a link: as evidence, or because the link stands in its words."""

    occurrence: ClaimOccurrence
    passage: str
    """The words of the passage that the claim stands in."""
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return self.occurrence.claim.article

    def quotes(self) -> Iterable[tuple[Evidence | None, str]]:
        """What is said to stand in the page: (the piece that quotes it, or None for the claim's own words; the words)."""
        start = self.occurrence.passage.start
        spans = [(first - start, last - start) for first, last in self.occurrence.spans]
        for quote in quoted_words(self.passage, spans):
            yield None, quote
        for piece in self.evidence:
            if piece.quotation.strip():
                yield piece, piece.quotation.strip()


@dataclass(frozen=True, slots=True)
class Sight:
    """One look at a link as it was stored, with what answered."""

    link: Link
    check: LinkCheck
    result: CheckResult
    text: str | None


def relied_on(link_ids: Sequence[int]) -> set[int]:
    """Those of the links of which a copy is kept because somebody relied on them: their answers are to be held for comparing."""
    rows = Keeping.objects.filter(link__in=link_ids, snapshot__isnull=False)
    return set(rows.order_by().values_list("link", flat=True).distinct())


@transaction.atomic
def watch_page(link: Link, check: LinkCheck, result: CheckResult) -> None:
    """Look the quotations up and raise or lower ``evidence_changed``. A page that did not answer, or not in full, changes no flag."""
    if check.outcome not in FINE or result.status != OK:
        return
    sight = Sight(link, check, result, main_text(result))
    uses = _uses_of(link)
    if sight.text is not None and uses:
        _look_up_quotes(sight, uses)
    bases = _bases(link)
    if bases:
        _compare(sight, uses, bases)


def _uses_of(link: Link) -> list[Use]:
    """Every claim that stands in the current text of an article and uses the link, in three queries."""
    current = ClaimOccurrence.objects.standing().filter(revision=F("claim__article__current_revision"))
    using = Q(claim__evidence__link=link) | Q(link_occurrences__link=link)
    pks = current.filter(using).order_by().values("pk")
    rows = (
        ClaimOccurrence.objects.filter(pk__in=pks)
        .select_related("claim__article", "passage")
        .annotate(
            passage_text=Substr("revision__text", F("passage__start") + 1, F("passage__end") - F("passage__start"))
        )
    )
    uses = {row.claim_id: Use(row, getattr(row, "passage_text", "")) for row in rows}
    for piece in Evidence.objects.filter(link=link, claim__in=uses):
        uses[piece.claim_id].evidence.append(piece)
    return list(uses.values())


def _look_up_quotes(sight: Sight, uses: Sequence[Use]) -> None:
    """Append what was found wherever it is another answer than the last one."""
    newest: dict[tuple[int, int | None, str], QuoteCheck] = {}
    claims = [use.occurrence.claim_id for use in uses]
    for row in QuoteCheck.objects.filter(link=sight.link, claim__in=claims).order_by("checked_at", "pk"):
        newest[row.claim_id, row.evidence_id, row.quote] = row
    page = PageText(sight.text or "")
    snapshot = Snapshot.objects.filter(link_check=sight.check).only("pk").first()
    fresh = []
    for use in uses:
        for piece, quote in use.quotes():
            row = _looked_up(page, sight, use, piece, quote[:LONGEST_QUOTE])
            before = newest.get((row.claim_id, row.evidence_id, row.quote))
            if before is None or (before.result, before.passage) != (row.result, row.passage):
                row.snapshot = snapshot
                fresh.append(row)
    QuoteCheck.objects.bulk_create(fresh, 500)


def _looked_up(page: PageText, sight: Sight, use: Use, piece: Evidence | None, quote: str) -> QuoteCheck:
    found = page.find(quote)
    return QuoteCheck(
        claim_id=use.occurrence.claim_id,
        link=sight.link,
        evidence=piece,
        link_check=sight.check,
        quote=quote,
        result=found.result.value,
        passage=page.text[found.start : found.end] if found.start is not None else "",
        start=found.start,
        end=found.end,
        score=found.score,
    )


def _bases(link: Link) -> dict[int | None, Snapshot]:
    """{claim: the newest copy taken because of its evidence}; under None the newest that a person asked for, else of all."""
    rows = (
        Keeping.objects.filter(link=link, what=Keeping.What.COPY, snapshot__isnull=False)
        .select_related("snapshot", "evidence")
        .defer("snapshot__timestamp_token")
        .order_by("snapshot__taken_at", "snapshot__pk")
    )
    bases: dict[int | None, Snapshot] = {}
    last: Snapshot | None = None
    for row in rows:
        if row.snapshot is not None:
            bases[row.evidence.claim_id if row.evidence else None] = last = row.snapshot
    if last is not None:
        bases.setdefault(None, last)
    return bases


def _compare(sight: Sight, uses: Sequence[Use], bases: dict[int | None, Snapshot]) -> None:
    changes: dict[int, Drift | None] = {}
    by_article: dict[Article, list[Notice]] = defaultdict(list)
    flagged = Flag.objects.open().filter(link=sight.link, kind__in=KINDS)
    looked_at = set(flagged.values_list("claim", flat=True)) - {use.occurrence.claim_id for use in uses}
    for article in Article.objects.filter(flags__in=flagged).distinct():
        by_article[article] = []
    for use in uses:
        base = bases.get(use.occurrence.claim_id, bases[None])
        if not _can_compare(base, sight):
            continue
        looked_at.add(use.occurrence.claim_id)
        if base.pk not in changes:
            changes[base.pk] = _change(base, sight)
        notices, change = by_article[use.article], changes[base.pk]
        if change is not None:
            notices.append(_notice(sight, use, base, change))
    for article, notices in by_article.items():
        show_flags(article, KINDS, notices, claims=looked_at, link=sight.link)
    if any(changes.values()):
        _keep_what_it_says_now(sight)


def _can_compare(base: Snapshot, sight: Sight) -> bool:
    """Both have a text, or both are files that come as they are."""
    if base.text:
        return sight.text is not None
    return sight.text is None and sight.result.exchange is not None and not _is_encoded(base, sight)


def _change(base: Snapshot, sight: Sight) -> Drift | None:
    """What went and came since the copy was kept; of a file without a text, whether it is another file."""
    if base.text:
        return compare_texts(base.text, sight.text or "", base.taken_at.date(), sight.check.checked_at.date())
    exchange = sight.result.exchange
    digest = digest_of(exchange.body)[0].hex() if exchange else base.payload_sha256
    return None if digest == base.payload_sha256 else Drift((), 0, 0, 1.0)


def _is_encoded(base: Snapshot, sight: Sight) -> bool:
    """Compressed on the way: the same file may come in other bytes."""
    exchange = sight.result.exchange
    now = any(name.lower() == b"content-encoding" for name, _value in exchange.headers) if exchange else False
    return now or any(name.lower() == "content-encoding" for name, _value in base.headers)


def _notice(sight: Sight, use: Use, base: Snapshot, change: Drift) -> Notice:
    said = "\n".join(f"{kind} {fold(text).text}" for kind, text in change.pieces if kind in (GONE, NEW))
    return Notice(
        Flag.Kind.EVIDENCE_CHANGED,
        f"{sight.link.pk}:{base.pk}:{said or sight.check.pk}",
        _reason(base, change),
        use.occurrence.claim,
        words=[(start, end) for start, end in use.occurrence.spans],
        diff=change.pieces,
        link=sight.link,
        snapshot=base,
        link_check=sight.check,
    )


def _reason(base: Snapshot, change: Drift) -> str:
    day = date_format(base.taken_at, "j F Y, H:i")
    if not change.pieces:
        return _("The file at this address is not the one that was kept on %(day)s: compare the two.") % {"day": day}
    words = ngettext("%(n)d word", "%(n)d words", change.gone) % {"n": change.gone}
    sentence = _(
        "%(words)s went from the page and %(new)d came since the copy of %(day)s: read whether the verdict still holds."
    )
    return sentence % {"day": day, "words": words, "new": change.new}


def _keep_what_it_says_now(sight: Sight) -> None:
    """A copy of the changed page, once for each change; without the time of an authority, which would hold up the batch."""
    exchange = sight.result.exchange
    if exchange is None or is_too_large(exchange) or Snapshot.objects.filter(link_check=sight.check).exists():
        return
    newest = sight.link.snapshots.order_by("-taken_at", "-pk").first()
    if newest is None or not _can_compare(newest, sight) or _change(newest, sight) is not None:
        copy = make_copy(sight.link, sight.result, exchange, stamped=False)
        store_copy(sight.link, sight.check, copy, Snapshot.Occasion.CHANGED)
