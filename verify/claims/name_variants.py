"""Names of one article that may be one name misspelled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from verify.claims.gazetteer import DEMONYMS, GIVEN_NAMES, ORGANISATIONS, PLACES


@dataclass(frozen=True, slots=True)
class NameMention:
    """``text[start:end]`` without titles; ``canonical`` is the fullest form of the name in the article."""

    start: int
    end: int
    text: str
    type: str
    canonical: str
    rule: str = ""


WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


LEAST_SIMILAR = 6
MOST_PAIRS = 200
"""An article with more names that are alike is a list of them, and nobody would settle each."""
_DIGIT = re.compile(r"\d")


def name_variants(names: Iterable[NameMention], known: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Pairs of names that may be one name misspelled ("Starovit", "Starovoit"), in order of first appearance, the first MOST_PAIRS.

    ``known``: canonical names from elsewhere (the archive) to compare with as well. Names both in the gazetteer
    (Austria, Australia), inflections, feminine forms and given names are no pairs.
    """
    here: dict[str, str] = {}
    for mention in names:
        for word in _long_words(mention.canonical):
            here.setdefault(word, mention.canonical)
    there = {word: name for name in known for word in _long_words(name)}
    place = {word: index for index, word in enumerate([*here, *(word for word in there if word not in here)])}
    # Only words with the same first letter can be one: an article of a thousand names has half a million other pairs.
    by_initial: dict[str, list[str]] = {}
    for word in place:
        by_initial.setdefault(word[0], []).append(word)
    pairs = [
        (first, second)
        for words in by_initial.values()
        for first, second in combinations(words, 2)
        if first in here and similar(first, second)
    ]
    return tuple(sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))[:MOST_PAIRS])


def _long_words(name: str) -> list[str]:
    """Those that can be misspelled. A word with a figure in it is a number's own: A320 is no slip for A321."""
    return [
        word
        for word in WORD.findall(name)
        if len(word) >= LEAST_SIMILAR and word[0].isupper() and word not in GIVEN_NAMES and not _DIGIT.search(word)
    ]


def similar(first: str, second: str) -> bool:
    """Whether two long words are one or two letters apart and no forms of one word."""
    if (
        first == second
        or first[0] != second[0]
        or abs(len(first) - len(second)) > 2
        or first in DEMONYMS
        or second in DEMONYMS
    ):
        return False
    if all(word in PLACES or word in ORGANISATIONS for word in (first, second)):
        return False
    shorter, longer = sorted((first.lower(), second.lower()), key=len)
    if longer.startswith(shorter) or _stem(first) == _stem(second):
        return False
    allowed = 1 if len(shorter) < 8 else 2
    return Levenshtein.distance(first, second, score_cutoff=allowed) <= allowed


def _stem(word: str) -> str:
    """Without an ending of case or sex."""
    return re.sub(r"(?:ого|ому|ыми|ами|ями|ом|ем|ой|ей|ая|ую|ым|ий|ый|[аеиоуыэюяьй]|s|a|'s)$", "", word.lower())
