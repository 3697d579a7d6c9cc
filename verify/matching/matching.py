"""Old claims beside new ones after a new revision: equal by normalised text, or a proposal that a person decides.

Similarity proposes and never decides: a claim whose wording differs in one figure is ``changed``, not ``equal``.
"""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz.distance import Indel

from verify.matching.normalising import normalise

LEAST_SIMILAR = 0.55
"""Below this share of common words two claims are not proposed as one."""
MARGIN = 0.08
"""A proposal must be better than the runner-up on either side by this much."""
_POSTINGS = 64
_CANDIDATES = 8
_ROUNDS = 3
_WORD = re.compile(r"\w+(?:[.,:'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class EqualPair:
    """The same words. ``moved``: the order against the other equal claims changed. ``context_changed``: moved, or a
    neighbour before or after differs."""

    old: int
    new: int
    moved: bool
    context_changed: bool


@dataclass(frozen=True, slots=True)
class ChangedPair:
    """Probably one claim in two wordings; ``similarity`` 0..1 is the share of common words in order."""

    old: int
    new: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Every old index is in exactly one of ``equal``, ``changed``, ``removed``; every new index in exactly one of
    ``equal``, ``changed``, ``new``. ``ambiguous`` adds, for some of ``removed``, the members of ``new`` that are about
    equally near (nearest first): nothing was chosen among them."""

    equal: tuple[EqualPair, ...]
    changed: tuple[ChangedPair, ...]
    ambiguous: dict[int, tuple[int, ...]]
    new: tuple[int, ...]
    removed: tuple[int, ...]


def match_claims(old: Sequence[str], new: Sequence[str]) -> Matching:
    """Matches claim texts by index. Pure; near-linear in the number of claims."""
    old_keys, new_keys = [normalise(text) for text in old], [normalise(text) for text in new]
    equal = _equal_pairs(old_keys, new_keys)
    paired_old, paired_new = {pair.old for pair in equal}, {pair.new for pair in equal}
    rest_old = [index for index in range(len(old_keys)) if index not in paired_old]
    rest_new = [index for index in range(len(new_keys)) if index not in paired_new]
    scores = _scores(old_keys, new_keys, rest_old, rest_new, equal)
    changed = _mutual_bests(scores)
    done_old, done_new = {pair.old for pair in changed}, {pair.new for pair in changed}
    left_new = [index for index in rest_new if index not in done_new]
    left_old = [index for index in rest_old if index not in done_old]
    return Matching(equal, changed, _ambiguous(scores, left_old, set(left_new)), tuple(left_new), tuple(left_old))


def _equal_pairs(old: list[str], new: list[str]) -> tuple[EqualPair, ...]:
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, key in enumerate(new):
        places[key].append(index)
    pairs = [(index, places[key].popleft()) for index, key in enumerate(old) if places.get(key)]
    still = _longest_rising([there for _, there in pairs])
    return tuple(
        EqualPair(here, there, moved := rank not in still, moved or _neighbours_differ(old, new, here, there))
        for rank, (here, there) in enumerate(pairs)
    )


def _neighbours_differ(old: list[str], new: list[str], here: int, there: int) -> bool:
    around_old = (old[here - 1] if here else "", old[here + 1] if here + 1 < len(old) else "")
    around_new = (new[there - 1] if there else "", new[there + 1] if there + 1 < len(new) else "")
    return around_old != around_new


def _longest_rising(values: list[int]) -> set[int]:
    """Positions of a longest rising subsequence (patience sorting, O(n log n))."""
    tails: list[int] = []
    holders: list[int] = []
    previous: list[int] = []
    for position, value in enumerate(values):
        place = bisect_left(tails, value)
        previous.append(holders[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            holders.append(position)
        else:
            tails[place], holders[place] = value, position
    kept: set[int] = set()
    last = holders[-1] if holders else -1
    while last >= 0:
        kept.add(last)
        last = previous[last]
    return kept


Scores = dict[int, dict[int, float]]
"""old index -> new index -> similarity, only pairs that are LEAST_SIMILAR or more."""


def _scores(
    old: list[str], new: list[str], rest_old: list[int], rest_new: list[int], equal: tuple[EqualPair, ...]
) -> Scores:
    """Similarities of near pairs, found by their rarest common words and by their place between equal claims."""
    words = {index: _WORD.findall(new[index].lower()) for index in rest_new}
    postings: dict[str, list[int]] = defaultdict(list)
    for index in rest_new:
        for word in set(words[index]):
            postings[word].append(index)
    gaps = _Gaps(equal, rest_new)
    scores: Scores = {}
    for index in rest_old:
        mine = _WORD.findall(old[index].lower())
        candidates = _by_rare_words(mine, postings) | set(gaps.near(index))
        near = {there: Indel.normalized_similarity(mine, words[there]) for there in candidates}
        scores[index] = {there: score for there, score in near.items() if score >= LEAST_SIMILAR}
    return scores


def _by_rare_words(mine: list[str], postings: dict[str, list[int]]) -> set[int]:
    weights: dict[int, float] = defaultdict(float)
    for word in set(mine):
        found = postings.get(word, ())
        if len(found) <= _POSTINGS:
            for there in found:
                weights[there] += 1.0 / len(found)
    return set(nlargest(_CANDIDATES, weights, key=weights.__getitem__))


class _Gaps:
    """Unmatched new claims that stand between the same equal neighbours as an unmatched old one."""

    def __init__(self, equal: tuple[EqualPair, ...], rest_new: list[int]) -> None:
        self._rest = rest_new
        self._old = [pair.old for pair in equal]
        self._new = [pair.new for pair in equal]

    def near(self, index: int) -> list[int]:
        place = bisect_left(self._old, index)
        before = self._new[place - 1] if place else -1
        first = bisect_left(self._rest, before + 1)
        offset = index - (self._old[place - 1] if place else -1) - 1
        start = max(first, first + offset - _CANDIDATES // 2)
        return self._rest[start : start + _CANDIDATES]


def _mutual_bests(scores: Scores) -> tuple[ChangedPair, ...]:
    """Pairs that are each other's best by MARGIN. What a settled pair takes is out of the running for the others."""
    live = {here: dict(near) for here, near in scores.items() if near}
    found: list[ChangedPair] = []
    for _ in range(_ROUNDS):
        by_new: dict[int, dict[int, float]] = defaultdict(dict)
        for here, near in live.items():
            for there, score in near.items():
                by_new[there][here] = score
        settled = []
        for here, near in live.items():
            best = _clear_best(near)
            if best is not None and _clear_best(by_new[best]) == here:
                settled.append(ChangedPair(here, best, round(near[best], 4)))
        if not settled:
            break
        found += settled
        gone = {pair.new for pair in settled}
        done = {pair.old for pair in settled}
        live = {
            here: {there: score for there, score in near.items() if there not in gone}
            for here, near in live.items()
            if here not in done
        }
    return tuple(sorted(found, key=lambda pair: pair.old))


def _clear_best(near: dict[int, float]) -> int | None:
    ranked = sorted(near.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
        return None
    return ranked[0][0]


def _ambiguous(scores: Scores, left_old: list[int], left_new: set[int]) -> dict[int, tuple[int, ...]]:
    found = {}
    for here in left_old:
        near = {there: score for there, score in scores.get(here, {}).items() if there in left_new}
        if near:
            best = max(near.values())
            close = [there for there, score in near.items() if best - score < MARGIN]
            found[here] = tuple(sorted(close, key=lambda there: (-near[there], there)))
    return found
