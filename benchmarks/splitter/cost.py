"""What the splitter costs: beside the pipeline it stands on, on ten times the text, in memory, and on all cores."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import razdel

from benchmarks.measuring import Comparison, Table, take_turns
from benchmarks.splitter.long_texts import articles, news
from benchmarks.splitter.peers import packaged
from benchmarks.splitter.sets import Sets
from verify.claims.as_json import split_as_json
from verify.claims.split import split_document
from verify.documents import Document, DocumentFormat, read

_SHORT, _LONG = 10_000, 100_000
_MOST_WORDS = 15_000
_CLAIMS, _ALL = "split_document", "all that manage.py split prints"
_LONG_ROUNDS = 3
_ARTICLES, _ARTICLE_WORDS = 100, 1_000
_ROOT = Path(__file__).parents[2]
_SPLIT = (sys.executable, "manage.py", "split")
_PEAK = """
import sys
{work}
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(peak, file=sys.stderr)
"""
"""A process asks for its own: what its parent would be told begins at the parent's size."""
_SPLITTING = "import runpy; sys.argv[1:] = ['split']; runpy.run_path('manage.py', run_name='__main__')"
_PARSING = """
from benchmarks.splitter.peers import packaged
for parsed in packaged().pipe(sys.stdin.read().split('\\n\\n')):
    pass
"""


def beside_the_pipeline(sets: Sets) -> Iterator[Comparison]:
    """CPU for each thousand words of articles: the claims, the claims as complete JSON, spaCy's pipeline, razdel."""
    documents = _articles(sets)
    words = sum(len(document.text.split()) for document in documents)

    def timed(work: Callable[[Document], object]) -> Callable[[], float]:
        def run() -> float:
            began = time.process_time()
            for document in documents:
                work(document)
            return 1e6 * (time.process_time() - began) / words

        return run

    nlp = packaged()
    alone = "spaCy alone, paragraph by paragraph"
    contestants = {
        _CLAIMS: timed(split_document),
        alone: timed(lambda document: list(nlp.pipe(_paragraphs(document)))),
        _ALL: timed(_as_json),
        "razdel's sentences alone": timed(lambda document: [list(razdel.sentenize(p)) for p in _paragraphs(document)]),
    }
    title = f"{len(documents)} English articles, {words:,} words"
    told = take_turns(title, "ms of CPU for each thousand words", contestants)
    for ours, other in ((_CLAIMS, _ALL), (_ALL, _CLAIMS)):
        others = {name: costs for name, costs in told.costs.items() if name not in {ours, other}}
        yield Comparison(f"{ours}: {title}", told.unit, {ours: told.costs[ours], **others})


def _articles(sets: Sets) -> list[Document]:
    """English articles of the sets, up to _MOST_WORDS words."""
    texts = [text.text for text in sets.citing] or [text.text for text in sets.stated if text.language == "en"]
    taken: list[str] = []
    for text in texts:
        if sum(len(each.split()) for each in taken) >= _MOST_WORDS:
            break
        taken.append(text)
    return [read(text.encode(), format=DocumentFormat.TEXT) for text in taken]


def _paragraphs(document: Document) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages]


def _as_json(document: Document) -> str:
    return json.dumps(split_as_json("", document, split_document(document)), ensure_ascii=False)


def ten_times_the_text() -> Comparison:
    """CPU of one document of 100,000 words beside one of 10,000."""

    def timed(words: int) -> Callable[[], float]:
        document = read(news(words).encode(), format=DocumentFormat.TEXT)

        def run() -> float:
            began = time.process_time()
            _as_json(document)
            return time.process_time() - began

        return run

    contestants = {f"{_LONG:,} words": timed(_LONG), f"{_SHORT:,} words": timed(_SHORT)}
    return take_turns("One long document, read to JSON", "s of CPU", contestants, _LONG_ROUNDS)


def memory() -> Table:
    """Largest resident memory of a process that splits 100,000 words, and of one that only parses them."""
    text = news(_LONG).encode()
    ours, alone = _peak(_SPLITTING, text), _peak(_PARSING, text)
    rows = [
        ["manage.py split", f"{ours:.0f} MB"],
        ["spaCy alone", f"{alone:.0f} MB"],
        ["ours / spaCy alone", f"{ours / alone:.2f}"],
    ]
    return Table(f"Resident memory at its highest, {_LONG:,} words in one document", ["", "at most"], rows)


def _peak(work: str, text: bytes) -> float:
    """MB that a Python process of its own took at most for ``work``, with ``text`` on its standard input."""
    command = [sys.executable, "-W", "ignore", "-c", _PEAK.format(work=work)]
    ended = subprocess.run(command, input=text, capture_output=True, cwd=_ROOT, check=True)
    return int(ended.stderr.split()[-1]) / 1024


def all_cores() -> Table:
    """Wall-clock time of JSON lines with one process and with one a core, in turn; their answers must be the same lines."""
    lines = [json.dumps({"id": at, "text": text}) for at, text in enumerate(articles(_ARTICLES, _ARTICLE_WORDS))]
    given = "\n".join(lines).encode()
    cores = os.process_cpu_count() or 1
    clock, work = [], []
    for _ in range(_LONG_ROUNDS):
        alone, together = _timed_lines(given, ["--workers", "1"]), _timed_lines(given, [])
        if alone.answers != together.answers or _order(together.answers) != list(range(_ARTICLES)):
            raise SystemExit("split --jsonl gave other answers, or in another order, with all cores than with one.")
        clock.append(alone.clock / together.clock)
        work.append(together.cpu / alone.cpu)
    rows = [
        ["by the clock: one process / one a core", *_spread(clock)],
        ["CPU time: one a core / one process", *_spread(work)],
        ["the same lines in the same order", "yes", ""],
    ]
    title = f"split --jsonl, {_ARTICLES} articles of {_ARTICLE_WORDS:,} words, {cores} cores, start and model included"
    return Table(title, ["", "median", "lowest to highest"], rows)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Seconds by the clock and of CPU, and what was printed."""

    clock: float
    cpu: float
    answers: list[bytes]


def _timed_lines(given: bytes, options: list[str]) -> _Lines:
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run([*_SPLIT, "--jsonl", *options], input=given, stdout=subprocess.PIPE, cwd=_ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _Lines(time.perf_counter() - began, cpu, ended.stdout.splitlines())


def _order(answers: list[bytes]) -> list[int]:
    return [json.loads(line)["id"] for line in answers]


def _spread(ratios: list[float]) -> list[str]:
    return [f"{median(ratios):.2f}", f"{min(ratios):.2f} to {max(ratios):.2f}"]


def costs(sets: Sets) -> Iterator[Comparison | Table]:
    """All of them, one after the other."""
    yield from beside_the_pipeline(sets)
    yield ten_times_the_text()
    yield memory()
    yield all_cores()
