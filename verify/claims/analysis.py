"""Parses English sentences batch by batch and keeps only what the rules found, so that memory does not grow with the text."""

from collections.abc import Callable

from spacy.tokens import Doc

from verify.claims.attribution import Saying, sayings_in
from verify.claims.kinds import is_order
from verify.claims.parsing import Sentence, Unit, english, words_kept
from verify.claims.propositions import propositions
from verify.claims.propositions_ru import russian_units
from verify.claims.quotations import Span, quotations, touching
from verify.claims.statement import Statement
from verify.claims.tree import FINITE
from verify.documents.model import PassageKind

_BATCH = 128
_ENGLISH = frozenset({"en", "und", "pcm", "sco"})
"""Short English sentences are now and then taken for Pidgin or Scots."""
_RUSSIAN = frozenset({"ru", "uk", "be"})
_LONGEST_PARSED = 1_200
"""Characters. What runs on longer without a stop is a table or a list of words, and its parse means nothing."""


def analyse(sentences: list[Sentence], progress: Callable[[int, int], None] | None = None) -> dict[int, list[Saying]]:
    """Fills ``units`` of English and Russian sentences and ``is_order`` of English ones; returns the attributions by index of the sentence.

    ``progress(done, total)`` is called after every batch of sentences, and once where there is none.
    """
    found: dict[int, list[Saying]] = {}
    quotes = _Quotes()
    for first in range(0, len(sentences), _BATCH):
        batch = range(first, min(first + _BATCH, len(sentences)))
        to_parse = [index for index in batch if _is_parsed(sentences[index])]
        for index in batch:
            if sentences[index].language in _RUSSIAN:
                _take_russian(sentences[index], quotes.of(sentences[index]))
        with words_kept():
            docs = english().pipe([sentences[index].text for index in to_parse], batch_size=_BATCH)
            for index, doc in zip(to_parse, docs, strict=True):
                found[index] = _take(sentences[index], doc, quotes.of(sentences[index]))
        if progress:
            progress(batch.stop, len(sentences))
    if progress and not sentences:
        progress(0, 0)
    return found


def _is_parsed(sentence: Sentence) -> bool:
    return sentence.language in _ENGLISH and len(sentence.text) <= _LONGEST_PARSED


def _take_russian(sentence: Sentence, quotes: list[Span]) -> None:
    if len(sentence.text) <= _LONGEST_PARSED:
        sentence.units = russian_units(sentence.text, _local(quotes, sentence))


def _local(quotes: list[Span], sentence: Sentence) -> list[Span]:
    return [(start - sentence.start, end - sentence.start) for start, end in quotes]


def _take(sentence: Sentence, doc: Doc, quotes: list[Span]) -> list[Saying]:
    stated = propositions(doc, _local(quotes, sentence))
    sentence.units = [_unit(doc, each) for each in stated] if len(stated) > 1 else []
    sentence.is_parsed = True
    sentence.is_order = is_order(doc)
    sentence.states = sentence.kind != PassageKind.CAPTION or any(token.tag_ in FINITE for token in doc)
    return sayings_in(sentence, doc, quotes)


def _unit(doc: Doc, stated: Statement) -> Unit:
    """The pieces of the sentence that a statement is made of, and how they read."""
    reading: list[Span | str] = list(_char_runs(doc, stated.lead))
    if stated.glue:
        reading.append(stated.glue)
    core = stated.core
    for swapped, word in sorted(stated.swaps.items()):
        reading += _char_runs(doc, [token for token in core if token < swapped])
        reading.append(word)
        core = [token for token in core if token > swapped]
    return Unit(_char_runs(doc, stated.tokens), [*reading, *_char_runs(doc, core)], stated.rules)


def _char_runs(doc: Doc, unit: list[int]) -> list[Span]:
    runs: list[list[int]] = []
    for token in unit:
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])) for run in runs]


class _Quotes:
    """The quotations of the passage at hand, found once a passage."""

    def __init__(self) -> None:
        self._passage = -1
        self._spans: list[Span] = []

    def of(self, sentence: Sentence) -> list[Span]:
        if sentence.passage != self._passage:
            self._passage, self._spans = sentence.passage, quotations(sentence.levelled.text)
        return touching(self._spans, (sentence.start, sentence.end))
