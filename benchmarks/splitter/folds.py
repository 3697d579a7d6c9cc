"""Check-worthiness where no sentence is judged by figures that were fitted on it: five folds of a logistic regression."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy

from benchmarks.splitter.sets import Ranked
from verify.claims.worth_features import features_of, lower, tokens_of

FOLDS = 5
_SEED = 7
_PENALTY = 8.0
"""Of the squared weights. Between 3 and 20 the average precision moves by less than half a point."""
_WORDS = 400
_LEAST_OFTEN = 8
_STEPS = 8

Row = dict[str, float]
Fitted = Callable[[Sequence[Row]], list[float]]


def own_features(text: str) -> Row:
    """The product's features and, as ``word:x``, its words, weighed as it weighs them."""
    low = lower(text)
    tokens = tokens_of(low)
    return features_of(text, low, tokens) | bag_of_words(text)


def bag_of_words(text: str) -> Row:
    """Nothing but which words stand in the sentence: the peer."""
    tokens = tokens_of(lower(text))
    single = 4 / math.sqrt(max(4, len(tokens)))
    return {f"word:{token}": single for token in tokens}


def cross_validated(rows: Sequence[Ranked], features: Callable[[str], Row]) -> list[float]:
    """A score for each sentence, from the four fifths of the set that it is not part of."""
    described = [features(row.text) for row in rows]
    order = list(range(len(rows)))
    random.Random(_SEED).shuffle(order)
    scores = [0.0] * len(rows)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        rest = sorted(set(order) - set(held))
        judge = fit([described[at] for at in rest], [rows[at].is_worth for at in rest])
        for at, score in zip(held, judge([described[at] for at in held]), strict=True):
            scores[at] = score
    return scores


def fit(rows: Sequence[Row], labels: Sequence[bool]) -> Fitted:
    """Ridge logistic regression by Newton's method, on every feature and on the words that tell the two labels apart best."""
    columns = {name: at for at, name in enumerate(_chosen(rows, labels))}
    wanted = numpy.array(labels, dtype=float)
    given = _matrix(rows, columns)
    weights: Any = numpy.zeros(given.shape[1])
    penalty = numpy.full(given.shape[1], _PENALTY)
    penalty[-1] = 0.0
    for _ in range(_STEPS):
        likely = 1 / (1 + numpy.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + penalty * weights
        curve = (given * (likely * (1 - likely))[:, None]).T @ given + numpy.diag(penalty + 1e-9)
        weights = weights - numpy.linalg.solve(curve, slope)
    return lambda unseen: [float(score) for score in _matrix(unseen, columns) @ weights]


def _chosen(rows: Sequence[Row], labels: Sequence[bool]) -> list[str]:
    often = Counter(name for row in rows for name in row)
    worthy = Counter(name for row, is_worth in zip(rows, labels, strict=True) if is_worth for name in row)
    share = sum(labels) / len(labels)

    def tells(name: str) -> float:
        return abs(worthy[name] - share * often[name]) / math.sqrt(often[name])

    words = [name for name in often if name.startswith("word:") and often[name] >= _LEAST_OFTEN]
    best = sorted(words, key=lambda name: (-tells(name), name))[:_WORDS]
    return sorted([*(name for name in often if not name.startswith("word:")), *best])


def _matrix(rows: Iterable[Row], columns: dict[str, int]) -> Any:
    """One line a row; the last column is the constant."""
    lines = list(rows)
    matrix = numpy.zeros((len(lines), len(columns) + 1))
    matrix[:, -1] = 1.0
    for at, row in enumerate(lines):
        for name, value in row.items():
            if name in columns:
                matrix[at, columns[name]] = value
    return matrix
