"""The words of numbers, scales, units and people, in English and Russian."""

from verify.claims.word_lists import words

ONES_EN = {
    word: number
    for number, word in enumerate(
        words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""")
    )
}
TENS_EN = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES_EN = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
}
LOOSE_EN = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
"""A plural scale alone ("dozens of people") counts as the least it can mean, and is always approximate."""
PARTS_EN = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixths": 6,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}

_CARDINALS_RU = {
    1: "один одна одно одну одного одной одним",
    2: "два две двух двумя двум двое двоих",
    3: "три трёх трех тремя трём трем трое троих",
    4: "четыре четырёх четырех четырьмя четверо четверых",
    5: "пять пяти пятью пятеро пятерых",
    6: "шесть шести шестью шестеро шестерых",
    7: "семь семи семью семеро семерых",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трёхсот трехсот",
    400: "четыреста четырёхсот четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
CARDINALS_RU = {form: number for number, forms in _CARDINALS_RU.items() for form in forms.split()}
SCALE_STEMS_RU = (
    ("тыс", 1_000),
    ("млн", 1_000_000),
    ("миллион", 1_000_000),
    ("млрд", 1_000_000_000),
    ("миллиард", 1_000_000_000),
    ("трлн", 1_000_000_000_000),
    ("триллион", 1_000_000_000_000),
    ("дюжин", 12),
    ("десятк", 10),
    ("десяток", 10),
    ("сотн", 100),
    ("сотен", 100),
)
LOOSE_RU = {"десятки": 20, "сотни": 200, "тысячи": 2_000, "миллионы": 2_000_000}

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₸": "KZT"}
DOLLARS = {"US": "USD", "C": "CAD", "A": "AUD", "HK": "HKD", "NZ": "NZD", "S": "SGD"}
UNIT_WORDS = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "percentage point": "percentage points",
    "percentage points": "percentage points", "pp": "percentage points",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
    "rubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH", "hryvnyas": "UAH", "yuan": "CNY", "yen": "JPY", "rupees": "INR",
    "pounds sterling": "GBP", "swiss francs": "CHF", "zlotys": "PLN", "zloty": "PLN", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    "rub": "RUB", "uah": "UAH", "cny": "CNY", "chf": "CHF", "lira": "TRY", "liras": "TRY", "tenge": "KZT",
    "pounds": "pounds", "pound": "pounds", "cents": "cents",
    "km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "mile": "miles", "miles": "miles",
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "cm": "cm", "centimeters": "cm", "centimetres": "cm", "mm": "mm",
    "feet": "feet", "foot": "feet", "inches": "inches", "inch": "inches", "yards": "yards",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilos": "kg", "grams": "g", "ton": "tons", "tons": "tons", "tonne": "tonnes",
    "tonnes": "tonnes", "litre": "litres", "litres": "litres", "liters": "litres", "gallons": "gallons", "barrels": "barrels",
    "hectare": "hectares", "hectares": "hectares", "acre": "acres", "acres": "acres", "square kilometers": "km²",
    "square kilometres": "km²", "sq km": "km²", "km²": "km²", "square miles": "square miles", "square meters": "m²",
    "square metres": "m²", "square feet": "square feet", "km/h": "km/h", "kph": "km/h", "mph": "mph",
    "kilometers per hour": "km/h", "kilometres per hour": "km/h", "miles per hour": "mph",
    "degrees": "degrees", "°c": "°C", "°f": "°F", "mw": "MW", "gw": "GW", "megawatts": "MW", "gigawatts": "GW", "kwh": "kWh",
    "second": "seconds", "seconds": "seconds", "minute": "minutes", "minutes": "minutes", "hour": "hours", "hours": "hours",
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks", "month": "months", "months": "months", "year": "years",
    "years": "years", "decades": "decades",
    "процент": "%", "процента": "%", "процентов": "%", "процентами": "%", "п.п": "percentage points",
    "процентных пункта": "percentage points", "процентных пунктов": "percentage points",
    "рубль": "RUB", "рубля": "RUB", "рублей": "RUB", "руб": "RUB", "доллар": "USD", "доллара": "USD", "долларов": "USD",
    "долл": "USD", "евро": "EUR", "гривен": "UAH", "гривны": "UAH", "гривна": "UAH", "фунтов": "GBP", "юаней": "CNY", "иен": "JPY",
    "тенге": "KZT",
    "км": "km", "километр": "km", "километра": "km", "километров": "km", "километрах": "km", "метр": "m", "метра": "m",
    "метров": "m", "метрах": "m", "см": "cm", "сантиметров": "cm", "мм": "mm", "кг": "kg", "килограмм": "kg", "килограммов": "kg",
    "тонна": "tonnes", "тонны": "tonnes", "тонн": "tonnes", "литров": "litres", "литра": "litres", "баррелей": "barrels",
    "гектар": "hectares", "гектара": "hectares", "гектаров": "hectares", "га": "hectares", "кв. км": "km²",
    "квадратных километров": "km²", "кв. м": "m²", "квадратных метров": "m²", "км/ч": "km/h", "градусов": "degrees",
    "градуса": "degrees", "мвт": "MW",
    "секунд": "seconds", "секунды": "seconds", "минут": "minutes", "минуты": "minutes", "минуту": "minutes", "час": "hours",
    "часа": "hours", "часов": "hours", "день": "days", "дня": "days", "дней": "days", "суток": "days", "неделя": "weeks",
    "недели": "weeks", "недель": "weeks", "неделю": "weeks", "месяц": "months", "месяца": "months", "месяцев": "months",
    "год": "years", "года": "years", "лет": "years",
}  # fmt: skip
ABBREVIATED = {"m": "m", "м": "m", "g": "g"}
"""Units of one letter: only right behind a figure."""

PEOPLE_EN = frozenset(
    words("""
    people persons civilians soldiers troops men women children residents villagers victims patients prisoners
    refugees migrants passengers workers employees students teachers journalists reporters protesters
    demonstrators militants fighters rebels officers policemen police hostages migrants doctors nurses families
    citizens voters supporters members lawmakers deputies girls boys killed wounded injured dead missing
    arrested detained displaced casualties servicemen personnel firefighters rescuers pilots sailors inmates
    suspects gunmen attackers survivors evacuees pensioners teenagers adults conscripts reservists volunteers
    activists athletes person civilian soldier man woman child resident officer teenager girl boy
""")
)
PEOPLE_STEMS_RU = tuple(
    words("""
    человек люд жител граждан солдат военнослужащ военн дет детей ребен ребён женщин мужчин пострадавш ранен
    погиб пассажир сотрудник рабоч студент журналист беженц пленн боев боец полицейск пожарн спасател заложник
    избирател депутат девуш подрост мобилизован доброволь
""")
)
STATES_EN = frozenset(
    words("""
    killed wounded injured dead missing arrested detained displaced hospitalized hospitalised evacuated drowned
    sick
""")
)
STOPS_EN = frozenset(
    words("""
    of in on at by to from for with and or but as than that which who whose when where while after before since
    until over under into onto about against between among during through per is are was were be been being has
    have had do does did will would can could may might must shall should not no the a an this these those its
    their his her our it they he she we you i if so because although though both each every all such said says
    told ago earlier later out up down off away now then also only just still even yet more less
""")
)
STOPS_RU = frozenset(
    words("""
    в во на с со к ко о об от до из у за по при для без над под про через между и или а но что как чем который
    которые где когда если не ни бы был была было были будет есть это этот эти он она они его её их мы вы я за
    также уже ещё еще только более менее сообщил сообщила заявил заявила
""")
)
