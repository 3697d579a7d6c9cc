"""The table of what the splitter must reach, with its peers beside it."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.measuring import Comparison, Table
from benchmarks.splitter import ours, peers, scores
from benchmarks.splitter.cost import costs
from benchmarks.splitter.folds import FOLDS, bag_of_words, cross_validated, own_features
from benchmarks.splitter.sets import DatedText, Expression, Sets, StatedText
from tests.claims.gold.scoring import measure, run
from tests.claims.gold.texts import TEXTS

_WANTED = {
    "golden_en": "92 (93)",
    "golden_ru": "95 (96)",
    "taiga_dev": "85 (86)",
    "gum_other": "best peer (+1)",
    "ewt_dev": "best peer (+1)",
}
_FEW = 500
"""Sentences; fewer are not fitted on."""
_COLUMNS = ["", "wanted (aim)", "ours"]


def splitting(sets: Sets) -> Iterator[Comparison | Table]:
    """Quality on ``sets``, task by task, and then the costs."""
    yield sentences(sets)
    yield attributions(sets)
    yield propositions(sets)
    yield dates(sets)
    yield worth(sets)
    yield from costs(sets)


def sentences(sets: Sets) -> Table:
    """Boundary F1 by collection."""
    contestants = {"ours": ours.sentences, **peers.SENTENCES}
    judged = {
        name: scores.judge_sentences(sets.paragraphs, [cut(paragraph) for paragraph in sets.paragraphs])
        for name, cut in contestants.items()
    }
    rows = [
        [collection, _WANTED.get(collection, ""), *(_shown(judged[name][collection].f1) for name in contestants)]
        for collection in dict.fromkeys(paragraph.set for paragraph in sets.paragraphs)
    ]
    return Table(f"Sentences: F1 of boundaries on {sets.name}", [*_COLUMNS, *peers.SENTENCES], rows)


def attributions(sets: Sets) -> Table:
    """F1 of contents and of contents with their source; on the own gold the shares of claims with the right speaker."""
    if not sets.citing:
        tallies = measure([run(text) for text in TEXTS])
        names = ["speakers", "second layer of nested speakers", "modes", "hedges, F1", "kinds"]
        rows = [[name, "", _shown(tallies[name].score)] for name in names]
        return Table(f"Attribution: in percent on {sets.name}", _COLUMNS, rows)
    gold = [text.attributions for text in sets.citing]
    contestants = {"ours": ours.attributions, "two regular expressions": peers.plain_attributions}
    judged = [scores.judge_attributions(gold, [find(text) for text in sets.citing]) for find in contestants.values()]
    wanted = {"loose": ("content, overlap .3", "62 (71)"), "tight": ("content, overlap .8", "41 (47)")}
    wanted["with source"] = ("content and source", "52 (56)")
    rows = [[title, least, *(_shown(each[key].f1) for each in judged)] for key, (title, least) in wanted.items()]
    return Table(f"Attribution: F1 on {sets.name}", [*_COLUMNS, "two regular expressions"], rows)


def propositions(sets: Sets) -> Table:
    """F1 of the claims' words, at two overlaps."""
    contestants: dict[str, Callable[[StatedText], Sequence[frozenset[int]]]] = {
        "ours": ours.statements,
        "whole sentence": peers.whole_sentences,
    }
    gold = [text.statements for text in sets.stated]
    found = [[state(text) for text in sets.stated] for state in contestants.values()]
    rows = [
        [f"overlap {least}", wanted, *(_shown(scores.judge_propositions(gold, each, least).f1) for each in found)]
        for least, wanted in ((0.5, "53 (60)"), (0.8, "24 (34)"))
    ]
    return Table(f"Propositions: F1 on {sets.name}", [*_COLUMNS, "whole sentence"], rows)


def dates(sets: Sets) -> Table:
    """F1 of values, and the recall of calendar days."""
    contestants: dict[str, Callable[[DatedText], Sequence[Expression]]] = {
        "ours": ours.dates,
        "dateparser": peers.dateparser_dates,
    }
    judged = [scores.judge_dates(sets.dated, [find(text) for text in sets.dated]) for find in contestants.values()]
    rows = [
        ["values, F1", "70 (80)", *(_shown(each["values"].f1) for each in judged)],
        ["calendar days, recall", "86 (90)", *(_shown(each["days"].recall) for each in judged)],
    ]
    return Table(f"Dates: in percent on {sets.name}", [*_COLUMNS, "dateparser"], rows)


def worth(sets: Sets) -> Table:
    """Average precision: of the figures that ship, and of own features fitted on other sentences than those they judge."""
    labels = [row.is_worth for row in sets.ranked]

    def precision(given: Sequence[float]) -> str:
        return _shown(scores.average_precision(zip(given, labels, strict=True)))

    shipped = precision(ours.worth(sets.ranked))
    share = f"{100 * sum(labels) / len(labels):.0f} % of {len(labels):,} sentences are worth it"
    title = f"Check-worthiness: average precision on {sets.name}; {share}"
    if len(labels) < _FEW:
        return Table(title, _COLUMNS, [["the figures that ship, fitted elsewhere", "", shipped]])
    rows = [
        [f"own features, {FOLDS} folds", "90 (94)", *(
            precision(cross_validated(sets.ranked, features)) for features in (own_features, bag_of_words)
        )],
        ["the figures that ship, fitted on such sentences", "", shipped, ""],
    ]  # fmt: skip
    return Table(title, [*_COLUMNS, "words alone, same regression"], rows)


def _shown(score: float) -> str:
    return f"{score:.1f}"
