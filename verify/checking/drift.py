"""What changed in a page's main text since a copy of it was kept, as a reader would see it: real changes only."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from verify.checking.folding import fold
from verify.checking.furniture import is_furniture, without_today

SAME, GONE, NEW, GAP = "same", "gone", "new", "gap"
AROUND = 12
"""Words shown on either side of a change."""
MOST_WORDS = 400
"""Words of a diff that is kept; what follows is a gap."""
_ENDS = "'.,;:!?()[]{}<>…*|/"

type Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drift:
    """``pieces`` are (kind, text) in reading order: "same", "gone", "new", and "gap" where unchanged text is left out.

    ``gone`` and ``new`` count words; ``share`` 0..1 is the part of the kept text's words that is gone.
    """

    pieces: tuple[Piece, ...]
    gone: int
    new: int
    share: float


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    key: str


def compare_texts(kept: str, now: str, kept_on: date, now_on: date) -> Drift | None:
    """The real change from ``kept`` to ``now``, main texts with one block in each line; None where there is none.

    White space, quotation marks, dashes, case, punctuation, the division into paragraphs and their order, counters, clocks,
    advertisements and the dates of the two visits are no change. Every other word and figure is one.
    """
    before, after = _blocks(kept, kept_on), _blocks(now, now_on)
    before, after = _without_moved(before, after)
    if _all_words(before) == _all_words(after):
        return None
    pieces: list[Piece] = []
    gone = new = 0
    for old, fresh in _regions(before, after):
        region = _word_pieces(old, fresh)
        gone += sum(len(text.split()) for kind, text in region if kind == GONE)
        new += sum(len(text.split()) for kind, text in region if kind == NEW)
        pieces += [(GAP, ""), *region] if pieces else region
    if not gone and not new:
        return None
    total = max(1, len(kept.split()))
    return Drift(tuple(_shortened(pieces)), gone, new, min(1.0, gone / total))


def _blocks(text: str, day: date) -> list[_Block]:
    blocks = []
    for line in unicodedata.normalize("NFC", text).splitlines():
        key = without_today(fold(line).text.strip(), day)
        if not is_furniture(key):
            blocks.append(_Block(" ".join(line.split()), key))
    return blocks


def _without_moved(before: Sequence[_Block], after: Sequence[_Block]) -> tuple[list[_Block], list[_Block]]:
    """Both without the blocks that stand in the other too but in another place; those in place stay, as context."""
    matcher = SequenceMatcher(None, [b.key for b in before], [b.key for b in after], autojunk=False)
    in_place_before: set[int] = set()
    in_place_after: set[int] = set()
    for first, second, size in matcher.get_matching_blocks():
        in_place_before.update(range(first, first + size))
        in_place_after.update(range(second, second + size))
    loose_before = Counter(b.key for i, b in enumerate(before) if i not in in_place_before)
    loose_after = Counter(b.key for i, b in enumerate(after) if i not in in_place_after)
    return (
        _dropped(before, in_place_before, loose_before & loose_after),
        _dropped(after, in_place_after, loose_before & loose_after),
    )


def _dropped(blocks: Sequence[_Block], in_place: set[int], moved: Counter[str]) -> list[_Block]:
    left, kept = Counter(moved), []
    for index, block in enumerate(blocks):
        if index not in in_place and left[block.key] > 0:
            left[block.key] -= 1
        else:
            kept.append(block)
    return kept


def _bare(word: str) -> str:
    return word.strip(_ENDS) or ("" if not any(c.isalnum() for c in word) else word)


def _all_words(blocks: Iterable[_Block]) -> list[str]:
    return [bare for block in blocks for word in block.key.split() if (bare := _bare(word)) and bare != "-"]


def _regions(before: list[_Block], after: list[_Block]) -> Iterable[tuple[str, str]]:
    """The runs of blocks that differ, each as its old and its new text."""
    matcher = SequenceMatcher(None, [b.key for b in before], [b.key for b in after], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(b.text for b in before[a1:a2]), " ".join(b.text for b in after[b1:b2])


def _word_pieces(old: str, new: str) -> list[Piece]:
    """A word diff; what differs in typography alone is the same. The new text's spelling is shown where nothing changed."""
    before, after = old.split(), new.split()
    keys_before, keys_after = [_bare(fold(w).text) for w in before], [_bare(fold(w).text) for w in after]
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in _opcodes(keys_before, keys_after):
        if tag == "equal":
            pieces.append((SAME, " ".join(after[b1:b2]) + " "))
            continue
        if any(keys_before[a1:a2]):
            pieces.append((GONE, " ".join(before[a1:a2]) + " "))
        if any(keys_after[b1:b2]):
            pieces.append((NEW, " ".join(after[b1:b2]) + " "))
    return pieces if any(kind != SAME for kind, _ in pieces) else []


def _opcodes(before: list[str], after: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Insertions and deletions side by side as one replacement, as people read them."""
    waiting: tuple[int, int, int, int] | None = None
    for op in Indel.opcodes(before, after):
        place = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        if op.tag == "equal":
            if waiting:
                yield "replace", *waiting
            waiting = None
            yield "equal", *place
        elif waiting is None:
            waiting = place
        else:
            waiting = (waiting[0], place[1], waiting[2], place[3])
    if waiting:
        yield "replace", *waiting


def _shortened(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Long unchanged runs folded to what stands around the changes, and an end after MOST_WORDS words."""
    budget = MOST_WORDS
    last = len(pieces) - 1
    for index, (kind, text) in enumerate(pieces):
        words = text.split()
        if kind == SAME and len(words) > 2 * AROUND:
            head = [] if index == 0 else words[:AROUND]
            tail = [] if index == last else words[-AROUND:]
            parts: list[Piece] = [(SAME, " ".join(head) + " "), (GAP, ""), (SAME, " ".join(tail) + " ")]
            yield from (part for part in parts if part[0] == GAP or part[1].strip())
            budget -= 2 * AROUND
        elif len(words) > budget:
            yield kind, " ".join(words[:budget]) + " "
            budget = 0
        else:
            yield kind, text
            budget -= len(words)
        if budget <= 0:
            if index < last:
                yield GAP, ""
            return
