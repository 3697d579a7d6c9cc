"""Our splitter on the sample articles, beside the pipeline it stands on and beside a sentence splitter."""

import time
from collections.abc import Callable

import razdel

from benchmarks.measuring import Comparison, take_turns
from verify.claims.parsing import english
from verify.claims.split import split_document
from verify.documents import Document, read
from verify.samples import SAMPLES, read_sample


def split() -> list[Comparison]:
    """Time for each thousand words: split_document; spaCy's pipeline on the same text; razdel's sentences of it."""
    documents = [read(read_sample(sample.filename), filename=sample.filename) for sample in SAMPLES]
    english_only = [document for document in documents if document.language == "en"]
    words = sum(len(document.text.split()) for document in english_only)
    thousands = words / 1000

    def timed(work: Callable[[Document], object]) -> Callable[[], float]:
        def run() -> float:
            began = time.process_time()
            for document in english_only:
                work(document)
            return 1000 * (time.process_time() - began) / thousands

        return run

    nlp = english()
    contestants = {
        "split_document": timed(split_document),
        "spaCy alone, paragraph by paragraph": timed(lambda document: list(nlp.pipe(_paragraphs(document)))),
        "razdel's sentences alone": timed(lambda document: [list(razdel.sentenize(p)) for p in _paragraphs(document)]),
    }
    title = f"Splitting {len(english_only)} English sample articles, {words} words"
    return [take_turns(title, "ms of CPU for each thousand words", contestants)]


def _paragraphs(document: Document) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages]
