"""Dates and hours in figures, in any language: ISO stamps, 12.03.2024, 3/12/2024, 18:00, 5 p.m."""

import re

from verify.claims.date_reading import NUMBER, Reading, Rule, rule
from verify.claims.date_values import day_value

_HOUR_LED = re.compile(
    r"\b(?:at|by|from|until|till|around|about|before|after|past|between|since|в|к|с|до|после|около)\s+$", re.I
)
_HOUR_FOLLOWED = re.compile(
    r"\s*(?:\(?(?:GMT|UTC|EST|EDT|ET|CET|CEST|MSK|BST|EET|PT|PST|PDT)\b|local|hours|Moscow|Kyiv|по |МСК|утра|вечера|дня)",
    re.I,
)


def _iso(reading: Reading) -> str:
    there = day_value(int(reading.get("year")), int(reading.get("month")), int(reading.get("day")))
    if there is None:
        return ""
    hour = reading.get("hour")
    return there.isoformat() + (f"T{hour.upper()}" if hour else "")


def _pointed(reading: Reading) -> str:
    """Day before month, as written with points."""
    there = day_value(_year(reading), int(reading.get("month")), int(reading.get("day")))
    return there.isoformat() if there else ""


def _year(reading: Reading) -> int:
    year = int(reading.get("year"))
    return year if year > 99 else year + (1900 if year >= 50 else 2000)


def _slashed(reading: Reading) -> str:
    """Of the two orders the one the calendar allows, then the one nearer the article's day, then month before day."""
    first, second = int(reading.get("first")), int(reading.get("second"))
    days = [day for pair in ((first, second), (second, first)) if (day := day_value(_year(reading), *pair))]
    published = reading.context.published
    if published:
        days.sort(key=lambda day: abs((day - published).days))
    return days[0].isoformat() if days else ""


def _day_of(reading: Reading) -> str:
    return reading.context.day.isoformat() if reading.context.day else "XXXX-XX-XX"


def _clock(reading: Reading) -> str:
    """ "18:00" where it is an hour and no score, ratio or verse."""
    if not _HOUR_LED.search(reading.before) and not _HOUR_FOLLOWED.match(reading.after):
        return ""
    return f"{_day_of(reading)}T{int(reading.get('hour')):02d}:{reading.get('minute')}"


def _half_day(reading: Reading) -> str:
    hour = int(reading.get("hour"))
    if not 1 <= hour <= 12:
        return ""
    hour = hour % 12 + (12 if reading.get("half").startswith("p") else 0)
    return f"{_day_of(reading)}T{hour:02d}:{reading.get('minute') or '00'}"


def _named_hour(reading: Reading) -> str:
    """ "at noon", "by midnight"."""
    if not _HOUR_LED.search(reading.before):
        return ""
    return f"{_day_of(reading)}T{'24' if reading.match.group().lower() in {'midnight', 'полуночи'} else '12'}:00"


_ZONE = r"(?:\s+(?:GMT|UTC|EST|EDT|ET|CET|CEST|MSK|BST|EET|PT|PST|PDT)\b)?"
RULES: tuple[Rule, ...] = (
    rule("ISO stamp", [NUMBER],
         r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>[0-2]\d:[0-5]\d)(?::\d\d)?(?:Z"
         r"|[+-]\d\d:?\d\d)?)?(?![\d-])", _iso),
    rule("day with points", [NUMBER], r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:19|20)\d\d"
        r"|\d\d)(?![\d.]\d)(?!\d)", _pointed),
    rule("day with strokes", [NUMBER],
         r"(?<![\d/-])(?P<first>[0-3]?\d)(?P<sign>[/-])(?P<second>[0-3]?\d)(?P=sign)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])", _slashed),
    rule("clock", [NUMBER], rf"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\s*[ap]\.?m\b){_ZONE}", _clock),
    rule("hour of half a day", [NUMBER],
         rf"(?<![\d:.$])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?{_ZONE}", _half_day),
    rule("noon", "noon midnight midday полуночи", r"(?:noon|midnight|midday|полуночи)\b", _named_hour),
)  # fmt: skip
