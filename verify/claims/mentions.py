"""The dates, numbers and names of one document, and which of the dates stand in which claim."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verify.claims.dates import DateMention, find_dates
from verify.claims.model import Span
from verify.claims.name_variants import NameMention
from verify.claims.names import find_names
from verify.claims.numbers import NumberMention, find_numbers
from verify.documents.model import Document


@dataclass(frozen=True, slots=True)
class Mentions:
    """All in order of the text; offsets are code points of ``Document.text``."""

    dates: tuple[DateMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    names: tuple[NameMention, ...] = ()


def mentions_of(document: Document, sentences: Sequence[Span], published_on: date | None) -> Mentions:
    """Dates and numbers of the whole text, names of its ``sentences``. ``published_on``: the day the text is read on."""
    language = document.language
    dates = find_dates(document.text, published_on=published_on, language=language)
    numbers = find_numbers(document.text, language=language, outside=[(each.start, each.end) for each in dates])
    return Mentions(dates, numbers, find_names(document.text, sentences, language=language))


def within(mentions: Sequence[DateMention | NumberMention | NameMention], spans: Sequence[Span]) -> tuple[int, ...]:
    """Indices of the ordered ``mentions`` that begin inside one of a claim's ``spans``."""
    found: list[int] = []
    for start, end in spans:
        first = bisect_left(mentions, start, key=lambda mention: mention.start)
        last = bisect_left(mentions, end, lo=first, key=lambda mention: mention.start)
        found += range(first, last)
    return tuple(found)


def mentions_as_json(mentions: Mentions) -> dict[str, list[dict[str, Any]]]:
    """The lists "dates", "numbers" and "names" of ``manage.py split``."""
    return {
        "dates": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "value": each.value,
                "precision": each.precision,
                "weekday_mismatch": each.weekday_mismatch,
                "rule": each.rule,
            }
            for each in mentions.dates
        ],
        "numbers": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "value": each.value,
                "unit": each.unit,
                "counted": each.counted,
                "approximate": each.approximate,
                "rule": each.rule,
            }
            for each in mentions.numbers
        ],
        "names": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "type": str(each.type),
                "canonical": each.canonical,
                "rule": each.rule,
            }
            for each in mentions.names
        ],
    }
