"""Calendar arithmetic on ISO and TimeML values ("2024-03-12", "2024-W11", "2024-Q1", "2024-SU", "202" for the 2020s)."""

import re
from datetime import date, timedelta

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_REFERENCES = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
_SHAPES = (
    ("reference", re.compile(r"[A-Z]+_REF")),
    ("time", re.compile(r"[\dXW-]+T.+")),
    ("weekend", re.compile(r"[\dX]{4}-W\d\d-WE")),
    ("day", re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")),
    ("week", re.compile(r"[\dX]{4}-W[\dX]{2}")),
    ("quarter", re.compile(r"[\dX]{4}-Q[\dX]")),
    ("half-year", re.compile(r"[\dX]{4}-H[12]")),
    ("season", re.compile(r"[\dX]{4}-(?:SP|SU|FA|WI)")),
    ("month", re.compile(r"[\dX]{4}-[\dX]{2}")),
    ("year", re.compile(r"[\dX]{4}")),
    ("decade", re.compile(r"\d{3}")),
    ("century", re.compile(r"\d{2}")),
)
_MONTHS_OF_SEASON = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def precision_of(value: str) -> str:
    """ "day", "month", "year", … of a value; "reference" for PRESENT_REF and its kin; "" where the value has no known shape."""
    return next((name for name, shape in _SHAPES if shape.fullmatch(value)), "")


def day_value(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """ "YYYY-MM" where ``month`` may lie outside 1..12 and then carries into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def quarter_value(year: int, quarter: int) -> str:
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return f"{year:04d}-Q{quarter}"


def unit_around(day: date, unit: str, steps: int) -> str:
    """The day, week, weekend, month, quarter, year, decade or century ``steps`` after that of ``day``."""
    if unit in {"day", "week", "weekend"}:
        return _days_around(day, unit, steps)
    years = {"year": 1, "decade": 10, "century": 100}
    if unit in years:
        year = max(1, day.year + steps * years[unit])
        return f"{year:04d}"[: {"year": 4, "decade": 3, "century": 2}[unit]]
    if unit == "quarter":
        return quarter_value(day.year, (day.month - 1) // 3 + 1 + steps)
    return month_value(day.year, day.month + steps)


def _days_around(day: date, unit: str, steps: int) -> str:
    try:
        moved = day + timedelta(days=steps if unit == "day" else 7 * steps)
    except OverflowError:
        return ""
    if unit == "day":
        return moved.isoformat()
    return week_value(moved) + ("-WE" if unit == "weekend" else "")


def moved(value: str, unit: str, steps: int) -> str:
    """``value`` moved by ``steps`` units at its own precision where that is finer; "" where it cannot be moved."""
    quarter = _QUARTER.fullmatch(value)
    if quarter and unit in {"year", "quarter"}:
        return quarter_value(int(quarter[1]), int(quarter[2]) + steps * (4 if unit == "year" else 1))
    start = first_day(value)
    if start is None:
        return ""
    precision = precision_of(value)
    if unit == "year" and precision in {"day", "time"}:
        there = day_value(start.year + steps, start.month, start.day)
        return there.isoformat() if there else f"{start.year + steps:04d}"
    if unit in {"year", "month"} and precision == "month":
        return month_value(
            start.year + (steps if unit == "year" else 0), start.month + (steps if unit == "month" else 0)
        )
    if unit in {"day", "week"} and precision not in {"day", "time", "week"}:
        return ""
    if unit == "week" and precision != "week":
        return _days_around(start, "day", 7 * steps)
    return unit_around(start, unit, steps)


def first_day(value: str) -> date | None:
    """The first day of what ``value`` names; None for references and values with unknown parts."""
    if value in _REFERENCES or "X" in value:
        return None
    head = value.split("T")[0]
    try:
        if "-W" in head and precision_of(head) in {"week", "weekend"}:
            return date.fromisocalendar(int(head[:4]), int(head[6:8]), 1)
        quarter = _QUARTER.fullmatch(head)
        if quarter:
            return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
        if head[5:] in _MONTHS_OF_SEASON:
            return date(int(head[:4]), _MONTHS_OF_SEASON[head[5:]], 1)
        parts = [int(part) for part in head.split("-")] if len(head) >= 4 else []
        return date(*[*parts, 1, 1][:3]) if parts else None
    except ValueError:
        return None
