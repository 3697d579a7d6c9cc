"""Whether quoted words stand in a page: verbatim, with differences, or not at all."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from verify.checking.folding import Folded, fold
from verify.claims.quotations import quotations

LEAST_WORDS = 3
"""Shorter quotations are labels and scare quotes: a page may well hold them by chance."""
NEAR = 60.0
"""Below this score of 100 a passage is another sentence."""
NEAR_WORDS = 0.5
"""At least so many of the words, 0..1, must be the same and in the same order."""
LONGEST_GAP = 1_500
"""Characters that may be left out between two pieces of one quotation."""
_TRIM = " '.,;:!?-…"
_CUTS = re.compile(r"\[[^\[\]]{0,80}\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…")
_LEVEL = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"'))


class QuoteResult(StrEnum):
    VERBATIM = "verbatim"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """``start`` and ``end`` are code points of the page's text, None where nothing like it stands there; ``score`` 0..100."""

    result: QuoteResult
    start: int | None = None
    end: int | None = None
    score: float = 0.0


MISSING = FoundQuote(QuoteResult.MISSING)


def quoted_words(passage: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The direct quotations within the claim that is made of these ``spans`` of ``passage``, without their marks, in order.

    Only the claim's own share of a quotation counts, and quotations of fewer than LEAST_WORDS words do not.
    """
    levelled = passage.translate(_LEVEL)
    marked = quotations(levelled)
    only = levelled.find('"')
    if levelled.count('"') == 1 and only > 0 and not levelled[only - 1].isspace():
        # The end of a quotation that was opened in a paragraph before.
        marked = [(0, only + 1)]
    pieces = [(max(start, first), min(end, last)) for start, end in spans for first, last in marked]
    texts = (passage[start:end].strip(' \n"“”„‟«»″〝〞＂') for start, end in sorted(pieces) if end > start)
    return [text for text in texts if len(text.split()) >= LEAST_WORDS]


class PageText:
    """A page's main text, made ready once for many quotations."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self._folded: Folded = fold(self.text)

    def find(self, quote: str) -> FoundQuote:
        """Where ``quote`` stands, without regard to case, white space and the kind of quotation marks and dashes.

        Words left out by the writer (… or […]) and put in ([the mayor]) make it "with differences".
        """
        needle = fold(unicodedata.normalize("NFC", quote)).text.strip(_TRIM)
        if not needle:
            return MISSING
        place = _whole(needle, self._folded.text)
        if place >= 0:
            return self._found(QuoteResult.VERBATIM, place, place + len(needle), 100.0)
        return self._in_pieces(needle) or self._near(needle)

    def _found(self, result: QuoteResult, start: int, end: int, score: float) -> FoundQuote:
        first, last = self._folded.span(start, end)
        return FoundQuote(result, first, last, round(score, 1))

    def _in_pieces(self, needle: str) -> FoundQuote | None:
        pieces = [piece.strip(_TRIM) for piece in _CUTS.split(needle)]
        pieces = [piece for piece in pieces if piece]
        if len(pieces) < 2 and not _CUTS.search(needle):
            return None
        hay, from_here, first = self._folded.text, 0, -1
        for piece in pieces:
            place = _whole(piece, hay, from_here)
            if place < 0 or (first >= 0 and place - from_here > LONGEST_GAP):
                return None
            first = place if first < 0 else first
            from_here = place + len(piece)
        kept = sum(map(len, pieces))
        return self._found(QuoteResult.DIFFERENT, first, from_here, 100 * kept / max(from_here - first, kept))

    def _near(self, needle: str) -> FoundQuote:
        hay = self._folded.text
        found = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=NEAR)
        if found is None:
            return MISSING
        # Of a page that is shorter than the quotation rapidfuzz takes all.
        start, end = _to_words(hay, found.dest_start, found.dest_end)
        alike = Indel.normalized_similarity(_words(needle), _words(hay[start:end]))
        if alike < NEAR_WORDS:
            return MISSING
        return self._found(QuoteResult.DIFFERENT, start, end, found.score)


def _words(text: str) -> Sequence[str]:
    return [word.strip(_TRIM) for word in text.split()]


def _whole(needle: str, hay: str, start: int = 0) -> int:
    """Where ``needle`` stands in whole words, or -1: "10 boats" is not found in "110 boats"."""
    place = hay.find(needle, start)
    while place >= 0:
        end = place + len(needle)
        opens = place == 0 or not hay[place - 1].isalnum() or not needle[0].isalnum()
        if opens and (end == len(hay) or not hay[end].isalnum() or not needle[-1].isalnum()):
            return place
        place = hay.find(needle, place + 1)
    return -1


def _to_words(hay: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, without the punctuation around them."""
    while start > 0 and hay[start - 1] != " " and hay[start] != " ":
        start -= 1
    while end < len(hay) and hay[end] != " " and hay[end - 1] != " ":
        end += 1
    while start < end and hay[start] in _TRIM:
        start += 1
    while end > start and hay[end - 1] in _TRIM:
        end -= 1
    return start, end
