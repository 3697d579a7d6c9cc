"""Lines that are only a date ("Published: Wednesday, 13 March 2024, 14:05 GMT") and the day they name."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января янв",
            "february feb февраля фев",
            "march mar марта мар",
            "april apr апреля апр",
            "may мая май",
            "june jun июня июн",
            "july jul июля июл",
            "august aug августа авг",
            "september sept sep сентября сен",
            "october oct октября окт",
            "november nov ноября ноя",
            "december dec декабря дек",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PREFIX = (
    r"(?:(?:first |last )?(?:published|updated|posted|modified|date|опубликовано|обновлено|дата)(?: on| at)?\s*:?\s*)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|[а-я]{5,11},\s+)?"
_TIME = (
    r"(?:(?:,|\s+at|\s+в|\s*[-–—|·•])?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5}|UTC[+-]\d+)?)?"
)
_ISO_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_NAMED = (
    rf"(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})",
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})(?:\s*(?:года|г\.))?",
)
_NUMERIC = (
    rf"(?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}}){_ISO_TIME}",
    r"(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})",
)
_LINE = re.compile(
    rf"{_PREFIX}(?:{_WEEKDAY}(?:{'|'.join(_NAMED)}){_TIME}|{_TIME}\s*,?\s*(?:{'|'.join(_NUMERIC)}){_TIME})\.?".replace(
        "?P<", "?P<"
    ),
    re.I,
)


def day_of_line(line: str) -> date | None:
    """The day, where the whole line is a date with no more than a word like "Published", a weekday and a time."""
    line = " ".join(line.split())
    match = _LINE.fullmatch(line) if 6 <= len(line) <= 90 else None
    if not match:
        return None
    for number in "1234":
        year, month, day = (match.group(part + number) for part in "ymd")
        if year:
            value = _MONTHS.get(month.lower().rstrip(".")) or int(month)
            try:
                return date(int(year), value, int(day))
            except ValueError:
                return None
    return None


def day_of_stamp(stamp: str) -> date | None:
    """The day of an ISO time stamp or of a written date, as pages give it in their head."""
    try:
        return date.fromisoformat(stamp.strip()[:10])
    except ValueError:
        return day_of_line(stamp)
