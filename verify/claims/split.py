"""Document to claims: sentences, statements, who says them, what limits them, and what deserves time first.

This module loads the language model on first use; web processes import ``verify.claims.model`` and ``version`` instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from verify.claims.analysis import analyse
from verify.claims.hedges import governed, hedges_in
from verify.claims.kinds import judged
from verify.claims.model import AttributionDraft, ClaimDraft, HedgeDraft, Span, Split
from verify.claims.parsing import Sentence, Unit, sentences_of
from verify.claims.quotations import overlap
from verify.claims.sources import attributions_of
from verify.claims.statement import WHOLE
from verify.claims.version import SPLITTER_VERSION
from verify.claims.worth import weighed
from verify.documents.model import Document

__all__ = ["SPLITTER_VERSION", "split_document"]

_UNPARSED = "proposition.unparsed"
_LOOSE_EDGES = " \t\n,;:—–-"
_CLOSERS = "\"'”’»)"
_OPEN_ENDS = frozenset("%$€£°)]")
_BEFORE_POINT = re.compile(r"\s+([,.;:!?)\]])")


@dataclass(slots=True)
class _Piece:
    """A claim to be: its sentence, its spans in the document, its words."""

    sentence: int
    spans: tuple[Span, ...]
    text: str
    rules: tuple[str, ...]


def split_document(
    document: Document,
    *,
    published_on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Split:
    """All claims of ``document``. ``progress(done, total)`` counts sentences. Every body sentence gives a claim or more."""
    sentences = sentences_of(document)
    parsed = analyse(sentences, progress)
    attributions = attributions_of(document.text, sentences, parsed)
    pieces = _pieces(document, sentences)
    hedges, of_claim = _hedges(document, sentences, pieces)
    claims = _claims(sentences, pieces, attributions, of_claim)
    stating = tuple(sentence.span for sentence in sentences if sentence.states)
    return Split(stating, claims, attributions, hedges, SPLITTER_VERSION)


def _pieces(document: Document, sentences: list[Sentence]) -> list[_Piece]:
    """In reading order. What one of several statements of a sentence repeats to the letter ("Anna Wester is the mayor") is
    one claim, where it stands first."""
    pieces: list[_Piece] = []
    said: set[str] = set()
    for index, sentence in enumerate(sentences):
        if not sentence.states:
            continue
        found = _statements(document, sentence, index)
        new = [piece for piece in found if piece.text not in said] or found[:1]
        said.update(piece.text for piece in found)
        pieces += sorted(new, key=lambda piece: _middle(piece.spans))
    return pieces


def _statements(document: Document, sentence: Sentence, index: int) -> list[_Piece]:
    whole = (0, len(sentence.text))
    pieces = []
    for unit in sentence.units or [Unit([whole], [whole], (WHOLE if sentence.is_parsed else _UNPARSED,))]:
        spans = tuple(sentence.original(start, end) for start, end in unit.runs)
        reading = [_as_written(document, sentence, part) for part in unit.reading]
        pieces.append(_Piece(index, spans, _words(reading), (sentence.rule, *unit.rules)))
    return pieces


def _middle(spans: tuple[Span, ...]) -> float:
    """The middle of a claim's words: of two that share a subject, the one that is read first has it first."""
    length = sum(end - start for start, end in spans) or 1
    return sum((start + end) / 2 * (end - start) for start, end in spans) / length


def _as_written(document: Document, sentence: Sentence, part: Span | str) -> str:
    if isinstance(part, str):
        return part
    start, end = sentence.original(*part)
    return document.text[start:end]


def _words(parts: list[str]) -> str:
    """The pieces as one sentence a person can read alone."""
    text = _BEFORE_POINT.sub(r"\1", " ".join(" ".join(part.split()) for part in parts)).strip(_LOOSE_EDGES)
    if not text:
        return " ".join(parts).strip()
    first = text[0]
    text = first.upper() + text[1:] if first.islower() and (len(parts[0]) > 1 or first == "a") else text
    last = text.rstrip(_CLOSERS)[-1:]
    return f"{text}." if last.isalnum() or last in _OPEN_ENDS else text


