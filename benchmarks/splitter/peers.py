"""What others answer to the same questions: libraries as they come, and the plainest thing that could work."""

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import lru_cache

import razdel
import spacy
from dateparser.search import search_dates
from spacy.language import Language
from syntok import segmenter

from benchmarks.splitter.sets import Attribution, CitingText, DatedText, Expression, Paragraph, Span, StatedText
from verify.claims.parsing import MODEL, UNUSED

with warnings.catch_warnings():
    # Written before Python minded "\s" in a plain string.
    warnings.simplefilter("ignore", SyntaxWarning)
    import pysbd

_SAID = r"(?:said|says|told|added|wrote|asked|announced|claimed|warned|argued)"
_NAME = r"(?:[A-Z][\w.'’-]+ ?){1,4}"
_QUOTED = re.compile(
    rf"[“\"](?P<said>[^“”\"]{{10,}}?),?[”\"],? (?:(?P<before>{_NAME}) {_SAID}|{_SAID} (?P<after>{_NAME}))"
)
_SAID_THAT = re.compile(rf"(?P<who>{_NAME}) {_SAID}(?: that)? (?P<said>[^“”\".]{{10,}})\.")
_TO_A_MINUTE = "%Y-%m-%dT%H:%M"


@lru_cache(maxsize=1)
def packaged() -> Language:
    """The pipeline that the splitter stands on, as its package brings it."""
    return spacy.load(MODEL, exclude=UNUSED)


def syntok_sentences(paragraph: Paragraph) -> list[Span]:
    """syntok knows no Russian; it is asked all the same."""
    spans = []
    for part in segmenter.process(paragraph.text):
        for tokens in part:
            last = tokens[-1]
            spans.append((tokens[0].offset, last.offset + len(last.value)))
    return spans


def pysbd_sentences(paragraph: Paragraph) -> list[Span]:
    """In the order it gives them, each where it next stands in the text."""
    return list(_placed(paragraph.text, [each.strip() for each in _pysbd(paragraph.language).segment(paragraph.text)]))


@lru_cache
def _pysbd(language: str) -> "pysbd.Segmenter":
    return pysbd.Segmenter(language=language, clean=False)


def razdel_sentences(paragraph: Paragraph) -> list[Span]:
    """Made for Russian; it is asked about English all the same."""
    return [(each.start, each.stop) for each in razdel.sentenize(paragraph.text)]


def spacy_sentences(paragraph: Paragraph) -> list[Span]:
    """Where the parser of the English model sees an end, in Russian too."""
    return [(each.start_char, each.end_char) for each in packaged()(paragraph.text).sents]


SENTENCES: dict[str, Callable[[Paragraph], list[Span]]] = {
    "syntok": syntok_sentences,
    "pysbd": pysbd_sentences,
    "razdel": razdel_sentences,
    "spaCy": spacy_sentences,
}


def plain_attributions(text: CitingText) -> list[Attribution]:
    """Two regular expressions: “…,” Name said, and Name said that …"""
    found = []
    for match in _QUOTED.finditer(text.text):
        name = "before" if match["before"] else "after"
        found.append(Attribution((match.span(name),), (match.span("said"),)))
    found += [Attribution((match.span("who"),), (match.span("said"),)) for match in _SAID_THAT.finditer(text.text)]
    return found


def whole_sentences(text: StatedText) -> list[frozenset[int]]:
    """One statement a sentence."""
    return list(text.sentences)


def dateparser_dates(text: DatedText) -> list[Expression]:
    """dateparser gives a moment for whatever it finds; one at midnight is taken for the day."""
    day = datetime.combine(text.day, time())
    found = search_dates(text.text, languages=[text.language], settings={"RELATIVE_BASE": day}) or []
    spans = _placed(text.text, [words for words, _ in found])
    return [
        Expression(start, end, moment.date().isoformat() if moment.time() == day.time() else f"{moment:{_TO_A_MINUTE}}")
        for (start, end), (_, moment) in zip(spans, found, strict=True)
    ]


def _placed(text: str, parts: list[str]) -> Iterator[Span]:
    position = 0
    for part in parts:
        found = text.find(part, position)
        start = found if found >= 0 else position
        position = min(len(text), start + len(part))
        yield start, position
