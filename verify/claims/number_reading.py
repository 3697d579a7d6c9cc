"""Reads one number where it stands: figures with separators, scales and fractions, and number words in English and Russian."""

import re
from dataclasses import dataclass

from verify.claims.number_words import (
    ABBREVIATED,
    CARDINALS_RU,
    LOOSE_EN,
    LOOSE_RU,
    ONES_EN,
    PARTS_EN,
    SCALE_STEMS_RU,
    SCALES_EN,
    TENS_EN,
    UNIT_WORDS,
)
from verify.claims.word_lists import words

_FIGURE = re.compile(
    r"(?P<grouped>\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?:[\u00a0 ]\d{3}){1,5}(?!\d))?(?(grouped)"
    r"|(?P<plain>\d+))(?:(?P<mark>[.,])(?P<decimals>\d+))?"
    r"(?:[ \u00a0]?(?P<over>[1-9])/(?P<under>[2-9])(?!\d)|(?P<vulgar>[½¼¾⅓⅔]))?"
)


_FRACTION = re.compile(r"(?P<over>\d)/(?P<under>[2-9]|10)(?![\d/])")


_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


_SCALE = re.compile(
    r"[\s\u00a0-]?(?P<en>hundred|thousand|million|billion|trillion|mln|bn|bln|tn|trn|dozen)s?\b"
    r"|[\s\u00a0]?(?P<ru>тыс|тысяч|тысячи|тысяча|тысячу|тысячами|млн|миллион|миллиона|миллионов|млрд|миллиард"
    r"|миллиарда|миллиардов|трлн|триллион|"
    r"триллиона|триллионов|десятка|десятков|десятками|сотен|сотни|дюжины)\b(?:\.(?=\s*[а-я]))?",
    re.I,
)


_SHORT_SCALE = re.compile(r"\s?(?P<short>[mk])\b", re.I)


_SHORT = {"m": 1_000_000, "k": 1_000}


UNIT = re.compile(
    rf"[\s\u00a0-]*(?P<unit>{'|'.join(re.escape(word) for word in sorted(UNIT_WORDS, key=len, reverse=True))})(?![\w])",
    re.I,
)


SYMBOL_BEFORE = re.compile(r"(?:(?P<land>US|C|A|HK|NZ|S)(?=\$))?(?P<sign>[$€£¥₽₴₹₸])[\s\u00a0]?$")


_LABELLED = re.compile(
    r"(?:\b(?:No|Nos|Article|Section|Chapter|Page|Room|Route|Highway|Flight|Boeing|Airbus|Type|Mark|Part|Phase|Channel"
    r"|Level|Resolution|Act|"
    r"Group|Line|Gate|Track|Apollo|Soyuz|Windows|Psalm|Verse|Figure|Table|Unit|Reactor|Protocol|Schedule|Version|School|Brigade|Formula|"
    r"№|ст|статья|статьи|статье|п|пункт|дом|д|кв|школа|школы|часть|корпус)\.?\s*|[A-Za-zА-Яа-я]-?|#|№\s?|_|/|\d[:.,])$"
)


_GLUED = re.compile(r"(?:st|nd|rd|th)\b|-(?:й|я|е|го|му|м|х|ю|ой|ый|ая|летн)|[A-Za-zА-Яа-я](?!\w*/)|:\d|/\d")


WORD_AFTER = re.compile(r"[\s\u00a0-]+([^\W\d_][\w'-]*)")


_NOT_ONE = frozenset(
    words("""
    of another day thing way side hand time is was has had could can would will should may might must s on in at
    to by who that which and or for from as knows wants
""")
)


@dataclass(slots=True)
class Quantity:
    """A number read so far: where it stands, its value, and whether its wording is loose ("dozens")."""

    start: int
    end: int
    value: float
    loose: bool = False
    figure: bool = True


def may_begin(word: str) -> bool:
    """Whether a number can begin with ``word``, told at a glance."""
    return word[0].isdigit() or word in _VULGAR or word.lower() in _FIRST_WORDS


def read(text: str, word: str, start: int, language: str) -> Quantity | None:
    if word[0].isdigit():
        return _figures(text, start, language)
    if word in _VULGAR:
        return Quantity(start, start + 1, _VULGAR[word])
    lowered = word.lower()
    if lowered in _SPELLED_EN:
        return _spelled_english(text, start)
    if lowered in _SPELLED_RU:
        return _spelled_russian(text, start)
    return None