def _hedges(
    document: Document, sentences: list[Sentence], pieces: list[_Piece]
) -> tuple[tuple[HedgeDraft, ...], dict[int, list[int]]]:
    own: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        own.setdefault(piece.sentence, []).append(index)
    known = [(piece.sentence, piece.spans, piece.text) for piece in pieces]
    drafts: list[HedgeDraft] = []
    of_claim: dict[int, list[int]] = {}
    for hedge in hedges_in(sentences):
        start, end = sentences[hedge.sentence].original(hedge.start, hedge.end)
        claims, reach = governed(hedge, sentences, known, own)
        for claim in claims:
            of_claim.setdefault(claim, []).append(len(drafts))
        rules = (f"hedge.{hedge.kind}", reach)
        drafts.append(HedgeDraft(start, end, document.text[start:end], hedge.kind, claims, rules))
    return tuple(drafts), of_claim


def _claims(
    sentences: list[Sentence],
    pieces: list[_Piece],
    attributions: tuple[AttributionDraft, ...],
    of_claim: dict[int, list[int]],
) -> tuple[ClaimDraft, ...]:
    sources = _Sources(attributions)
    drafts = []
    for index, piece in enumerate(pieces):
        sentence = sentences[piece.sentence]
        attribution = sources.of(piece.spans)
        worth, reasons = weighed(piece.text)
        other = sources.is_other(attribution)
        kind, kind_rule = judged(piece.text, ordered=sentence.is_order, attributed=other)
        drafts.append(
            ClaimDraft(
                text=piece.text,
                spans=piece.spans,
                sentence=sentence.span,
                passage=sentence.passage,
                kind=kind,
                attribution=attribution,
                hedges=tuple(of_claim.get(index, ())),
                checkworthiness=worth,
                reasons=tuple(reason for reason, _ in reasons),
                weights=tuple(weight for _, weight in reasons),
                rules=(*piece.rules, kind_rule),
            )
        )
    return tuple(drafts)


def _naming(draft: AttributionDraft) -> list[Span]:
    """Speaker and cue, with what stands between them where nothing that is said does ("told reporters on Monday")."""
    parts = sorted([*draft.speaker, *draft.cue])
    frame = (parts[0][0], max(end for _, end in parts))
    return parts if any(overlap(frame, said) for said in draft.content) else [frame]


class _Sources:
    """Finds the attribution that covers most of a claim, without comparing every claim with every attribution."""

    _BUCKET = 512

    def __init__(self, attributions: tuple[AttributionDraft, ...]) -> None:
        self._all = attributions
        self._naming = [_naming(draft) for draft in attributions]
        self._near: dict[int, set[int]] = {}
        for index, draft in enumerate(attributions):
            if not draft.states:
                continue
            for start, end in draft.content:
                for bucket in range(start // self._BUCKET, end // self._BUCKET + 1):
                    self._near.setdefault(bucket, set()).add(index)

    def of(self, spans: tuple[Span, ...]) -> int | None:
        """The widest attribution that holds a good part of what the claim states; of equal ones the innermost."""
        near = {
            index
            for start, end in spans
            for bucket in range(start // self._BUCKET, end // self._BUCKET + 1)
            for index in self._near.get(bucket, ())
        }
        shares = [(share, index) for index in near if (share := self._share(index, spans))]
        shares = [(share, index) for share, index in shares if share >= 0.4 * self._rest(index, spans)]
        return max(shares)[1] if shares else None

    def is_other(self, attribution: int | None) -> bool:
        """Whether somebody else than the writer says it ("I think" is the writer)."""
        return attribution is not None and self._all[attribution].speaker_text.lower() not in {"i", "we"}

    def _rest(self, index: int, spans: tuple[Span, ...]) -> int:
        """Length of the claim less the words that only say who says it."""
        named = sum(overlap(span, part) for span in spans for part in self._naming[index])
        return max(1, sum(end - start for start, end in spans) - named)

    def _share(self, index: int, spans: tuple[Span, ...]) -> int:
        return sum(overlap(span, part) for span in spans for part in self._all[index].content)
