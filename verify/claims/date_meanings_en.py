"""What English expressions of time mean: the handlers of the rules in dates_en."""

import re
from datetime import timedelta

from verify.claims.date_context import day_without_year, month_without_year, quarter_without_year, weekday_near
from verify.claims.date_reading import Reading
from verify.claims.date_values import day_value, moved, unit_around
from verify.claims.date_words import (
    DAY_PARTS_EN,
    FEASTS_EN,
    MONTHS_EN,
    NUMBERS_EN,
    ORDINALS_EN,
    QUARTERS_EN,
    SEASONS_EN,
    TENS_EN,
    WEEKDAYS_EN,
)

_STEPS = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1}


_MEASURES = re.compile(
    r"\s*-?(?:people|troops|soldiers|men|women|children|civilians|workers|shares|points|miles|km|kilomet|metre|meter|feet|"
    r"dollars|euros|pounds|rubles|roubles|tons|tonnes|votes|jobs|homes|houses|cases|deaths|million|billion|percent|per cent|"
    r"rpm|mph|square|cubic|sq|metric|degrees|students|members|prisoners|refugees|vehicles|tanks|drones|missiles|years|days)",
    re.I,
)


_YEAR_LED = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|before|after|for|between|through|and|to|the|its|his|her|their|our|early|late|"
    r"mid|year|spring|summer|autumn|fall|winter|fiscal|or|circa|back)[\s-]+$|[('–]$|\b(?:1[5-9]|20)\d\d-$",
    re.I,
)


_NOT_A_WEEKDAY = re.compile(
    r"\b(?:news|black|good|bloody|super|easter|ash|palm|cyber|holy|fat|every|each|most|usual)\s+$", re.I
)


_NOT_A_NEWSPAPER = re.compile(
    r"\s+(?:times|telegraph|mirror|mail|herald|post|night\s+live|night\s+football|school)\b", re.I
)


_MONTH_LED = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|before|after|for|between|through|and|to|this|last|next|early|late|mid|"
    r"earlier|later|until|every|past|or)[\s-]+$",
    re.I,
)


def _day_of_month(reading: Reading) -> int:
    return ORDINALS_EN.get(reading.get("ordinal")) or int(reading.get("day") or 0)


def _capital(reading: Reading, group: str) -> bool:
    return (reading.match.group(group) or "A")[0].isupper()


def part(reading: Reading, value: str) -> str:
    part = DAY_PARTS_EN.get(reading.get("part"), "")
    return value + part if part and len(value) == 10 else value


def calendar_day(reading: Reading) -> str:
    """ "Wednesday, March 12", "12 March 2024", "March eighth"."""
    if not _is_written(reading):
        return ""
    month, day = MONTHS_EN[reading.get("month")], _day_of_month(reading)
    if reading.get("year"):
        there = day_value(int(reading.get("year")), month, day)
        return part(reading, there.isoformat()) if there else ""
    if (month, day) == (9, 11) and re.search(r"attack|terror|hijack", reading.after + reading.before, re.I):
        return "2001-09-11"
    there = day_value(told, month, day) if (told := _year_told(reading)) else None
    return part(reading, there.isoformat() if there else day_without_year(reading.context, month, day, reading.tense))


def _is_written(reading: Reading) -> bool:
    """Whether the month is written as one: small letters only where no other word is spelled so."""
    return _capital(reading, "month") or reading.get("month") not in {
        "may",
        "march",
        "mar",
        "jan",
        "dec",
        "sep",
        "august",
    }


def _year_told(reading: Reading) -> int:
    """The year of the date just before in the sentence, where it is another than the article's and its neighbours; else 0."""
    here, published = reading.context.last, reading.context.published
    if len(here) not in {7, 10} or not here[:4].isdigit() or not here[5:].replace("-", "").isdigit():
        return 0
    between = reading.text[reading.context.last_end : reading.match.start()]
    if len(between) > 60 or re.search(r"[.!?\n]\s", between):
        return 0
    return 0 if published and abs(int(here[:4]) - published.year) <= 1 else int(here[:4])


def month(reading: Reading) -> str:
    """ "August 1988", "in February", "last May". "May" and "march" alone are mostly other words."""
    name, year = reading.get("month"), reading.get("year")
    if not _is_written(reading):
        return ""
    if year:
        return f"{year}-{MONTHS_EN[name]:02d}"
    if name in {"may", "march", "mar", "jan", "dec", "sep", "august", "april", "june"} and not _is_month(reading):
        return ""
    which = reading.get("which")
    published = reading.context.published
    if which and published:
        month, same = MONTHS_EN[name], MONTHS_EN[name] == published.month
        ahead = _STEPS.get(which, 0)
        back = published.year - (month > published.month or same)
        ahead_year = published.year + (month < published.month or same)
        return f"{ahead_year if ahead > 0 else back if ahead < 0 else published.year:04d}-{month:02d}"
    if told := _year_told(reading):
        return f"{told}-{MONTHS_EN[name]:02d}"
    return month_without_year(reading.context, MONTHS_EN[name], reading.tense)


