"""The JSON that ``manage.py split`` prints (see docs/split.md)."""

from datetime import date
from typing import Any

from verify.claims.mentions import mentions_as_json, mentions_of, within
from verify.claims.model import AttributionDraft, ClaimDraft, HedgeDraft, Split
from verify.documents.model import Document


def split_as_json(
    identifier: str, document: Document, split: Split, published_on: date | None = None
) -> dict[str, Any]:
    """One input's document and claims; offsets are code points of ``text``, indices point into the lists here."""
    day = published_on or document.published_on
    mentions = mentions_of(document, split.sentences, day)
    return {
        "id": identifier,
        "text": document.text,
        "language": document.language,
        "title": document.title,
        "byline": document.byline,
        "published_on": day.isoformat() if day else None,
        "source_url": document.source_url,
        "format": document.format.value,
        "encoding": document.encoding,
        "credit": document.credit,
        "notices": list(document.notices),
        "splitter_version": split.splitter_version,
        "passages": [
            {"kind": passage.kind.value, "start": passage.start, "end": passage.end, "language": passage.language}
            for passage in document.passages
        ],
        "sentences": [list(span) for span in split.sentences],
        "links": [
            {
                "kind": link.kind.value,
                "anchor": link.anchor,
                "target": link.target,
                "start": link.start,
                "end": link.end,
            }
            for link in document.links
        ],
        "embeds": [
            {"provider": embed.provider, "url": embed.url, "start": embed.start, "end": embed.end}
            for embed in document.embeds
        ],
        "images": [
            {"target": image.target, "alt": image.alt, "caption": image.caption, "credit": image.credit}
            for image in document.images
        ],
        "notes": [
            {"kind": note.kind.value, "text": note.text, "start": note.start, "author": note.author}
            for note in document.notes
        ],
        **mentions_as_json(mentions),
        "hedges": [_hedge(hedge) for hedge in split.hedges],
        "attributions": [_attribution(attribution) for attribution in split.attributions],
        "claims": [_claim(claim, within(mentions.dates, claim.spans)) for claim in split.claims],
    }


def _hedge(hedge: HedgeDraft) -> dict[str, Any]:
    return {
        "start": hedge.start,
        "end": hedge.end,
        "text": hedge.text,
        "class": hedge.hedge_class.value,
        "governs": list(hedge.governs),
        "rules": list(hedge.rules),
    }


def _attribution(attribution: AttributionDraft) -> dict[str, Any]:
    return {
        "speaker": [list(span) for span in attribution.speaker],
        "cue": [list(span) for span in attribution.cue],
        "content": [list(span) for span in attribution.content],
        "speaker_text": attribution.speaker_text,
        "mode": attribution.mode.value,
        "inside": attribution.inside,
        "rules": list(attribution.rules),
    }


def _claim(claim: ClaimDraft, dates: tuple[int, ...]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "spans": [list(span) for span in claim.spans],
        "sentence": list(claim.sentence),
        "kind": claim.kind.value,
        "attribution": claim.attribution,
        "hedges": list(claim.hedges),
        "dates": list(dates),
        "checkworthiness": claim.checkworthiness,
        "reasons": list(claim.reasons),
        "weights": list(claim.weights),
        "rules": list(claim.rules),
    }
