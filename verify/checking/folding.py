"""One spelling for what typography alone tells apart, with the way back to where each character stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_QUOTES = frozenset("\"'“”„‟«»″〝〞＂‘’‚‛′`´ʼ＇‹›")
_DASHES = frozenset("‐‑‒–—―−﹘﹣－⸺⸻")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """``places[i]`` is where ``text[i]`` stands in the text that was folded; one more entry is the end of it."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) of the folded text as (start, end) of the text as it was."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


@cache
def _letter(character: str) -> str:
    if character in _QUOTES:
        return "'"
    if character in _DASHES:
        return "-"
    if character.isspace():
        return " "
    return "" if _INVISIBLE.match(character) else unicodedata.normalize("NFKC", character).casefold()


def fold(text: str) -> Folded:
    """``text`` without regard to case, kinds of quotation marks, dashes and white space, and invisible characters.

    Words and figures are never touched. Characters are taken one by one: compose ``text`` first (NFC) where it may hold
    combining marks.
    """
    letters: list[str] = []
    places: list[int] = []
    after_space = True
    for place, character in enumerate(text):
        for letter in _letter(character):
            if letter == " " and after_space:
                continue
            after_space = letter == " "
            letters.append(letter)
            places.append(place)
    return Folded("".join(letters), (*places, len(text)))
