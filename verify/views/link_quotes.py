"""The quotations that were looked for in one page: what stands in it now, and at which look an answer became another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Case, OuterRef, Subquery, When

from verify.checking.folding import fold
from verify.models import Article, ClaimOccurrence, Link, LinkCheck, Person, QuoteCheck

from .kept import QuoteLine

QUOTES = 50
"""Quotations that are shown; those that were not found come first."""
_WORST_FIRST = Case(When(result="missing", then=0), When(result="different", then=1), default=2)


def quotes_in(link: Link, person: Person) -> list[QuoteLine]:
    """The newest answer on each quotation that a claim this person may see, or its evidence, takes from the page; one query.

    A claim's own quotation that its newest wording no longer holds is left out.
    """
    seen = QuoteCheck.objects.filter(link=link, claim__article__in=Article.objects.visible_to(person))
    newest = seen.order_by("claim_id", "evidence_id", "quote", "-checked_at", "-pk")
    wording = ClaimOccurrence.objects.filter(claim=OuterRef("claim")).order_by("-revision__number").values("text")[:1]
    rows = (
        QuoteCheck.objects.filter(pk__in=newest.distinct("claim_id", "evidence_id", "quote").values("pk"))
        .select_related("claim__article")
        .annotate(wording=Subquery(wording))
        .order_by(_WORST_FIRST, "-checked_at", "-pk")
    )
    return [QuoteLine(row) for row in rows[:QUOTES] if _still_said(row)]


def _still_said(row: QuoteCheck) -> bool:
    return row.evidence_id is not None or fold(row.quote).text.strip() in fold(getattr(row, "wording", "") or "").text


def quotes_by_look(checks: Sequence[LinkCheck], person: Person) -> Mapping[int, list[QuoteLine]]:
    """{look: the answers that it changed} for claims this person may see; one query."""
    rows = QuoteCheck.objects.filter(link_check__in=checks, claim__article__in=Article.objects.visible_to(person))
    found: dict[int, list[QuoteLine]] = defaultdict(list)
    for row in rows.order_by(_WORST_FIRST, "pk")[: len(checks) * 10]:
        found[row.link_check_id].append(QuoteLine(row))
    return found
