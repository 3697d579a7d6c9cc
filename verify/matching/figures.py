"""Figures of one article that count the same thing differently. Precision first: what might be two things is no pair."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from verify.claims.word_lists import words

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Letters of a word that can tell one thing from another."""
_LEAST_SHARED = 2
_SHARE = 0.67
"""Of the words of the shorter claim that have to stand in the longer one too."""
_MOST_VALUES = 3
"""Different figures in one wording: beyond that they are a list of many things, not one thing counted anew."""
_MOST_CLAIMS = 200
"""Claims that name figures of one unit; in a longer list only the first are compared."""
_ENDING = re.compile(r"(?:ings?|ed|es|s|ами|ями|ого|его|ов|ев|ах|ях|ых|их|ые|ие|ая|ой|ый|ий|ом|ем|а|я|о|е|ы|и|у|ю|ь)$")
_EMPTY = frozenset(
    words(
        "the and for that this with from were was has had have been are its their his her who which said say says according "
        "told into after before during also but not about there than then they them when where while would will could on in at "
        "что как это был была было были для при его её она они или также после сообщил сообщила заявил заявила словам"
    )
)
_MOVING = frozenset(
    words(
        "more another further additional other others remaining rest earlier previously initially originally revised corrected "
        "rose fell risen fallen increased increase decreased decrease dropped grew grown higher lower each every per average "
        "compared instead later first second third last next again both total altogether including among half "
        "еще ещё более другие другой другая остальные ранее раньше позже сначала первоначально вырос выросло выросла снизился "
        "снизилось каждый каждая каждого среднем включая среди итого всего"
    )
)
"""Words by which two figures may both be right: a part, another lot, another time."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a claim. ``claim`` is the claim's place, ``wording`` its words without any figure, ``value`` the number in
    digits, ``unit`` what it counts or measures, ``words`` as written; ``names`` and ``dates`` are the values of the names and
    dates in the claim, ``speaker`` who says it, "" for the outlet."""

    claim: int
    start: int
    end: int
    value: str
    unit: str
    words: str
    wording: str
    names: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    speaker: str = ""
    approximate: bool = False

    @property
    def key(self) -> str:
        return " ".join(_stem(word) for word in _WORD.findall(self.unit.lower())) or self.unit.strip()


def figures_that_disagree(figures: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs (earlier, later) of claims that count the same thing and come to different numbers, one for each later claim.

    No pair are figures in one claim, approximate ones, claims with other names or dates, claims that share too few words,
    and those with a word of change or part ("another", "rose", "each").
    """
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.key and not figure.approximate:
            groups[figure.key].append(figure)
    found = [pair for group in groups.values() for pair in _disagreeing(_alone(group)[:_MOST_CLAIMS])]
    later: dict[int, tuple[Figure, Figure]] = {}
    for pair in sorted(found, key=lambda pair: (pair[1].start, pair[0].start)):
        later.setdefault(pair[1].claim, pair)
    return list(later.values())


def _alone(group: Sequence[Figure]) -> list[Figure]:
    """Those that are the only figure of their unit in their claim: "3 of the 12 people" counts two things."""
    times: dict[int, int] = defaultdict(int)
    for figure in group:
        times[figure.claim] += 1
    return sorted((each for each in group if times[each.claim] == 1), key=lambda each: each.start)


def _disagreeing(group: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    said = {figure.claim: content_words(figure) for figure in group}
    pairs = [
        (first, second)
        for first, second in combinations(group, 2)
        if first.value != second.value and _same_thing(first, second, said[first.claim], said[second.claim])
    ]
    values: dict[int, set[str]] = defaultdict(set)
    for first, second in pairs:
        values[first.claim].add(second.value)
        values[second.claim].add(first.value)
    return [pair for pair in pairs if all(len(values[each.claim]) < _MOST_VALUES for each in pair)]


def _same_thing(first: Figure, second: Figure, here: frozenset[str], there: frozenset[str]) -> bool:
    if (first.start, first.end) == (second.start, second.end) or not here or not there:
        return False
    for one, other in ((first.names, second.names), (first.dates, second.dates)):
        if one and other and not (one <= other or other <= one):
            return False
    shared = len(here & there)
    return shared >= _LEAST_SHARED and shared >= _SHARE * min(len(here), len(there))


def content_words(figure: Figure) -> frozenset[str]:
    """What is said of the things that are counted, without them and without the speaker; empty where both may be right."""
    written = [word.lower() for word in _WORD.findall(figure.wording)]
    if _MOVING.intersection(written):
        return frozenset()
    left_out = {_stem(word.lower()) for word in _WORD.findall(f"{figure.unit} {figure.speaker}")}
    stems = {_stem(word) for word in written if len(word) >= _SHORTEST and word not in _EMPTY}
    return frozenset(stems - left_out)


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > _SHORTEST + 1 else word
