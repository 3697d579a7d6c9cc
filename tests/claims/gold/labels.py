"""How the gold texts are labelled, and where the labels lie in the text.

What counts as one claim:

1. One claim per statement that could be right while the statement next to it is wrong: coordinated clauses, coordinated
   verbs with objects of their own, "killing three", "which was built in 1987", "a former teacher", "the company's director".
2. Subject, time and place belong to every claim that shares them. A clause with when, after, if or because stays with the
   clause it explains.
3. Who says it is no part of what is said. Those words, bylines in the sentence and the like are ``apart``: they count
   neither for nor against a claim's bounds.
4. A quoted sentence is one claim unless it states plainly separate facts.
5. A sentence that only limits others ("That could not be verified") is a claim of its own as well: no sentence is lost.
6. What somebody is reported to have said is a FACT to check, were it a forecast or a view; only a quoted question or
   order keeps its kind. In the outlet's own voice opinions and predictions are what they are.
7. A hedge is listed with every claim that it limits, also where it stands in another sentence, and with its own sentence.
8. ``by`` is the speaker as written, or after " / " as a reader would name the speaker; ``via`` is who that speaker cites.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from verify.claims.model import AttributionMode, ClaimKind, Span

FACT, OPINION, QUESTION = ClaimKind.FACT, ClaimKind.OPINION, ClaimKind.QUESTION
INSTRUCTION, PREDICTION = ClaimKind.INSTRUCTION, ClaimKind.PREDICTION
DIRECT, INDIRECT, MIXED = AttributionMode.DIRECT, AttributionMode.INDIRECT, AttributionMode.MIXED

Piece = str | tuple[str, int]
"""Words of the sentence; (words, 2) is their second occurrence."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """``pieces`` are words of the sentence, none for the whole of it."""

    pieces: tuple[Piece, ...]
    by: str | None
    via: str | None
    mode: AttributionMode | None
    hedges: tuple[str, ...]
    kind: ClaimKind


@dataclass(frozen=True, slots=True)
class GoldSentence:
    text: str
    claims: tuple[GoldClaim, ...]
    apart: tuple[Piece, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    """Written words to ISO or TimeML value; a claim has those that lie in its pieces."""
    contradicted: frozenset[str] = frozenset()
    """Those of ``dates`` whose weekday is not that of the day written."""


@dataclass(frozen=True, slots=True)
class GoldText:
    name: str
    genre: str
    language: str
    published_on: date
    paragraphs: tuple[tuple[GoldSentence, ...], ...]
    headline: str = ""

    @property
    def sentences(self) -> tuple[GoldSentence, ...]:
        return tuple(each for paragraph in self.paragraphs for each in paragraph)

    @property
    def text(self) -> str:
        body = [" ".join(each.text for each in paragraph) for paragraph in self.paragraphs]
        return "\n\n".join([self.headline, *body] if self.headline else body)

    def starts(self) -> tuple[int, ...]:
        """Where each sentence begins in ``text``."""
        offset = len(self.headline) + 2 if self.headline else 0
        starts = []
        for paragraph in self.paragraphs:
            for each in paragraph:
                starts.append(offset)
                offset += len(each.text) + 1
            offset += 1
        return tuple(starts)


def claim(
    *pieces: Piece,
    by: str | None = None,
    via: str | None = None,
    mode: AttributionMode | None = None,
    hedges: Iterable[str] = (),
    kind: ClaimKind = FACT,
) -> GoldClaim:
    """A labelled claim; what is cited is INDIRECT unless ``mode`` says otherwise."""
    return GoldClaim(pieces, by, via, mode or (INDIRECT if by else None), tuple(hedges), kind)


def sentence(
    text: str,
    *claims: GoldClaim,
    apart: Iterable[Piece] = (),
    dates: Mapping[str, str] | None = None,
    contradicted: Iterable[str] = (),
) -> GoldSentence:
    """A labelled sentence; without claims the whole of it is one, in the outlet's own voice."""
    return GoldSentence(text, claims or (claim(),), tuple(apart), dict(dates or {}), frozenset(contradicted))


def place(piece: Piece, text: str) -> Span:
    """Where ``piece`` stands in ``text``. ValueError where it does not, or more than once without a number."""
    words, number = (piece, 0) if isinstance(piece, str) else piece
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(found) < max(1, number):
        raise ValueError(f"“{words}” does not stand in “{text}”; write it as it stands there.")
    if not number and len(found) > 1:
        raise ValueError(f"“{words}” stands {len(found)} times in “{text}”; say which as (words, number).")
    return found[max(1, number) - 1]
