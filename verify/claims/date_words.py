"""The words that name days, months, parts of the day and stretches of time, in English and Russian."""

from verify.claims.word_lists import words

MONTHS_EN = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS_EN = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
NUMBERS_EN = {
    "a": 1,
    "an": 1,
    **{
        name: number
        for number, name in enumerate(
            words("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""),
            start=1,
        )
    },
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "a hundred": 100,
    "a couple of": 2,
}
TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS_EN = {
    name: number
    for number, name in enumerate(
        words("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
    twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""),
        start=1,
    )
}
QUARTERS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS_EN = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
DAY_PARTS_EN = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "midday": "T12:00",
    "noon": "T12:00",
    "midnight": "T24:00",
}
FEASTS_EN = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st. patrick's day": (3, 17),
    "halloween": (10, 31),
    "bastille day": (7, 14),
}

MONTHS_RU = {
    stem: number
    for number, stem in enumerate(
        words("""
    январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр
"""),
        start=1,
    )
}
MONTH_FORMS_RU = {
    form: number
    for stem, number in MONTHS_RU.items()
    for form in (
        [stem + ending for ending in ("", "а", "е", "ом", "у")]
        if stem in {"март", "август"}
        else [stem + ending for ending in ("й", "я", "е", "ем", "ю")]
        if stem == "ма"
        else [stem + ending for ending in ("ь", "я", "е", "ем", "ю")]
    )
}
WEEKDAY_FORMS_RU = {
    form: number
    for number, forms in enumerate(
        (
            "понедельник понедельника понедельнику понедельником",
            "вторник вторника вторнику вторником",
            "среда среду среды среде средой",
            "четверг четверга четвергу четвергом",
            "пятница пятницу пятницы пятнице пятницей",
            "суббота субботу субботы субботе субботой",
            "воскресенье воскресенья воскресенью воскресеньем",
        )
    )
    for form in forms.split()
}
NUMBERS_RU = {
    "": 1,
    "пару": 2,
    **{
        form: number
        for number, forms in {
            1: "один одну одна одним одной",
            2: "два две двумя двух",
            3: "три тремя трёх трех",
            4: "четыре четырьмя четырёх четырех",
            5: "пять пятью пяти",
            6: "шесть шестью шести",
            7: "семь семью семи",
            8: "восемь восемью восьмью восьми",
            9: "девять девятью девяти",
            10: "десять десятью десяти",
            11: "одиннадцать",
            12: "двенадцать",
            20: "двадцать",
            30: "тридцать",
        }.items()
        for form in forms.split()
    },
}
SEASON_FORMS_RU = {
    form: season
    for season, forms in {
        "SP": "весна весной весну весны",
        "SU": "лето летом лета",
        "FA": "осень осенью осени",
        "WI": "зима зимой зиму зимы",
    }.items()
    for form in forms.split()
}
DAY_PARTS_RU = {
    "утром": "TMO",
    "утра": "TMO",
    "днём": "TAF",
    "днем": "TAF",
    "вечером": "TEV",
    "вечера": "TEV",
    "ночью": "TNI",
}
ORDINALS_RU = {
    stem: number for number, stem in enumerate("перв втор треть четвёрт четверт".replace("четвёрт ", "").split(), 1)
}
