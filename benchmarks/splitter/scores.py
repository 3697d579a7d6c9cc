"""The arithmetic of the quality table: what counts as right, wrong and missing for each task."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.splitter.sets import Attribution, DatedText, Expression, Paragraph, Span

CONTENT_LOOSE, CONTENT_TIGHT = 0.3, 0.8
_DAY = len("2024-03-13")


@dataclass(slots=True)
class Counts:
    """Right answers, wrong ones, and what was not found."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        """``right`` of ``given`` answers, where ``wanted`` were to be found."""
        self.right += right
        self.wrong += given - right
        self.missing += wanted - right

    @property
    def precision(self) -> float:
        """In percent; 100 where nothing was given."""
        return 100.0 * self.right / (self.right + self.wrong) if self.right + self.wrong else 100.0

    @property
    def recall(self) -> float:
        """In percent; 100 where nothing was to be found."""
        return 100.0 * self.right / (self.right + self.missing) if self.right + self.missing else 100.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def boundaries(text: str, spans: Iterable[Span]) -> set[int]:
    """Ends of sentences, each as the number of characters before it that are no white space; the end of the text is none."""
    before = [0]
    for character in text:
        before.append(before[-1] + (not character.isspace()))
    return {before[end] for _, end in spans} - {0, before[-1]}


def judge_sentences(paragraphs: Iterable[Paragraph], found: Iterable[Sequence[Span]]) -> dict[str, Counts]:
    """Boundaries by set, each set in one sum."""
    by_set: dict[str, Counts] = {}
    for paragraph, spans in zip(paragraphs, found, strict=True):
        wanted, given = boundaries(paragraph.text, paragraph.sentences), boundaries(paragraph.text, spans)
        by_set.setdefault(paragraph.set, Counts()).add(len(wanted & given), len(given), len(wanted))
    return by_set


def matched(
    wanted: Sequence[Collection[int]], given: Sequence[Collection[int]], least: float
) -> Iterator[tuple[int, int, float]]:
    """Pairs (wanted, given, overlap) whose Jaccard overlap is ``least`` or more: the best first, each member once."""
    first, second = [frozenset(each) for each in wanted], [frozenset(each) for each in given]
    ranked = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if a & b),
        reverse=True,
    )
    taken: set[int] = set()
    used: set[int] = set()
    for overlap, i, j in ranked:
        if overlap >= least and i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            yield i, j, overlap


def judge_propositions(
    wanted: Iterable[Sequence[Collection[int]]], found: Iterable[Sequence[Collection[int]]], least: float
) -> Counts:
    """Sets of words, sentence by sentence."""
    counts = Counts()
    for gold, given in zip(wanted, found, strict=True):
        counts.add(len(list(matched(gold, given, least))), len(given), len(gold))
    return counts


def judge_attributions(
    wanted: Iterable[Sequence[Attribution]], found: Iterable[Sequence[Attribution]]
) -> dict[str, Counts]:
    """ "loose" and "tight": contents by their characters; "with source": loosely matched contents whose source is touched too.

    Where the gold names no source, a matched content asks for none.
    """
    loose, tight, sourced = Counts(), Counts(), Counts()
    for gold, given in zip(wanted, found, strict=True):
        gold, given = [each for each in gold if each.content], [each for each in given if each.content]
        contents = [[_characters(each.content) for each in side] for side in (gold, given)]
        pairs = list(matched(contents[0], contents[1], CONTENT_LOOSE))
        named = [(i, j) for i, j, _ in pairs if gold[i].source]
        agree = sum(bool(_characters(gold[i].source) & _characters(given[j].source)) for i, j in named)
        loose.add(len(pairs), len(given), len(gold))
        tight.add(sum(overlap >= CONTENT_TIGHT for _, _, overlap in pairs), len(given), len(gold))
        sourced.add(agree, len(given), len(gold) - (len(pairs) - len(named)))
    return {"loose": loose, "tight": tight, "with source": sourced}


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def judge_dates(texts: Iterable[DatedText], found: Iterable[Sequence[Expression]]) -> dict[str, Counts]:
    """ "values": expressions with the right value; "days": those of them that the gold gives as a calendar day.

    A day is right whatever its hour. Expressions that touch a duration or a repeated time of the gold are not asked about.
    """
    values, days = Counts(), Counts()
    for text, given in zip(texts, found, strict=True):
        left = list(given)
        right = day_right = 0
        for gold in text.expressions:
            match = next((each for each in left if _touch(each, gold)), None)
            if match is None:
                continue
            left.remove(match)
            agrees = _same_value(match.value, gold.value)
            right += agrees
            day_right += agrees and is_day(gold.value)
        stray = [each for each in left if not any(_touch(each, other) for other in text.others)]
        wanted_days = sum(is_day(gold.value) for gold in text.expressions)
        values.add(right, len(given) - len(left) + len(stray), len(text.expressions))
        days.add(day_right, day_right, wanted_days)
    return {"values": values, "days": days}


def _touch(one: Expression, other: Expression) -> bool:
    return one.start < other.end and other.start < one.end


def is_day(value: str) -> bool:
    """Whether an ISO or TimeML value names a calendar day, with or without an hour."""
    digits = value[:4] + value[5:7]
    return len(value) >= _DAY and value[4] == "-" and digits.isdigit()


def _same_value(given: str, wanted: str) -> bool:
    return given[:_DAY] == wanted[:_DAY] if is_day(wanted) else given == wanted


def average_precision(ranked: Iterable[tuple[float, bool]]) -> float:
    """Of (score, is worth it) in percent: the precision at each distinct score, weighted by the recall gained there."""
    by_score: dict[float, list[int]] = {}
    for score, is_worth in ranked:
        group = by_score.setdefault(score, [0, 0])
        group[0] += is_worth
        group[1] += 1
    total = sum(worth for worth, _ in by_score.values())
    seen = seen_worth = 0
    area = 0.0
    for score in sorted(by_score, reverse=True):
        worth, size = by_score[score]
        seen, seen_worth = seen + size, seen_worth + worth
        area += worth * seen_worth / seen
    return 100 * area / total if total else 0.0
