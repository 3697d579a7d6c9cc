"""Which claim leans on a link, for all links of a text at once: links and claims are swept through together, in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Stretch(Protocol):
    """Code points of the text, the end not included."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Words(Stretch, Protocol):
    """A claim's words: ``spans`` from the first to the last."""

    @property
    def spans(self) -> Sequence[Sequence[int]]: ...


@dataclass(frozen=True, slots=True)
class _Rival:
    """Something from ``opens`` to ``closes`` that belongs to the claim ``place``; the smallest (size, place) wins."""

    opens: int
    closes: int
    size: int
    place: int


def leaning_claims(links: Sequence[Stretch], claims: Sequence[Words]) -> list[int | None]:
    """For each link the index of the claim that leans on it: the shortest one with words in the anchor, else the shortest one
    that encloses it, else None. Of equally short ones the first. n log n steps for n links and spans together.
    """
    spans = [
        _Rival(start, end, claim.end - claim.start, place)
        for place, claim in enumerate(claims)
        for start, end in claim.spans
    ]
    wholes = [_Rival(claim.start, claim.end, claim.end - claim.start, place) for place, claim in enumerate(claims)]
    touching = _smallest(spans, [(link.end, link.start) for link in links])
    enclosing = _smallest(wholes, [(link.start + 1, link.end - 1) for link in links])
    return [one if one is not None else other for one, other in zip(touching, enclosing, strict=True)]


def _smallest(rivals: Iterable[_Rival], asked: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each (before, after) the place of the smallest rival that opens before the one and closes after the other."""
    waiting = sorted(rivals, key=lambda rival: rival.opens)
    board = _Board([rival.closes for rival in waiting])
    found: list[int | None] = [None] * len(asked)
    entered = 0
    for index in sorted(range(len(asked)), key=lambda index: asked[index][0]):
        before, after = asked[index]
        upto = bisect_left(waiting, before, lo=entered, key=lambda rival: rival.opens)
        for rival in waiting[entered:upto]:
            board.enter(rival)
        entered = upto
        found[index] = board.smallest_after(after)
    return found


class _Board:
    """The smallest of those entered so far that close after a given point: a Fenwick tree of minima, the last to close first."""

    def __init__(self, closes: Iterable[int]) -> None:
        self._points = sorted(set(closes))
        self._tree: list[tuple[int, int] | None] = [None] * (len(self._points) + 1)

    def enter(self, rival: _Rival) -> None:
        slot, mine = len(self._points) - bisect_left(self._points, rival.closes), (rival.size, rival.place)
        while slot < len(self._tree):
            held = self._tree[slot]
            self._tree[slot] = mine if held is None else min(held, mine)
            slot += slot & -slot

    def smallest_after(self, point: int) -> int | None:
        slot = len(self._points) - bisect_right(self._points, point)
        held = []
        while slot > 0:
            held.append(self._tree[slot])
            slot -= slot & -slot
        best = min((each for each in held if each is not None), default=None)
        return best[1] if best is not None else None
