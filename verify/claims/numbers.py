"""Numbers in a text: their value, what they measure or count, and whether they are only approximate. English and Russian.

Ordinals, labels ("Article 5", "F-16"), scores, dates, hours, telephone numbers and addresses are none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verify.claims.dates import find_dates
from verify.claims.number_reading import (
    SYMBOL_BEFORE,
    UNIT,
    WORD_AFTER,
    Quantity,
    letter_unit,
    may_begin,
    read,
    rounded,
)
from verify.claims.number_words import (
    ABBREVIATED,
    DOLLARS,
    PEOPLE_EN,
    PEOPLE_STEMS_RU,
    STATES_EN,
    STOPS_EN,
    STOPS_RU,
    SYMBOLS,
    UNIT_WORDS,
)
from verify.claims.plain_text import swapped
from verify.claims.word_lists import words

__all__ = ["NumberMention", "find_numbers"]


_LEVEL = {**dict.fromkeys("‐‑‒–", "-"), **dict.fromkeys("\u202f\u2009", "\u00a0"), "’": "'"}


_TOKEN = re.compile(r"\d+|[^\W\d_]+|[½¼¾⅓⅔]")


_ADDRESS = r"|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}"
_NOT_COUNTS, _NOT_COUNTS_OR_ADDRESSES = (
    re.compile(
        r"https?://\S+|www\.\S+|\b(?:pic\.twitter\.com|pic\.x\.com|t\.me|t\.co|youtu\.be)/\S+"
        rf"{address}|(?<!\w)[@#]\w+"
        r"|\+\d[\d ()\u00a0-]{7,20}\d|\b8\s?\(\d{3}\)[\d -]{5,12}|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}-\d{3,4}(?:-\d{4})?\b"
        r"|\b\d{1,9}(?:\.\d{1,9}){2,9}\b"
    )
    for address in ("", _ADDRESS)
)
"""Looking for an address costs more than all the rest: only where an @ stands."""


_SYMBOL_AFTER = re.compile(r"[\s\u00a0]?(?P<sign>[$€£¥₽₴₹₸])(?![\s\u00a0]?\d)")


_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|some|nearly|almost|roughly|over|under|above|below|(?:more|less|fewer"
    r"|greater) than|at least|at most"
    r"|up to|an? estimated|estimated|as (?:many|much|few) as|close to|no (?:more|fewer|less) than|upwards? of|circa|just (?:over|under)"
    r"|около|примерно|почти|более|менее|свыше|не менее|не более|порядка|приблизительно|как минимум|больше|меньше|до)"
    r"|[~≈>])\s*(?:an?\s+|the\s+)?"
    r"(?:US|C|A|HK)?[$€£¥₽₴₹]?$",
    re.I,
)


_OR_SO = re.compile(r"\s*(?:or so\b|-odd\b|-plus\b|\+)|\s+or more\b")


_RANGE = re.compile(r"(?:\s*-\s*|\s+(?:to|or|и|или|до|по|and)\s+)", re.I)


_DOING = re.compile(
    r"\b(killed|killing|wounded|wounding|injured|injuring|arrested|arresting|detained|detaining)\s+(?:\w+\s+){0,2}$",
    re.I,
)


_DONE = {
    "killing": "killed",
    "wounding": "wounded",
    "injuring": "injured",
    "arresting": "arrested",
    "detaining": "detained",
}


_ADJECTIVE_RU = re.compile(r"(?:ых|их|ого|его|ые|ие|ый|ий|ой|ая|ую|ыми|ими)$")


_PLURAL = re.compile(
    r"(?:[^s]s|people|men|women|children|police|personnel|staff|cattle|aircraft|feet|dead|wounded|injured|missing)$"
)


_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class NumberMention:
    """``text[start:end]`` with its scale and sign: "$2.5 million", "40%". ``unit``: a currency code, "%", "percentage points",
    "km", "days", "people" …, or ""; ``counted``: what is counted, as written ("civilians"), or ""; a range gives two."""

    start: int
    end: int
    text: str
    value: float | int
    unit: str = ""
    counted: str = ""
    approximate: bool = False
    rule: str = ""


def find_numbers(
    text: str, *, language: str, outside: Sequence[tuple[int, int]] | None = None
) -> tuple[NumberMention, ...]:
    """Every number in ``text``, in order, disjoint. ``outside``: spans that hold none (dates); found here where None."""
    if outside is None:
        outside = [(day.start, day.end) for day in find_dates(text, published_on=None, language=language)]
    levelled = swapped(text, _LEVEL)
    not_counts = _NOT_COUNTS_OR_ADDRESSES if "@" in levelled else _NOT_COUNTS
    closed = sorted([*outside, *(match.span() for match in not_counts.finditer(levelled))])
    found: list[NumberMention] = []
    done = at = 0
    for token in _TOKEN.finditer(levelled):
        if not may_begin(token[0]):
            continue
        start = token.start()
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        if start < done or (at < len(closed) and closed[at][0] <= start):
            continue
        quantity = read(levelled, token.group(), start, language)
        if quantity:
            mention = _mention(text, levelled, quantity, done)
            found.append(mention)
            done = mention.end
    return tuple(_with_ranges(levelled, found))


def _mention(text: str, levelled: str, quantity: Quantity, free: int) -> NumberMention:
    start, end, unit, rule = quantity.start, quantity.end, "", ""
    before = SYMBOL_BEFORE.search(levelled, max(free, start - 5), start)
    after = None if before else _SYMBOL_AFTER.match(levelled, end)
    measure = UNIT.match(levelled, end)
    letter = letter_unit(levelled, end) if quantity.figure and not measure else None
    about = bool(_ABOUT.search(levelled, max(0, start - 24), before.start() if before else start)) or quantity.loose
    if before:
        start, unit, rule = before.start(), _currency(before), "number.sign"
    elif after:
        end, unit, rule = after.end(), SYMBOLS[after["sign"]], "number.sign"
    elif measure:
        unit, rule = UNIT_WORDS[measure["unit"].lower()], "number.unit"
        end = (
            measure.end() if unit == "%" or unit == "percentage points" or (len(unit) == 3 and unit.isupper()) else end
        )
    elif letter:
        unit, rule = ABBREVIATED[letter[1]], "number.unit"
    about = about or bool(_OR_SO.match(levelled, end))
    counted = "" if unit else _counted(levelled, quantity)
    rule = rule or ("number.counted" if counted else "number.bare")
    unit = unit or _people(counted)
    return NumberMention(start, end, text[start:end], rounded(quantity.value), unit, counted, about, rule)


def _currency(sign: re.Match[str]) -> str:
    return DOLLARS[sign["land"]] if sign["land"] else SYMBOLS[sign["sign"]]


def _people(counted: str) -> str:
    last = counted.rsplit(" ", 1)[-1].lower()
    if last in PEOPLE_EN or last.startswith(PEOPLE_STEMS_RU):
        return "people"
    return ""


def _counted(text: str, quantity: Quantity) -> str:
    """The words after the number up to the noun, or what happened to them ("were killed"), or was done ("killing 12")."""
    position = quantity.end
    found: list[str] = []
    while len(found) < _MOST_WORDS and (match := WORD_AFTER.match(text, position)):
        word = match[1].removesuffix("'s")
        lowered = word.lower()
        if not found and lowered in words("""
    of more other others the his her its their из
