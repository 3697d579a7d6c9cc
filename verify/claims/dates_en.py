"""English expressions of time. Each rule names the words that may start it, its pattern and what it means."""

from verify.claims.date_meanings_en import (
    ago,
    always,
    bare_unit,
    business_quarter,
    calendar_day,
    century,
    decade,
    feast,
    following,
    half,
    month,
    now,
    part,
    quarter,
    relative_day,
    same,
    season,
    soon,
    spelled_year,
    then,
    unit,
    weekday,
    year,
)
from verify.claims.date_reading import NUMBER, Rule, rule, words_of
from verify.claims.date_values import unit_around
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

_FULL_MONTH = words_of(word for word in MONTHS_EN if len(word) > 4 or word in {"june", "july", "may"})


_SHORT_MONTH = words_of(word for word in MONTHS_EN if len(word) <= 4 and word not in {"june", "july", "may"})


_MONTH = rf"(?P<month>(?:{_FULL_MONTH})\b|(?:{_SHORT_MONTH})\b\.?)"


_FULL_WEEKDAY = words_of(word for word in WEEKDAYS_EN if word.endswith("day"))


_WEEKDAY = (
    rf"(?P<weekday>(?:{_FULL_WEEKDAY})\b|(?:{words_of(word for word in WEEKDAYS_EN if not word.endswith('day'))})\b\.?)"
)


_DAY = rf"(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?|(?P<ordinal>{words_of(ORDINALS_EN)}))(?![\w%]|[.,:]\d)"


_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\w%]|[.,:]\d)"


_WITH_YEAR = rf"(?:,?\s+(?:in\s+)?(?P<year>{_YEAR}))?"


_PART = rf"(?:\s+(?P<part>{words_of(DAY_PARTS_EN)})\b(?!s))?"


_SHIFT = r"(?:early|late|later|earlier)"


_ABOUT = r"(?:(?:nearly|almost|about|around|over|roughly|some|just|exactly|at least|(?:more|less) than)\s+)?"


_COUNT = rf"(?:(?P<n>\d{{1,3}}|{words_of(NUMBERS_EN)})(?:\s+and\s+a\s+half)?)"


_UNIT = r"(?P<unit>year|month|week|weekend|day|quarter|decade|century|hour|minute)"


_MODIFIED = r"(?P<which>last|next|this\s+past|this\s+coming|this|past|previous|coming|current|the\s+same)"


_COUNT_STARTERS = [NUMBER, *(word.split()[0] for word in NUMBERS_EN)]


_ABOUT_STARTERS = [
    "nearly",
    "almost",
    "about",
    "around",
    "over",
    "roughly",
    "some",
    "just",
    "exactly",
    "at",
    "more",
    "less",
]


_WHICH_STARTERS = ["last", "next", "this", "past", "previous", "coming", "current", "early", "late", "later", "earlier"]


_ORDINAL_STARTERS = {word.split("-")[0] for word in ORDINALS_EN}


_WITH_TENS = (
    rf"(?P<century>eighteen|nineteen|twenty)[\s-](?P<tens>{words_of(TENS_EN)})"
    r"(?:-(?P<ones>one|two|three|four|five|six|seven|eight|nine))?\b"
)


