"""Names in Russian: capitals, declined given names and surnames, a gazetteer of stems, and what stands around them."""

import re
from collections.abc import Iterator, Sequence

from verify.claims.gazetteer import GIVEN_STEMS_RU, ORGANISATIONS_RU, PLACE_STEMS_RU
from verify.claims.word_lists import words

Span = tuple[int, int]
Found = tuple[int, int, str, str, str]
"""start, end, text, type, canonical."""

_CAP = r"[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:-[А-ЯЁ]?[а-яё]+)*"
_PEOPLE = re.compile(rf"(?<!\w)({_CAP})(?:\s({_CAP}|[А-ЯЁ]\.))?(?:\s({_CAP}))?")
_CAPITAL = re.compile(rf"(?<!\w){_CAP}")
_INITIALS = re.compile(rf"(?<!\w)(?:[А-ЯЁ]\.\s?){{1,2}}({_CAP})")
_SURNAME = re.compile(
    r".{2,}(?:(?:ов|ев|ёв|ин|ын)(?:|а|у|ым|е|ой|ых)|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)|енко|чук(?:|а|у|ом|е)|юк(?:"
    r"|а|у|ом|е)|ян(?:|а|у|ом|е)"
    r"|швили|дзе|ич(?:|а|у|ем|е)|ко|ой|ойт(?:|а|у|ом|е)|ер(?:|а|у|ом|е)|ман(?:|а|у|ом|е)|н|нт|п|йден(?:|а|у|ом|е))$"
)
_PATRONYMIC = re.compile(r".+(?:ович|евич|ич)(?:|а|у|ем|е)$|.+(?:овн|евн|ичн|иничн)(?:а|ы|е|у|ой)$")
_CASE = re.compile(r"(?:а|я|у|ю|е|и|ы|ой|ей|ом|ем|ём|ью|ь|ии|ию|ия|ией|ии|ий|ем|о|ого|ому|ым|ах|ях|ами|ями)?$")
_PLACE_END = re.compile(
    r"(?:|а|у|е|ы|ой|ом|ом|и|я|ю|ей|ем|ь|ью|ия|ии|ию|ией|о|ов|ами|ах|ам|ам|ск|ый|ом|ого|ому|ым|ая|ую)$"
)
_REGION = re.compile(
    r"(?<!\w)[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ая|ой|ую|ий|ого|ом|ому|им|ие|их)\s(?:област|кра|район|республик|округ|губерни"
    r"|море|моря|пролив|полуостров|остров)[а-яё]*"
)
_QUOTED = re.compile(r"(?<!\w)(?:(?P<head>[А-ЯЁа-яё]+)\s)?(?P<name>«[А-ЯЁA-Z][^«»\n]{1,60}»)")
_COMPANY = re.compile(
    r"(?:компани|корпораци|банк|фонд|легион|батальон|бригад|групп|движени|парти|холдинг|концерн|издани|газет|телеканал"
    r"|агентств|завод|клуб|проект|центр|радио|корпус|ООО|ОАО|ПАО|АО|ЗАО|отряд|ЧВК|портал|организаци|канал)",
    re.I,
)
_BODY = re.compile(
    r"(?<!\w)(?:(?:Министерств|Департамент|Управлени|Комитет|Совет|Верховн[а-я]+\s[Сс]уд|Конституционн[а-я]+\s[Сс]уд"
    r"|Следственн[а-я]+\s[Кк]омитет|Центральн[а-я]+\s[Бб]анк|Центробанк|Государственн[а-я]+\s[Дд]ум|Совет\s[Фф]едераци|"
    r"Верховн[а-я]+\s[Рр]ад|Европейск[а-я]+\s[Кк]омисси|Европейск[а-я]+\s[Сс]оюз|Мировой\s[Сс]уд"
    r"|Российск[а-я]+\s[Дд]обровольческ[а-я]+\s[Кк]орпус|Сибирск[а-я]+\s[Бб]атальон)[а-яё]*)"
    r"(?:\s(?:обороны|внутренних дел|иностранных дел|финансов|юстиции|здравоохранения|образования|культуры"
    r"|безопасности|Федерации|России|Украины|США|РФ))*"
)
_ACRONYM = re.compile(r"(?<![\w«])(?:[А-ЯЁ]{2,6}|США|РФ|СССР)(?!\w)")
_LAND_ACRONYMS = {
    "США": "США",
    "РФ": "Россия",
    "СССР": "СССР",
    "КНР": "Китай",
    "ОАЭ": "ОАЭ",
    "ФРГ": "Германия",
    "ЮАР": "ЮАР",
    "КНДР": "КНДР",
    "ДНР": "ДНР",
    "ЛНР": "ЛНР",
}
_NOT_ACRONYMS = words("""
    ВИЧ СПИД ДНК ДТП НДС ВВП СМИ БПЛА ПВО ЖКХ ЧП УК ГК ТЦ ТВ ИП ГОСТ ПЦР ВУЗ ФИО РСЗО ТЭЦ АЭС ГЭС АЗС
""")


