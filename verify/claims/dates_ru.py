"""Russian expressions of time. Each rule names the words that may start it, its pattern and what it means."""

from datetime import timedelta

from verify.claims.date_context import day_without_year, month_without_year, quarter_without_year, weekday_near
from verify.claims.date_reading import NUMBER, Reading, Rule, rule, words_of
from verify.claims.date_values import day_value, moved, unit_around
from verify.claims.date_words import DAY_PARTS_RU, MONTH_FORMS_RU, NUMBERS_RU, SEASON_FORMS_RU, WEEKDAY_FORMS_RU

_MONTH = rf"(?P<month>{words_of(MONTH_FORMS_RU)})\b"
_WEEKDAY = rf"(?P<weekday>{words_of(WEEKDAY_FORMS_RU)})\b"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_YEAR_WORD = r"(?:-?(?:й|го|м|му))?\s*(?:год(?:а|у|ом|е|ов|ы|ам|ах)?\b|гг?\.|г\b)"
_WITH_YEAR = (
    rf"(?:\s+(?P<year>{_YEAR})(?:{_YEAR_WORD})?(?!\d)|\s+(?P<which>(?:прошл|минувш|нынешн|этого|текущ|следующ"
    rf"|будущ)[а-я]*)\s+года\b)?"
)
_PART = rf"(?:\s+(?P<part>{words_of(DAY_PARTS_RU)})\b)?"
_WHICH = (
    r"(?P<which>прошл[а-я]+|минувш[а-я]+|эт(?:от|ой|а|у|ого|ом|и|им)|нынешн[а-я]+|текущ[а-я]+|следующ[а-я]+|будущ[а-я]+|"
    r"ближайш[а-я]+|предыдущ[а-я]+)"
)
_STEPS = (("прошл", -1), ("минувш", -1), ("предыдущ", -1), ("следующ", 1), ("будущ", 1), ("ближайш", 1))
_UNITS = (
    ("год", "year"),
    ("месяц", "month"),
    ("недел", "week"),
    ("квартал", "quarter"),
    ("выходн", "weekend"),
    ("дн", "day"),
    ("день", "day"),
    ("сут", "day"),
    ("лет", "year"),
    ("век", "century"),
)
_QUARTERS = {
    "перв": 1,
    "i": 1,
    "1": 1,
    "втор": 2,
    "ii": 2,
    "2": 2,
    "трет": 3,
    "iii": 3,
    "3": 3,
    "четв": 4,
    "iv": 4,
    "4": 4,
}
_ROMAN = {"XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
_WHICH_STARTERS = [
    stem + ending
    for stem in ("прошл", "минувш", "нынешн", "текущ", "следующ", "будущ", "ближайш", "предыдущ")
    for ending in ("ий", "ый", "ая", "ое", "ее", "ой", "ей", "ого", "его", "ому", "ему", "ом", "ем", "ую",
                   "ым", "им", "ые", "ие", "юю")
] + ["этот", "этой", "эта", "эту", "этого", "этом", "это", "эти", "этим", "этими"]  # fmt: skip


def _step(reading: Reading) -> int:
    which = reading.get("which")
    return next((step for stem, step in _STEPS if which.startswith(stem)), 0)


def _unit_of(reading: Reading) -> str:
    word = reading.get("unit")
    return next(unit for stem, unit in _UNITS if word.startswith(stem))


def _part(reading: Reading, value: str) -> str:
    part = DAY_PARTS_RU.get(reading.get("part"), "")
    return value + part if part and len(value) == 10 else value


def _year_of(reading: Reading) -> int | None:
    if reading.get("year"):
        return int(reading.get("year"))
    published = reading.context.published
    return published.year + _step(reading) if reading.get("which") and published else None


def _calendar_day(reading: Reading) -> str:
    month, day, year = MONTH_FORMS_RU[reading.get("month")], int(reading.get("day")), _year_of(reading)
    if year:
        there = day_value(year, month, day)
        return _part(reading, there.isoformat()) if there else ""
    return _part(reading, day_without_year(reading.context, month, day, reading.tense))


def _month(reading: Reading) -> str:
    """ "в марте", "март 2024 года", "в марте прошлого года"; "мая" alone is a name as well."""
    form, year = reading.get("month"), _year_of(reading)
    if year:
        return f"{year:04d}-{MONTH_FORMS_RU[form]:02d}"
    if form in {"мая", "май", "мае", "маю", "марта", "августа"} and not reading.before.rstrip().lower().endswith(
        _MONTH_LED
    ):
        return ""
    return month_without_year(reading.context, MONTH_FORMS_RU[form], reading.tense)


_MONTH_LED = (" в", "начале", "середине", "конце", "начала", "конца", "середины", " с", " до", " к", "итогам", "этого")


def _weekday(reading: Reading) -> str:
    """ "в среду", "в прошлый вторник"; the noun "среда" (surroundings) only with a word that makes it a day."""
    form, context = reading.get("weekday"), reading.context
    if form in {"среда", "среды", "среде", "средой"} and not reading.get("which"):
        return ""
    step = _step(reading)
    weekday = WEEKDAY_FORMS_RU[form]
    if step:
        value = weekday_near(context, weekday, step, back=True)
        same = context.published is not None and value == context.published.isoformat()
        return _part(reading, moved(value, "week", 1) if same else value)
    return _part(reading, weekday_near(context, weekday, reading.tense))


def _relative_day(reading: Reading) -> str:
    steps = {"вчера": -1, "завтра": 1, "позавчера": -2, "послезавтра": 2}
    word, context = reading.get("word"), reading.context
    anchor = context.day if word == "накануне" else context.published
    if anchor is None:
        return ""
    try:
        value = (anchor + timedelta(days=-1 if word == "накануне" else steps.get(word, 0))).isoformat()
    except OverflowError:
        return ""
    return _part(reading, value)


def _unit(reading: Reading) -> str:
    published = reading.context.published
    return unit_around(published, _unit_of(reading), _step(reading)) if published else ""


def _year(reading: Reading) -> str:
    return reading.get("year")


def _season(reading: Reading) -> str:
    season, year = SEASON_FORMS_RU[reading.get("season")], _year_of(reading)
    return f"{year:04d}-{season}" if year else ""


def _ago(reading: Reading) -> str:
    """ "два дня назад", "год назад", "тремя днями ранее", "через неделю после этого" is left alone."""
    context, unit = reading.context, _unit_of(reading)
    n = reading.get("n")
    steps = int(n) if n.isdigit() else NUMBERS_RU.get(n, 0)
    if not steps:
        return ""
    if reading.get("relation") == "назад":
        return unit_around(context.published, unit, -steps) if context.published else ""
    steps = -steps if reading.get("relation") in {"ранее", "раньше"} else steps
    near = context.near(reading.match.start())
    value = moved(near, unit, steps) if near else ""
    return value or (unit_around(context.day, unit, steps) if context.day else "")


def _same_day(reading: Reading) -> str:
    day = reading.context.day
    if day is None:
        return ""
    return unit_around(day, "day", 1) if reading.get("which") else _part(reading, day.isoformat())


def _quarter(reading: Reading) -> str:
    word = reading.get("q")
    quarter = next(
        number for stem, number in sorted(_QUARTERS.items(), key=lambda pair: -len(pair[0])) if word.startswith(stem)
    )
    year = _year_of(reading)
    return f"{year:04d}-Q{quarter}" if year else quarter_without_year(reading.context, quarter, reading.tense)


def _half(reading: Reading) -> str:
    year = _year_of(reading) or (reading.context.published.year if reading.context.published else None)
    return f"{year:04d}-H{1 if reading.get('half').startswith('перв') else 2}" if year else ""


def _reference(value: str) -> "_Reference":
    return _Reference(value)


class _Reference:
    """A handler that always gives the same value."""

    def __init__(self, value: str) -> None:
        self._value = value

    def __call__(self, reading: Reading) -> str:
        return self._value


_COUNTED = r"(?P<unit>день|дня|дней|днями|днем|днём|недел[юьией]\w*|неделями|месяц\w*|год(?:а|ом|ами)?|лет)\b"
_ORDINAL_ENDS = ("ый", "ой", "ом", "ого", "ому")
_COUNT_STARTERS = [NUMBER, *(word for word in NUMBERS_RU if word)]
_UNIT_STARTERS = ["день", "днем", "днём", "неделю", "неделей", "месяц", "месяцем", "год", "годом"]

RULES: tuple[Rule, ...] = (
    rule("число", [NUMBER, *WEEKDAY_FORMS_RU],
         rf"(?:{_WEEKDAY},?\s+)?(?P<day>[0-3]?\d)(?:-?(?:го|е|му|м))?\s+{_MONTH}{_WITH_YEAR}{_PART}", _calendar_day),
    rule("месяц", MONTH_FORMS_RU, rf"{_MONTH}{_WITH_YEAR}", _month),
    rule("день недели", [*WEEKDAY_FORMS_RU, *_WHICH_STARTERS], rf"(?:{_WHICH}\s+)?{_WEEKDAY}{_PART}", _weekday),
    rule("вчера", "сегодня вчера завтра позавчера послезавтра накануне",
         rf"(?P<word>сегодня|вчера|завтра|позавчера|послезавтра|накануне)\b{_PART}", _relative_day),
    rule("прошлая неделя", _WHICH_STARTERS, rf"{_WHICH}\s+(?P<unit>недел[еюиьяй]+|месяц(?:е|а|у)?|год(?:а|у|ом)?"
        rf"|квартал[еау]?|выходны[ех])\b", _unit),
    rule("год", [NUMBER], rf"(?P<year>{_YEAR})(?:{_YEAR_WORD})", _year),
    rule("десятилетие", [NUMBER], r"(?P<year>(?:1[5-9]|20)\d)0-(?:е|х|м)\b(?:\s+год(?:ы|ов|ах|ам)\b)?", _year),
    rule("век", [word.lower() for word in _ROMAN], rf"(?P<roman>{words_of(_ROMAN)})\s+(?:век[а-я]*\b|в\.)",
         lambda reading: f"{_ROMAN[reading.get('roman').upper()] - 1:02d}"),
    rule("время года", [*SEASON_FORMS_RU], rf"(?P<season>{words_of(SEASON_FORMS_RU)}){_WITH_YEAR}", _season),
    rule("прошлым летом", _WHICH_STARTERS, rf"{_WHICH}\s+(?P<season>{words_of(SEASON_FORMS_RU)})\b", _season),
    rule("назад", [*_COUNT_STARTERS, *_UNIT_STARTERS],
         rf"(?:(?P<n>\d{{1,3}}|{words_of(word for word in NUMBERS_RU if word)})\s+)?{_COUNTED}\s+(?P<relation>назад"
         rf"|ранее|раньше|спустя)\b", _ago),
    rule("тот же день", "тот этот на следующий тем том",
         rf"(?:тот\s+же|этот(?:\s+же)?|(?:на\s+)?(?P<which>следующий))\s+день\b{_PART}", _same_day),
    rule("тем же вечером", "тем", r"тем\s+же\s+(?P<part>утром|вечером)\b", _same_day),
    rule("квартал", [NUMBER, "i", "ii", "iii", "iv", *(stem + end for stem in ("перв", "втор", "четверт") for end in _ORDINAL_ENDS),
                     "третий", "третьем", "третьего", "третьему"],
         rf"(?P<q>перв[а-я]+|втор[а-я]+|трет[а-я]+|четв[её]рт[а-я]+|iv|i{{1,3}}|[1-4](?:-?(?:й|го"
         rf"|м))?)\s+квартал[а-я]*\b{_WITH_YEAR}", _quarter),
    rule("полугодие", "первое первом первого второе втором второго", rf"(?P<half>перв|втор)[а-я]+\s+(?:полугоди[а-я]+"
        rf"|половин[а-я]+\s+года)\b{_WITH_YEAR}", _half),
    rule("сейчас", "сейчас ныне теперь", r"(?:сейчас|ныне|теперь)\b", _reference("PRESENT_REF")),
    rule("недавно", "недавно", r"недавно\b", _reference("PAST_REF")),
    rule("скоро", "скоро вскоре", r"(?:скоро|вскоре)\b(?!\s+после)", _reference("FUTURE_REF")),
)  # fmt: skip