def _figures(text: str, start: int, language: str) -> Quantity | None:
    if _LABELLED.search(text, max(0, start - 14), start):
        return None
    fraction = _FRACTION.match(text, start)
    if fraction:
        return Quantity(start, fraction.end(), int(fraction["over"]) / int(fraction["under"]))
    match = _FIGURE.match(text, start)
    if match is None or len(match.group()) > 30:
        return None
    if " " in (match["grouped"] or "") and language not in {"ru", "uk", "be"}:
        # "In 2020 150 people": English writes no space into a number.
        match = _FIGURE.match(text, start, text.index(" ", start))
    if match is None:
        return None
    quantity = Quantity(start, match.end(), _value(match, language))
    _scaled(text, quantity)
    if _GLUED.match(text, quantity.end) and not (UNIT.match(text, quantity.end) or letter_unit(text, quantity.end)):
        return None
    return quantity


def _value(match: re.Match[str], language: str) -> float:
    whole = re.sub(r"\D", "", match["grouped"] or match["plain"])
    value: float = int(whole)
    if match["decimals"]:
        value = float(f"{whole}.{match['decimals']}")
    if match["vulgar"]:
        value += _VULGAR[match["vulgar"]]
    elif match["over"]:
        value += int(match["over"]) / int(match["under"])
    return value


def _scaled(text: str, quantity: Quantity) -> None:
    """Takes a scale behind the number into it, and a second one ("two hundred thousand")."""
    scale = _SCALE.match(text, quantity.end)
    if scale:
        factor = SCALES_EN[scale["en"].lower()] if scale["en"] else _scale_ru(scale["ru"].lower())
        quantity.value, quantity.end = rounded(quantity.value * factor), scale.end()
        return
    short = _SHORT_SCALE.match(text, quantity.end)
    if short and (SYMBOL_BEFORE.search(text, max(0, quantity.start - 5), quantity.start) or short["short"] == "k"):
        quantity.value, quantity.end = rounded(quantity.value * _SHORT[short["short"].lower()]), short.end()


def _scale_ru(word: str) -> int:
    return next(factor for stem, factor in SCALE_STEMS_RU if word.startswith(stem))


