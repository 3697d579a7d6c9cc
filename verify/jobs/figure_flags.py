"""Flags on dates and figures: a weekday that is not that day's, the same thing counted differently."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from verify.flags import Notice
from verify.matching.figures import Figure, figures_that_disagree
from verify.models import ClaimOccurrence, Flag, Mention

from .flag_scene import NAMES, FlagScene


def notices(scene: FlagScene) -> Iterator[Notice]:
    """No query of its own."""
    yield from _weekdays(scene)
    yield from _figures(scene)


def _weekdays(scene: FlagScene) -> Iterator[Notice]:
    for mention in scene.mentions:
        if mention.kind == Mention.Kind.DATE and mention.note and mention.pk in scene.first_claim:
            yield Notice(
                Flag.Kind.WEEKDAY_MISMATCH,
                f"weekday {mention.text} {mention.value}",
                _("“%(words)s”: %(note)s") % {"words": mention.text, "note": mention.note},
                scene.first_claim[mention.pk].claim,
                words=[(mention.start, mention.end)],
            )


def _figures(scene: FlagScene) -> Iterator[Notice]:
    rows = {row.position: row for row in scene.rows}
    figures = [figure for row in scene.rows for figure in _of_claim(scene, row)]
    for earlier, later in figures_that_disagree(figures):
        row, other = rows[later.claim], rows[earlier.claim]
        two_sources = earlier.speaker and later.speaker and earlier.speaker != later.speaker
        reason = (
            _("“%(here)s” by one source, “%(there)s” by another: find out which holds.")
            if two_sources
            else _("“%(here)s” here, “%(there)s” elsewhere in this article: settle which is right.")
        )
        yield Notice(
            Flag.Kind.CONFLICT if two_sources else Flag.Kind.NUMBER_CONFLICT,
            f"figures {earlier.key} {sorted([earlier.value, later.value])} {other.normalised} {row.normalised}",
            reason % {"here": later.words, "there": earlier.words},
            row.claim,
            words=[(later.start, later.end)],
            other_article=scene.article,
            other_claim=other.claim_id,
        )


def _of_claim(scene: FlagScene, row: ClaimOccurrence) -> Iterator[Figure]:
    mentions = scene.within[row.pk]
    speaker = row.attribution.speaker_text if row.attribution else ""
    said = set(speaker.split())
    names = frozenset(m.value or m.text for m in mentions if m.kind in NAMES and not said & set(m.text.split()))
    dates = frozenset(m.value for m in mentions if m.kind == Mention.Kind.DATE and not m.is_reference)
    for mention in mentions:
        if mention.kind == Mention.Kind.NUMBER:
            yield Figure(
                claim=row.position,
                start=mention.start,
                end=mention.end,
                value=mention.value,
                unit=mention.unit,
                words=f"{mention.text} {mention.unit}".strip(),
                wording=row.text.replace(mention.text, " "),
                names=names,
                dates=dates,
                speaker=speaker,
                approximate=mention.approximate,
            )
