"""What the splitter finds in a document. Offsets count code points of ``Document.text``; nothing here knows Django."""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""(start, end) in code points, end exclusive."""


class AttributionMode(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class HedgeClass(StrEnum):
    UNVERIFIABLE = "unverifiable"
    UNCLEAR = "unclear"
    CLAIMED = "claimed"
    APPEARANCE = "appearance"
    CONDITIONAL = "conditional"
    APPROXIMATE = "approximate"


class ClaimKind(StrEnum):
    """What sort of statement it is. Only FACT is checkable as it stands; the others are kept and proposed as out of scope."""

    FACT = "fact"
    OPINION = "opinion"
    QUESTION = "question"
    INSTRUCTION = "instruction"
    PREDICTION = "prediction"


@dataclass(frozen=True, slots=True)
class AttributionDraft:
    """Who says it. ``speaker_text`` is as written, or the name that a pronoun stands for. ``inside`` is the index of the
    attribution around this one in the same split, or None. Without ``states`` it tells what somebody wants or judges
    ("rejected the offer"): a claim that says so is the writer's."""

    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker_text: str
    mode: AttributionMode
    inside: int | None = None
    states: bool = True
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HedgeDraft:
    """Wording that limits a claim; ``governs`` are indices into ``Split.claims``."""

    start: int
    end: int
    text: str
    hedge_class: HedgeClass
    governs: tuple[int, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One checkable statement as found. ``spans`` are the pieces of source text it is made of, in order, never empty;
    ``text`` is what a reviewer reads alone; ``sentence`` the sentence it stands in; ``attribution`` and ``hedges`` index
    into the same split; ``passage`` indexes ``Document.passages``; ``checkworthiness`` is 0..1. ``weights`` say how much each of
    ``reasons`` raised it; ``rules`` name what set the bounds and the kind, in the order of deciding (see ``rules``)."""

    text: str
    spans: tuple[Span, ...]
    sentence: Span
    passage: int
    kind: ClaimKind = ClaimKind.FACT
    attribution: int | None = None
    hedges: tuple[int, ...] = ()
    checkworthiness: float = 0.0
    reasons: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The whole result for one document. Claims are in reading order."""

    sentences: tuple[Span, ...]
    claims: tuple[ClaimDraft, ...]
    attributions: tuple[AttributionDraft, ...]
    hedges: tuple[HedgeDraft, ...]
    splitter_version: str