def _is_month(reading: Reading) -> bool:
    """Whether a month's name that is a person's or a word as well stands where a month would."""
    if len(reading.match.group()) > len(reading.match["month"]):
        return True
    if re.match(r"\s+[A-Z][a-z]", reading.after) or reading.after.startswith("-"):
        return False
    return bool(_MONTH_LED.search(reading.before)) or reading.get("month") in {"august", "april", "june"}


def weekday(reading: Reading) -> str:
    """ "Tuesday", "last Wednesday", "Friday night"; not "every Monday", not "Black Friday", not "The Sunday Times"."""
    if _NOT_A_WEEKDAY.search(reading.before) or _NOT_A_NEWSPAPER.match(reading.after):
        return ""
    which, weekday = reading.get("which"), WEEKDAYS_EN[reading.get("weekday")]
    context = reading.context
    if which in {"last", "past", "previous", "this past"}:
        return part(reading, weekday_near(context, weekday, -1, back=True))
    if which:
        value = weekday_near(context, weekday, 1)
        same = context.published is not None and value == context.published.isoformat()
        return part(reading, moved(value, "week", 1) if which == "next" and same else value)
    return part(reading, weekday_near(context, weekday, reading.tense))


def relative_day(reading: Reading) -> str:
    """ "today", "late yesterday", "tomorrow morning", "last night", "this afternoon", "tonight"."""
    published = reading.context.published
    if published is None:
        return ""
    word = " ".join(reading.get("word").split())
    steps = {"yesterday": -1, "last": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    try:
        value = (published + timedelta(days=steps.get(word, 0))).isoformat()
    except OverflowError:
        return ""
    return value + "TNI" if word == "tonight" else part(reading, value)


def unit(reading: Reading) -> str:
    """ "last week", "earlier this month", "next year"; "the next year" after a named year counts from that."""
    published = reading.context.published
    which, unit = " ".join(reading.get("which").split()), reading.get("unit")
    if published is None or _capital(reading, "unit"):
        return ""
    if which == "the same":
        return same(reading)
    if re.search(r"\bthe\s+$", reading.before, re.I) and which in {"next", "previous", "past", "last", "coming"}:
        return "" if which in {"past", "last", "coming"} else following(reading)
    return unit_around(published, unit, _STEPS.get(which, 0))


def same(reading: Reading) -> str:
    """ "that year", "the same day": what was named last, at that precision."""
    near, unit = reading.context.last, reading.get("unit")
    if unit == "day" and reading.context.day:
        return part(reading, reading.context.day.isoformat())
    from_last = moved(near, unit, 0) if near else ""
    size = {"year": 4, "month": 7}.get(unit, 0)
    return from_last[:size] if size and len(from_last) >= size else from_last if unit in {"week", "quarter"} else ""


def following(reading: Reading) -> str:
    """ "the next day", "the following year", "the previous month": counted from what was named last."""
    context, unit = reading.context, reading.get("unit")
    step = -1 if reading.get("which") in {"previous", "preceding"} else 1
    start = context.day if unit == "day" else None
    if unit != "day" and context.last:
        at = same(reading)
        return moved(at, unit, step) if at else ""
    return unit_around(start, "day", step) if start else ""


def ago(reading: Reading) -> str:
    """ "two years ago", "a week earlier", "five months later"."""
    context, unit, relation = reading.context, reading.get("unit"), reading.get("relation")
    n = reading.get("n")
    steps = int(n) if n.isdigit() else NUMBERS_EN.get(n, 0)
    steps = steps if relation in {"later", "from now", "hence", "after that"} else -steps
    near = context.near(reading.match.start())
    if unit in {"hour", "minute"}:
        return ""
    if relation == "ago" and not (near == context.last_quarter and near and unit == "year" and steps == -1):
        return unit_around(context.published, unit, steps) if context.published else ""
    if relation in {"from now", "hence"}:
        return unit_around(context.published, unit, steps) if context.published else ""
    value = moved(near, unit, steps) if near else ""
    if not value and context.day:
        value = unit_around(context.day, unit, steps)
    return value


def quarter(reading: Reading) -> str:
    """ "third quarter", "Q3 2023", "next year's first quarter", "the 1988 second quarter"."""
    word = reading.get("q") or reading.get("q2")
    quarter = QUARTERS_EN.get(word) or int(word[-1])
    year = reading.get("year") or reading.get("year2")
    if year:
        return f"{year}-Q{quarter}"
    which = reading.get("which") or reading.get("which2")
    if which and reading.context.published:
        return f"{reading.context.published.year + _STEPS.get(which, 0):04d}-Q{quarter}"
    return quarter_without_year(reading.context, quarter, reading.tense)


def half(reading: Reading) -> str:
    half = {"first": 1, "second": 2}[reading.get("half")]
    year = reading.get("year") or (f"{reading.context.published.year:04d}" if reading.context.published else "XXXX")
    return f"{year}-H{half}"


def business_quarter(reading: Reading) -> str:
    """ "the latest quarter", "the year-ago quarter", "the 1988 quarter": the quarter the report is about."""
    context = reading.context
    if not context.published:
        return ""
    about = context.last_quarter or unit_around(context.published, "quarter", -1)
    if reading.get("year"):
        return f"{reading.get('year')}-{about[5:]}"
    return moved(about, "year", -1) if reading.get("back") or reading.get("back2") else about


def season(reading: Reading) -> str:
    season, year = SEASONS_EN[reading.get("season")], _in_figures(reading)
    published = reading.context.published
    if year or not published:
        return f"{year}-{season}" if year else ""
    here = {"SP": 3, "SU": 6, "FA": 9, "WI": 1}[season]
    steps = _STEPS.get(" ".join(reading.get("which").split()), 0)
    if steps > 0:
        return f"{published.year + (published.month >= here):04d}-{season}"
    if steps < 0:
        return f"{published.year - (published.month < here + 3):04d}-{season}"
    return f"{published.year:04d}-{season}"


def _in_figures(reading: Reading) -> str:
    """The year of a season, in figures or in words ("nineteen ninety-four")."""
    if "century" in reading.match.groupdict() and reading.get("century"):
        return spelled_year(reading)
    return reading.get("year")


def year(reading: Reading) -> str:
    """A number of four digits that is a year: not counted, not measured, not part of another number."""
    year = int(reading.match["year"][:4])
    before, led = reading.before, _YEAR_LED.search(reading.before)
    if _MEASURES.match(reading.after) or re.search(r"(?:[$€£¥₽#/:.,]|\bNo\.?\s|\d\s|(?<!\d\d\d)\d-)$", before):
        return ""
    if re.match(r"-\d(?!\d{3}\b)|/", reading.after) and not re.match(r"[-/]\d\d\b", reading.after):
        return ""
    if not led and (year > 2049 or year < 1800 or re.search(r"[A-Za-z]-$", before)):
        return ""
    counted = re.match(
        r"\s+(?!(?:was|is|has|elections|games|olympics|results|sales|earnings)\b)[a-z]{3,}s\b", reading.after
    )
    return "" if counted and not led else f"{year:04d}"


def spelled_year(reading: Reading) -> str:
    century = {"eighteen": 18, "nineteen": 19, "twenty": 20}[reading.get("century")]
    rest = TENS_EN.get(reading.get("tens"), 0) + (NUMBERS_EN.get(reading.get("ones"), 0) if reading.get("ones") else 0)
    return f"{century}{rest:02d}"


def decade(reading: Reading) -> str:
    digits = reading.get("digits")
    if reading.before.endswith(("$", "€", "£")):
        return ""
    return digits[:3] if len(digits) == 4 else f"19{digits[0]}" if int(digits) >= 30 else f"20{digits[0]}"


def century(reading: Reading) -> str:
    number = ORDINALS_EN.get(reading.get("ordinal")) or int(reading.get("day") or 0)
    return f"{number - 1:02d}" if 1 <= number <= 22 else ""


def feast(reading: Reading) -> str:
    month, day = FEASTS_EN[" ".join(reading.get("feast").split())]
    if reading.get("year"):
        return f"{reading.get('year')}-{month:02d}-{day:02d}"
    return day_without_year(reading.context, month, day, reading.tense)


def bare_unit(reading: Reading) -> str:
    """ "for the year", "of the month", "over the weekend": the running one; a weekend is the one just past unless it will be."""
    published = reading.context.published
    if not published:
        return ""
    steps = 0
    if reading.get("unit") == "weekend" and published.weekday() < 5:
        steps = 0 if reading.tense > 0 else -1
    elif reading.get("unit") == "week" and published.weekday() == 0 and reading.tense < 0:
        steps = -1
    return unit_around(published, reading.get("unit"), steps)


def always(value: str) -> "_Constant":
    return _Constant(value)


class _Constant:
    """A handler that always gives the same value."""

    def __init__(self, value: str) -> None:
        self._value = value

    def __call__(self, reading: Reading) -> str:
        return self._value


def then(reading: Reading) -> str:
    return reading.context.near(reading.match.start())


def now(reading: Reading) -> str:
    return "" if re.search(r"\b(?:until|then|by)[\s-]$", reading.before, re.I) else "PRESENT_REF"


def soon(reading: Reading) -> str:
    return "" if re.match(r"\s+(?:after|as|before|became|to\s+be)\b", reading.after) else "FUTURE_REF"
