"""Where quotations stand in a passage: pairs of levelled quotation marks, and an open one that runs to the next paragraph."""

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

Span = tuple[int, int]
_MARK = re.compile(r'"')
_INCHES = re.compile(r"(?<=\d)\"(?=\s*(?:x|by|wide|long|tall|high)\b)")


def quotations(text: str) -> list[Span]:
    """(start, end) with the marks, in order, of levelled ``text``. A mark without a partner at the start or the end of the
    passage opens or closes a quotation of several paragraphs."""
    inches = {match.start() for match in _INCHES.finditer(text)}
    marks = [match.start() for match in _MARK.finditer(text) if match.start() not in inches]
    spans: list[Span] = []
    opened: int | None = None
    for mark in marks:
        if opened is None:
            opened = mark
        elif _opens(text, mark) and mark + 1 < len(text):
            # Two openings in a row: the first was never closed in this paragraph.
            opened = mark
        else:
            spans.append((opened, mark + 1))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return spans


def _opens(text: str, mark: int) -> bool:
    before = text[mark - 1] if mark else " "
    return before in " \n([—" and mark + 1 < len(text) and text[mark + 1].isalnum()


def overlap(first: Span, second: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def touching(quotes: list[Span], span: Span) -> list[Span]:
    """Those of the ordered, disjoint ``quotes`` that share a character with ``span``, by bisection."""
    first = bisect_right(quotes, span[0], key=itemgetter(1))
    last = bisect_left(quotes, span[1], lo=first, key=itemgetter(0))
    return quotes[first:last]


def touches(spans: list[Span], quotes: list[Span]) -> bool:
    """Whether a quotation reaches into one of ``spans``."""
    return any(overlap(span, quote) for span in spans for quote in quotes)


def is_quoted(span: Span, quotes: list[Span]) -> bool:
    """Whether nearly all of ``span`` lies in quotation marks."""
    length = span[1] - span[0]
    return length > 0 and sum(overlap(span, quote) for quote in quotes) >= 0.9 * length - 2
