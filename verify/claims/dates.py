"""Dates and times in a text with their ISO or TimeML values, read against the article's own day.

Values keep the precision written: "2024-03-12", "2024-03", "2024", "2024-W11", "2024-Q1", "2024-SU" (summer), "202" (the
2020s), "2024-03-12T18:00", "2024-03-12TMO" (morning), and PRESENT_REF, PAST_REF, FUTURE_REF for "now", "recently", "soon".
What the text and the day leave open is X ("XXXX-03-12"). Durations, ages and repeated times are no dates.
The notation is TimeML's TIMEX3 (ISO 24617-1).
"""

import re
from dataclasses import dataclass
from datetime import date

from verify.claims import dates_en, dates_ru, dates_written
from verify.claims.date_context import Context
from verify.claims.date_reading import NUMBER, Reading, Rule
from verify.claims.date_values import day_value, precision_of
from verify.claims.date_words import WEEKDAY_FORMS_RU, WEEKDAYS_EN
from verify.claims.plain_text import swapped

__all__ = ["DateMention", "find_dates"]

_LEVEL = {**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("‐‑‒–", "-"), **dict.fromkeys("\u00a0\u202f\u2009", " ")}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RANGE_BEFORE = re.compile(r"(?<![\d.,:$-])([0-3]?\d)(?:st|nd|rd|th|-?го)?(?:\s*-\s*|\s+(?:to|and|or|по|и|или|на)\s+)$")
_RANGE_AFTER = re.compile(r"(?:\s*-\s*|\s+(?:to|and|or)\s+)([0-3]?\d)(?:st|nd|rd|th)?(?![\w%:]|[.,]\d|\s+[a-z]{3,}s\b)")
_BETWEEN_DAY_AND_TIME = re.compile(
    r",?\s*(?:(?:at|around|about|by|from|on|до|после|около|в|of|,)\s*)*(?:the\s+)?", re.I
)
_NAMES_OF_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO_DAY = 10
_HOURS = {"clock", "hour of half a day", "noon"}
_WITH_DAY = {"calendar day", "day before month", "число"}
_COMPARED = {"ago", "quarter of a report"}


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time: ``text[start:end]`` of what was searched, its value, the value's precision ("day", "week", …),
    a sentence where the weekday written is not that day's, else "", and the name of the rule that found it."""

    start: int
    end: int
    text: str
    value: str
    precision: str
    weekday_mismatch: str = ""
    rule: str = ""


def _by_starter(rules: tuple[Rule, ...]) -> dict[str, list[Rule]]:
    table: dict[str, list[Rule]] = {}
    for each in rules:
        for word in each.starters:
            table.setdefault(word, []).append(each)
    return table


_WORDED = _by_starter((*dates_en.RULES, *dates_ru.RULES, *dates_written.RULES))
_FIGURES_ONLY = _by_starter(dates_written.RULES)
_WORDED_LANGUAGES = {"en", "ru", "uk", "be", "und", ""}


def find_dates(text: str, *, published_on: date | None, language: str) -> tuple[DateMention, ...]:
    """Every date and time in ``text``, in order, disjoint. ``published_on``: the article's day; without it relative
    expressions keep open parts. ``language``: ISO 639-1; words are read in English and Russian, figures in any language."""
    levelled = swapped(text, _LEVEL)
    table = _WORDED if language in _WORDED_LANGUAGES else _FIGURES_ONLY
    context = Context(published_on)
    found: list[DateMention] = []
    done = 0
    for word in _WORD.finditer(levelled):
        first = word[0]
        rules = table.get(NUMBER if first[0].isdigit() else first.lower())
        if rules is None or word.start() < done or levelled[word.start() - 1 : word.start()].isalnum():
            continue
        best = _best(rules, levelled, word.start(), context)
        if best is None:
            continue
        reading, value = best
        done = reading.match.end()
        mention = _mention(text, reading, value)
        merged = _merged(text, found[-1], mention) if found else None
        if merged:
            found[-1] = merged
        else:
            found += _with_range(text, levelled, mention, found[-1].end if found else 0)
            done = max(done, found[-1].end)
        context.remember(found[-1].value, done, compared=reading.rule in _COMPARED)
    return tuple(found)


def _best(rules: list[Rule], text: str, start: int, context: Context) -> tuple[Reading, str] | None:
    """The longest match at ``start`` that has a value."""
    matches = [(match, each) for each in rules if (match := each.pattern.match(text, start))]
    for match, each in sorted(matches, key=lambda pair: -pair[0].end()):
        reading = Reading(match, text, context, each.name)
        value = each.handler(reading)
        if value:
            return reading, value
    return None


def _mention(text: str, reading: Reading, value: str) -> DateMention:
    start, end = reading.match.span()
    while end > start and text[end - 1].isspace():
        end -= 1
    return DateMention(start, end, text[start:end], value, precision_of(value), _mismatch(reading, value), reading.rule)


def _with_range(text: str, levelled: str, mention: DateMention, free: int) -> list[DateMention]:
    """The mention, with the other day of "12-14 March" and "March 12-14" before or after it."""
    if mention.precision != "day" or mention.rule not in _WITH_DAY or "X" in mention.value:
        return [mention]
    day = date.fromisoformat(mention.value)
    start = max(free, mention.start - 12)
    earlier = _RANGE_BEFORE.search(levelled[start : mention.start])
    if earlier and 1 <= int(earlier[1]) < day.day:
        return [_other_day(text, start + earlier.start(1), start + earlier.end(1), day, mention.rule), mention]
    later = _RANGE_AFTER.match(levelled, mention.end) if mention.text[-1:].isdigit() else None
    if later and mention.text[:1].isalpha() and day.day < int(later[1]) <= 31 and not re.search(r"\d{4}", mention.text):
        return [mention, _other_day(text, later.start(1), later.end(1), day, mention.rule)]
    return [mention]


def _other_day(text: str, start: int, end: int, day: date, rule: str) -> DateMention:
    there = day_value(day.year, day.month, int(text[start:end]))
    value = there.isoformat() if there else f"{day.year:04d}-{day.month:02d}"
    return DateMention(start, end, text[start:end], value, precision_of(value), "", rule)


def _mismatch(reading: Reading, value: str) -> str:
    """A sentence where the weekday written before a calendar day is not that day's."""
    written = reading.get("weekday")
    if not written or not (reading.get("day") or reading.get("ordinal")) or "X" in value:
        return ""
    named = WEEKDAYS_EN.get(written, WEEKDAY_FORMS_RU.get(written))
    day = date.fromisoformat(value[:_ISO_DAY])
    if named is None or named == day.weekday():
        return ""
    return f"{day.day} {day:%B} {day.year} was a {_NAMES_OF_DAYS[day.weekday()]}, not a {_NAMES_OF_DAYS[named]}: check which is meant."


def _merged(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    """One mention of a day and an hour that stand side by side, in either order."""
    if second.start - first.end > 12 or not _BETWEEN_DAY_AND_TIME.fullmatch(text[first.end : second.start]):
        return None
    day, hour = (first, second) if first.precision == "day" else (second, first)
    if day.precision != "day" or hour.precision != "time" or not _only_hour(hour):
        return None
    value = day.value + hour.value[hour.value.index("T") :]
    mismatch = day.weekday_mismatch
    return DateMention(first.start, second.end, text[first.start : second.end], value, "time", mismatch, day.rule)


def _only_hour(mention: DateMention) -> bool:
    """Whether the mention names an hour and leaves the day to the text around it."""
    return mention.rule in _HOURS
