"""Tokens as character spans of their sentence: a noun phrase, a cue with its auxiliaries, runs of words."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from verify.claims.quotations import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LONGEST_SPEAKER = 25
_JOINTS = frozenset({",", "and", "but"})


def cue_span(verb: Token) -> Span:
    first = verb
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg"} and child.i < first.i and verb.i - child.i <= 4:
            first = child
    between = verb.doc[first.i : verb.i]
    if any(part.dep_ in _SUBJECTS for part in between):
        first = verb
    return first.idx, verb.idx + len(verb)


def phrase(noun: Token | None, before: int | None = None) -> list[Span]:
    """A noun phrase as one span, without a relative clause or what hangs on it, and without the comma at its end."""
    if noun is None:
        return []
    dropped = {part.i for each in noun.subtree if each.dep_ == "relcl" for part in each.subtree}
    members = [part for part in noun.subtree if part.i not in dropped and (before is None or part.i < before)]
    run = _contiguous(members, noun)
    while run and (run[-1].is_punct or run[-1].is_space) and run[-1].i != noun.i:
        run.pop()
    while run and (run[0].is_punct or run[0].dep_ in {"mark", "cc"}) and run[0].i != noun.i:
        run.pop(0)
    if not run:
        return []
    if len(run) > _LONGEST_SPEAKER:
        run = [part for part in run if abs(part.i - noun.i) <= 6]
    return [(run[0].idx, run[-1].idx + len(run[-1]))]


def _contiguous(members: list[Token], around: Token) -> list[Token]:
    taken = {part.i for part in members}
    first = last = around.i
    while first - 1 in taken:
        first -= 1
    while last + 1 in taken:
        last += 1
    return list(around.doc[first : last + 1])


def runs_of(members: list[Token]) -> list[Span]:
    """Tokens as spans, one a run with no gap but commas and conjunctions, without commas at either end."""
    members = sorted({part.i: part for part in members}.values(), key=lambda part: part.i)
    runs: list[list[Token]] = []
    for part in members:
        if runs and part.i == runs[-1][-1].i + 1:
            runs[-1].append(part)
        elif runs and part.i <= runs[-1][-1].i + 3 and _only_joints(part.doc, runs[-1][-1].i + 1, part.i):
            runs[-1] += part.doc[runs[-1][-1].i + 1 : part.i + 1]
        else:
            runs.append([part])
    return [span for run in runs for span in _trimmed(run)]


def _only_joints(doc: Doc, start: int, end: int) -> bool:
    return all(between.lower_ in _JOINTS for between in doc[start:end])


def _trimmed(run: list[Token]) -> Iterator[Span]:
    while run and (run[0].text in {",", ";", ":", "—"} or run[0].is_space):
        run = run[1:]
    while run and (run[-1].text in {",", ";", ":", "—", "."} or run[-1].is_space):
        run = run[:-1]
    if any(part.is_alpha or part.like_num for part in run):
        yield run[0].idx, run[-1].idx + len(run[-1])
