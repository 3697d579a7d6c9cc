"""What people marked: the dev sets of a folder, or the project's own gold texts, in one form."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.claims.gold.labels import GoldText, place
from tests.claims.gold.scoring import laid_on
from tests.claims.gold.texts import TEXTS
from tests.claims.news_by_worth import (
    NOT_WORTH_CHECKING,
    RUSSIAN_NOT_WORTH_CHECKING,
    RUSSIAN_WORTH_CHECKING,
    WORTH_CHECKING,
)

Span = tuple[int, int]
_DATES = {"DATE", "TIME"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with its sentences; ``set`` is the collection it belongs to."""

    set: str
    language: str
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as character spans."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CitingText:
    """An article with its attributions."""

    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class StatedText:
    """A text, the spans of its words that count, the words of each sentence and of each statement, as indices of ``words``."""

    text: str
    language: str
    words: tuple[Span, ...]
    sentences: tuple[frozenset[int], ...]
    statements: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A date or time in a text."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, its day, its dates and times; ``others`` are durations and repeated times."""

    text: str
    language: str
    day: date
    expressions: tuple[Expression, ...]
    others: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence and whether it is worth checking."""

    text: str
    is_worth: bool


@dataclass(frozen=True, slots=True)
class Sets:
    """All that is measured on. ``citing`` is empty for the own gold: its speakers are labelled by name, not by place."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    citing: tuple[CitingText, ...]
    stated: tuple[StatedText, ...]
    dated: tuple[DatedText, ...]
    ranked: tuple[Ranked, ...]


def from_folder(folder: Path) -> Sets:
    """The sets ``*_dev.jsonl`` of ``folder``. Raises SystemExit with a sentence where one is missing."""
    rows = {
        task: list(_rows(folder / f"{task}_dev.jsonl"))
        for task in ("segmentation", "attribution", "propositions", "dates", "checkworthy")
    }
    return Sets(
        name=f"the dev sets of {folder.name}",
        paragraphs=tuple(
            Paragraph(row["set"], row["lang"], row["text"], _spans(row["sents"])) for row in rows["segmentation"]
        ),
        citing=tuple(
            CitingText(
                row["text"],
                tuple(Attribution(_spans(each["source"]), _spans(each["content"])) for each in row["attributions"]),
            )
            for row in rows["attribution"]
        ),
        stated=tuple(_stated(row) for row in rows["propositions"]),
        dated=tuple(_dated(row) for row in rows["dates"]),
        ranked=tuple(Ranked(row["text"], bool(row["label"])) for row in rows["checkworthy"]),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SystemExit(
            f"{path.name} cannot be read in {path.parent} ({error.strerror}): name the folder of the dev sets."
        ) from error
    return (json.loads(line) for line in lines if line.strip())


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def _stated(row: dict[str, Any]) -> StatedText:
    words = tuple((start, start + len(word)) for start, word in row["tokens"])
    whole = frozenset(range(len(words)))
    return StatedText(row["text"], "en", words, (whole,), tuple(frozenset(each) for each in row["props"]))


def _expression(timex: dict[str, Any]) -> Expression:
    start, end = timex["span"]
    return Expression(start, end, timex["value"])


def _dated(row: dict[str, Any]) -> DatedText:
    marked = [(each["type"] in _DATES, _expression(each)) for each in row["timex"]]
    return DatedText(
        row["text"],
        "en",
        date.fromisoformat(row["dct"][:10]),
        tuple(expression for is_date, expression in marked if is_date),
        tuple(expression for is_date, expression in marked if not is_date),
    )


def own_gold() -> Sets:
    """The texts and sentences that the project's own tests are measured on."""
    worth = [*WORTH_CHECKING, *RUSSIAN_WORTH_CHECKING]
    not_worth = [*NOT_WORTH_CHECKING, *RUSSIAN_NOT_WORTH_CHECKING]
    return Sets(
        name="the project's own gold texts (tests/claims/gold)",
        paragraphs=tuple(paragraph for text in TEXTS for paragraph in _own_paragraphs(text)),
        citing=(),
        stated=tuple(_own_stated(text) for text in TEXTS),
        dated=tuple(_own_dated(text) for text in TEXTS),
        ranked=(*(Ranked(text, True) for text in worth), *(Ranked(text, False) for text in not_worth)),
    )


def _own_paragraphs(gold: GoldText) -> Iterator[Paragraph]:
    for paragraph in gold.paragraphs:
        text, spans = "", []
        for sentence in paragraph:
            text += " " if text else ""
            spans.append((len(text), len(text) + len(sentence.text)))
            text += sentence.text
        yield Paragraph(f"own_{gold.language}", gold.language, text, tuple(spans))


def _own_stated(gold: GoldText) -> StatedText:
    """Without the words that count neither for nor against a claim's bounds."""
    labelled, apart = laid_on(gold)
    sentences = [(start, start + len(each.text)) for start, each in zip(gold.starts(), gold.sentences, strict=True)]
    words = [
        match.span() for span in sentences for match in _WORD.finditer(gold.text, *span) if match.start() not in apart
    ]
    index = {start: at for at, (start, _) in enumerate(words)}
    whole = [frozenset(at for word, at in index.items() if start <= word < end) for start, end in sentences]
    stated = [frozenset(index[word] for word in each.words) for each in labelled]
    return StatedText(gold.text, gold.language, tuple(words), tuple(filter(None, whole)), tuple(stated))


def _own_dated(gold: GoldText) -> DatedText:
    expressions = []
    for start, sentence in zip(gold.starts(), gold.sentences, strict=True):
        for words, value in sentence.dates.items():
            begin, end = place(words, sentence.text)
            expressions.append(Expression(start + begin, start + end, value))
    return DatedText(gold.text, gold.language, gold.published_on, tuple(expressions))
