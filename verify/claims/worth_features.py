"""What the check-worthiness of a sentence is reckoned from: word classes, phrases, figures, names and length."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from verify.claims.worth_lexicon import PHRASES, WORD_CLASSES

_TOKEN = re.compile(r"[$€£%?]|\d+(?:[.,/]\d+)*(?:'?s|st|nd|rd|th)?|[^\W\d_]+(?:['-][^\W\d_]+)*")
_YEAR = re.compile(r"(?:1[789]|20)\d\d(?:'?s)?")
_PAST = re.compile(r"(?:.*-)?[a-z]{2,}ed|[а-яё]{2,}(?:[аеиыяу]л[аои]?|лись|лся|лась)")
_NO_PAST = frozenset(
    {"need", "feed", "seed", "speed", "indeed", "hundred", "united", "agreed", "succeed", "proceed", "exceed"}
)
_NAMED = re.compile(r" (?<=[\w,] )(?!I\b)[A-ZА-ЯЁ][\w.'-]+")
_OFFICER = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|President|Senator|Governor|Secretary|Congressman|General|Mayor|Minister)\.? [A-Z]\w+"
)

_NEAR = 6
"""Words."""

_EXACT: dict[str, list[str]] = {}
_STEMS: dict[str, list[tuple[str, str]]] = {}
for _name, (_words, _) in WORD_CLASSES.items():
    for _word in _words.split():
        if _word.endswith("*"):
            _STEMS.setdefault(_word[:2], []).append((_word[:-1], _name))
        else:
            _EXACT.setdefault(_word, []).append(_name)
_PATTERNS = [(f"phrase:{name}", needs, re.compile(pattern)) for name, (needs, pattern, _) in PHRASES.items()]

_STARTS = {
    "starts_and": ("and ", "but ", "so ", "well", "now"),
    "starts_i": ("i ", "i'"),
    "starts_we": ("we ", "we'"),
    "starts_you": ("you ", "you'"),
    "starts_the": ("the ",),
    "starts_he": ("he ", "she ", "they "),
}

SHAPES: dict[str, str] = {
    "figure": "has a figure",
    "year": "names a year",
    "years": "compares two years",
    "under_9": "",
    "names": "names somebody or something",
    "officer": "names an office or authority",
    "past": "says what happened or was done",
    "question": "",
    **dict.fromkeys(_STARTS, ""),
    "number_and_casualty": "names a number of casualties",
    "number_and_money": "puts a figure on money",
    "office_and_past": "says what happened or was done",
    "name_and_past": "says what happened or was done",
    "i_and_future": "",
}
"""The features that are no word class and no phrase, each with its reason ("" where it has none)."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to know of a token by itself."""

    classes: tuple[str, ...]
    is_past: bool
    is_word: bool
    is_figure: bool
    is_year: bool
    is_number: bool
    """A figure that is no year, or a number in words."""


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """The word classes of a lower-case word."""
    found = dict.fromkeys(_EXACT.get(word, ()))
    found.update(dict.fromkeys(name for stem, name in _STEMS.get(word[:2], ()) if word.startswith(stem)))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _seen(token: str) -> _Seen:
    classes = classes_of(token)
    is_figure = token[0].isdigit()
    is_year = is_figure and _YEAR.fullmatch(token) is not None
    return _Seen(
        classes,
        is_past=token not in _NO_PAST and _PAST.fullmatch(token) is not None,
        is_word=token[0].isalpha(),
        is_figure=is_figure,
        is_year=is_year,
        is_number=(is_figure and not is_year) or not {"number_word", "magnitude"}.isdisjoint(classes),
    )


def lower(text: str) -> str:
    """``text`` as the word lists write it."""
    return text.lower().replace("’", "'")


def tokens_of(text: str) -> list[str]:
    """Words, figures and the signs that count, of a text made ``lower``."""
    return _TOKEN.findall(text)


def features_of(text: str, low: str, tokens: list[str]) -> dict[str, float]:
    """Feature to value, zeros left out. Word classes: ``has:x`` (0, 1) and ``share:x`` (2 × count / √tokens)."""
    seen = [_seen(token) for token in tokens]
    counts: dict[str, int] = {}
    for each in seen:
        for name in each.classes:
            counts[name] = counts.get(name, 0) + 1
    root = 2 / math.sqrt(max(4, len(tokens)))
    found = {f"has:{name}": 1.0 for name in counts}
    found |= {f"share:{name}": root * count for name, count in counts.items()}
    for name, needs, pattern in _PATTERNS:
        if any(part in low for part in needs) and pattern.search(low):
            found[name] = 1.0
    found |= _shape(text, low, seen)
    _join(found, counts)
    found["number_and_casualty"] = float("casualty" in counts and _counts_casualties(seen))
    return {name: value for name, value in found.items() if value}


def _shape(text: str, low: str, seen: list[_Seen]) -> dict[str, float]:
    figures = sum([each.is_figure for each in seen])
    years = sum([each.is_year for each in seen])
    length = sum([each.is_word for each in seen])
    shape: dict[str, float] = {
        "figure": figures > years, "year": years > 0, "years": years > 1, "under_9": length < 9,
        "names": min(len(_NAMED.findall(text)), 5) / 5, "officer": bool(_OFFICER.search(text)),
        "past": any(each.is_past for each in seen), "question": text.rstrip().endswith("?"),
    }  # fmt: skip
    shape |= {name: low.startswith(starts) for name, starts in _STARTS.items()}
    return {name: float(value) for name, value in shape.items()}


def _join(found: dict[str, float], counts: dict[str, int]) -> None:
    """Adds the features that hold only where two others do."""

    def has(*names: str) -> bool:
        return any(name in counts for name in names)

    number = bool(found["figure"]) or has("number_word", "magnitude")
    past = bool(found["past"]) or has("pastbe", "act")
    intent = has("future", "modal", "need")
    joined = {
        "number_and_money": number and has("money", "budget", "tax"),
        "office_and_past": past and has("office", "party"),
        "name_and_past": past and found["names"] > 0,
        "i_and_future": intent and has("i", "we"),
    }
    found.update({name: float(value) for name, value in joined.items()})


def _counts_casualties(seen: list[_Seen]) -> bool:
    """Whether a number stands near a word for dead or wounded."""
    numbers = [index for index, each in enumerate(seen) if each.is_number]
    return any(
        "casualty" in each.classes and any(abs(index - at) <= _NEAR for at in numbers)
        for index, each in enumerate(seen)
    )