def rounded(value: float) -> float | int:
    """Without the dust of binary fractions: 2.3 million is 2300000."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


_LETTER_UNIT = re.compile(rf"[\s\u00a0]?({'|'.join(ABBREVIATED)})(?![\w'/])")


def letter_unit(text: str, at: int) -> re.Match[str] | None:
    return _LETTER_UNIT.match(text, at)


_SPELLED_EN = frozenset([*ONES_EN, *TENS_EN, *LOOSE_EN, "a", "an", "half", "hundred", "several"]) - {"zero"}


_PIECE_EN = re.compile(
    rf"({'|'.join(sorted([*ONES_EN, *TENS_EN, *SCALES_EN], key=len, reverse=True))})\b",
    re.I,
)


_JOINT_EN = re.compile(r"(?:\s+and\s+|\s+|-)")


_PART_EN = re.compile(
    rf"[\s-](?P<part>{'|'.join(PARTS_EN)})\b(?=\s+(?:of|the)\b|[-\s]*(?:majority|stake|share)\b|[,.;])"
)


_ONE_PART = re.compile(
    r"(?:a|an|one)\s+(?P<part>third|quarter|fifth|tenth|half)\s+of\b|half\s+(?:of|the|its|their|a)\b", re.I
)


_SCALE_ALONE = re.compile(
    r"(?:(?P<half>half\s+an?|an?\s+half)|an?)[\s-]+(?P<scale>hundred|thousand|million|billion|trillion|dozen|score)\b",
    re.I,
)


_MANY = re.compile(
    rf"(?P<loose>{'|'.join(LOOSE_EN)})(?:\s+of\s+(?P<more>thousands|millions))?\b(?=\s+(?:of|more|were|have|are)\b)",
    re.I,
)


def _spelled_english(text: str, start: int) -> Quantity | None:
    for pattern in (_MANY, _SCALE_ALONE, _ONE_PART):
        match = pattern.match(text, start)
        if match:
            return _shaped(match)
    value, end = _sum_english(text, start)
    if not end:
        return None
    part = _PART_EN.match(text, end)
    if part:
        return Quantity(start, part.end(), value / PARTS_EN[part["part"].lower()], figure=False)
    if value == 1 and not _is_count_of_one(text, start, end):
        return None
    return Quantity(start, end, value, figure=False)


def _shaped(match: re.Match[str]) -> Quantity:
    """ "dozens", "a third of", "half a million", "a dozen"."""
    groups = match.groupdict()
    if groups.get("loose"):
        value: float = LOOSE_EN[groups["loose"].lower()]
        more = groups.get("more")
        value *= {"thousands": 1_000, "millions": 1_000_000}[more.lower()] if more else 1
        return Quantity(match.start(), match.end(), value, loose=True, figure=False)
    if groups.get("scale"):
        value = SCALES_EN[groups["scale"].lower()] / (2 if groups["half"] else 1)
        return Quantity(match.start(), match.end(), rounded(value), figure=False)
    end = match.start() + len(match.group().rsplit(None, 1)[0])
    part = groups.get("part")
    return Quantity(match.start(), end, 1 / PARTS_EN[part.lower()] if part else 0.5, figure=False)


def _sum_english(text: str, start: int) -> tuple[float, int]:
    """Value and end of the number words at ``start``; end 0 where there are none."""
    total = current = 0
    position, end = start, 0
    while piece := _PIECE_EN.match(text, position):
        word = piece[1].lower()
        factor = SCALES_EN.get(word)
        if factor and not end:
            return 0, 0
        if factor:
            total, current = (
                (total + (current or 1) * factor, 0) if factor >= 1_000 else (total, (current or 1) * factor)
            )
        elif end and not _continues(current, word, text[end:position]):
            break
        else:
            current += ONES_EN.get(word, TENS_EN.get(word, 0))
        end = piece.end()
        joint = _JOINT_EN.match(text, end)
        if joint is None:
            break
        position = joint.end()
    return total + current, end


def _continues(current: int, word: str, joint: str) -> bool:
    """Whether the word adds to the number ("twenty-five", "hundred and three") rather than starting another ("two and three")."""
    if current >= 100 or current == 0:
        return current != 0 or "and" not in joint
    return current % 10 == 0 and current >= 20 and word in ONES_EN and 0 < ONES_EN[word] < 10 and "and" not in joint


def _is_count_of_one(text: str, start: int, end: int) -> bool:
    after = WORD_AFTER.match(text, end)
    before = text[max(0, start - 6) : start].lower()
    if after is None or before.endswith(("no ", "any ", "some ", "every ", "the ", "this ", "that ", "each ", "-")):
        return False
    return text[end] != "-" and after[1].lower() not in _NOT_ONE and after[1].split("'")[0] not in _NOT_ONE


_SPELLED_RU = frozenset(
    [
        *CARDINALS_RU,
        *LOOSE_RU,
        "пару",
        "десяток",
        "сотня",
        "сотню",
        "тысяча",
        "тысячу",
        "миллион",
        "полтора",
        "половина",
        "половину",
        "половины",
        "треть",
        "четверть",
    ]
)


_FIRST_WORDS = _SPELLED_EN | _SPELLED_RU


_WORD_RU = re.compile(r"[а-яё]+", re.I)


_ALONE_RU = {
    "пару": 2,
    "десяток": 10,
    "сотня": 100,
    "сотню": 100,
    "тысяча": 1_000,
    "тысячу": 1_000,
    "миллион": 1_000_000,
    "полтора": 1.5,
    "половина": 0.5,
    "половину": 0.5,
    "половины": 0.5,
    "треть": 1 / 3,
    "четверть": 0.25,
}


def _spelled_russian(text: str, start: int) -> Quantity | None:
    match = _WORD_RU.match(text, start)
    if match is None:
        return None
    word = match.group().lower()
    if word in LOOSE_RU:
        return Quantity(start, match.end(), LOOSE_RU[word], loose=True, figure=False)
    if word in _ALONE_RU:
        quantity = Quantity(start, match.end(), _ALONE_RU[word], figure=False)
    else:
        quantity = _sum_russian(text, start)
        if quantity.value == 1 and word not in {"одного", "одну", "одна", "один"}:
            return None
    _scaled(text, quantity)
    return quantity


def _sum_russian(text: str, start: int) -> Quantity:
    value, position, end, last = 0, start, start, 10_000
    while match := _WORD_RU.match(text, position):
        number = CARDINALS_RU.get(match.group().lower())
        if number is None or number >= last or (last < 20) or (last < 100 and number >= 10):
            break
        value, last, end = value + number, number, match.end()
        if text[end : end + 1] not in {" ", "\u00a0"}:
            break
        position = end + 1
    return Quantity(start, end, value, figure=False)