def russian_names(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Names in the Cyrillic part of the ``sentences``, in order and disjoint, longest first where they overlap."""
    found: list[Found] = []
    for start, end in sentences:
        taken: set[int] = set()
        for name in _in_sentence(text, start, end):
            if taken.isdisjoint(range(name[0], name[1])):
                taken.update(range(name[0], name[1]))
                found.append(name)
    return _joined(sorted(found))


def _in_sentence(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _REGION.finditer(text, start, end):
        yield _found(match, "place", match.group())
    for match in _QUOTED.finditer(text, start, end):
        if match["head"] and _COMPANY.match(match["head"]):
            yield (match.start("name"), match.end("name"), match["name"], "organization", match["name"].strip("«»"))
    for match in _BODY.finditer(text, start, end):
        yield _found(match, "organization", match.group())
    for match in _ACRONYM.finditer(text, start, end):
        yield from _acronym(match)
    yield from _people(text, start, end)
    for match in _CAPITAL.finditer(text, start, end):
        yield from _single(match.group(), match.start(), match.end())


def _found(match: re.Match[str], kind: str, canonical: str) -> Found:
    return (match.start(), match.end(), match.group(), kind, canonical)


def _acronym(match: re.Match[str]) -> Iterator[Found]:
    name = match.group()
    if name in _LAND_ACRONYMS:
        yield _found(match, "place", _LAND_ACRONYMS[name])
    elif name not in _NOT_ACRONYMS and (name in ORGANISATIONS_RU or len(name) > 2):
        yield _found(match, "organization", name)


def _people(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _INITIALS.finditer(text, start, end):
        yield _found(match, "person", match.group())
    for word in _CAPITAL.finditer(text, start, end):
        person = _PEOPLE.match(text, word.start(), end) if _is_given(word.group()) else None
        second = person[2] if person else None
        if person is None or not second:
            continue
        if person[3] and (_PATRONYMIC.match(second) or (second.endswith(".") and _SURNAME.match(person[3]))):
            yield _found(person, "person", person.group())
        elif _SURNAME.match(second) or not _is_place(second):
            yield (
                person.start(),
                person.end(2),
                text[person.start() : person.end(2)],
                "person",
                text[person.start() : person.end(2)],
            )


def _single(word: str, start: int, end: int) -> Iterator[Found]:
    if word in ORGANISATIONS_RU:
        yield (start, end, word, "organization", word)
    elif _is_place(word):
        yield (start, end, word, "place", word)
    elif len(word) > 3:
        yield (start, end, word, "person?", word)


def _is_given(word: str) -> bool:
    return (
        word in GIVEN_STEMS_RU
        or _CASE.sub("", word) in GIVEN_STEMS_RU
        or word[:-1] in GIVEN_STEMS_RU
        or word[:-2] in GIVEN_STEMS_RU
    )


def _is_place(word: str) -> bool:
    return any(
        word[:cut] in PLACE_STEMS_RU and _PLACE_END.fullmatch(word[cut:])
        for cut in range(len(word), max(1, len(word) - 4), -1)
    )


def _joined(found: list[Found]) -> list[Found]:
    """Surnames alone take the full name of the article; a surname nobody bears in full is dropped. Places join by stem."""
    people = {_stem(name[2].split()[-1]): name[2] for name in reversed(found) if name[3] == "person"}
    places: dict[str, str] = {}
    result: list[Found] = []
    for start, end, text, kind, canonical in found:
        stem = _stem(text.split()[-1])
        if kind == "person?":
            if stem in people:
                result.append((start, end, text, "person", people[stem]))
        elif kind == "person":
            result.append((start, end, text, kind, people[stem]))
        elif kind == "place":
            result.append((start, end, text, kind, places.setdefault(_stem(text), canonical)))
        else:
            result.append((start, end, text, kind, canonical))
    return result


def _stem(word: str) -> str:
    return re.sub(r"(?:ого|ому|ыми|ой|ей|ом|ем|ым|им|ая|ую|ий|ии|ию|ия|ией|[аеиоуыюяьй])$", "", word)
