"""How far the words reach that somebody is quoted with: whole quotations, also before and after the cue that interrupts."""

from verify.claims.parsing import Sentence
from verify.claims.quotations import Span, overlap

_ASIDE = 60
"""Characters of a cue with its speaker between two halves of a quotation."""
_TOUCHING = 3


def whole_content(content: list[Span], named: list[Span], sentence: Sentence, quotes: list[Span]) -> list[Span]:
    """``content`` with every quotation it nearly fills or that is cut short by the cue, less ``named`` (speaker and cue).
    All in levelled offsets of the passage."""
    content = [_whole_quotation(span, sentence, quotes) for span in content]
    beside = _beside(content, named, sentence, quotes)
    return _without(named, sorted({*content, *beside}))


def _beside(content: list[Span], named: list[Span], sentence: Sentence, quotes: list[Span]) -> list[Span]:
    """The quotations right before and right after speaker and cue where the content is one of them: `"It is," Smith added,
    "in our view, a danger."`"""
    start, end = min(named)[0], max(named, key=lambda span: span[1])[1]
    text = sentence.levelled.text
    before = [quote for quote in quotes if quote[1] <= start <= quote[1] + _TOUCHING]
    after = [quote for quote in quotes if end <= quote[0] < min(sentence.end, end + _ASIDE)]
    after = [quote for quote in after[:1] if text[end : quote[0]].rstrip().endswith((",", ":", "."))]
    if not any(overlap(span, quote) > 2 for span in content for quote in before + after):
        return []
    if not before or end - start > _ASIDE:
        after = [quote for quote in after if any(overlap(span, quote) > 2 for span in content)]
    return before + after


def _whole_quotation(span: Span, sentence: Sentence, quotes: list[Span]) -> Span:
    here = (sentence.start, sentence.end)
    for quote in quotes:
        shared = (max(quote[0], here[0]), min(quote[1], here[1]))
        part = shared[1] - shared[0]
        if part > 2 and overlap(span, shared) >= 0.8 * (part - 3) and overlap(span, shared) > 0:
            span = (min(span[0], quote[0]), max(span[1], quote[1]))
    return span


def _without(holes: list[Span], spans: list[Span]) -> list[Span]:
    """``spans`` less ``holes``; neighbours that touch become one."""
    kept: list[Span] = []
    for start, end in spans:
        if kept and start <= kept[-1][1] + 1:
            start, end = kept[-1][0], max(end, kept.pop()[1])
        kept.append((start, end))
    for hole in holes:
        kept = [piece for span in kept for piece in _cut(span, hole)]
    return [span for span in kept if span[1] - span[0] > 1]


def _cut(span: Span, hole: Span) -> list[Span]:
    if overlap(span, hole) == 0:
        return [span]
    return [piece for piece in ((span[0], hole[0]), (hole[1], span[1])) if piece[1] - piece[0] > 1]
