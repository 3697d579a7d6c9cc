"""Flags on what was decided: against the wording, against the evidence, on one source only, or before the words changed."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.flags import Notice
from verify.models import DECIDED, ClaimOccurrence, Evidence, Flag, Hedge, Passage, Review, Stance, Status
from verify.models.claim_lists import HARM

from .flag_scene import FlagScene

QUOTED = (Passage.Kind.QUOTE, Passage.Kind.EMBED)
"""Passages that speak in somebody's name without saying so in their words."""


def notices(scene: FlagScene) -> Iterator[Notice]:
    """Two queries."""
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    verified = [row for row in scene.rows if row.claim.status == Status.VERIFIED]
    pieces = Evidence.objects.filter(claim__in=[row.claim_id for row in verified]).order_by("pk")
    for piece in pieces.select_related("link", "passage__revision").defer(
        "passage__revision__text", "passage__revision__original"
    ):
        evidence[piece.claim_id].append(piece)
    for row in verified:
        yield from _hedged(row)
        yield from _refuted(row, evidence[row.claim_id])
        yield from _one_source(row, evidence[row.claim_id])
    yield from _flat(scene)
    yield from _recheck(scene)
    yield from _same_words(scene)


def _spans(row: ClaimOccurrence) -> list[tuple[int, int]]:
    return [(start, end) for start, end in row.spans]


def _hedged(row: ClaimOccurrence) -> Iterator[Notice]:
    hedges = [hedge for hedge in row.hedges.all() if hedge.hedge_class == Hedge.Class.UNVERIFIABLE]
    if hedges:
        words = list(dict.fromkeys(hedge.text for hedge in hedges))
        yield Notice(
            Flag.Kind.HEDGED_BUT_VERIFIED,
            f"hedged {sorted(words)}",
            _("The text says “%(words)s”, but the claim is verified: take the words out, or look at the verdict again.")
            % {"words": words[0][:200]},
            row.claim,
            words=[(hedge.start, hedge.end) for hedge in hedges],
        )


def _refuted(row: ClaimOccurrence, evidence: list[Evidence]) -> Iterator[Notice]:
    against = [piece.pk for piece in evidence if piece.stance == Stance.REFUTES]
    if against:
        reason = ngettext(
            "The claim is verified, and %(n)d piece of evidence refutes it: say why it does not count, or decide again.",
            "The claim is verified, and %(n)d pieces of evidence refute it: say why they do not count, or decide again.",
            len(against),
        ) % {"n": len(against)}
        yield Notice(Flag.Kind.CONFLICT, f"refuted by {against}", reason, row.claim, words=_spans(row))


def _one_source(row: ClaimOccurrence, evidence: list[Evidence]) -> Iterator[Notice]:
    """Only where a mistake does harm: on each claim this would say nothing."""
    if row.checkworthiness < settings.SIGN_OFF_WORTH and not set(HARM) & set(row.reasons):
        return
    sources = {_source(piece): piece for piece in evidence if piece.stance == Stance.SUPPORTS}
    if len(sources) == 1:
        ((source, piece),) = sources.items()
        named = piece.link.host or piece.link.url[:60] if piece.link else _("a single piece of evidence")
        reason = _("A mistake here does harm, and it all rests on %(source)s: find a second source of its own.")
        yield Notice(Flag.Kind.SINGLE_SOURCE, f"one {source}", reason % {"source": named}, row.claim, words=_spans(row))


def _source(piece: Evidence) -> str:
    """Pages of one site are one source, and so are the passages of one article."""
    if piece.link is not None:
        return f"site {piece.link.host.removeprefix('www.')}"
    if piece.passage is not None:
        return f"article {piece.passage.revision.article_id}"
    return f"file {piece.file_id}" if piece.file_id else f"note {piece.reuses_id or piece.pk}"


def _flat(scene: FlagScene) -> Iterator[Notice]:
    for row in scene.rows:
        is_flat = row.attribution_id is None and not row.claim.cites and not row.hedges.all()
        plain = row.kind == ClaimOccurrence.Kind.FACT and row.passage.kind not in QUOTED
        if row.claim.status == Status.UNVERIFIED and is_flat and plain:
            reason = _(
                "The text states this as a fact in its own name, and nobody could confirm it: name a source, or limit it."
            )
            yield Notice(Flag.Kind.UNVERIFIED_BUT_FLAT, f"flat {row.normalised}", reason, row.claim, words=_spans(row))


def _recheck(scene: FlagScene) -> Iterator[Notice]:
    rows = {row.claim_id: row for row in scene.rows if not row.claim.is_decided}
    decided = Q(old_status__in=DECIDED) | Q(old_attribution_status__in=DECIDED)
    resets = Review.objects.filter(decided, act=Review.Act.REWORDING, claim_version=F("claim__version"))
    for reset in resets.filter(claim__article=scene.article).order_by("pk"):
        if (row := rows.get(reset.claim_id)) is not None:
            before = reset.old_status if reset.old_status in DECIDED else str(reset.old_attribution_status)
            yield Notice(
                Flag.Kind.NEEDS_RECHECK,
                f"reworded {reset.pk}",
                _("It was “%(verdict)s” before its words changed: read the difference and decide again.")
                % {"verdict": Status(before).label},
                row.claim,
                words=_spans(row),
            )


def _same_words(scene: FlagScene) -> Iterator[Notice]:
    """The same sentence twice in the text, verified once and not the other time."""
    first: dict[str, ClaimOccurrence] = {}
    for row in scene.rows:
        if row.claim.status not in DECIDED:
            continue
        earlier = first.setdefault(row.normalised, row)
        if earlier.claim.status != row.claim.status and Status.VERIFIED in (earlier.claim.status, row.claim.status):
            yield Notice(
                Flag.Kind.CONFLICT,
                f"same words {row.normalised}",
                _("The same words stand in the text twice and are decided differently: look at both."),
                row.claim,
                words=_spans(row),
                other_article=scene.article,
                other_claim=earlier.claim_id,
            )
