"""Wording that limits a claim, by class, and which claims it limits: its own, or those another sentence speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verify.claims.model import HedgeClass
from verify.claims.parsing import Sentence
from verify.claims.plain_text import lowered
from verify.claims.quotations import Span
from verify.claims.word_lists import words

_NUMBER = (
    r"(?:(?:[$€£]\s?)?\d[\d,.]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a (?:hundred|thousand|million|dozen|third|quarter|half)"
    r"|half|hundreds|thousands|millions|dozens|two-thirds)\b)"
)
_BE = r"(?:could|can|may|might|has|have|had|was|were|is|are)"
_CHECK = (
    r"(?:independently\s+|immediately\s+|be\s+|been\s+)*"
    r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?|checked|established)"
)
_WHO = r"(?:(?!and\b|but\b)[\w.'-]+\s+){0,5}?"
_PATTERNS: tuple[tuple[HedgeClass, str], ...] = (
    (
        HedgeClass.UNVERIFIABLE,
        rf"{_BE}\s*(?:not|n't)\s+(?:yet\s+)?{_CHECK}|cannot\s+{_CHECK}"
        rf"|(?:it\s+)?(?:was|is|has been)\s*(?:not|n't)\s+(?:immediately\s+)?possible\s+to\s+{_CHECK}"
        rf"|impossible\s+to\s+{_CHECK}"
        rf"|(?:was|were|is|are)\s+(?:not|un)\s*(?:immediately\s+)?able\s+to\s+{_CHECK}|unable\s+to\s+{_CHECK}"
        rf"|(?:neither|none|nobody|nothing|no\s+one)\b[^.,;:]{{0,60}}?\s{_BE}\s+{_CHECK}"
        rf"|(?:no|without)\s+(?:independent\s+)?(?:verification|confirmation)\b|{_BE}\s*(?:not"
        rf"|n't)\s+been\s+{_CHECK}|unverified|unconfirmed|uncorroborated|unsubstantiated",
    ),
    (
        HedgeClass.UNCLEAR,
        r"(?:it\s+)?(?:(?:was|is|remains?|remained)\s+)(?:\w+ly\s+)?(?:unclear|not\s+(?:immediately\s+|yet\s+"
        r"|entirely\s+)?(?:clear|known)|uncertain|unknown)"
        r"|(?:wasn't|isn't)\s+(?:immediately\s+)?(?:clear|known)|not\s+immediately\s+clear"
        r"|no\s+immediate\s+(?:comment|word|information)"
        r"|the\s+(?:circumstances|details|cause)\s+(?:was|were|remain|remained)\s+unclear",
    ),
    (
        HedgeClass.CLAIMED,
        r"claim(?:s|ed|ing)?(?=\s+(?:that|to|it|he|she|they|the|its|his|her|their|responsibility|there"
        r"|\w+\s+(?:had|has|have|was|were)))|alleg(?:es|ed|ing)\b|allegedly|reportedly|purported(?:ly)?"
        r"|supposed(?:ly)?(?!\s+to\b)|so-called|self-(?:proclaimed|styled)"
        r"|what\s+(?:it|he|she|they|the\s+\w+)\s+(?:said|say|says|claimed|called|describe[sd]?)"
        r"|said\s+to\s+(?:be|have)",
    ),
    (
        HedgeClass.APPEARANCE,
        r"(?:appear(?:s|ed)?|seem(?:s|ed)?)\s+to\b|what\s+(?:appear(?:s|ed)|seem(?:s|ed))\s+to\s+be"
        r"|apparent(?:ly)?\b|seemingly|(?:is|are|was|were)\s+(?:believed|thought|understood|presumed|rumou?red"
        r"|suspected)\s+to\b"
        r"|believe[sd]?(?=\s+(?:that|it|he|she|they|the|was|were|is|are|had|has|have|to)\b)"
        r"|presumably|(?:it\s+)?(?:appears|appeared|seems|seemed)\s+that|looks?\s+(?:like|as\s+if)|suspected\b",
    ),
    (
        HedgeClass.CONDITIONAL,
        r"(?:may|might)(?=\s+(?:not\s+)?[a-z]{2,}\b)"
        r"|could(?=\s+(?!not\b|see\b|hear\b|feel\b|only\b|no\b|hardly\b|tell\b|smell\b|afford\b)[a-z]{2,}\b)"
        r"|possibly|perhaps"
        r"|potential(?:ly)|probably|likely\b|(?:if|once|unless)\s+(?:confirmed|true|verified|proven)",
    ),
    (
        HedgeClass.APPROXIMATE,
        rf"(?:about|around|some|nearly|almost|roughly|approximately|an\s+estimated|estimated|close\s+to"
        rf"|as\s+much\s+as|as\s+little\s+as|as\s+few\s+as|more\s+than|over|at\s+least|up\s+to|as\s+many\s+as|fewer\s+than|less\s+than|under"
        rf"|upwards?\s+of)(?=\s+{_NUMBER})|at\s+(?:least|most)(?=\s+(?:once|twice)\b)"
        rf"|(?<=\d)\s*(?:or\s+so)\b|an?\s+(?:dozen|hundred)\s+or\s+so",
    ),
)
_RUSSIAN: tuple[tuple[HedgeClass, str], ...] = (
    (
        HedgeClass.UNVERIFIABLE,
        r"не\s+(?:удалось|удаётся|удается|смогл[аио]|может|могут)\s+(?:\w+\s+){0,2}(?:подтвердить|проверить"
        r"|верифицировать)|невозможно\s+(?:\w+\s+)?(?:подтвердить|проверить)"
        r"|(?:подтвердить|проверить|верифицировать)\s+(?:[\w-]+\s+){0,5}?(?:не\s+удалось|не\s+смогл[аио]|невозможно)"
        r"|не\s+подтвердил[аио]?|нет\s+(?:независимого\s+)?подтверждения|неподтвержд[её]нн\w+|не\s+подтвержден\w*",
    ),
    (
        HedgeClass.UNCLEAR,
        r"(?:пока\s+)?(?:неясно|неизвестно|непонятно|не\s+(?:ясно|известно))|не\s+уточняется"
        r"|обстоятельства\s+(?:\w+\s+)?(?:выясняются|неизвестны)",
    ),
    (HedgeClass.CLAIMED, r"якобы|предполагаем\w+|так\s+называем\w+|утвержда(?:ет|ют|л[аи]?)"),
    (HedgeClass.APPEARANCE, r"судя\s+по\s+всему|по-видимому|видимо|похоже,|вероятно|предположительно"),
    (HedgeClass.CONDITIONAL, r"возможно|может\s+быть|не\s+исключено"),
    (HedgeClass.APPROXIMATE, r"(?:около|примерно|приблизительно|почти|более|свыше|не\s+менее|до)(?=\s+\d)"),
)
_COMPILED: dict[str, tuple[tuple[HedgeClass, re.Pattern[str]], ...]] = {
    "en": tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _PATTERNS),
    "ru": tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _RUSSIAN),
}
_POINTS_BACK = re.compile(
    r"\b(?:that|this|those|these|the|either|both|neither|of the)\s+((?:\w+\s+)?[a-z]{4,}?)(?:s|es)?\b", re.I
)
_BARE_BACK = re.compile(
    r"\b(?:this|that|it|them|those|these)\b(?!\s+(?:was|is|has)\s*(?:not|n't|un)|\s+[a-z]{3,})", re.I
)
_SOURCES = re.compile(
    r"(?:video|footage|clip|photo|image|picture|claim|report|statement|allegation|figure|number|toll|account"
    r"|message|post|recording|document|information|detail)",
    re.I,
)
_RUSSIAN_BACK = re.compile(
    r"\b(?:эт(?:о|и|их|у|ой|от|им)|данн(?:ые|ых|ую)|информаци\w+|видео|заявлени\w+|сообщени\w+|их|его)\b", re.I
)
_SPREADING = frozenset({HedgeClass.UNVERIFIABLE, HedgeClass.UNCLEAR})
_RUSSIAN_LIKE = frozenset({"ru", "uk", "be"})
_LOOK_BACK = 5
_PAIR = re.compile(r"\b(?:neither|both|either)\b", re.I)
_WITH_OTHER_SENSES = frozenset({HedgeClass.APPROXIMATE, HedgeClass.CONDITIONAL})
_LOOSE_PREPOSITIONS = frozenset({"about", "over", "around", "under", "up to"})
_WITH_PREPOSITION = frozenset(
    words(
        "worried concerned anxious alarmed angry upset happy talk talks talked talking speak spoke spoken asked ask know"
        " knew think thought questions question doubts concerns worries argue argued fight fought dispute control win won"
        " victory lead presided walked drove jumped turned built wrapped"
    )
)
"""Words whose own preposition stands before a number: "worried about two schools", "control over three towns"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hedge in one sentence: offsets in the sentence's levelled text."""

    sentence: int
    start: int
    end: int
    kind: HedgeClass