RULES: tuple[Rule, ...] = (
    rule("calendar day", [*MONTHS_EN, *WEEKDAYS_EN, "this"],
         rf"(?:(?:this\s+coming\s+)?{_WEEKDAY},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}{_WITH_YEAR}{_PART}", calendar_day),
    rule("day before month", [NUMBER, "the", *WEEKDAYS_EN, *_ORDINAL_STARTERS],
         rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of|\s+day\s+of)?\s+{_MONTH}{_WITH_YEAR}{_PART}", calendar_day),
    rule("month", [*MONTHS_EN, *_WHICH_STARTERS, "mid"],
         rf"(?:{_SHIFT}\s+)?(?:mid-)?(?:{_MODIFIED}\s+)?{_MONTH}(?:(?:,|\s+of)?\s+(?P<year>{_YEAR}))?(?!\s*\d)", month),
    rule("weekday", [*WEEKDAYS_EN, *_WHICH_STARTERS],
         rf"(?:{_SHIFT}\s+(?:on\s+)?)?(?:{_MODIFIED}\s+)?(?P<weekday>{_FULL_WEEKDAY})\b{_PART}(?!\s+(?:night|morning|evening|afternoon)s)",
         weekday),
    rule("relative day", "today yesterday tomorrow tonight early late later earlier the mid",
         rf"(?:{_SHIFT}\s+|mid-\w+\s+)?(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today"
         rf"|yesterday|tomorrow|tonight)\b{_PART}",
         relative_day),
    rule("part of this day", "last this early late later earlier",
         rf"(?:{_SHIFT}\s+)?(?P<word>last|this)\s+(?P<part>{words_of(DAY_PARTS_EN)})\b", relative_day),
    rule("unit", [*_WHICH_STARTERS, "the", "sometime"],
         rf"(?:sometime\s+)?(?:{_SHIFT}\s+)?{_MODIFIED}\s+(?:fiscal\s+|calendar\s+)?{_UNIT}\b(?!-)(?!s)", unit),
    rule("that unit", "that later earlier",
         rf"(?:{_SHIFT}\s+)?that(?:\s+same)?\s+(?P<unit>day|week|month|quarter|year)\b(?!s)", same),
    rule("the same day", "later earlier the same", rf"(?:{_SHIFT}\s+)?(?:the\s+)?same\s+(?P<unit>day|week|month|quarter|year)\b", same),
    rule("part of that day", "that later earlier",
         rf"(?:{_SHIFT}\s+)?that\s+(?:same\s+)?(?P<part>morning|afternoon|evening|night)\b",
         lambda reading: part(reading, reading.context.day.isoformat()) if reading.context.day else ""),
    rule("the day", "the",
         r"the\s+(?P<which>next|following|previous|preceding)\s+(?P<unit>day|week|month|quarter|year)\b(?!-)(?!s)", following),
    rule("the day around", "the",
         r"the\s+(?P<unit>day)\s+(?:(?P<which>before|after)(?=\s*[.,;:\n)\"'])|earlier)",
         lambda reading: unit_around(day, "day", 1 if reading.get("which") == "after" else -1)
         if (day := reading.context.day) else ""),
    rule("ago", [*_COUNT_STARTERS, *_ABOUT_STARTERS],
         rf"{_ABOUT}{_COUNT}[\s-]+{_UNIT}s?\s+(?P<relation>ago|earlier|later|from\s+now|hence|after\s+that)\b", ago),
    rule("compared with a year ago", "the year", r"(?:the\s+)?year-(?:ago|earlier)\b(?!\s+(?:quarter|period))",
         lambda reading: unit_around(reading.context.published, "year", -1) if reading.context.published else ""),
    rule("quarter of a year", [*QUARTERS_EN, NUMBER, "the", "last", "next", "this", "q", "fiscal"],
         rf"(?:the\s+)?(?:(?P<year2>{_YEAR})(?:'s)?\s+|(?P<which2>last|next|this)\s+year's\s+)?(?:fiscal[\s-]+)?"
         rf"(?:(?P<q>{words_of(QUARTERS_EN)})[\s-]quarter\b(?!-?final)|(?P<q2>q[1-4])\b)"
         rf"(?:\s+(?:of\s+|in\s+)?(?:fiscal\s+)?(?:(?P<year>{_YEAR})|(?P<which>last|next|this)\s+year))?", quarter),
    rule("half of a year", "first second the",
         rf"(?:the\s+)?(?P<half>first|second)[\s-]half(?:\s+of\s+(?:(?P<year>{_YEAR})|(?:the|this)\s+year)"
         rf"|(?=\s+(?:profit|results|earnings|sales|revenue)))",
         half),
    rule("quarter of a report", ["the", NUMBER],
         rf"(?:the\s+)(?:(?P<back>year-ago|year-earlier|year\s+ago)\s+(?:quarter|period)|(?:latest|most\s+recent"
         rf"|just-ended)\s+(?:quarter|period)|(?P<year>{_YEAR})\s+quarter|quarter\s+(?P<back2>a\s+year\s+(?:ago|earlier)))\b",
         business_quarter),
    rule("season", ["the", *SEASONS_EN, *_WHICH_STARTERS],
         rf"(?:{_SHIFT}\s+)?(?:the\s+)?(?:{_MODIFIED}\s+)(?P<season>{words_of(SEASONS_EN)})\b", season),
    rule("season of a year", ["the", *SEASONS_EN],
         rf"(?:the\s+)?(?P<season>{words_of(SEASONS_EN)})\s+(?:of\s+)?(?:(?P<year>{_YEAR})|{_WITH_TENS})", season),
    rule("year", [NUMBER], rf"(?P<year>{_YEAR})", year),
    rule("spelled year", "eighteen nineteen twenty", _WITH_TENS, spelled_year),
    rule("decade", [NUMBER, "the"], r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?'?(?P<digits>(?:1[5-9]|20)\d0|[1-9]0)s\b", decade),
    rule("century", [NUMBER, *_ORDINAL_STARTERS], rf"{_DAY}[\s-]century\b", century),
    rule("feast", [word.split()[0].rstrip(".").split("'")[0] for word in FEASTS_EN],
         rf"(?P<feast>{words_of(FEASTS_EN)})(?:,?\s+(?P<year>{_YEAR}))?\b", feast),
    rule("the attacks", [NUMBER], r"9/11\b", always("2001-09-11")),
    rule("end of the year", "year", r"year(?:'s)?[\s-]end\b",
         lambda reading: unit_around(reading.context.published, "year", 0) if reading.context.published else ""),
    rule("the running unit", "the",
         r"(?<=(?:for|ver|ing|ugh| of| in)\s)the\s+(?P<unit>weekend|week|month|year)\b(?!-)(?!\s+(?:ended|ending|to"
         r"|that|of\s+[a-z]|since|when|before|after|he|she|it|they))",
         bare_unit),
    rule("now", "now right currently current nowadays these at",
         r"(?:right\s+)?now\b|currently\b|current\b|nowadays\b|these\s+days\b|at\s+(?:present|the\s+moment|this\s+moment)\b", now),
    rule("lately", "recently recent past lately in the",
         r"recently\b|past\s+years\b|recent(?:\s+(?:years|months|weeks|days|times))?\b|lately\b"
         r"|(?:in\s+)?the\s+(?:recent\s+)?past\b(?!\s+\w+\s+(?:year|month|week|day|hour|decade|quarter))(?!\s+(?:year"
         r"|month|week|day|few|several|couple|decade|quarter|century|summer|season))",
         always("PAST_REF")),
    rule("years ago", "years months weeks days decades centuries long", r"(?:years|months|weeks|days|decades|centuries"
        r"|long)\s+ago\b", always("PAST_REF")),
    rule("soon", "soon", r"soon\b", soon),
    rule("future", "in the a", r"(?:in\s+)?the\s+(?:near\s+|foreseeable\s+)?future\b|a\s+later\s+(?:date|time)\b", always("FUTURE_REF")),
    rule("then", "until since", r"(?:until|since)\s+then\b", then),
)  # fmt: skip