"""):
            position = match.end()
            continue
        if lowered in STOPS_EN or lowered in STOPS_RU:
            break
        found.append(word)
        position = match.end()
        if _ends_phrase(lowered, quantity.value):
            return " ".join(found)
    return _state(text, quantity, found)


def _ends_phrase(word: str, value: float) -> bool:
    if "а" <= word[0] <= "я":
        return not _ADJECTIVE_RU.search(word) or word.startswith(PEOPLE_STEMS_RU)
    return bool(_PLURAL.search(word)) or (value == 1 and word in PEOPLE_EN)


_WAS = re.compile(
    r"\s+(?:people\s+|others\s+|more\s+)?(?:(?:was|were|are|is|have been|has been|had been|being)\s+)?(?:\w+ly\s+)?([a-z]+)"
)


def _state(text: str, quantity: Quantity, passed: list[str]) -> str:
    """What became of them ("10 were killed", "killing 12"); for one the words passed over ("one recent attempt")."""
    state = _WAS.match(text, quantity.end)
    if state and state[1] in STATES_EN:
        return state[1]
    doing = _DOING.search(text, max(0, quantity.start - 40), quantity.start)
    if doing:
        return _DONE.get(doing[1].lower(), doing[1].lower())
    if quantity.value != 1 or not passed or not passed[0].islower():
        return ""
    small = [word for word in passed[:2] if word.islower() and not word.endswith("ed")]
    return " ".join(small if len(passed) < _MOST_WORDS else passed[:1])


def _with_ranges(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """ "10 to 12 people", "5-7%", "$2-3 million": the first of a range has the unit and the count of the second."""
    result = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start]
        joined = _RANGE.fullmatch(between) if len(between) < 8 else None
        if (
            joined
            and "and" in joined.group()
            and not re.search(r"\bbetween\s+\S{0,3}$", text[max(0, first.start - 14) : first.start])
        ):
            joined = None
        if joined and first.value < second.value and not first.counted:
            bare = not first.unit
            result[index] = replace(
                first,
                unit=first.unit or second.unit,
                counted=second.counted,
                approximate=True,
                rule="number.range",
            )
            unit = second.unit if bare else first.unit
            result[index + 1] = replace(second, approximate=True, unit=unit, rule="number.range")
        elif between == "-" and not second.unit and not second.counted:
            result[index] = result[index + 1] = replace(first, start=-1)
    return [mention for mention in result if mention.start >= 0]
