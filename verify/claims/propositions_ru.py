"""A Russian sentence as the statements it makes, without a parser: clauses side by side, verbs that share a subject, and what
is added of a subject between commas. In doubt it stays whole."""

import re
from collections.abc import Iterator

from verify.claims.parsing import Unit
from verify.claims.quotations import Span, is_quoted
from verify.claims.verbs_ru import is_finite, number_of

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_LINK = re.compile(
    r"(?P<mark>;)\s+|(?P<comma>,)\s+(?:(?:а|но|однако|зато|тогда\s+как|при\s+этом)\s+(?!также\b|не\b|и\b|тем\b)"
    r"|(?P<and>и)\s+|(?=(?:ещё|еще)\s(?:\d|один|одна|одно|дв[ае]|двое|три|трое|четыр|четверо|пят|шест|сем|восем|девят|десят|несколько|столько))|(?=[а-яё]+(?:\s[а-яё]+){0,2}\s—\s\d))"
    r"|\s+и\s+что\s+|(?P<after>[.!?…,])\s—\s+(?=[А-ЯЁ])"
)
_CLOSE = re.compile(r"\s+и\s+(?=(?:не\s+)?(?P<verb>[а-яё]+))")
_BETWEEN = re.compile(
    r"(?P<who>[А-ЯЁ\"][^,;:—]{2,80}?),\s+(?P<said>(?:котор[а-яё]+|где|[а-яё]+(?:вш|[ую]щ|[ая]щ|нн)(?:ий|ая|ее|ие|ый|ое|ые)(?:ся)?)\s"
    r"[^,;:—]+),\s+(?P<rest>[^,].*)",
    re.S,
)
_WHOLE = re.compile(r"\b(?:если|либо|или|ли|чем|ни)\b|\?", re.I)
_SETTING = re.compile(
    r"(?:(?:в|во|на|с|со|к|по|после|до|за|при|из|от|у|около)\s+[а-яё-]+\s+|[а-яё]+(?:ом|ью|ой|ера|ня)\s+)", re.I
)
_ADVERBS = re.compile(
    r"\b(?:потом|затем|уже|ещё|еще|всё|все|же|вместе|тем|только|даже|просто|теперь|сейчас|вдруг|снова|тоже|также|здесь|там"
    r"|сразу|сегодня|вчера|завтра|пока|как|бы|кажется|поэтому|потому|то|не|ну|при|лишь|вскоре|позже|ранее|с)\b\s*",
    re.I,
)
_RELATIVE = re.compile(r"\s*(?:[а-яё]{1,4}\s+)?(?:котор|чь[яеёи]|где\b|куда\b|как\b|кто\b)")
_LONGEST_SUBJECT = 8
"""Words."""
_LONGEST = 400
"""Characters. What runs on longer without a stop is no news prose."""
_EDGES = " ,;:—.\n"
_LEAST_WORDS = 2
_MOST = 6


def russian_units(text: str, quotes: list[Span]) -> list[Unit]:
    """The statements of the sentence ``text``, two or more, or none where it is one. ``quotes`` in offsets of ``text``: in them
    only a new sentence begins a statement."""
    if len(text) > _LONGEST or _WHOLE.search(text):
        return []
    units = [unit for clause, rule in _clauses(text, quotes) for unit in _of_clause(text, clause, rule, quotes)]
    return units if 1 < len(units) <= _MOST else []


def _clauses(text: str, quotes: list[Span]) -> Iterator[tuple[list[Span], str]]:
    """Each clause as its words' spans (a shared subject first), with its rule."""
    start = 0
    before: Span | None = None
    rule = "proposition.main"
    for link in _LINK.finditer(text):
        here, further = (start, link.start()), (link.end(), len(text))
        inside = is_quoted((link.start(), link.start() + 3), quotes)
        if inside != bool(link["after"]) or not _states(text, here) or not _states(text, _next_clause(text, further)):
            continue
        shared = (0, 0) if link["after"] else _shared_subject(text, here, further)
        if shared is None or (link["and"] and not _states(text, _to_comma(text, further))):
            continue
        yield ([*([before] if before else []), here], rule)
        start, before, rule = link.end(), shared if shared[1] > shared[0] else None, "proposition.russian-clause"
    yield ([*([before] if before else []), (start, len(text))], rule)


def _to_comma(text: str, further: Span) -> Span:
    comma = text.find(",", *further)
    return further[0], further[1] if comma < 0 else comma