def hedges_in(sentences: Sequence[Sentence]) -> list[Found]:
    """All hedges in order; where two overlap, the class named first in the table keeps the place."""
    found: list[Found] = []
    for index, sentence in enumerate(sentences):
        patterns = _COMPILED["ru" if sentence.language in _RUSSIAN_LIKE else "en"]
        text = lowered(sentence.text)
        taken: list[Span] = []
        for kind, pattern in patterns:
            for match in pattern.finditer(text):
                if kind in _WITH_OTHER_SENSES and _means_something_else(sentence.text, *match.span()):
                    continue
                if not any(match.start() < end and start < match.end() for start, end in taken):
                    taken.append(match.span())
                    found.append(Found(index, match.start(), match.end(), kind))
    return sorted(found, key=lambda hedge: (hedge.sentence, hedge.start))


def _means_something_else(text: str, start: int, end: int) -> bool:
    """ "in May have", "worried about two schools"."""
    word = text[start:end]
    if word == "May":
        return True
    before = text[:start].rstrip(" \"'”’")
    return word.lower() in _LOOSE_PREPOSITIONS and before.rpartition(" ")[2].lower() in _WITH_PREPOSITION


def governed(
    hedge: Found,
    sentences: Sequence[Sentence],
    claims: Sequence[tuple[int, tuple[Span, ...], str]],
    own: dict[int, list[int]],
) -> tuple[tuple[int, ...], str]:
    """Indices of the claims that ``hedge`` limits, and the name of the rule that says so. ``claims``: (sentence, spans, text);
    ``own``: claims of each sentence."""
    sentence = sentences[hedge.sentence]
    start, end = sentence.original(hedge.start, hedge.end)
    mine = own.get(hedge.sentence, [])
    around = [index for index in mine if any(s < end and start < e for s, e in claims[index][1])] or mine
    if hedge.kind is HedgeClass.CLAIMED and sentence.language in _RUSSIAN_LIKE:
        # "утверждает, что A, а B": the clauses after the verb do not repeat it.
        around += [index for index in mine if index not in around and claims[index][1][0][0] >= end]
    if hedge.kind not in _SPREADING:
        return tuple(around), "hedge.own-claim"
    # "…, but it was not possible to verify those claims" speaks of what the same sentence said before.
    before = [index for index in mine if index not in around and claims[index][1][0][0] < start]
    if before:
        return tuple(sorted({*around, *before})), "hedge.said-before"
    pointed = _claims_pointed_at(hedge, sentences, claims, own)
    return tuple(sorted({*around, *pointed})), "hedge.points-back" if pointed else "hedge.own-claim"


