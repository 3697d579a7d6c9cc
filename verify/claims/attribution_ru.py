"""Who says it, in Russian, by patterns: "заявил X", "по словам X", "«…», — сказал X", "X сообщил, что …"."""

import re

from verify.claims.attribution import Saying
from verify.claims.parsing import Sentence
from verify.claims.quotations import Span, overlap

_VERB = (
    r"(?:сказал|заявил|сообщил|отметил|добавил|подчеркнул|рассказал|пояснил|объяснил|уточнил|утверждал"
    r"|утверждает|утверждают|написал|объявил|"
    r"признал|ответил|предупредил|призвал|пообещал|считает|считают|говорит|говорят|сообщает|сообщают|заявляет"
    r"|заявляют|пишет|пишут|передает|передаёт|передают|"
    r"напомнил|предположил|подтвердил|опроверг|указал|констатировал|прокомментировал|выразил|потребовал|обвинил"
    r"|спросил|приказал|подтверждает|отмечает|отмечают|"
    r"призывает|предложил|продолжил|заверил)(?:а|о|и)?"
)
_NAME = r"(?:\"?[А-ЯЁA-Z][\w-]*\"?)"
_WHO = (
    rf"(?:(?<![\w-])(?:[А-ЯЁ]?[а-яё-]+\s+){{0,6}}{_NAME}"
    rf"(?:\s+(?:{_NAME}|[а-яё-]{{1,3}}(?=\s+{_NAME}))){{0,4}}|(?<![\w-])(?:[Оо]на?|[Оо]ни|[А-ЯЁ]?[а-яё-]+(?:\s+[а-яё-]+){{0,3}}))"
)
_ASIDE = (
    r"(?:\s+(?:журналистам|репорт[её]рам|корреспонденту|агентству|изданию|газете|телеканалу|депутатам|полиции)(?:\s+\"[^\"]+\")?"
    r"|\s+на\s+условиях\s+анонимности|\s+в\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
    r"|\s+(?:сегодня|вчера|накануне|ранее|позже|также|в\s+интервью|в\s+эфире|в\s+беседе))*"
)
"""Whom it was told, and when: what stands between the verb and the one who says it."""
_AFTER_QUOTE = re.compile(rf"[,.!?…]?\"?\s*[,.]?\s*—\s*(?P<cue>{_VERB})\b{_ASIDE}\s*(?P<who>{_WHO})?")
_THAT = re.compile(
    rf"(?P<who>{_WHO})\s+(?:также\s+|ранее\s+|вчера\s+"
    rf"|сегодня\s+)?(?P<cue>{_VERB})\b[^,:.]{{0,80}}?(?:,\s+(?=что|чтобы|будто|как)|:\s*)(?P<said>.+)",
    re.S,
)
_INVERTED = re.compile(rf"(?P<cue>{_VERB})\b{_ASIDE}\s+(?P<who>{_WHO})")
_CALLED = re.compile(
    rf"(?P<who>{_WHO})(?:,[^,\"]{{2,60}},)?\s+(?P<cue>назвал[аио]?|называ(?:ет|ют)|охарактеризовал[аи]?)\s+(?P<said>[^,]*\".+)",
    re.S,
)
_BY_WORDS = re.compile(
    r"(?:(?<=^)|(?<=[\s,(]))(?:[Пп]о (?P<his>его|е[её]|их) (?P<words>словам|данным|мнению|информации|версии)(?=[,.\s])"
    r"|(?P<cue>[Пп]о (?:словам|данным|информации|мнению|сообщению|утверждению|сведениям"
    r"|версии)|[Кк]ак (?:сообщил[аои]?|сообщает|сообщают|заявил[аои]?|пишет|передает|передаёт|отметил[аои]?))"
    r"\s+(?P<who>(?:[\w\"«»-]+\s*){1,8}?)(?=[,.]|\s+—|$))"
)


def russian_sayings(sentence: Sentence, quotes: list[Span]) -> list[Saying]:
    """At most one attribution a sentence, in levelled offsets of the passage."""
    text = sentence.text
    for rule, find in _FINDERS:
        saying = find(sentence, text, quotes)
        if saying is not None:
            saying.rules.append(rule)
            return [saying]
    return []


def _source_phrase(sentence: Sentence, text: str, quotes: list[Span]) -> Saying | None:
    match = _BY_WORDS.search(text)
    if not match:
        return None
    before, after = (0, match.start()), (match.end(), len(text))
    content = [_tight(text, span) for span in (before, after) if len(text[span[0] : span[1]].strip(" ,.—")) > 3]
    if match["his"]:
        return _make(sentence, match.span("his"), match.span("words"), content, quotes)
    return _make(sentence, match.span("who"), match.span("cue"), content, quotes)


def _beside_quotation(sentence: Sentence, text: str, quotes: list[Span]) -> Saying | None:
    match = _AFTER_QUOTE.search(text)
    if not match or match.start() < 3:
        return None
    content = [_tight(text, (0, match.start() + text[match.start() : match.start("cue")].find("—")))]
    rest = re.match(r"[^—]{0,80}—\s*(?=[\"А-ЯЁа-яё])", text[match.end() :])
    if rest and match.end() + rest.end() < len(text):
        content.append(_tight(text, (match.end() + rest.end(), len(text))))
    who = match.span("who") if match["who"] else (match.start("cue"), match.start("cue"))
    return _make(sentence, who, match.span("cue"), content, quotes)


def _reported(sentence: Sentence, text: str, quotes: list[Span]) -> Saying | None:
    match = _THAT.search(text) or (_CALLED.search(text) if '"' in text else None)
    if match:
        return _make(sentence, match.span("who"), match.span("cue"), [_tight(text, match.span("said"))], quotes)
    inverted = _INVERTED.search(text)
    local = [
        (max(a, sentence.start) - sentence.start, min(b, sentence.end) - sentence.start)
        for a, b in quotes
        if overlap((a, b), (sentence.start, sentence.end)) > 8
    ]
    if inverted and inverted.start() > 0 and text[: inverted.start()].rstrip().endswith(","):
        return _make(
            sentence, inverted.span("who"), inverted.span("cue"), [_tight(text, (0, inverted.start()))], quotes
        )
    if inverted and local:
        return _make(sentence, inverted.span("who"), inverted.span("cue"), local, quotes)
    return None


def _tight(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " ,—:":
        start += 1
    while end > start and text[end - 1] in " ,—.":
        end -= 1
    return start, end


def _make(sentence: Sentence, who: Span, cue: Span, content: list[Span], quotes: list[Span]) -> Saying | None:
    shift = sentence.start
    content = [(start + shift, end + shift) for start, end in content if end - start > 2]
    if not content:
        return None
    speaker = [(who[0] + shift, who[1] + shift)] if who[1] > who[0] else []
    quoted = all(any(overlap(span, quote) >= 0.9 * (span[1] - span[0]) - 2 for quote in quotes) for span in content)
    return Saying(sentence.passage, speaker, [(cue[0] + shift, cue[1] + shift)], content, quoted)


_FINDERS = (
    ("attribution.russian-source", _source_phrase),
    ("attribution.russian-quotation", _beside_quotation),
    ("attribution.russian-verb", _reported),
)
