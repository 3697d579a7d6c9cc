"""A word diff of two wordings, for people."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words that stayed (``kind`` "same"), went ("gone") or came ("new"), with the white space after them."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[DiffPiece]:
    """The pieces in reading order: what went stands before what came in its place."""
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    pieces = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(DiffPiece("same", "".join(after[b1:b2])))
            continue
        if a2 > a1:
            pieces.append(DiffPiece("gone", "".join(before[a1:a2])))
        if b2 > b1:
            pieces.append(DiffPiece("new", "".join(after[b1:b2])))
    return pieces
