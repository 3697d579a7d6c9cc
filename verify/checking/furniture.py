"""What stands on a page beside its text and changes by itself: counters, clocks, the day's date, advertisements.

Only whole blocks made of nothing else are left out, and days that are the day of the visit; a figure or a date within a
sentence is never touched, whatever it counts.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = (
    "january|januar|janvier|enero|gennaio|janeiro|января|січня|stycznia|januari|jan",
    "february|februar|février|fevrier|febrero|febbraio|fevereiro|февраля|лютого|lutego|februari|feb",
    "march|märz|maerz|mars|marzo|março|марта|березня|marca|maart|mar",
    "april|avril|abril|aprile|апреля|квітня|kwietnia|apr",
    "may|mai|mayo|maggio|maio|мая|травня|maja|mei",
    "june|juni|juin|junio|giugno|junho|июня|червня|czerwca|jun",
    "july|juli|juillet|julio|luglio|julho|июля|липня|lipca|jul",
    "august|août|aout|agosto|августа|серпня|sierpnia|augustus|aug",
    "september|septembre|septiembre|settembre|setembro|сентября|вересня|września|sept|sep",
    "october|oktober|octobre|octubre|ottobre|outubro|октября|жовтня|października|oct|okt",
    "november|novembre|noviembre|novembro|ноября|листопада|listopada|nov",
    "december|dezember|décembre|decembre|diciembre|dicembre|dezembro|декабря|грудня|grudnia|dec|dez",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)
_CLOCK = r"(?:(?:at|um|à|a las|в)\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\b\.?|uhr|gmt|utc|cet|cest|msk|edt|est|pst|pdt))*"
_DAY = re.compile(
    rf"(?:\b{_WEEKDAY}\.?,?\s+)?(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?"
    r"|(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y2>\d{4})"
    rf"|(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?(?P<n3>{_MONTH})\.?,?(?:\s+(?:de\s+)?(?P<y3>\d{{4}}))?"
    rf"|(?P<n4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y4>\d{{4}}))?"
    rf")(?!\d)(?:\s*г\.?)?(?:[,\s]+(?:[-|·]\s*)?{_CLOCK})?"
)
_AGO = re.compile(
    r"\b(?:\d+|an?|one)\s*(?:s|m|h|d|w|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?)\s+ago\b"
    r"|\bvor\s+\d+\s+\w+|\bil y a\s+\d+\s+\w+|\bhace\s+\d+\s+\w+|\b\d+\s+\w+\s+назад\b|\bjust now\b"
)
_COUNTING = frozenset(
    """
    view views read reads comment comments share shares like likes reaction reactions follower followers reply replies repost
    reposts retweet retweets save saves subscriber subscribers visit visits visitor visitors min mins minute minutes time
    updated update modified last edited on at by and the of to so far all show load more today total k m
    facebook twitter x whatsapp telegram email print copy link tweet
    advertisement advertisements ad ads sponsored promoted anzeige werbung publicité publicidad annuncio реклама
    aufrufe kommentar kommentare geteilt gelesen lesezeit aktualisiert stand uhr minuten
    vues commentaire commentaires partages lecture mis à jour le
    visitas comentario comentarios compartir lectura actualizado visualizzazioni commenti aggiornato
    просмотр просмотра просмотров комментарий комментария комментариев репостов лайков подписчиков обновлено чтения мин
    """.split()  # noqa: SIM905 - a list of a hundred words in quotation marks is no better to read
)
_ASIDE = re.compile(
    r"(?:subscribe|sign up|sign in|log in|join our|get our|follow us|share this|read more|read also|also read|related|see also|"
    r"most read|most popular|trending|recommended|you may also|more on this|more from|newsletter|advertis|sponsored|"
    r"we use cookies|this site uses|accept cookies|mehr zum thema|lesen sie auch|auch interessant|à lire aussi|lire aussi|"
    r"lea también|leggi anche|читайте также|подписывайтесь|подпишитесь|©|\(c\)\s*\d{4}|copyright)"
)
_RIGHTS = re.compile(r"all rights reserved|alle rechte vorbehalten|tous droits réservés|все права защищены")
_WORD = re.compile(r"[^\W\d_]+")
SHORT, ASIDE_WORDS = 9, 25
"""Words in a block that may be a counter, and in one that may be an aside."""


def without_today(folded: str, day: date) -> str:
    """A folded block without mentions of ``day`` (and its neighbours: the reader's time zone is not ours), clock included."""
    return " ".join(_DAY.sub(lambda match: " " if _names(match, day) else match[0], folded).split())


def is_furniture(folded: str) -> bool:
    """Whether a folded block, the day's date already taken out, says nothing of the page's own text."""
    words = folded.split()
    if not words:
        return True
    if len(words) <= ASIDE_WORDS and (_ASIDE.match(folded) or _RIGHTS.search(folded)):
        return True
    if len(words) > SHORT + 4:
        return False
    bare = re.sub(_CLOCK, " ", _DAY.sub(" ", _AGO.sub(" ", folded)))
    said = _WORD.findall(bare)
    return len(said) <= SHORT and all(word in _COUNTING for word in said)


def _names(match: re.Match[str], day: date) -> bool:
    return any(abs(each - day) <= timedelta(days=1) for each in _days(match, day))


def _days(match: re.Match[str], day: date) -> Iterator[date]:
    """The days that the words may mean: 3/4/2025 is two, a day without a year is this year's."""
    found = match.groupdict()
    triples = [
        (found["y1"], found["m1"], found["d1"]),
        (found["y2"], found["a"], found["b"]),
        (found["y2"], found["b"], found["a"]),
    ]
    for year, name, number in ((found["y3"], found["n3"], found["d3"]), (found["y4"], found["n4"], found["d4"])):
        if name:
            triples.append((year or str(day.year), str(_NUMBER_OF[name]), number))
    for year, month, number in triples:
        if year and month and number:
            try:
                yield date(int(year), int(month), int(number))
            except ValueError:
                continue
