"""Whether the day a page was published fits the article that leans on it.

A page from after the article cannot be what the article rests on; one that is years older than "on Tuesday" is about
another Tuesday. Only what is plain is noted: a page that states no day, or was changed since, is left alone.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = {"today": 3, "days": 10, "week": 21, "month": 75, "year": 800}
"""How many days back an article's "today", weekday, "last week", "this month" or "last year" may reach."""
_SLACK = 60
_ONE_DAY = timedelta(days=1)
"""Where a page was published and an article dated on different sides of midnight they are of one day."""

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "today",
        r"today|tonight|yesterday|this (?:morning|afternoon|evening)|earlier in the day|сегодня|вчера|нынче|"
        r"heute|gestern|aujourd.hui|hier|hoy|ayer",
    ),
    (
        "days",
        r"(?:on |last |this |early |late )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        r"(?: (?:morning|evening|night|afternoon))?|"
        r"(?:в|во) (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|на днях|"
        r"am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|"
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: dernier)?|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
    ),
    (
        "week",
        r"(?:this|last) week(?:end)?|на (?:этой|прошлой) неделе|(?:diese|letzte|vergangene) woche|"
        r"(?:cette|la) semaine(?: dernière)?|la semana pasada|esta semana",
    ),
    (
        "month",
        r"(?:this|last) month|в (?:этом|прошлом) месяце|(?:diesen|letzten) monat|ce mois-ci|le mois dernier|el mes pasado|este mes",
    ),
    (
        "year",
        r"(?:this|last) year|в (?:этом|прошлом) году|(?:dieses|letztes) jahr|cette année|l.an dernier|el año pasado|este año",
    ),
)
_IMPLIES = tuple((span, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for span, words in _WORDS)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”»')\]]*\s+(?=[\"“«'(\[]?[A-ZА-ЯЁÀ-Þ])|\n")


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a link that a person should look at: a machine ``word`` and a ``sentence``."""

    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceDate:
    """When a page was published and last changed; ``stated`` says that its markup names the day."""

    published_on: date
    modified_on: date | None = None
    stated: bool = True


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds the code points from ``start`` to ``end``, both included as far as ``text`` goes."""
    before, after = text[:start], text[end:]
    ends = list(_SENTENCE_END.finditer(before))
    stop = _SENTENCE_END.search(after)
    return (
        (before[ends[-1].end() :] if ends else before)
        + text[start:end]
        + (after[: stop.start() + 1] if stop else after)
    )


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _after(source: SourceDate, article: date) -> Note | None:
    late = source.published_on - article
    if not source.stated or late <= _ONE_DAY:
        return None
    return Note(
        "source_after_article",
        f"The page is dated {_said(source.published_on)}, after the article of {_said(article)}: "
        "see whether the article can rest on it.",
    )


def _older(source: SourceDate, article: date, words: str) -> Note | None:
    newest = max(source.published_on, source.modified_on or source.published_on)
    if str(source.published_on.year) in _YEAR.findall(words):
        return None
    for span, pattern in _IMPLIES:
        match = pattern.search(words)
        if match:
            if (article - newest).days <= _DAYS[span] + _SLACK:
                return None
            dated = "is dated" if source.stated else "seems to be of"
            return Note(
                "source_too_old",
                f"The page {dated} {_said(source.published_on)}, but the article of {_said(article)} says "
                f"“{match[0].strip()}”: see whether the page is about another time.",
            )
    return None


def date_notes(source: SourceDate, article: date, words: str) -> list[Note]:
    """What is odd about a page of that date behind a link in ``words``, a sentence of an article of the day ``article``."""
    found = (_after(source, article), _older(source, article, words))
    return [note for note in found if note is not None]
