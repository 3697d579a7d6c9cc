"""One name in two spellings: which pairs of an article are to be asked about, and what the archive spells otherwise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from verify.claims.gazetteer import ORGANISATIONS, PLACES
from verify.claims.name_variants import similar

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ALONE = 8
"""Letters that a name of one word needs to be compared with the archive: shorter ones are often two people's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at ``start`` to ``end``; ``full`` is its fullest form in the article; ``also`` are words that may be
    a word of it misspelled."""

    start: int
    end: int
    text: str
    full: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """``rare`` is asked about: the spelling that stands less often, or later; ``usual`` the other one."""

    rare_word: str
    usual_word: str
    rare: tuple[Name, ...]
    usual: tuple[Name, ...]


def words_of(name: str) -> list[str]:
    return _WORD.findall(name)


def variants_within(names: Sequence[Name]) -> list[Variant]:
    """The pairs of spellings of one article, in the order of the text. Two people with other first names are no pair."""
    asked = {(name.full, other) for name in names for other in name.also}
    pairs = {tuple(sorted((own, other))) for full, other in asked for own in words_of(full) if similar(own, other)}
    written = _Written(names)
    found = [variant for one, other in pairs if (variant := _variant(written, one, other)) is not None]
    return sorted(found, key=lambda variant: variant.rare[0].start)


class _Written:
    """Which names of an article are written with a word, in the order of the text."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._as_they_stand: dict[str, list[Name]] = {}
        self._in_full: dict[str, list[Name]] = {}
        for name in sorted(names, key=lambda each: each.start):
            for index, text in ((self._as_they_stand, name.text), (self._in_full, name.full)):
                for word in dict.fromkeys(words_of(text)):
                    index.setdefault(word, []).append(name)

    def with_word(self, word: str) -> tuple[Name, ...]:
        return tuple(self._as_they_stand.get(word) or self._in_full.get(word) or ())


def _variant(written: _Written, one: str, other: str) -> Variant | None:
    sides = [(word, written.with_word(word)) for word in (one, other)]
    if not all(rows for _word, rows in sides) or _two_people(sides[0][1], sides[1][1]):
        return None
    (rare_word, rare), (usual_word, usual) = sorted(sides, key=lambda side: (len(side[1]), -side[1][0].start))
    return Variant(rare_word, usual_word, rare, usual)


def _two_people(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Whether each spelling goes with a first name of its own."""
    firsts = [{words[0] for name in side if len(words := words_of(name.full)) > 1} for side in (one, other)]
    return all(firsts) and not firsts[0] & firsts[1] and not any(similar(a, b) for a in firsts[0] for b in firsts[1])


def worth_looking_up(name: str) -> bool:
    """Whether the archive is asked about this name: of several words, or one long one, and no known place or organisation."""
    words = words_of(name)
    if not words or name in PLACES or name in ORGANISATIONS or any(word in PLACES for word in words):
        return False
    return all(word[0].isupper() for word in words) and (len(words) > 1 or len(words[0]) >= _ALONE)


def misspelled(ours: str, theirs: str) -> bool:
    """Whether two names are the same but for one word that is one or two letters off; a name of one word, one letter."""
    here, there = words_of(ours), words_of(theirs)
    if len(here) != len(there):
        return False
    differing = [(one, other) for one, other in zip(here, there, strict=True) if one != other]
    if len(differing) != 1 or not similar(*differing[0]):
        return False
    return len(here) > 1 or (min(map(len, differing[0])) >= _ALONE and Levenshtein.distance(*differing[0]) == 1)