def _claims_pointed_at(
    hedge: Found,
    sentences: Sequence[Sentence],
    claims: Sequence[tuple[int, tuple[Span, ...], str]],
    own: dict[int, list[int]],
) -> list[int]:
    """Claims of sentences before that speak of the thing named again ("that video", "those claims")."""
    text = sentences[hedge.sentence].text
    if sentences[hedge.sentence].language in _RUSSIAN_LIKE:
        return own.get(hedge.sentence - 1, []) if _RUSSIAN_BACK.search(text) else []
    nouns = [match.lower() for phrase in _POINTS_BACK.findall(text) for match in _SOURCES.findall(phrase)]
    first = max(0, hedge.sentence - _LOOK_BACK)
    previous = hedge.sentence - 1
    if nouns and nouns[0] not in {
        "claim",
        "report",
        "statement",
        "allegation",
        "account",
        "information",
        "detail",
        "figure",
        "number",
        "toll",
    }:
        return _run_about(nouns[0], hedge.sentence, first, sentences, claims, own)
    if (nouns or _BARE_BACK.search(text)) and previous >= 0:
        both = [*own.get(previous - 1, [])] if nouns and _PAIR.search(text) else []
        return [*both, *own.get(previous, [])]
    return []


def _run_about(
    noun: str,
    here: int,
    first: int,
    sentences: Sequence[Sentence],
    claims: Sequence[tuple[int, tuple[Span, ...], str]],
    own: dict[int, list[int]],
) -> list[int]:
    stem = {"footage": "video", "clip": "video", "image": "photo", "picture": "photo"}.get(noun, noun)
    same = re.compile(rf"\b(?:{stem}|{noun})", re.I)
    pointed: list[int] = []
    for index in range(here - 1, first - 1, -1):
        if not same.search(sentences[index].text):
            if pointed:
                break
            continue
        if pointed and any(
            pattern.search(lowered(sentences[index].text)) for kind, pattern in _COMPILED["en"] if kind in _SPREADING
        ):
            break
        pointed += [claim for claim in own.get(index, []) if same.search(claims[claim][2])] or own.get(index, [])
    return pointed