def _next_clause(text: str, further: Span) -> Span:
    following = _LINK.search(text, further[0])
    return further[0], following.start() if following else further[1]


def _shared_subject(text: str, left: Span, right: Span) -> Span | None:
    """Where the clause after the link has no subject before its verb but a time or place ("…, а во вторник приедет"): that
    of the clause before. An empty span where it has its own, None where neither can be told."""
    opening = _before_verb(text, right)
    if _ADVERBS.sub("", _SETTING.sub("", opening)).strip():
        return (0, 0)
    if not _SETTING.match(opening):
        return None
    first = _before_verb(text, left)
    setting = _SETTING.match(first)
    begin = left[0] + (setting.end() if setting else 0)
    end = left[0] + len(first.rstrip())
    return (begin, end) if setting and end > begin and "," not in text[begin:end] else None


def _before_verb(text: str, span: Span) -> str:
    for word in _WORD.finditer(text, *span):
        if is_finite(word.group()):
            return text[span[0] : word.start()]
    return text[slice(*span)]


def _begins_with_verb(text: str, span: Span) -> bool:
    first = _WORD.search(_ADVERBS.sub("", text[slice(*span)]))
    return first is not None and is_finite(first.group())


def _states(text: str, span: Span) -> bool:
    found = [word.group() for word in _WORD.finditer(text, *span)]
    return len(found) >= _LEAST_WORDS and (any(map(is_finite, found)) or "—" in text[slice(*span)])


def _of_clause(text: str, clause: list[Span], rule: str, quotes: list[Span]) -> Iterator[Unit]:
    *lead, core = clause
    match = _BETWEEN.match(text, *core)
    if match and not lead and not _touches(match.span("said"), quotes) and _states(text, match.span("rest")):
        who, said, rest = match.span("who"), match.span("said"), match.span("rest")
        if (
            who[0] == core[0]
            and _begins_with_verb(text, rest)
            and not any(is_finite(word.group()) for word in _WORD.finditer(text, *who))
        ):
            yield _unit(text, [(who[0], said[1])], "proposition.russian-aside")
            yield _unit(text, [who, rest], rule)
            return
    second = _second_predicate(text, core, quotes)
    if second is None:
        yield _unit(text, clause, rule)
        return
    subject, joint, end = second
    first = _unit(text, [*lead, (core[0], joint[0])], rule)
    if text[end : core[1]].strip(_EDGES):
        after = (end, _tight(text, (end, core[1]))[1])
        first = Unit([*first.runs, after], [*first.reading, after], first.rules)
    yield first
    yield _unit(text, [subject, (joint[1], end)], "proposition.russian-predicate")


def _second_predicate(text: str, core: Span, quotes: list[Span]) -> tuple[Span, Span, int] | None:
    """Subject, the conjunction and the end of "… открыл мост и уехал в город"; None where there is none."""
    for joint in _CLOSE.finditer(text, *core):
        if _touches(joint.span(), quotes) or not number_of(joint["verb"]):
            continue
        begin = max(text.rfind(mark, core[0], joint.start()) for mark in ",;:—")
        begin = core[0] if begin < 0 else begin + 1
        opening = re.match(r"\s*(?:что|чтобы|как|где|когда)?\s*", text[begin : joint.start()])
        begin += opening.end() if opening else 0
        first = next((w for w in _WORD.finditer(text, begin, joint.start()) if is_finite(w.group())), None)
        if first is None or number_of(first.group()) != number_of(joint["verb"]) or first.group() == joint["verb"]:
            continue
        subject = text[begin : first.start()]
        if begin > core[0] and not (opening and opening.group().strip()):
            continue
        if not 0 < len(_WORD.findall(subject)) <= _LONGEST_SUBJECT or _RELATIVE.match(subject):
            continue
        if not _ADVERBS.sub("", _SETTING.sub("", subject)).strip():
            continue
        if len(_WORD.findall(text, first.end(), joint.start())) < 1:
            continue
        ends = [at for at in (text.find(mark, joint.end(), core[1]) for mark in ",;—") if at >= 0]
        return (begin, first.start()), joint.span(), min(ends, default=core[1])
    return None


def _touches(span: Span, quotes: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in quotes)


def _unit(text: str, spans: list[Span], rule: str) -> Unit:
    runs = [_tight(text, span) for span in spans]
    return Unit(sorted(runs), list(runs), (rule,))


def _tight(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
