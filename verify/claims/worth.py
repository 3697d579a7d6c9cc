"""How much a claim deserves a reviewer's time first: a logistic sum of features that can be named to a person.

A score ranks, it never drops a claim. Features: ``worth_features``; word lists: ``worth_lexicon``; figures and their source:
``worth_weights``.
"""

import math

from verify.claims.worth_features import SHAPES, classes_of, features_of, lower, tokens_of
from verify.claims.worth_lexicon import PHRASES, WORD_CLASSES
from verify.claims.worth_weights import BIAS, FITTED, SET_BY_HAND, WORDS_BY_WEIGHT

_WEIGHTS = FITTED | SET_BY_HAND
_WORDS = {word: weight for weight, words in WORDS_BY_WEIGHT.items() for word in words.split()}
_CLASS_REASONS = {name: reason for name, (_, reason) in WORD_CLASSES.items()}
_REASONS = {
    **{f"{how}:{name}": reason for name, reason in _CLASS_REASONS.items() for how in ("has", "share")},
    **{f"phrase:{name}": reason for name, (_, _, reason) in PHRASES.items()},
    **SHAPES,
}
_NUMBERS = ("figure", "has:number_word", "share:number_word", "has:magnitude", "phrase:outof")
_TOGETHER: tuple[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    ("names a number of casualties", (("number_and_casualty",),), ("has:casualty", "number_and_casualty", *_NUMBERS)),
    (
        "attributed to an official",
        (("has:source",), ("has:office", "officer")),
        ("has:source", "has:office", "officer", "office_and_past"),
    ),
    ("compares two years", (("years",),), ("year", "phrase:inyear")),
)
"""Reasons that stand for several features at once: the reason, what must be there, the features it then speaks for."""
_LEAST_PART = 0.25
_MOST_REASONS = 4


def worth_of(text: str) -> tuple[float, tuple[str, ...]]:
    """(0..1, up to four reasons in words, the weightiest first). A reason is given only for what raised the score."""
    score, reasons = weighed(text)
    return score, tuple(reason for reason, _ in reasons)


def weighed(text: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """``worth_of`` with how much each reason added to the sum under the logistic curve."""
    low = lower(text)
    tokens = tokens_of(low)
    features = features_of(text, low, tokens)
    parts = {name: value * _WEIGHTS[name] for name, value in features.items() if name in _WEIGHTS}
    single = 4 / math.sqrt(max(4, len(tokens)))
    words = {token: _WORDS[token] * single for token in dict.fromkeys(tokens) if token in _WORDS}
    total = BIAS + sum(parts.values()) + sum(words.values())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4), _reasons(features, parts, words)


def _reasons(
    features: dict[str, float], parts: dict[str, float], words: dict[str, float]
) -> tuple[tuple[str, float], ...]:
    reason_of = _REASONS | _joint_reasons(features)
    by_reason: dict[str, float] = {}
    for feature, part in parts.items():
        reason = reason_of[feature]
        by_reason[reason] = by_reason.get(reason, 0.0) + part
    for word, part in words.items():
        for name in classes_of(word)[:1]:
            reason = reason_of[f"has:{name}"]
            by_reason[reason] = by_reason.get(reason, 0.0) + part
    by_reason.pop("", None)
    ranked = sorted((item for item in by_reason.items() if item[1] >= _LEAST_PART), key=lambda item: -item[1])
    return tuple((reason, round(weight, 2)) for reason, weight in ranked[:_MOST_REASONS])


def _joint_reasons(features: dict[str, float]) -> dict[str, str]:
    """Feature to the reason it gives together with others; the first in _TOGETHER wins."""
    joint: dict[str, str] = {}
    for reason, needed, spoken_for in reversed(_TOGETHER):
        if all(any(name in features for name in group) for group in needed):
            joint |= dict.fromkeys(spoken_for, reason)
    return joint
