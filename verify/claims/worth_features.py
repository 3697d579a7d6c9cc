"""What the check-worthiness of a sentence is reckoned from: word classes, phrases, figures, names and length."""

import math
import re
from functools import lru_cache

from verify.claims.worth_lexicon import PHRASES, WORD_CLASSES

_TOKEN = re.compile(r"[$€£%?]|\d+(?:[.,/]\d+)*(?:'?s|st|nd|rd|th)?|[^\W\d_]+(?:['-][^\W\d_]+)*")
_YEAR = re.compile(r"(?:1[789]|20)\d\d(?:'?s)?")
_PAST = re.compile(r"(?:.*-)?[a-z]{2,}ed|[а-яё]{2,}(?:[аеиыяу]л[аои]?|лись|лся|лась)")
_NO_PAST = frozenset(
    {"need", "feed", "seed", "speed", "indeed", "hundred", "united", "agreed", "succeed", "proceed", "exceed"}
)
_NAMED = re.compile(r"(?<=[\w,] )(?!I\b)[A-ZА-ЯЁ][\w.'-]+")
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
_PATTERNS = {f"phrase:{name}": re.compile(pattern) for name, (pattern, _) in PHRASES.items()}

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


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """The word classes of a lower-case word."""
    found = dict.fromkeys(_EXACT.get(word, ()))
    found.update(dict.fromkeys(name for stem, name in _STEMS.get(word[:2], ()) if word.startswith(stem)))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _is_past(word: str) -> bool:
    return word not in _NO_PAST and _PAST.fullmatch(word) is not None


def lower(text: str) -> str:
    """``text`` as the word lists write it."""
    return text.lower().replace("’", "'")


def tokens_of(text: str) -> list[str]:
    """Words, figures and the signs that count, of a text made ``lower``."""
    return _TOKEN.findall(text)


def features_of(text: str, low: str, tokens: list[str]) -> dict[str, float]:
    """Feature to value, zeros left out. Word classes: ``has:x`` (0, 1) and ``share:x`` (2 × count / √tokens)."""
    counts: dict[str, int] = {}
    for token in tokens:
        for name in classes_of(token):
            counts[name] = counts.get(name, 0) + 1
    root = 2 / math.sqrt(max(4, len(tokens)))
    found = {f"has:{name}": 1.0 for name in counts}
    found |= {f"share:{name}": root * count for name, count in counts.items()}
    found |= {name: 1.0 for name, pattern in _PATTERNS.items() if pattern.search(low)}
    found |= _shape(text, low, tokens)
    _join(found, counts)
    found["number_and_casualty"] = float("casualty" in counts and _counts_casualties(tokens))
    return {name: value for name, value in found.items() if value}


def _shape(text: str, low: str, tokens: list[str]) -> dict[str, float]:
    digits = [token for token in tokens if token[0].isdigit()]
    years = sum(1 for token in digits if _YEAR.fullmatch(token))
    length = sum(1 for token in tokens if token[0].isalpha())
    shape: dict[str, float] = {
        "figure": len(digits) > years, "year": years > 0, "years": years > 1, "under_9": length < 9,
        "names": min(len(_NAMED.findall(text)), 5) / 5, "officer": bool(_OFFICER.search(text)),
        "past": any(_is_past(token) for token in tokens), "question": text.rstrip().endswith("?"),
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


def _counts_casualties(tokens: list[str]) -> bool:
    """Whether a number stands near a word for dead or wounded."""
    kinds = [classes_of(token) for token in tokens]
    numbers = [
        index
        for index, token in enumerate(tokens)
        if (token[0].isdigit() and not _YEAR.fullmatch(token)) or {"number_word", "magnitude"} & {*kinds[index]}
    ]
    return any(
        "casualty" in kind and any(abs(index - at) <= _NEAR for at in numbers) for index, kind in enumerate(kinds)
    )
